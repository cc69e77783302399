"""The store: the entries, own words and state of one journal."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from journal.core.dates import clock
from journal.core.dates.periods import Period
from journal.core.dialogue.revision import changes_safety
from journal.core.entries.filters import Like
from journal.core.entries.merged import Taken
from journal.core.errors import ChangedElsewhereError, StoreError, UnknownEntryError
from journal.core.model import Entry, Other, Version
from journal.core.terms import Theme
from journal.store import queries, revisions, search, search_index, writes
from journal.store.argument_care import changing
from journal.store.backups import Copies
from journal.store.encryption import Cipher
from journal.store.merge import Import
from journal.store.schema import ASIDE, FINISHED, FLAGGED, PRESENT, UNFLAGGED
from journal.store.sqlite import has_moved, snapshot, tables, transaction, translated
from journal.store.state import State
from journal.store.trash import Bin

# By function, since the column `folded` may come from an older version's folding.
_READS_THE_SAME = "list = ? AND folded(text) = ?"


class Store:
    """
    An open journal, made by `open_store`; a context manager that closes it.

    Every method is atomic, and durable when it returns. All methods raise `StoreError` if the
    file is busy, full, damaged or read-only.

    Attributes:
        bin: The deleted entries.
        state: The state beside the entries.
    """

    def __init__(self, connection: sqlite3.Connection, copies: Copies | None = None) -> None:
        self._copies = copies
        self._connection = connection
        connection.create_function("folded", 1, _folded, deterministic=True)
        self.bin = Bin(connection, self._erase_in_copies)
        self.state = State(connection)

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
        """Close the connection; closing twice is harmless."""
        self._connection.close()

    def has_moved(self) -> bool:
        """Return whether the file was replaced or removed; nothing can be written then."""
        return has_moved(self._connection)

    @property
    def lock(self) -> Cipher | None:
        """The cipher of the journal; None if it is not encrypted."""
        connect = self._copies.connect if self._copies is not None else None
        return connect if isinstance(connect, Cipher) and connect.key is not None else None

    def put(self, entry: Entry, *, done: Entry | None = None, keeps_safety: bool = False) -> Entry:
        """
        Save an entry as a whole, in place of the revision that it was read at.

        The previous state of a finished entry becomes a version. If its answer about safety
        changes, it does not, and versions with the old answer are deleted.

        Args:
            entry: The entry; an answer that is an empty list is a skip and is not saved.
            done: Its working copy, which is deleted in the same transaction.
            keeps_safety: Keep the old answer about safety in the versions as well.

        Returns:
            The entry with its new revision, its number and the care of its argument. All entries
            of the argument get that care, and swap to the number that goes with it.

        Raises:
            ChangedElsewhereError: If the entry or its working copy is no longer at the revision
                that it was read at: changed, finished, deleted or erased by another process.
        """
        with changing(self._connection):
            stored = writes.known(self._connection, [entry.uid])
            writes.refuse_changed(entry, stored.get(entry.uid))
            before = self._finished(stored)
            [kept], gone = writes.write_entries(self._connection, [entry], stored)
            if before is not None and not revisions.same(before, kept):
                id_ = stored[entry.uid].id
                if keeps_safety or not changes_safety(before, kept):
                    revisions.keep(self._connection, id_, before)
                else:
                    gone |= revisions.forget_other_safety(self._connection, id_, kept)
            if done is not None and done.revision is not None:
                self._refuse_changed(_aside(done))
                writes.remove(self._connection, ASIDE + done.uid)
                gone = True
            if gone:
                search_index.drop_words(self._connection)
        if gone:
            self._try_to_wipe_traces()
        return kept

    def put_all(
        self,
        entries: Iterable[Entry],
        *,
        now: datetime | None = None,
        keep: bool = True,
        without_uids: bool = False,
    ) -> Taken:
        """
        Save many entries, all or none, after a backup.

        Of two entries with one uid the one edited later wins, and the other becomes a version of
        it. Entries that were deleted here are left out.

        Args:
            entries: The entries, read once in batches; if the iterator raises, nothing is saved.
            now: The moment of importing, see `writes.Stored.is_older_than`; None for the clock.
            keep: Commit at the end; otherwise roll back, and only return the counts.
            without_uids: Whether the source has no uids, so that an entry with the time and first
                line of exactly one existing entry is a correction of it.

        Returns:
            The counts of entries by outcome.
        """
        with self._a_copy_first(keep) as keep_copy, changing(self._connection, keep=keep):
            taking = Import(self._connection, now or clock.utc_now(), keep_copy, without_uids)
            apart = self.count(flagged=True)
            taken = taking.run(entries)
            if taking.gone:
                search_index.drop_words(self._connection)
            taken = replace(taken, apart=self.count(flagged=True) - apart)
        if taking.gone and keep:
            self._try_to_wipe_traces()
        return taken

    def versions(self, entry: Entry) -> list[Version]:
        """Return the earlier versions of an entry, oldest first."""
        with translated(), snapshot(self._connection):
            return revisions.of(self._connection, entry)

    def erase(self, entry: Entry, *, waiting: Entry | None = None) -> None:
        """
        Erase an entry and its versions from the file and the backups, without a trace.

        Backups that do not open are in `copies_left` afterwards. An erased entry can be erased
        again, to remove what an error left. The person's own words stay in their lists.

        Args:
            entry: The entry, deleted or not.
            waiting: Its working copy, which is erased with it.

        Raises:
            ChangedElsewhereError: If the entry or its working copy exists at another revision
                than the one it was read at.
            TracesLeftError: If the file could not be rewritten, as on a full disk.
        """
        with translated():
            self._refuse_changed(entry)
            self._refuse_other_copy(entry, waiting)
            # First, so that after an interruption no backup holds an entry that is gone here.
            self._erase_in_copies(entry.uid)
        with changing(self._connection):
            self._refuse_changed(entry)
            self._refuse_other_copy(entry, waiting)
            search_index.owe(self._connection)
            if writes.remove(self._connection, entry.uid):
                search_index.drop_words(self._connection)
        with translated():
            # Again: a backup made just before the lock was taken may hold the entry.
            self._erase_in_copies(entry.uid)
            search_index.wipe_owed(self._connection)

    def copies_left(self) -> list[Path]:
        """Return the backups that the last erasure could not open."""
        return [] if self._copies is None else list(self._copies.left)

    def know(self, passphrase: str) -> None:
        """Add a passphrase to try on backups at the next erasure."""
        if self._copies is not None:
            self._copies.known.append(Cipher(passphrase))

    def entries(
        self,
        period: Period | None = None,
        like: Like | None = None,
        *,
        flagged: bool = False,
        drafts: bool = False,
        newest_first: bool = False,
        limit: int | None = None,
        typed: bool = True,
    ) -> Iterator[Entry]:
        """
        Yield entries in the order in which they happened.

        Args:
            period: The period, inclusive, compared with the local day of an entry; None for all.
            like: The filters; None for any.
            flagged: Include entries kept apart.
            drafts: Include drafts.
            newest_first: Reverse the order.
            limit: The most entries to yield; None for all.
            typed: Include typed texts; counting is faster without them.

        Yields:
            The entries, read in batches; the file is not locked in between.
        """
        yield from queries.entries(
            self._connection,
            period,
            like,
            flagged=flagged,
            drafts=drafts,
            newest_first=newest_first,
            limit=limit,
            typed=typed,
        )

    def entry(self, name: str) -> Entry:
        """
        Return the entry called `12`, `F1` or `last` (the newest unflagged one).

        Raises:
            UnknownEntryError: If there is none.
        """
        with translated():
            found = queries.read(self._connection, queries.called(self._connection, name))
        if not found:
            raise UnknownEntryError
        return found[0]

    def find(self, uid: str) -> Entry | None:
        """Return the entry with a uid, finished or not, flagged or not; None without one."""
        with translated():
            return next(
                iter(queries.read(self._connection, queries.with_uid(self._connection, uid))), None
            )

    def put_aside(self, copy: Entry, *, late: bool = False) -> Entry:
        """
        Save the working copy of an entry that is being edited; it appears in no list.

        Args:
            copy: The copy, with the uid of the entry and its revision as `base`.
            late: Save it even if the entry was changed or deleted since, but not if erased.

        Returns:
            The copy with its new revision.

        Raises:
            ChangedElsewhereError: If the entry is no longer at the revision that the copy was
                taken from, or another process changed or discarded the copy.
        """
        copy = replace(copy, draft_at=copy.draft_at or "", number=None)
        with transaction(self._connection):
            stored = writes.known(self._connection, [copy.uid, ASIDE + copy.uid])
            changed = stored.pop(copy.uid, None)
            if changed is None or not late:
                read = replace(copy, revision=copy.base, draft_at=None)
                writes.refuse_changed(read, changed)
            writes.refuse_changed(copy, stored.get(ASIDE + copy.uid))
            [kept], gone = writes.write_entries(self._connection, [_aside(copy)], stored)
            if gone:
                search_index.drop_words(self._connection)
        if gone:
            self._try_to_wipe_traces()
        return replace(kept, uid=copy.uid)

    def aside(self, uid: str) -> Entry | None:
        """Return the working copy of an entry; None without one."""
        copy = self.find(ASIDE + uid)
        return replace(copy, uid=uid) if copy else None

    def changes_waiting(self) -> list[Entry]:
        """Return the entries with a working copy, by number, without those kept apart."""
        sql = f"SELECT substr(uid, ?) FROM entries WHERE uid GLOB '{ASIDE}*'"  # noqa: S608 - ours
        with translated():
            uids = [uid for (uid,) in self._connection.execute(sql, [len(ASIDE) + 1])]
        originals = [entry for entry in map(self.find, uids) if entry and not entry.is_apart]
        return sorted(originals, key=lambda entry: entry.number or 0)

    def drop_aside(self, copy: Entry) -> None:
        """
        Erase a working copy, if it was ever saved.

        Raises:
            ChangedElsewhereError: If another process changed it.
        """
        if copy.revision is not None:
            self.erase(_aside(copy))

    def draft(self) -> Entry | None:
        """Return the draft that was begun last; None without one."""
        with translated():
            # By the order of rows, which no wrong clock affects.
            drafts = queries.read(self._connection, queries.drafts(self._connection)[-1:])
        return drafts[0] if drafts else None

    def latest_with(self, theme: Theme) -> Entry | None:
        """Return the newest entry with an answer of a theme whose argument needs no care."""
        with translated():
            found = queries.read(self._connection, queries.latest_with(self._connection, theme))
        return found[0] if found else None

    def count(self, *, flagged: bool = False) -> int:
        """Return the number of finished entries, either unflagged or flagged."""
        which = f"{FINISHED} AND {PRESENT} AND {FLAGGED if flagged else UNFLAGGED}"
        with translated():
            sql = f"SELECT count(*) FROM entries WHERE {which}"  # noqa: S608 - ours
            return int(self._connection.execute(sql).fetchone()[0])

    def how_many(self, period: Period, like: Like, *, flagged: bool = False) -> int:
        """Return the number of finished entries that match; see `entries`."""
        with translated():
            return queries.how_many(self._connection, period, like, flagged=flagged)

    def search(
        self,
        text: str,
        limit: int = 50,
        period: Period | None = None,
        like: Like | None = None,
    ) -> Iterator[tuple[Entry, str]]:
        """
        Search finished, unflagged entries by their typed text.

        Args:
            text: Words that must all occur, in any form or inside longer words, and "phrases".
                No other character is special.
            limit: The most entries to yield.
            period, like: As for `entries`.

        Yields:
            Entries with whole words, best first, then those with parts of words, newest first;
            each with a snippet in which every hit is between `\\x02` and `\\x03`.
        """
        with translated(), snapshot(self._connection):
            hits = search.find(self._connection, text, limit, *queries.wanted(period, like))
            found = queries.read(self._connection, [entry for entry, _ in hits])
        yield from zip(found, (piece for _, piece in hits), strict=True)

    def knows(self, uid: str) -> bool:
        """Return whether an entry with a uid exists, deleted or not."""
        with translated():
            return bool(writes.known(self._connection, [uid]))

    def own_words(self, list_name: str) -> list[str]:
        """Return the person's own words in a list, oldest first."""
        with translated():
            sql = "SELECT text FROM own_words WHERE list = ? ORDER BY rowid"
            return [text for (text,) in self._connection.execute(sql, [list_name])]

    def keep_own_word(self, list_name: str, text: str) -> None:
        """Add an own word to a list, unless one that folds to the same text is there."""
        row = {"list": list_name, "text": text, "folded": Other(text).folded}
        added_at = clock.now().isoformat()
        with transaction(self._connection):
            words = tables(self._connection).table("own_words")
            if not words.count_where(_READS_THE_SAME, [list_name, row["folded"]]):
                words.insert({**row, "added_at": added_at}, ignore=True)

    def forget_own_word(self, list_name: str, text: str) -> None:
        """Erase an own word from a list, without a trace in the list."""
        with transaction(self._connection):
            words = tables(self._connection).table("own_words")
            words.delete_where(_READS_THE_SAME, [list_name, Other(text).folded])
            search_index.owe(self._connection)
        with translated():
            search_index.wipe_owed(self._connection)

    def wipe_owed_traces(self) -> None:
        """Wipe the traces that an earlier erasure left, as on a full disk."""
        with translated():
            if self.state.traces_due is not None:
                search_index.wipe_owed(self._connection)

    def _erase_in_copies(self, uid: str) -> None:
        if self._copies is not None:
            self._copies.erase(uid)

    @contextmanager
    def _a_copy_first(self, wanted: bool) -> Iterator[Callable[[], None]]:
        """Yield a function that makes a backup, if one is wanted and the journal is not empty."""
        if not wanted or self._copies is None or self._is_empty():
            yield lambda: None
            return
        with self._copies.before_a_change() as keep:
            yield keep

    def _is_empty(self) -> bool:
        return self._connection.execute("SELECT 1 FROM entries LIMIT 1").fetchone() is None

    def _finished(self, stored: Mapping[str, writes.Stored]) -> Entry | None:
        """Return the stored entry, if it is finished."""
        ids = [known.id for known in stored.values() if not known.is_draft]
        return next(iter(queries.read(self._connection, ids)), None)

    def _refuse_changed(self, entry: Entry) -> None:
        """Refuse an entry that exists at another revision than it was read at."""
        stored = writes.known(self._connection, [entry.uid]).get(entry.uid)
        if stored is not None and stored.revision != entry.revision:
            writes.refuse_changed(entry, stored)

    def _refuse_other_copy(self, entry: Entry, waiting: Entry | None) -> None:
        """Refuse if a working copy exists at another revision than the one that was read."""
        stored = writes.known(self._connection, [ASIDE + entry.uid]).get(ASIDE + entry.uid)
        if stored is not None and (waiting is None or stored.revision != waiting.revision):
            raise ChangedElsewhereError("changed", entry.revision)

    def _try_to_wipe_traces(self) -> None:
        # The entry is saved in any case; the next erasure wipes what is left.
        with suppress(StoreError), translated():
            search_index.wipe_traces(self._connection)


def _aside(copy: Entry) -> Entry:
    return replace(copy, uid=ASIDE + copy.uid)


def _folded(text: str | None) -> str:
    return Other(text or "").folded
