"""The questions with a list, to pick one row or to tick several, and with own words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from prompt_toolkit.buffer import Buffer
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent

from journal.core.care.care_book import SCARY
from journal.core.dialogue.asks import Ask
from journal.core.dialogue.ports import Answered, Left, Reply, Skipped, WentBack
from journal.core.model import NOT_SURE, OTHER, Answer, Other, picks
from journal.core.terms import FREE
from journal.screen.choice_rows import OWN_HEADING, own_rows, rows_of
from journal.screen.interactive.application import Hand, exits_with
from journal.screen.interactive.list_view import ask_list
from journal.screen.interactive.ways_to_leave import (
    answered,
    head_of,
    leave_keys,
    names_of,
    problem_of,
    typed_so_far,
)
from journal.screen.interactive.widgets import ask_text
from journal.screen.layout import Head
from journal.screen.list_model import ListPage, Picked, Picker, Row

_NEVER_BY_LETTER = ("unsafe", FREE)
"""The themes whose short lists ignore letters: a sentence typed there must answer nothing."""

_NOTHING_TO_TAKE = (
    "Nothing is ticked yet. Space ticks a row; then F3.",
    "Nothing is picked yet. ↓ picks a row; then F3.",
)
"""The notes of the F3 key without a pick: in a list with ticks, and in one with one pick."""


def ask_picks(ask: Ask, before: Sequence[str]) -> Reply:
    """
    Ask a question with a list.

    Args:
        ask: The question.
        before: The messages above it.
    """
    own = own_rows(ask)
    ids = {p.folded: value for value, p in own.items()}
    ticked = [ids[p.folded] if isinstance(p, Other) else p for p in picks(ask.default)]
    as_it_was, begun, typed = list(ticked), "", ask.typed
    while True:
        picked = ask_list(
            replace(list_page_of(ask, before, own, ticked), typed=typed),
            partial(_list_keys, ask=ask, own=own, begun=begun, as_it_was=as_it_was),
        )
        if not isinstance(picked, Picked):
            return answered(picked)
        values, stops = picked.values, False
        if OTHER in values:
            begun = picked.typed or begun
            word = _ask_own_word(ask, begun)
            stops = isinstance(word, Left)
            begun = (word if isinstance(word, str) else str(word.typed or "")).strip()
            ticked, typed = [v for v in values if v != OTHER], ""
            if not stops and (isinstance(word, WentBack) or not begun):
                continue
        if OTHER in values and not begun:
            values = ticked
        elif OTHER in values:
            own[f"own_{len(own)}"] = Other(begun)
            values = [f"own_{len(own) - 1}" if v == OTHER else v for v in values]
        # A choice that tells of danger is not saved when the person stops.
        chosen = tuple(dict.fromkeys(own.get(v, v) for v in values if not (stops and v == SCARY)))
        if not chosen:
            return Left() if stops else Skipped()
        value: Answer = chosen if ask.question.kind == "many" else chosen[0]
        if values == as_it_was and ask.default is not None:
            value = ask.default
        more = tuple(q.id for q in ask.more) if picked.more else ()
        return Left(value) if stops else Answered(value, more)


def _hand_of(
    picker: Picker, ask: Ask, own: Mapping[str, Other], begun: str, as_it_was: list[str]
) -> tuple[Answer | None, str]:
    """
    Return the unfinished input of a list, without the choice that tells of danger.

    Args:
        picker: The state of the list.
        ask: The question.
        own: Row value -> own word.
        begun: The unfinished own word; empty for none.
        as_it_was: The values ticked at the start.

    Returns:
        The ticked choices if they changed, else None; and the typed text.
    """
    ticks = picker.ticked if ask.question.kind == "many" and picker.page.limit != 1 else []
    is_changed = ticks != as_it_was
    ticked = tuple(own.get(v, v) for v in ticks if is_changed and v not in (OTHER, SCARY))
    typed = picker.typed or begun or (ask.typed if not picker.page.finds else "")
    return ticked or None, "" if picker.finds(SCARY) else typed


def list_page_of(
    ask: Ask, before: Sequence[str], own: dict[str, Other], ticked: Sequence[str]
) -> ListPage:
    """
    Return the page of a question with a list.

    Args:
        ask: The question.
        before: The messages above it.
        own: Row value -> own word, for the first rows.
        ticked: The values ticked at the start.
    """
    return ListPage(
        [Row(value, word.text, heading=OWN_HEADING) for value, word in own.items()]
        + rows_of(ask.question),
        head=head_of(ask, before),
        limit=1 if ask.question.kind == "one" else ask.question.limit,
        unpicked="Enter: leave it as it is" if ask.again else "",
        alone=NOT_SURE,
        short=[*own, *ask.question.short] if ask.question.short else (),
        finds=ask.question.words is not None,
        jumps=ask.question.words is None and ask.question.theme not in _NEVER_BY_LETTER,
        ticked=list(ticked),
        keys=names_of(ask),
    )


def _list_keys(
    keys: KeyBindings,
    picker: Picker,
    ask: Ask,
    own: Mapping[str, Other],
    begun: str,
    as_it_was: list[str],
) -> Hand:
    if ask.question.word(NOT_SURE) is not None:
        exits_with(keys, "?", Picked([NOT_SURE]))
    if ask.more:
        keys.add("f3")(lambda event: _take_then_more(picker, event))
    return leave_keys(
        keys, lambda: _hand_of(picker, ask, own, begun, as_it_was), can_go_back=ask.can_go_back
    )


def _take_then_more(picker: Picker, event: KeyPressEvent) -> None:
    """End the page with the picks and a wish for follow-ups; show a note without a pick."""
    if picker.picked():
        event.app.exit(result=Picked(picker.picked(), more=True))
    else:
        picker.note = _NOTHING_TO_TAKE[picker.page.limit == 1]


def _ask_own_word(ask: Ask, begun: str) -> str | WentBack | Left:
    """
    Ask for an own word.

    Returns:
        The word; or `WentBack` (to the list) or `Left`, with the unfinished word.
    """

    def leave(keys: KeyBindings, area: Buffer) -> Hand:
        for key in ("f2", "s-tab"):
            keys.add(key, eager=True)(
                lambda event: event.app.exit(result=WentBack(typed_so_far(area)))
            )
        return lambda: Left(typed_so_far(area))

    typed: str | WentBack | Left = ask_text(
        Head(ask.step, (), ask.question.ask, "In your own words:"),
        begun,
        ["F2: back to the list", "F1: help lines", "Ctrl-C: stop"],
        leave,
        problem_of,
    )
    return typed
