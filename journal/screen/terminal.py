"""A person at a terminal, asked one question at a time on a quiet screen."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from enum import Enum
from typing import Any

from prompt_toolkit.key_binding import KeyBindings

from journal.core.conversation import Ask, Offer
from journal.core.converse import Answered, Opened, Skipped, WentBack
from journal.core.errors import NoTerminalError, Stopped
from journal.core.flows import Question
from journal.core.kinds import read_minutes
from journal.core.model import NOT_SURE, OTHER, Answer, Other, Pick, picks
from journal.core.text import keepable
from journal.screen import page
from journal.screen.listing import ask_list
from journal.screen.page import Line
from journal.screen.picker import ListPage, Picker, Row
from journal.screen.running import exits_with
from journal.screen.simple import ask_scale, ask_text, read_page

_ALTERNATE, _PRIMARY = "\x1b[?1049h\x1b[H\x1b[2J", "\x1b[?1049l"
_CLEAR = "\x1b[H\x1b[2J"
_OWN = "own_"
"""Begins the value of a row that stands for an own word given before."""


class _Key(Enum):
    """What a key of the page says instead of an answer."""

    BACK = "back"
    SKIP = "skip"
    MORE = "more"


def need_terminal(instead: str) -> None:
    """
    Make sure that there is someone to ask.

    Raises:
        NoTerminalError: Naming the option to use instead.
    """
    if not (_is_terminal(sys.stdin) and _is_terminal(sys.stdout)):
        raise NoTerminalError(f"There is no terminal to ask on. {instead}")


@contextmanager
def quiet_screen() -> Iterator[Terminal]:
    """A screen of its own for the questions; afterwards nothing of them is left on it."""
    os.environ.setdefault("PROMPT_TOOLKIT_NO_CPR", "1")
    terminal = Terminal()
    sys.stdout.write(_ALTERNATE)
    sys.stdout.flush()
    try:
        yield terminal
        terminal.finish()
    finally:
        sys.stdout.write(_CLEAR + _PRIMARY)
        sys.stdout.flush()


class Terminal:
    """Implements `core.converse.Person` with questionary."""

    def __init__(self) -> None:
        self._told: list[str] = []

    def say(self, text: str) -> None:
        """Show a line over the next question."""
        self._told.append(text)

    def finish(self) -> None:
        """Let the last lines be read before the screen goes."""
        if self._told:
            self.page("\n\n".join(self._take_told()), {"": "close"})

    def page(self, text: str, choices: Mapping[str, str]) -> str:
        """Show a page of its own; returns the key of the choice taken."""
        told = [*self._take_told(), text]

        def lines(columns: int) -> list[Line]:
            return [("", ""), *page.wrap("", "\n\n".join(told), columns)]

        return str(_asked(lambda: read_page(lines, choices)))

    def offer(self, offer: Offer) -> Opened | Skipped | WentBack:
        """Offer follow-ups, one key each; Enter goes on."""
        rows = [Row("", "Go on")]
        rows += [Row(q.id, q.offered.capitalize()) for q in offer.questions]
        list_page = ListPage(
            rows,
            step=offer.step,
            before=self._take_told(),
            ask="A little more, if you like:",
            keys=_key_names(can_go_back=offer.can_go_back, skips=False),
        )

        def extra(keys: KeyBindings, picker: Picker) -> None:
            self._leave_keys(keys, can_go_back=offer.can_go_back)
            for number, question in enumerate(offer.questions, 1):
                exits_with(keys, str(number), [question.id])

        reply = _asked(lambda: ask_list(list_page, extra))
        if reply is _Key.BACK:
            return WentBack()
        if reply is _Key.SKIP or reply == [""]:
            return Skipped()
        return Opened(reply[0])

    def ask(self, ask: Ask) -> Answered | Skipped | WentBack:
        """Ask one question, in the way that its kind needs."""
        question = ask.question
        before = self._take_told() + ([question.before] if question.before else [])
        reply = _asked(lambda: _ASKING[question.kind](self, ask, before))
        more: tuple[str, ...] = ()
        if isinstance(reply, tuple) and len(reply) == 2 and reply[0] is _Key.MORE:
            more, reply = tuple(q.id for q in ask.more), reply[1]
        if question.after:
            self.say(question.after)
        match reply:
            case _Key.BACK:
                return WentBack()
            case None | _Key.SKIP:
                return Skipped()
            case _:
                return Answered(reply, more)

    def _ask_picks(self, ask: Ask, before: list[str]) -> Any:
        question, again = ask.question, list(picks(ask.default))
        own = {f"{_OWN}{i}": p for i, p in enumerate(again) if isinstance(p, Other)}
        ticked = [next((v for v, o in own.items() if o == p), str(p)) for p in again]
        limit = 1 if question.kind == "one" else question.limit
        while True:
            list_page = ListPage(
                [Row(v, o.text) for v, o in own.items()] + _rows(question),
                step=ask.step,
                before=before,
                ask=question.ask,
                hint=question.hint,
                limit=limit,
                alone=NOT_SURE,
                short=question.short,
                ticked=[t for t in ticked if t != OTHER],
                keys=_names_for(ask),
            )
            values = ask_list(list_page, lambda k, p: self._list_keys(k, p, ask))
            if isinstance(values, _Key):
                return values
            opened, values = values if isinstance(values, tuple) else (None, values)
            if OTHER in values:
                word = self._own_word(ask)
                if word is None:
                    ticked = [v for v in values if v != OTHER]
                    continue
                own[f"{_OWN}{len(own)}_new"] = word
                values = [list(own)[-1] if v == OTHER else v for v in values]
            chosen: list[Pick] = [own.get(v, v) for v in values]
            answer: Answer = tuple(dict.fromkeys(chosen)) if question.kind == "many" else chosen[0]
            return (_Key.MORE, answer) if opened else answer

    def _own_word(self, ask: Ask) -> Other | None:
        typed = ask_text(
            lambda columns: page.head(
                ask.step, (), ask.question.ask, "In your own words:", columns
            ),
            _columns(),
            "",
            ["F2: back to the list"],
            lambda keys: exits_with(keys, "f2", ""),
            _keepable,
        )
        return Other(typed.strip()) if typed.strip() else None

    def _ask_scale(self, ask: Ask, before: list[str]) -> Any:
        start = ask.default if isinstance(ask.default, int) else None
        return ask_scale(
            _top(ask, before),
            ask.question.ends,
            start,
            _names_for(ask),
            lambda keys: self._leave_keys(keys, can_go_back=ask.can_go_back),
        )

    def _ask_text(self, ask: Ask, before: list[str]) -> Any:
        if ask.draft and ask.default is None:
            return self._ask_draft(ask, before)
        default = ask.default if isinstance(ask.default, str) else ""
        return self._type(ask, before, default) or _Key.SKIP

    def _ask_draft(self, ask: Ask, before: list[str]) -> Any:
        """A first try: keep it, change it, or leave it."""
        rows = [
            Row("keep", "Keep it"),
            Row("change", "Change it"),
            Row("leave", "Leave it for the second look"),
        ]
        list_page = ListPage(
            rows,
            step=ask.step,
            before=before,
            ask=ask.question.ask,
            hint=f"{ask.question.hint}\n\n{ask.draft}",
            keys=_names_for(ask),
        )
        values = ask_list(
            list_page, lambda keys, _p: self._leave_keys(keys, can_go_back=ask.can_go_back)
        )
        match values:
            case _Key():
                return values
            case ["keep"]:
                return ask.draft
            case ["change"]:
                return self._type(ask, before, ask.draft) or _Key.SKIP
            case _:
                return _Key.SKIP

    def _type(self, ask: Ask, before: list[str], default: str) -> Any:
        typed = ask_text(
            _top(ask, before),
            _columns(),
            default,
            _names_for(ask),
            lambda keys: self._leave_keys(keys, can_go_back=ask.can_go_back),
            _keepable,
        )
        return typed.strip() if isinstance(typed, str) else typed

    def _ask_minutes(self, ask: Ask, before: list[str]) -> Any:
        default = f"{ask.default}m" if isinstance(ask.default, int) else ""
        typed = ask_text(
            _top(ask, before),
            _columns(),
            default,
            _names_for(ask),
            lambda keys: self._leave_keys(keys, can_go_back=ask.can_go_back),
            lambda t: not t.strip() or read_minutes(t) is not None or "Like 10m, 1h30 or 2d.",
        )
        return typed if isinstance(typed, _Key) else read_minutes(typed)

    def _ask_tags(self, ask: Ask, before: list[str]) -> Any:
        default = " ".join(str(t) for t in picks(ask.default))
        typed = self._type(ask, before, default)
        if isinstance(typed, _Key):
            return typed
        return tuple(dict.fromkeys(typed.replace(",", " ").split())) or _Key.SKIP

    def _pause(self, ask: Ask, before: list[str]) -> Any:
        text = "\n\n".join([*before, ask.question.ask, ask.question.hint])
        self.page(text, {"": "go on"})
        return _Key.SKIP

    def _list_keys(self, keys: KeyBindings, picker: Picker, ask: Ask) -> None:
        self._leave_keys(keys, can_go_back=ask.can_go_back)
        if ask.question.word(NOT_SURE) is not None:
            exits_with(keys, "?", [NOT_SURE])
        if ask.more:
            keys.add("f3")(lambda event: event.app.exit(result=(_Key.MORE, picker.picked())))

    def _leave_keys(self, keys: KeyBindings, *, can_go_back: bool) -> None:
        exits_with(keys, "tab", _Key.SKIP)
        if can_go_back:
            exits_with(keys, "s-tab", _Key.BACK)
            exits_with(keys, "f2", _Key.BACK)

    def _take_told(self) -> list[str]:
        told, self._told = self._told, []
        return told


_ASKING = {
    "one": Terminal._ask_picks,
    "many": Terminal._ask_picks,
    "scale": Terminal._ask_scale,
    "minutes": Terminal._ask_minutes,
    "text": Terminal._ask_text,
    "tags": Terminal._ask_tags,
    "pause": Terminal._pause,
}
"""Kind of question -> how it is asked here."""


def _rows(question: Question) -> list[Row]:
    rows = [
        Row(w.id, w.label, w.about(question.about), heading, always=w.id == "scary")
        for heading, w in question.offered_words()
    ]
    if question.takes_own:
        rows += [
            Row(w.id, w.label, w.description, always=True)
            for w in (question.word(OTHER), question.word(NOT_SURE))
            if w is not None
        ]
    return rows


def _top(ask: Ask, before: list[str]) -> Any:
    def top(columns: int) -> list[Line]:
        return page.head(ask.step, before, ask.question.ask, ask.question.hint, columns)

    return top


def _names_for(ask: Ask) -> list[str]:
    names = _key_names(can_go_back=ask.can_go_back, skips=True)
    if ask.question.word(NOT_SURE) is not None:
        names.insert(1, "?: not sure")
    if ask.more:
        names.insert(0, f"F3: take it, then {ask.more[0].offered}")
    return names


def _key_names(*, can_go_back: bool, skips: bool) -> list[str]:
    names = ["Tab: skip"] if skips else []
    names += ["Shift-Tab: back"] if can_go_back else []
    return [*names, "Ctrl-C: stop"]


def _asked(asking: Any) -> Any:
    """Clear, ask, and turn a stop of whatever sort into ours."""
    sys.stdout.write(_CLEAR)
    sys.stdout.flush()
    try:
        return asking()
    except (KeyboardInterrupt, EOFError):
        raise Stopped("") from None


def _keepable(text: str) -> bool | str:
    return keepable(text) or "This holds a character that can't be kept."


def _columns() -> int:
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns
    except OSError:
        return 80


def _is_terminal(stream: Any) -> bool:
    try:
        return stream is not None and stream.isatty()
    except ValueError:
        return False
