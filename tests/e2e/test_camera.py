"""A photo from the camera to the conversation: taken with a key, taken again, sent, and kept as a
picture of a size that can be sent, which says neither where nor with what it was taken.

SPDX-FileCopyrightText: The Docket contributors
SPDX-License-Identifier: GPL-3.0-or-later
"""

import os
import subprocess

from docket_e2e import run, wait_for

# A picture that is larger than one that is sent.
SOURCE = ("videotestsrc is-live=true pattern=smpte ! video/x-raw,width=3200,height=2400,framerate=5/1"
          " ! identity")
TEXT = "This is what the display shows."


def open_camera(session):
    session.mouse(session.find("Add a file", "push button"))
    session.act(session.find("Camera…", "menu item"))
    session.focus("Camera")


def photos(session, number):
    return [a for a in session.ctl("attachment", "list", "#" + number, "--json")
            if a["name"].endswith((".jpg", ".jpeg"))]


def take(session):
    """There is nothing to take until the first picture is there."""

    def taken():
        session.key("space")
        return session.seen("Retake", "label")

    wait_for("a photo", taken)


def camera(session):
    session.environment["DOCKET_TEST_CAMERA"] = SOURCE
    session.start_program("--sample")
    session.mouse(session.find(contains="#", role="list item"))
    session.find("Reply", "push button")
    number = session.ctl("list", "--json", "--view", "My open tickets")[0]["number"]
    before = photos(session, number)

    open_camera(session)
    # AT-SPI tells nothing of the inside of the shutter's button.
    session.find("Show the picture as in a mirror", "push button")
    take(session)
    session.shoot("camera-taken")
    session.mouse(session.find("Retake", "label"))
    session.gone("Retake", "label")
    take(session)
    session.mouse(session.find("OK", "push button"))
    session.gone("Camera", "frame")

    session.focus()
    session.find(contains=".jp", role="label")
    session.mouse(session.find("Reply", "text"))
    session.type(TEXT)
    session.key("ctrl+Return")
    session.find(TEXT, "label")
    wait_for("the photo", lambda: len(photos(session, number)) == len(before) + 1)

    photo = next(a for a in photos(session, number) if a not in before)
    path = os.path.join(session.folder, "photo.jpg")
    session.ctl("attachment", "get", "#" + number, photo["name"], "--output", path)
    told = subprocess.run(["identify", "-format", "%m %w %h|%[EXIF:*]", path], capture_output=True, text=True,
                          check=True).stdout
    assert told == "JPEG 2560 1920|", told
    session.quit_program()


def no_camera(session):
    """It is said, and there is a way to try again; what is written stays."""
    session.environment["DOCKET_TEST_CAMERA"] = "fakesrc num-buffers=0"
    session.start_program("--sample")
    session.mouse(session.find(contains="#", role="list item"))
    session.mouse(session.find("Reply", "text"))
    session.type(TEXT)
    open_camera(session)
    session.find("Try Again", "label")
    session.shoot("camera-none")
    session.key("Escape")
    session.gone("Camera", "frame")
    session.focus()
    assert session.find("Reply", "text").text() == TEXT
    session.quit_program()


run([camera, no_camera])
