"""The replacement of the database: a change of its encryption, or a restored backup."""

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
from journal.store.backup_locks import copies_due_after, relock
from journal.store.backups import keep_copy, keep_raw
from journal.store.convert import convert
from journal.store.encryption import Cipher, fitting_cipher, is_locked
from journal.store.integrity import INDEX, faults
from journal.store.migrations import migrate
from journal.store.opening import open_store
from journal.store.sqlite import BUSY_TIMEOUT, transaction, translated, watch


class Restored(NamedTuple):
    """
    The result of restoring a backup.

    Attributes:
        saved: The backup of the replaced journal; None if there was none.
        cipher: The cipher of the journal now.
    """

    saved: Path | None
    cipher: Cipher


def cipher_of(path: Path, passphrase: Passphrase) -> Cipher:
    """
    Return the cipher of the journal, encrypted or not.

    Raises:
        JournalError: If the path is a symbolic link, or no passphrase fits.
    """
    database_file.refuse_link(path)
    return fitting_cipher(path, passphrase) if is_locked(path) else Cipher(None)


def change_lock(path: Path, now: Cipher, new: Cipher, *known: Cipher) -> list[Path]:
    """
    Encrypt, re-encrypt or decrypt the journal and all backups in `backups/`.

    The new file is verified row by row and replaces the old one atomically: after an
    interruption the journal opens either as before or with the new passphrase.

    Args:
        path: An existing journal, not open in this process.
        now: Its present cipher.
        new: Its new cipher.
        known: Other ciphers that backups may have.

    Returns:
        The backups that still have another lock, or cannot be read.

    Raises:
        StoreError: If the change fails; the journal is unchanged then.
    """
    open_store(path, connect=now).close()
    with _errors_of_the_disk(), _held(path, now):
        keep_copy(path, now)
        with disk.beside(path.parent) as made:
            convert(path, now, made, new, copies_due_after(now, new))
            database_file.put_in_its_place(made, path)
    return relock(path, new, now, *known)


def put_copy_back(
    path: Path, copy: Path, of_copy: Cipher, now: Cipher, *, lock: Cipher | None = None
) -> Restored:
    """
    Restore a backup over the journal, after saving the present one.

    The restored journal keeps the present passphrase. If there is none, or the journal is
    missing or cannot be opened, it takes the passphrase of the backup. The plain view stays.

    Args:
        path: The journal, which may be missing; not open in this process.
        copy: The backup, which is only read.
        of_copy: The cipher of the backup.
        now: The cipher of the journal, if it can be opened.
        lock: The cipher to use if neither is encrypted; None for no encryption.

    Raises:
        StoreError: If the backup is no journal or damaged; nothing is changed then.
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
            convert(copy, of_copy, made, new, copies_due_after(now, new))
            with closing(new(made)) as connection, transaction(connection):
                migrate(connection)
                put_in_place(connection, before)
            saved = keep_copy(path, now)
            database_file.put_in_its_place(made, path)
        relock(path, new, now, of_copy)
        return Restored(saved, new)


def look_over(path: Path, cipher: Cipher, *, repair: bool) -> list[str]:
    """
    Return the kinds of faults of the database; see `integrity.faults`.

    Args:
        repair: Rebuild the search index if it is the only fault.

    Raises:
        StoreError: If the database cannot be opened or read.
    """
    with translated(), closing(_connected(path, cipher)) as connection:
        kinds = faults(connection)
        if repair and kinds == [INDEX]:
            with transaction(connection):
                search_index.rebuild(connection)
            kinds = faults(connection)
        return kinds


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
    Hold the write lock on a database that is going to be replaced.

    A process that waits for the lock until then is told to try again.
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
