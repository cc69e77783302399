"""The event loop of a page: it is drawn after every key until one ends it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from prompt_toolkit.application import Application, get_app
from prompt_toolkit.filters import Condition
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.key_binding import (
    ConditionalKeyBindings,
    KeyBindings,
    KeyPressEvent,
    merge_key_bindings,
)
from prompt_toolkit.layout import (
    DynamicContainer,
    FormattedTextControl,
    Layout,
    Window,
)
from questionary import Question

from journal.screen.interactive.alternate_screen import suspend, waiting
from journal.screen.interactive.scrolling import Pager
from journal.screen.interactive.style import STYLE
from journal.screen.layout import Line, wrap

STOP_KEYS = ("c-c", "c-q", "<sigint>")
"""The keys that stop, as prompt_toolkit names them; `<sigint>` stands for the signal."""

Tokens = StyleAndTextTuples
"""Formatted text of prompt_toolkit: pairs of a style and a text."""


try:
    import termios

    _GONE: tuple[type[Exception], ...] = (EOFError, OSError, termios.error)
except ImportError:  # on Windows
    _GONE = (EOFError, OSError)

_help: list[Callable[[], str]] = []
"""The functions that return the help lines of the F1 key; the last one counts."""


@contextmanager
def helping(lines: Callable[[], str]) -> Iterator[None]:
    """Let the F1 key show help lines on all pages inside of the block."""
    _help.append(lines)
    try:
        yield
    finally:
        _help.pop()


Hand = Callable[[], object]
"""A function that returns the result of a page that is stopped, its unfinished input included."""


@dataclass(frozen=True, slots=True)
class Whole:
    """
    The full text of a question, which may not fit on one screen with its answer.

    Attributes:
        lines: Columns -> the full text, wrapped.
        is_cut: Columns and rows -> whether the page leaves out any of it now.
    """

    lines: Callable[[int], list[Line]]
    is_cut: Callable[[int, int], bool]


def run_page(
    draw: Callable[[int, int], list[Line]],
    keys: KeyBindings,
    *,
    refresh: float | None = None,
    hand: Hand | None = None,
    whole: Whole | None = None,
) -> Any:
    """
    Show a page that is drawn as lines until a key ends it.

    Args:
        draw: Columns and rows -> the lines of the page.
        keys: The keys of the page.
        refresh: The seconds between redraws without a key; None for no such redraw.
        hand, whole: See `run_layout`.

    Returns:
        The result that a key exits with.

    Raises:
        KeyboardInterrupt, EOFError: See `run_layout`.
    """
    layout = Layout(drawn(draw))
    return run_layout(layout, keys, refresh=refresh, hand=hand, whole=whole)


def run_layout(
    layout: Layout,
    keys: KeyBindings,
    *,
    refresh: float | None = None,
    hand: Hand | None = None,
    whole: Whole | None = None,
) -> Any:
    """
    Show a layout of prompt_toolkit until a key ends it.

    Args:
        layout: The layout.
        keys: The keys of the page.
        refresh: The seconds between redraws without a key; None for no such redraw.
        hand: Returns the result on a stop, or when the terminal goes away; None for a page
            without input.
        whole: The full text of the question, which is shown first if the page leaves out any.

    Returns:
        The result that a key exits with, or that of *hand*.

    Raises:
        KeyboardInterrupt: On a stop, without *hand*.
        EOFError: If the terminal goes away, without *hand*.
    """
    stop = KeyBindings()
    for key in STOP_KEYS:
        stop.add(key, eager=True)(lambda event: event.app.exit(exception=KeyboardInterrupt))
    stop.add("c-z")(suspend)
    over: list[Pager] = []
    page, reading = layout.container, drawn(lambda *size: over[-1].view(*size))
    layout.container = DynamicContainer(lambda: reading if over else page)
    application: Application[Any] = Application(
        layout=layout,
        key_bindings=merge_key_bindings([stop, _with_more_to_read(over, keys, whole)]),
        style=STYLE,
        erase_when_done=True,
        refresh_interval=refresh,
    )
    size = application.output.get_size()
    if whole is not None and whole.is_cut(size.columns, size.rows):
        over.append(Pager(whole.lines, _TO_ANSWER))
    try:
        with waiting(application):
            return Question(application).unsafe_ask()
    except KeyboardInterrupt:
        if hand is None:
            raise
    except _GONE:
        if hand is None:
            raise EOFError from None
    return hand()


_TO_ANSWER, _TO_PAGE = {"": "answer"}, {"": "back"}


def _with_more_to_read(over: list[Pager], keys: KeyBindings, whole: Whole | None) -> Any:
    """
    Return the keys of a page, and of the help lines and the full question shown over it.

    The input of the page stays. Over a page, any key that does not scroll leads back; from the
    full question, that key also acts on the page, so that no typing is lost.

    Args:
        over: The texts shown over the page; changed by the keys.
        keys: The keys of the page.
        whole: See `run_layout`.
    """
    is_over = Condition(lambda: bool(over))
    shows_whole = Condition(
        lambda: whole is not None and bool(over) and over[-1].is_of(whole.lines)
    )
    ours = KeyBindings()
    if _help:
        ours.add("f1", filter=~is_over | shows_whole, eager=True)(
            lambda _event: over.append(Pager(_wrapped(_help[-1]()), _TO_PAGE))
        )
    if whole is not None:
        ours.add("f4", filter=~is_over & Condition(lambda: whole.is_cut(*size_now())), eager=True)(
            lambda _event: over.append(Pager(whole.lines, _TO_ANSWER))
        )

    def leave(event: KeyPressEvent) -> None:
        goes_on = shows_whole()
        over.pop()
        if goes_on:
            event.app.key_processor.feed_multiple(event.key_sequence, first=True)

    ours.add("<any>", filter=is_over, eager=True)(leave)
    turns = turning_keys(lambda: over[-1], lambda _event: over.pop())
    return merge_key_bindings(
        [
            ConditionalKeyBindings(keys, ~is_over),
            ours,
            ConditionalKeyBindings(turns, is_over),
        ]
    )


TURNS: dict[str, Callable[[Pager], None]] = {
    " ": lambda pager: pager.turn(1),
    "pagedown": lambda pager: pager.turn(1),
    "pageup": lambda pager: pager.turn(-1),
    "down": lambda pager: pager.step(1),
    "up": lambda pager: pager.step(-1),
    "home": lambda pager: pager.to(end=False),
    "end": lambda pager: pager.to(end=True),
}
"""Key -> its way to scroll a text."""


def turning_keys(pager: Callable[[], Pager], end: Callable[[KeyPressEvent], object]) -> KeyBindings:
    """
    Return the keys that scroll a text; they are inactive, except Enter, if all of it is shown.

    Args:
        pager: Returns the text.
        end: Called on Enter once the end of the text was shown; before, Enter scrolls.
    """
    keys = KeyBindings()
    turns = Condition(lambda: not pager().fits)
    for key, turn in TURNS.items():
        keys.add(key, filter=turns, eager=True)(lambda _event, turn=turn: turn(pager()))
    keys.add("enter", eager=True)(lambda event: end(event) if pager().is_read else pager().turn(1))
    return keys


def drawn(draw: Callable[[int, int], list[Line]]) -> Window:
    """Return a window of lines, from a function of the columns and rows of the terminal."""
    return Window(FormattedTextControl(lambda: tokens(draw(*size_now()))), always_hide_cursor=True)


def _wrapped(text: str) -> Callable[[int], list[Line]]:
    return lambda columns: wrap("", text, columns)


def size_now() -> tuple[int, int]:
    """Return the current columns and rows of the terminal."""
    size = get_app().output.get_size()
    return size.columns, size.rows


def tokens(lines: Sequence[Line]) -> Tokens:
    """Return lines as formatted text of prompt_toolkit."""
    return [(f"class:{style}", line + "\n") for style, line in lines]


def exits_with(keys: KeyBindings, key: str, result: object) -> None:
    """Bind a key so that it ends the page with a result."""
    keys.add(key, eager=True)(lambda event: event.app.exit(result=result))
