"""A workspace on this computer, another with the sample data, and the way from one to the other.

SPDX-FileCopyrightText: The Docket contributors
SPDX-License-Identifier: GPL-3.0-or-later
"""

from docket_e2e import run


def two_workspaces(session):
    session.start_program()
    session.mouse(session.find("On this computer", "list item"))
    session.find("No tickets here", timeout=60)
    session.mouse(session.find("Main menu", "push button"))
    session.act(session.find(contains="Add Workspace", role="menu item"))
    session.mouse(session.find("Explore with sample data", "list item"))
    session.find("Fjord IT", "frame", timeout=60)
    session.find(contains="#1043 ", role="list item")
    session.mouse(session.find("Main menu", "push button"))
    session.act(session.find(contains="On this computer", role="menu item"))
    session.find("On this computer", "frame")
    session.find("No tickets here")
    session.quit_program()
    assert len(session.ctl("account", "list", "--json")) == 2


run([two_workspaces])
