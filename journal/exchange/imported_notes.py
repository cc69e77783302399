"""
The import of other journals' entries as notes: the checks and uids common to all sources.

An invalid entry does not stop the import: it is left out, and reported with its day and the
reason.
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
"""The tolerance for future times without a zone: it may be later at their place."""

WhyNotTaken = Literal["ahead", "early", "undated", "empty", "form", "signs", "no entry"]
"""The reasons to leave an entry out; their wordings: `sources.catalog.REASONS`."""


class MisfitError(Exception):
    """
    An entry of another journal that cannot be imported.

    Attributes:
        reason: The reason, a key of `sources.catalog.REASONS`.
        day: The day it was written; the digits in its place if they are no date; None if unknown.
    """

    def __init__(self, reason: WhyNotTaken, day: date | str | None = None) -> None:
        super().__init__(reason)
        self.reason: WhyNotTaken = reason
        self.day = day


@dataclass(frozen=True, slots=True)
class NotTaken:
    """An entry that was left out: its place in the file, its day if known, and the reason."""

    place: str
    day: date | str | None
    reason: WhyNotTaken


@dataclass(frozen=True, slots=True)
class ImportContext:
    """
    The state shared by one import run.

    Attributes:
        flow_of: Returns the flow with a name.
        now: The moment of the import, with its zone.
        skipped: The parts of imported entries that were left out or changed: a key of
            `sources.catalog.LEFT` -> the number of times.
        out: The entries that were left out.
    """

    flow_of: FlowOf
    now: datetime
    skipped: Counter[str] = field(default_factory=Counter)
    out: list[NotTaken] = field(default_factory=list)
    _first: dict[str, bytes] = field(default_factory=dict)

    def each(
        self, value: Any, place: str, read: Callable[[Mapping[str, Any], Counter[str]], Entry]
    ) -> Iterator[Entry]:
        """
        Yield the entry of a JSON value; nothing if it is invalid, which is recorded in `out`.

        Args:
            value: The JSON value of the entry.
            place: The place of the entry in the file.
            read: Turns the object into an entry, and counts the parts left out in the counter it
                is given; may raise `MisfitError`.
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
        self.skipped.update(left)
        yield entry

    def apart(self, entry: Entry) -> Entry:
        """
        Return an entry under a uid that no other content of this file has.

        Of two entries with one uid the source does not tell which is newer, so both are kept.
        """
        text, tags = str(entry.value("text")), entry.value("tags")
        whole = [text, *map(str, tags if isinstance(tags, tuple) else ())]
        digest = hashlib.sha256("\0".join(whole).encode()).digest()
        uids = [entry.uid, derived_uid(entry.uid, text), derived_uid(entry.uid, *whole, "")]
        free = (uid for uid in uids if self._first.setdefault(uid, digest) == digest)
        return replace(entry, uid=next(free, entry.uid))


def note_entry(
    context: ImportContext,
    left: Counter[str],
    *,
    uid: str,
    happened_at: datetime,
    edited_at: datetime | None = None,
    text: str,
    tags: Any,
) -> Entry:
    """
    Return a note whose `written_at` is the moment it happened.

    Args:
        context: The import run.
        left: A counter for the parts that are left out.
        tags: The tags as in the file; duplicates are merged.

    Raises:
        MisfitError: If the text is blank.
    """
    flow = context.flow_of(NOTE)
    assert flow is not None  # noqa: S101 - it is packaged
    if not text.strip():
        raise MisfitError("empty", happened_at.date())
    listed = tags if isinstance(tags, list) else [] if tags is None else [tags]
    fit = [t for t in listed if isinstance(t, str) and keepable(t)]
    left["tags"] += len(listed) - len(fit)
    answers = zip(flow.questions, (text, list(dict.fromkeys(fit))), strict=True)
    read = ((question, read_answer(question, value)) for question, value in answers)
    kept = {q.id: Said(a, q.theme, q.ask) for q, a in read if a is not None}
    return Entry(
        uid=uid,
        flow=NOTE,
        counts=flow.counts,
        happened_at=happened_at,
        written_at=happened_at,
        edited_at=edited_at,
        answers=kept,
    )


def text_of(value: Any, day: date) -> str:
    """
    Return a text from the file; empty for null.

    Raises:
        MisfitError: If the value is no text, or has characters that cannot be stored.
    """
    if value is not None and not isinstance(value, str):
        raise MisfitError("form", day)
    if value and not keepable(value):
        raise MisfitError("signs", day)
    return value or ""


def check_year(there: datetime) -> None:
    """
    Refuse a year outside the supported range, before any arithmetic with it.

    Raises:
        MisfitError: If the year is before `EARLIEST_YEAR` or after `LATEST_YEAR`.
    """
    if there.year < EARLIEST_YEAR:
        raise MisfitError("early", there.date())
    if there.year > LATEST_YEAR:
        raise MisfitError("ahead", there.date())


def check_past(moment: datetime, latest: datetime) -> None:
    """
    Refuse a moment after *latest*.

    Raises:
        MisfitError: If it is later.
    """
    if moment > latest:
        raise MisfitError("ahead", moment.date())


def derived_uid(*parts: str) -> str:
    """Return a deterministic UUID (version 5 layout, SHA-256) for a source, time and text."""
    digest = hashlib.sha256("\n".join(parts).encode()).digest()
    return str(uuid.UUID(bytes=digest[:16], version=5))
