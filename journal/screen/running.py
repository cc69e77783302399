"""Putting a page on the screen and waiting for a key that ends it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from prompt_toolkit.application import Application, get_app
from prompt_toolkit.filters import Condition
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.key_binding import (
    ConditionalKeyBindings,
    KeyBindings,
    merge_key_bindings,
)
from prompt_toolkit.layout import (
    Container,
    DynamicContainer,
    FormattedTextControl,
    Layout,
    Window,
)
from questionary import Question

from journal.screen.page import Line, foot, wrap
from journal.screen.quiet import suspend, waiting
from journal.screen.style import STYLE

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


def run(
    draw: Callable[[], Tokens],
    keys: KeyBindings,
    *,
    refresh: float | None = None,
    hand: Hand | None = None,
) -> Any:
    """
    Draw a page anew after every key, until one ends it.

    Args:
        refresh: Seconds after which it is drawn anew without a key.
        hand: See `run_layout`.

    Raises:
        KeyboardInterrupt, EOFError: See `run_layout`.
    """
    window = Window(FormattedTextControl(draw), always_hide_cursor=True)
    return run_layout(Layout(window), keys, refresh=refresh, hand=hand)


def run_layout(
    layout: Layout,
    keys: KeyBindings,
    *,
    refresh: float | None = None,
    hand: Hand | None = None,
) -> Any:
    """
    Show a layout until a key ends it.

    Args:
        hand: What it ends with on Ctrl-C, a polite kill, or when the terminal goes away.

    Raises:
        KeyboardInterrupt: On Ctrl-C or a polite kill, where nothing can be in the hand.
        EOFError: If the terminal goes away, where nothing can be in the hand.
    """
    stop = KeyBindings()
    for key in STOP_KEYS:
        stop.add(key, eager=True)(lambda event: event.app.exit(exception=KeyboardInterrupt))
    stop.add("c-z")(suspend)
    layout.container, keys = _with_help(layout.container, keys)
    application: Application[Any] = Application(
        layout=layout,
        key_bindings=merge_key_bindings([stop, keys]),
        style=STYLE,
        erase_when_done=True,
        refresh_interval=refresh,
    )
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


def _with_help(container: Container, keys: KeyBindings) -> tuple[Container, Any]:
    """The page, and over it the help lines from F1 until any key; what was begun stays."""
    shown = [""]
    ours = KeyBindings()
    is_shown = Condition(lambda: bool(shown[0]))
    help_window = Window(FormattedTextControl(lambda: _help_page(shown[0])))
    if _help:
        ours.add("f1", filter=~is_shown)(lambda _event: shown.__setitem__(0, _help[-1]()))
    ours.add("<any>", filter=is_shown, eager=True)(lambda _event: shown.__setitem__(0, ""))
    both = DynamicContainer(lambda: help_window if shown[0] else container)
    return both, merge_key_bindings([ConditionalKeyBindings(keys, ~is_shown), ours])


def _help_page(lines: str) -> Tokens:
    columns = get_app().output.get_size().columns
    body = wrap("", lines, columns)
    return tokens([("", ""), *body, *foot(["any key: back"], columns)])


def tokens(lines: Sequence[Line]) -> Tokens:
    """Lines of a page as styled pieces."""
    return [(f"class:{style}", line + "\n") for style, line in lines]


def exits_with(keys: KeyBindings, key: str, result: object) -> None:
    """Let a key end the page with a result."""
    keys.add(key, eager=True)(lambda event: event.app.exit(result=result))
