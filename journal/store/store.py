"""The store: entries, own words and state of one journal."""

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

# By function, since `folded` in the table is as the program of that day worked it out.
_READS_THE_SAME = "list = ? AND folded(text) = ?"


class Store:
    """
    An open journal. A context manager that closes it; made by `open_store`.

    Every change is on disk when its method returns, or has not happened. All
    methods raise `StoreError` if the file is busy, full, damaged or read-only.
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
        """Close the file; closing twice does no harm."""
        self._connection.close()

    def has_moved(self) -> bool:
        """Whether another file is in the place of this one, or none; then nothing is written."""
        return has_moved(self._connection)

    @property
    def lock(self) -> Cipher | None:
        """What opened it; None if it is not locked."""
        connect = self._copies.connect if self._copies is not None else None
        return connect if isinstance(connect, Cipher) and connect.key is not None else None

    def put(self, entry: Entry, *, done: Entry | None = None, keeps_safety: bool = False) -> Entry:
        """
        Keep an entry, whole, in place of the state that it was read at.

        What a finished one was before becomes a version. If an answer about safety is
        another one, it does not, and what versions have of the old answer goes.

        Args:
            entry: An answer that is an empty list is a skip and is not kept.
            done: Its working copy, which goes with the same step.
            keeps_safety: Keep the old answer about safety as well.

        Returns:
            The entry with its new revision, to go on with, its number and the care of its
            argument. Every entry of one that needs more care now, or less, goes over with it,
            and back to the number it had.

        Raises:
            ChangedElsewhereError: If it, or its working copy, is not in the state that it
                was read at: changed, finished, deleted or erased by another since.
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
                search_index.forget(self._connection)
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
        Take in many entries, all of them or none, after a copy of what is there.

        Of two under one uid the one edited later wins, and the other becomes a version of it.
        What was deleted here is left out.

        Args:
            entries: Read once, some at a time. If it raises, nothing is taken.
            now: See `Known.is_older_than`; None for what the clock shows.
            keep: Else everything is taken back at the end, and only the counts remain.
            without_uids: Their source has none, so that one of the same minute and first line
                as a single one here is that one, corrected.
        """
        with self._a_copy_first(keep) as keep_copy, changing(self._connection, keep=keep):
            taking = Import(self._connection, now or clock.now(), keep_copy, without_uids)
            apart = self.count(flagged=True)
            taken = taking.run(entries)
            if taking.gone:
                search_index.forget(self._connection)
            taken = replace(taken, apart=self.count(flagged=True) - apart)
        if taking.gone and keep:
            self._try_to_wipe_traces()
        return taken

    def versions(self, entry: Entry) -> list[Version]:
        """What an entry was before its changes of the last days, oldest first."""
        with translated(), snapshot(self._connection):
            return revisions.of(self._connection, entry)

    def erase(self, entry: Entry, *, waiting: Entry | None = None) -> None:
        """
        Remove an entry, deleted before or not, its versions, and every trace of it from the
        file and from its copies in `backups/`; those that don't open are in `copies_left` then.

        If there is none, or only traces of one after an error, it removes those.
        Words that the person chose to keep in their lists stay.

        Args:
            waiting: Its working copy, which goes with it.

        Raises:
            ChangedElsewhereError: If it or its working copy is there, and not in the state
                that it was read at.
        """
        with translated():
            self._refuse_changed(entry)
            self._refuse_other_copy(entry, waiting)
            # First, so that a copy can't hold what is gone from here if this is cut off.
            self._erase_in_copies(entry.uid)
        with changing(self._connection):
            self._refuse_changed(entry)
            self._refuse_other_copy(entry, waiting)
            search_index.owe(self._connection)
            if writes.remove(self._connection, entry.uid):
                search_index.forget(self._connection)
        with translated():
            # Once more: one that was made just before the lock was had may hold it.
            self._erase_in_copies(entry.uid)
            search_index.wipe_owed(self._connection)

    def copies_left(self) -> list[Path]:
        """The copies that did not open when something was erased last, and may still hold it."""
        return [] if self._copies is None else list(self._copies.left)

    def know(self, passphrase: str) -> None:
        """Try this passphrase too on copies, the next time something is erased."""
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
        Entries in the order in which they happened.

        Args:
            period: Its first and last day belong to it; compared with the day
                that it was where the entry happened.
            like: What they have to be like; None for any.
            flagged: Give those that are kept apart as well.
            drafts: Give unfinished ones as well.
            newest_first: Turn the order around.
            limit: How many at most.
            typed: Give free texts as well; what only counts is faster without them.

        Yields:
            Entries, read some at a time; the file is not locked in between.
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
        The entry that a person calls `12`, `F1` or `last` (the newest, unflagged).

        Raises:
            UnknownEntryError: If there is none.
        """
        with translated():
            found = queries.read(self._connection, queries.called(self._connection, name))
        if not found:
            raise UnknownEntryError
        return found[0]

    def find(self, uid: str) -> Entry | None:
        """The entry with this uid, whether finished, flagged or neither."""
        with translated():
            return next(
                iter(queries.read(self._connection, queries.with_uid(self._connection, uid))), None
            )

    def put_aside(self, copy: Entry, *, late: bool = False) -> Entry:
        """
        Keep the working copy of an entry that is being changed; it shows nowhere.

        Args:
            copy: With the uid of the entry, and its revision as `base`.
            late: Whatever was done to the entry since, as long as it was not erased.

        Returns:
            The copy with its own new revision, to go on with.

        Raises:
            ChangedElsewhereError: If the entry is not in the state that the copy was taken
                from any more, or the copy was changed or let go by another.
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
                search_index.forget(self._connection)
        if gone:
            self._try_to_wipe_traces()
        return replace(kept, uid=copy.uid)

    def aside(self, uid: str) -> Entry | None:
        """The working copy of an entry; None if none waits."""
        copy = self.find(ASIDE + uid)
        return replace(copy, uid=uid) if copy else None

    def changes_waiting(self) -> list[Entry]:
        """Entries, none of them flagged, of which a working copy waits; in their order."""
        sql = f"SELECT substr(uid, ?) FROM entries WHERE uid GLOB '{ASIDE}*'"  # noqa: S608 - ours
        with translated():
            uids = [uid for (uid,) in self._connection.execute(sql, [len(ASIDE) + 1])]
        there = [entry for entry in map(self.find, uids) if entry and not entry.is_apart]
        return sorted(there, key=lambda entry: entry.number or 0)

    def drop_aside(self, copy: Entry) -> None:
        """
        Let a working copy go, and every trace of it; nothing if it was never kept.

        Raises:
            ChangedElsewhereError: If it was changed by another.
        """
        if copy.revision is not None:
            self.erase(_aside(copy))

    def draft(self) -> Entry | None:
        """The unfinished entry that was begun last."""
        with translated():
            # By the order of their rows: a clock that was wrong has no say in it.
            drafts = queries.read(self._connection, queries.drafts(self._connection)[-1:])
        return drafts[0] if drafts else None

    def latest_with(self, theme: Theme) -> Entry | None:
        """The newest one with an answer under a theme, of an argument that needs no care."""
        with translated():
            found = queries.read(self._connection, queries.latest_with(self._connection, theme))
        return found[0] if found else None

    def count(self, *, flagged: bool = False) -> int:
        """How many entries are finished and not flagged, or flagged."""
        which = f"{FINISHED} AND {PRESENT} AND {FLAGGED if flagged else UNFLAGGED}"
        with translated():
            sql = f"SELECT count(*) FROM entries WHERE {which}"  # noqa: S608 - ours
            return int(self._connection.execute(sql).fetchone()[0])

    def how_many(self, period: Period, like: Like, *, flagged: bool = False) -> int:
        """How many finished entries of a period are like something; see `entries`."""
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
        Find finished, unflagged entries by what was typed in them.

        Args:
            text: Words that all have to be there, in any form or as a part of a longer
                one; "quoted" ones next to each other. Every other character is taken as it is.
            limit: How many at most.
            period, like: As for `entries`.

        Yields:
            Entries, best first, then those with a part of a word, newest first; each with a
            piece of its text in which every hit stands between `\\x02` and `\\x03`.
        """
        with translated(), snapshot(self._connection):
            hits = search.find(self._connection, text, limit, *queries.wanted(period, like))
            found = queries.read(self._connection, [entry for entry, _ in hits])
        yield from zip(found, (piece for _, piece in hits), strict=True)

    def knows(self, uid: str) -> bool:
        """Whether there is an entry with this uid, deleted ones included."""
        with translated():
            return bool(writes.known(self._connection, [uid]))

    def own_words(self, list_name: str) -> list[str]:
        """The words a person added to a list, in the order of their adding."""
        with translated():
            sql = "SELECT text FROM own_words WHERE list = ? ORDER BY rowid"
            return [text for (text,) in self._connection.execute(sql, [list_name])]

    def keep_own_word(self, list_name: str, text: str) -> None:
        """Add a word to a list, unless one that reads the same is there."""
        row = {"list": list_name, "text": text, "folded": Other(text).folded}
        added_at = clock.now().isoformat()
        with transaction(self._connection):
            words = tables(self._connection).table("own_words")
            if not words.count_where(_READS_THE_SAME, [list_name, row["folded"]]):
                words.insert({**row, "added_at": added_at}, ignore=True)

    def forget_own_word(self, list_name: str, text: str) -> None:
        """Take a word out of a list, with every trace of it there."""
        with transaction(self._connection):
            words = tables(self._connection).table("own_words")
            words.delete_where(_READS_THE_SAME, [list_name, Other(text).folded])
            search_index.owe(self._connection)
        with translated():
            search_index.wipe_owed(self._connection)

    def wipe_owed_traces(self) -> None:
        """Remove the traces that an erasing had to leave, if any, as on a full disk."""
        with translated():
            if search_index.is_owed(self._connection):
                search_index.wipe_owed(self._connection)

    def _erase_in_copies(self, uid: str) -> None:
        if self._copies is not None:
            self._copies.erase(uid)

    @contextmanager
    def _a_copy_first(self, wanted: bool) -> Iterator[Callable[[], None]]:
        """What makes a copy of the journal, if one is wanted and there is anything in it."""
        if not wanted or self._copies is None or self._is_empty():
            yield lambda: None
            return
        with self._copies.before_a_change() as keep:
            yield keep

    def _is_empty(self) -> bool:
        return self._connection.execute("SELECT 1 FROM entries LIMIT 1").fetchone() is None

    def _finished(self, stored: Mapping[str, writes.Stored]) -> Entry | None:
        """The one entry that is stored, if it is finished."""
        ids = [known.id for known in stored.values() if not known.is_draft]
        return next(iter(queries.read(self._connection, ids)), None)

    def _refuse_changed(self, entry: Entry) -> None:
        """Refuse what is there in another state than it was read at; gone is fine."""
        stored = writes.known(self._connection, [entry.uid]).get(entry.uid)
        if stored is not None and stored.revision != entry.revision:
            writes.refuse_changed(entry, stored)

    def _refuse_other_copy(self, entry: Entry, waiting: Entry | None) -> None:
        """Refuse if a working copy waits in another state than the one that was read."""
        stored = writes.known(self._connection, [ASIDE + entry.uid]).get(ASIDE + entry.uid)
        if stored is not None and (waiting is None or stored.revision != waiting.revision):
            raise ChangedElsewhereError("changed", entry.revision)

    def _try_to_wipe_traces(self) -> None:
        # The entry is kept, whatever happens here; the next time makes up for it.
        with suppress(StoreError), translated():
            search_index.wipe_traces(self._connection)


def _aside(copy: Entry) -> Entry:
    return replace(copy, uid=ASIDE + copy.uid)


def _folded(text: str | None) -> str:
    return Other(text or "").folded
