"""The import of JSON in our own format: every part of an entry is validated."""

from __future__ import annotations

import hashlib
import re
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, BinaryIO, TypeVar

from journal.core.dates.moments import EARLIEST_YEAR, LATEST_YEAR
from journal.core.dialogue.finishing import with_care_and_leans
from journal.core.dialogue.progress import Progress, labels, wording
from journal.core.errors import AnswerError, InputError
from journal.core.flows.flow import Flow
from journal.core.flows.kinds import read_answer
from journal.core.flows.word_lists import ID
from journal.core.model import OTHER, Answer, Entry, Other, Pick, Said
from journal.core.terms import CARES, DETAILS, FREE, LEANS, THEMES, one_of
from journal.core.text import keepable
from journal.exchange.json_export import FlowOf, as_json
from journal.exchange.strict_json import TOO_LONG, read_json

T = TypeVar("T")
KEYS = (
    "uid flow happened_at written_at edited_at about care lean lean_detail their_lean "
    "lean_overruled answers asked"
).split()
_UID = re.compile(r"(?!edit:)[A-Za-z0-9._:-]{1,100}")
"""A valid uid; the prefix `edit:` is reserved for working copies in the store."""
_MOST_BLANK = 1 << 20
"""The most bytes of consecutive blank lines; more may be an endless stream."""

_BIGGEST = 2**53


@dataclass(frozen=True, slots=True)
class EntryReader:
    """
    A reader of entries in our own format.

    Attributes:
        flow_of: Returns the flow with a name.
        now: The moment of reading, with its zone.
    """

    flow_of: FlowOf
    now: datetime

    def read_one(self, data: bytes, place: str, *, uid: str) -> Entry:
        """
        Read the single object of an answers file.

        Args:
            data: The content of the file.
            place: The name of the file, for errors.
            uid: The uid of the entry if the object has none.

        Raises:
            InputError: If the object is invalid; names the place and what was expected there.
        """
        return self._entry(read_json(data, place), place, uid)

    def read_lines(self, file: BinaryIO, place: str) -> Iterator[Entry]:
        """
        Read JSON Lines; blank lines are ignored.

        An object without a uid gets a deterministic one from its flow, time and answers, so that
        importing a file twice adds nothing.

        Raises:
            InputError: At the first invalid object, without any, or after 1 MiB of blank lines.
        """
        has_entry = False
        blank = 0
        for number, line in enumerate(_lines(file), 1):
            where = f"{place}, line {number}"
            if line.strip(b"\xef\xbb\xbf \t\r\n"):
                has_entry = True
                blank = 0
                yield self._entry(read_json(line, where), where, "")
                continue
            blank += len(line)
            if blank > _MOST_BLANK:
                raise InputError(where, "Expected one entry a line, found blank lines only.")
        if not has_entry:
            raise InputError(place, "Expected one entry a line, found nothing.")

    def _entry(self, data: Any, place: str, uid: str) -> Entry:
        if not isinstance(data, dict):
            raise InputError(place, "Expected a JSON object.")
        unknown = [key for key in data if key not in KEYS]
        if unknown:
            raise InputError(place, f"Expected only the keys {', '.join(KEYS)}.")
        name = data.get("flow")
        if not isinstance(name, str) or not keepable(name) or not name.strip():
            raise InputError(place, "flow: expected the name of a flow.")
        flow = self.flow_of(name)
        answers = _answers(data, flow, place)
        if flow is None and not answers:
            raise InputError(place, "flow: expected a flow that is known here.")
        if not answers:
            raise InputError(place, "answers: expected at least one answer.")
        happened_at = self._moment(data, "happened_at", place)
        # A future time is valid only in our own export of an entry written with a fast clock.
        is_export = not uid and None not in (data.get("uid"), data.get("written_at"))
        latest = happened_at is not None and happened_at.year > LATEST_YEAR
        if happened_at is not None and happened_at > self.now and (latest or not is_export):
            raise InputError(place, "happened_at: expected a time that is not in the future.")
        entry = Entry(
            uid=self._uid(data, place) or uid or _derived_uid(data),
            flow=name,
            counts=flow.counts if flow else "never",
            happened_at=happened_at or self.now,
            written_at=self._moment(data, "written_at", place) or self.now,
            edited_at=self._moment(data, "edited_at", place),
            about=self._uid(data, place, "about"),
            care=_one_of(data, "care", CARES, place),
            lean=_one_of(data, "lean", LEANS, place),
            lean_detail=_one_of(data, "lean_detail", DETAILS, place),
            their_lean=_one_of(data, "their_lean", LEANS, place),
            lean_overruled=_one_of(data, "lean_overruled", LEANS, place),
            answers=answers,
        )
        return with_care_and_leans(entry if flow is None else _as_asked(entry, flow, data), flow)

    def _moment(self, data: Mapping[str, Any], key: str, place: str) -> datetime | None:
        value = data.get(key)
        if value is None:
            return None
        try:
            # `fromisoformat` accepts any separator, even an unstorable character.
            moment = datetime.fromisoformat(value if keepable(value) else "")
        except (TypeError, ValueError):
            raise InputError(
                place, f"{key}: expected a time such as 2026-03-01T21:30:00+01:00."
            ) from None
        if moment.utcoffset() is None:
            raise InputError(place, f"{key}: expected a time with its zone, such as +01:00.")
        if moment.year < EARLIEST_YEAR:
            raise InputError(place, f"{key}: expected a time after {EARLIEST_YEAR}.")
        if key != "happened_at" and moment.year > LATEST_YEAR:
            raise InputError(place, f"{key}: expected a time before {LATEST_YEAR + 1}.")
        return moment

    def _uid(self, data: Mapping[str, Any], place: str, key: str = "uid") -> str | None:
        value = data.get(key)
        if value is not None and not (isinstance(value, str) and _UID.fullmatch(value)):
            raise InputError(place, f"{key}: expected letters, digits and . _ : - only.")
        if key == "about" and value is not None and value == data.get("uid"):
            raise InputError(place, "about: expected the uid of another entry.")
        return value


def _answers(data: Mapping[str, Any], flow: Flow | None, place: str) -> dict[str, Said]:
    answers, asked = data.get("answers"), data.get("asked", {})
    if not isinstance(answers, dict):
        raise InputError(place, "answers: expected an object of answers by question.")
    if not isinstance(asked, dict) or not all(
        isinstance(w, str) and keepable(w) for w in asked.values()
    ):
        raise InputError(place, "asked: expected an object of wordings by question.")
    ids = list(answers) if flow is None else sorted(answers, key=flow.position)
    said: dict[str, Said] = {}
    for question_id in ids:
        try:
            one = _said(question_id, answers[question_id], flow, asked)
        except AnswerError as error:
            raise InputError(place, str(error)) from None
        if one is not None:
            said[question_id] = one
    return said


def _said(question_id: str, value: Any, flow: Flow | None, asked: Mapping[str, str]) -> Said | None:
    question = flow.question(question_id) if flow else None
    if question is not None:
        try:
            answer = read_answer(question, value)
        except AnswerError:
            if flow is None or flow.packaged or question_id not in asked:
                raise
            # The person's own flow has changed since; the old answer stays valid.
            answer = _any_answer(question_id, value)
        ask = asked.get(question_id, question.ask)
        return (
            None if answer is None else Said(answer, question.theme, ask, labels(question, answer))
        )
    if question_id not in asked or not keepable(question_id):
        expected = "a question of a flow that is known here" if flow is None else "a known question"
        raise AnswerError(_named(question_id), f"{expected}, or its wording in asked")
    answer = None if value is None else _any_answer(question_id, value)
    theme = one_of(question_id, THEMES) or FREE
    return None if answer is None else Said(answer, theme, asked[question_id])


def _any_answer(question_id: str, value: Any) -> Answer | None:
    """Return an answer to a question of which only the wording is known."""
    if isinstance(value, list):
        picks = [_any_pick(question_id, v) for v in value]
        if len(set(picks)) != len(picks):
            raise AnswerError(_named(question_id), "each choice only once")
        return tuple(picks) or None
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) <= _BIGGEST:
        return value
    return _any_pick(question_id, value)


def _any_pick(question_id: str, value: Any) -> Pick:
    is_own = isinstance(value, dict) and set(value) == {OTHER}
    text = value[OTHER] if is_own else value
    if isinstance(text, str) and keepable(text) and text.strip():
        return Other(text) if is_own else text
    raise AnswerError(_named(question_id), "a text, a number, an own word or a list of them")


def _named(question_id: str) -> str:
    """Return a question's id for an error; text that is no id is not repeated."""
    return question_id if ID.fullmatch(question_id) else "a question"


def _as_asked(entry: Entry, flow: Flow, data: Mapping[str, Any]) -> Entry:
    """Return the entry with the wording that each question would have had in a conversation."""
    asked = data.get("asked", {})
    answers: dict[str, Said] = {}
    # `answers` grows in the loop, so that a wording depends on earlier answers only.
    progress = Progress(flow, replace(entry, answers=answers))
    for question_id, said in entry.answers.items():
        question = flow.question(question_id)
        if question is None or question_id in asked or question.asked_alike:
            answers[question_id] = said
        else:
            # `replace` would take twice as long (measured), in the innermost loop of an import.
            asked_as = wording(progress, question)
            answers[question_id] = Said(
                value=said.value, theme=said.theme, wording=asked_as, labels=said.labels
            )
    return replace(entry, answers=answers)


def _one_of(data: Mapping[str, Any], key: str, allowed: tuple[T, ...], place: str) -> T | None:
    value = one_of(data.get(key), allowed)
    if value is None and data.get(key) is not None:
        raise InputError(place, f"{key}: expected one of {', '.join(map(str, allowed))}.")
    return value


def _derived_uid(data: Mapping[str, Any]) -> str:
    """Return a deterministic UUID for a flow, time and answers in any order."""
    parts = [data.get(key) for key in ("flow", "happened_at", "answers")]
    canonical = as_json(sorted(parts[2].items()) if isinstance(parts[2], dict) else "")
    digest = hashlib.sha256(f"{parts[0]}\n{parts[1]}\n{canonical}".encode()).digest()
    return str(uuid.UUID(bytes=digest[:16], version=5))


def _lines(file: BinaryIO) -> Iterator[bytes]:
    while line := file.readline(TOO_LONG + 1):
        yield line
