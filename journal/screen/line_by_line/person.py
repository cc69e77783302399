"""
The person at a line-by-line terminal: numbered choices, no cursor movement, no colour.

For screen readers, slow connections and dumb terminals. Typed text stays on the screen; a message
says so once in a command.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence

from journal.core.care.care_book import SCARY
from journal.core.cycle.lean_sentences import FULL_PAGE, FULL_PAGE_CHARACTERS, TAKE_OUT
from journal.core.dialogue.asks import Ask, Offer
from journal.core.dialogue.exercises import Cue
from journal.core.dialogue.ports import Answered, Left, Opened, Reply, Skipped, WentBack, Wrote
from journal.core.flows.kinds import read_minutes
from journal.core.model import NOT_SURE, OTHER, Answer, Other, Pick, picks
from journal.core.platform.system import has_input
from journal.core.text import isolated, keepable, one_line, without_unkeepable
from journal.screen.choice_rows import OWN_HEADING, as_tags, own_rows, rows_of
from journal.screen.line_by_line.stdio import (
    HalfLine,
    can_change_lines,
    change_line,
    ends_at_once,
    next_line,
    read_line,
    take_any_bytes,
    write_text,
)
from journal.screen.list_model import Row

WORDS_STAY = "In this mode your words stay on the screen and in its history."
_said: list[str] = []
"""The messages shown already; each is shown once in a command."""

_HELP = "h"
_NO_FIT = "That does not fit here."
_UNKEEPABLE = "This holds a character that can't be kept."
_NUMBERS = ("scale", "minutes")
"""The kinds of question where a letter is no answer, so that `h` shows the help lines."""

_BACK, _NOT_SURE, _SKIP, _MORE, _CHANGE = "<", "?", "", "+", "="
_KEPT = "What you typed is kept until you answer or skip."


class LineByLinePerson:
    """
    An implementation of `core.dialogue.ports.Person` with lines of text.

    Args:
        help_lines: Returns the help lines, for the `h` key.
    """

    clears = False

    def __init__(self, help_lines: Callable[[], str]) -> None:
        self._help_lines = help_lines
        self._refused = ""
        self._refused_at = ""
        self._shows_all = False
        take_any_bytes()
        if not _said:
            _said.append(WORDS_STAY)
            self.say(WORDS_STAY)

    def say(self, text: str) -> None:
        """Show a line."""
        write_text(text)
        sys.stdout.write("\n")

    def page(self, text: str, choices: Mapping[str, str]) -> str:
        """
        Show a text and ask for a choice until one of its keys is typed.

        Args:
            text: The text.
            choices: Key -> its effect; the key "" is Enter.

        Returns:
            The key of the choice.

        Raises:
            HalfLine: If the person stops.
        """
        self.say(text)
        prompt = "\n".join(f"{key or 'Enter'}: {_ended(effect)}" for key, effect in choices.items())
        while True:
            typed = read_line(prompt).lower()
            if typed in choices:
                return typed
            self.say("Please type one of these.")

    def ground(self, cues: Sequence[Cue]) -> None:
        """
        Lead through an exercise line by line; Enter ends it.

        Raises:
            HalfLine: If the person stops in the middle of a line.
            KeyboardInterrupt: On a signal of `ENDINGS` during a cue.
        """
        self.say("Enter ends it.")
        for cue in cues:
            self.say(f"{cue.text} ({cue.seconds:.0f})" if cue.counted else cue.text)
            with ends_at_once():
                ends = has_input(cue.seconds)
            if ends:
                next_line()
                return

    def offer(self, offer: Offer) -> Opened | Skipped | WentBack:
        """
        Offer follow-up questions by number; Enter goes on.

        Raises:
            HalfLine: If the person stops.
        """
        numbered = {str(n): q for n, q in enumerate(offer.questions, 1)}
        more = ". ".join(f"{n}: {q.offered}" for n, q in numbered.items())
        while True:
            typed = read_line(f"A little more, if you like. {more}. Enter: go on.{_back(offer)}")
            if typed == _SKIP:
                return Skipped()
            if typed == _BACK and offer.can_go_back:
                return WentBack()
            if typed in numbered:
                return Opened(numbered[typed].id)
            self.say("Please type one of these.")

    def ask(self, ask: Ask) -> Reply:
        """
        Ask one question, according to its kind.

        A stop in the middle of a line is returned as `Left`, with the text typed so far.

        Returns:
            The reply; `Wrote` for a refused input, which the caller saves before asking again.
        """
        question = ask.question
        is_again, self._refused_at = self._refused_at == question.id, ""
        if not is_again:
            self._tell(ask)
        try:
            reply = _ASKING[question.kind](self, ask, is_again)
        except HalfLine as half:
            return _left(ask, without_unkeepable(half.typed).strip() or self._refused)
        except _LeftError as left:
            return Left(left.picked)
        if isinstance(reply, WentBack):
            reply = WentBack(reply.typed, self._refused)
        if question.after and not isinstance(reply, Wrote):
            self.say(question.after)
        return reply

    def _tell(self, ask: Ask) -> None:
        """Show the question with its step and hint, and the input that was refused before."""
        question = ask.question
        if question.before:
            self.say(question.before)
        step = f"{ask.step[0]} of {ask.step[1]}. " if ask.step[1] else ""
        self.say(f"{step}{question.ask}" + (f"\n{question.hint}" if question.hint else ""))
        self._refused, self._shows_all = ask.typed, False
        if ask.typed:
            self.say(f"You typed: {isolated(ask.typed)}")

    def _line(self, prompt: str) -> str:
        """Read a line; with `=`, the input refused before can be edited instead."""
        if not self._refused or not can_change_lines():
            return read_line(prompt)
        typed = read_line(f"{prompt} {_CHANGE}: change what you typed.")
        return change_line(self._refused) if typed == _CHANGE else typed

    def _picks(self, ask: Ask, is_again: bool) -> Reply:
        own = own_rows(ask)
        every = [Row(value, word.text, heading=OWN_HEADING) for value, word in own.items()]
        every += rows_of(ask.question)
        short = [r for r in every if r.value in (*own, *ask.question.short) or r.always]
        rows = short if ask.question.short and not self._shows_all else every
        many = ask.question.kind == "many" and ask.question.limit != 1
        how = "Type numbers with a blank between, such as 2 5." if many else "Type a number."
        if not is_again:
            _list(rows, own, ask.default)
        while True:
            hidden = len(rows) < len(every)
            typed = self._line(f"{how} Enter: {_enter(ask)}.{_keys(ask, hidden=hidden)}")
            way_on = _way_out(typed, ask)
            if way_on is not None:
                return way_on
            if typed == _HELP:
                self.say(self._help_lines())
            elif typed == _MORE and hidden:
                rows, self._shows_all = every, True
                _list(rows, own, ask.default)
            elif typed.startswith(_NOT_SURE):
                self._explain(typed, rows)
            else:
                reply = self._picked(typed.rstrip(_MORE), rows, own, ask, typed.endswith(_MORE))
                if reply is not None:
                    return reply

    def _explain(self, typed: str, rows: Sequence[Row]) -> None:
        number = typed.removeprefix(_NOT_SURE).strip()
        row = rows[int(number) - 1] if _is_number(number, len(rows)) else None
        self.say(f"{row.label}: {row.description}" if row else "Like: ? 3")

    def _picked(
        self, typed: str, rows: Sequence[Row], own: Mapping[str, Other], ask: Ask, more: bool
    ) -> Answered | Wrote | None:
        numbers = typed.replace(",", " ").split()
        if not numbers or not all(_is_number(n, len(rows)) for n in numbers):
            return self._refuse(ask, typed, f"Please type numbers from 1 to {len(rows)}.")
        values = list(dict.fromkeys(rows[int(n) - 1].value for n in numbers))
        limit = 1 if ask.question.kind == "one" else ask.question.limit
        if limit and len(values) > limit:
            return self._refuse(ask, typed, f"{limit} at most.")
        if NOT_SURE in values and len(values) > 1:
            return self._refuse(ask, typed, "Not sure stands alone.")
        try:
            chosen = [self._own_word() if v == OTHER else own.get(v, v) for v in values]
        except HalfLine as half:
            others = [own.get(v, v) for v in values if v not in (OTHER, SCARY)]
            word = without_unkeepable(half.typed).strip()
            picked = [*others, *([Other(word)] if word else [])]
            raise _LeftError(_of_kind(ask, picked) if picked else None) from None
        kept = [v for v in chosen if v is not None]
        if not kept:
            return None
        opened = tuple(q.id for q in ask.more) if more else ()
        return Answered(_of_kind(ask, kept), opened)

    def _own_word(self) -> Other | None:
        self._refused = ""
        while not keepable(typed := self._line("In your own words:")):
            self._refused = without_unkeepable(typed).strip()
            self.say(_UNKEEPABLE)
        return Other(typed) if typed else None

    def _refuse(self, ask: Ask, typed: str, reason: str) -> Wrote | None:
        """
        Keep an invalid input for editing, and show the reason.

        Returns:
            The reply that has the input saved and the question asked again; None for a question
            whose input is never saved, to ask again here.
        """
        self._refused = without_unkeepable(typed).strip()
        is_kept = bool(ask.entry) and ask.question.theme != "unsafe"
        self.say(f"{reason} {_KEPT}" if is_kept and self._refused else reason)
        if not is_kept:
            return None
        self._refused_at = ask.question.id
        return Wrote(None, self._refused)

    def _scale(self, ask: Ask, _is_again: bool) -> Reply:
        low, high = ask.question.ends
        ends = f" (0 {low}, 10 {high})" if low else ""
        return self._until(ask, f"A number from 0 to 10{ends}.")

    def _minutes(self, ask: Ask, _is_again: bool) -> Reply:
        return self._until(ask, "Like 10m, 1h30 or 2d.")

    def _text(self, ask: Ask, is_again: bool) -> Reply:
        if ask.draft and ask.default is None and not self._refused:
            choices = {"1": "keep it", "2": "write it anew", _SKIP: "leave it for now"}
            match self.page(ask.draft, choices):
                case "1":
                    return Answered(ask.draft)
                case "":
                    return Skipped()
        if isinstance(ask.default, str) and not is_again:
            self.say(f"Said before: {isolated(ask.default)}")
        return self._until(ask, "Type a line.")

    def _tags(self, ask: Ask, _is_again: bool) -> Reply:
        return self._until(ask, "")

    def _until(self, ask: Ask, how: str) -> Reply:
        """Ask for a line until it is valid, leaves the question, or is saved as refused."""
        while True:
            typed = self._line(f"{how} Enter: {_enter(ask)}.{_back(ask)}".strip())
            way_on = _way_out(typed, ask)
            if way_on is not None:
                return way_on
            if typed == _HELP and ask.question.kind in _NUMBERS:
                self.say(self._help_lines())
                continue
            answer = _READ[ask.question.kind](typed) if keepable(typed) else None
            if isinstance(answer, str) and len(answer) > FULL_PAGE_CHARACTERS:
                self.say(FULL_PAGE)
            wrong = ask.check(answer) if isinstance(answer, str) else ""
            if answer is not None and not wrong:
                return Answered(answer)
            why = wrong or (_NO_FIT if keepable(typed) else _UNKEEPABLE)
            refused = self._refuse(ask, typed, why)
            if refused is not None:
                return refused

    def _pause(self, _ask: Ask, _is_again: bool) -> Reply:
        read_line("Enter: go on.")
        return Skipped()


_ASKING: dict[str, Callable[[LineByLinePerson, Ask, bool], Reply]] = {
    "one": LineByLinePerson._picks,
    "many": LineByLinePerson._picks,
    "scale": LineByLinePerson._scale,
    "minutes": LineByLinePerson._minutes,
    "text": LineByLinePerson._text,
    "tags": LineByLinePerson._tags,
    "pause": LineByLinePerson._pause,
}
"""Kind of question -> the method that asks it."""


_READ: dict[str, Callable[[str], Answer | None]] = {
    "scale": lambda typed: int(typed) if typed == "0" or _is_number(typed, 10) else None,
    "minutes": read_minutes,
    "text": str,
    "tags": as_tags,
}
"""Kind of question -> the parser of its line, which returns None for an invalid one."""


class _LeftError(Exception):
    """
    A stop while an own word is typed.

    Attributes:
        picked: The picks so far, with the unfinished own word; None without any.
    """

    def __init__(self, picked: Answer | None) -> None:
        super().__init__()
        self.picked = picked


def _left(ask: Ask, typed: str) -> Left:
    """Return the reply for a stop: with an answer if the typed text is valid, else as text."""
    read = _READ.get(ask.question.kind)
    answer = read(typed) if typed and read else None
    return Left(None, typed) if answer is None else Left(answer)


def _of_kind(ask: Ask, chosen: Sequence[Pick]) -> Answer:
    """Return picks as an answer: without duplicates, or the first for a single choice."""
    return tuple(dict.fromkeys(chosen)) if ask.question.kind == "many" else chosen[0]


def _way_out(typed: str, ask: Ask) -> Reply | None:
    """Return the reply for an input that goes on without a new answer; None for others."""
    if typed == _SKIP:
        return Skipped() if ask.default is None else Answered(ask.default)
    if typed == "-":
        return Skipped()
    if typed == _BACK and ask.can_go_back:
        return WentBack()
    if typed == _NOT_SURE and ask.question.word(NOT_SURE) is not None:
        return Answered((NOT_SURE,) if ask.question.kind == "many" else NOT_SURE)
    return None


def _enter(ask: Ask) -> str:
    skip = TAKE_OUT if ask.takes_out else "skip"
    way = "skip" if ask.default is None else f"as before. -: {skip}"
    return way if ask.question.kind in ("text", "tags") else f"{way}. {_HELP}: help lines"


def _keys(ask: Ask, *, hidden: bool) -> str:
    keys = [" ?: not sure." if ask.question.word(NOT_SURE) is not None else ""]
    keys += [" ? 3: about number 3." if ask.question.words is not None else ""]
    keys += [f" {_MORE}: the whole list." if hidden else ""]
    keys += [f" {_MORE} after the numbers: also {ask.more[0].offered}." if ask.more else ""]
    return "".join(keys) + _back(ask)


def _list(rows: Sequence[Row], own: Mapping[str, Other], default: Answer | None) -> None:
    chosen = {p.folded if isinstance(p, Other) else p for p in picks(default)}
    heading = ""
    for number, row in enumerate(rows, 1):
        if row.heading != heading:
            heading = row.heading
            sys.stdout.write(f"{heading}:\n" if heading else "")
        key = own[row.value].folded if row.value in own else row.value
        mark = " (said before)" if key in chosen else ""
        sys.stdout.write(f"  {number} {isolated(one_line(row.label))}{mark}\n")


def _ended(text: str) -> str:
    """Return a text with a full stop, unless it ends with a punctuation mark."""
    return text if text.endswith((".", "?", "!")) else f"{text}."


def _back(step: Ask | Offer) -> str:
    return " <: back." if step.can_go_back else ""


def _is_number(typed: str, most: int) -> bool:
    return typed.isascii() and typed.isdigit() and len(typed) < 4 and 1 <= int(typed) <= most


def is_dumb() -> bool:
    """Return whether `TERM` is `dumb` or not set."""
    return os.environ.get("TERM", "") in ("dumb", "")
