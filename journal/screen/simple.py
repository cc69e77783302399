"""The other pages: a scale, a text, and words to read with a key to press."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import wcwidth
from prompt_toolkit.application import get_app
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.document import Document
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.layout import BufferControl, FormattedTextControl, HSplit, Layout, Window

from journal.core.sayings import FULL_PAGE, FULL_PAGE_CHARACTERS
from journal.screen import page
from journal.screen.page import Head, Line
from journal.screen.running import Hand, Tokens, exits_with, run, run_layout, tokens
from journal.screen.wrapping import WordWrap

_LEAST_ROOM = 3
"""Lines of a page that are seen at least: one of it, and how many are above and below."""

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

    def draw() -> Tokens:
        rows, columns = get_app().output.get_size()
        value = chosen[0]
        numbers = " ".join(f"[{n}]" if n == value else f" {n} " for n in range(11))
        if wcwidth.wcswidth(numbers) > page.text_width(columns):
            numbers = page.fit(f"[{'  ' if value is None else value}]  from 0 to 10", columns - 4)
        low, high = ends
        told = page.wrap("hint", f"0 {low} · 10 {high}" if low else "", columns)
        foot = page.foot(["a number or ← →", "Enter: go on", *keys], columns)
        if rows < len(told) + len(foot) + 3:
            foot = []
        top = head.lines(columns, rows, 2 + len(told) + len(foot))
        return tokens([*top, ("answer", " " * page.MARGIN + numbers), *told, *foot])

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
    return run(draw, bindings, hand=hand)


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

    def over() -> Tokens:
        rows, columns = get_app().output.get_size()
        lines = head.lines(columns, rows, 6)
        return tokens(lines[:-1] if len(lines) > 1 else lines)

    def foot() -> Tokens:
        said = note[0] or (FULL_PAGE if len(area.text) > FULL_PAGE_CHARACTERS else "")
        noted = page.wrap("note", said, _columns()) if said else []
        return tokens([*noted, *page.foot(["Enter: go on", *names], _columns())])

    typed = Window(
        BufferControl(area, input_processors=[WordWrap(page.MARGIN)]),
        wrap_lines=True,
        dont_extend_height=True,
        get_line_prefix=lambda line, wrap: " " * page.MARGIN,
    )
    # Each piece but the typed one ends with an empty line, which keeps them apart.
    parts = HSplit([_fixed(over), typed, _fixed(foot)])
    return run_layout(Layout(parts, focused_element=typed), keys, hand=hand)


def _fixed(draw: Callable[[], Tokens]) -> Window:
    return Window(FormattedTextControl(draw), dont_extend_height=True)


def _columns() -> int:
    return get_app().output.get_size().columns


def part_of_page(
    body: list[Line], bottom: list[Line], first: int, rows: int
) -> tuple[int, list[Line]]:
    """
    What is seen of a page: its choices stay under it, but where they leave it no room.

    There they are the end of what is scrolled.

    Args:
        first: How far it was scrolled.

    Returns:
        How far it is scrolled, which ends where the page does; and the lines.
    """
    if rows - len(bottom) - 1 < _LEAST_ROOM:
        body, bottom = [*body, *bottom], []
    room = max(_LEAST_ROOM, rows - len(bottom) - 1)
    # As far as the window takes to show the end, also where little does not fit.
    last = max(len(body) - room + 2, room - 1 - room // 2) if len(body) > room else 0
    first = max(0, min(first, last))
    focus = range(first + room // 2, first + room // 2 + 1)
    return first, [*page.window(body, focus, room), *bottom]


def read_page(lines: Callable[[int], list[Line]], choices: Mapping[str, str]) -> str:
    """
    Words to read, scrolled with the arrows if they do not fit.

    Args:
        choices: Key -> what it does. The key "" is Enter, and any key if it stands alone.

    Returns:
        The key of the choice taken.
    """
    first = [0]

    def draw() -> Tokens:
        size = get_app().output.get_size()
        shown = [
            f"{key or ('Enter' if len(choices) > 1 else 'any key')}: {what}"
            for key, what in choices.items()
        ]
        bottom = [("", ""), *(x for one in shown for x in page.wrap("", one, size.columns))]
        first[0], part = part_of_page(lines(size.columns), bottom, first[0], size.rows)
        return tokens(part)

    bindings = KeyBindings()
    for key, step in (("down", 1), ("up", -1), ("pagedown", 10), ("pageup", -10)):
        bindings.add(key)(lambda _event, step=step: first.__setitem__(0, first[0] + step))
    for key in choices:
        exits_with(bindings, key or "enter", key)
    if list(choices) == [""]:
        bindings.add("<any>")(lambda event: event.app.exit(result=""))
    return str(run(draw, bindings))
