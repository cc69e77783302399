"""Each kind of question as it is asked at a terminal: one function and one row each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from prompt_toolkit.buffer import Buffer
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent

from journal.core.care import SCARY
from journal.core.conversation import Ask
from journal.core.kinds import read_minutes
from journal.core.model import NOT_SURE, OTHER, Answer, Other, picks
from journal.core.person import Answered, Left, Skipped, WentBack, Wrote
from journal.core.text import keepable, without_unkeepable
from journal.core.themes import FREE
from journal.screen import page
from journal.screen.listing import ask_list
from journal.screen.page import Head
from journal.screen.picker import ListPage, Picked, Picker, Row
from journal.screen.rows import OWN, as_tags, own_rows, rows_of
from journal.screen.running import STOP_KEYS, exits_with
from journal.screen.simple import ask_scale, ask_text, read_page

Reply = Answered | Skipped | WentBack | Left | Wrote

TextKeys = Callable[[KeyBindings, Buffer], None]
"""Adds keys of the caller's own to a text box."""

_Ways = Mapping[str, type[WentBack] | type[Left] | type[Wrote]]
"""Key -> how it leaves a text, with what was typed until then."""

_NEVER_BY_LETTER = ("unsafe", FREE)
"""Themes whose short lists take no letters: a sentence typed there must answer nothing."""

_LIKE_MINUTES = "Like 10m, 1h30 or 2d."


@dataclass(frozen=True, slots=True)
class _LeftList:
    """A list was left by a key, with these rows ticked."""

    way: type[WentBack] | type[Left]
    ticked: list[str]


def leave_keys(keys: KeyBindings, *, can_go_back: bool) -> None:
    """Add the keys that leave a question without an answer."""
    exits_with(keys, "tab", Skipped())
    if can_go_back:
        exits_with(keys, "s-tab", WentBack())
        exits_with(keys, "f2", WentBack())


def key_names(*, can_go_back: bool, skip: str = "skip") -> list[str]:
    """What those keys are called at the foot of a page; `skip` empty: there is no such key."""
    names = [f"Tab: {skip}"] if skip else []
    names += ["Shift-Tab: back"] if can_go_back else []
    return [*names, "F1: help lines", "Ctrl-C: stop"]


def _ask_picks(ask: Ask, before: Sequence[str]) -> Reply:
    own = own_rows(ask)
    ids = {p.folded: value for value, p in own.items()}
    ticked = [ids[p.folded] if isinstance(p, Other) else p for p in picks(ask.default)]
    as_it_was, begun = list(ticked), ""
    while True:
        picked = ask_list(_list_page(ask, before, own, ticked), lambda k, p: _list_keys(k, p, ask))
        if isinstance(picked, _LeftList):
            return picked.way() if picked.ticked == as_it_was else _left_list(picked, own)
        if not isinstance(picked, Picked):
            return _answered(picked)
        values, stops = picked.values, False
        if OTHER in values:
            begun = picked.typed or begun
            word = _ask_own_word(ask, begun)
            stops = isinstance(word, Left)
            begun = (word if isinstance(word, str) else str(word.typed or "")).strip()
            ticked = [v for v in values if v != OTHER]
            if stops and not begun:
                return Left()
            if isinstance(word, WentBack) or not begun:
                continue
            own[f"own_{len(own)}"] = Other(begun)
            values = [f"own_{len(own) - 1}" if v == OTHER else v for v in values]
        # What tells of danger is not kept on the way out.
        chosen = tuple(dict.fromkeys(own.get(v, v) for v in values if not (stops and v == SCARY)))
        if not chosen:
            return Skipped()
        value: Answer = chosen if ask.question.kind == "many" else chosen[0]
        if values == as_it_was and ask.default is not None:
            value = ask.default
        more = tuple(q.id for q in ask.more) if picked.more else ()
        return Left(value) if stops else Answered(value, more)


def _left_list(left: _LeftList, own: Mapping[str, Other]) -> Reply:
    """Back or out of a list: what was ticked goes along, but for what tells of danger."""
    ticked = tuple(own.get(v, v) for v in left.ticked if v not in (OTHER, SCARY))
    return left.way(ticked or None)


def _list_page(
    ask: Ask, before: Sequence[str], own: dict[str, Other], ticked: Sequence[str]
) -> ListPage:
    return ListPage(
        [Row(value, word.text, heading=OWN) for value, word in own.items()] + rows_of(ask.question),
        head=_head(ask, before),
        limit=1 if ask.question.kind == "one" else ask.question.limit,
        rests=ask.again,
        alone=NOT_SURE,
        short=[*own, *ask.question.short] if ask.question.short else (),
        finds=ask.question.words is not None,
        jumps=ask.question.words is None and ask.question.theme not in _NEVER_BY_LETTER,
        ticked=list(ticked),
        keys=_names(ask),
    )


def _list_keys(keys: KeyBindings, picker: Picker, ask: Ask) -> None:
    leave_keys(keys, can_go_back=ask.can_go_back)
    if ask.question.kind == "many" and ask.question.limit != 1:
        back: _Ways = {"s-tab": WentBack, "f2": WentBack} if ask.can_go_back else {}
        for key, way in {**dict.fromkeys(STOP_KEYS, Left), **back}.items():
            keys.add(key, eager=True)(
                lambda event, way=way: event.app.exit(result=_LeftList(way, list(picker.ticked)))
            )
    if ask.question.word(NOT_SURE) is not None:
        exits_with(keys, "?", Picked([NOT_SURE]))
    if ask.more:
        keys.add("f3")(lambda event: _take_then_more(picker, event))


def _take_then_more(picker: Picker, event: KeyPressEvent) -> None:
    """What is picked, and then more of it; there has to be something for that."""
    if picker.picked():
        event.app.exit(result=Picked(picker.picked(), more=True))
    else:
        picker.note = "Nothing is ticked yet. Space ticks a row; then F3."


def _ask_own_word(ask: Ask, begun: str) -> str | WentBack | Left:
    """A word of one's own; going back leads to the list, where it waits."""
    ways: _Ways = {**dict.fromkeys(STOP_KEYS, Left), "f2": WentBack, "s-tab": WentBack}
    typed: str | WentBack | Left = _typing(
        Head(ask.step, (), ask.question.ask, "In your own words:"),
        begun,
        ["F2: back to the list", "F1: help lines", "Ctrl-C: stop"],
        lambda keys, area: _leave_with_text(keys, area, ways),
    )
    return typed


def _ask_scale(ask: Ask, before: Sequence[str]) -> Reply:
    start = ask.default if isinstance(ask.default, int) else None
    number = ask_scale(
        _head(ask, before),
        ask.question.ends,
        start,
        _names(ask),
        lambda keys: leave_keys(keys, can_go_back=ask.can_go_back),
    )
    return _answered(ask.default if number == start else number)


def _ask_text(ask: Ask, before: Sequence[str]) -> Reply:
    if ask.draft and ask.default is None:
        return _ask_draft(ask, before)
    text = ask.default if isinstance(ask.default, str) else ""
    return _as_it_was(ask, text, _type(ask, before, text))


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
    typed = ask_text(
        _head(ask, before),
        said,
        _names(ask),
        lambda keys, _area: leave_keys(keys, can_go_back=ask.can_go_back),
        lambda t: (
            "" if t == said or not t.strip() or read_minutes(t) is not None else _LIKE_MINUTES
        ),
    )
    if typed == said:
        return _answered(ask.default)
    return _answered(read_minutes(typed) if isinstance(typed, str) else typed)


def _ask_tags(ask: Ask, before: Sequence[str]) -> Reply:
    said = " ".join(str(tag) for tag in picks(ask.default))
    typed = _type(ask, before, said)
    match reply := _as_it_was(ask, said, typed):
        case Answered(str(text)):
            return _answered(as_tags(text))
        case WentBack(str(text)) | Left(str(text)) | Wrote(str(text)):
            return type(reply)(as_tags(text))
    return reply


def _pause(ask: Ask, before: Sequence[str]) -> Reply:
    text = "\n\n".join([*before, ask.question.ask, ask.question.hint])
    read_page(lambda columns: [("", ""), *page.wrap("", text, columns)], {"": "go on"})
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


def _type(ask: Ask, before: Sequence[str], text: str) -> Any:
    return _typing(
        _head(ask, before),
        text,
        ["Ctrl-E: editor", *_names(ask)],
        lambda keys, area: _text_keys(keys, area, ask),
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


def _typing(head: Head, text: str, names: Sequence[str], extra: TextKeys) -> Any:
    """A text box; if the terminal goes away under it, what was typed until then is left."""
    areas: list[Buffer] = []

    def with_area(keys: KeyBindings, area: Buffer) -> None:
        areas.append(area)
        extra(keys, area)

    try:
        return ask_text(head, text, names, with_area, _problem)
    except EOFError:
        return Left(_typed_so_far(areas[0]))


def _text_keys(keys: KeyBindings, area: Buffer, ask: Ask) -> None:
    """The keys that leave a text: what was typed until then goes along."""
    exits_with(keys, "tab", Skipped())
    back: _Ways = {"s-tab": WentBack, "f2": WentBack} if ask.can_go_back else {}
    _leave_with_text(keys, area, {**dict.fromkeys(STOP_KEYS, Left), "c-e": Wrote, **back})


def _leave_with_text(keys: KeyBindings, area: Buffer, ways: _Ways) -> None:
    for key, way in ways.items():
        keys.add(key, eager=True)(
            lambda event, way=way: event.app.exit(result=_left_text(way, area))
        )


def _left_text(way: type[WentBack] | type[Left] | type[Wrote], area: Buffer) -> Reply:
    """The way out with what was typed; in an editor it goes on after its last blank."""
    text = _typed_so_far(area)
    return way(without_unkeepable(area.text) if text and way is Wrote else text)


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
    # Where something was said before, Tab takes it back.
    skip = "skip" if ask.default is None else "no answer"
    names = key_names(can_go_back=ask.can_go_back, skip=skip)
    if ask.question.word(NOT_SURE) is not None:
        names.insert(1, "?: not sure")
    if ask.more:
        names.insert(0, f"F3: take it, then {ask.more[0].offered}")
    return names
