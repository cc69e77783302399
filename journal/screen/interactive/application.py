"""Putting a page on the screen and waiting for a key that ends it."""

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
"""What stops: the keys, and an interrupt sent from elsewhere."""

Tokens = StyleAndTextTuples
"""Styled pieces of text, as prompt_toolkit takes them."""


try:
    import termios

    _GONE: tuple[type[Exception], ...] = (EOFError, OSError, termios.error)
except ImportError:  # on Windows
    _GONE = (EOFError, OSError)

_help: list[Callable[[], str]] = []
"""What F1 shows on every page."""


@contextmanager
def helping(lines: Callable[[], str]) -> Iterator[None]:
    """Have help lines one key away on every page."""
    _help.append(lines)
    try:
        yield
    finally:
        _help.pop()


Hand = Callable[[], object]
"""What a page ends with where it is stopped: all that was typed, ticked or moved on it."""


@dataclass(frozen=True, slots=True)
class Whole:
    """
    The words of a question that may not all fit beside its answer.

    Attributes:
        lines: Columns -> all of them, wrapped.
        is_cut: Columns and rows -> whether any are left out beside the answer now.
    """

    lines: Callable[[int], list[Line]]
    is_cut: Callable[[int, int], bool]


def run(
    draw: Callable[[int, int], list[Line]],
    keys: KeyBindings,
    *,
    refresh: float | None = None,
    hand: Hand | None = None,
    whole: Whole | None = None,
) -> Any:
    """
    Draw a page anew after every key, until one ends it.

    Args:
        draw: Columns and rows -> the lines of the page.
        refresh: Seconds after which it is drawn anew without a key.
        hand, whole: See `run_layout`.

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
    Show a layout until a key ends it.

    Args:
        hand: What it ends with on Ctrl-C, a polite kill, or when the terminal goes away.
        whole: The words of the question; where they do not fit, they are shown first.

    Raises:
        KeyboardInterrupt: On Ctrl-C or a polite kill, where nothing can be in the hand.
        EOFError: If the terminal goes away, where nothing can be in the hand.
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
    The keys of a page, and those of what is read over it: help lines, and a question in full.

    What was begun on the page stays. Of the help lines any key leads back that does not turn
    them; from a question such a key is pressed on its page, so that nothing typed is lost.
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
"""Key -> how it turns a text."""


def turning_keys(pager: Callable[[], Pager], end: Callable[[KeyPressEvent], object]) -> KeyBindings:
    """
    Return the keys that turn a text; Enter does what *end* does once its end was seen.

    Where all of it is on the screen, only Enter is taken.
    """
    keys = KeyBindings()
    turns = Condition(lambda: not pager().fits)
    for key, turn in TURNS.items():
        keys.add(key, filter=turns, eager=True)(lambda _event, turn=turn: turn(pager()))
    keys.add("enter", eager=True)(lambda event: end(event) if pager().is_read else pager().turn(1))
    return keys


def drawn(draw: Callable[[int, int], list[Line]]) -> Window:
    """Return a window that draws lines, which fit it, anew after every key."""
    return Window(FormattedTextControl(lambda: tokens(draw(*size_now()))), always_hide_cursor=True)


def _wrapped(text: str) -> Callable[[int], list[Line]]:
    return lambda columns: wrap("", text, columns)


def size_now() -> tuple[int, int]:
    """Columns and rows of the terminal now."""
    size = get_app().output.get_size()
    return size.columns, size.rows


def tokens(lines: Sequence[Line]) -> Tokens:
    """Lines of a page as styled pieces."""
    return [(f"class:{style}", line + "\n") for style, line in lines]


def exits_with(keys: KeyBindings, key: str, result: object) -> None:
    """Let a key end the page with a result."""
    keys.add(key, eager=True)(lambda event: event.app.exit(result=result))
