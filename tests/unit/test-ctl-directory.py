#!/usr/bin/env python3
"""docketctl directory: the directory of a workspace on this computer, and its refusals elsewhere.

SPDX-FileCopyrightText: The Docket contributors
SPDX-License-Identifier: GPL-3.0-or-later
"""

import sqlite3
import sys

import docketctl


def local(ctl, *words):
    return ctl.json("account", "add", "local", *words)


def add(ctl, kind, *words):
    return ctl.json("directory", "add", kind, *words)


def names(ctl, kind, *words):
    return [entry["name"] for entry in ctl.json("directory", "list", kind, *words)]


def table(ctl, text, name="table.csv", encoding="utf-8"):
    path = ctl.root / name
    path.write_bytes(text.encode(encoding))
    return str(path)


def test_add_and_edit(ctl):
    local(ctl)
    made = add(ctl, "customer", "name=  Fjord IT ", "phone=555-0100", "city=Malmö")
    assert made["name"] == "Fjord IT" and made["phone"] == "555-0100" and made["archived"] is False
    changed = ctl.json("directory", "edit", "customer", str(made["id"]), "phone=", "name=Fjord")
    assert changed["name"] == "Fjord" and changed.get("phone") is None and changed["city"] == "Malmö"
    contact = add(
        ctl, "contact", "first_name=Ida", "last-name=Berg", "email=ida@example.com", "customer=fjord"
    )
    assert contact["name"] == "Ida Berg" and contact["customer"] == made["id"]
    assert ctl.run("directory", "list", "contact")[0].split()[:4] == ["Id", "Name", "E-mail", "Phone"]
    assert ctl.run("directory", "add", "rate", "name=Hour", "amount=95,5")[0].strip().endswith(": added")
    assert ctl.json("directory", "list", "rate")[0]["amount"] == "95.50"
    contract = add(ctl, "contract", "name=Block", "customer=Fjord", "kind=block-hours", "hours_included=10", "rate=hour")
    assert contract["kind"] == "block-hours" and contract["rate"] == "1"
    ticket = ctl.json("create", "--title", "T", "--contact", "ida@example.com", "--contract", "block")
    assert (ticket["customer"], ticket["contact"], ticket["contract"]) == ("Fjord", "Ida Berg", "Block")


def test_money_is_exact(ctl):
    local(ctl)
    for typed, shown in {"0": "0.00", "1": "1.00", "0.1": "0.10", "95.0001": "95.0001", "999999999.99": "999999999.99"}.items():
        assert add(ctl, "rate", f"name=r{typed}", f"amount={typed}")["amount"] == shown
    for typed in ("-1", "1e3", "nan", "0.00001", "12 ", "1.2.3", "one"):
        if typed.strip() == typed:
            ctl.refused("directory", "add", "rate", "name=x", f"amount={typed}", code=1, says="amount")


def test_statuses(ctl):
    local(ctl)
    made = add(ctl, "status", "name=On hold", "kind=pending")
    ticket = ctl.json("create", "--title", "T", "--status", "on HOLD")
    assert ticket["status"] == "On hold"
    assert ctl.json("list", "--status", "pending")[0]["id"] == ticket["id"]
    # What it means is the tickets' too, and the name as well.
    ctl.json("directory", "edit", "status", str(made["id"]), "name=Parked", "kind=resolved")
    assert ctl.json("list", "--status", "pending") == []
    assert ctl.json("list", "--status", "resolved")[0]["status"] == "Parked"
    ctl.run("directory", "archive", "status", str(made["id"]))
    ctl.refused("set", "1", "status=Parked", code=1, says="Parked")
    assert ctl.json("show", "1")["status"] == "Parked"
    ctl.refused("directory", "add", "status", "name=PARKED", "kind=open", code=1, says="archived")
    ctl.run("directory", "archive", "status", str(made["id"]), "--undo")
    assert "Parked" in names(ctl, "status")
    for words, says in (
        (["add", "status", "name=Open", "kind=open"], "already"),
        (["add", "status", "name=a,b", "kind=open"], "comma"),
        (["add", "status", "name=x"], "means"),
        (["add", "status", "name=x", "kind=asleep"], "resolved"),
        (["edit", "status", "1", "name=Opened"], "standard"),
        (["archive", "status", "4"], "standard"),
    ):
        ctl.refused("directory", *words, code=1, says=says)


def test_fields(ctl):
    local(ctl)
    ctl.json("create", "--title", "before")
    add(ctl, "field", "name=Floor", "required=yes")
    device = add(ctl, "field", "name=Device", "type=option", "options=Laptop|Server")
    assert device["options"] == "Laptop\nServer"
    model = add(ctl, "field", "name=Model", "type=dependent-option", "parent=Device", "options=Laptop > T14 | Server > R2")
    # What a kind does not have is no column.
    heading, *lines = ctl.run("directory", "list", "field")[0].splitlines()
    assert heading.split() == ["Id", "Name"] and len(lines) == 3
    ctl.refused("create", "--title", "T", code=1, says="Floor")
    ctl.refused("create", "--title", "T", "--field", "Floor=1", "--field", "Model=R2", code=1, says="Device")
    made = ctl.json("create", "--title", "T", "--field", "Floor=1", "--field", "Device=Server", "--field", "Model=R2")
    assert made["fields"] == {"Floor": "1", "Device": "Server", "Model": "R2"}
    ctl.refused("set", "2", "field.Floor=", code=1, says="required")
    assert ctl.json("set", "2", "field.Device=Laptop")["fields"]["Model"] is None
    # A ticket from before is no obstacle to its other fields.
    assert ctl.json("set", "1", "status=closed")["status"] == "closed"

    # The values go with the name.
    ctl.json("directory", "edit", "field", str(device["id"]), "name=Machine")
    assert ctl.json("show", "2")["fields"]["Machine"] == "Laptop"
    assert [f["parent"] for f in ctl.json("directory", "list", "field") if f["name"] == "Model"] == ["Machine"]
    for words, says in (
        (["edit", "field", str(device["id"]), "type=text"], "type stays"),
        (["edit", "field", str(device["id"]), "options="], "choose from"),
        (["edit", "field", str(device["id"]), "type=dependent-option", "parent=Model"], "itself"),
        (["edit", "field", str(model["id"]), "options=Phone > X"], "Phone"),
        (["add", "field", "name=a=b"], "equals"),
        (["add", "field", "name=New", "type=dependent-option", "options=A"], "depend on"),
        (["add", "field", "name=New", "type=dependent-option", "parent=Floor", "options=A"], "Floor"),
        (["add", "field", "name=floor"], "already"),
        (["archive", "field", str(device["id"])], "Model"),
    ):
        if "itself" not in says:
            ctl.refused("directory", *words, code=1, says=says)
        else:
            ctl.refused("directory", *words, code=1)


def test_refusals(ctl):
    local(ctl)
    add(ctl, "customer", "name=One")
    add(ctl, "contact", "first_name=A", "email=a@example.com")
    for words, code, says in (
        (["add", "customer", "name=ONE"], 1, "already"),
        (["add", "customer", "name= "], 1, "name"),
        (["add", "customer", "name=Two", "email=nothing"], 1, "nothing"),
        (["add", "customer", "name=Two", "colour=red"], 1, "colour"),
        (["add", "customer", "name"], 2, "FIELD=VALUE"),
        (["add", "contact", "first_name=B", "email=A@example.com"], 1, "already"),
        (["add", "contact", "first_name=B", "customer=Nobody"], 1, "Nobody"),
        (["add", "contract", "name=C"], 1, "customer"),
        (["edit", "customer", "99", "name=X"], 1, "99"),
        (["edit", "customer", "L1", "name=X"], 1, "L1"),
        (["archive", "technician", "1"], 1, "you"),
        (["add", "nothing", "name=X"], 2, "nothing"),
        (["add"], 2, ""),
    ):
        ctl.refused("directory", *words, code=code, says=says)
    assert names(ctl, "customer") == ["One"]


def test_archive(ctl):
    local(ctl)
    made = add(ctl, "customer", "name=One")
    ctl.json("create", "--title", "T", "--customer", "One")
    assert ctl.run("directory", "archive", "customer", str(made["id"]), "--json")[0] == ""
    assert names(ctl, "customer") == [] and names(ctl, "customer", "--archived") == ["One"]
    assert ctl.json("show", "1")["customer"] == "One"
    ctl.refused("create", "--title", "T", "--customer", "One", code=1, says="One")
    # Another one may be called so now; then the old one can't come back under that name.
    add(ctl, "customer", "name=One")
    ctl.refused("directory", "archive", "customer", str(made["id"]), "--undo", code=1, says="already")


def test_import(ctl):
    local(ctl)
    customers = table(ctl, "\ufeffName;Téléphone;Shoe size\r\nFjord;555;44\r\n\"Harbour; Freight\";556;\r\n;1;\r\n", encoding="utf-8")
    out, err = ctl.run("directory", "import", "customer", customers, "--try")
    assert "2 new" in out and "1 line left out" in out and "Line 4" in err and "Shoe size" in err
    assert names(ctl, "customer") == []
    ctl.run("directory", "import", "customer", customers)
    assert names(ctl, "customer") == ["Fjord", "Harbour; Freight"]
    out, _err = ctl.run("directory", "import", "customer", customers)
    assert "0 new" in out and "2 as before" in out

    contacts = table(
        ctl,
        "first name,last name,e-mail,customer,notes\nIda,Berg,ida@example.com,fjord,\"two\nlines\"\n"
        "Bo,Ek,bo@example.com,Nobody,\nX,Y,no mail,fjord,\n\"a\"b,c\nIda,Lind,IDA@example.com,,\n",
    )
    out, err = ctl.run("directory", "import", "contact", contacts)
    assert "1 new" in out and "1 changed" in out and "3 lines left out" in out, out
    assert "Line 4" in err and "Nobody" in err and "Line 5" in err and "Line 6" in err
    ida = ctl.json("directory", "list", "contact")[0]
    assert ida["name"] == "Ida Lind" or ida["last_name"] == "Lind"
    assert ida["notes"] == "two\nlines" and ida["customer"] is not None

    rates = table(ctl, "name,amount\nHour,\"95,50\"\nNight,1e3\n")
    ctl.run("directory", "import", "rate", rates)
    assert [(r["name"], r["amount"]) for r in ctl.json("directory", "list", "rate")] == [("Hour", "95.50")]
    ctl.run("directory", "import", "status", table(ctl, "name,kind\nOpen,open\nOn hold,Pending\n"))
    assert "On hold" in names(ctl, "status")
    ctl.run("directory", "import", "field", table(ctl, "name,type,parent,options\nDevice,option,,A|B\nModel,dependent-option,Device,A > x | B > y\n"))
    assert names(ctl, "field") == ["Device", "Model"]

    before = names(ctl, "customer")
    for text, encoding, says in (
        ("name\ncafé\n", "latin-1", "Line 2"),
        ("", "utf-8", "empty"),
        ("colour,size\nred,4\n", "utf-8", "name"),
        ("name,email\nX,y\n", "utf-8", "No line"),
        ("n\0me\nX\n", "utf-8", "UTF-8"),
    ):
        _out, err = ctl.run("directory", "import", "customer", table(ctl, text, encoding=encoding), code=1)
        assert says in err, err
    ctl.refused("directory", "import", "customer", str(ctl.root / "nothing.csv"), code=1)
    ctl.refused("directory", "import", "customer", str(ctl.root), code=1, says="no file")
    assert names(ctl, "customer") == before


def test_import_brings_back(ctl):
    local(ctl)
    made = add(ctl, "customer", "name=One")
    ctl.run("directory", "archive", "customer", str(made["id"]))
    ctl.run("directory", "import", "customer", table(ctl, "name\nONE\n"))
    entries = ctl.json("directory", "list", "customer")
    assert [entry["id"] for entry in entries] == [made["id"]]


def test_import_many(ctl):
    """50,000 contacts, and again."""
    local(ctl)
    text = "name,email\n" + "".join(f"Contact {i},c{i}@example.com\n" for i in range(50000))
    path = table(ctl, text)
    assert "50000 new" in ctl.run("directory", "import", "contact", path)[0]
    assert "50000 as before" in ctl.run("directory", "import", "contact", path)[0]
    made = ctl.json("create", "--title", "T", "--contact", "c49999@example.com")
    assert made["contact"] == "Contact 49999"


def test_archived_customer(ctl):
    """Whom nobody works for any more, nobody is offered; the directory still has them."""
    local(ctl)
    customer = add(ctl, "customer", "name=Fjord")
    add(ctl, "contact", "first_name=Ida", "last_name=Berg", "email=ida@example.com", "customer=fjord")
    add(ctl, "contact", "first_name=Bo", "last_name=Ek", "email=bo@example.com")
    ctl.run("directory", "archive", "customer", str(customer["id"]))
    ctl.refused("create", "--title", "T", "--contact", "ida@example.com", code=1, says="ida@example.com")
    assert ctl.json("create", "--title", "T", "--contact", "bo@example.com")["contact"] == "Bo Ek"
    assert sorted(names(ctl, "contact")) == ["Bo Ek", "Ida Berg"]
    ctl.run("directory", "archive", "customer", str(customer["id"]), "--undo")
    assert ctl.json("create", "--title", "T", "--contact", "ida@example.com")["customer"] == "Fjord"


def test_server(ctl):
    """With a server it is the server's."""
    local(ctl, "--sample")
    database = next(ctl.data.glob("*/docket.db"))
    with sqlite3.connect(database) as connection:
        connection.execute("UPDATE meta SET value = 'atera' WHERE key = 'kind'")
        connection.execute("INSERT INTO meta VALUES ('url', 'http://127.0.0.1:1')")
    connection.close()
    assert names(ctl, "customer")
    for words in (
        ["add", "customer", "name=X"],
        ["edit", "customer", "1", "name=X"],
        ["archive", "customer", "1"],
        ["import", "customer", table(ctl, "name\nX\n")],
    ):
        ctl.refused("directory", *words, code=1, says="server's")


def test_create_with_names(ctl):
    """Every option of create, by names; a new contact is in the directory afterwards."""
    local(ctl, "--sample")
    made = ctl.json(
        "create", "--title", "T", "--customer", "lindqvist bakery", "--contact", "marie DUBOIS", "--contract", "block hours",
        "--status", "on hold", "--priority", "low", "--impact", "crisis", "--type", "change", "--assignee", "Ben Kay",
        "--field", "Device=Laptop", "--field", "Model=Tern 14", "--field", "Purchased=2024-02-06",
    )  # fmt: skip
    assert (made["customer"], made["contact"], made["contract"]) == ("Lindqvist Bakery", "Marie Dubois", "Block hours")
    assert (made["status"], made["priority"], made["impact"], made["type"]) == ("On hold", "low", "crisis", "change")
    assert made["assignee"] == "Ben Kay" and made["fields"]["Model"] == "Tern 14"
    made = ctl.json("create", "--title", "T", "--customer", "Alder Dental", "--contact", "Nils Holm <nils@example.com>")
    assert (made["customer"], made["contact"]) == ("Alder Dental", "Nils Holm")
    assert "Nils Holm" in names(ctl, "contact")
    # Another customer's contact and contract go with the customer; what does not go together is refused.
    changed = ctl.json("set", "1044", "customer=Alder Dental")
    assert (changed["contact"], changed["contract"]) == (None, None)
    assert ctl.json("set", "1044", "contact=Marie Dubois")["customer"] == "Lindqvist Bakery"
    ctl.refused("set", "1044", "field.Device=Printer", "field.Model=Tern 14", code=1, says="Printer")
    ctl.refused("create", "--title", "T", "--customer", "Alder Dental", "--contact", "Marie Dubois", code=1, says="Marie")


TESTS = [value for name, value in list(globals().items()) if name.startswith("test_")]

if __name__ == "__main__":
    docketctl.run(TESTS, sys.argv[1])
