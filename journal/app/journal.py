"""The open journal: all reads and writes, with their rules."""

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
        program: The home, clock, prompts and terminal.
        store: The open store; replaced by `reopen`.
    """

    program: Program
    store: Store

    @property
    def prompts(self) -> Prompts:
        """The words and questions of the program."""
        return self.program.prompts

    def now(self) -> datetime:
        """Return the present moment, with the local offset from UTC."""
        return self.program.now()

    def flow_of(self, name: str) -> Flow | None:
        """Return the flow with this name; None if it has no valid file any more."""
        return self.prompts.known_flow(name)

    def counts(self) -> dict[str, Counts]:
        """Return the known flows by name, each with what its entries count as."""
        return self.prompts.counts()

    @property
    def view(self) -> View:
        """The view: `loop`, or `plain` for feelings, body and facts only."""
        return self.store.state.view or "loop"

    def plan(self) -> Plan | None:
        """Return the newest plan; None without one."""
        from journal.core.entries.plan import plan_of

        latest = self.store.latest_with("plan_move")
        return plan_of(latest, self.flow_of(latest.flow)) if latest else None

    def begin(self, flow: Flow, happened_at: datetime, about: Entry | None = None) -> Entry:
        """Return an empty entry of a flow, written now; nothing is saved yet."""
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
        """Save an entry durably; see `Store.put`."""
        return self.store.put(entry, done=done, keeps_safety=keeps_safety)

    def take(self, entries: Iterable[Entry], *, keep: bool, without_uids: bool = False) -> Taken:
        """Save many entries, all or none; see `Store.put_all`."""
        with _gc_paused():
            return self.store.put_all(entries, now=self.now(), keep=keep, without_uids=without_uids)

    def as_data(self, entry: Entry) -> dict[str, Any]:
        """
        Return an entry as JSON data, with its number (`"F1"` for one kept apart).

        Raises:
            UnknownEntryError: If the entry is a draft.
        """
        from journal.exchange.json_export import as_object

        if entry.is_draft:
            raise UnknownEntryError
        number = entry.call if entry.is_apart else entry.number
        return {"number": number, **as_object(entry, self.flow_of(entry.flow))}

    def come_back(self, at: datetime) -> None:
        """Save the time the person chose to come back."""
        self.store.state.return_at = at

    def own_words(self, list_name: str) -> list[str]:
        """Return the person's own words in a list."""
        return self.store.own_words(list_name)

    def keep_own_word(self, list_name: str, text: str) -> None:
        """Add one of the person's own words to a list."""
        self.store.keep_own_word(list_name, text)

    def erase(self, entry: Entry, *, waiting: Entry | None = None) -> None:
        """Erase an entry and its text in an editor permanently; see `Store.erase`."""
        self.store.erase(entry, waiting=waiting)
        self.program.editor().forget(entry.uid)

    def delete(self, entry: Entry) -> None:
        """Delete an entry so that it can be restored for 30 days; see `Bin.put`."""
        self.store.bin.put(entry, self.now())

    def restore(self, entry: Entry) -> None:
        """Restore a deleted entry; see `Bin.restore`."""
        self.store.bin.restore(entry)

    def moved(self) -> Moved | None:
        """Return the change that another window made to the file; None without one."""
        if not self.store.has_moved():
            return None
        if not self.program.is_there():
            return "gone"
        return "locked" if self.program.is_locked() and self.store.lock is None else "replaced"

    def reopen(self) -> None:
        """
        Open the file that is now in place, or create one with the same passphrase.

        Raises:
            JournalError: If the file cannot be opened.
        """
        lock = self.store.lock
        keys = [lock.key] if lock and lock.key else []
        new = None if self.program.is_there() else lock
        reopened = store_at(self.program, new=new, known=keys)
        self.store.close()
        self.store = reopened


@contextmanager
def open_journal(
    program: Program, *, to_read: bool = False, new: Cipher | None = None
) -> Iterator[Journal]:
    """
    Open the journal at home for the length of a context.

    Deleted entries whose waiting time is over are purged, unless *to_read*.

    Args:
        to_read: Create and change nothing; without a file, open an empty journal in memory.
        new: The lock of a journal to be created.

    Raises:
        JournalError: If the journal cannot be opened.
    """
    with _gc_paused() if to_read else nullcontext():
        j = Journal(program, store_at(program, to_read=to_read, new=new))
        try:
            if not to_read:
                with suppress(StoreError):  # the next opening tries again
                    _let_go(j)
            yield j
        finally:
            j.store.close()


def _let_go(j: Journal) -> None:
    """Purge deleted entries whose time is over, and name the backups that still hold them."""
    from journal.app.unopened_backups import tell_left

    j.store.wipe_owed_traces()
    if j.store.bin.purge(j.now()):
        tell_left(j.program, j.store.copies_left())


@contextmanager
def _gc_paused() -> Iterator[None]:
    """
    Pause the cyclic garbage collector, which costs a tenth of an import (measured).

    The objects read are either kept to the end or free of reference cycles.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
