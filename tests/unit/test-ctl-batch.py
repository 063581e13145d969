#!/usr/bin/env python3
"""docketctl batch: what a billing batch takes, says and leaves.

SPDX-FileCopyrightText: The Docket contributors
SPDX-License-Identifier: GPL-3.0-or-later
"""

import csv
import hashlib
import subprocess
import sys

import docketctl

BATCH = {"id", "from", "to", "zone", "created_at", "customers", "seconds", "amount", "currency"}
LINE = {"ticket", "time_entry", "customer", "contract", "rate", "seconds", "amount", "changed_since"}


def add_time(ctl, ticket, *words):
    return ctl.json("time", "add", ticket, "--start", "2026-11-02T08:00:00Z", "--end", "2026-11-02T08:50:00Z",
                    "--rate", "standard hour", *words)  # fmt: skip


def closed_ticket(ctl, customer):
    return ctl.json("create", "--title", "Router, replaced", "--customer", customer, "--status", "closed")["id"]


def test_batch(ctl):
    ctl.json("account", "add", "local", "--sample")
    bakery = closed_ticket(ctl, "Lindqvist Bakery")
    dentist = closed_ticket(ctl, "Alder Dental")
    entry = add_time(ctl, bakery)
    add_time(ctl, dentist)
    add_time(ctl, bakery, "--no-billable")
    period = ("--from", "2026-11-02", "--to", "2026-11-02")

    batch = ctl.json("batch", "create", *period, "--customer", "lindqvist bakery")
    assert set(batch) == BATCH | {"lines"}, batch
    assert (batch["from"], batch["to"], batch["zone"]) == ("2026-11-02", "2026-11-02", "UTC")
    assert batch["customers"] == ["Lindqvist Bakery"] and batch["currency"]
    assert [set(line) for line in batch["lines"]] == [LINE]
    line = batch["lines"][0]
    assert (line["ticket"], line["time_entry"], line["rate"]) == (bakery, entry["id"], "Standard hour")
    # 1150.00 an hour, 50 minutes.
    assert (line["seconds"], line["amount"], line["changed_since"]) == (3000, "958.33", False)
    assert (batch["seconds"], batch["amount"]) == (3000, "958.33")
    assert ctl.json("show", bakery)["time_entries"][0]["batch"] == batch["id"]

    ctl.refused("batch", "create", *period, "--customer", "Lindqvist Bakery", code=1, says="billed")
    everybody = ctl.json("batch", "create", *period)
    assert [line["ticket"] for line in everybody["lines"]] == [dentist]
    assert everybody["customers"] == []
    assert [b["id"] for b in ctl.json("batch", "list")] == [everybody["id"], batch["id"]]
    assert set(ctl.json("batch", "list")[0]) == BATCH
    assert ctl.json("batch", "show", str(batch["id"])) == batch

    out, _err = ctl.run("batch", "delete", str(batch["id"]))
    assert out == ""
    again = ctl.json("batch", "create", *period)
    assert [line["ticket"] for line in again["lines"]] == [bakery]


def test_export(ctl):
    ctl.json("account", "add", "local", "--sample")
    add_time(ctl, closed_ticket(ctl, "Lindqvist Bakery"), "--description", "=1+1, said the form")
    batch = ctl.json("batch", "create", "--from", "2026-11-01", "--to", "2026-11-30")
    path = ctl.root / "batch.csv"
    told = ctl.json("batch", "export", str(batch["id"]), "--output", str(path))
    written = path.read_bytes()
    assert told == {"path": str(path), "size": len(written), "sha256": hashlib.sha256(written).hexdigest()}
    rows = list(csv.reader(written.decode().splitlines()))
    mine = [row for row in rows if row[3] == "Router, replaced"]
    assert len(rows) == 1 + len(batch["lines"]) and len(mine) == 1
    assert mine[0][0] == "Lindqvist Bakery" and mine[0][6] == "2026-11-02 08:00"
    assert mine[0][8:11] == ["0.8333", "1150.00", "958.33"]
    assert mine[0][12] == "'=1+1, said the form"
    assert path.stat().st_mode & 0o777 == 0o600

    paper = ctl.root / "batch.PDF"
    done = ctl.json("batch", "export", str(batch["id"]), "--output", str(paper))
    written = paper.read_bytes()
    assert done == {"path": str(paper), "sha256": hashlib.sha256(written).hexdigest(), "size": len(written)}
    assert paper.stat().st_mode & 0o777 == 0o600
    text = subprocess.run(["pdftotext", str(paper), "-"], check=True, capture_output=True, text=True).stdout
    text = " ".join(text.split())
    for words in ("Billing batch", "1 November 2026 – 30 November 2026", "Lindqvist Bakery", "Router, replaced", "958.33", "By rate"):
        assert words in text, f"{words!r} is not in {text!r}"


def test_refusals(ctl):
    ctl.json("account", "add", "local")
    ctl.refused("batch", "create", code=2)
    ctl.refused("batch", "create", "--from", "2026-11-02", code=2)
    ctl.refused("batch", "create", "--from", "soon", "--to", "2026-11-02", code=1, says="soon")
    ctl.refused("batch", "create", "--from", "2026-11-03", "--to", "2026-11-02", code=1, says="before")
    ctl.refused("batch", "create", "--from", "2026-11-02", "--to", "2026-11-02", code=1, says="no unbilled time")
    ctl.refused("batch", "show", "7", code=3, says="7")
    ctl.refused("batch", "delete", "7", code=3, says="7")
    ctl.refused("batch", "show", "x", code=2)
    ctl.refused("batch", "export", "7", "--output", "f.doc", code=2)
    ctl.refused("batch", "export", "7", "--output", "f.csv", code=3)
    assert ctl.json("batch", "list") == []


docketctl.run([test_batch, test_export, test_refusals], sys.argv[1])
