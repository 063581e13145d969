"""A signature by mouse and by finger: through a kill, with a second finger on the paper; its picture
is what was written, and a later change of the work is told.

SPDX-FileCopyrightText: The Docket contributors
SPDX-License-Identifier: GPL-3.0-or-later
"""

import glob
import math
import os
import sqlite3
import subprocess

from docket_e2e import run, wait_for
from docket_touch import TouchScreen, missing

# Within the window of 360 x 740: the first row, and what stands at the top of the pad's window.
TITLE = "Heat pump stops"
FIRST = (180, 125)
SAVE = (318, 26)


def database(session):
    found = glob.glob(os.path.join(session.environment["XDG_DATA_HOME"], "docket", "*", "docket.db"))
    return found[0] if found else None


def kept_strokes(session):
    """How many strokes of an open pad are on the disk."""
    with sqlite3.connect(f"file:{database(session)}?mode=ro", uri=True) as connection:
        return connection.execute("SELECT count(*) FROM ink WHERE signature IS NULL").fetchone()[0]


def signatures(session, number):
    return session.ctl("show", number, "--json")["signatures"]


def wave(x0, x1, y, height=20):
    return [(x0 + (x1 - x0) * i / 24, y + height * math.sin(i / 3)) for i in range(25)]


def magick(path, words):
    done = subprocess.run(["convert", path, "-trim", "-format", words, "info:"], capture_output=True,
                          text=True, check=True)
    return [float(word) for word in done.stdout.split()]


def check_picture(session, number, name):
    """It is the ink, not blank, and there is white all around it."""
    folder = os.environ.get("DOCKET_SHOTS", session.folder)
    sent, drawn, curves = (os.path.join(folder, f"{name}-{kind}") for kind in
                           ("sent.png", "drawn.png", "curves.svg"))
    session.ctl("attachment", "get", number, "Signature.png", "--output", sent)
    session.ctl("signature", "get", number, "--output", drawn)
    session.ctl("signature", "get", number, "--output", curves)
    with open(sent, "rb") as one, open(drawn, "rb") as other:
        assert one.read() == other.read(), "the picture is not the ink"
    with open(curves) as file:
        assert "<path" in file.read()
    width, height, left, top, page_width, page_height, mean = magick(
        sent, "%w %h %[fx:page.x] %[fx:page.y] %[fx:page.width] %[fx:page.height] %[fx:mean]")
    assert mean < 1, "the picture is blank"
    assert width > 100 and height > 20, (width, height)
    assert left > 8 and top > 8, (left, top)
    assert left + width < page_width - 8 and top + height < page_height - 8, (width, height)


def drag(points):
    command = ["xdotool"]
    for i, (x, y) in enumerate(points):
        command += ["mousemove", str(round(x)), str(round(y))]
        if i == 0:
            command += ["mousedown", "1"]
    subprocess.run([*command, "mouseup", "1"], check=True)


def window(session, name):
    return wait_for(f"the window “{name}”",
                    lambda: next((w for w in session.x_windows() if w[1] == name), None))


def open_pad(session):
    """By keys alone; gives the middle of the paper."""
    session.mouse(session.find("All open", "list item"))
    session.mouse(session.find(contains=TITLE, role="list item"))
    session.find("Ticket menu", "push button")
    session.key("ctrl+k")
    session.focus_window(window(session, "Command palette"))
    session.type("customer signature")
    session.key("Return")
    pad = window(session, "Customer signature")
    session.focus_window(pad)
    return pad[2] + pad[4] // 2, pad[3] + pad[5] // 2


def sign_over(session, place, n_before):
    x, y = place
    for i in range(n_before, n_before + 3):
        drag(wave(x - 150 + i * 60, x - 100 + i * 60, y))
        wait_for("the stroke on the disk", lambda: kept_strokes(session) == i + 1)


def mouse(session):
    session.ctl("account", "add", "local", "--name", "Here")
    session.ctl("directory", "add", "customer", "name=Lindqvist Bakery")
    session.ctl("directory", "add", "contact", "name=Marie Dubois", "email=marie@lindqvist.example",
                "customer=Lindqvist Bakery")
    ticket = session.ctl("create", "--title", TITLE, "--contact", "Marie Dubois", "--json")["id"]
    session.start_program()
    sign_over(session, open_pad(session), 0)

    # Killed after three strokes: they are offered again.
    session.kill_program()
    session.start_program()
    place = open_pad(session)
    session.find(contains="This was written before")
    session.shoot("signature-offered")
    sign_over(session, place, 3)
    session.mouse(session.find("Save", "push button"))
    wait_for("the signature", lambda: len(signatures(session, ticket)) == 1)
    assert kept_strokes(session) == 0
    signature = signatures(session, ticket)[0]
    assert signature["signer"] == "Marie Dubois", signature
    assert signature["outcome"] == "signed" and not signature["changed_since"], signature
    check_picture(session, ticket, "mouse")

    # The work is another one than was signed for.
    session.ctl("time", "add", ticket, "--start", "2026-11-23T08:00:00Z", "--end", "2026-11-23T09:00:00Z")
    assert signatures(session, ticket)[0]["changed_since"]
    session.find("The work was changed since", "label")
    session.shoot("signature-changed")
    session.quit_program()


def finger(session):
    if missing():
        print(f"# skipped: {missing()} not installed")
        return
    screen = TouchScreen(session)
    screen.start("--sample")
    wait_for("the sample data", lambda: database(session) and session.ctl("account", "list", "--json"))
    wait_for("the list", lambda: screen.n_parts() > 40)
    screen.rest()
    number = session.ctl("list", "--json", "--view", "My open tickets")[0]["number"]
    screen.tap(*FIRST)
    screen.rest()
    screen.shoot("finger-ticket")
    # By keys alone.
    screen.press("k", control=True)
    screen.rest()
    screen.type("customer signature")
    screen.rest()
    screen.shoot("finger-palette")
    screen.press("Enter")
    screen.rest()
    screen.shoot("finger-pad")

    # One finger writes; a second one that touches meanwhile draws nothing, and does not disturb it.
    way = wave(60, 300, 300)
    screen.touch("Start", way[0])
    for i, point in enumerate(way):
        if i == 8:
            screen.touch("Start", point, (100, 450))
        elif i < 8:
            screen.touch("Move", point)
        else:
            screen.touch("Move", point, (100 + i * 5, 450))
    screen.touch("End")
    wait_for("the stroke on the disk", lambda: kept_strokes(session) == 1)
    screen.draw(*wave(80, 280, 360, 12))
    wait_for("the second stroke", lambda: kept_strokes(session) == 2)
    screen.rest()
    screen.shoot("finger-signed")
    screen.tap(*SAVE)
    wait_for("the signature", lambda: len(signatures(session, number)) == 1)
    assert signatures(session, number)[0]["signer"]
    check_picture(session, number, "finger")
    screen.close()


run([mouse, finger])
