"""One run of the benchmark: every row at every size, side by side with whatever is compared."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Collection, Mapping, Sequence

from journals import PEERS, Bench
from rows import PEER_UP_TO, ROWS, Row
from timing import Cost, cost, median, waits

Measured = dict[str, Cost]
"""What was measured -> the median; a wait of a person is a cost in wall time alone."""

Side = Callable[[], Cost]
"""One run of one of those that are compared."""

SLOW = 8.0
"""Seconds after which one run has to do."""

FIRST, SECOND = b"How strong is the upset", b"Was anyone hit"
IMPORTS = "import of typer and questionary"
_FLOORS = {
    "python -c pass": "pass",
    "a key derived": "import hashlib; hashlib.pbkdf2_hmac('sha512', b'x', b'x' * 16, 256_000, 32)",
}


def measure(
    bench: Bench, sizes: Sequence[int], runs: int, peers: bool, only: Collection[str] = ()
) -> Measured:
    """
    All groups, or some; the floors come first.

    Args:
        only: Names of rows, `year`, `import` or `question`; all if there is none.
    """
    found = _side_by_side({n: _code(bench, code) for n, code in _FLOORS.items()}, runs)
    for name, row in ROWS.items():
        if not only or name in only:
            at = sizes if row.sized else sizes[:1]
            sides = [_sides(bench, name, row, size, peers) for size in at]
            found |= _side_by_side({label: s for some in sides for label, s in some.items()}, runs)
    if not only or "year" in only:
        found |= _side_by_side(_of_a_year(bench), runs)
    if not only or "import" in only:
        found |= _side_by_side(_imports(bench, sizes), min(runs, 3))
    if not only or "question" in only:
        for size in sizes:
            found |= _waiting(bench, size, runs)
    return found


def _code(bench: Bench, code: str) -> Side:
    return lambda: cost([sys.executable, "-c", code], bench.env)


def _ours(bench: Bench, row: Row, env: Mapping[str, str]) -> Side:
    command = [*bench.command, *row.ours]
    return lambda: cost(command, bench.copied(env) if row.writes else env)


def _theirs(bench: Bench, row: Row, version: str, size: int) -> Side:
    command = bench.jrnl(version, size)
    return lambda: cost([*command, *row.theirs], bench.env)


def _sides(bench: Bench, name: str, row: Row, size: int, peers: bool) -> dict[str, Side]:
    """Who runs: ours, plain and locked, and jrnl with the same entries."""
    label = f"{name} {size}" if row.sized else name
    sides = {label: _ours(bench, row, bench.ours(size))}
    if row.sized:
        sides[f"{label} locked"] = _ours(bench, row, bench.ours(size, locked=True))
    if peers and row.theirs and size <= PEER_UP_TO:
        for version in PEERS:
            sides[f"{label} jrnl {version}"] = _theirs(bench, row, version, size)
    return sides


def _of_a_year(bench: Bench) -> dict[str, Side]:
    """A page as a PDF, beside the summary of the same year."""
    page = ("export", "--format", "pdf", "-o", str(bench.work / "page.pdf"), "--force")
    rows = {"summary of a year": Row(("summary",)), "PDF of a year": Row(page)}
    return {name: _ours(bench, row, bench.year()) for name, row in rows.items()}


def _imports(bench: Bench, sizes: Sequence[int]) -> dict[str, Side]:
    """Taking all entries in, into a home made for it each time, with one entry in it."""
    home = bench.work / "importing"

    def side(size: int, locked: bool) -> Side:
        file = bench.content(size) / "ours.jsonl"

        def run() -> Cost:
            shutil.rmtree(home, ignore_errors=True)
            env = bench.locked_and_new(home) if locked else bench.begun(home)
            return cost([*bench.command, "import", str(file)], env)

        return run

    return {
        f"import {size}{' locked' if locked else ''}": side(size, locked)
        for size in sizes
        for locked in (False, True)
    }


def _side_by_side(sides: Mapping[str, Side], runs: int) -> Measured:
    """Taken in turns, so that a busy minute is a busy minute for all of them."""
    costs: dict[str, list[Cost]] = {name: [] for name in sides}
    for turn in range(runs + 1):
        for name, run in sides.items():
            if turn == 0 or costs[name][-1].wall < SLOW:
                costs[name].append(run())
    # The first one warms the disk up; of what takes long, it is the only one.
    costs = {name: some[1:] or some for name, some in costs.items()}
    return {name: _told(name, median(some)) for name, some in costs.items()}


def _waiting(bench: Bench, size: int, runs: int) -> Measured:
    """From the command to the first question, and from an answer to the next one."""
    pages = [(FIRST, b"5\r"), (SECOND, b"")]
    floor = _code(bench, "import typer, questionary")
    costs: dict[str, list[Cost]] = {}
    for _ in range(runs):
        costs.setdefault(f"{IMPORTS} {size}", []).append(floor())
        for locked in (False, True):
            # In a copy: what was answered waits as a draft.
            env = bench.copied(bench.ours(size, locked=locked))
            waited = waits([*bench.command, "reflect"], env, pages)
            for name, wall in zip(("first question", "next question"), waited, strict=True):
                label = f"{name} {size}{' locked' if locked else ''}"
                costs.setdefault(label, []).append(Cost(0, wall, 0))
    return {name: _told(name, median(some)) for name, some in costs.items()}


def _told(name: str, middle: Cost) -> Cost:
    _say(f"{name:32} {middle.cpu:8.3f} s cpu {middle.wall:8.3f} s {middle.peak:7.0f} MiB")
    return middle


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)  # noqa: T201
