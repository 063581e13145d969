"""docketctl's files: sent with a message, listed, read back byte for byte, refused.

SPDX-FileCopyrightText: The Docket contributors
SPDX-License-Identifier: GPL-3.0-or-later
"""

import hashlib
import pathlib
import sys

import docketctl

FILES = pathlib.Path(__file__).parent.parent / "fixtures" / "files"


def ticket(ctl, *words):
    ctl.run("account", "add", "local", "--name", "Mine")
    return ctl.json("create", "--title", "Scanner", *words)["id"]


def digest(path):
    return hashlib.sha256(pathlib.Path(path).read_bytes()).hexdigest()


def test_reply(ctl):
    """A message with a file: shown, listed, and the same bytes again."""
    name = ticket(ctl)
    shown = ctl.json("reply", name, "--text", "Here it is", "--file", FILES / "sample.pdf")
    (message,) = shown["messages"]
    assert message["text"] == "Here it is"
    (attachment,) = message["attachments"]
    assert attachment["name"] == "sample.pdf"
    assert attachment["type"] == "application/pdf"
    assert attachment["sha256"] == digest(FILES / "sample.pdf")
    assert attachment["state"] == "synced"
    assert ctl.json("attachment", "list", name) == [attachment]
    output = ctl.root / "out.pdf"
    got = ctl.json("attachment", "get", name, "sample.pdf", "--output", output)
    assert got == {"path": str(output), "sha256": attachment["sha256"], "size": attachment["size"]}
    assert digest(output) == attachment["sha256"]


def test_several(ctl):
    """One file a message, the text with the first; a file alone is a message too."""
    name = ticket(ctl)
    shown = ctl.json("reply", name, "--text", "Two", "--file", FILES / "sample.png", "--file", FILES / "sample.jpg")
    assert [(m["text"], len(m["attachments"])) for m in shown["messages"]] == [("Two", 1), ("", 1)]
    shown = ctl.json("reply", name, "--internal", "--file", FILES / "sample.png")
    assert shown["messages"][2]["kind"] == "internal"
    assert [a["name"] for a in ctl.json("attachment", "list", name)] == ["sample.png", "sample.jpg", "sample (2).png"]


def test_create(ctl):
    """A new ticket with its first message and a file, or with a file alone."""
    ctl.run("account", "add", "local", "--name", "Mine")
    shown = ctl.json("create", "--title", "A", "--message", "See", "--file", FILES / "sample.zip")
    assert [(m["text"], m["attachments"][0]["name"]) for m in shown["messages"]] == [("See", "sample.zip")]
    shown = ctl.json("create", "--title", "B", "--file", FILES / "sample.zip")
    assert [(m["text"], m["attachments"][0]["name"]) for m in shown["messages"]] == [("", "sample.zip")]


def test_refused(ctl):
    """Each with its own sentence, and nothing is written."""
    name = ticket(ctl)
    empty = ctl.root / "empty.png"
    empty.write_bytes(b"")
    lie = ctl.root / "photo.png"
    lie.write_bytes((FILES / "sample.exe").read_bytes())
    other = ctl.root / "page.html"
    other.write_text("<html></html>")
    for path, says in ((empty, "empty"), (lie, "isn't what its name says"), (other, "of a type"), (ctl.root / "gone.png", "can't be read")):
        ctl.refused("reply", name, "--text", "x", "--file", path, code=1, says=says)
    assert ctl.json("show", name)["messages"] == []
    ctl.refused("attachment", "get", name, "nothing.png", "--output", ctl.root / "x", code=1, says="no file")
    ctl.refused("attachment", "get", name, "nothing.png", code=2)
    ctl.refused("reply", name, code=2)


TESTS = [value for name, value in list(globals().items()) if name.startswith("test_")]

if __name__ == "__main__":
    docketctl.run(TESTS, sys.argv[1])
