"""The deleted entries, which can be restored until they are purged."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime

from journal.core.dates import clock
from journal.core.errors import UnknownEntryError
from journal.core.model import Entry
from journal.store import queries, retention, revisions, search_index, writes
from journal.store.argument_care import changing
from journal.store.schema import PRESENT
from journal.store.sqlite import snapshot, transaction, translated

_DELETED = f"NOT ({PRESENT})"


class Bin:
    """
    The deleted entries of a journal.

    They keep their numbers, and appear in no list or count. As in `Store`, every method is
    atomic, and durable when it returns.
    """

    def __init__(
        self, connection: sqlite3.Connection, erase_in_copies: Callable[[str], None]
    ) -> None:
        self._connection = connection
        self._erase_in_copies = erase_in_copies

    def put(self, entry: Entry, at: datetime) -> None:
        """
        Delete an entry so that it can be restored.

        Args:
            at: The moment of the deletion.

        Raises:
            ChangedElsewhereError: If the entry is no longer at the revision that it was read at.
        """
        self._mark(entry, at.astimezone(UTC).isoformat())

    def eased_by(self, entry: Entry) -> list[Entry]:
        """
        Return the entries of an argument that need less care once one of them is deleted.

        They are returned as they would be then: the deletion is made and rolled back.

        Raises:
            ChangedElsewhereError: If the entry is no longer at the revision that it was read at.
        """
        sql = f"SELECT id, argument_care FROM entries WHERE {PRESENT}"  # noqa: S608 - ours
        with transaction(self._connection, keep=False):
            before = dict(self._connection.execute(sql).fetchall())
            writes.mark_deleted(self._connection, entry, clock.utc_now().isoformat())
            now = dict(self._connection.execute(sql).fetchall())
            return queries.read(self._connection, [i for i in now if now[i] != before[i]])

    def restore(self, entry: Entry) -> None:
        """
        Restore a deleted entry.

        Raises:
            ChangedElsewhereError: If the entry is no longer at the revision that it was read at.
        """
        self._mark(entry, None)

    def entry(self, name: str) -> Entry:
        """
        Return the deleted entry called `12` or `F1`.

        Raises:
            UnknownEntryError: If there is none.
        """
        with translated():
            ids = queries.called(self._connection, name, which=_DELETED)
            found = queries.read(self._connection, ids)
        if not found:
            raise UnknownEntryError
        return found[0]

    def contents(self) -> list[tuple[Entry, datetime]]:
        """Return the deleted entries with the moment of their deletion, newest deletion first."""
        with translated(), snapshot(self._connection):
            rows = self._connection.execute(
                f"SELECT id, deleted_at FROM entries WHERE {_DELETED}"  # noqa: S608 - ours
                " ORDER BY deleted_at DESC, id DESC"
            )
            at = {i: datetime.fromisoformat(deleted_at) for i, deleted_at in rows}
            return list(zip(queries.read(self._connection, list(at)), at.values(), strict=True))

    def purge(self, now: datetime) -> int:
        """
        Erase the deleted entries and the versions whose retention is over, without a trace.

        Deleted entries are erased from the backups too. This is called at every opening of the
        journal, which also counts the time.

        Args:
            now: The reading of the clock, right or wrong; see `retention.over`.

        Returns:
            The number of deleted entries that were erased.
        """
        over = retention.over(self._connection, now)
        with translated():
            gone = [entry.uid for entry in queries.read(self._connection, over["entries"])]
        if not gone and not over["versions"]:
            return 0
        with translated():
            for uid in gone:
                self._erase_in_copies(uid)
        with changing(self._connection):
            gone = self._still_deleted(gone)  # one may have been restored meanwhile
            for uid in gone:
                writes.remove(self._connection, uid)
            revisions.remove_versions(self._connection, over["versions"])
            # Their words were removed from the index when they were deleted.
            search_index.drop_words(self._connection)
            search_index.owe(self._connection)
        with translated():
            for uid in gone:  # again, as in `Store.erase`
                self._erase_in_copies(uid)
            search_index.wipe_owed(self._connection)
        return len(gone)

    def _still_deleted(self, uids: list[str]) -> list[str]:
        sql = f"SELECT uid FROM entries WHERE {_DELETED}"  # noqa: S608 - ours
        deleted = {uid for (uid,) in self._connection.execute(sql)}
        return [uid for uid in uids if uid in deleted]

    def _mark(self, entry: Entry, at: str | None) -> None:
        with changing(self._connection):
            if writes.mark_deleted(self._connection, entry, at):
                search_index.drop_words(self._connection)
