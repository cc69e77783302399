"""One run of the benchmark: every row at every size, side by side with whatever is compared."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from journals import PEERS, Bench
from rows import PEER_UP_TO, ROWS, Row
from timing import Cost, cost, median, waits

Measured = dict[str, Cost]
"""What was measured -> the median; a wait of a person is a cost in wall time alone."""

SLOW = 5.0
"""Seconds after which one run has to do."""

FIRST, SECOND = b"How strong is the upset", b"Was anyone hit"
_FLOORS = {
    "python -c pass": "pass",
    "import of typer and questionary": "import typer, questionary",
    "a key derived": "import hashlib; hashlib.pbkdf2_hmac('sha512', b'x', b'x' * 16, 256_000, 32)",
}


def measure(bench: Bench, sizes: Sequence[int], runs: int, peers: bool) -> Measured:
    """All rows; the floor is measured between them, in the same minutes."""
    found: Measured = {}
    for name, code in _FLOORS.items():
        found |= _side_by_side({name: ([bench.python, "-c", code], bench.env)}, runs)
    for name, row in ROWS.items():
        for size in sizes if row.sized else (min(sizes),):
            label = f"{name} {size}" if row.sized else name
            found |= _side_by_side(_sides(bench, label, row, size, peers), runs)
    found |= _side_by_side(_of_a_year(bench), runs)
    for size in sizes:
        for locked in (False, True):
            found |= _importing(bench, size, min(runs, 3), locked)
            found |= _waiting(bench, size, runs, locked)
    return found


def _of_a_year(bench: Bench) -> dict[str, tuple[Sequence[str], Mapping[str, str]]]:
    """A page as a PDF, beside the summary of the same year."""
    page = ["export", "--format", "pdf", "-o", str(bench.work / "page.pdf"), "--force"]
    return {
        "summary of a year": ([*bench.command, "summary"], bench.year()),
        "PDF of a year": ([*bench.command, *page], bench.year()),
    }


def _sides(
    bench: Bench, label: str, row: Row, size: int, peers: bool
) -> dict[str, tuple[Sequence[str], Mapping[str, str]]]:
    """Who runs: ours, plain and locked, and jrnl with the same entries."""
    sides: dict[str, tuple[Sequence[str], Mapping[str, str]]] = {
        label: ([*bench.command, *row.ours], bench.ours(size))
    }
    if row.sized:
        sides[f"{label} locked"] = ([*bench.command, *row.ours], bench.ours(size, locked=True))
    if peers and row.theirs and size <= PEER_UP_TO:
        for version in PEERS:
            command = [*bench.jrnl(version, size), *row.theirs]
            sides[f"{label} jrnl {version}"] = (command, bench.env)
    return sides


def _side_by_side(
    sides: Mapping[str, tuple[Sequence[str], Mapping[str, str]]], runs: int
) -> Measured:
    """Taken in turns, so that a busy minute is a busy minute for all of them."""
    costs: dict[str, list[Cost]] = {name: [] for name in sides}
    for turn in range(runs + 1):
        for name, (command, env) in sides.items():
            if turn == 0 or costs[name][-1].wall < SLOW:
                costs[name].append(cost(command, env))
    # The first one warms the disk up; of what takes long, it is the only one.
    costs = {name: some[1:] or some for name, some in costs.items()}
    return {name: _told(name, median(some)) for name, some in costs.items()}


def _importing(bench: Bench, size: int, runs: int, locked: bool) -> Measured:
    """Taking all entries in, into a new home each time."""
    name = f"import {size}{' locked' if locked else ''}"
    home = bench.work / "importing"
    command = [*bench.command, "import", str(bench.content(size) / "ours.jsonl")]
    costs = []
    for _ in range(runs if size <= PEER_UP_TO else 1):
        shutil.rmtree(home, ignore_errors=True)
        plain = {**bench.env, "JOURNAL_HOME": str(home)}
        costs.append(cost(command, bench.locked_and_new(home) if locked else plain))
    shutil.rmtree(home)
    return {name: _told(name, median(costs))}


def _waiting(bench: Bench, size: int, runs: int, locked: bool) -> Measured:
    """From the command to the first question, and from an answer to the next one."""
    pages = [(FIRST, b"5\r"), (SECOND, b"")]
    command = [*bench.command, "reflect"]
    env = bench.ours(size, locked=locked)
    waited = []
    for _ in range(runs):
        # In a copy: what was answered waits as a draft.
        home = Path(shutil.copytree(env["JOURNAL_HOME"], bench.work / "waiting"))
        waited.append(waits(command, {**env, "JOURNAL_HOME": str(home)}, pages))
        shutil.rmtree(home)
    end = " locked" if locked else ""
    names = (f"first question {size}{end}", f"next question {size}{end}")
    return {
        name: _told(name, median([Cost(0, one[at], 0) for one in waited]))
        for at, name in enumerate(names)
    }


def _told(name: str, middle: Cost) -> Cost:
    _say(f"{name:32} {middle.cpu:8.3f} s cpu {middle.wall:8.3f} s {middle.peak:7.0f} MiB")
    return middle


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)  # noqa: T201
