"""A list on one quiet page: grouped, filtered by typing, never cut in silence."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import wcwidth
from prompt_toolkit.application import get_app
from prompt_toolkit.filters import Condition
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent

from journal.core.text import visible
from journal.screen import page
from journal.screen.page import Line
from journal.screen.picker import ListPage, Picker, Row
from journal.screen.running import Hand, Tokens, run, tokens

BESIDE_FROM = 60
"""Columns from which descriptions stand beside the choices, not under the one pointed at."""


def ask_list(
    list_page: ListPage,
    extra: Callable[[KeyBindings, Picker], Hand | None] = lambda _keys, _picker: None,
) -> Any:
    """
    Show a list and wait.

    Args:
        extra: Adds keys of the caller's own; gives what the page ends with where it is stopped.

    Returns:
        `Picked`; or what an extra key exits with.
    """
    picker = Picker(list_page)
    keys = _keys(picker)
    hand = extra(keys, picker)
    return run(lambda: _draw(picker), keys, hand=hand)


def _keys(picker: Picker) -> KeyBindings:
    keys = KeyBindings()
    steps = {"down": 1, "up": -1, "c-n": 1, "c-p": -1, "pagedown": 10, "pageup": -10}
    for key, step in steps.items():
        keys.add(key)(lambda _event, step=step: picker.move(step))
    keys.add("home")(lambda _event: picker.move(-picker.at))
    keys.add("end")(lambda _event: picker.move(-picker.at - 1))
    keys.add("enter")(lambda event: _entered(picker, event))
    if picker.page.limit != 1:
        keys.add(" ", filter=Condition(lambda: not picker.typed))(lambda _event: picker.toggle())
    if picker.page.finds:
        keys.add("backspace")(lambda _event: picker.untype())
        keys.add("escape")(lambda _event: picker.clear())
        keys.add("<any>")(lambda event: _typed(picker, event))
    if picker.page.jumps:
        keys.add("<any>")(lambda event: picker.jump(event.data))
    if picker.page.short:
        keys.add("+")(lambda _event: picker.open_all())
    return keys


def _entered(picker: Picker, event: KeyPressEvent) -> None:
    picked = picker.enter()
    if picked is not None:
        event.app.exit(result=picked)


def _typed(picker: Picker, event: KeyPressEvent) -> None:
    if event.data.isprintable() and (event.data != " " or picker.typed):
        picker.type(event.data)


def _draw(picker: Picker) -> Tokens:
    size = get_app().output.get_size()
    body, focus = _body(picker, size.columns)
    bottom = _bottom(picker, size.columns)
    need = len(focus) + 3
    if size.rows < need + len(bottom) + 1:  # on a very small terminal the list matters most
        bottom = _notes(picker, size.columns)
    top = picker.page.head.lines(size.columns, size.rows, need + len(bottom))
    room = size.rows - len(top) - len(bottom) - 1
    return tokens([*top, *page.window(body, focus, max(3, room)), *bottom])


def _notes(picker: Picker, columns: int) -> list[Line]:
    lines: list[Line] = []
    if picker.typed:
        lines += [("", ""), *page.wrap("typed", f"/{picker.typed}", columns)]
    if picker.note:
        lines += page.wrap("note", picker.note, columns)
    return lines


def _bottom(picker: Picker, columns: int) -> list[Line]:
    more = [] if picker.all_shown else ["+: the whole list"]
    names = [*_ways_on(picker), *more, *picker.page.keys]
    return _notes(picker, columns) + page.foot(names, columns)


def _ways_on(picker: Picker) -> list[str]:
    """What Enter does now, and Space; where nothing fits, the note tells."""
    if picker.typed and not picker.fits:
        return []
    find = ["type: find"] if picker.page.finds and not picker.typed else []
    if picker.page.limit == 1:
        return ["Enter: leave it as it is" if picker.has_no_pointer else "Enter: take it", *find]
    if picker.typed:
        return ["Enter: tick it"]
    ticked = len(picker.ticked)
    return ["Space: tick", f"Enter: go on with {ticked}" if ticked else "Enter: go on", *find]


def _body(picker: Picker, columns: int) -> tuple[list[Line], range]:
    rows = picker.rows
    described = [r for r in rows if r.description] or rows  # an own word may be any length
    longest = max(wcwidth.wcswidth(visible(r.label)) for r in described)
    beside = min(longest, page.text_width(columns) // 2) if columns >= BESIDE_FROM else 0
    lines: list[Line] = []
    focus = range(1)
    heading = ""
    for at, row in enumerate(rows):
        if not picker.typed and row.heading != heading:
            heading = row.heading
            lines += [("", "")] if lines else []
            lines += page.wrap("heading", heading, columns) if heading else []
        pointed = at == picker.at and not picker.has_no_pointer
        drawn = _row(picker, row, pointed, beside, columns)
        if at == picker.at:
            focus = range(len(lines), len(lines) + len(drawn))
        lines += drawn
    return lines, focus


def _row(picker: Picker, row: Row, pointed: bool, beside: int, columns: int) -> list[Line]:
    ticked = row.value in picker.ticked
    lead = f" {page.mark('›', '>') if pointed else ' '} "
    if picker.page.limit != 1:
        lead += "[x] " if ticked else "[ ] "
    elif picker.ticked:
        lead += page.mark("•", "*") + " " if ticked else "  "
    style = "pointed" if pointed else "row"
    width = page.text_width(columns) + page.MARGIN - len(lead)
    if beside and row.description:
        room = width - beside - 2
        first, *rest = wcwidth.wrap(page.writable(visible(row.description)), room)
        indent = " " * (len(lead) + beside + 2)
        label = page.pad(page.fit(row.label, beside), beside)
        return [(style, f"{lead}{label}  {first}"), *((style, indent + line) for line in rest)]
    under = page.wrap("hint", row.description, columns, len(lead))
    shown = under if pointed and row.description else []
    return [(style, lead + page.fit(row.label, width)), *shown]
