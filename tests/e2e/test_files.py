"""Files come by the menu, by drop and by paste, without a network, outlive the program, and are the
same bytes on the server once the person sends them to the customer's files.

SPDX-FileCopyrightText: The Docket contributors
SPDX-License-Identifier: GPL-3.0-or-later
"""

import base64
import hashlib
import os
import re
import shutil
import subprocess
import sys

from docket_e2e import Sandbox, connect, run, wait_for

FIXTURES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "fixtures", "files")
TEXTS = {"plan.pdf": "The plan you asked for.", "rack.png": "This is the rack.", "list.docx": "And the list."}

# A window of another program, from which a file is dragged.
SOURCE = """
import sys
import gi
gi.require_version("Gtk", "4.0")
from gi.repository import Gdk, Gio, GLib, Gtk

def activate(app):
    window = Gtk.ApplicationWindow(application=app, title="Another program")
    label = Gtk.Label(label="Drag me", width_request=120, height_request=120)
    source = Gtk.DragSource(actions=Gdk.DragAction.COPY)
    uri = Gio.File.new_for_path(sys.argv[1]).get_uri() + "\\r\\n"
    source.connect("prepare", lambda *_: Gdk.ContentProvider.new_for_bytes(
        "text/uri-list", GLib.Bytes.new(uri.encode())))
    label.add_controller(source)
    window.set_child(label)
    window.present()

app = Gtk.Application(application_id="org.example.Source", flags=Gio.ApplicationFlags.NON_UNIQUE)
app.connect("activate", activate)
app.run([])
"""


def digest(data):
    return hashlib.sha256(data).hexdigest()


def open_ticket(session, row):
    number = re.search(r"#(\d+)", row.name).group(1)
    session.mouse(row)
    session.find("#" + number, "label")
    session.find("Reply", "push button")
    return number


def make_files(session):
    folder = os.path.join(session.folder, "mine")
    os.mkdir(folder)
    for name, sample in (("plan.pdf", "sample.pdf"), ("rack.png", "sample.png"), ("list.docx", "sample.docx")):
        shutil.copy(os.path.join(FIXTURES, sample), os.path.join(folder, name))
    return folder


def choose_document(session, path):
    session.mouse(session.find("Add a file", "push button"))
    session.act(session.find("Document…", "menu item"))
    session.find("Add files", "filler")
    window, _, x, y, width, height = wait_for(
        "the chooser", lambda: next((w for w in session.x_windows() if w[1] == "Add files"), None))
    subprocess.run(["xdotool", "windowraise", window, "mousemove", str(x + width // 2),
                    str(y + height // 2)], check=True)
    session.type(path)
    session.key("Return")
    session.gone("Add files", "filler")


def paste(session, path):
    subprocess.run(["xclip", "-selection", "clipboard", "-t", "text/uri-list"],
                   input=f"file://{path}\r\n".encode(), check=True)
    session.focus()
    session.mouse(session.find("Reply", "text"))
    session.key("ctrl+v")


def drop(session, path):
    """With the pointer, from a window of another program."""
    script = os.path.join(session.folder, "source.py")
    with open(script, "w") as file:
        file.write(SOURCE)
    other = session.spawn([sys.executable, script, path])

    def find():
        found = subprocess.run(["xdotool", "search", "--onlyvisible", "--pid", str(other.pid)],
                               capture_output=True, text=True).stdout.split()
        return found[-1] if found else None

    window = wait_for("the other program's window", find)
    subprocess.run(["xdotool", "windowmove", window, "1500", "20", "windowraise", window], check=True)
    place = session.rest_of(session.find("Reply", "text"))

    def drag():
        subprocess.run(["xdotool", "mousemove", "1570", "90", "mousedown", "1"], check=True)
        for i in range(1, 21):
            x = 1570 + (place[0] - 1570) * i // 20
            y = 90 + (place[1] - 90) * i // 20
            subprocess.run(["xdotool", "mousemove", str(x), str(y)], check=True)
        subprocess.run(["xdotool", "mouseup", "1"], check=True)
        return session.seen(contains="list.docx")

    wait_for("the file that was dropped", drag)
    other.terminate()
    other.wait()


def send(session, name):
    session.find(contains=name)
    session.focus()
    session.mouse(session.find("Reply", "text"))
    session.type(TEXTS[name])
    session.key("ctrl+Return")
    session.find(TEXTS[name], "label")


def outlive_undo(session):
    def over():
        return all(operation["not_before"] is None for operation in session.ctl("outbox", "list", "--json"))

    wait_for("the time to undo to end", over)


def send_to_customer(session, name):
    session.mouse(session.find(f"Send {name} to the customer’s files", "push button"))
    question = session.find(contains="Send to the files of", role="label")
    session.find(contains="Everybody who sees the files of", role="label")
    assert len(question.name) > len("Send to the files of ?"), question.name
    session.shoot("customer-files")
    session.mouse(session.find("Send", "label"))
    session.gone(contains="Everybody who sees the files of", role="label")
    session.focus()
    session.gone(f"Send {name} to the customer’s files", "push button")


def files_there(sandbox):
    return {file["Name"]: base64.b64decode(file["ContentBased64"])
            for file in sandbox.state()["customerattachments"]}


def check_kept(session, number):
    listed = {a["name"]: a for a in session.ctl("attachment", "list", "#" + number, "--json")}
    for name in TEXTS:
        assert listed[name]["state"] == "kept-here", listed[name]
    return {name: listed[name]["sha256"] for name in TEXTS}


def files(session):
    folder = make_files(session)
    with Sandbox(session.folder, tickets=6) as sandbox:
        session.start_program()
        connect(session, sandbox)
        session.mouse(session.find("All open", "list item"))
        number = open_ticket(session, session.find(contains=" · ", role="list item"))

        sandbox.stop()
        session.mouse(session.find("Reply", "push button"))
        choose_document(session, os.path.join(folder, "plan.pdf"))
        send(session, "plan.pdf")
        paste(session, os.path.join(folder, "rack.png"))
        send(session, "rack.png")
        drop(session, os.path.join(folder, "list.docx"))
        send(session, "list.docx")
        outlive_undo(session)
        sums = check_kept(session, number)

        session.kill_program()
        shutil.rmtree(folder)
        session.start_program()
        open_ticket(session, session.find(contains=f"#{number} ", role="list item"))
        assert check_kept(session, number) == sums
        sandbox.start()
        session.key("F5")
        session.find("Up to date", timeout=60)
        state = sandbox.state()
        assert state["customerattachments"] == [], "what nobody sent is there"
        ticket = next(t for t in state["tickets"] if str(t["TicketNumber"]) == number)
        for text in TEXTS.values():
            assert [c["IsInternal"] for c in ticket["Comments"] if c["Comment"] == text] == [False], text

        for name in TEXTS:
            send_to_customer(session, name)
        wait_for("the files on the server", lambda: len(files_there(sandbox)) == len(TEXTS))
        there = files_there(sandbox)
        for name in TEXTS:
            stem, ending = name.rsplit(".", 1)
            wanted = f"{stem}-{number}-{sums[name][:8]}.{ending}"
            assert digest(there[wanted]) == sums[name], (wanted, list(there))
        session.find("Up to date", timeout=60)
        wait_for("an empty outbox", lambda: session.ctl("outbox", "list", "--json") == [])
        assert sandbox.state()["rejected"] == []
        session.quit_program()


run([files])
