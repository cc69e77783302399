"""
Entries of other journals as notes: the checks and the uid that all of them share.

One that does not fit hinders no other: it is left out, and told by its day and the reason.
"""

from __future__ import annotations

import hashlib
import uuid
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any, Literal

from journal.core.dates.moments import EARLIEST_YEAR, LATEST_YEAR
from journal.core.flows.kinds import read_answer
from journal.core.model import Entry, Said
from journal.core.text import keepable
from journal.exchange.json_export import FlowOf

NOTE = "note"

GRACE = timedelta(days=1)
"""A time without a zone may be that of a place where it is later than here."""

WhyNotTaken = Literal["ahead", "early", "undated", "empty", "form", "signs", "no entry"]
"""Why an entry is left out; told by `sources.REASONS`."""


class MisfitError(Exception):
    """
    An entry of another journal can't be taken.

    Attributes:
        day: When it was written, if that can be told; what stands for it, if that is no word.
    """

    def __init__(self, reason: WhyNotTaken, day: date | str | None = None) -> None:
        super().__init__(reason)
        self.reason: WhyNotTaken = reason
        self.day = day


@dataclass(frozen=True, slots=True)
class NotTaken:
    """Where an entry stands that was left out, its day if that can be told, and the reason."""

    place: str
    day: date | str | None
    reason: WhyNotTaken


@dataclass(frozen=True, slots=True)
class Taking:
    """
    What is known while a file is taken in.

    Attributes:
        flow_of: The flow of a name.
        now: The moment of reading, with its zone.
        left: What of the entries taken so far was left out, or taken otherwise than it stood
            there: a key of `sources.LEFT` -> how often.
        out: The entries that were left out.
    """

    flow_of: FlowOf
    now: datetime
    left: Counter[str] = field(default_factory=Counter)
    out: list[NotTaken] = field(default_factory=list)
    _first: dict[str, bytes] = field(default_factory=dict)

    def each(
        self, value: Any, place: str, read: Callable[[Mapping[str, Any], Counter[str]], Entry]
    ) -> Iterator[Entry]:
        """
        An entry as it stands in the file, read; none if it does not fit, which is noted then.

        Args:
            read: Given the object and what it is to count for `left`; may raise `MisfitError`.
        """
        left: Counter[str] = Counter()
        if not isinstance(value, dict):
            self.out.append(NotTaken(place, None, "no entry"))
            return
        try:
            entry = read(value, left)
        except MisfitError as misfit:
            self.out.append(NotTaken(place, misfit.day, misfit.reason))
            return
        self.left.update(left)
        yield entry

    def apart(self, entry: Entry) -> Entry:
        """
        An entry, under another uid if one of other words came under its uid from this file.

        Which of them is later its source does not tell, so both are kept.
        """
        text, tags = str(entry.value("text")), entry.value("tags")
        whole = [text, *map(str, tags if isinstance(tags, tuple) else ())]
        digest = hashlib.sha256("\0".join(whole).encode()).digest()
        uids = [entry.uid, derived_uid(entry.uid, text), derived_uid(entry.uid, *whole, "")]
        free = (uid for uid in uids if self._first.setdefault(uid, digest) == digest)
        return replace(entry, uid=next(free, entry.uid))


def note_entry(
    taking: Taking,
    left: Counter[str],
    *,
    uid: str,
    happened_at: datetime,
    edited_at: datetime | None = None,
    text: str,
    tags: Any,
) -> Entry:
    """
    A note, begun when it happened.

    Args:
        left: Counts what is not kept of it.
        tags: As they stand in the file; each is kept once.

    Raises:
        MisfitError: If nothing is written in it.
    """
    flow = taking.flow_of(NOTE)
    assert flow is not None  # noqa: S101 - it is packaged
    if not text.strip():
        raise MisfitError("empty", happened_at.date())
    there = tags if isinstance(tags, list) else [] if tags is None else [tags]
    fit = [t for t in there if isinstance(t, str) and keepable(t)]
    left["tags"] += len(there) - len(fit)
    answers = zip(flow.questions, (text, list(dict.fromkeys(fit))), strict=True)
    read = ((question, read_answer(question, value)) for question, value in answers)
    said = {q.id: Said(a, q.theme, q.ask) for q, a in read if a is not None}
    return Entry(
        uid=uid,
        flow=NOTE,
        counts=flow.counts,
        happened_at=happened_at,
        written_at=happened_at,
        edited_at=edited_at,
        answers=said,
    )


def text_of(value: Any, day: date) -> str:
    """
    A text as it stands in the file; nothing for null.

    Raises:
        MisfitError: If it is something else, or has signs that can't be kept.
    """
    if value is not None and not isinstance(value, str):
        raise MisfitError("form", day)
    if value and not keepable(value):
        raise MisfitError("signs", day)
    return value or ""


def check_year(there: datetime) -> None:
    """
    Refuse a year that no clock can be placed in, before anything is reckoned with it.

    Raises:
        MisfitError: If it is one.
    """
    if there.year < EARLIEST_YEAR:
        raise MisfitError("early", there.date())
    if there.year > LATEST_YEAR:
        raise MisfitError("ahead", there.date())


def check_past(moment: datetime, latest: datetime) -> None:
    """
    Refuse a moment in the future.

    Raises:
        MisfitError: If it is one.
    """
    if moment > latest:
        raise MisfitError("ahead", moment.date())


def derived_uid(*parts: str) -> str:
    """The same for the same source, time and text, whenever and wherever it is read."""
    digest = hashlib.sha256("\n".join(parts).encode()).digest()
    return str(uuid.UUID(bytes=digest[:16], version=5))
