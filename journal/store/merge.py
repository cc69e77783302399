"""The merge of imported entries: new, newer, older and corrected ones."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from uuid import UUID

from journal.core.entries.merged import Taken
from journal.core.model import Entry
from journal.store import queries, revisions, writes
from journal.store.row_mapping import instant
from journal.store.writes import Stored

_DERIVED = 5
"""The UUID version of uids derived from source, time and text; random ones have 4."""

_ANY_ZONE = timedelta(hours=26)
"""The largest difference between two zones: one wall-clock time is at most so far apart."""

Heading = tuple[datetime, str]
"""Wall-clock time and first line, which identify an entry of a source without uids."""


@dataclass(slots=True)
class Import:
    """
    One import, inside a transaction of the caller.

    Attributes:
        connection: A connection with an open write transaction.
        now: The moment of importing; a later `edited_at` does not beat a change made here.
        before_a_change: Called before each write; makes a backup on the first call.
        without_uids: Whether the source has no uids, so that a corrected entry gets another.
        gone: Whether typed words were removed from the tables or the search index.
        taken: The counts of the import so far.
    """

    connection: sqlite3.Connection
    now: datetime
    before_a_change: Callable[[], None]
    without_uids: bool = False
    gone: bool = False
    taken: Taken = field(default_factory=Taken)
    _headings: dict[Heading, set[str]] = field(default_factory=dict)
    _perhaps_corrected: list[tuple[Entry, Entry, bool]] = field(default_factory=list)

    def run(self, entries: Iterable[Entry]) -> Taken:
        """Save the entries that are new or newer, keep replaced ones as versions, and count all."""
        sql = "SELECT coalesce(max(id), 0) FROM entries"
        [here_before] = self.connection.execute(sql).fetchone()
        for batch in writes.batches(entries):
            stored = writes.known(self.connection, [e.uid for e in batch])
            if self.without_uids:
                batch = [e for e in batch if not self._waits(e, stored, here_before)]
            self._weigh(batch, stored)
        for entry, one, is_alone in self._perhaps_corrected:
            is_alone = is_alone and len(self._headings[_heading(entry)]) == 1
            entry = replace(entry, uid=one.uid) if is_alone else entry
            stored = writes.known(self.connection, [entry.uid])
            self._weigh([entry], stored, corrected=is_alone)
        return self.taken

    def _weigh(
        self, batch: Sequence[Entry], stored: Mapping[str, Stored], *, corrected: bool = False
    ) -> None:
        """Save the entries of a batch that win, and keep the losing states as versions."""
        ids = [k.id for k in stored.values() if not k.is_deleted]
        present = {e.uid: e for e in queries.read(self.connection, ids)}
        won: list[Entry] = []
        lost: list[tuple[int, Entry]] = []
        count = dict.fromkeys(("added", "updated", "unchanged", "older", "in_bin"), 0)
        for entry in batch:
            existing, own = stored.get(entry.uid), present.get(entry.uid)
            if existing is None:
                outcome = "added"
            elif own is None:
                outcome = "in_bin"
            else:
                wins = existing.is_older_than(entry, self.now)
                wins = wins or (corrected and existing.edited_at is None)
                is_same = _content(own) == _content(entry)
                outcome = "unchanged" if is_same else "updated" if wins else "older"
                if not is_same and (wins or not self._is_version(own, entry)):
                    lost.append((existing.id, own if wins else entry))
                elif is_same and wins and not corrected:
                    won.append(entry)  # only its `edited_at` is newer
            if outcome in ("added", "updated"):
                won.append(entry)
            count[outcome] += 1
        self.taken += Taken(**count)
        self._write(won, lost, stored)

    def _write(
        self, won: Sequence[Entry], lost: Sequence[tuple[int, Entry]], stored: Mapping[str, Stored]
    ) -> None:
        if won or lost:
            self.before_a_change()
        for entry_id, entry in lost:
            revisions.keep(self.connection, entry_id, entry)
        if won:
            self.gone |= writes.write_entries(self.connection, won, stored)[1]
            writes.note_as_taken(self.connection, won)

    def _is_version(self, mine: Entry, entry: Entry) -> bool:
        """Return whether an incoming entry was kept as a version already."""
        versions = revisions.of(self.connection, mine)
        return any(_content(version.entry) == _content(entry) for version in versions)

    def _waits(self, entry: Entry, stored: Mapping[str, Stored], here_before: int) -> bool:
        """Return whether an unknown entry may be a corrected one, which is decided at the end."""
        if not here_before:
            return False
        heading = _heading(entry)
        self._headings.setdefault(heading, set()).add(entry.uid)
        if entry.uid in stored:
            return False
        alike = [e for e in self._around(entry, here_before) if _heading(e) == heading]
        if alike:
            self._perhaps_corrected.append((entry, alike[0], len(alike) == 1))
        return bool(alike)

    def _around(self, entry: Entry, here_before: int) -> list[Entry]:
        sql = (
            "SELECT id FROM entries WHERE instant BETWEEN ? AND ? AND flow = ? AND id <= ?"
            " AND draft_at IS NULL"
        )
        span = [instant(entry.happened_at + by) for by in (-_ANY_ZONE, _ANY_ZONE)]
        rows = self.connection.execute(sql, [*span, entry.flow, here_before])
        candidates = queries.read(self.connection, [i for (i,) in rows])
        return [e for e in candidates if _is_derived(e.uid)]


def _heading(entry: Entry) -> Heading:
    text = str(entry.value("text") or "")
    return entry.happened_at.replace(tzinfo=None), text.partition("\n")[0]


def _is_derived(uid: str) -> bool:
    try:
        return UUID(uid).version == _DERIVED
    except ValueError:
        return False


def _content(entry: Entry) -> object:
    """Return what makes two states of an entry different versions: flow, moment and choices."""
    values = {question: one.value for question, one in entry.answers.items()}
    when = entry.happened_at.isoformat()
    return entry.flow, when, values, entry.about, entry.care, entry.lean_overruled
