"""A timer outlives its program: killed and started again, the bar goes on; stopped, its entry is on
the server.

SPDX-FileCopyrightText: The Docket contributors
SPDX-License-Identifier: GPL-3.0-or-later
"""

import re

from docket_e2e import Sandbox, connect, run, wait_for

TIME = re.compile(r"\d+:\d\d:\d\d")


def seconds(session):
    """What the bar shows."""
    node = session.find(contains=":", role="timer")
    hours, minutes, rest = TIME.search(node.text() or node.name).group(0).split(":")
    return int(hours) * 3600 + int(minutes) * 60 + int(rest)


def timer(session):
    with Sandbox(session.folder) as sandbox:
        session.start_program()
        connect(session, sandbox)
        session.mouse(session.find("All open", "list item"))
        row = session.find(contains="#", role="list item")
        number = re.search(r"#(\d+)", row.name).group(1)
        session.mouse(row)
        session.find("#" + number, "label")
        session.key("ctrl+shift+t")
        session.find("Pause the timer", "push button")
        wait_for("two seconds", lambda: session.ctl("time", "status", "--json")["elapsed_seconds"] >= 2)

        session.kill_program()
        before = session.ctl("time", "status", "--json")
        assert before["running"], before
        session.start_program()
        session.find("Pause the timer", "push button")
        wait_for("the bar to go on", lambda: seconds(session) >= before["elapsed_seconds"])

        session.mouse(session.find("Stop", "push button"))
        session.find("Add time entry", "frame")
        session.mouse(session.find("Add", "push button"))
        session.gone("Pause the timer", "push button")
        assert session.ctl("time", "status", "--json")["timers"] == []
        entry = session.ctl("time", "list", "#" + number, "--json")[-1]
        assert entry["seconds"] >= before["elapsed_seconds"], (entry, before)

        def there():
            ticket = next(t for t in sandbox.state()["tickets"] if str(t["TicketNumber"]) == number)
            return [h for h in ticket["WorkHours"] if h["StartWorkHour"][:19] == entry["start"][:19]]

        wait_for("the entry on the server", there)
        assert len(there()) == 1, there()
        session.quit_program()


run([timer])
