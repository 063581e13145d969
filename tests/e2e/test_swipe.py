"""Rows of the list under a finger: closed, deleted and brought back, by swipes and by the menu of a
long press.

SPDX-FileCopyrightText: The Docket contributors
SPDX-License-Identifier: GPL-3.0-or-later
"""

import os

from docket_e2e import run, wait_for
from docket_touch import TouchScreen

# Within the window: the middle of the first row, and the way of a finger.
FIRST = 125
LEFT, RIGHT = 40, 320
UNDO = (265, 692)
# In the menu of the first row.
CLOSE = (209, 464)


def shown(session):
    """Numbers of my open tickets, in the order of the screen."""
    if session.ctl("account", "list", "--json") == []:
        return []
    return [t["number"] for t in session.ctl("list", "--json", "--view", "My open tickets")]


def status_of(session, number):
    return session.ctl("show", number, "--json")["status"]


def is_there(session, number):
    return number in shown(session)


def swipe(session):
    screen = TouchScreen(session)
    screen.start("--sample")
    accounts = os.path.join(session.environment["XDG_DATA_HOME"], "docket")
    wait_for("the sample data", lambda: os.path.isdir(accounts) and shown(session))
    wait_for("the list", lambda: screen.n_parts() > 40)
    screen.rest()
    number = shown(session)[0]

    # A short one rests open and shows the button; a tap elsewhere covers it again.
    screen.draw((100, FIRST), (190, FIRST))
    screen.rest()
    screen.shoot("swipe-rests")
    assert status_of(session, number) == "open"
    screen.tap(60, FIRST)
    wait_for("the ticket to be closed by the button", lambda: status_of(session, number) == "closed")
    screen.rest()
    screen.shoot("swipe-closed")
    screen.tap(*UNDO)
    wait_for("the ticket to be open again", lambda: status_of(session, number) == "open")
    screen.rest()

    # Scrolling up and down is not a swipe, nor is a tap.
    screen.draw((180, 500), (190, 300))
    screen.draw((180, 300), (170, 600))
    screen.rest()
    assert status_of(session, number) == "open"

    # A long one acts when it is let go.
    number = shown(session)[0]
    screen.draw((LEFT, FIRST), (RIGHT, FIRST))
    wait_for("the ticket to be closed", lambda: status_of(session, number) == "closed")
    screen.rest()
    number = shown(session)[0]
    screen.draw((RIGHT, FIRST), (LEFT, FIRST))
    wait_for("the ticket to be deleted", lambda: not is_there(session, number))
    screen.rest()
    screen.shoot("swipe-deleted")
    screen.tap(*UNDO)
    wait_for("the ticket to be there again", lambda: is_there(session, number))
    screen.rest()

    # A long press opens the menu.
    number = shown(session)[0]
    n_parts = screen.n_parts()
    screen.touch("Start", (180, FIRST))
    wait_for("the menu", lambda: screen.n_parts() > n_parts + 8)
    screen.touch("End")
    screen.rest()
    screen.shoot("long-press")
    screen.tap(*CLOSE)
    wait_for("the ticket to be closed by the menu", lambda: status_of(session, number) == "closed")
    screen.rest()
    screen.tap(*UNDO)
    wait_for("the ticket to be open once more", lambda: status_of(session, number) == "open")
    screen.close()


run([swipe])
