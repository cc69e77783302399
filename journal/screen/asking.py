"""Each kind of question as it is asked at a terminal: one function and one row each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from prompt_toolkit.buffer import Buffer
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent

from journal.core.care import SCARY
from journal.core.conversation import Ask
from journal.core.flows import Question
from journal.core.kinds import read_minutes
from journal.core.model import NOT_SURE, OTHER, Answer, Other, picks
from journal.core.person import Answered, Left, Skipped, WentBack, Wrote
from journal.core.sayings import TAKE_OUT
from journal.core.text import keepable, without_unkeepable
from journal.core.themes import FREE
from journal.screen import page
from journal.screen.listing import ask_list
from journal.screen.page import Head
from journal.screen.picker import ListPage, Picked, Picker, Row
from journal.screen.rows import OWN, as_tags, own_rows, rows_of
from journal.screen.running import Hand, exits_with
from journal.screen.simple import ask_scale, ask_text, read_page

Reply = Answered | Skipped | WentBack | Left | Wrote

InHand = Callable[[], tuple[Answer | None, str]]
"""What is in the hand: the answer so far, and what stands in the field and is none."""

_NEVER_BY_LETTER = ("unsafe", FREE)
"""Themes whose short lists take no letters: a sentence typed there must answer nothing."""

_NOTHING_TO_TAKE = (
    "Nothing is ticked yet. Space ticks a row; then F3.",
    "Nothing is picked yet. ↓ picks a row; then F3.",
)
"""What F3 says of a list to tick, and of one that takes one row."""

_LIKE_MINUTES = "Like 10m, 1h30 or 2d."


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


def _ask_picks(ask: Ask, before: Sequence[str]) -> Reply:
    own = own_rows(ask)
    ids = {p.folded: value for value, p in own.items()}
    ticked = [ids[p.folded] if isinstance(p, Other) else p for p in picks(ask.default)]
    as_it_was, begun, typed = list(ticked), "", ask.typed
    while True:
        picked = ask_list(
            replace(_list_page(ask, before, own, ticked), typed=typed),
            partial(_list_keys, ask=ask, own=own, begun=begun, as_it_was=as_it_was),
        )
        if not isinstance(picked, Picked):
            return _answered(picked)
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
        # What tells of danger is not kept on the way out.
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
    """What is ticked and typed in a list, but for what tells of danger."""
    ticks = picker.ticked if ask.question.kind == "many" and picker.page.limit != 1 else []
    is_changed = ticks != as_it_was
    ticked = tuple(own.get(v, v) for v in ticks if is_changed and v not in (OTHER, SCARY))
    typed = picker.typed or begun or (ask.typed if not picker.page.finds else "")
    return ticked or None, "" if picker.finds(SCARY) else typed


def _list_page(
    ask: Ask, before: Sequence[str], own: dict[str, Other], ticked: Sequence[str]
) -> ListPage:
    return ListPage(
        [Row(value, word.text, heading=OWN) for value, word in own.items()] + rows_of(ask.question),
        head=_head(ask, before),
        limit=1 if ask.question.kind == "one" else ask.question.limit,
        unpicked="Enter: leave it as it is" if ask.again else "",
        alone=NOT_SURE,
        short=[*own, *ask.question.short] if ask.question.short else (),
        finds=ask.question.words is not None,
        jumps=ask.question.words is None and ask.question.theme not in _NEVER_BY_LETTER,
        ticked=list(ticked),
        keys=_names(ask),
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
    """What is picked, and then more of it; there has to be something for that."""
    if picker.picked():
        event.app.exit(result=Picked(picker.picked(), more=True))
    else:
        picker.note = _NOTHING_TO_TAKE[picker.page.limit == 1]


def _ask_own_word(ask: Ask, begun: str) -> str | WentBack | Left:
    """A word of one's own; going back leads to the list, where it waits."""

    def leave(keys: KeyBindings, area: Buffer) -> Hand:
        for key in ("f2", "s-tab"):
            keys.add(key, eager=True)(
                lambda event: event.app.exit(result=WentBack(_typed_so_far(area)))
            )
        return lambda: Left(_typed_so_far(area))

    typed: str | WentBack | Left = ask_text(
        Head(ask.step, (), ask.question.ask, "In your own words:"),
        begun,
        ["F2: back to the list", "F1: help lines", "Ctrl-C: stop"],
        leave,
        _problem,
    )
    return typed


def _ask_scale(ask: Ask, before: Sequence[str]) -> Reply:
    start = ask.default if isinstance(ask.default, int) else None
    number = ask_scale(
        _head(ask, before),
        ask.question.ends,
        start,
        _names(ask),
        lambda keys, chosen: leave_keys(
            keys, lambda: (chosen(), ask.typed), can_go_back=ask.can_go_back
        ),
    )
    return _answered(ask.default if number == start else number)


def _ask_text(ask: Ask, before: Sequence[str]) -> Reply:
    if ask.draft and ask.default is None and not ask.typed:
        return _ask_draft(ask, before)
    text = ask.default if isinstance(ask.default, str) else ""
    return _as_it_was(ask, text, _type(ask, before, ask.typed or text))


def _ask_draft(ask: Ask, before: Sequence[str]) -> Reply:
    """A first try at the answer: keep it, change it, or leave it."""
    list_page = ListPage(
        [
            Row("keep", "Keep it"),
            Row("change", "Change it"),
            Row("leave", "Leave it for now"),
        ],
        head=Head(ask.step, before, ask.question.ask, f"{ask.question.hint}\n\n{ask.draft}"),
        jumps=True,
        keys=_names(ask),
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
    return _answered(done)


def _ask_minutes(ask: Ask, before: Sequence[str]) -> Reply:
    said = f"{ask.default}m" if isinstance(ask.default, int) else ""

    def in_hand(area: Buffer) -> tuple[Answer | None, str]:
        minutes = read_minutes(area.text)
        if area.text == said or minutes is not None:
            return (None if area.text == said else minutes), ""
        return None, _typed_so_far(area) or ""

    def problem(typed: str) -> str:
        fits = typed == said or not typed.strip() or read_minutes(typed) is not None
        return "" if fits else _LIKE_MINUTES

    typed = ask_text(
        _head(ask, before),
        ask.typed or said,
        _names(ask),
        lambda keys, area: leave_keys(keys, lambda: in_hand(area), can_go_back=ask.can_go_back),
        problem,
    )
    if typed == said:
        return _answered(ask.default)
    return _answered(read_minutes(typed) if isinstance(typed, str) else typed)


def _ask_tags(ask: Ask, before: Sequence[str]) -> Reply:
    said = " ".join(str(tag) for tag in picks(ask.default))
    typed = _type(ask, before, ask.typed or said)
    match reply := _as_it_was(ask, said, typed):
        case Answered(str(text)):
            return _answered(as_tags(text))
        case WentBack(str(text)) | Left(str(text)) | Wrote(str(text)):
            return type(reply)(as_tags(text))
    return reply


def _pause(ask: Ask, before: Sequence[str]) -> Reply:
    text = "\n\n".join(filter(None, [*before, ask.question.ask, ask.question.hint]))
    read_page(lambda columns: page.wrap("", text, columns), {"": "go on"})
    return Skipped()


ASKING: dict[str, Callable[[Ask, Sequence[str]], Reply]] = {
    "one": _ask_picks,
    "many": _ask_picks,
    "scale": _ask_scale,
    "minutes": _ask_minutes,
    "text": _ask_text,
    "tags": _ask_tags,
    "pause": _pause,
}
"""Kind of question -> how it is asked; lines said before it come along."""


def holds_text(question: Question) -> bool:
    """Whether there is a field for what was typed before and is no answer."""
    return question.kind not in ("scale", "one", "many") or question.words is not None


def _type(ask: Ask, before: Sequence[str], text: str) -> Any:
    def leave(keys: KeyBindings, area: Buffer) -> Hand:
        keys.add("c-e", eager=True)(lambda event: event.app.exit(result=_to_editor(area)))
        return leave_keys(keys, lambda: (_typed_so_far(area), ""), can_go_back=ask.can_go_back)

    return ask_text(
        _head(ask, before),
        text,
        ["Ctrl-E: editor", *_names(ask)],
        leave,
        lambda text: _problem(text) or (ask.check(text) if text.strip() else ""),
    )


def _as_it_was(ask: Ask, text: str, typed: Any) -> Reply:
    """
    What a text box ended with; the answer itself if it was left as it came.

    What is typed loses the blanks around it, and a list its form; what is there loses nothing.
    """
    there = typed.typed if isinstance(typed, WentBack | Left | Wrote) else typed
    is_the_same = (there or "") == text or (
        isinstance(there, str) and not isinstance(typed, Wrote) and there.strip() == text.strip()
    )
    if is_the_same and ask.default is not None:
        left = isinstance(typed, WentBack | Left | Wrote)
        return type(typed)() if left else _answered(ask.default)
    return _answered(typed.strip() if isinstance(typed, str) else typed)


def _to_editor(area: Buffer) -> Wrote:
    """What is typed so far; in the editor it goes on after its last blank."""
    return Wrote(without_unkeepable(area.text) if _typed_so_far(area) else None)


def _answered(value: Any) -> Reply:
    """A reply from what a page ended with: a reply of a key, an answer, or nothing."""
    if isinstance(value, Reply):
        return value
    answer: Answer | None = value
    return Skipped() if answer in (None, "", ()) else Answered(value)


def _typed_so_far(area: Buffer) -> str | None:
    return without_unkeepable(area.text).strip() or None


def _problem(text: str) -> str:
    return "" if keepable(text) else "This holds a character that can't be kept."


def _head(ask: Ask, before: Sequence[str]) -> Head:
    return Head(ask.step, before, ask.question.ask, ask.question.hint)


def _names(ask: Ask) -> list[str]:
    skip = TAKE_OUT if ask.takes_out else "skip"
    names = key_names(can_go_back=ask.can_go_back, skip=skip)
    if ask.question.word(NOT_SURE) is not None:
        names.insert(1, "?: not sure")
    if ask.more:
        names.insert(0, f"F3: take it, then {ask.more[0].offered}")
    return names
