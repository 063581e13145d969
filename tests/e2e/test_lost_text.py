"""Nothing typed is lost: a reply, a note and two new tickets with their files outlive a ticket that
others change and delete, a key that is refused and a program that is killed.

SPDX-FileCopyrightText: The Docket contributors
SPDX-License-Identifier: GPL-3.0-or-later
"""

import json
import os
import re
import shutil
import subprocess
import urllib.request

from docket_e2e import KEY, Sandbox, connect, run, wait_for

FIXTURES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "fixtures", "files")
REPLY = "The spare part comes on Friday."
NOTE = "They have not paid the last one."
FIRST = "A printer that eats paper"
SECOND = "A screen that flickers"
FIRST_MESSAGE = "Since this morning."
SECOND_MESSAGE = "Every ten minutes."


def open_ticket(session, row):
    number = re.search(r"#(\d+)", row.name).group(1)
    session.mouse(row)
    session.find("#" + number, "label")
    session.find("Reply", "push button")
    return number


def copy(session, name, sample=None):
    """Done before the text is typed: a program learns only after a while what was copied."""
    path = os.path.join(session.folder, name)
    shutil.copy(os.path.join(FIXTURES, sample or name), path)
    subprocess.run(["xclip", "-selection", "clipboard", "-t", "text/uri-list"],
                   input=f"file://{path}\r\n".encode(), check=True)


def paste(session, name):
    session.key("ctrl+v")
    session.find(contains=name)


def paste_refused(session):
    """A picture that calls itself a document is not taken; what is there stays."""
    copy(session, "plan.pdf", "sample.png")
    session.find("Internal note", "text")
    paste(session, "plan.pdf")


def write(session, kind, label, text, file):
    copy(session, file)
    session.mouse(session.find(kind, "push button"))
    session.mouse(session.find(label, "text"))
    session.type(text)
    paste(session, file)


def new_ticket(session, title, message, file):
    copy(session, file)
    session.key("ctrl+n")
    session.focus("New ticket")
    session.find("Title", "text")
    session.go_to("Tab", "Message", "text", most=60)
    session.type(message)
    paste(session, file)
    # Without a title there is no ticket, and nothing is lost.
    session.key("ctrl+Return")
    session.focus("New ticket")
    session.replace(session.find("Title", "text"), title)


def drafts(session):
    """By kind, or by the title of a new ticket: text and files."""
    found = {}
    for draft in session.ctl("draft", "list", "--json"):
        title = (draft.get("fields") or {}).get("title")
        key = title if draft["ticket"] is None else draft["kind"]
        found[key] = (draft["text"], sorted(draft["files"] or []))
    return found


WANTED = {"reply": (REPLY, ["sample.pdf"]), "internal": (NOTE, ["sample.png"]),
          FIRST: (FIRST_MESSAGE, ["sample.docx"]), SECOND: (SECOND_MESSAGE, ["sample.jpg"])}


def check(session):
    assert drafts(session) == WANTED, drafts(session)


def ask(sandbox, path, method, body=None):
    request = urllib.request.Request(sandbox.url + path, method=method,
                                     data=json.dumps(body).encode() if body is not None else None)
    request.add_header("X-API-KEY", KEY)
    request.add_header("Content-Type", "application/json")
    with urllib.request.urlopen(request, timeout=30) as answer:
        answer.read()


def lost_text(session):
    with Sandbox(session.folder, tickets=6) as sandbox:
        session.start_program()
        connect(session, sandbox)
        session.mouse(session.find("All open", "list item"))
        number = open_ticket(session, session.find(contains=" · ", role="list item"))
        write(session, "Reply", "Reply", REPLY, "sample.pdf")
        write(session, "Note", "Internal note", NOTE, "sample.png")
        paste_refused(session)
        new_ticket(session, FIRST, FIRST_MESSAGE, "sample.docx")
        wait_for("three drafts", lambda: len(drafts(session)) == 3 and FIRST in drafts(session))
        session.kill_program()
        session.start_program()
        assert len(drafts(session)) == 3, drafts(session)
        new_ticket(session, SECOND, SECOND_MESSAGE, "sample.jpg")
        wait_for("all four texts and their files", lambda: drafts(session) == WANTED)

        ticket = next(t["TicketID"] for t in sandbox.state()["tickets"] if str(t["TicketNumber"]) == number)
        web = f"/sandbox/web/tech2@example.com/api/v3/tickets/{ticket}"
        ask(sandbox, web, "PUT", {"TicketTitle": "Changed by somebody else", "TicketStatus": "Pending"})
        session.ctl("sync", "--timeout", "60")
        check(session)
        ask(sandbox, web, "DELETE")
        session.ctl("sync", "--timeout", "60")
        check(session)
        ask(sandbox, "/sandbox/faults", "POST", [{"match": {}, "times": 100, "fault": "status", "arg": 401}])
        session.kill_program()
        check(session)

        # In another language and another style.
        session.environment.update(LC_ALL="fr_FR.UTF-8", ADW_DEBUG_COLOR_SCHEME="prefer-dark")
        session.start_program()
        reply = session.find("Réponse", "text")
        wait_for("the reply in its place", lambda: reply.text() == REPLY)
        # The word that the key is refused lies over the button.
        session.act(session.find("Note", "push button"))
        note = session.find("Note interne", "text")
        wait_for("the note in its place", lambda: note.text() == NOTE)
        check(session)
        effects = [entry for entry in sandbox.state()["ledger"] if entry.get("by") is None and entry["effect"]]
        assert effects == [], effects
        session.quit_program()


run([lost_text])
