"""The kinds of questions on the alternate screen: one function and one row of `ASKING` each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from prompt_toolkit.buffer import Buffer
from prompt_toolkit.key_binding import KeyBindings

from journal.core.dialogue.asks import Ask
from journal.core.dialogue.ports import Answered, Left, Reply, Skipped, WentBack, Wrote
from journal.core.flows.flow import Question
from journal.core.flows.kinds import read_minutes
from journal.core.model import Answer, picks
from journal.core.text import without_unkeepable
from journal.screen import layout
from journal.screen.choice_rows import as_tags
from journal.screen.interactive.application import Hand
from journal.screen.interactive.list_questions import ask_picks
from journal.screen.interactive.list_view import ask_list
from journal.screen.interactive.ways_to_leave import (
    answered,
    head_of,
    leave_keys,
    names_of,
    problem_of,
    typed_so_far,
)
from journal.screen.interactive.widgets import ask_scale, ask_text, read_page
from journal.screen.layout import Head
from journal.screen.list_model import ListPage, Picked, Row

_LIKE_MINUTES = "Like 10m, 1h30 or 2d."


def _ask_scale(ask: Ask, before: Sequence[str]) -> Reply:
    start = ask.default if isinstance(ask.default, int) else None
    number = ask_scale(
        head_of(ask, before),
        ask.question.ends,
        start,
        names_of(ask),
        lambda keys, chosen: leave_keys(
            keys, lambda: (chosen(), ask.typed), can_go_back=ask.can_go_back
        ),
    )
    return answered(ask.default if number == start else number)


def _ask_text(ask: Ask, before: Sequence[str]) -> Reply:
    if ask.draft and ask.default is None and not ask.typed:
        return _ask_draft(ask, before)
    text = ask.default if isinstance(ask.default, str) else ""
    return _as_it_was(ask, text, _type(ask, before, ask.typed or text))


def _ask_draft(ask: Ask, before: Sequence[str]) -> Reply:
    """Ask whether to keep, change or leave the draft of an answer."""
    list_page = ListPage(
        [
            Row("keep", "Keep it"),
            Row("change", "Change it"),
            Row("leave", "Leave it for now"),
        ],
        head=Head(ask.step, before, ask.question.ask, f"{ask.question.hint}\n\n{ask.draft}"),
        jumps=True,
        keys=names_of(ask),
    )
    if ask.draft_can_wait:
        list_page.rows = [list_page.rows[2], *list_page.rows[:2]]
    done = ask_list(list_page, lambda keys, _p: leave_keys(keys, can_go_back=ask.can_go_back))
    match done:
        case Picked(["keep"]):
            return Answered(ask.draft)
        case Picked(["change"]):
            return _as_it_was(ask, ask.draft, _type(ask, before, ask.draft))
        case Picked():
            return Skipped()
    return answered(done)


def _ask_minutes(ask: Ask, before: Sequence[str]) -> Reply:
    start = f"{ask.default}m" if isinstance(ask.default, int) else ""

    def in_hand(area: Buffer) -> tuple[Answer | None, str]:
        minutes = read_minutes(area.text)
        if area.text == start or minutes is not None:
            return (None if area.text == start else minutes), ""
        return None, typed_so_far(area) or ""

    def problem(typed: str) -> str:
        fits = typed == start or not typed.strip() or read_minutes(typed) is not None
        return "" if fits else _LIKE_MINUTES

    typed = ask_text(
        head_of(ask, before),
        ask.typed or start,
        names_of(ask),
        lambda keys, area: leave_keys(keys, lambda: in_hand(area), can_go_back=ask.can_go_back),
        problem,
    )
    if typed == start:
        return answered(ask.default)
    return answered(read_minutes(typed) if isinstance(typed, str) else typed)


def _ask_tags(ask: Ask, before: Sequence[str]) -> Reply:
    start = " ".join(str(tag) for tag in picks(ask.default))
    typed = _type(ask, before, ask.typed or start)
    match reply := _as_it_was(ask, start, typed):
        case Answered(str(text)):
            return answered(as_tags(text))
        case WentBack(str(text)) | Left(str(text)) | Wrote(str(text)):
            return type(reply)(as_tags(text))
    return reply


def _pause(ask: Ask, before: Sequence[str]) -> Reply:
    text = "\n\n".join(filter(None, [*before, ask.question.ask, ask.question.hint]))
    read_page(lambda columns: layout.wrap("", text, columns), {"": "go on"})
    return Skipped()


ASKING: dict[str, Callable[[Ask, Sequence[str]], Reply]] = {
    "one": ask_picks,
    "many": ask_picks,
    "scale": _ask_scale,
    "minutes": _ask_minutes,
    "text": _ask_text,
    "tags": _ask_tags,
    "pause": _pause,
}
"""Kind of question -> the function that asks it, given the messages above it."""


def holds_text(question: Question) -> bool:
    """Return whether the page of a question shows typed text that is no answer."""
    return question.kind not in ("scale", "one", "many") or question.words is not None


def _type(ask: Ask, before: Sequence[str], text: str) -> Any:
    def leave(keys: KeyBindings, area: Buffer) -> Hand:
        keys.add("c-e", eager=True)(lambda event: event.app.exit(result=_to_editor(area)))
        return leave_keys(keys, lambda: (typed_so_far(area), ""), can_go_back=ask.can_go_back)

    return ask_text(
        head_of(ask, before),
        text,
        ["Ctrl-E: editor", *names_of(ask)],
        leave,
        lambda text: problem_of(text) or (ask.check(text) if text.strip() else ""),
    )


def _as_it_was(ask: Ask, text: str, typed: Any) -> Reply:
    """
    Return the reply of a text page; the answer itself, unchanged, if the text was not edited.

    An edited text is stripped of white space; an unedited answer keeps it, and tags their form.

    Args:
        ask: The question.
        text: The text at the start.
        typed: The result of the page: a text or a reply.
    """
    now = typed.typed if isinstance(typed, WentBack | Left | Wrote) else typed
    is_the_same = (now or "") == text or (
        isinstance(now, str) and not isinstance(typed, Wrote) and now.strip() == text.strip()
    )
    if is_the_same and ask.default is not None:
        is_reply = isinstance(typed, WentBack | Left | Wrote)
        return type(typed)() if is_reply else answered(ask.default)
    return answered(typed.strip() if isinstance(typed, str) else typed)


def _to_editor(area: Buffer) -> Wrote:
    """Return the text so far for the editor, its trailing white space included."""
    return Wrote(without_unkeepable(area.text) if typed_so_far(area) else None)
