"""docketctl's files where there is a server: kept here, sent to the customer's files, fetched in parts.

SPDX-FileCopyrightText: The Docket contributors
SPDX-License-Identifier: GPL-3.0-or-later
"""

import base64
import hashlib
import json
import pathlib
import subprocess
import sys
import urllib.request

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "unit"))

import docketctl  # noqa: E402  pylint: disable=wrong-import-position

FILES = pathlib.Path(__file__).parent.parent / "fixtures" / "files"
KEY = "files-key"
ME = "tech1@example.com"
ENV = {"KEY": KEY}


class Server:
    def __enter__(self):
        self.process = subprocess.Popen(
            [sandbox_program, "--port", "0", "--tickets", "40", "--seed", "3", "--key", KEY],
            stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        self.url = self.process.stdout.readline().strip()
        return self

    def __exit__(self, *_what):
        self.process.terminate()
        self.process.wait(30)
        self.process.stdout.close()

    def ask(self, path, method="GET", body=None):
        request = urllib.request.Request(self.url + path, method=method)
        request.add_header("X-API-KEY", KEY)
        if body is not None:
            request.add_header("Content-Type", "application/json")
            request.data = json.dumps(body).encode()
        with urllib.request.urlopen(request, timeout=30) as answer:
            text = answer.read()
        return json.loads(text) if text else None


def connect(ctl, server):
    ctl.json("account", "add", "atera", "--url", server.url, "--me", ME, "--secret-env", "KEY", env=ENV)
    sync(ctl)


def sync(ctl):
    return ctl.json("--secret-env", "KEY", "sync", "--timeout", "100", env=ENV)


def test_kept_and_sent(ctl):
    """A picture stays here and says so; sent, its bytes are there, and its name in a reply."""
    with Server() as server:
        connect(ctl, server)
        ticket = ctl.json("list", "--limit", "1")[0]
        ctl.json("reply", ticket["id"], "--text", "See", "--file", FILES / "sample.png")
        sync(ctl)
        (kept,) = [a for a in ctl.json("attachment", "list", ticket["id"]) if a["name"] == "sample.png"]
        assert kept["state"] == "kept-here", kept
        (operation,) = ctl.json("outbox", "list")
        assert (operation["kind"], operation["reason"]) == ("file", "kept-here"), operation
        assert server.ask("/sandbox/state?parts=customerattachments")["customerattachments"] == []

        shown = ctl.json("attachment", "send", ticket["id"], "sample.png", "--text", "It is in your files.")
        assert [a["state"] for a in shown["attachments"] if a["name"] == "sample.png"] == ["waiting"]
        sync(ctl)
        assert ctl.json("outbox", "list") == []
        (there,) = server.ask("/sandbox/state?parts=customerattachments")["customerattachments"]
        data = base64.b64decode(there["ContentBased64"])
        digest = hashlib.sha256(data).hexdigest()
        assert digest == kept["sha256"] == hashlib.sha256((FILES / "sample.png").read_bytes()).hexdigest()
        assert there["Name"] == f"sample-{ticket['number']}-{digest[:8]}.png", there["Name"]
        state = server.ask("/sandbox/state?parts=tickets,rejected")
        assert state["rejected"] == [], state["rejected"]
        (row,) = [t for t in state["tickets"] if str(t["TicketNumber"]) == ticket["number"]]
        assert [c["IsInternal"] for c in row["Comments"] if c["Comment"] == "It is in your files."] == [False]
        ctl.refused("attachment", "send", ticket["id"], "sample.png", code=1, says="on the server")


def test_note_stays(ctl):
    """What is internal goes nowhere that a customer could read."""
    with Server() as server:
        connect(ctl, server)
        ticket = ctl.json("list", "--limit", "1")[0]
        ctl.json("reply", ticket["id"], "--internal", "--text", "Keys", "--file", FILES / "sample.png")
        sync(ctl)
        ctl.refused("attachment", "send", ticket["id"], "sample.png", code=1, says="internal note")
        ctl.refused("attachment", "send", ticket["id"], "other.png", code=1, says="no file")
        sync(ctl)
        assert server.ask("/sandbox/state?parts=customerattachments")["customerattachments"] == []


def test_fetched_in_parts(ctl):
    """Cut in the middle, the next time goes on; what comes is what is there."""
    with Server() as server:
        connect(ctl, server)
        ticket = ctl.json("list", "--limit", "1")[0]
        content = bytes(range(256)) * 2000
        (row,) = [t for t in server.ask("/sandbox/state?parts=tickets")["tickets"]
                  if str(t["TicketNumber"]) == ticket["number"]]  # fmt: skip
        server.ask(
            f"/sandbox/web/{ME}/api/v3/tickets/{row['TicketID']}/attachments", "POST",
            {"Name": "disk.zip", "ContentBased64": base64.b64encode(content).decode()},
        )  # fmt: skip
        ctl.json("reply", ticket["id"], "--text", "I look at it.")
        sync(ctl)
        output = ctl.root / "disk.zip"
        get = ("--secret-env", "KEY", "attachment", "get", ticket["id"], "disk.zip", "--output", str(output))
        server.ask("/sandbox/faults", "POST", [{"match": {"method": "GET", "path": "/attachments/*"},
                                                "times": 1, "fault": "cut", "arg": 300000}])  # fmt: skip
        ctl.refused(*get, code=4, says="middle", env=ENV)
        (part,) = (ctl.root / "data").rglob("blobs/part-*")
        assert 250000 < part.stat().st_size < 300000, part.stat().st_size
        got = ctl.json(*get, env=ENV)
        assert got["sha256"] == hashlib.sha256(content).hexdigest()
        assert output.read_bytes() == content
        assert not part.exists()


TESTS = [value for name, value in list(globals().items()) if name.startswith("test_")]

if __name__ == "__main__":
    sandbox_program = sys.argv[2]
    docketctl.run(TESTS, sys.argv[1])
