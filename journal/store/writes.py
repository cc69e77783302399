"""The writing of entries to the tables, always inside a transaction of the caller."""

from __future__ import annotations

import json
import secrets
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import count
from typing import NamedTuple

from journal.core.errors import ChangedElsewhereError, Happened
from journal.core.model import Entry
from journal.store.argument_care import Change
from journal.store.row_mapping import BATCH, answer_rows, entry_row
from journal.store.schema import ASIDE
from journal.store.sqlite import tables


@dataclass(frozen=True, slots=True)
class Stored:
    """
    The stored columns of an entry that matter for writing it again.

    Attributes:
        edited_here: Whether its `edited_at` is from here and not from an import.
    """

    id: int
    is_apart: bool
    edited_at: datetime | None
    is_deleted: bool
    is_draft: bool
    revision: int
    edited_here: bool

    def is_older_than(self, entry: Entry, now: datetime) -> bool:
        """
        Return whether an incoming entry was edited later; one never edited is oldest.

        A time after *now* is from a clock that was ahead, and does not beat a change made here.
        """
        if entry.edited_at is None:
            return False
        if self.edited_at is None:
            return True
        if self.edited_here and entry.edited_at > now:
            return False
        return self.edited_at < entry.edited_at


def known(connection: sqlite3.Connection, uids: Iterable[str]) -> dict[str, Stored]:
    """Return uid -> the stored columns, for the uids that exist."""
    rows = (
        tables(connection)
        .table("entries")
        .rows_where(
            "uid IN (SELECT value FROM json_each(?))",
            [json.dumps(list(uids))],
        )
    )
    by_uid = {}
    for row in rows:
        edited = row["edited_at"] and datetime.fromisoformat(row["edited_at"])
        is_deleted, is_draft = row["deleted_at"] is not None, row["draft_at"] is not None
        is_apart = row["argument_care"] == "flagged"
        edited_here = row["edited_at"] != row["taken_edit"]
        by_uid[row["uid"]] = Stored(
            row["id"], is_apart, edited, is_deleted, is_draft, row["revision"], edited_here
        )
    return by_uid


def refuse_changed(entry: Entry, stored: Stored | None) -> None:
    """
    Refuse to write an entry that is no longer at the revision it was read at.

    Args:
        entry: The entry to write.
        stored: Its stored columns; None if it does not exist.

    Raises:
        ChangedElsewhereError: If it was changed, deleted or erased since.
    """
    if stored is None:
        if entry.revision is not None:
            raise ChangedElsewhereError("erased")
    elif stored.is_deleted or stored.revision != entry.revision:
        raise ChangedElsewhereError(_happened(entry, stored), stored.revision)


def _happened(entry: Entry, stored: Stored) -> Happened:
    """Return the kind of change that happened to an entry since it was read."""
    if stored.is_deleted:
        return "deleted"
    if stored.is_apart and not entry.is_apart:
        return "apart"
    return "finished" if entry.is_draft and not stored.is_draft else "changed"


def batches(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    """Yield entries in batches of at most `BATCH`, no uid twice in one batch."""
    batch: dict[str, Entry] = {}
    for entry in entries:
        if entry.uid in batch or len(batch) == BATCH:
            yield list(batch.values())
            batch = {}
        batch[entry.uid] = entry
    if batch:
        yield list(batch.values())


def write_entries(
    connection: sqlite3.Connection, entries: Sequence[Entry], stored: Mapping[str, Stored]
) -> tuple[list[Entry], bool]:
    """
    Insert or replace entries by uid.

    Args:
        entries: The entries, no uid twice.
        stored: The result of `known` for their uids.

    Returns:
        The entries with their new revisions, numbers and the care of their arguments; and
        whether typed words were removed from the answers or the search index.
    """
    change = Change(connection, [stored[e.uid].id for e in entries if e.uid in stored])
    entries = [replace(e, revision=new_revision()) for e in entries]
    removed = _remove_answers(connection, change.ids)
    ids = _write_heads(connection, entries, stored)
    typed = _write_answers(connection, entries, ids)
    _remove_unused(connection, removed.wordings)
    wishes = {e.uid: e.number for e in entries if e.uid not in stored and e.number is not None}
    taken_out = change.settle(ids, wishes)
    return _as_kept(connection, entries, ids), taken_out or not removed.typed <= typed


def remove(connection: sqlite3.Connection, uid: str) -> bool:
    """
    Delete an entry with its versions, its working copy and wordings used by no other.

    Returns:
        Whether any text was removed from the search index.
    """
    ids = [known_entry.id for known_entry in known(connection, [uid, ASIDE + uid]).values()]
    change = Change(connection, ids)
    removed = _remove_answers(connection, ids)
    connection.executemany("DELETE FROM versions WHERE entry = ?", [[i] for i in ids])
    tables(connection).table("entries").delete_where("uid IN (?, ?)", [uid, ASIDE + uid])
    _remove_unused(connection, removed.wordings)
    return change.settle()


def note_as_taken(connection: sqlite3.Connection, entries: Sequence[Entry]) -> None:
    """Record the present `edited_at` of entries as imported; any other was set here."""
    sql = (
        "UPDATE entries SET taken_edit = edited_at"
        " WHERE uid IN (SELECT value FROM json_each(?)) AND edited_at IS NOT NULL"
    )
    connection.execute(sql, [json.dumps([e.uid for e in entries])])


def mark_deleted(connection: sqlite3.Connection, entry: Entry, deleted_at: str | None) -> bool:
    """
    Mark an entry as deleted or restored, and update the search index.

    Its working copy stays valid, since the content is the same.

    Args:
        deleted_at: The moment of the deletion in UTC, as ISO 8601; None to restore.

    Returns:
        Whether any text was removed from the search index.

    Raises:
        ChangedElsewhereError: If the entry is no longer at the revision that it was read at.
    """
    stored = known(connection, [entry.uid]).get(entry.uid)
    if stored is None or stored.revision != entry.revision:
        gone = ChangedElsewhereError("erased")
        raise ChangedElsewhereError(_happened(entry, stored), stored.revision) if stored else gone
    change = Change(connection, [stored.id])
    revision = new_revision()
    entries = tables(connection).table("entries")
    changed = {"deleted_at": deleted_at, "waited": None, "revision": revision}
    entries.update(stored.id, changed)
    connection.execute(
        "UPDATE entries SET base = ? WHERE uid = ? AND base = ?",
        [revision, ASIDE + entry.uid, stored.revision],
    )
    return change.settle([stored.id])


def new_revision() -> int:
    """Return a random revision from 0 to 2^63 - 1, unique in practice."""
    return secrets.randbits(63)


def _as_kept(
    connection: sqlite3.Connection, entries: Sequence[Entry], ids: Sequence[int]
) -> list[Entry]:
    sql = (
        "SELECT id, number, argument_care FROM entries WHERE id IN (SELECT value FROM json_each(?))"
    )
    columns = {i: kept for i, *kept in connection.execute(sql, [json.dumps(list(ids))])}
    return [
        replace(entry, number=number, argument_care=care)
        for entry, (number, care) in zip(entries, (columns[i] for i in ids), strict=True)
    ]


class _Removed(NamedTuple):
    """The ids of wordings and the typed texts of removed answers."""

    wordings: set[int]
    typed: set[str]


def _remove_answers(connection: sqlite3.Connection, ids: Collection[int]) -> _Removed:
    of_these = "entry IN (SELECT value FROM json_each(?))", [json.dumps(list(ids))]
    removed = _Removed(set(), set())
    for row in tables(connection).table("answers").rows_where(*of_these):
        removed.wordings.update(w for w in (row["wording"], row["label"]) if w is not None)
        removed.typed.update(t for t in (row["text"],) if t is not None)
    tables(connection).table("answers").delete_where(*of_these)
    return removed


def _remove_unused(connection: sqlite3.Connection, wordings: Collection[int]) -> None:
    """Delete the wordings that no answer uses any more; they can hold typed words."""
    tables(connection).table("wordings").delete_where(
        "id IN (SELECT value FROM json_each(?))"
        " AND NOT EXISTS (SELECT 1 FROM answers WHERE wording = wordings.id)"
        " AND NOT EXISTS (SELECT 1 FROM answers WHERE label = wordings.id)",
        [json.dumps(list(wordings))],
    )


def _write_heads(
    connection: sqlite3.Connection, entries: Sequence[Entry], stored: Mapping[str, Stored]
) -> list[int]:
    new = count(connection.execute("SELECT coalesce(max(id), 0) + 1 FROM entries").fetchone()[0])
    ids = [stored[e.uid].id if e.uid in stored else next(new) for e in entries]
    numbered = zip(ids, entries, strict=True)
    rows = [{"id": i, **entry_row(e), "deleted_at": None} for i, e in numbered]
    tables(connection).table("entries").upsert_all(rows, pk="id")
    return ids


def _write_answers(
    connection: sqlite3.Connection, entries: Sequence[Entry], ids: Sequence[int]
) -> set[str]:
    """Insert the answers of entries, and return their typed texts."""
    wordings = _Wordings(connection)
    rows = [
        (i, question, *value)
        for i, entry in zip(ids, entries, strict=True)
        for question, value in answer_rows(entry, wordings.id_of)
    ]
    # One statement for all rows: one for each took most of the time of an import (measured).
    connection.executemany(
        "INSERT INTO answers (entry, question, theme, position, choice, number, text,"
        " wording, label) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        rows,
    )
    return {text for *_, text, _wording, _label in rows if text is not None}


class _Wordings:
    """A cache of the ids of wordings."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._known: dict[str, int] = {}

    def id_of(self, text: str) -> int:
        """Return the id of a wording, inserting it if it is new."""
        if text not in self._known:
            execute = self._connection.execute
            row = execute("SELECT id FROM wordings WHERE text = ?", [text]).fetchone()
            if row is None:
                execute("INSERT INTO wordings (text) VALUES (?)", [text])
                row = execute("SELECT last_insert_rowid()").fetchone()
            self._known[text] = int(row[0])
        return self._known[text]
