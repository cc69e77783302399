"""
The benchmark: whole processes, medians, taken in turns with whatever they are compared to; the
floor and the derivation of a key come first.

    python tests/bench/run.py                 our own rows, at 100 to 100,000 entries
    python tests/bench/run.py --with-jrnl     beside jrnl 4.6 and 4.3, installed for it
    python tests/bench/run.py --only list     one row

It prints its tables as Markdown, and draws the growth with `--chart FILE`. Nothing of it is a
test: what a busy machine takes longer for is no fault. The ratios are what to look at.
"""

from __future__ import annotations

import argparse
import os
import platform
import sqlite3
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from growth import chart
from journals import Bench
from measuring import Measured, measure
from rows import SIZES, TARGETS

FLOOR = "python -c pass"


def table(found: Measured) -> Iterator[str]:
    """What was measured: each figure, and what it is above the floor."""
    floor = found[FLOOR]
    yield "| what | runs | CPU s | wall s | times the floor | MiB above the floor |"
    yield "|---|---|---|---|---|---|"
    for name, one in found.items():
        if one.peak:
            yield (
                f"| {name} | {one.runs} | {one.cpu:.3f} | {one.wall:.3f} "
                f"| {one.wall / floor.wall:.1f} | {one.peak - floor.peak:.0f} |"
            )
        else:
            yield f"| {name} | {one.runs} | | {one.wall:.3f} | {one.wall / floor.wall:.1f} | |"


def ratios(found: Measured) -> Iterator[str]:
    """What was to be reached, as far as both sides were measured; by wall time."""
    yield "| what | against | ratio, wall | ratio, CPU | at most | |"
    yield "|---|---|---|---|---|---|"
    for goal in TARGETS:
        if goal.what in found and goal.against in found:
            one, other = found[goal.what], found[goal.against]
            wall = one.wall / other.wall
            cpu = f"{one.cpu / other.cpu:.3f}" if one.cpu and other.cpu else ""
            end = f"{wall:.3f} | {cpu} | {goal.most:g} | {_verdict(wall <= goal.most)}"
            yield f"| {goal.what} | {goal.against} | {end} |"
    yield from ("", "| what | in | | goal | |", "|---|---|---|---|---|")
    yield from _in_figures(found)


def _verdict(is_reached: bool) -> str:
    return "reached" if is_reached else "missed"


def _in_figures(found: Measured) -> Iterator[str]:
    """The goals that are no ratio of two waits."""
    for size in (10_000, 100_000):
        if (one := found.get(f"import {size}")) is not None:
            speed = size / one.wall
            yield _line(f"import {size}", "entries a second", speed, "from 2000", speed >= 2000)
    if {"import 10000", "import 100000"} <= found.keys():
        more = found["import 100000"].peak / found["import 10000"].peak
        yield _line("import 100000", "memory of that of 10000", more, "1.5", more <= 1.5)
    if one := found.get("summary 100000"):
        peak = one.peak
        yield _line("summary 100000", "MiB", peak, "600", peak < 600)
    later, sooner = found.get("next question 10000"), found.get("next question 100")
    if later and sooner:
        longer = (later.wall - sooner.wall) * 1000
        yield _line("next question 10000", "ms above 100 entries", longer, "50", longer <= 50)
    if "PDF of a year" in found:
        pdf = found["PDF of a year"].wall - found["summary of a year"].wall
        yield _line("PDF of a year", "s above the summary", pdf, "0.2", pdf <= 0.2)
    key = found["a key derived"].wall - found[FLOOR].wall
    for name, one in found.items():
        if name.endswith(" locked") and not name.startswith("import"):
            more = one.wall - found[name.removesuffix(" locked")].wall
            most = 0.05 if name.startswith("next") else key + 0.05
            yield _line(name, "s above plain", more, f"{most:.2f}", more <= most)
        elif name.endswith(" locked"):
            times = one.wall / found[name.removesuffix(" locked")].wall
            yield f"| {name} | times plain | {times:.2f} | | |"


def _line(what: str, unit: str, figure: float, goal: str, is_reached: bool) -> str:
    return f"| {what} | {unit} | {figure:.4g} | {goal} | {_verdict(is_reached)} |"


def machine() -> str:
    """What it was measured on."""
    build = f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    return f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors; {build}."


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, print and draw."""
    parser = argparse.ArgumentParser(description="Measure the journal, whole processes.")
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)), help="entries, by commas")
    parser.add_argument("--runs", type=int, default=7, help="how often each row is run")
    parser.add_argument("--only", default="", help="rows, year, import or question, by commas")
    parser.add_argument("--with-jrnl", action="store_true", help="beside jrnl 4.6 and 4.3")
    parser.add_argument("--chart", type=Path, help="draw the growth into this SVG")
    parser.add_argument("--work", type=Path, help="keep the journals in this folder")
    given = parser.parse_args(arguments)
    sizes = sorted(int(size) for size in given.sizes.split(","))
    only = [name for name in given.only.split(",") if name]
    with tempfile.TemporaryDirectory() as empty:
        work = given.work or Path(empty)
        work.mkdir(parents=True, exist_ok=True)
        found = measure(Bench(work), sizes, given.runs, given.with_jrnl, only)
    print("\n".join([machine(), "", *ratios(found), "", *table(found)]))  # noqa: T201
    if given.chart:
        given.chart.write_text(chart(found, sizes))


if __name__ == "__main__":
    main()
