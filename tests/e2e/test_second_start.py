"""The program started a second time, and without the schema of its settings.

SPDX-FileCopyrightText: The Docket contributors
SPDX-License-Identifier: GPL-3.0-or-later
"""

import subprocess

from docket_e2e import TIMEOUT, program_path, run


def second_start(session):
    """It brings the window that is there; it opens no other one on the same workspace."""
    session.start_program("--sample")
    session.find("My open tickets", "list item")
    second = subprocess.run([program_path("docket")], env=session.environment, timeout=TIMEOUT)
    assert second.returncode == 0, second.returncode
    assert len(session.frames()) == 1, session.frames()
    session.find("My open tickets", "list item")
    session.quit_program()


def no_schema(session):
    """Nothing is remembered of the window, and nothing else is missed."""
    del session.environment["GSETTINGS_SCHEMA_DIR"]
    session.environment["XDG_DATA_DIRS"] = "/usr/share"
    session.start_program("--sample")
    session.find("My open tickets", "list item")
    session.quit_program()
    session.start_program()
    session.find("My open tickets", "list item")
    session.quit_program()


run([second_start, no_schema])
