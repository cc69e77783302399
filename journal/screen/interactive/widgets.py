"""The other pages: a scale, a text, and words to read with a key to press."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from prompt_toolkit.buffer import Buffer
from prompt_toolkit.document import Document
from prompt_toolkit.filters import Condition
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.layout import BufferControl, HSplit, Layout, Window

from journal.core.cycle.lean_sentences import FULL_PAGE, FULL_PAGE_CHARACTERS
from journal.screen import layout
from journal.screen.cells import width_of
from journal.screen.interactive.application import (
    Hand,
    Whole,
    drawn,
    exits_with,
    run,
    run_layout,
    size_now,
    turning_keys,
)
from journal.screen.interactive.scrolling import Pager
from journal.screen.interactive.word_wrap import WordWrap
from journal.screen.layout import Frame, Head, Line

_FIELD = 3
"""Rows of a text that are seen while it is typed, where a terminal has them."""

Keys = Callable[[KeyBindings, Callable[[], int | None]], Hand]
"""
Adds keys of the caller's own to a page with a number, which it can ask for.

Returns what the page ends with where it is stopped.
"""

TextKeys = Callable[[KeyBindings, Buffer], Hand]
"""The same for a page with a text."""


def ask_scale(
    head: Head,
    ends: tuple[str, str],
    start: int | None,
    keys: Sequence[str],
    extra: Keys,
) -> Any:
    """
    A number from 0 to 10, by arrows or typed.

    Returns:
        The number; None if Enter is pressed before one is chosen; or what an extra key
        exits with.
    """
    chosen: list[int | None] = [start]

    def put(value: int | None) -> None:
        chosen[0] = value

    bindings = KeyBindings()
    for key, step in (("left", -1), ("down", -1), ("right", 1), ("up", 1)):
        bindings.add(key)(lambda _event, step=step: put(_stepped(chosen[0], step)))
    for digit in range(10):
        bindings.add(str(digit))(lambda _event, digit=digit: put(_typed(chosen[0], digit)))
    bindings.add("backspace")(lambda _event: put(None))
    bindings.add("enter")(lambda event: event.app.exit(result=chosen[0]))
    hand = extra(bindings, lambda: chosen[0])
    whole = Whole(
        lambda columns: [*head.whole(columns), *_ends(ends, columns)],
        lambda columns, rows: scale_page(head, ends, None, keys, columns, rows)[1],
    )
    return run(
        lambda columns, rows: scale_page(head, ends, chosen[0], keys, columns, rows)[0],
        bindings,
        hand=hand,
        whole=whole,
    )


def scale_page(
    head: Head,
    ends: tuple[str, str],
    value: int | None,
    keys: Sequence[str],
    columns: int,
    rows: int,
) -> tuple[list[Line], bool]:
    """Return the lines of a page with a number, and whether words are left out of them."""
    numbers = " ".join(f"[{n}]" if n == value else f" {n} " for n in range(11))
    if width_of(numbers) > layout.text_width(columns):
        numbers = layout.fit(f"[{'  ' if value is None else value}]  from 0 to 10", columns - 4)
    body = [("answer", " " * layout.MARGIN + numbers), *_ends(ends, columns)]
    names = ["a number or ← →", "Enter: go on", *keys]
    around = layout.frame(head, [], names, (len(body), 1), (columns, rows))
    room = max(1, rows - len(around.top) - len(around.bottom))
    is_cut = around.is_cut or len(body) > room
    return [*around.top, *body[:room], *around.bottom], is_cut


def _ends(ends: tuple[str, str], columns: int) -> list[Line]:
    low, high = ends
    return layout.wrap("hint", f"0 {low} · 10 {high}", columns) if low else []


def _stepped(value: int | None, step: int) -> int:
    return 5 if value is None else max(0, min(10, value + step))


def _typed(value: int | None, digit: int) -> int:
    return 10 if (value, digit) == (1, 0) else digit


def ask_text(
    head: Head,
    default: str,
    names: Sequence[str],
    extra: TextKeys,
    check: Callable[[str], str],
) -> Any:
    """
    A text; Enter ends it, pasted line breaks stay.

    Args:
        names: Further keys, for the foot of the page.
        check: Tells what is wrong with a text; empty if nothing is. What is wrong stands there
            with the text, also with one that is there from the start.

    Returns:
        The text as typed, maybe empty; or what an extra key exits with.
    """
    note = [check(default)]
    area = Buffer(document=Document(default), multiline=True)
    keys = KeyBindings()

    def end(event: KeyPressEvent) -> None:
        note[0] = check(area.text)
        if not note[0]:
            event.app.exit(result=area.text)

    keys.add("enter", eager=True)(end)
    hand = extra(keys, area)

    def around(columns: int, rows: int) -> Frame:
        said = note[0] or (FULL_PAGE if len(area.text) > FULL_PAGE_CHARACTERS else "")
        noted = layout.wrap("note", said, columns) if said else []
        return text_page(head, noted, names, columns, rows)

    typed = Window(
        BufferControl(area, input_processors=[WordWrap(layout.MARGIN)]),
        wrap_lines=True,
        dont_extend_height=True,
        get_line_prefix=lambda line, wrap: " " * layout.MARGIN,
    )
    whole = Whole(
        lambda columns: [*head.whole(columns), *layout.wrap("note", note[0], columns)],
        lambda columns, rows: around(columns, rows).is_cut,
    )
    over = drawn(lambda columns, rows: around(columns, rows).top)
    under = drawn(lambda columns, rows: around(columns, rows).bottom)
    over.height = lambda: len(around(*size_now()).top)
    under.height = lambda: len(around(*size_now()).bottom)
    parts = HSplit([over, typed, under])
    return run_layout(Layout(parts, focused_element=typed), keys, hand=hand, whole=whole)


def text_page(
    head: Head, noted: Sequence[Line], names: Sequence[str], columns: int, rows: int
) -> Frame:
    """Return what stands around a text that is typed."""
    return layout.frame(head, noted, ["Enter: go on", *names], (_FIELD, 1), (columns, rows))


def read_page(lines: Callable[[int], list[Line]], choices: Mapping[str, str]) -> str:
    """
    Words to read, a screen at a time if they do not fit; Enter goes on once their end was seen.

    Args:
        lines: Columns -> the words, wrapped.
        choices: Key -> what it does. The key "" is Enter, and any key if it stands alone and
            all is on the screen.

    Returns:
        The key of the choice taken.
    """
    pager = Pager(lines, choices)

    def end(event: KeyPressEvent) -> None:
        if "" in choices:
            event.app.exit(result="")

    bindings = turning_keys(lambda: pager, end)
    for key in filter(None, choices):
        exits_with(bindings, key, key)
    if list(choices) == [""]:
        bindings.add("<any>", filter=Condition(lambda: pager.fits))(end)
    return str(run(pager.view, bindings))
