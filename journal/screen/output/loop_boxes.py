"""The loop on a terminal: two connected boxes, or a list where they do not fit."""

from __future__ import annotations

import os
import shutil

from journal.core.loop.counted import STATIONS, Cycle, Station
from journal.core.loop.sentences import MOST_NAMED, caught_in_time, resting_on, ways_out
from journal.core.terms import Theme
from journal.core.text import capitalised, one_line
from journal.screen.cells import pad, width_of, wrapped
from journal.screen.layout import fit, mark

_WIDE = 78
"""The columns of the whole drawing."""

_INNER = 33
_HALF = _INNER + 1
"""The most columns of a "the more …" sentence on the way back between the boxes."""

_MINE: tuple[Theme, ...] = ("body", "surface", "story", "my_moves")
_HEAD = "Your loop, as you noted it. {resting_on} {most_named}"
_LISTED = {**STATIONS, "their_moves": "They, as you saw it"}


def cycle_text(cycle: Cycle, *, plain: bool) -> str:
    """
    Return the loop as text for this terminal.

    Args:
        cycle: The loop.
        plain: Use the list even if the boxes fit.
    """
    columns = shutil.get_terminal_size((80, 24)).columns
    as_list = plain or columns < _WIDE or os.environ.get("TERM") == "dumb"
    width = min(columns, _WIDE)
    body = _as_list(cycle, width) if as_list else _as_boxes(cycle)
    head = _HEAD.format(resting_on=resting_on(cycle), most_named=MOST_NAMED)
    notes = [line for note in cycle.notes for line in _wrapped(one_line(note.you), width)]
    below = [part for part in (notes, _way_out(cycle, width)) if part]
    parts = [*_wrapped(head, width), "", *body, *(line for part in below for line in ("", *part))]
    return "\n".join(line.rstrip() for line in parts) + "\n"


def _as_list(cycle: Cycle, width: int) -> list[str]:
    steps = [f"{capitalised(_LISTED[s.theme])}: {_in_line(*_told(s))}" for s in cycle.stations]
    lines = [line for step in steps for line in wrapped(step, width, others="  ")]
    return [*lines, *(["", *_wrapped(" ".join(cycle.more), width)] if cycle.more else [])]


def _as_boxes(cycle: Cycle) -> list[str]:
    me = [
        line
        for theme in _MINE
        for line in _rows(f"{STATIONS[theme]:<5} ", *_told(cycle.station(theme)), _INNER - 2)
    ]
    saw = cycle.station("their_moves")
    seen = [(one_line(f.label), f"{f.count} of {f.of}") for f in saw.tops] or [_told(saw)]
    them = ["", *(line for item in seen for line in _rows("", *item, _INNER - 2))]
    tall = max(len(me), len(them))
    me, them = ([*rows, *[""] * (tall - len(rows))] for rows in (me, them))
    starts = _rows("It starts with  ", *_told(cycle.station("trigger")), _WIDE - 4)
    aside = " " * max(2, (_WIDE - max(map(width_of, starts))) // 2)
    lines = [*(aside + line for line in starts), ""]
    lines.append(f"  {_edge('top', ' ME ')}      {_edge('top', ' THEM, as I saw it ')}")
    side = mark("│", "|")
    for at, (mine, theirs) in enumerate(zip(me, them, strict=True)):
        arrow = mark(" ───▶ ", " ---> ") if at == tall - 1 else " " * 6
        lines.append(f"  {side}{_cell(mine)}{side}{arrow}{side}{_cell(theirs)}{side}")
    return [*lines, *_round(cycle), "", *_whole(cycle), *_under(cycle)]


def _whole(cycle: Cycle) -> list[str]:
    """Return the "the more …" sentences in full if the drawing shortens one; else no lines."""
    if all(width_of(half) <= _HALF for half in cycle.more):
        return []
    return [*_wrapped(" ".join(cycle.more), _WIDE - 2, "  "), ""]


def _rows(lead: str, label: str, count: str, width: int) -> list[str]:
    """
    Lay out a step: its label on at most two lines, and always its count.

    Args:
        lead: The prefix of the first line.
        label: The label.
        count: The count, such as `3 of 9`; if empty, the label gets one line.
        width: The columns of a line, the prefix included.
    """
    room = width - len(lead)
    if not count:
        return [lead + fit(label, room)]
    first, *rest = wrapped(label, room)
    lines = [first, *([fit(" ".join(rest), room)] if rest else [])]
    if width_of(_in_line(lines[-1], count)) <= room:
        lines[-1] = _in_line(lines[-1], count)
    else:
        lines.append(count)
    return [lead + lines[0], *(" " * len(lead) + line for line in lines[1:])]


def _round(cycle: Cycle) -> list[str]:
    """Return the lower edges of the boxes, and the way back from them to me if it is closed."""
    if not cycle.is_closed:
        return [f"  {_edge('bottom', '')}      {_edge('bottom', '')}"]
    side, low, up, left, right = (mark(*pair) for pair in ("│|", "─-", "▲^", "└+", "┘+"))
    gap = _INNER + 7
    me, them = (fit(half, _HALF) for half in cycle.more)
    centred = " " * max(0, (gap - width_of(me)) // 2) + me
    indent = " " * (3 + _INNER // 2)
    dashes = gap - width_of(them) - 2
    before, after = low * (dashes // 2), low * (dashes - dashes // 2)
    return [
        f"  {_edge('bottom', '', up)}      {_edge('bottom', '', mark('┬', '+'))}",
        f"{indent}{side}{pad(centred, gap)}{side}",
        f"{indent}{left}{before} {them} {after}{right}",
    ]


def _under(cycle: Cycle) -> list[str]:
    """Return the softer feeling and the need: side by side if they fit, else one below another."""
    softer = _rows("  Under it    ", *_told(cycle.station("softer")), _WIDE)
    need = _rows("  I needed    ", *_told(cycle.station("need")), _WIDE)
    if len(softer) == len(need) == 1 and width_of(softer[0]) < _WIDE // 2:
        beside = f"{pad(softer[0], _WIDE // 2)}{need[0]}"
        if width_of(beside) <= _WIDE:
            return [beside]
    return [*softer, *need]


def _way_out(cycle: Cycle, width: int) -> list[str]:
    ways = " ".join(map(one_line, ways_out(cycle.way_out)))
    lines = _wrapped(ways, width - 2, "  ") if ways else []
    caught, helped = caught_in_time(cycle.way_out)
    if caught:
        lines += _wrapped(caught, width - 2, "  ")
    for sentence in helped:
        lines += _wrapped(one_line(sentence), width - 4, "    ")
    return ["A way out", *lines] if lines else []


def _told(station: Station) -> tuple[str, str]:
    """
    Return a step in words: its top choices with their ties, or that it is too early.

    Returns:
        The label and its count; the count is empty if it is too early.
    """
    if not station.tops:
        return station.absent, ""
    if len({f.count for f in station.tops}) > 1:
        *others, last = station.tops
        parts = [_in_line(one_line(f.label), f"{f.count} of {f.of}") for f in others]
        return " / ".join([*parts, one_line(last.label)]), f"{last.count} of {last.of}"
    labels = " / ".join(one_line(f.label) for f in station.tops[:2])
    more = len(station.tops) - 2
    tie = f" +{more}" if more > 0 else ""
    top = station.tops[0]
    return f"{labels}{tie}", f"{top.count} of {top.of}"


def _in_line(label: str, count: str) -> str:
    return f"{label} · {count}" if count else label


def _edge(which: str, title: str, middle: str = "") -> str:
    corners = {"top": ("┌", "┐", "+", "+"), "bottom": ("└", "┘", "+", "+")}[which]
    left, right, low = mark(corners[0], "+"), mark(corners[1], "+"), mark("─", "-")
    line = low + title + low * (_INNER - 1 - len(title))
    if middle:
        line = line[: _INNER // 2] + middle + line[_INNER // 2 + 1 :]
    return f"{left}{line}{right}"


def _cell(text: str) -> str:
    return " " + pad(fit(text, _INNER - 2), _INNER - 1)


def _wrapped(text: str, width: int, indent: str = "") -> list[str]:
    return [indent + line for line in wrapped(text, max(20, width))]
