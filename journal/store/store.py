"""The store: entries, own words and state of one journal."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from types import TracebackType
from typing import Self, TypeAlias

from journal.core.errors import ChangedElsewhereError, StoreError, UnknownEntryError
from journal.core.like import Like
from journal.core.model import Entry, Other
from journal.core.periods import Period
from journal.store import index, reading, writing
from journal.store.bin import Bin
from journal.store.border import transaction, translated
from journal.store.schema import ASIDE, FINISHED, FLAGGED, PRESENT, UNFLAGGED

JSONValue: TypeAlias = "str | int | float | bool | list[JSONValue] | dict[str, JSONValue] | None"


class Store:
    """
    An open journal. A context manager that closes it; made by `open_store`.

    Every change is on disk when its method returns, or has not happened. All
    methods raise `StoreError` if the file is busy, full, damaged or read-only.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        from sqlite_utils import Database

        # Plug-ins of sqlite-utils that happen to be installed have no business here.
        self._db = Database(connection, execute_plugins=False)
        self._db.register_function(_folded, name="folded", deterministic=True)
        self.bin = Bin(self._db)
        self._left: dict[str, object] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; closing twice does no harm."""
        self._db.close()

    def put(self, entry: Entry) -> Entry:
        """
        Keep an entry, whole, in place of the one with its uid if there is one.

        Args:
            entry: An answer that is an empty list is a skip and is not kept.

        Returns:
            The entry with its number: the one it has; a new one if it is
            finished for the first time or moved in or out of the flagged ones. Its
            working copy, if there is one, goes with the same step.

        Raises:
            ChangedElsewhereError: If it was a draft when it was last read or put here,
                and has been changed, finished or erased by another since.
        """
        with transaction(self._db.conn):
            if entry.uid in self._left and self._left[entry.uid] != self._mark(entry.uid):
                raise ChangedElsewhereError
            stored = writing.known(self._db, [entry.uid, ASIDE + entry.uid])
            aside = stored.pop(ASIDE + entry.uid, None)
            [kept], gone = writing.write(self._db, [entry], stored)
            if aside is not None:
                self._left.pop(ASIDE + entry.uid, None)
                writing.remove(self._db, ASIDE + entry.uid)
                gone = True
            if gone:
                index.forget(self._db)
            mark = self._mark(kept.uid)
        self._remember(kept, mark)  # only now is it on disk
        if gone:
            self._try_to_wipe_traces()
        return kept

    def put_all(self, entries: Iterable[Entry], *, keep: bool = True) -> tuple[int, int, int]:
        """
        Take in many entries, all of them or none.

        An entry with a known uid is taken only if it was edited later, or if what is known
        was deleted.

        Args:
            entries: Read once, some at a time. If it raises, nothing is taken.
            keep: Else everything is taken back at the end, and only the counts remain.

        Returns:
            How many were added, updated and left unchanged.
        """
        added = updated = unchanged = 0
        gone = False
        with transaction(self._db.conn, keep=keep):
            for batch in writing.batches(entries):
                stored = writing.known(self._db, [e.uid for e in batch])
                newer = [e for e in batch if e.uid not in stored or stored[e.uid].is_older_than(e)]
                gone |= writing.write(self._db, newer, stored)[1]
                changes = sum(e.uid in stored and not stored[e.uid].is_deleted for e in newer)
                added += len(newer) - changes
                updated += changes
                unchanged += len(batch) - len(newer)
            if gone:
                index.forget(self._db)
        if gone and keep:
            self._try_to_wipe_traces()
        return added, updated, unchanged

    def erase(self, uid: str) -> None:
        """
        Remove an entry, deleted before or not, and every trace of it from the file.

        If there is none, or only traces of one after an error, it removes those.
        Words that the person chose to keep in their lists stay.
        """
        self._left.pop(uid, None)
        self._left.pop(ASIDE + uid, None)
        with transaction(self._db.conn):
            if writing.remove(self._db, uid):
                index.forget(self._db)
        with translated():
            index.wipe_traces(self._db)

    def entries(
        self,
        period: Period | None = None,
        like: Like | None = None,
        *,
        flagged: bool = False,
        drafts: bool = False,
        newest_first: bool = False,
        limit: int | None = None,
    ) -> Iterator[Entry]:
        """
        Entries in the order in which they happened.

        Args:
            period: Its first and last day belong to it; compared with the day
                that it was where the entry happened.
            like: What they have to be like; None for any.
            flagged: Give those with care `flagged` as well.
            drafts: Give unfinished ones as well.
            newest_first: Turn the order around.
            limit: How many at most.

        Yields:
            Entries, read some at a time; the file is not locked in between.
        """
        with translated():
            ids = reading.chosen(
                self._db,
                period,
                like,
                flagged=flagged,
                drafts=drafts,
                newest_first=newest_first,
                limit=limit,
            )
        yield from reading.stream(self._db, ids)

    def entry(self, name: str) -> Entry:
        """
        The entry that a person calls `12`, `F1` or `last` (the newest, unflagged).

        Raises:
            UnknownEntryError: If there is none.
        """
        with translated():
            found = reading.read(self._db, reading.called(self._db, name))
        if not found:
            raise UnknownEntryError
        return found[0]

    def find(self, uid: str) -> Entry | None:
        """The entry with this uid, whether finished, flagged or neither."""
        with translated():
            return next(iter(reading.read(self._db, reading.with_uid(self._db, uid))), None)

    def put_aside(self, entry: Entry) -> None:
        """Keep the working copy of an entry that is being changed; it shows nowhere."""
        self.put(replace(entry, uid=ASIDE + entry.uid, draft_at=entry.draft_at or "", number=None))

    def aside(self, uid: str) -> Entry | None:
        """The working copy of an entry; None if none waits."""
        copy = self.find(ASIDE + uid)
        return replace(copy, uid=uid) if copy else None

    def drop_aside(self, uid: str) -> None:
        """Let a working copy go, and every trace of it."""
        if self.find(ASIDE + uid) is not None:
            self.erase(ASIDE + uid)

    def draft(self) -> Entry | None:
        """The unfinished entry that was begun last."""
        with translated():
            drafts = reading.read(self._db, reading.unfinished(self._db))
            newest = max(drafts, key=lambda e: e.written_at, default=None)
            if newest is not None:
                self._remember(newest, self._mark(newest.uid))
        return newest

    def latest_with(self, theme: str) -> Entry | None:
        """The newest finished entry, care not needed, that has an answer under a theme."""
        with translated():
            found = reading.read(self._db, reading.latest_with(self._db, theme))
        return found[0] if found else None

    def count(self, *, flagged: bool = False) -> int:
        """How many entries are finished and not flagged, or flagged."""
        which = FLAGGED if flagged else UNFLAGGED
        with translated():
            return self._db.table("entries").count_where(f"{FINISHED} AND {PRESENT} AND {which}")

    def search(
        self,
        text: str,
        limit: int = 50,
        period: Period | None = None,
        like: Like | None = None,
    ) -> Iterator[tuple[Entry, str]]:
        """
        Find finished, unflagged entries by what was typed in them.

        Args:
            text: Words that all have to be there, in any form; "quoted" ones
                next to each other. Every other character is taken as it is.
            limit: How many at most.
            period, like: As for `entries`.

        Yields:
            Entries, best first, each with a piece of its text in which every
            hit stands between `\\x02` and `\\x03`.
        """
        with translated(), self._db.atomic():
            hits = index.find(self._db, text, limit, *reading.wanted(period, like))
            found = reading.read(self._db, [entry for entry, _ in hits])
        yield from zip(found, (piece for _, piece in hits), strict=True)

    def state(self, key: str) -> JSONValue | None:
        """What was last set under this key; None if nothing was."""
        with translated():
            rows = list(self._db.table("state").rows_where("key = ?", [key]))
        return json.loads(rows[0]["value"]) if rows else None

    def set_state(self, key: str, value: JSONValue | None) -> None:
        """Keep a value under a key; None removes it."""
        with transaction(self._db.conn):
            if value is None:
                self._db.table("state").delete_where("key = ?", [key])
            else:
                row = {"key": key, "value": json.dumps(value, ensure_ascii=False)}
                self._db.table("state").upsert(row, pk="key")

    def own_words(self, list_name: str) -> list[str]:
        """The words a person added to a list, in the order of their adding."""
        with translated():
            rows = self._db.table("own_words").rows_where("list = ?", [list_name], order_by="rowid")
            return [row["text"] for row in rows]

    def keep_own_word(self, list_name: str, text: str) -> None:
        """Add a word to a list, unless it is there but for case and blanks."""
        row = {"list": list_name, "text": text, "folded": Other(text).folded}
        added_at = datetime.now().astimezone().isoformat()
        with transaction(self._db.conn):
            self._db.table("own_words").insert({**row, "added_at": added_at}, ignore=True)

    def forget_own_word(self, list_name: str, text: str) -> None:
        """Take a word out of a list, with every trace of it there."""
        with transaction(self._db.conn):
            folded = Other(text).folded
            self._db.table("own_words").delete_where("list = ? AND folded = ?", [list_name, folded])
        with translated():
            index.wipe_traces(self._db)

    def _remember(self, entry: Entry, mark: object) -> None:
        """How a draft was left, to tell later if it is still as it was."""
        if entry.is_draft:
            self._left[entry.uid] = mark
        else:
            self._left.pop(entry.uid, None)

    def _mark(self, uid: str) -> object:
        rows = self._db.execute(
            "SELECT e.draft_at, e.lean_overruled,"
            " a.question, a.position, a.choice, a.number, a.text"
            " FROM entries AS e LEFT JOIN answers AS a ON a.entry = e.id"
            " WHERE e.uid = ? ORDER BY a.rowid",
            [uid],
        )
        return hash(tuple(rows.fetchall()))

    def _try_to_wipe_traces(self) -> None:
        # The entry is kept, whatever happens here; the next time makes up for it.
        with suppress(StoreError), translated():
            index.wipe_traces(self._db)


def _folded(text: str | None) -> str:
    return Other(text or "").folded
