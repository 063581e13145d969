"""Every control has a name that a screen reader can say.

SPDX-FileCopyrightText: The Docket contributors
SPDX-License-Identifier: GPL-3.0-or-later
"""

from docket_e2e import run, wait_for

ROLES = ("push button", "toggle button", "check box", "text", "entry", "list item", "link", "slider",
         "timer")
# A widget without a name is told by its type.
TYPES = ("Gtk", "Adw", "Docket")


def is_nameless(node):
    if node.role not in ROLES or (node.name and not node.name.startswith(TYPES)):
        return False
    parents = list(ancestors(node))
    # What is inside of a drop-down or an entry's row is GTK's and libadwaita's.
    return (not any(p.role == "combo box" for p in parents)
            and not (node.name == "GtkImage" and node.role == "push button"))


def ancestors(node):
    while node.parent is not None:
        node = node.parent
        yield node


def check(session, where):
    bad = [f"{node} in {', '.join(str(p) for p in list(ancestors(node))[:4])}"
           for node in session.hits_in(session.frames(True), is_nameless)]
    assert not bad, where + ": " + "; ".join(bad)


def open_window(session, words, title):
    session.focus()
    session.key("ctrl+k")
    session.focus("Command palette")
    session.type(words)
    session.find(contains=words, role="list item")
    session.key("Return")
    session.focus(title)


def close_window(session, title):
    session.key("Escape")
    wait_for(f"the end of “{title}”", lambda: not session.frame_named(title))


def names(session):
    session.start_program("--sample")
    session.find("My open tickets", "list item")
    session.mouse(session.find(contains="#", role="list item"))
    session.find("Reply", "push button")
    check(session, "ticket")
    for words in ("New ticket", "Filter", "Preferences", "Timesheet", "Directory", "Sync centre",
                  "Service report"):
        open_window(session, words, words)
        check(session, words)
        close_window(session, words)
    session.quit_program()


run([names])
