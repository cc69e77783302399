"""
The benchmark: whole processes, medians, taken in turns with whatever they are compared to.

    python tests/bench/run.py                 our own rows, at 100 to 100,000 entries
    python tests/bench/run.py --with-jrnl     beside jrnl 4.6 and 4.3, installed for it

It prints its tables as Markdown, and draws the growth with `--chart FILE`. Nothing of it is a
test: what a busy machine takes longer for is no fault. The ratios are what to look at.
"""

from __future__ import annotations

import argparse
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
    yield "| what | CPU s | wall s | times the floor | MiB above the floor |"
    yield "|---|---|---|---|---|"
    for name, one in found.items():
        if one.peak:
            yield (
                f"| {name} | {one.cpu:.3f} | {one.wall:.3f} | {one.wall / floor.wall:.1f} "
                f"| {one.peak - floor.peak:.0f} |"
            )
        else:
            yield f"| {name} | | {one.wall:.3f} | {one.wall / floor.wall:.1f} | |"


def ratios(found: Measured) -> Iterator[str]:
    """What was to be reached, as far as both sides were measured."""
    yield "| what | against | ratio | at most | |"
    yield "|---|---|---|---|---|"
    for goal in TARGETS:
        if goal.what in found and goal.against in found:
            ratio = found[goal.what].wall / found[goal.against].wall
            reached = "reached" if ratio <= goal.most else "missed"
            yield f"| {goal.what} | {goal.against} | {ratio:.3f} | {goal.most:g} | {reached} |"
    yield from _in_figures(found)


def _in_figures(found: Measured) -> Iterator[str]:
    """The goals that are no ratio of two waits."""
    for size in (10_000, 100_000):
        if (one := found.get(f"import {size}")) is not None:
            speed = size / one.wall
            reached = "reached" if speed >= 2000 else "missed"
            yield f"| import {size} | entries a second | {speed:.0f} | from 2000 | {reached} |"
    pairs = (("import 100000", "import 10000", 1.5),)
    for what, against, most in pairs:
        if what in found and against in found:
            ratio = found[what].peak / found[against].peak
            reached = "reached" if ratio <= most else "missed"
            yield f"| {what}, memory | {against}, memory | {ratio:.2f} | {most:g} | {reached} |"
    if (one := found.get("summary 100000")) is not None:
        reached = "reached" if one.peak < 600 else "missed"
        yield f"| summary 100000 | MiB | {one.peak:.0f} | 600 | {reached} |"
    later, sooner = found.get("next question 10000"), found.get("next question 100")
    if later and sooner:
        more = (later.wall - sooner.wall) * 1000
        reached = "reached" if more <= 50 else "missed"
        yield f"| next question 10000 | next question 100, ms | {more:+.0f} | 50 | {reached} |"
    for name, one in found.items():
        if name.endswith(" locked"):
            more = one.wall - found[name.removesuffix(" locked")].wall
            yield f"| {name} | plain, s | {more:+.3f} | the key | |"


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, print and draw."""
    parser = argparse.ArgumentParser(description="Measure the journal, whole processes.")
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)), help="entries, by commas")
    parser.add_argument("--runs", type=int, default=7, help="how often each row is run")
    parser.add_argument("--with-jrnl", action="store_true", help="beside jrnl 4.6 and 4.3")
    parser.add_argument("--chart", type=Path, help="draw the growth into this SVG")
    parser.add_argument("--work", type=Path, help="keep the journals in this folder")
    given = parser.parse_args(arguments)
    sizes = [int(size) for size in given.sizes.split(",")]
    with tempfile.TemporaryDirectory() as empty:
        work = given.work or Path(empty)
        work.mkdir(parents=True, exist_ok=True)
        found = measure(Bench(work), sizes, given.runs, given.with_jrnl)
    print("\n".join([*table(found), "", *ratios(found)]))  # noqa: T201
    if given.chart:
        given.chart.write_text(chart(found, sizes))


if __name__ == "__main__":
    main()
