"""
The loop as an SVG drawing: a horizontal figure eight with one side for each person.

The document is self-contained, without scripts, requests or fonts. The light colours are
attributes and the dark ones a media query, so that a viewer without CSS still shows the light
drawing. The sides differ by position, words and line style, not by colour alone. Lengths are in
SVG user units.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice

from journal.core.loop.counted import STATIONS, Cycle, Station
from journal.core.loop.sentences import MOST_NAMED, caught_in_time, resting_on, ways_out
from journal.core.terms import Theme
from journal.core.text import capitalised, one_line
from journal.report.drawing.shapes import (
    COLOURS,
    MIDDLE,
    SIDES,
    SIZE,
    SMALL,
    WIDE,
    arrow_into,
    dots,
    eight,
    escaped,
    fill,
    text,
)
from journal.report.drawing.text_width import broken

_BOX = 135
"""The distance from the middle of a side to either end of its text."""

_TAG, _COUNT = 56, 66
"""The widths of the columns for the name of a step and for its count."""

_ROOM = 2 * _BOX - _TAG - _COUNT
_LINE = 23
_BULLET = 14
_MINE: tuple[Theme, ...] = ("body", "surface", "story", "my_moves")
_MOST_LABELS = 2
"""The most labels of a tie; a further row gives the number of the others."""

StepRow = tuple[str, str, str]
"""A row of the drawing: the name of a step, a line of a label, its count; each may be empty."""


def loop_svg(cycle: Cycle) -> str:
    """
    Draw a loop.

    Args:
        cycle: The loop, from `draw_cycle`. Typed texts about moments caught in time are drawn
            as well: a caller who must not show them leaves them out of the value.

    Returns:
        A complete SVG document without an XML declaration, for a file or for inlining.
    """
    starts = _rows(cycle.station("trigger"), 2 * _BOX - _COUNT)
    mine = [row for theme in _MINE for row in _rows(cycle.station(theme), _ROOM, tagged=True)]
    theirs = _rows(cycle.station("their_moves"), 2 * _BOX - _COUNT, most=4)
    half = (max(len(mine), len(theirs)) + 1) * _LINE / 2
    reach = max(half + 44, half * 1.4)
    top = 76 + (len(starts) + 1) * _LINE
    middle = top + reach
    under, tall = _below(cycle, middle + reach)
    parts = [
        text(20, 34, "My loop, as I noted it", 20, weight="600"),
        text(20, 56, f"{MOST_NAMED} {resting_on(cycle, shared=True)}", SMALL, "soft"),
        *_block(SIDES[0], 86, "It starts with", starts),
        arrow_into(middle, reach, 78),
        *eight(middle, reach, closed=cycle.is_closed),
        *_side(SIDES[0], middle, "ME", "me", mine),
        *_side(SIDES[1], middle, "THEM, as I saw it", "them", theirs),
        *_more(cycle.more, middle + reach),
        *under,
    ]
    return _document(parts, tall, " ".join(loop_words(cycle)))


def _document(parts: Iterable[str], tall: float, described: str) -> str:
    dark = "".join(
        f".loop .f-{name}{{fill:{d}}}.loop .s-{name}{{stroke:{d}}}"
        for name, (_, d) in COLOURS.items()
    )
    body = "\n".join(parts)
    return (
        f'<svg class="loop" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {tall:.0f}" '
        f'width="{WIDE}" height="{tall:.0f}" role="img" lang="en" '
        'aria-labelledby="loop-title loop-desc" '
        "font-family=\"system-ui, -apple-system, 'Segoe UI', 'DejaVu Sans', sans-serif\">\n"
        '<title id="loop-title">My loop, as I noted it</title>\n'
        f'<desc id="loop-desc">{escaped(described)}</desc>\n'
        f"<style>@media (prefers-color-scheme: dark){{{dark}}}</style>\n"
        f'<rect width="{WIDE}" height="{tall:.0f}" rx="14" {fill("paper")}/>\n{body}\n</svg>\n'
    )


def _side(at: int, middle: float, name: str, colour: str, rows: Sequence[StepRow]) -> list[str]:
    y = middle - len(rows) * _LINE / 2
    title = text(at - _BOX, y, name, SMALL, colour, weight="700", spacing="0.6")
    return [title, *_table(at, y + _LINE, rows)]


def _below(cycle: Cycle, top: float) -> tuple[list[str], float]:
    """
    Draw the parts below the loop: the softer side, the way out and the notes.

    Returns:
        The SVG elements, and the height of the whole drawing.
    """
    y = top + 70
    lines = [dots(SIDES[0], top + 5, y - 18)]
    left_y = y
    for theme in ("softer", "need"):
        rows = _rows(cycle.station(theme), 2 * _BOX - _COUNT)
        lines += _block(SIDES[0], left_y, capitalised(STATIONS[theme]), rows)
        left_y += (len(rows) + 1) * _LINE + 6
    caught, helped = caught_in_time(cycle.way_out)
    sentences = [*ways_out(cycle.way_out, mine=True), *([caught] if caught else [])]
    if sentences:
        lines.append(text(SIDES[1] - _BOX, y, "A way out", SMALL, "soft", weight="600"))
    right_y = y + _LINE
    for mark, sentence in [
        *(("", sentence) for sentence in sentences),
        *(("•", sentence) for sentence in helped),
    ]:
        inside = _BULLET if mark else 0
        lines += [text(SIDES[1] - _BOX, right_y, mark)] if mark else []
        for line in broken(one_line(sentence), 2 * _BOX - inside, SIZE):
            lines.append(text(SIDES[1] - _BOX + inside, right_y, line))
            right_y += 21
        right_y += 5
    low = max(left_y, right_y)
    for note in cycle.notes:
        for line in broken(one_line(note.mine), WIDE - 40, SIZE):
            lines.append(text(20, low + 6, line))
            low += 21
    return lines, low + 8


def _block(at: int, y: float, title: str, rows: Sequence[StepRow]) -> list[str]:
    return [
        text(at - _BOX, y, title, SMALL, "soft", weight="600"),
        *_table(at, y + _LINE, rows),
    ]


def _table(at: int, y: float, rows: Sequence[StepRow]) -> list[str]:
    """Draw rows in columns, so that own words and ours are separate text elements."""
    tagged = any(tag for tag, _, _ in rows)
    lines = []
    for row, (tag, label, count) in enumerate(rows):
        x, line = at - _BOX, y + row * _LINE
        if tag:
            lines.append(text(x, line, tag, SMALL, "soft"))
        lines.append(text(x + (_TAG if tagged else 0), line, label))
        if count:
            lines.append(text(at + _BOX, line, count, SMALL, "soft", anchor="end"))
    return lines


def _rows(
    station: Station, room: float, most: int = _MOST_LABELS, *, tagged: bool = False
) -> list[StepRow]:
    """
    Lay out a step as rows: its top choices with their counts, or that it is too early.

    Args:
        station: The step.
        room: The width of a label.
        most: The most labels of a tie.
        tagged: Put the name of the step before the first row.
    """
    tag = STATIONS[station.theme] if tagged else ""
    rows: list[StepRow] = []
    for top in station.tops[:most]:
        first, *rest = _two_lines(one_line(top.label), room)
        rows += [("", first, f"{top.count} of {top.of}"), *(("", line, "") for line in rest)]
    if (others := len(station.tops) - most) > 0:
        rows.append(("", f"and {others} more as often", ""))
    rows = rows or [("", station.absent, "")]
    return [(tag, *rows[0][1:]), *rows[1:]]


def _two_lines(label: str, room: float) -> list[str]:
    lines = list(islice(broken(label, room, SIZE), 3))
    return lines if len(lines) < 3 else [lines[0], f"{lines[1][:-1].rstrip()}…"]


def _more(halves: Sequence[str], low: float) -> list[str]:
    """Draw the two "the more …" sentences in the notch below the crossing."""
    return [
        text(MIDDLE, low + 14 + 22 * i, half, 16, weight="500", anchor="middle", italic=True)
        for i, half in enumerate(halves)
    ]


def loop_words(cycle: Cycle) -> tuple[str, ...]:
    """Return the content of the drawing in sentences, in order; no label is shortened."""
    steps = [
        f"{'They' if s.theme == 'their_moves' else capitalised(STATIONS[s.theme])}: "
        + ("; ".join(f"{one_line(f.label)}, {f.count} of {f.of}" for f in s.tops) or s.absent)
        for s in cycle.stations
    ]
    caught, helped = caught_in_time(cycle.way_out)
    more = " ".join(cycle.more)
    notes = [note.mine for note in cycle.notes]
    ways = " ".join(ways_out(cycle.way_out, mine=True))
    out = [f"A way out: {ways}" if ways else "", caught]
    out += [_ended(one_line(sentence)) for sentence in helped]
    steps = [f"{step}." for step in steps]
    head = f"{resting_on(cycle, shared=True)} {MOST_NAMED}"
    return tuple(_ended(s) for s in (head, *steps, more, *notes, *out) if s)


def _ended(said: str) -> str:
    """Return a sentence with a full stop, unless it ends with a punctuation mark."""
    return said if said.endswith((".", "!", "?", "…")) else f"{said}."
