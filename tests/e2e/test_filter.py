"""The last filter is there again after the program was closed, and after it was killed.

SPDX-FileCopyrightText: The Docket contributors
SPDX-License-Identifier: GPL-3.0-or-later
"""

import re

from docket_e2e import run, wait_for


def rows(session):
    return {re.search(r"#(\d+)", row.name).group(1)
            for row in session.all_seen(contains="#", role="list item")}


def choose(session, *names):
    session.mouse(session.find("Filter", "push button"))
    session.focus("Filter")
    for name in names:
        session.mouse(session.find(name, "list item"))
    show = session.find(contains="Show ", role="push button")
    session.mouse(show)
    wait_for("the end of the filter's window", lambda: not session.frame_named("Filter"))
    session.focus()


def check(session, wanted):
    session.find(contains="Closed", role="label")
    session.find(contains="Ben Kay", role="label")
    wait_for("the tickets of the filter", lambda: rows(session) == wanted)


def kept(session):
    session.start_program("--sample")
    session.mouse(session.find("All open", "list item"))
    session.find("All open", "label")
    before = wait_for("tickets", lambda: rows(session))
    # What was chosen before is open and pending.
    choose(session, "Open", "Pending", "Closed", "Ben Kay")
    wait_for("other tickets", lambda: rows(session) and not rows(session) & before)
    wanted = rows(session)
    found = session.ctl("list", "--json", "--status", "closed", "--assignee", "Ben Kay")
    shown = {ticket["number"] for ticket in found}
    assert wanted and wanted <= shown, (wanted, shown)
    check(session, wanted)
    session.quit_program()
    session.start_program()
    check(session, wanted)
    session.kill_program()
    session.start_program()
    check(session, wanted)
    session.quit_program()


run([kept])
