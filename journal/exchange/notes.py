"""Entries of other journals as notes: the checks and the uid that all of them share."""

from __future__ import annotations

import hashlib
import uuid
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from journal.core.errors import AnswerError, InputError
from journal.core.kinds import read_answer
from journal.core.model import Entry, Said
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
        ahead: Where those stood that were left out because they are dated in the future.
    """

    flow_of: FlowOf
    now: datetime
    left: Counter[str] = field(default_factory=Counter)
    ahead: list[str] = field(default_factory=list)
    _first: dict[str, bytes] = field(default_factory=dict)

    def apart(self, entry: Entry) -> Entry:
        """
        An entry, under another uid if one of another text came under its uid from this file.

        Which of them is later its source does not tell, so both are kept.
        """
        text = str(entry.value("text"))
        digest = hashlib.sha256(text.encode()).digest()
        if self._first.setdefault(entry.uid, digest) == digest:
            return entry
        return replace(entry, uid=derived_uid(entry.uid, text))


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


def is_ahead(moment: datetime, place: str, taking: Taking) -> bool:
    """Whether a moment lies in the future; then its entry is left out, and where it stood noted."""
    if moment <= taking.now:
        return False
    taking.left["ahead"] += 1
    taking.ahead.append(place)
    return True


def as_object(value: Any, place: str) -> Mapping[str, Any]:
    """
    An entry as it stands in the file.

    Raises:
        InputError: If it is no object.
    """
    if not isinstance(value, dict):
        raise InputError(place, "Expected a JSON object.")
    return value
