"""Putting the real parts together: home, store, prompts, clock; the one place that does."""

from __future__ import annotations

import gc
import os
import uuid
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from journal.core.errors import SettingsError, StoreError, UnknownEntryError
from journal.local.home import Home, find_country, find_home

if TYPE_CHECKING:
    from journal.core.care.care_book import CareBook
    from journal.core.dialogue.ports import Moved, Person
    from journal.core.entries.merged import Taken
    from journal.core.entries.plan import Plan
    from journal.core.flows.flow import Flow
    from journal.core.model import Entry, View
    from journal.local.editor import Editor
    from journal.local.prompts.loader import Prompts
    from journal.store import Cipher, Store


def now() -> datetime:
    """
    Return the moment, with the offset of this place.

    Raises:
        SettingsError: If the zone that `TZ` names is none.
    """
    try:
        return datetime.now().astimezone()
    except ValueError:
        raise SettingsError("TZ: expected a time zone within a day of UTC.") from None


@dataclass(slots=True)
class Journal:
    """
    An open journal with everything a command needs.

    Attributes:
        store: The pages; another one once it was opened again.
        country: ISO 3166 alpha-2 of the locale, for help lines; may be empty.
    """

    home: Home
    store: Store
    prompts: Prompts
    country: str

    def flow_of(self, name: str) -> Flow | None:
        """The flow of a name, or None if there is no file for it any more."""
        return self.prompts.known_flow(name)

    def counts(self) -> dict[str, str]:
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
            written_at=now(),
            about=about.uid if about else None,
            answers={},
        )

    def save(self, entry: Entry, *, done: Entry | None = None, keeps_safety: bool = False) -> Entry:
        """Keep an entry; on disk when it returns. See `Store.put`."""
        return self.store.put(entry, done=done, keeps_safety=keeps_safety)

    def take(self, entries: Iterable[Entry], *, keep: bool, without_uids: bool = False) -> Taken:
        """The same for many, all or none; see `Store.put_all`."""
        with _all_kept():
            return self.store.put_all(entries, now=now(), keep=keep, without_uids=without_uids)

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
        editor().forget(entry.uid)

    def moved(self) -> Moved | None:
        """What another window made of the journal; None if it is in its place."""
        if not self.store.has_moved():
            return None
        if not is_there():
            return "gone"
        return "locked" if is_locked() and self.store.lock is None else "replaced"

    def reopen(self) -> None:
        """
        Open what is in its place now, a new journal with the same lock if nothing is.

        Raises:
            JournalError: If it cannot be opened.
        """
        from journal.app.safeguards import before_anything_is_typed, claim

        before_anything_is_typed(self.home)
        claim(self.home)
        lock = self.store.lock
        known = [lock.key] if lock and lock.key else []
        there = _store_of(self.home, None if is_there() else lock, known)
        self.store.close()
        self.store = there


def _store_of(home: Home, new: Cipher | None, known: Iterable[str] = ()) -> Store:
    """
    What is at home, opened; a new one if nothing is.

    Args:
        new: The passphrase of a new one, before that which is configured.
        known: What is tried before anyone is asked.
    """
    from journal.app.safeguards import agree, lock_of_new
    from journal.app.unlocking import passphrases_of
    from journal.store import open_store
    from journal.store.database_file import is_plain

    if not is_there():
        new = new or lock_of_new(home)
    locked = not is_plain(home.database) if is_there() else new is not None
    store = open_store(
        home.database, passphrase=lambda: chain(known, passphrases_of(home)), connect=new
    )
    agree(home, locked=locked)
    return store


@contextmanager
def journal(*, to_read: bool = False, new: Cipher | None = None) -> Iterator[Journal]:
    """
    Open the journal at home, and close it whatever happens.

    Deleted entries that have waited long enough go for good.

    Args:
        to_read: Make nothing where nothing is: an empty journal in memory stands in; and
            change nothing by opening it.
        new: The passphrase of a journal that is not there yet.
    """
    from journal.app.safeguards import before_anything_is_typed, claim
    from journal.app.unopened_backups import tell_left
    from journal.store import empty_store

    home = find_home()
    before_anything_is_typed(home)
    if to_read and not is_there():
        home.check()
        with empty_store() as store:
            yield Journal(home, store, prompts(), find_country())
        return

    if not to_read:  # it may be on a disk to read only
        claim(home)
    j = Journal(home, _store_of(home, new), prompts(home), find_country())
    try:
        with _all_kept() if to_read else nullcontext():
            if not to_read:
                with suppress(StoreError):  # the next time makes up for it
                    j.store.wipe_owed_traces()
                    if j.store.bin.purge(now()):
                        tell_left(j.store.copies_left())
            yield j
    finally:
        j.store.close()


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


def setting(name: str) -> bool:
    """One of the harmless choices."""
    from journal.local.settings_file import read_choice

    return read_choice(find_home().settings, name)


def editor() -> Editor:
    """The person's own editor, for a longer answer."""
    from journal.local.editor import Editor

    return Editor(find_home().path)


def show_json(value: object) -> None:
    """Show JSON data, as on a page of its own."""
    from journal.exchange.json_export import as_json
    from journal.screen.output.pager import show

    show(as_json(value) + "\n")


def at_terminal(*, plain: bool) -> AbstractContextManager[Person]:
    """Whoever is at the terminal; the help lines are one key away wherever they are asked."""
    from journal.screen.interactive.person import person_at

    return person_at(
        lambda *handed: editor().edit(*handed),
        lambda: care().help_lines(find_country()),
        plain=plain,
    )


def care() -> CareBook:
    """The words and lines for someone who may be in danger; they need no home."""
    from journal.local.prompts.loader import Prompts

    return Prompts().care


def prompts(home: Home | None = None) -> Prompts:
    """All words and questions, with those of one's own."""
    from journal.local.prompts.loader import Prompts

    return Prompts((home or find_home()).own_flows)


def is_there() -> bool:
    """Whether anything has been written here at all."""
    try:
        return os.path.lexists(find_home().database)
    except OSError:
        return True  # opening it will tell


def is_locked() -> bool:
    """Whether the pages can only be read with a passphrase."""
    from journal.store import is_locked as has_lock

    try:
        return has_lock(find_home().database)
    except OSError:
        return False  # opening it will tell


@contextmanager
def opened(name: str) -> Iterator[tuple[BinaryIO, str]]:
    """
    A file to read from, `-` for standard input, and how to name it in errors.

    Raises:
        InputError: If it cannot be read.
    """
    import sys

    from journal.core.errors import InputError

    path = Path(os.path.expanduser(name))
    place = "standard input" if name == "-" else path.name
    try:
        with nullcontext(sys.stdin.buffer) if name == "-" else path.open("rb") as file:
            yield file, place
    except OSError as error:
        raise InputError(place, f"It can't be read: {error.strerror}.") from None


def read_bytes(name: str) -> tuple[bytes, str]:
    """
    The content of a file, `-` for standard input, and how to name it in errors.

    Raises:
        InputError: If it cannot be read, or is longer than anything that a person wrote.
    """
    from journal.core.errors import InputError
    from journal.exchange.strict_json import TOO_LONG, TOO_LONG_SAID

    with opened(name) as (source, place):
        data = source.read(TOO_LONG + 1)
    if len(data) > TOO_LONG:
        raise InputError(place, TOO_LONG_SAID)
    return data, place
