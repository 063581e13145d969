"""A timer outlives its program: killed and started again, the bar goes on; stopped, taken back and
stopped again, its entry is on the server once. It starts from outside too, as a notification's
button does it.

SPDX-FileCopyrightText: The Docket contributors
SPDX-License-Identifier: GPL-3.0-or-later
"""

import os
import re

from gi.repository import Gio, GLib

from docket_e2e import Sandbox, connect, program_path, run, wait_for

TIME = re.compile(r"\d+:\d\d:\d\d")


def seconds(session):
    """What the bar shows."""
    node = session.find(contains=":", role="timer")
    hours, minutes, rest = TIME.search(node.text() or node.name).group(0).split(":")
    return int(hours) * 3600 + int(minutes) * 60 + int(rest)


def stop(session):
    session.mouse(session.find("Stop", "push button"))
    session.find("Add time entry", "frame")
    session.mouse(session.find("Add", "push button"))
    session.gone("Stop", "push button")


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
        n_entries = len(session.ctl("time", "list", "#" + number, "--json"))
        session.start_program()
        session.find("Pause the timer", "push button")
        wait_for("the bar to go on", lambda: seconds(session) >= before["elapsed_seconds"])

        stop(session)

        # Taken back before it has gone: the timer is there again, and the entry is nowhere.
        session.key("ctrl+z")
        again = wait_for("the timer again", lambda: session.ctl("time", "status", "--json")["timers"])
        assert again[0]["elapsed_seconds"] >= before["elapsed_seconds"], (again, before)
        assert len(session.ctl("time", "list", "#" + number, "--json")) == n_entries
        stop(session)
        assert session.ctl("time", "status", "--json")["timers"] == []
        entry = session.ctl("time", "list", "#" + number, "--json")[-1]
        assert entry["seconds"] >= before["elapsed_seconds"], (entry, before)

        def there():
            ticket = next(t for t in sandbox.state()["tickets"] if str(t["TicketNumber"]) == number)
            return [h for h in ticket["WorkHours"] if h["StartWorkHour"][:19] == entry["start"][:19]]

        wait_for("the entry on the server", there)
        assert len(there()) == 1, there()
        session.quit_program()


def from_outside(session):
    """A button of a notification calls an action by D-Bus; it starts the program when it must."""
    session.start_program("--sample")
    session.find("My open tickets", "list item")
    session.quit_program()
    workspace = session.ctl("account", "list", "--json")[0]["id"]
    first, second = session.ctl("list", "--json", "--view", "My open tickets")[:2]
    assert session.ctl("time", "status", "--json")["timers"] == []

    session.program = session.spawn([program_path("docket"), "--gapplication-service"])
    activate(session, "start-timer", workspace, first["id"])
    session.focus()
    session.find("#" + first["number"], "label")
    session.find("Pause the timer", "push button")
    timers = session.ctl("time", "status", "--json")["timers"]
    assert [(t["ticket"], t["state"]) for t in timers] == [(first["id"], "running")], timers

    # What runs is not put aside without a word.
    activate(session, "start-timer", workspace, second["id"])
    session.find("Another timer runs", "label")
    session.find("#" + second["number"], "label")
    session.mouse(session.find("Pause It", "label"))
    wait_for("the other timer", lambda: [
        (t["ticket"], t["state"]) for t in session.ctl("time", "status", "--json")["timers"]
    ] == [(second["id"], "running"), (first["id"], "paused")])
    session.quit_program()


def activate(session, action, workspace, ticket):
    name = os.environ["DOCKET_APPLICATION_ID"]
    bus = Gio.bus_get_sync(Gio.BusType.SESSION, None)
    call = GLib.Variant("(sava{sv})", (action, [GLib.Variant("(sx)", (workspace, int(ticket[1:])))], {}))

    def call_it():
        try:
            bus.call_sync(name, "/" + name.replace(".", "/"), "org.gtk.Actions", "Activate", call, None,
                          Gio.DBusCallFlags.NONE, -1, None)
            return True
        except GLib.Error:  # a program that just starts
            return False

    wait_for("the program to answer", call_it)


run([timer, from_outside])
