#!/usr/bin/env python3
"""docketctl report: what a service report says, in which language, and what never leaves in it.

SPDX-FileCopyrightText: The Docket contributors
SPDX-License-Identifier: GPL-3.0-or-later
"""

import hashlib
import json
import subprocess
import sys

import docketctl

INK = {
    "version": 1,
    "width": 400,
    "height": 200,
    "strokes": [[[10 + i * 4, 100 + (i % 7) * 5, i * 10, None] for i in range(60)]],
}


def tool(*words):
    return subprocess.run(words, check=True, capture_output=True, text=True).stdout


def read(path):
    """The report's text, with one blank wherever there are any."""
    return " ".join(tool("pdftotext", str(path), "-").split())


def report(ctl, ticket, *words, env=None):
    path = ctl.root / "report.pdf"
    done = ctl.json("report", ticket, "--output", str(path), *words, env=env)
    written = path.read_bytes()
    assert done == {"path": str(path), "sha256": hashlib.sha256(written).hexdigest(), "size": len(written)}
    assert path.stat().st_mode & 0o777 == 0o600
    return path


def has(text, *sentences):
    for sentence in sentences:
        assert sentence in text, f"{sentence!r} is not in {text!r}"


def lacks(text, *sentences):
    for sentence in sentences:
        assert sentence not in text, f"{sentence!r} is in {text!r}"


def work(ctl):
    ctl.json("account", "add", "local", "--sample")
    ticket = ctl.json("create", "--title", "Printer prints nothing", "--customer", "Lindqvist Bakery",
                      "--message", "Nothing comes out.")["id"]  # fmt: skip
    ctl.json("reply", ticket, "--text", "The fuser was replaced.")
    ctl.json("reply", ticket, "--internal", "--text", "SECRET: pays late")
    ctl.json("time", "add", ticket, "--start", "2026-11-02T08:00:00Z", "--end", "2026-11-02T09:15:00Z",
             "--rate", "standard hour", "--on-site", "--description", "Fuser")  # fmt: skip
    return ticket


def test_report(ctl):
    ticket = work(ctl)
    path = report(ctl, ticket)
    text = read(path)
    has(text, "Service report", "Printer prints nothing", "Lindqvist Bakery", "Request", "Nothing comes out.")
    has(text, "The fuser was replaced.", "2 Nov 2026", "08:00–09:15", "Fuser (on site)", "1 h 15")
    has(text, "Name, date and signature of the customer", "Page 1 of 1")
    lacks(text, "EUR", "Standard hour")

    info = tool("pdfinfo", str(path))
    has(info, "Title:           Service report", "Creator:         Docket", "A4")
    assert "CreationDate" in info
    fonts = [line.split()[-5:] for line in tool("pdffonts", str(path)).splitlines()[2:]]
    assert fonts and all(font[0] == "yes" for font in fonts), fonts


def test_languages(ctl):
    """The reader's language needs neither the program's nor an installed locale."""
    ticket = work(ctl)
    text = read(report(ctl, ticket, "--lang", "fr"))
    has(text, "Rapport d’intervention", "Travail effectué", "2 nov. 2026", "sur site", "Page 1 sur 1")
    lacks(text, "Service report", "Customer", "Duration")
    text = read(report(ctl, ticket, "--lang", "en", env={"LANGUAGE": "fr", "LC_ALL": "fr_FR.UTF-8"}))
    has(text, "Service report", "Work done")
    text = read(report(ctl, ticket, env={"LANGUAGE": "fr", "LC_ALL": "en_US.UTF-8"}))
    has(text, "Rapport d’intervention")


def test_nothing_internal(ctl):
    """No internal text leaves: neither a note, nor its picture, nor a draft of one, nor an event."""
    ticket = work(ctl)
    photo = ctl.root / "cellar.png"
    subprocess.run(["convert", "-size", "60x40", "xc:red", str(photo)], check=True)
    ctl.json("reply", ticket, "--internal", "--text", "SECRET picture", "--file", str(photo))
    ctl.json("set", ticket, "status=pending")
    path = report(ctl, ticket)
    lacks(read(path), "SECRET", "cellar")
    assert b"SECRET" not in path.read_bytes()
    assert len(tool("pdfimages", "-list", str(path)).splitlines()) == 2

    ctl.json("reply", ticket, "--text", "Seen today.", "--file", str(photo.rename(ctl.root / "roof.png")))
    path = report(ctl, ticket)
    has(read(path), "Photos", "roof.png", "Seen today.")
    lacks(read(path), "SECRET", "cellar")
    assert len(tool("pdfimages", "-list", str(path)).splitlines()) == 3


def test_signature(ctl):
    ticket = work(ctl)
    ink = ctl.root / "ink.json"
    ink.write_text(json.dumps(INK))
    ctl.json("sign", ticket, "--signer", "Maja Lindqvist", "--ink", str(ink))
    path = report(ctl, ticket)
    text = read(path)
    has(text, "Signed by Maja Lindqvist on")
    lacks(text, "Name, date and signature", "was changed after")
    assert len(tool("pdfimages", "-list", str(path)).splitlines()) == 3

    ctl.json("time", "add", ticket, "--start", "2026-11-02T10:00:00Z", "--end", "2026-11-02T11:00:00Z")
    has(read(report(ctl, ticket)), "Signed by Maja Lindqvist", "was changed after this signature")

    ctl.json("sign", ticket, "--refused", "In a hurry")
    has(read(report(ctl, ticket, "--lang", "fr")), "Signature refusée le", ": In a hurry")


def test_refusals(ctl):
    ctl.json("account", "add", "local")
    ticket = ctl.json("create", "--title", "Empty")["id"]
    path = str(ctl.root / "r.pdf")
    ctl.refused("report", ticket, code=2)
    ctl.refused("report", ticket, "--output", "r.txt", code=2, says=".pdf")
    ctl.refused("report", ticket, "--output", path, "--lang", "xx", code=2, says="xx")
    ctl.refused("report", "L999", "--output", path, code=3)
    ctl.refused("report", ticket, "--output", "/nonexistent/r.pdf", code=1)
    has(read(report(ctl, ticket)), "Empty", "Page 1 of 1")


docketctl.run([test_report, test_languages, test_nothing_internal, test_signature, test_refusals], sys.argv[1])
