"""The open journal: every read and every write of it, with their rules."""

from __future__ import annotations

import gc
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from journal.app.opening import store_at
from journal.app.program import Program
from journal.core.errors import StoreError, UnknownEntryError

if TYPE_CHECKING:
    from journal.core.dialogue.ports import Moved
    from journal.core.entries.merged import Taken
    from journal.core.entries.plan import Plan
    from journal.core.flows.flow import Flow
    from journal.core.model import Entry
    from journal.core.terms import Counts, View
    from journal.local.prompts.loader import Prompts
    from journal.store import Cipher, Store


@dataclass(slots=True)
class Journal:
    """
    An open journal with everything a command needs.

    Attributes:
        program: What it runs with.
        store: The entries; another one once it was opened again.
    """

    program: Program
    store: Store

    @property
    def prompts(self) -> Prompts:
        """All words and questions."""
        return self.program.prompts

    def now(self) -> datetime:
        """Return the moment, with the offset of this place."""
        return self.program.now()

    def flow_of(self, name: str) -> Flow | None:
        """The flow of a name, or None if there is no file for it any more."""
        return self.prompts.known_flow(name)

    def counts(self) -> dict[str, Counts]:
        """Every flow that is known, and whether its entries are conflicts."""
        return self.prompts.counts()

    @property
    def view(self) -> View:
        """What is shown: `loop`, or `plain` for feelings, body and facts only."""
        return self.store.state.view or "loop"

    def plan(self) -> Plan | None:
        """The plan made last; None if there is none."""
        from journal.core.entries.plan import plan_of

        latest = self.store.latest_with("plan_move")
        return plan_of(latest, self.flow_of(latest.flow)) if latest else None

    def begin(self, flow: Flow, happened_at: datetime, about: Entry | None = None) -> Entry:
        """Return an empty entry of a flow, begun now; nothing is on disk yet."""
        from journal.core.model import Entry

        return Entry(
            uid=str(uuid.uuid4()),
            flow=flow.name,
            counts=flow.counts,
            happened_at=happened_at,
            written_at=self.now(),
            about=about.uid if about else None,
            answers={},
        )

    def save(self, entry: Entry, *, done: Entry | None = None, keeps_safety: bool = False) -> Entry:
        """Keep an entry; on disk when it returns. See `Store.put`."""
        return self.store.put(entry, done=done, keeps_safety=keeps_safety)

    def take(self, entries: Iterable[Entry], *, keep: bool, without_uids: bool = False) -> Taken:
        """The same for many, all or none; see `Store.put_all`."""
        with _all_kept():
            return self.store.put_all(entries, now=self.now(), keep=keep, without_uids=without_uids)

    def as_data(self, entry: Entry) -> dict[str, Any]:
        """
        An entry as JSON data, with what a person calls it by.

        Raises:
            UnknownEntryError: If it is not finished.
        """
        from journal.exchange.json_export import as_object

        if entry.is_draft:
            raise UnknownEntryError
        number = entry.call if entry.is_apart else entry.number
        return {"number": number, **as_object(entry, self.flow_of(entry.flow))}

    def come_back(self, at: datetime) -> None:
        """Remember the time that was set to come back."""
        self.store.state.return_at = at

    def own_words(self, list_name: str) -> list[str]:
        """The words of the person's own in a list."""
        return self.store.own_words(list_name)

    def keep_own_word(self, list_name: str, text: str) -> None:
        """Keep a word of the person's own in a list."""
        self.store.keep_own_word(list_name, text)

    def erase(self, entry: Entry, *, waiting: Entry | None = None) -> None:
        """Leave nothing of an entry, nor of what an editor saved of it. See `Store.erase`."""
        self.store.erase(entry, waiting=waiting)
        self.program.editor().forget(entry.uid)

    def delete(self, entry: Entry) -> None:
        """Delete an entry; it can be restored for 30 days. See `Bin.put`."""
        self.store.bin.put(entry, self.now())

    def restore(self, entry: Entry) -> None:
        """Bring a deleted entry back. See `Bin.restore`."""
        self.store.bin.restore(entry)

    def moved(self) -> Moved | None:
        """What another window made of the journal; None if it is in its place."""
        if not self.store.has_moved():
            return None
        if not self.program.is_there():
            return "gone"
        return "locked" if self.program.is_locked() and self.store.lock is None else "replaced"

    def reopen(self) -> None:
        """
        Open what is in its place now, a new journal with the same lock if nothing is.

        Raises:
            JournalError: If it cannot be opened.
        """
        lock = self.store.lock
        known = [lock.key] if lock and lock.key else []
        new = None if self.program.is_there() else lock
        there = store_at(self.program, new=new, known=known)
        self.store.close()
        self.store = there


@contextmanager
def open_journal(
    program: Program, *, to_read: bool = False, new: Cipher | None = None
) -> Iterator[Journal]:
    """
    Open the journal at home, and close it whatever happens.

    Deleted entries that have waited long enough go for good.

    Args:
        to_read: Make nothing where nothing is: an empty journal in memory stands in; and
            change nothing by opening it.
        new: The passphrase of a journal that is not there yet.
    """
    with _all_kept() if to_read else nullcontext():
        j = Journal(program, store_at(program, to_read=to_read, new=new))
        try:
            if not to_read:
                with suppress(StoreError):  # the next time makes up for it
                    _let_go(j)
            yield j
        finally:
            j.store.close()


def _let_go(j: Journal) -> None:
    """Let go for good what has waited long enough, and name the copies that still hold it."""
    from journal.app.unopened_backups import tell_left

    j.store.wipe_owed_traces()
    if j.store.bin.purge(j.now()):
        tell_left(j.program, j.store.copies_left())


@contextmanager
def _all_kept() -> Iterator[None]:
    """
    Look for no garbage: a tenth of the time of an import goes into looking (measured).

    What is read is kept to the end, or refers to nothing that refers back and goes by itself.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
