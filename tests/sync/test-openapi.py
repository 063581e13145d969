#!/usr/bin/env python3
"""What docketctl and docket-sandbox say to each other, held against the vendor's OpenAPI file.

The file is not part of this tree: DOCKET_ATERA_OPENAPI names it, or it stands in
../shared/reference/atera-openapi.json. The proxy is @stoplight/prism-cli, by npx.

SPDX-FileCopyrightText: The Docket contributors
SPDX-License-Identifier: GPL-3.0-or-later
"""

import os
import pathlib
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "tests" / "unit"))

import docketctl  # noqa: E402  pylint: disable=wrong-import-position
from docketctl import Skip  # noqa: E402  pylint: disable=wrong-import-position

ME = "tech1@example.com"
# A key of the new kind: the file knows the bearer scheme alone.
KEY = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJzYW5kYm94In0.c2FuZGJveA"
OPENAPI = pathlib.Path(
    os.environ.get("DOCKET_ATERA_OPENAPI", ROOT.parent / "shared" / "reference" / "atera-openapi.json")
)
START_SECONDS = 90
FILES = ROOT / "tests" / "fixtures" / "files"
UPLOAD = "/api/v3/customers/attachments"
COLOURS = re.compile(r"\x1b\[[0-9;]*m")

sandbox_program = ""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def ask(url, method="GET", body=None):
    headers = {"Authorization": f"Bearer {KEY}", "Content-Type": "application/json"}
    request = urllib.request.Request(url, body, headers, method=method)
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        return error.code


class Proxy:
    """prism between a client and a server, which writes down each violation."""

    def __init__(self, server, folder):
        self.url = f"http://127.0.0.1:{free_port()}"
        self.path = pathlib.Path(folder) / "prism.log"
        # The npm of the machine keeps what it has fetched.
        env = {key: value for key, value in os.environ.items() if key != "DBUS_SESSION_BUS_ADDRESS"}
        with open(self.path, "wb") as log:
            self.process = subprocess.Popen(
                ["npx", "--yes", "@stoplight/prism-cli", "proxy", str(OPENAPI), server,
                 "--port", self.url.rpartition(":")[2]],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=env, start_new_session=True,
            )  # fmt: skip

    def wait(self):
        for _attempt in range(START_SECONDS * 10):
            if "Prism is listening" in self.path.read_text(errors="replace"):
                return
            if self.process.poll() is not None:
                break
            time.sleep(0.1)
        raise Skip("npx can't start @stoplight/prism-cli")

    def __enter__(self):
        return self

    def __exit__(self, *_what):
        os.killpg(self.process.pid, 15)
        self.process.wait(30)

    def calls(self, method, path):
        """How often it was called so."""
        lines = COLOURS.sub("", self.path.read_text(errors="replace")).splitlines()
        return sum("[HTTP SERVER]" in line and f"{method} {path} " in f"{line} " for line in lines)

    def violations(self):
        """Each with the call it was about."""
        found, call = [], ""
        for line in COLOURS.sub("", self.path.read_text(errors="replace")).splitlines():
            if "[HTTP SERVER]" in line:
                call = line.partition("[HTTP SERVER]")[2].strip()
            if "Violation" in line:
                found.append(f"{call}: {line.partition('Violation')[2].strip()}")
        return found


def start_sandbox():
    process = subprocess.Popen(
        [sandbox_program, "--port", "0", "--tickets", "40", "--seed", "3", "--key", KEY],
        stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    return process, process.stdout.readline().strip()


def a_day(ctl, url):
    """Each kind of call that a technician's day makes."""
    env = {"KEY": KEY}
    account = ctl.json("account", "add", "atera", "--url", url, "--me", ME, "--secret-env", "KEY", env=env)
    assert account["kind"] == "atera"

    def sync(*words):
        report = ctl.json("--secret-env", "KEY", "sync", "--timeout", "100", *words, env=env)
        assert report["waiting"] == report["failed"] == report["conflicts"] == 0, report
        return report

    assert sync()["pulled"] == 40
    first, second = ctl.json("list", "--status", "open", "--limit", "2")
    field = next(f for f in ctl.json("directory", "list", "field") if f["type"] == "text")
    ctl.json(
        "set", first["id"], "title=Seen by a stranger", "priority=low", "impact=crisis", "type=change",
        "status=pending", "assignee=me", f"field.{field['name']}=some text",
    )  # fmt: skip
    ctl.json("reply", first["id"], "--text", "A reply with <tags> & é")
    ctl.json("reply", first["id"], "--text", "A note", "--internal")
    ctl.json("time", "add", first["id"], "--start", "2026-11-23T08:00:00Z", "--end", "2026-11-23T09:10:00Z",
             "--description", "what was done", "--no-billable", "--on-site")  # fmt: skip
    ctl.json("create", "--title", "With a known contact", "--contact", second["contact"],
             "--customer", second["customer"], "--message", "It began so.")  # fmt: skip
    ctl.json("create", "--title", "With a new contact", "--contact", "New Person <new@example.com>")
    ctl.json("delete", second["id"])
    pushed = sync()["pushed"]
    assert pushed >= 13, pushed
    sync("--full")


def a_file(ctl):
    """A file that came with a reply goes to the customer's files, byte for byte."""
    env = {"KEY": KEY}
    (ticket,) = ctl.json("list", "--status", "open", "--limit", "1")
    ctl.json("reply", ticket["id"], "--text", "See", "--file", FILES / "sample.png")
    ctl.json("--secret-env", "KEY", "sync", "--timeout", "100", env=env)
    ctl.json("attachment", "send", ticket["id"], "sample.png", "--text", "It is in your files.")
    report = ctl.json("--secret-env", "KEY", "sync", "--timeout", "100", env=env)
    assert report["waiting"] == report["failed"] == 0, report


def test_requests_and_answers(ctl):
    if shutil.which("npx") is None:
        raise Skip("there is no npx")
    if not OPENAPI.is_file():
        raise Skip("the vendor's OpenAPI file is not here")
    sandbox, server = start_sandbox()
    try:
        with Proxy(server, ctl.root) as proxy:
            proxy.wait()
            a_day(ctl, proxy.url)
            assert proxy.violations() == [], proxy.violations()[:10]
            assert proxy.calls("post", UPLOAD) == 0
            a_file(ctl)
            assert proxy.calls("post", UPLOAD) == 1
            assert proxy.violations() == [], proxy.violations()[:10]

            # It would have told: a field that the API does not know the type of.
            ask(proxy.url + "/api/v3/tickets", "POST", b'{"TicketTitle": 7}')
            assert len(proxy.violations()) > 0
    finally:
        sandbox.terminate()
        sandbox.wait(30)
        sandbox.stdout.close()


if __name__ == "__main__":
    sandbox_program = sys.argv[2]
    docketctl.run([test_requests_and_answers], sys.argv[1])
