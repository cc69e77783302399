"""The kinds of questions and the reading of their answers, one row a kind."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from journal.core.errors import AnswerError
from journal.core.flows.flow import Question
from journal.core.model import OTHER, Answer, Other, Pick
from journal.core.terms import Kind, Sort
from journal.core.text import keepable

TEN_YEARS = 10 * 366 * 24 * 60
"""The most minutes accepted as an answer; more is taken for a typing error."""

_DURATION = re.compile(r"(\d{1,7})\s*([a-z]*)\s*")
_UNITS = {
    **dict.fromkeys(("", "m", "min", "mins", "minute", "minutes"), 1),
    **dict.fromkeys(("h", "hour", "hours"), 60),
    **dict.fromkeys(("d", "day", "days"), 24 * 60),
    **dict.fromkeys(("w", "week", "weeks"), 7 * 24 * 60),
}


@dataclass(frozen=True, slots=True)
class HowRead:
    """
    The reader of the answers to one kind of question.

    Attributes:
        read: Reads a JSON value as an answer; None if it is empty, a skip. May raise
            `AnswerError`.
        themed: The sort of themes that its answers fit.
    """

    read: Callable[[Question, Any], Answer | None]
    themed: Sort


def read_answer(question: Question, value: Any) -> Answer | None:
    """
    Read an answer from a JSON value.

    Returns:
        The answer; None for a skip (`null`, an empty text or an empty list).

    Raises:
        AnswerError: If the value does not fit; it names the question, never the value.
    """
    return None if value is None else KINDS[question.kind].read(question, value)


def read_minutes(text: str) -> int | None:
    """
    Read a duration as typed: `45`, `10m`, `1h`, `1h30`, `2 days`.

    Returns:
        Whole minutes, at most `TEN_YEARS`; None if the text is no such duration.
    """
    typed, at, total, unit = text.strip().casefold(), 0, 0, ""
    if not typed:
        return None
    while at < len(typed):
        found = _DURATION.match(typed, at)
        if found is None or found[2] not in _UNITS or (unit and _UNITS[unit] == 1):
            return None
        unit = found[2] or "m"
        total += int(found[1]) * _UNITS[unit]
        at = found.end()
    return total if total <= TEN_YEARS else None


def _many(question: Question, value: Any) -> Answer | None:
    if not isinstance(value, list):
        raise AnswerError(question.id, "a list")
    picked = tuple(_pick(question, v) for v in value)
    if len(set(picked)) != len(picked):
        raise AnswerError(question.id, "each choice only once")
    if question.limit and len(picked) > question.limit:
        raise AnswerError(question.id, f"{question.limit} at most")
    return picked or None


def _pick(question: Question, value: Any) -> Pick:
    if isinstance(value, dict) and set(value) == {OTHER} and question.takes_own:
        text = _text(question, value[OTHER])
        if text is None:
            raise AnswerError(question.id, "a text in other")
        return Other(text)
    if isinstance(value, str) and value != OTHER and question.word(value) is not None:
        return value
    own = f', or {{"{OTHER}": "your own word"}}' if question.takes_own else ""
    raise AnswerError(question.id, f"one of its choices{own}")


def _scale(question: Question, value: Any) -> int:
    return _number(question, value, 10, "a whole number from 0 to 10")


def _minutes(question: Question, value: Any) -> int:
    return _number(question, value, TEN_YEARS, "whole minutes, ten years at most")


def _number(question: Question, value: Any, most: int, expected: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= most:
        raise AnswerError(question.id, expected)
    return value


def _text(question: Question, value: Any) -> str | None:
    if not isinstance(value, str):
        raise AnswerError(question.id, "a text")
    if not keepable(value):
        raise AnswerError(question.id, "a text without the NUL character or half characters")
    return value if value.strip() else None


def _tags(question: Question, value: Any) -> Answer | None:
    if not isinstance(value, list):
        raise AnswerError(question.id, "a list of texts")
    tags = tuple(t for t in (_text(question, v) for v in value) if t)
    if len(set(tags)) != len(tags):
        raise AnswerError(question.id, "each tag only once")
    return tags or None


def _nothing(question: Question, value: Any) -> None:
    raise AnswerError(question.id, "no answer, it is a pause")


KINDS: dict[Kind, HowRead] = {
    "one": HowRead(_pick, "picks"),
    "many": HowRead(_many, "picks"),
    "scale": HowRead(_scale, "number"),
    "minutes": HowRead(_minutes, "number"),
    "text": HowRead(_text, "text"),
    "tags": HowRead(_tags, "text"),
    "pause": HowRead(_nothing, "text"),
    "settle": HowRead(_nothing, "text"),
}

OWN_KINDS = tuple(kind for kind in KINDS if kind != "settle")
"""The kinds for flows of a person's own; `settle` is for packaged flows only."""
