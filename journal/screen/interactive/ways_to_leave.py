"""The common parts of all question pages: the head, the names of keys, the keys to leave."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from prompt_toolkit.buffer import Buffer
from prompt_toolkit.key_binding import KeyBindings

from journal.core.cycle.lean_sentences import TAKE_OUT
from journal.core.dialogue.asks import Ask
from journal.core.dialogue.ports import Answered, Left, Reply, Skipped, WentBack
from journal.core.model import NOT_SURE, Answer
from journal.core.text import keepable, without_unkeepable
from journal.screen.interactive.application import Hand, exits_with
from journal.screen.layout import Head

InHand = Callable[[], tuple[Answer | None, str]]
"""A function that returns the unfinished input: an answer or None, and text that is no answer."""


def leave_keys(
    keys: KeyBindings, in_hand: InHand = lambda: (None, ""), *, can_go_back: bool
) -> Hand:
    """
    Add the keys that leave a question without an answer.

    Args:
        keys: The keys of the page.
        in_hand: Returns the unfinished input.
        can_go_back: Whether there is a question to go back to.

    Returns:
        The `hand` of `run_layout`: it returns `Left` with the unfinished input.
    """
    exits_with(keys, "tab", Skipped())
    for key in ("s-tab", "f2") if can_go_back else ():
        keys.add(key, eager=True)(lambda event: event.app.exit(result=WentBack(*in_hand())))
    return lambda: Left(*in_hand())


def key_names(*, can_go_back: bool, skip: str = "skip") -> list[str]:
    """Return the names of the keys of `leave_keys`, F1 and Ctrl-C; an empty *skip* hides Tab."""
    names = [f"Tab: {skip}"] if skip else []
    names += ["Shift-Tab: back"] if can_go_back else []
    return [*names, "F1: help lines", "Ctrl-C: stop"]


def head_of(ask: Ask, before: Sequence[str]) -> Head:
    """Return the head of the page of a question, with the messages above it."""
    return Head(ask.step, before, ask.question.ask, ask.question.hint)


def names_of(ask: Ask) -> list[str]:
    """Return the names of the keys of a question, without those that answer it."""
    skip = TAKE_OUT if ask.takes_out else "skip"
    names = key_names(can_go_back=ask.can_go_back, skip=skip)
    if ask.question.word(NOT_SURE) is not None:
        names.insert(1, "?: not sure")
    if ask.more:
        names.insert(0, f"F3: take it, then {ask.more[0].offered}")
    return names


def answered(value: Any) -> Reply:
    """Turn the result of a page, a reply or an answer, into a reply; no answer means skipped."""
    if isinstance(value, Reply):
        return value
    answer: Answer | None = value
    return Skipped() if answer in (None, "", ()) else Answered(value)


def typed_so_far(area: Buffer) -> str | None:
    """Return the typed text without white space around it; None if it is blank."""
    return without_unkeepable(area.text).strip() or None


def problem_of(text: str) -> str:
    """Return a sentence for a text that cannot be stored; empty for a valid one."""
    return "" if keepable(text) else "This holds a character that can't be kept."
