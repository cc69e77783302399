"""Entries of other journals as notes: the checks and the uid that all of them share."""

from __future__ import annotations

import hashlib
import uuid
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from journal.core.errors import AnswerError, InputError
from journal.core.kinds import read_answer
from journal.core.model import Entry, Said
from journal.core.moments import EARLIEST_YEAR
from journal.exchange.lines import FlowOf

NOTE = "note"


@dataclass(frozen=True, slots=True)
class Taking:
    """
    What is known while a file is taken in.

    Attributes:
        flow_of: The flow of a name.
        now: The moment of reading, with its zone.
        left: What was left out so far, or taken otherwise than it stood there: a key of
            `sources.LEFT` -> how often.
    """

    flow_of: FlowOf
    now: datetime
    left: Counter[str] = field(default_factory=Counter)


def note(
    taking: Taking,
    place: str,
    *,
    uid: str,
    happened_at: datetime,
    edited_at: datetime | None = None,
    text: str,
    tags: Any,
) -> Entry | None:
    """
    A note, begun when it happened; None if nothing is written in it.

    Args:
        tags: As they stand in the file; each is kept once.

    Raises:
        InputError: Naming the place and what was expected.
    """
    flow = taking.flow_of(NOTE)
    assert flow is not None  # noqa: S101 - it is packaged
    # Anything but a list of texts is left for the question itself to refuse.
    if isinstance(tags, list) and all(isinstance(tag, str) for tag in tags):
        tags = list(dict.fromkeys(tags))
    said = {}
    for question, value in zip(flow.questions, (text, tags), strict=True):
        try:
            answer = read_answer(question, value)
        except AnswerError as error:
            raise InputError(place, str(error)) from None
        if answer is not None:
            said[question.id] = Said(answer, question.theme, question.ask)
    if flow.questions[0].id not in said:
        taking.left["empty"] += 1
        return None
    return Entry(
        uid=uid,
        flow=NOTE,
        counts=flow.counts,
        happened_at=happened_at,
        written_at=happened_at,
        edited_at=edited_at,
        answers=said,
    )


def derived_uid(*parts: str) -> str:
    """The same for the same source, time and text, whenever and wherever it is read."""
    digest = hashlib.sha256("\n".join(parts).encode()).digest()
    return str(uuid.UUID(bytes=digest[:16], version=5))


def fitting(moment: datetime, key: str, place: str, now: datetime) -> datetime:
    """
    A moment that something can have happened at.

    Raises:
        InputError: If it lies in the future or before 1900.
    """
    if moment.year < EARLIEST_YEAR:
        raise InputError(place, f"{key}: expected a time after {EARLIEST_YEAR}.")
    if moment > now:
        raise InputError(place, f"{key}: expected a time that is not in the future.")
    return moment


def as_object(value: Any, place: str) -> Mapping[str, Any]:
    """
    An entry as it stands in the file.

    Raises:
        InputError: If it is no object.
    """
    if not isinstance(value, dict):
        raise InputError(place, "Expected a JSON object.")
    return value
