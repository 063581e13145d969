#!/usr/bin/env python3
"""docketctl quick-reply: own texts in every workspace, from and to CSV and JSON.

SPDX-FileCopyrightText: The Docket contributors
SPDX-License-Identifier: GPL-3.0-or-later
"""

import json
import sqlite3
import sys

import docketctl


def local(ctl):
    return ctl.json("account", "add", "local")


def quick(ctl, *words, **options):
    return ctl.json("quick-reply", *words, **options)


def table(ctl, name, text):
    path = ctl.root / name
    path.write_bytes(text.encode())
    return str(path)


def test_add_and_remove(ctl):
    local(ctl)
    made = quick(
        ctl, "add", "--title", " Parts ", "--text", "-", "--status", "PENDING", "--assignee", "me",
        stdin="Dear {{contact.first_name}},\nthe part is on its way.\n",
    )
    me = ctl.json("directory", "list", "technician")[0]["name"]
    assert made == {
        "id": made["id"], "title": "Parts", "own": True, "status": "pending", "assignee": me, "used": 0,
        "text": "Dear {{contact.first_name}},\nthe part is on its way.",
    }
    assert quick(ctl, "list") == [made]
    assert "Parts" in ctl.run("quick-reply", "list")[0]
    ctl.run("quick-reply", "remove", str(made["id"]))
    assert quick(ctl, "list") == []


def test_refusals(ctl):
    local(ctl)
    made = quick(ctl, "add", "--title", "One", "--text", "1")
    for words, code, says in (
        (["add", "--title", "X"], 2, "--text"),
        (["add", "--title", "ONE", "--text", "2"], 1, "already"),
        (["add", "--title", " ", "--text", "2"], 1, "name"),
        (["add", "--title", "X", "--text", " "], 1, "text"),
        (["add", "--title", "X", "--text", "x" * (64 * 1024 + 1)], 1, "long"),
        (["add", "--title", "X", "--text", "2", "--status", "asleep"], 1, "asleep"),
        (["add", "--title", "X", "--text", "2", "--assignee", "nobody"], 1, "nobody"),
        (["remove", "99"], 3, ""),
        (["remove", "One"], 2, "One"),
        (["export", str(ctl.root / "no" / "where.csv")], 1, "written"),
        (["import", str(ctl.root / "nothing.json")], 1, "read"),
    ):
        ctl.refused("quick-reply", *words, code=code, says=says)
    assert quick(ctl, "list") == [made]


def test_round_trip(ctl):
    local(ctl)
    texts = {"Formula": "=1+1", "Lines": 'a; "b"\n\nc,d', "Plain": "é œ ß", "Sets": "x"}
    for title, text in texts.items():
        words = ["--status", "closed", "--assignee", "me"] if title == "Sets" else []
        quick(ctl, "add", "--title", title, "--text", text, *words)
    before = quick(ctl, "list")
    files = [str(ctl.root / "out.csv"), str(ctl.root / "out.JSON")]
    for path in files:
        ctl.run("quick-reply", "export", path)
    # No spreadsheet counts what somebody wrote.
    assert ",'=1+1," in open(files[0], encoding="utf-8", newline="").read()
    assert json.load(open(files[1], encoding="utf-8"))[0] == {
        "title": "Formula", "text": "=1+1", "status": None, "assignee": None,
    }
    for path in files:
        assert "4 as before" in ctl.run("quick-reply", "import", path)[0]
        for reply in quick(ctl, "list"):
            ctl.run("quick-reply", "remove", str(reply["id"]))
        assert quick(ctl, "list") == []
        assert "4 changed" in ctl.run("quick-reply", "import", path)[0]
        assert quick(ctl, "list") == before


def test_import(ctl):
    local(ctl)
    path = table(ctl, "a.csv", "Titre;Texte;Statut\nUn;1;Pending\nDeux;;\nTrois;3;nowhere\n")
    out, err = ctl.run("quick-reply", "import", path)
    assert "1 new" in out and "2 lines left out" in out, out
    assert "Line 3" in err and "Line 4" in err and "nowhere" in err, err
    path = table(ctl, "b.json", '[{"title": "Un", "text": "1!"}, 7, {"text": "no title"}, {"title": 5, "text": "five"}]')
    out, err = ctl.run("quick-reply", "import", path)
    assert "1 new" in out and "1 changed" in out and "Line 2" in err and "Line 3" in err, out + err
    assert {r["title"]: (r["text"], r["status"]) for r in quick(ctl, "list")} == {
        "5": ("five", None), "Un": ("1!", "pending"),
    }
    before = quick(ctl, "list")
    for text in ("", "{", "[]", "{}", "[" * 100000, "['\"', " + "[" * 100000, '[{"colour": "red"}]', '"title"', '[{"title": "\\u0000", "text": "x"}]'):
        ctl.run("quick-reply", "import", table(ctl, "bad.json", text), code=1)
    assert quick(ctl, "list") == before


def test_status_that_changes(ctl):
    local(ctl)
    status = ctl.json("directory", "add", "status", "name=On hold", "kind=pending")
    quick(ctl, "add", "--title", "Wait", "--text", "x", "--status", "on hold")
    ctl.run("directory", "edit", "status", str(status["id"]), "name=Parked")
    assert quick(ctl, "list")[0]["status"] == "Parked"
    ctl.run("directory", "archive", "status", str(status["id"]))
    assert quick(ctl, "list")[0]["status"] is None


def test_server(ctl):
    """Where the server has them, its own stay; a person's are added beside them."""
    local(ctl)
    quick(ctl, "add", "--title", "Theirs", "--text", "1")
    with sqlite3.connect(next(ctl.data.glob("*/docket.db"))) as database:
        database.execute("UPDATE meta SET value = 'atera' WHERE key = 'kind'")
        database.execute("INSERT OR REPLACE INTO meta VALUES ('url', 'http://127.0.0.1:1')")
        database.execute("UPDATE quick_reply SET remote_id = '5'")
    database.close()
    secret = ["--secret-env", "KEY"]
    env = {"KEY": "x"}
    theirs = quick(ctl, "list", *secret, env=env)[0]
    assert theirs["own"] is False
    ctl.refused("quick-reply", "remove", str(theirs["id"]), *secret, env=env, code=1, says="server")
    assert quick(ctl, "add", "--title", "Mine", "--text", "2", *secret, env=env)["own"] is True
    path = table(ctl, "c.csv", "title,text\nTheirs,mine now\nMine,3\n")
    out, err = ctl.run("quick-reply", "import", path, *secret, env=env)
    assert "1 changed" in out and "server" in err, out + err
    assert {r["title"]: r["text"] for r in quick(ctl, "list", *secret, env=env)} == {"Theirs": "1", "Mine": "3"}


TESTS = [
    test_add_and_remove,
    test_refusals,
    test_round_trip,
    test_import,
    test_status_that_changes,
    test_server,
]

if __name__ == "__main__":
    docketctl.run(TESTS, sys.argv[1])
