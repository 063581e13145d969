"""From the server to the screen and back: connect, work without a network, lose the program, and
find it all on the server.

SPDX-FileCopyrightText: The Docket contributors
SPDX-License-Identifier: GPL-3.0-or-later
"""

import datetime
import re

from docket_e2e import Sandbox, connect, run, wait_for

REPLY = "The spare part comes tomorrow at nine."
NOTE = "Ask for the key at the front desk."


def open_ticket(session, row):
    """Returns its number."""
    number = re.search(r"#(\d+)", row.name).group(1)
    session.mouse(row)
    session.find("#" + number, "label")
    session.find("Reply", "push button")
    return number


def write(session, kind, text):
    session.mouse(session.find(kind, "push button"))
    session.mouse(session.find("Internal note" if kind == "Note" else kind, "text"))
    session.type(text)
    if kind == "Note":
        session.act(session.find("Add note", "push button"))
    else:
        session.find("Send and…", "push button")
        session.mouse(session.find("Send", "push button"))
    session.find(contains=text, role="label")


def work(session):
    session.mouse(session.find(contains="Priority, ", role="push button"))
    priority = "Critical" if session.seen("Priority, Critical") is None else "Low"
    session.mouse(session.find(priority, "list item"))
    session.find(f"Priority, {priority}", "push button")
    write(session, "Reply", REPLY)
    write(session, "Note", NOTE)
    return priority


def check_waiting(session, number, priority):
    session.find("The server has not seen it yet", "image")
    session.find(contains="Reply, Waiting", role="list item")
    session.find(contains="Internal note, Waiting", role="list item")
    session.find("3 changes wait")
    session.find("Offline", "label")
    row = session.find(contains="Has changes that the server has not seen", role="list item")
    assert f"#{number} " in row.name and priority in row.name, row.name

    outbox = session.ctl("outbox", "list", "--json")
    assert sorted(operation["kind"] for operation in outbox) == ["message", "message", "set"], outbox
    ticket = next(t["id"] for t in session.ctl("list", "--json") if t["number"] == number)
    assert {operation["ticket"] for operation in outbox} == {ticket}, outbox


def outlive_undo(session):
    """Killed in its five seconds, a message would go back to its draft."""

    def over():
        now = datetime.datetime.now(datetime.timezone.utc).isoformat()
        ends = [operation["not_before"] for operation in session.ctl("outbox", "list", "--json")]
        return all(end is None or end.replace("Z", "+00:00") < now for end in ends)

    wait_for("the time to undo to end", over)


def ledger_of(state, ticket):
    return [entry for entry in state["ledger"] if entry.get("ticket") == ticket["TicketID"]]


def check_arrived(sandbox, number, priority):
    state = sandbox.state()
    ticket = next(t for t in state["tickets"] if str(t["TicketNumber"]) == number)
    assert ticket["TicketPriority"] == priority, ticket["TicketPriority"]
    for text, internal in ((REPLY, False), (NOTE, True)):
        there = [c["IsInternal"] for c in ticket["Comments"] if text in c["Comment"]]
        assert there == [internal], f"“{text}” is there {there}"
    effects = [entry["effect"] for entry in ledger_of(state, ticket)]
    assert sorted(effects) == ["created", "created", "updated"], effects
    assert state["rejected"] == [], state["rejected"]


def first_docket(session):
    with Sandbox(session.folder) as sandbox:
        session.start_program()
        connect(session, sandbox)
        session.mouse(session.find("All open", "list item"))
        number = open_ticket(session, session.find(contains=" · ", role="list item"))

        sandbox.stop()
        priority = work(session)
        check_waiting(session, number, priority)

        outlive_undo(session)
        session.kill_program()
        session.start_program()
        open_ticket(session, session.find(contains=f"#{number} ", role="list item"))
        check_waiting(session, number, priority)
        session.find(f"Priority, {priority}", "push button")
        session.find(REPLY, "label")
        session.find(NOTE, "label")

        sandbox.start()
        session.key("F5")
        session.find("Up to date", timeout=60)
        check_arrived(sandbox, number, priority)
        assert session.ctl("outbox", "list", "--json") == []
        session.gone("The server has not seen it yet", "image")
        session.gone(contains=", Waiting", role="list item")
        session.quit_program()


run([first_docket])
