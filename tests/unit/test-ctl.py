#!/usr/bin/env python3
"""docketctl on a workspace of this computer: its documents, its exit codes, its sentences.

SPDX-FileCopyrightText: The Docket contributors
SPDX-License-Identifier: GPL-3.0-or-later
"""

import hashlib
import re
import shutil
import sqlite3
import subprocess
import sys

import docketctl
from docketctl import Skip

ACCOUNT = {"id", "name", "kind", "url", "me", "last_sync_at", "waiting", "needs_attention"}
TICKET = set(
    "id number title status priority impact type assignee customer contact contract created_at "
    "updated_at due_at first_response_due_at close_due_at remind_at fields waiting "
    "needs_attention".split()
)
PARTS = set(
    "messages attachments time_entries signatures drafts operations conflicts total_seconds "
    "billable_seconds".split()
)
MESSAGE = {"id", "author", "created_at", "kind", "text", "attachments", "state"}
ATTACHMENT = {"name", "type", "size", "sha256", "state"}
TIME_ENTRY = set(
    "id ticket technician rate start end seconds billable on_site description created_at state "
    "batch".split()
)
SIGNATURE = set("signer role outcome reason signed_at attachment state_sha256 changed_since".split())
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z")


def assert_members(document, members):
    assert set(document) == members, f"{sorted(set(document) ^ members)} differ"


def assert_instant(text):
    assert INSTANT.fullmatch(text), text


def local(ctl, *words):
    return ctl.json("account", "add", "local", *words)


def test_accounts(ctl):
    assert ctl.json("account", "list") == []
    first = local(ctl, "--name", "One")
    assert_members(first, ACCOUNT)
    assert (first["id"], first["kind"], first["url"]) == ("one", "local", None)
    assert (first["last_sync_at"], first["waiting"], first["needs_attention"]) == (None, 0, 0)
    second = local(ctl, "--name", "Two")
    assert [account["id"] for account in ctl.json("account", "list")] == ["one", "two"]

    # The last one used, unless told.
    ctl.json("create", "--title", "of two")
    assert ctl.json("--workspace", "one", "list") == []
    ctl.json("--workspace", "one", "create", "--title", "of one")
    assert [ticket["title"] for ticket in ctl.json("list")] == ["of one"]
    assert [ticket["title"] for ticket in ctl.json("list", "--workspace", "two")] == ["of two"]

    ctl.refused("account", "remove", "one", code=2, says="--yes")
    ctl.run("account", "remove", "one", "--yes")
    assert not (ctl.data / "one").exists()
    assert ctl.json("list")[0]["title"] == "of two"
    ctl.refused("account", "remove", "one", "--yes", code=3, says="one")
    ctl.refused("list", "--workspace", "one", code=3, says="one")
    assert second["id"] == "two"


def test_which_workspace(ctl):
    ctl.refused("list", code=3, says="account add")
    local(ctl, "--name", "One")
    local(ctl, "--name", "Two")
    shutil.rmtree(ctl.root / "state")
    ctl.refused("list", code=3, says="--workspace")
    ctl.run("account", "remove", "two", "--yes")
    assert ctl.json("list") == []


def test_private(ctl):
    local(ctl)
    for path in [ctl.data, *ctl.data.rglob("*")]:
        assert path.stat().st_mode & 0o077 == 0 or path.is_file(), path
    assert next(ctl.data.glob("*/docket.db")).stat().st_mode & 0o777 == 0o600


def test_ticket_document(ctl):
    local(ctl, "--sample")
    ticket = ctl.json("show", "#1043")
    assert_members(ticket, TICKET | PARTS)
    assert ticket["number"] == "1043" and ticket["priority"] == "critical"
    assert ticket["assignee"] == "Ana Rossi" and ticket["contact"] == "Marie Dubois"
    assert ticket["fields"]["Floor"] == "Basement"
    assert ticket["due_at"] == ticket["close_due_at"] and ticket["first_response_due_at"] is None
    assert_instant(ticket["created_at"])
    assert ticket["total_seconds"] == sum(entry["seconds"] for entry in ticket["time_entries"])
    assert ticket["billable_seconds"] == sum(
        entry["seconds"] for entry in ticket["time_entries"] if entry["billable"]
    )
    for message in ticket["messages"]:
        assert_members(message, MESSAGE)
        assert message["kind"] in ("reply", "internal", "event") and message["state"] == "synced"
        assert_instant(message["created_at"])
    for entry in ticket["time_entries"]:
        assert_members(entry, TIME_ENTRY)
        assert entry["ticket"] == ticket["id"]
    picture = ticket["messages"][0]["attachments"][0]
    assert_members(picture, ATTACHMENT)
    assert picture["name"] == "display.jpg" and picture["type"] == "image/jpeg"
    blobs = {hashlib.sha256(path.read_bytes()).hexdigest() for path in ctl.data.rglob("blobs/**/*") if path.is_file()}
    assert picture["sha256"] in blobs

    signed = ctl.json("list", "--signed")
    assert len(signed) == 1
    assert_members(signed[0], TICKET)
    signature = ctl.json("show", signed[0]["id"])["signatures"][0]
    assert_members(signature, SIGNATURE)
    assert (signature["role"], signature["outcome"]) == ("customer", "signed")


def test_no_schema(ctl):
    """Without any GSettings schema, or anything else in the system's data folders."""
    nothing = {"XDG_DATA_DIRS": str(ctl.root / "nothing"), "GSETTINGS_SCHEMA_DIR": str(ctl.root / "nothing")}
    ctl.json("account", "add", "local", "--sample", env=nothing)
    assert len(ctl.json("list", env=nothing)) == 64


def test_sample_languages(ctl):
    english = local(ctl, "--sample")
    french = ctl.json("account", "add", "local", "--sample", env={"LANGUAGE": "fr"})
    titles = {}
    for account in (english, french):
        tickets = ctl.json("list", "--workspace", account["id"])
        assert len(tickets) == 64
        titles[account["id"]] = {ticket["title"] for ticket in tickets}
    assert not titles[english["id"]] & titles[french["id"]]


def test_create_set_show(ctl):
    local(ctl, "--sample")
    made = ctl.json(
        "create", "--title", "Tablet is dark", "--contact", "marie@lindqvist-bakery.example",
        "--assignee", "me", "--priority", "high", "--impact", "minor", "--type", "request",
        "--message", "It does not start.", "--field", "Floor=2", "--field", "Warranty=true",
    )  # fmt: skip
    assert_members(made, TICKET | PARTS)
    assert made["number"] == "1044" and made["status"] == "open"
    assert made["customer"] == "Lindqvist Bakery" and made["contact"] == "Marie Dubois"
    assert made["assignee"] == "Ana Rossi" and made["priority"] == "high"
    assert made["fields"] == {"Floor": "2", "Warranty": "yes"}
    assert [message["text"] for message in made["messages"]] == ["It does not start."]
    assert made["operations"] == [] and made["waiting"] == 0

    changed = ctl.json(
        "set", "1044", "status=ON HOLD", "assignee=ben@fjord-it.example", "field.Floor=", "title=Dark tablet"
    )
    assert changed["status"] == "On hold" and changed["assignee"] == "Ben Kay"
    assert changed["title"] == "Dark tablet" and changed["fields"]["Floor"] is None
    assert ctl.json("set", "L65", "assignee=none")["assignee"] is None
    assert ctl.json("show", "l65")["title"] == ctl.json("show", "#1044")["title"]


def test_status_lines(ctl):
    local(ctl, "--sample")
    before = ctl.json("show", "1043")["messages"]
    ticket = ctl.json("set", "1043", "status=On hold")
    (event,) = [m for m in ticket["messages"] if m not in before]
    assert_members(event, MESSAGE)
    assert (event["kind"], event["author"], event["state"]) == ("event", "Ana Rossi", "synced")
    assert event["text"] == "Ana Rossi · Status Open → On hold"
    assert ticket["messages"][-1] == event and event["id"] not in [m["id"] for m in before]
    assert "· Ana Rossi · Status Open → On hold\n" in ctl.run("show", "1043")[0]


def test_reply(ctl):
    local(ctl)
    ctl.json("create", "--title", "T")
    ctl.json("reply", "1", "--text", "public")
    ticket = ctl.json("reply", "1", "--text", "-", "--internal", stdin="first line\nsecond line")
    assert [(m["kind"], m["text"]) for m in ticket["messages"]] == [
        ("reply", "public"),
        ("internal", "first line\nsecond line"),
    ]
    ctl.refused("reply", "1", "--text", "  ", code=1, says="empty")
    ctl.refused("reply", "1", code=2)


def test_time(ctl):
    local(ctl, "--sample")
    entry = ctl.json(
        "time", "add", "1043", "--start", "2026-11-23T08:00:00Z", "--end", "2026-11-23T10:30:00+01:00",
        "--rate", "remote help", "--no-billable", "--on-site", "--description", "looked",
    )  # fmt: skip
    assert_members(entry, TIME_ENTRY)
    assert entry["seconds"] == 90 * 60 and entry["end"] == "2026-11-23T09:30:00Z"
    assert entry["rate"] == "Remote help" and entry["technician"] == "Ana Rossi"
    assert entry["billable"] is False and entry["on_site"] is True and entry["batch"] is None
    add = ("time", "add", "1043", "--start", "2026-11-23T08:00:00Z", "--end")
    ctl.refused(*add, "2026-11-23T07:00:00Z", code=1, says="end")
    ctl.refused(*add, "2026-11-23T08:00:00Z", code=1, says="end")
    ctl.refused(*add, "tomorrow", code=1, says="tomorrow")
    ctl.refused(*add, "2026-11-23T09:00:00Z", "--rate", "none such", code=1, says="none such")
    ctl.refused("time", "add", "1043", "--start", "2026-11-23T08:00:00Z", code=2)
    ticket = ctl.json("show", "1043")
    assert len(ticket["time_entries"]) == 4


def test_time_entries(ctl):
    local(ctl, "--sample")
    before = ctl.json("time", "list")
    entry = ctl.json("time", "add", "1043", "--start", "2026-11-23T08:00:00Z", "--end", "2026-11-23T09:00:00Z",
                     "--technician", "none")  # fmt: skip
    assert entry["technician"] is None
    edited = ctl.json("time", "edit", str(entry["id"]), "end=2026-11-23T09:30:00Z", "billable=no", "on_site=yes",
                      "technician=me", "rate=remote help", "description=looked")  # fmt: skip
    assert_members(edited, TIME_ENTRY)
    assert (edited["seconds"], edited["billable"], edited["on_site"]) == (5400, False, True)
    assert (edited["technician"], edited["rate"]) == ("Ana Rossi", "Remote help")
    assert (edited["description"], edited["created_at"]) == ("looked", entry["created_at"])
    assert edited in ctl.json("time", "list", "1043")
    assert len(ctl.json("time", "list")) == len(before) + 1
    assert "looked" in ctl.run("time", "list", "1043")[0]

    edit = ("time", "edit", str(entry["id"]))
    assert "now" in ctl.run(*edit, "description=looked again")[0]
    ctl.run(*edit, "description=" + edited["description"])
    ctl.refused(*edit, "end=2026-11-23T07:00:00Z", code=1, says="end")
    ctl.refused(*edit, "billable=perhaps", code=1, says="perhaps")
    ctl.refused(*edit, "ticket=1", code=2, says="ticket")
    ctl.refused(*edit, "end", code=2)
    ctl.refused("time", "edit", "x", "billable=no", code=2, says="x")
    ctl.refused("time", "edit", "99999", "billable=no", code=3, says="99999")

    ctl.run("time", "delete", str(entry["id"]))
    assert ctl.json("time", "list") == before
    ctl.refused("time", "delete", str(entry["id"]), code=3)


def test_timer(ctl):
    local(ctl, "--name", "Here")
    first, second = (ctl.json("create", "--title", title)["id"] for title in ("A", "B"))
    none = ctl.json("time", "status")
    assert none == {"running": False, "ticket": None, "elapsed_seconds": None, "timers": []}
    ctl.refused("time", "stop", code=1, says="no timer")
    ctl.refused("time", "resume", code=1, says="no timer")
    ctl.refused("time", "start", "99", code=3)

    status = ctl.json("time", "start", first)
    assert status["running"] is True and status["ticket"] == first and status["elapsed_seconds"] >= 0
    assert_members(status["timers"][0], {"ticket", "state", "segments", "elapsed_seconds"})
    assert status["timers"][0]["segments"][0]["end"] is None

    # Another one pauses it; one runs at a time.
    status = ctl.json("time", "start", second)
    assert [(t["ticket"], t["state"]) for t in status["timers"]] == [(second, "running"), (first, "paused")]
    status = ctl.json("time", "pause")
    assert status["running"] is False and status["ticket"] is None
    assert ctl.json("time", "resume", first)["ticket"] == first
    assert "running" in ctl.run("time", "status")[0]

    entry = ctl.json("time", "stop")
    assert_members(entry, TIME_ENTRY)
    assert entry["ticket"] == first and entry["seconds"] >= 1 and entry["billable"] is True
    ctl.refused("time", "stop", first, code=1, says="no timer")
    assert ctl.json("time", "stop", second)["ticket"] == second

    # Of a deleted ticket the time is not lost.
    ctl.json("time", "start", first)
    ctl.run("delete", first)
    ctl.refused("time", "stop", code=1, says="--on")
    assert ctl.json("time", "status")["timers"][0]["state"] == "paused"
    assert ctl.json("time", "stop", "--on", second)["ticket"] == second
    assert ctl.json("time", "status")["timers"] == []
    assert ctl.json("time", "status") == none
    assert len(ctl.json("time", "list")) == 2


def test_delete(ctl):
    local(ctl)
    ctl.json("create", "--title", "T")
    assert ctl.json("delete", "1")["ticket"] == "L1"
    assert ctl.json("list") == []
    for command in (["show"], ["delete"], ["set"], ["reply", "--text", "x"]):
        words = [command[0], "1", *command[1:]] + (["status=open"] if command[0] == "set" else [])
        ctl.refused(*words, code=3, says="1")
    # A number is not given twice.
    assert ctl.json("create", "--title", "U")["number"] == "2"


def test_list(ctl):
    local(ctl, "--sample")
    everything = ctl.json("list")
    assert len(everything) == 64
    for ticket in everything:
        assert_members(ticket, TICKET)
    updates = [ticket["updated_at"] for ticket in everything]
    assert updates == sorted(updates, reverse=True)
    assert [t["id"] for t in ctl.json("list", "--sort", "updated")] == [t["id"] for t in reversed(everything)]
    assert ctl.json("list", "--limit", "3") == everything[:3]

    def ids(*words):
        return {ticket["id"] for ticket in ctl.json("list", *words)}

    def where(condition):
        return {ticket["id"] for ticket in everything if condition(ticket)}

    mine = where(lambda t: t["assignee"] == "Ana Rossi")
    nobodys = where(lambda t: t["assignee"] is None)
    assert ids("--assignee", "me") == mine
    assert ids("--assignee", "me,none") == mine | nobodys
    assert ids("--assignee", "ben kay") == where(lambda t: t["assignee"] == "Ben Kay")
    assert ids("--priority", "low,critical") == where(lambda t: t["priority"] in ("low", "critical"))
    assert ids("--impact", "site-down") == where(lambda t: t["impact"] == "site-down")
    assert ids("--type", "request,change") == where(lambda t: t["type"] in ("request", "change"))
    assert ids("--customer", "alder dental") == where(lambda t: t["customer"] == "Alder Dental")
    assert ids("--status", "closed") == where(lambda t: t["status"] == "closed")
    assert ids("--status", "on hold") == where(lambda t: t["status"] == "On hold")
    assert ids("--status", "pending") == where(lambda t: t["status"] in ("pending", "On hold"))
    assert ids("--view", "my-open") == mine & ids("--status", "open,pending")
    assert ids("--view", "Critical anywhere") == ids("--status", "open,pending", "--priority", "critical")
    assert ids("--period", "2000-01-01..2000-12-31") == set()
    day = everything[0]["created_at"][:10]
    assert ids("--period", f"{day}..{day}") == where(lambda t: t["created_at"][:10] == day)
    assert ids("--waiting") == set()
    assert "L1" in ids("--search", "heat pump")
    assert ids("--search", '"*(AND') is not None


def test_directory(ctl):
    local(ctl, "--sample")
    for kind, members in {
        "customer": {"id", "name", "phone"},
        "contact": {"id", "name", "customer", "email", "first_name", "last_name"},
        "contract": {"id", "name", "customer", "kind"},
        "rate": {"id", "name", "amount"},
        "technician": {"id", "name", "email"},
        "status": {"id", "name", "kind"},
        "field": {"id", "name", "type"},
    }.items():
        entries = ctl.json("directory", "list", kind)
        assert entries, kind
        assert all(members <= set(entry) for entry in entries), (kind, entries[0])
        assert ctl.run("directory", "list", kind)[0].count("\n") == len(entries) + 1
    amounts = {rate["name"]: rate["amount"] for rate in ctl.json("directory", "list", "rate")}
    assert amounts["Standard hour"] == "1150.00"
    ctl.refused("directory", "list", "nothing", code=2, says="nothing")


def test_quiet_here(ctl):
    """On this computer nothing waits, and there is nothing to sync with."""
    local(ctl)
    ctl.json("create", "--title", "T")
    assert ctl.json("sync") == {"pulled": 0, "pushed": 0, "waiting": 0, "failed": 0, "conflicts": 0}
    assert ctl.json("outbox", "list", "--all") == []
    assert ctl.json("outbox", "retry") == []
    assert ctl.json("conflict", "list") == []
    assert ctl.json("draft", "list") == []
    ctl.refused("outbox", "discard", "1", code=1, says="1")


def test_bad_values(ctl):
    local(ctl, "--sample")
    before = ctl.json("show", "1043")
    for assignment, says in {
        "title=": "title",
        "status=nowhere": "nowhere",
        "priority=urgent": "urgent",
        "assignee=nobody": "nobody",
        "customer=No such": "No such",
        "nothing=1": "nothing",
        "field.Nothing=1": "Nothing",
        "field.Device=Toaster": "Toaster",
        "field.People affected=many": "many",
        "field.Purchased=yesterday": "yesterday",
        "created-at=1": "Created",
    }.items():
        ctl.refused("set", "1043", "type=problem", assignment, code=1, says=says)
    # All or nothing: the good half was not written either.
    assert ctl.json("show", "1043") == before
    ctl.refused("create", "--title", "", code=1, says="title")
    ctl.refused("create", "--title", "T", "--contact", "nobody@example.com", code=1, says="nobody")
    ctl.refused("list", "--status", "nowhere", code=1, says="nowhere")
    ctl.refused("list", "--priority", "urgent", code=1, says="critical")
    ctl.refused("list", "--view", "nowhere", code=1, says="nowhere")
    ctl.refused("list", "--period", "soon", code=1, says="soon")
    assert len(ctl.json("list")) == 64


def test_usage(ctl):
    local(ctl)
    ctl.json("create", "--title", "T")
    for words in (
        ["nothing"], ["list", "--nothing"], ["list", "word"], ["show"], ["set", "1"], ["set", "1", "status"],
        ["create"], ["account", "add"], ["account", "add", "nothing"], ["account", "add", "atera"],
        ["account", "add", "local", "--url", "https://example.com"], ["list", "--sort", "nothing"],
        ["list", "--limit", "-1"], ["sync", "--timeout", "-1"], ["remind", "1"], ["remind", "1", "--at", "2099-01-01T08:00:00Z", "--undo"], ["outbox", "settle", "1"],
        ["--secret-env", "NO_SUCH_VARIABLE", "list"], ["--secret-fd", "77", "list"],
    ):  # fmt: skip
        ctl.refused(*words, code=2)
    for words in (["backup", "f"], ["restore", "f"], ["account", "add", "rt", "--url", "x"]):
        ctl.refused(*words, code=2, says="not in this version")
    ctl.refused(code=2)
    assert ctl.run("--version")[0].startswith("docketctl ")
    assert "outbox settle" in ctl.run("--help")[0]
    assert "--priority" in ctl.run("list", "--help")[0]


def test_remind(ctl):
    local(ctl, "--sample")
    asleep = ctl.json("remind", "1043", "--at", "2099-01-01T09:00:00+01:00")
    assert asleep["remind_at"] == "2099-01-01T08:00:00Z"
    assert ctl.json("show", "1043")["remind_at"] == "2099-01-01T08:00:00Z"
    assert "1043" not in [ticket["number"] for ticket in ctl.json("list", "--view", "all-open")]
    assert [ticket["number"] for ticket in ctl.json("list", "--view", "asleep")] == ["1043"]
    # A script that asks for what is open is told all of it.
    assert "1043" in [ticket["number"] for ticket in ctl.json("list", "--status", "open")]
    assert ctl.json("remind", "1043", "--undo")["remind_at"] is None
    assert "1043" in [ticket["number"] for ticket in ctl.json("list", "--view", "all-open")]
    ctl.refused("remind", "1043", "--at", "soon", code=1, says="soon")
    ctl.refused("remind", "1043", "--at", "2001-01-01T08:00:00Z", code=1, says="past")
    ctl.refused("remind", "99999", "--undo", code=3)


def test_words_for_people(ctl):
    local(ctl, "--sample")
    table = ctl.run("list", "--limit", "2")[0].splitlines()
    assert len(table) == 3 and "Critical" in table[1] and "critical" not in table[1]
    # Columns: each title begins where the heading does.
    column = table[0].index("Title")
    assert all(line[column - 1] == " " and line[column] != " " for line in table)
    text = ctl.run("show", "1043")[0]
    assert "INTERNAL NOTE" in text and "Priority: Critical" in text and "Status: Open" in text
    assert "display.jpg" in text
    ctl.run("create", "--title", "Bell \a and \x1b[31mred")
    assert "\x1b" not in ctl.run("list")[0] and "\x1b" not in ctl.run("show", "1044")[0]


def database(ctl):
    return next(ctl.data.glob("*/docket.db"))


def test_newer_database(ctl):
    local(ctl)
    path = database(ctl)
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 9999")
    connection.close()
    before = path.read_bytes()
    ctl.refused("list", code=1, says="newer")
    ctl.refused("create", "--title", "T", code=1, says="newer")
    assert path.read_bytes() == before
    assert "newer" in ctl.json("account", "list")[0]["problem"]


def test_damaged_database(ctl):
    local(ctl)
    path = database(ctl)
    path.write_bytes(b"This is no database at all. " * 1000)
    ctl.refused("list", code=1)
    assert path.exists() or list(path.parent.glob("docket.db*")), "it was thrown away"


def test_locked_database(ctl):
    local(ctl)
    ctl.json("create", "--title", "T")
    connection = sqlite3.connect(database(ctl), isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    assert len(ctl.json("list")) == 1
    ctl.refused("set", "1", "title=U", code=1)
    connection.execute("ROLLBACK")
    connection.close()
    assert ctl.json("set", "1", "title=U")["title"] == "U"


def test_full_disk(ctl):
    """On a file system of 2 MB of its own, until it is full: said, and nothing half written."""
    if shutil.which("unshare") is None:
        raise Skip("there is no unshare")
    script = (
        'mount -t tmpfs -o size=2m tmpfs "$1" || exit 99; shift; '
        '"$1" account add local --json >/dev/null || exit 98; '
        'text=$(head -c 100000 /dev/zero | tr "\\0" x); '
        'for i in $(seq 60); do "$1" create --title "T$i" --message "$text" >/dev/null || break; done; '
        'echo "code $?"; "$1" list --json'
    )
    (ctl.root / "data").mkdir()
    done = subprocess.run(
        ["unshare", "-rm", "sh", "-c", script.replace("break", "{ echo code $?; break; }"), "sh", ctl.root / "data", ctl.program],
        env=ctl.env, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    if done.returncode != 0 and "code" not in done.stdout:
        raise Skip("no file system can be mounted here")
    assert "code 1" in done.stdout, done.stdout[:500] + done.stderr[:500]
    assert "disk" in done.stderr or "room" in done.stderr, done.stderr[:500]
    titles = re.findall(r'"title" : "T(\d+)"', done.stdout)
    assert 1 <= len(titles) < 60
    assert sorted(map(int, titles)) == list(range(1, len(titles) + 1))


def test_two_at_once(ctl):
    """Several processes write one workspace: each number once, nothing lost."""
    local(ctl)
    running = [ctl.start("create", "--title", f"T{i}") for i in range(16)]
    for process in running:
        _out, err = process.communicate(timeout=60)
        assert process.returncode == 0, err
    tickets = ctl.json("list")
    assert {ticket["title"] for ticket in tickets} == {f"T{i}" for i in range(16)}
    assert {ticket["number"] for ticket in tickets} == {str(i) for i in range(1, 17)}


TESTS = [value for name, value in list(globals().items()) if name.startswith("test_")]

if __name__ == "__main__":
    docketctl.run(TESTS, sys.argv[1])
