"""Several tickets at once: selected, set to a status, undone, done again, and on the server.

SPDX-FileCopyrightText: The Docket contributors
SPDX-License-Identifier: GPL-3.0-or-later
"""

import re

from docket_e2e import Sandbox, connect, run, wait_for

N = 3


def rows(session):
    return session.all_seen(contains="#", role="list item")


def number_of(row):
    return re.search(r"#(\d+)", row.name).group(1)


def statuses(session, numbers):
    return [session.ctl("show", "#" + number, "--json")["status"] for number in numbers]


def select(session, numbers):
    session.mouse(session.find("Select tickets", "push button"))
    session.find("Select tickets", "label")
    for number in numbers:
        session.mouse(session.find(contains=f"#{number} ", role="list item"))
    session.find(f"{N} selected", "label")


def set_status(session, status):
    session.mouse(session.find("Set status", "label"))
    session.find(status, "list item")
    session.go_to("Down", status, "list item")
    session.key("Return")
    session.gone(f"{N} selected", "label")


def several(session):
    with Sandbox(session.folder) as sandbox:
        session.start_program()
        connect(session, sandbox)
        session.mouse(session.find("All open", "list item"))
        wait_for("tickets", lambda: len(rows(session)) > N)
        sandbox.stop()

        numbers = [number_of(row) for row in rows(session)[:N]]
        before = statuses(session, numbers)
        assert all(status != "resolved" for status in before), before
        select(session, numbers)
        set_status(session, "Resolved")
        wait_for("the new status", lambda: statuses(session, numbers) == ["resolved"] * N)
        session.find("3 changes wait")

        session.key("ctrl+z")
        wait_for("the status before", lambda: statuses(session, numbers) == before)
        wait_for("nothing to wait", lambda: session.ctl("outbox", "list", "--json") == [])

        wait_for("the tickets in the list",
                 lambda: set(numbers) <= {number_of(row) for row in rows(session)})
        select(session, numbers)
        set_status(session, "Resolved")
        wait_for("the new status", lambda: statuses(session, numbers) == ["resolved"] * N)

        sandbox.start()
        session.key("F5")
        session.find("Up to date", timeout=60)
        state = sandbox.state()
        for number in numbers:
            ticket = next(t for t in state["tickets"] if str(t["TicketNumber"]) == number)
            assert ticket["TicketStatus"] == "Resolved", ticket["TicketStatus"]
            effects = [e["effect"] for e in state["ledger"] if e.get("ticket") == ticket["TicketID"]]
            assert effects == ["updated"], effects
        assert state["rejected"] == [], state["rejected"]
        assert session.ctl("outbox", "list", "--json") == []
        session.quit_program()


run([several])
