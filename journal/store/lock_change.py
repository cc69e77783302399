"""Locking, changing the passphrase, unlocking, and putting a copy back: one file for another."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

from journal.core.errors import DamagedError, StoreError
from journal.core.passphrase import Passphrase
from journal.core.platform import disk
from journal.store import database_file, search_index
from journal.store.argument_care import put_in_place
from journal.store.backup_locks import due, relock
from journal.store.backups import keep_copy, keep_raw
from journal.store.convert import convert
from journal.store.encryption import Cipher, fitting_cipher, is_locked
from journal.store.integrity import INDEX, faults
from journal.store.migrations import migrate
from journal.store.opening import open_store
from journal.store.sqlite import BUSY_TIMEOUT, transaction, translated, watch


class Restored(NamedTuple):
    """
    A copy was put back.

    Attributes:
        saved: Where the journal that was there was saved; None if there was none.
        cipher: What opens the journal now.
    """

    saved: Path | None
    cipher: Cipher


def cipher_of(path: Path, passphrase: Passphrase) -> Cipher:
    """
    How to open the journal as it is, locked or not.

    Raises:
        JournalError: If it is a link, or locked and there is no passphrase to be had.
    """
    database_file.refuse_link(path)
    return fitting_cipher(path, passphrase) if is_locked(path) else Cipher(None)


def change_lock(path: Path, now: Cipher, new: Cipher, *known: Cipher) -> list[Path]:
    """
    Give the journal and all copies in `backups/` another passphrase, a first one, or none.

    The new file is made beside, read row by row, and put in place in one step: whenever this
    is cut off, the journal opens either as before or with the new passphrase.

    Args:
        path: An existing journal, not open in this process.
        known: Other passphrases that copies may have.

    Returns:
        The copies that still have another lock, or can't be read.

    Raises:
        StoreError: If anything fails; the journal is as it was then.
    """
    open_store(path, connect=now).close()
    with _errors_of_the_disk(), _held(path, now):
        keep_copy(path, now)
        with disk.beside(path.parent) as made:
            convert(path, now, made, new, due(now, new))
            database_file.put_in_its_place(made, path)
    return relock(path, new, now, *known)


def put_copy_back(
    path: Path, copy: Path, of_copy: Cipher, now: Cipher, *, lock: Cipher | None = None
) -> Restored:
    """
    Put a copy in the place of the journal, after saving what is there.

    The journal keeps the lock that it has; one without a lock, or that is not there or cannot
    be opened, takes the lock of the copy. One that shows the plain view goes on showing it.

    Args:
        path: Where the journal is, or is to be; not open in this process.
        copy: Read only.
        now: What opens the journal, if it can be opened at all.
        lock: What it is locked with where neither has a lock; None for none.

    Raises:
        StoreError: If the copy is no journal or not whole; nothing was changed then.
    """
    new = of_copy if of_copy.key is not None else lock or of_copy
    with _errors_of_the_disk():
        _need_whole(copy, of_copy)
        if not os.path.lexists(path):
            database_file.make(path, lambda made: convert(copy, of_copy, made, new, True))
            relock(path, new, of_copy)
            return Restored(None, new)
        if not _can_be_opened(path, now):
            with disk.beside(path.parent) as made:
                convert(copy, of_copy, made, new, True)
                saved = keep_raw(path)
                disk.erase(database_file.side_file(path))
                disk.replace(made, path)
            relock(path, new, of_copy)
            return Restored(saved, new)
        new = now if now.key is not None else new
        with _held(path, now) as before, disk.beside(path.parent) as made:
            convert(copy, of_copy, made, new, due(now, new))
            with closing(new(made)) as connection, transaction(connection):
                migrate(connection)
                put_in_place(connection, before)
            saved = keep_copy(path, now)
            database_file.put_in_its_place(made, path)
        relock(path, new, now, of_copy)
        return Restored(saved, new)


def look_over(path: Path, cipher: Cipher, *, repair: bool) -> list[str]:
    """
    What is wrong with the file, as `faults` names it.

    Args:
        repair: Make the search index anew if that is what is wrong.

    Raises:
        StoreError: If it cannot be opened or read.
    """
    with translated(), closing(_connected(path, cipher)) as connection:
        found = faults(connection)
        if repair and found == [INDEX]:
            with transaction(connection):
                search_index.rebuild(connection)
            found = faults(connection)
        return found


def _need_whole(copy: Path, cipher: Cipher) -> None:
    database_file.look_at(copy)
    with closing(cipher(copy)) as connection:
        [application] = connection.execute("PRAGMA application_id").fetchone()
        [version] = connection.execute("PRAGMA user_version").fetchone()
        database_file.refuse_foreign(copy, application, version)
        if set(faults(connection)) - {INDEX}:
            raise DamagedError("another backup")


def _can_be_opened(path: Path, now: Cipher) -> bool:
    try:
        open_store(path, connect=now).close()
    except StoreError:
        return False
    return True


def _connected(path: Path, cipher: Cipher) -> sqlite3.Connection:
    seen = os.stat(path)
    connection = cipher(path)
    watch(connection, path, seen)
    connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT}")
    return connection


@contextmanager
def _held(path: Path, cipher: Cipher) -> Iterator[sqlite3.Connection]:
    """
    Keep every other process from writing.

    Whoever waits for it until another file is in place is told to try again.
    """
    with closing(_connected(path, cipher)) as connection, transaction(connection):
        yield connection


@contextmanager
def _errors_of_the_disk() -> Iterator[None]:
    try:
        with translated():
            yield
    except OSError as error:
        reason = error.strerror
        raise StoreError(f"This could not be done: {reason}. Nothing was changed.") from None
