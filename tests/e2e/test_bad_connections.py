"""What a person does wrong while connecting: each has its sentence, and nothing is left behind.

SPDX-FileCopyrightText: The Docket contributors
SPDX-License-Identifier: GPL-3.0-or-later
"""

import os
import socket

from docket_e2e import Sandbox, run


def closed_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def refuse(session, url, key, sentence):
    """The sentence stands in the dialog, which stays where it was."""
    session.replace(session.find("Server address", "text"), url)
    session.replace(session.find("API key", "text"), key)
    session.key("Return")
    session.find(contains=sentence)
    assert session.seen("Next", "push button") is not None
    left = os.path.join(session.environment["XDG_DATA_HOME"], "docket")
    assert not os.path.exists(left), os.listdir(left)


def bad_connections(session):
    with Sandbox(session.folder) as sandbox:
        session.start_program()
        session.mouse(session.find("Connect to a server", "list item"))
        session.find("Connect", "frame")
        refuse(session, f"http://127.0.0.1:{closed_port()}", "any", "takes no connections")
        refuse(session, "http://tickets.example", "any", "Over plain http://")
        refuse(session, "no address", "any", "address")
        refuse(session, sandbox.url, "wrong-key", "refused the key")
        assert sandbox.state()["ledger"] == []
        session.key("Escape")
        session.gone("Connect", "frame")
        session.focus()
        session.find("How to begin", "list")
        session.quit_program()


run([bad_connections])
