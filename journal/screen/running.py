"""Putting a page on the screen and waiting for a key that ends it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from prompt_toolkit.application import Application
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.key_binding import KeyBindings, merge_key_bindings
from prompt_toolkit.layout import FormattedTextControl, Layout, Window
from questionary import Question

from journal.screen.page import Line
from journal.screen.quiet import suspend, waiting
from journal.screen.style import STYLE

STOP_KEYS = ("c-c", "c-q", "<sigint>")
"""What stops: the keys, and an interrupt sent from elsewhere."""

Tokens = StyleAndTextTuples
"""Styled pieces of text, as prompt_toolkit takes them."""


def run(draw: Callable[[], Tokens], keys: KeyBindings, *, refresh: float | None = None) -> Any:
    """
    Draw a page anew after every key, until one ends it.

    Args:
        refresh: Seconds after which it is drawn anew without a key.

    Raises:
        KeyboardInterrupt: On Ctrl-C.
    """
    window = Window(FormattedTextControl(draw), always_hide_cursor=True)
    return run_layout(Layout(window), keys, refresh=refresh)


def run_layout(layout: Layout, keys: KeyBindings, *, refresh: float | None = None) -> Any:
    """
    Show a layout until a key ends it.

    Raises:
        KeyboardInterrupt: On Ctrl-C, unless the keys say otherwise.
    """
    stop = KeyBindings()
    for key in STOP_KEYS:
        stop.add(key, eager=True)(lambda event: event.app.exit(exception=KeyboardInterrupt))
    stop.add("c-z")(suspend)
    application: Application[Any] = Application(
        layout=layout,
        key_bindings=merge_key_bindings([stop, keys]),
        style=STYLE,
        erase_when_done=True,
        refresh_interval=refresh,
    )
    with waiting(application):
        return Question(application).unsafe_ask()


def tokens(lines: Sequence[Line]) -> Tokens:
    """Lines of a page as styled pieces."""
    return [(f"class:{style}", line + "\n") for style, line in lines]


def exits_with(keys: KeyBindings, key: str, result: object) -> None:
    """Let a key end the page with a result."""
    keys.add(key, eager=True)(lambda event: event.app.exit(result=result))
