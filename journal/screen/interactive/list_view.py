"""The view of a list on one page: headings, filter, ticks, and a count of hidden lines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from itertools import zip_longest
from typing import Any

from prompt_toolkit.filters import Condition
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent

from journal.core.text import isolated, visible
from journal.screen import layout
from journal.screen.cells import pad, width_of, wrapped
from journal.screen.interactive.application import Hand, Whole, run_page
from journal.screen.layout import Frame, Line
from journal.screen.list_model import ListPage, Picker, Row

BESIDE_FROM = 60
"""The columns from which descriptions are beside the rows, not below the current one alone."""


def ask_list(
    list_page: ListPage,
    extra: Callable[[KeyBindings, Picker], Hand | None] = lambda _keys, _picker: None,
) -> Any:
    """
    Show a list until it is left.

    Args:
        list_page: The list.
        extra: Adds further keys; returns the `hand` of `run_layout`.

    Returns:
        `Picked`, or the result of a further key or of the hand.

    Raises:
        KeyboardInterrupt, EOFError: See `run_layout`.
    """
    picker = Picker(list_page)
    keys = _keys(picker)
    hand = extra(keys, picker)
    whole = Whole(
        lambda columns: whole_lines(picker, columns),
        lambda columns, rows: list_lines(picker, columns, rows)[1],
    )
    draw = partial(list_lines, picker)
    return run_page(lambda *size: draw(*size)[0], keys, hand=hand, whole=whole)


def _keys(picker: Picker) -> KeyBindings:
    keys = KeyBindings()
    steps = {"down": 1, "up": -1, "c-n": 1, "c-p": -1, "pagedown": 10, "pageup": -10}
    for key, step in steps.items():
        keys.add(key)(lambda _event, step=step: picker.move(step))
    keys.add("home")(lambda _event: picker.point(0))
    keys.add("end")(lambda _event: picker.point(-1))
    keys.add("escape")(lambda _event: picker.clear())
    keys.add("enter")(lambda event: _entered(picker, event))
    if picker.page.limit != 1:
        keys.add(" ", filter=Condition(lambda: not picker.typed))(lambda _event: picker.toggle())
    if picker.page.finds:
        keys.add("backspace")(lambda _event: picker.untype())
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


def list_lines(picker: Picker, columns: int, rows: int) -> tuple[list[Line], bool]:
    """Return the lines of the page, and whether text of the question or row is left out."""
    body, focus = _body(picker, columns)
    names = [*_ways_on(picker), *picker.page.keys]
    need = min(len(body), len(focus) + 3), min(len(body), 3)
    framed = partial(
        layout.frame, picker.page.head, _notes(picker, columns), names, need, (columns, rows)
    )
    around = framed()
    if picker.at is not None and not _holds(around, body, focus, rows):
        around = framed(cut=True)
    return [*around.top, *layout.window(body, focus, _room(around, rows)), *around.bottom], (
        around.is_cut
    )


def whole_lines(picker: Picker, columns: int) -> list[Line]:
    """Return the full text of the question and of the current row."""
    head = [*picker.page.head.whole(columns), *_notes(picker, columns)]
    if picker.at is None:
        return head
    body, focus = _body(picker, columns)
    return [*head, layout.GAP, *body[focus.start : focus.stop]]


def _room(around: Frame, rows: int) -> int:
    """Return the rows of the terminal that are left for the list."""
    return rows - len(around.top) - len(around.bottom)


def _holds(around: Frame, body: Sequence[Line], focus: range, rows: int) -> bool:
    """Return whether the current row is shown completely."""
    seen = layout.part_seen(len(body), focus, _room(around, rows))
    return seen.start <= focus.start and focus.stop <= seen.stop


def _notes(picker: Picker, columns: int) -> list[Line]:
    lines: list[Line] = []
    if picker.typed:
        lines += [("", ""), *layout.wrap("typed", f"/{picker.typed}", columns)]
    if picker.note:
        lines += layout.wrap("note", picker.note, columns)
    return lines


def _ways_on(picker: Picker) -> list[str]:
    """Return the names of the keys that act now; none if the filter matches nothing."""
    if picker.typed and not picker.fits:
        return []
    more = [] if picker.all_shown else ["+: the whole list"]
    find = ["type: find"] if picker.page.finds and not picker.typed else []
    if picker.page.limit == 1:
        return [*_takes(picker), *find, *more]
    if picker.typed:
        return ["Enter: tick it", *more]
    ticked = len(picker.ticked)
    go_on = f"Enter: go on with {ticked}" if ticked else "Enter: go on"
    return ["Space: tick", go_on, *find, *more]


def _takes(picker: Picker) -> list[str]:
    """Return the names of the keys that pick in a list with one pick."""
    if picker.at is not None:
        return ["Enter: take it"]
    pick = f"{layout.mark('↓', 'Down')}: pick one"
    return [picker.page.unpicked, pick] if picker.page.unpicked else [pick]


def _body(picker: Picker, columns: int) -> tuple[list[Line], range]:
    rows = picker.rows
    described = [r for r in rows if r.description] or rows  # not the own words, which may be long
    longest = max(width_of(visible(r.label)) for r in described)
    beside = min(longest, layout.text_width(columns) // 2) if columns >= BESIDE_FROM else 0
    lines: list[Line] = []
    focus = range(1)
    heading = ""
    for at, row in enumerate(rows):
        if not picker.typed and row.heading != heading:
            heading = row.heading
            lines += [("", "")] if lines else []
            lines += layout.wrap("heading", heading, columns) if heading else []
        drawn = _row(picker, row, at == picker.at, beside, columns)
        if at == picker.at:
            focus = range(len(lines), len(lines) + len(drawn))
        lines += drawn
    return lines, focus


def _row(picker: Picker, row: Row, pointed: bool, beside: int, columns: int) -> list[Line]:
    ticked = row.value in picker.ticked
    lead = f" {layout.mark('›', '>') if pointed else ' '} "
    if picker.page.limit != 1:
        lead += "[x] " if ticked else "[ ] "
    elif picker.ticked:
        lead += layout.mark("•", "*") + " " if ticked else "  "
    style = "pointed" if pointed else "row"
    width = layout.text_width(columns) + layout.MARGIN - len(lead)
    indent = " " * len(lead)
    if beside and row.description:
        label = _wrapped(row.label, beside)
        about = _wrapped(row.description, width - beside - 2)
        pairs = zip_longest(label, about, fillvalue="")
        first, *rest = (f"{pad(one, beside)}  {other}".rstrip() for one, other in pairs)
        under: list[Line] = []
    else:
        first, *rest = _wrapped(row.label, width)
        is_told = pointed and row.description
        under = layout.wrap("hint", row.description, columns, len(lead)) if is_told else []
    return [(style, lead + first), *((style, indent + line) for line in rest), *under]


def _wrapped(text: str, width: int) -> list[str]:
    return wrapped(layout.writable(isolated(text)), max(6, width))
