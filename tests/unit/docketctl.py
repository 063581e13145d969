"""Runs docketctl in folders of its own, for tests, and tells the results as TAP.

SPDX-FileCopyrightText: The Docket contributors
SPDX-License-Identifier: GPL-3.0-or-later
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile
import traceback


class Skip(Exception):
    """A test that can't run here, with the reason."""


class Ctl:
    """One person's computer: its data, and docketctl."""

    def __init__(self, program, root):
        self.program = program
        self.root = pathlib.Path(root)
        self.data = self.root / "data" / "docket"
        self.env = {
            "PATH": os.environ["PATH"],
            # A server of the test's own has no other customers.
            "DOCKET_TEST_RATE": "60000",
            "HOME": str(self.root),
            "LC_ALL": "C.UTF-8",
            "TZ": "UTC",
            "XDG_DATA_HOME": str(self.root / "data"),
            "XDG_STATE_HOME": str(self.root / "state"),
            "XDG_CONFIG_HOME": str(self.root / "config"),
            "XDG_CACHE_HOME": str(self.root / "cache"),
            "XDG_RUNTIME_DIR": str(self.root),
            # No desktop: no Secret Service, no proxy.
            "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent",
            "GIO_USE_PROXY_RESOLVER": "dummy",
            "G_DEBUG": "fatal-criticals",
        }
        for name in ("ASAN_OPTIONS", "LSAN_OPTIONS", "UBSAN_OPTIONS"):
            if name in os.environ:
                self.env[name] = os.environ[name]

    def start(self, *words, **options):
        options.setdefault("env", self.env)
        return subprocess.Popen(
            [self.program, *words],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            **options,
        )

    def run(self, *words, code=0, stdin="", env=None, **options):
        """Runs a command, asserts how it ends, and gives what it printed on stdout and stderr."""
        process = self.start(*words, env={**self.env, **(env or {})}, **options)
        out, err = process.communicate(stdin, timeout=60)
        assert process.returncode == code, (
            f"docketctl {' '.join(words)} ended with {process.returncode}, not {code}\n{out}{err}"
        )
        return out, err

    def json(self, *words, **options):
        out, _err = self.run(*words, "--json", **options)
        return json.loads(out)

    def refused(self, *words, code, says="", **options):
        """Asserts a refusal: the exit code, a sentence on stderr, nothing on stdout."""
        out, err = self.run(*words, code=code, **options)
        assert out == "", f"printed {out!r}"
        assert err.startswith("docketctl: ") and len(err) > 20, f"no sentence: {err!r}"
        assert err.rstrip().endswith((".", "?", "…")) or code == 2, f"no sentence: {err!r}"
        assert says in err, f"{says!r} is not in {err!r}"
        return err


def run(tests, program):
    """Runs test functions, each with a computer of its own, and prints TAP."""
    failed = 0
    print(f"1..{len(tests)}")
    for number, test in enumerate(tests, 1):
        name = test.__name__.removeprefix("test_").replace("_", "-")
        with tempfile.TemporaryDirectory(prefix="docketctl-") as root:
            try:
                test(Ctl(program, root))
                print(f"ok {number} {name}", flush=True)
            except Skip as reason:
                print(f"ok {number} {name} # SKIP {reason}", flush=True)
            except Exception:  # pylint: disable=broad-except
                failed += 1
                for line in traceback.format_exc().splitlines():
                    print(f"# {line}")
                print(f"not ok {number} {name}", flush=True)
    sys.exit(1 if failed else 0)
