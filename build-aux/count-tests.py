#!/usr/bin/env python3
"""Counts what meson's log of a test run says: each point of a TAP test, each test without TAP.

SPDX-FileCopyrightText: The Docket contributors
SPDX-License-Identifier: GPL-3.0-or-later

Usage: count-tests.py NAME TESTLOG

Prints "PASSED FAILED SKIPPED" on stdout; what failed, and what was skipped and why, on stderr.
"""

import json
import re
import sys

POINT = re.compile(
    r"^(?P<bad>not )?ok\b[ \d]*-? ?(?P<name>.*?)(?:\s+#\s*(?P<mark>skip|todo)\S*\s*(?P<why>.*))?$",
    re.IGNORECASE,
)
NO_POINTS = re.compile(r"^1\.\.0\s*#\s*skip\S*\s*(?P<why>.*)$", re.IGNORECASE | re.MULTILINE)
GOOD_RESULTS = ("OK", "EXPECTEDFAIL")


def points_of(test):
    """Yields (name, state, why) for each TAP point of a test."""
    for line in (test["stdout"] or "").splitlines():
        match = POINT.match(line)
        if match is None:
            continue
        if (match["mark"] or "").lower() == "skip":
            yield match["name"], "skipped", match["why"]
        elif match["bad"] and (match["mark"] or "").lower() != "todo":
            yield match["name"], "failed", ""
        else:
            yield match["name"], "passed", ""


def outcomes_of(test):
    """Yields (name, state, why) for all that a test tells, which is at least one."""
    points = list(points_of(test))
    yield from points

    result = test["result"]
    if result == "SKIP":
        if not points:
            match = NO_POINTS.search(test["stdout"] or "")
            yield test["name"], "skipped", match["why"] if match else "gives no reason"
    elif result not in GOOD_RESULTS:
        # It may also have crashed, timed out or left points of its plan untold after good points.
        if not any(state == "failed" for _, state, _ in points):
            yield test["name"], "failed", f"{result.lower()}, exit status {test['returncode']}"
    elif not points:
        yield test["name"], "passed", ""


def main():
    run, path = sys.argv[1:]
    count = {"passed": 0, "failed": 0, "skipped": 0}

    with open(path, encoding="utf-8") as log:
        tests = [json.loads(line) for line in log if line.strip()]

    for test in tests:
        for name, state, why in outcomes_of(test):
            count[state] += 1
            if state != "passed":
                print(f"{state.upper()} [{run}] {test['name']}: {name} {why}".rstrip(), file=sys.stderr)

    print(count["passed"], count["failed"], count["skipped"])


main()
