"""What every question at a terminal has: its head, the names of its keys, and the ways to leave."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from prompt_toolkit.buffer import Buffer
from prompt_toolkit.key_binding import KeyBindings

from journal.core.cycle.lean_sentences import TAKE_OUT
from journal.core.dialogue.asks import Ask
from journal.core.dialogue.ports import Answered, Left, Skipped, WentBack, Wrote
from journal.core.model import NOT_SURE, Answer
from journal.core.text import keepable, without_unkeepable
from journal.screen.interactive.application import Hand, exits_with
from journal.screen.layout import Head

Reply = Answered | Skipped | WentBack | Left | Wrote

InHand = Callable[[], tuple[Answer | None, str]]
"""What is in the hand: the answer so far, and what stands in the field and is none."""


def leave_keys(
    keys: KeyBindings, in_hand: InHand = lambda: (None, ""), *, can_go_back: bool
) -> Hand:
    """
    Add the keys that leave a question without an answer.

    Returns:
        What the page ends with where it is stopped, whatever stops it.
    """
    exits_with(keys, "tab", Skipped())
    for key in ("s-tab", "f2") if can_go_back else ():
        keys.add(key, eager=True)(lambda event: event.app.exit(result=WentBack(*in_hand())))
    return lambda: Left(*in_hand())


def key_names(*, can_go_back: bool, skip: str = "skip") -> list[str]:
    """What those keys are called at the foot of a page; `skip` empty: there is no such key."""
    names = [f"Tab: {skip}"] if skip else []
    names += ["Shift-Tab: back"] if can_go_back else []
    return [*names, "F1: help lines", "Ctrl-C: stop"]


def head_of(ask: Ask, before: Sequence[str]) -> Head:
    """Return what stands over the answer to a question."""
    return Head(ask.step, before, ask.question.ask, ask.question.hint)


def names_of(ask: Ask) -> list[str]:
    """Return what the keys of a question are called that are not of its answer."""
    skip = TAKE_OUT if ask.takes_out else "skip"
    names = key_names(can_go_back=ask.can_go_back, skip=skip)
    if ask.question.word(NOT_SURE) is not None:
        names.insert(1, "?: not sure")
    if ask.more:
        names.insert(0, f"F3: take it, then {ask.more[0].offered}")
    return names


def answered(value: Any) -> Reply:
    """A reply from what a page ended with: a reply of a key, an answer, or nothing."""
    if isinstance(value, Reply):
        return value
    answer: Answer | None = value
    return Skipped() if answer in (None, "", ()) else Answered(value)


def typed_so_far(area: Buffer) -> str | None:
    """Return what is typed without the blanks around it; None if that is nothing."""
    return without_unkeepable(area.text).strip() or None


def problem_of(text: str) -> str:
    """Return what is wrong with a text that is typed; empty if nothing is."""
    return "" if keepable(text) else "This holds a character that can't be kept."
