"""The pages for a scale, for a text, and for a text to read."""

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
    run_layout,
    run_page,
    size_now,
    turning_keys,
)
from journal.screen.interactive.scrolling import Pager
from journal.screen.interactive.word_wrap import WordWrap
from journal.screen.layout import Frame, Head, Line

_FIELD = 3
"""The rows for a typed text, if the terminal has them."""

Keys = Callable[[KeyBindings, Callable[[], int | None]], Hand]
"""
A function that adds further keys to the page of a scale.

Its arguments are the keys and a function that returns the current number; it returns the `hand`
of `run_layout`.
"""

TextKeys = Callable[[KeyBindings, Buffer], Hand]
"""A function that adds further keys to the page of a text, given its buffer; see `Keys`."""


def ask_scale(
    head: Head,
    ends: tuple[str, str],
    start: int | None,
    keys: Sequence[str],
    extra: Keys,
) -> Any:
    """
    Ask for a number from 0 to 10, chosen with arrow keys or digits.

    Args:
        head: The head of the page.
        ends: The meanings of 0 and of 10; empty texts for none.
        start: The number at the start; None for none.
        keys: The names of further keys.
        extra: Adds the further keys.

    Returns:
        The number; None if Enter is pressed without one; or the result of a further key or of
        the hand.
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
    return run_page(
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
    """Return the lines of the page of a scale, and whether any text is left out of them."""
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
    Ask for a text; Enter ends it, and pasted line breaks are kept.

    Args:
        head: The head of the page.
        default: The text at the start.
        names: The names of further keys.
        extra: Adds the further keys.
        check: Returns the fault of a text as a sentence, empty if it is valid. The fault is
            shown below the text, for *default* as well; Enter does not accept it.

    Returns:
        The text, possibly empty; or the result of a further key or of the hand.
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
        message = note[0] or (FULL_PAGE if len(area.text) > FULL_PAGE_CHARACTERS else "")
        noted = layout.wrap("note", message, columns) if message else []
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
    """Return the frame of the page of a text; *noted* are the lines below it."""
    return layout.frame(head, noted, ["Enter: go on", *names], (_FIELD, 1), (columns, rows))


def read_page(lines: Callable[[int], list[Line]], choices: Mapping[str, str]) -> str:
    """
    Show a text to read, scrolled if it does not fit; Enter goes on once its end was shown.

    Args:
        lines: Columns -> the text, wrapped.
        choices: Key -> its effect. The key "" is Enter; as the only choice it stands for any
            key, if all of the text is shown.

    Returns:
        The key of the choice.

    Raises:
        KeyboardInterrupt, EOFError: See `run_layout`.
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
    return str(run_page(pager.view, bindings))
