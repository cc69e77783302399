"""Deleted entries, which can be restored until they are purged."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from journal.core.errors import UnknownEntryError
from journal.core.model import Entry
from journal.store import index, reading, writing
from journal.store.border import transaction, translated
from journal.store.schema import PRESENT

if TYPE_CHECKING:
    from sqlite_utils import Database

_DELETED = f"NOT ({PRESENT})"


class Bin:
    """
    The deleted entries of a journal.

    They keep their numbers, show nowhere and count nowhere. As with the store, every
    change is on disk when its method returns, or has not happened.
    """

    def __init__(self, db: Database) -> None:
        self._db = db

    def put(self, uid: str, at: datetime) -> None:
        """Delete an entry, so that it can still be restored; nothing if there is none."""
        self._mark(uid, at.astimezone(UTC).isoformat())

    def restore(self, uid: str) -> None:
        """Let a deleted entry be there again, as it was."""
        self._mark(uid, None)

    def entry(self, name: str) -> Entry:
        """
        The deleted entry that a person calls `12` or `F1`.

        Raises:
            UnknownEntryError: If there is none.
        """
        with translated():
            ids = reading.called(self._db, name, which=_DELETED)
            found = reading.read(self._db, ids)
        if not found:
            raise UnknownEntryError
        return found[0]

    def contents(self) -> list[tuple[Entry, datetime]]:
        """All deleted entries, each with the moment it was deleted; that deleted last first."""
        with translated():
            rows = self._db.table("entries").rows_where(
                _DELETED, select="id, deleted_at", order_by="deleted_at DESC, id DESC"
            )
            at = {row["id"]: datetime.fromisoformat(row["deleted_at"]) for row in rows}
            return list(zip(reading.read(self._db, list(at)), at.values(), strict=True))

    def purge(self, before: datetime) -> int:
        """
        Remove for good what was deleted before a moment, and every trace of it.

        Returns:
            How many there were.
        """
        limit = before.astimezone(UTC)
        gone = [entry.uid for entry, at in self.contents() if at < limit]
        if not gone:
            return 0
        with transaction(self._db.conn):
            for uid in gone:
                writing.remove(self._db, uid)
            # Their words were taken out of the index when they were deleted.
            index.forget(self._db)
        with translated():
            index.wipe_traces(self._db)
        return len(gone)

    def _mark(self, uid: str, at: str | None) -> None:
        with transaction(self._db.conn):
            if writing.mark(self._db, uid, at):
                index.forget(self._db)
