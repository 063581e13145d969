"""A ticket's whole life by the keyboard: created, found, edited, closed, deleted and brought back.
The pointer only says which window has the keyboard, in place of a window manager.

SPDX-FileCopyrightText: The Docket contributors
SPDX-License-Identifier: GPL-3.0-or-later
"""

from docket_e2e import run, wait_for

TITLE = "Label printer eats its labels"
NEW_TITLE = "Label printer mended"
MESSAGE = "It began on Monday."


def named(session, title):
    return [t for t in session.ctl("list", "--search", title, "--json") if t["title"] == title]


def create(session):
    session.key("ctrl+n")
    session.focus("New ticket")
    session.type(TITLE)
    session.go_to("Tab", "Message", "text", most=60)
    session.type(MESSAGE)
    session.key("ctrl+Return")
    wait_for("the ticket", lambda: named(session, TITLE))
    session.gone("New ticket", "frame")
    session.focus()
    session.find(MESSAGE, "label")
    return named(session, TITLE)[0]["number"]


def find(session, number, words):
    session.key("ctrl+f")
    session.find("Search tickets", "entry")
    session.type(words)
    session.find(contains=f"#{number}", role="list item")
    wait_for("one hit", lambda: len(session.all_seen(contains="#", role="list item")) == 1)
    session.key("Return")
    wait_for("the row to have the keyboard", lambda: is_on_row(session, number))


def is_on_row(session, number):
    node = session.focused()
    return node is not None and f"#{number}" in node.name


def edit(session, number):
    session.key("ctrl+k")
    session.focus("Command palette")
    session.type("Edit ticket")
    session.key("Return")
    session.focus("Edit ticket")
    session.key("ctrl+a")
    session.type(NEW_TITLE)
    session.key("ctrl+Return")
    wait_for("the new title", lambda: named(session, NEW_TITLE))
    session.gone("Edit ticket", "frame")
    session.focus()


def status_of(session, number):
    return session.ctl("show", "#" + number, "--json")["status"]


def keyboard(session):
    session.start_program("--sample")
    session.find("My open tickets", "list item")
    number = create(session)
    find(session, number, "printer labels")
    edit(session, number)

    # From the row's menu.
    find(session, number, "printer mended")
    session.key("Menu")
    session.key("c")
    wait_for("the ticket to be closed", lambda: status_of(session, number) == "closed")
    session.key("ctrl+z")
    wait_for("the ticket to be open again", lambda: status_of(session, number) == "open")

    find(session, number, "printer mended")
    session.key("Delete")
    wait_for("the ticket to be gone", lambda: not named(session, NEW_TITLE))
    session.key("ctrl+z")
    wait_for("the ticket to be there again", lambda: named(session, NEW_TITLE))
    session.quit_program()


run([keyboard])
