#!/usr/bin/env python3
"""docketctl against docket-sandbox: set-up, sync, offline, refusals, keys.

SPDX-FileCopyrightText: The Docket contributors
SPDX-License-Identifier: GPL-3.0-or-later
"""

import json
import os
import pathlib
import shutil
import signal
import sqlite3
import subprocess
import sys
import urllib.request

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "unit"))

import docketctl  # noqa: E402  pylint: disable=wrong-import-position
from docketctl import Skip  # noqa: E402  pylint: disable=wrong-import-position

ME = "tech1@example.com"
KEY = "sandbox-key"
REPORT = {"pulled", "pushed", "waiting", "failed", "conflicts"}
OPERATION = set(
    "id uuid ticket kind state reason depends_on attempts not_before last_error likely".split()
)


class Sandbox:
    """A server of its own, stopped when it goes."""

    program = ""

    def __init__(self, *words, env=None):
        self.process = subprocess.Popen(
            [self.program, "--port", "0", "--seed", "3", "--rate", "0", *words],
            stdout=subprocess.PIPE, text=True, env={**os.environ, **(env or {})},
        )  # fmt: skip
        self.url = self.process.stdout.readline().strip()

    def __enter__(self):
        return self

    def __exit__(self, *_what):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(30)
        self.process.stdout.close()

    def call(self, method, path, body=None):
        data = json.dumps(body).encode() if body is not None else None
        headers = {"Content-Type": "application/json"} if data else {}
        request = urllib.request.Request(self.url + path, data, headers, method=method)
        with urllib.request.urlopen(request, timeout=30) as answer:
            text = answer.read()
        return json.loads(text) if text else None

    def state(self):
        return self.call("GET", "/sandbox/state")

    def fault(self, **fault):
        self.call("POST", "/sandbox/faults", [fault])

    def lift(self):
        self.call("DELETE", "/sandbox/faults")

    def web(self, method, path, body):
        return self.call(method, f"/sandbox/web/{ME}/api/v3{path}", body)

    def ticket(self, number):
        return next(t for t in self.state()["tickets"] if str(t["TicketNumber"]) == str(number))

    def nothing_rejected(self):
        assert self.state()["rejected"] == [], self.state()["rejected"]


def add(ctl, sandbox, **options):
    options.setdefault("env", {"KEY": KEY})
    return ctl.json("account", "add", "atera", "--url", sandbox.url, "--me", ME, "--secret-env", "KEY", **options)


def sync(ctl, *words, **options):
    options.setdefault("env", {"KEY": KEY})
    report = ctl.json("--secret-env", "KEY", "sync", "--timeout", "50", *words, **options)
    assert set(report) == REPORT, report
    return report


def test_set_up_and_pull(ctl):
    with Sandbox("--tickets", "120") as sandbox:
        account = add(ctl, sandbox)
        assert account["kind"] == "atera" and account["url"] == sandbox.url and account["me"] == ME
        assert account["last_sync_at"] is None
        assert sync(ctl)["pulled"] == 120
        tickets = ctl.json("list")
        assert len(tickets) == 120
        server = {str(t["TicketNumber"]): t for t in sandbox.state()["tickets"]}
        assert {ticket["number"] for ticket in tickets} == set(server)
        for ticket in tickets[:20]:
            there = server[ticket["number"]]
            assert ticket["title"] == there["TicketTitle"]
            assert ticket["customer"] == there["CustomerName"]
        assert ctl.json("account", "list")[0]["last_sync_at"] is not None
        # Quiet: nothing more to do, and nobody is "me" but the one technician of that e-mail.
        assert sync(ctl) == {"pulled": 0, "pushed": 0, "waiting": 0, "failed": 0, "conflicts": 0}
        technicians = ctl.json("directory", "list", "technician")
        assert sum(t.get("email") == ME for t in technicians) == 1
        sandbox.nothing_rejected()
        # What was there before is read: the window would show every ticket as news.
        database = sqlite3.connect(f"file:{ctl.data / account['id'] / 'docket.db'}?mode=ro", uri=True)
        since = database.execute("SELECT value + 0 FROM meta WHERE key = 'unread-since'").fetchone()[0]
        newest = database.execute("SELECT max (others_at) FROM ticket").fetchone()[0]
        database.close()
        assert newest < since, (newest, since)


def test_edit_offline_then_push(ctl):
    with Sandbox("--tickets", "30") as sandbox:
        add(ctl, sandbox)
        sync(ctl)
        ticket = ctl.json("list", "--status", "open", "--limit", "1")[0]
        number = ticket["number"]
        priority = "low" if ticket["priority"] == "critical" else "critical"

        # The server is away; nothing that a person does notices.
        sandbox.fault(fault="refuse", times=0)
        ctl.json("set", number, f"priority={priority}", "title=Changed offline")
        ctl.json("reply", number, "--text", "Written offline")
        ctl.json("reply", number, "--text", "Internal offline", "--internal")
        ctl.json("time", "add", number, "--start", "2026-11-23T08:00:00Z", "--end", "2026-11-23T09:00:00Z")
        made = ctl.json(
            "create", "--title", "Made offline", "--contact", "New Person <new.person@example.com>", "--message", "First"
        )
        assert made["number"] is None and made["id"].startswith("L")
        waiting = ctl.json("outbox", "list")
        assert {operation["state"] for operation in waiting} == {"waiting"}
        assert all(set(operation) == OPERATION for operation in waiting)
        assert ctl.json("show", number)["waiting"] == 5
        assert {t["id"] for t in ctl.json("list", "--waiting")} >= {made["id"]}
        ctl.run("--secret-env", "KEY", "sync", "--timeout", "20", code=4, env={"KEY": KEY})
        assert len(ctl.json("outbox", "list")) == len(waiting)

        sandbox.lift()
        report = sync(ctl)
        assert report["waiting"] == 0 and report["failed"] == 0 and report["pushed"] == len(waiting), report
        assert ctl.json("outbox", "list") == []
        there = sandbox.ticket(number)
        assert there["TicketTitle"] == "Changed offline" and there["TicketPriority"].lower() == priority
        texts = {comment["Comment"]: comment.get("IsInternal") for comment in there["Comments"]}
        assert any("Written offline" in text and not internal for text, internal in texts.items()), texts
        assert any("Internal offline" in text and internal for text, internal in texts.items()), texts
        assert len(there["WorkHours"]) >= 1
        created = ctl.json("show", made["id"])
        assert created["number"] is not None and created["operations"] == []
        assert sandbox.ticket(created["number"])["TicketTitle"] == "Made offline"
        done = ctl.json("outbox", "list", "--all")
        assert {operation["state"] for operation in done} <= {"done", "withdrawn"}
        # One write each.
        ledger = [entry["uuid"] for entry in sandbox.state()["ledger"] if entry["effect"] and entry["uuid"]]
        assert len(ledger) == len(set(ledger))
        sandbox.nothing_rejected()


def test_conflict(ctl):
    with Sandbox("--tickets", "20") as sandbox:
        add(ctl, sandbox)
        sync(ctl)
        number = ctl.json("list", "--status", "open", "--limit", "1")[0]["number"]
        there = sandbox.ticket(number)
        ctl.json("set", number, "title=Mine")
        sandbox.web("PUT", f"/tickets/{there['TicketID']}", {"TicketTitle": "Theirs"})
        report = sync(ctl)
        assert report["conflicts"] == 1, report
        conflict = ctl.json("conflict", "list")[0]
        assert set(conflict) == {"ticket", "field", "base", "mine", "theirs", "since"}
        assert (conflict["field"], conflict["mine"], conflict["theirs"]) == ("title", "Mine", "Theirs")
        assert conflict["base"] == there["TicketTitle"]
        assert ctl.json("show", number)["title"] == "Mine"
        resolved = ctl.json("conflict", "resolve", number, "title", "mine")
        assert resolved["conflicts"] == []
        assert sync(ctl)["conflicts"] == 0
        assert sandbox.ticket(number)["TicketTitle"] == "Mine"
        ctl.refused("conflict", "resolve", number, "title", "mine", code=1)


def test_take_theirs(ctl):
    with Sandbox("--tickets", "20") as sandbox:
        add(ctl, sandbox)
        sync(ctl)
        number = ctl.json("list", "--status", "open", "--limit", "1")[0]["number"]
        ctl.json("set", number, "title=Mine")
        sandbox.web("PUT", f"/tickets/{sandbox.ticket(number)['TicketID']}", {"TicketTitle": "Theirs"})
        sync(ctl)
        assert ctl.json("conflict", "resolve", number, "title", "theirs")["title"] == "Theirs"
        sync(ctl)
        assert sandbox.ticket(number)["TicketTitle"] == "Theirs"


def test_refused_key(ctl):
    with Sandbox("--tickets", "5") as sandbox:
        ctl.refused(
            "account", "add", "atera", "--url", sandbox.url, "--me", ME, "--secret-env", "KEY",
            code=6, env={"KEY": "another-key"},
        )  # fmt: skip
        assert ctl.json("account", "list") == []
        add(ctl, sandbox)
        ctl.run("--secret-env", "KEY", "sync", code=6, env={"KEY": "another-key"})
        # No Secret Service and no key: said; edits go on.
        _out, err = ctl.run("sync", code=6)
        assert "Secret Service" in err
        sync(ctl)
        number = ctl.json("list", "--limit", "1")[0]["number"]
        ctl.json("set", number, "priority=low")
        # The key is nowhere on the disk.
        for path in ctl.root.rglob("*"):
            assert not path.is_file() or KEY.encode() not in path.read_bytes(), path


def test_secret_by_descriptor(ctl):
    with Sandbox("--tickets", "5") as sandbox:
        read, write = os.pipe()
        os.write(write, f"Bearer {KEY}\n".encode())
        os.close(write)
        ctl.json(
            "account", "add", "atera", "--url", sandbox.url, "--me", ME, "--secret-fd", str(read), pass_fds=[read]
        )
        os.close(read)
        assert sync(ctl)["pulled"] == 5


def test_wrong_addresses(ctl):
    def refused(url, code, says=""):
        words = ("account", "add", "atera", "--url", url, "--me", ME, "--secret-env", "KEY")
        ctl.refused(*words, code=code, says=says, env={"KEY": KEY})
        assert ctl.json("account", "list") == []
        assert not ctl.data.exists() or not list(ctl.data.iterdir())

    refused("http://127.0.0.1:1", 4)
    refused("http://example.com", 1)
    refused("not an address", 1)
    refused("https://no-such-host.invalid", 4)
    ctl.refused(
        "account", "add", "atera", "--url", "http://127.0.0.1:1", "--me", "nobody", "--secret-env", "KEY",
        code=1, says="e-mail", env={"KEY": KEY},
    )  # fmt: skip
    ctl.refused("account", "add", "atera", "--url", "http://127.0.0.1:1", "--me", ME, code=6, says="key")


def test_captive_portal(ctl):
    with Sandbox("--tickets", "5") as sandbox:
        words = ("account", "add", "atera", "--url", sandbox.url, "--me", ME, "--secret-env", "KEY")
        for fault in ({"fault": "html"}, {"fault": "redirect", "arg": "http://127.0.0.1:1/login"}, {"fault": "json"}):
            sandbox.fault(times=0, **fault)
            ctl.refused(*words, code=4, env={"KEY": KEY})
            sandbox.lift()
            assert ctl.json("account", "list") == []
        add(ctl, sandbox)


def test_untrusted_certificate(ctl):
    certificates = pathlib.Path(__file__).resolve().parent.parent / "fixtures" / "tls"
    server = str(certificates / "server.pem")
    # LeakSanitizer's tracer dies of GnuTLS's thread-local data: other tests look for leaks.
    quiet = {}
    if "ASAN_OPTIONS" in os.environ:
        quiet["ASAN_OPTIONS"] = os.environ["ASAN_OPTIONS"] + ":detect_leaks=0"
    ctl.env.update(quiet)
    with Sandbox("--tickets", "5", "--tls", server, server, env=quiet) as sandbox:
        assert sandbox.url.startswith("https:")
        words = ("account", "add", "atera", "--url", sandbox.url, "--me", ME, "--secret-env", "KEY")
        ctl.refused(*words, code=4, says="certificate", env={"KEY": KEY})
        assert ctl.json("account", "list") == []
        # A development build takes an authority for tests.
        if os.environ.get("DOCKET_APPLICATION_ID", "").endswith(".Devel"):
            trusting = {"KEY": KEY, "DOCKET_TEST_CA": str(certificates / "ca.pem")}
            ctl.json(*words, env=trusting)
            assert sync(ctl, env=trusting)["pulled"] == 5


def test_key_expires_in_mid_sync(ctl):
    with Sandbox("--tickets", "200") as sandbox:
        add(ctl, sandbox)
        sandbox.fault(fault="status", arg=401, skip=6, times=0)
        ctl.run("--secret-env", "KEY", "sync", "--timeout", "30", code=6, env={"KEY": KEY})
        sandbox.lift()
        sync(ctl)
        assert len(ctl.json("list")) == 200


def test_refused_operation(ctl):
    with Sandbox("--tickets", "10") as sandbox:
        add(ctl, sandbox)
        sync(ctl)
        number = ctl.json("list", "--status", "open", "--limit", "1")[0]["number"]
        ctl.json("set", number, "title=Refuse me")
        sandbox.fault(match={"method": "PUT"}, fault="status", arg={"code": 400, "shape": "problem"}, times=0)
        report = sync(ctl)
        assert (report["failed"], report["waiting"]) == (1, 0), report
        operation = ctl.json("outbox", "list")[0]
        assert (operation["state"], operation["reason"]) == ("needs-me", "refused")
        assert operation["last_error"]
        assert ctl.json("account", "list")[0]["needs_attention"] == 1
        sandbox.lift()
        touched = ctl.json("outbox", "retry", str(operation["id"]))
        assert [one["uuid"] for one in touched] == [operation["uuid"]]
        assert sync(ctl)["failed"] == 0
        assert sandbox.ticket(number)["TicketTitle"] == "Refuse me"


def test_discard(ctl):
    with Sandbox("--tickets", "10") as sandbox:
        add(ctl, sandbox)
        sync(ctl)
        ticket = ctl.json("list", "--status", "open", "--limit", "1")[0]
        ctl.json("set", ticket["number"], "title=Never mind")
        operation = ctl.json("outbox", "list")[0]
        touched = ctl.json("outbox", "discard", str(operation["id"]))
        assert touched[0]["state"] == "withdrawn"
        assert ctl.json("outbox", "list") == []
        assert ctl.json("show", ticket["number"])["title"] == ticket["title"]
        assert sync(ctl)["pushed"] == 0
        assert sandbox.state()["ledger"] == []


def test_time_is_up(ctl):
    with Sandbox("--tickets", "5") as sandbox:
        add(ctl, sandbox)
        sandbox.fault(fault="stall", arg=60000, times=0)
        out, err = ctl.run("--secret-env", "KEY", "sync", "--timeout", "1", "--json", code=4, env={"KEY": KEY})
        assert set(json.loads(out)) == REPORT and "time" in err
        sandbox.lift()


def test_kept_here(ctl):
    """What this server can't hold: done, kept on this computer, and said in place."""
    with Sandbox("--tickets", "10") as sandbox:
        add(ctl, sandbox)
        sync(ctl)
        ticket = ctl.json("list", "--status", "open", "--limit", "1")[0]
        customers = ctl.json("directory", "list", "customer")
        other = next(c["name"] for c in customers if c["name"] != ticket["customer"])
        out, err = ctl.run("set", ticket["number"], f"customer={other}", "--json")
        changed = json.loads(out)
        assert changed["customer"] == other and changed["needs_attention"] == 0
        # The contact and the contract of the customer before go with it.
        assert {(o["state"], o["reason"]) for o in changed["operations"]} == {("needs-me", "kept-here")}
        assert "kept on this computer" in err
        assert sync(ctl) == {"pulled": 0, "pushed": 0, "waiting": 0, "failed": 0, "conflicts": 0}
        assert ctl.json("show", ticket["number"])["customer"] == other
        assert sandbox.ticket(ticket["number"])["CustomerName"] == ticket["customer"]


def test_signature(ctl):
    """The note goes to the server, which can't hold the picture: it stays here, and is told so."""
    strokes = [[[40 + i * 4, 60 + (i % 5) * 6, i * 9, None] for i in range(40)]]
    ink = ctl.root / "ink.json"
    ink.write_text(json.dumps({"version": 1, "width": 400, "height": 160, "strokes": strokes}))
    with Sandbox("--tickets", "10") as sandbox:
        add(ctl, sandbox)
        sync(ctl)
        number = ctl.json("list", "--status", "open", "--limit", "1")[0]["number"]
        ticket = ctl.json("sign", number, "--signer", "Marie Dubois", "--ink", str(ink))
        assert ticket["signatures"][-1]["signer"] == "Marie Dubois"
        sync(ctl)

        comments = [c for c in sandbox.ticket(number)["Comments"] if "Marie Dubois" in json.dumps(c)]
        assert len(comments) == 1, comments
        shown = ctl.json("show", number)
        attachment = next(a for a in shown["attachments"] if a["name"] == "Signature.png")
        assert attachment["state"] in ("kept-here", "synced"), attachment
        held = [a for a in sandbox.ticket(number)["Attachments"] if "Signature" in json.dumps(a)]
        assert bool(held) == (attachment["state"] == "synced"), (held, attachment)
        sent, drawn = ctl.root / "sent.png", ctl.root / "drawn.png"
        ctl.run("attachment", "get", number, "Signature.png", "--output", str(sent))
        ctl.run("signature", "get", number, "--output", str(drawn))
        assert sent.read_bytes() == drawn.read_bytes()
        assert not shown["signatures"][-1]["changed_since"]

        # Pulled again, it is still there, and the work is what was signed for.
        sync(ctl, "--full")
        assert not ctl.json("show", number)["signatures"][-1]["changed_since"]
        ctl.json("time", "add", number, "--start", "2026-11-23T08:00:00Z", "--end", "2026-11-23T09:00:00Z")
        assert ctl.json("show", number)["signatures"][-1]["changed_since"]
        ctl.refused("signature", "get", number, "--output", str(ctl.root / "x.gif"), code=2)


def test_delete_there(ctl):
    with Sandbox("--tickets", "10") as sandbox:
        add(ctl, sandbox)
        sync(ctl)
        number = ctl.json("list", "--limit", "1")[0]["number"]
        ctl.json("delete", number)
        ctl.refused("show", number, code=3)
        sync(ctl)
        assert number not in {str(t["TicketNumber"]) for t in sandbox.state()["tickets"]}


def test_needs_a_contact(ctl):
    with Sandbox("--tickets", "5") as sandbox:
        add(ctl, sandbox)
        sync(ctl)
        ctl.refused("create", "--title", "Nobody asked", code=1, says="contact")
        assert ctl.json("outbox", "list") == []


def test_keyring(ctl):
    """The key goes to the Secret Service, serves the next run, and leaves with the workspace."""
    for tool in ("dbus-run-session", "gnome-keyring-daemon", "secret-tool"):
        if shutil.which(tool) is None:
            raise Skip(f"there is no {tool}")
    with Sandbox("--tickets", "5") as sandbox:
        script = (
            'set -e; printf test | gnome-keyring-daemon --unlock --components=secrets --daemonize >/dev/null; '
            '"$1" account add atera --url "$2" --me tech1@example.com --name Kept --secret-env KEY; '
            '"$1" sync --timeout 40; '
            'test "$(secret-tool lookup application "$3")" = "$KEY"; '
            '"$1" account remove kept --yes; '
            'if secret-tool lookup application "$3"; then exit 7; fi'
        )
        application = os.environ.get("DOCKET_APPLICATION_ID", "app.docket.Docket")
        env = {key: value for key, value in ctl.env.items() if key != "DBUS_SESSION_BUS_ADDRESS"}
        done = subprocess.run(
            ["dbus-run-session", "--", "sh", "-c", script, "sh", ctl.program, sandbox.url, application],
            env={**env, "KEY": KEY}, capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        assert "not kept" not in done.stderr
        assert KEY not in done.stdout + done.stderr
        for path in ctl.data.rglob("*"):
            assert not path.is_file() or KEY.encode() not in path.read_bytes(), path


TESTS = [value for name, value in list(globals().items()) if name.startswith("test_")]

if __name__ == "__main__":
    Sandbox.program = sys.argv[2]
    docketctl.run(TESTS, sys.argv[1])
