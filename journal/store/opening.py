"""The opening of a store: create, verify and migrate its database."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from journal.core.errors import DamagedError, StoreError
from journal.core.passphrase import Passphrase
from journal.core.platform import disk
from journal.store.backup_locks import relock, what_is_due
from journal.store.backups import Copies, as_cipher, folder_of, keep_copy
from journal.store.database_file import look_at, make, refuse_foreign, refuse_link, side_file
from journal.store.encryption import Cipher, broken_pages, connect_to
from journal.store.migrations import migrate
from journal.store.schema import APPLICATION_ID, VERSION
from journal.store.sqlite import (
    BUSY,
    BUSY_TIMEOUT,
    Connect,
    connect_plain,
    foreign,
    has_moved,
    transaction,
    translated,
    watch,
)
from journal.store.store import Store

_PRAGMAS = (
    # A write-ahead log would keep deleted text in another file.
    "PRAGMA journal_mode = DELETE",
    "PRAGMA secure_delete = ON",
    # Large sorts would otherwise write text into temporary files.
    "PRAGMA temp_store = MEMORY",
    # In KiB: large enough that a big import does not write pages twice.
    "PRAGMA cache_size = -16384",
)


FULL_CHECK_MAX_BYTES = 4 * 2**20
"""
Bytes of an encrypted file up to which every page is verified on opening.

Of a larger one, SQLCipher verifies each page that it reads, and `journal check` all of them.
"""


def open_store(
    path: Path, *, passphrase: Passphrase | None = None, connect: Connect | None = None
) -> Store:
    """
    Open the journal, or create one if there is none.

    Args:
        path: The database, for example `journal.db`; its folder must exist.
        passphrase: Returns passphrases to try if the file is encrypted.
        connect: The way to connect, if known; a `Cipher` creates an encrypted file.

    Returns:
        The store, a context manager that the caller closes.

    Raises:
        StoreError: If the file is no journal, of a newer version, busy or not readable; it is
            left unchanged.
    """
    try:
        with translated():
            refuse_link(path)
            if not path.exists():
                make(path, lambda made: _fill(made, connect or connect_plain))
            look_at(path)
            seen = os.stat(path)
            connect = connect or connect_to(path, passphrase)
            connection = _opened(path, connect, seen)
            # Only now the file is known to be ours, and so are temporary files beside it.
            disk.sweep(path.parent)
            disk.sweep(folder_of(path))
            due = what_is_due(connection)
            if due is not None:
                connection.close()
                relock(path, as_cipher(connect), *due)
                connection = _opened(path, connect, seen)
            return Store(connection, Copies(path, connect))
    except OSError as error:
        raise StoreError(f"The journal cannot be opened: {error.strerror}.") from error


def _opened(path: Path, connect: Connect, seen: os.stat_result) -> sqlite3.Connection:
    connection = connect(path)
    watch(connection, path, seen)
    try:
        _prepare(connection, path, connect)
    except BaseException as error:
        connection.close()
        if isinstance(error, foreign()) and has_moved(connection):
            raise StoreError(BUSY) from error
        raise
    return connection


def empty_store() -> Store:
    """Return a store with an empty journal in memory, which the caller closes."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        with transaction(connection):
            migrate(connection)
        return Store(connection)
    except BaseException:
        connection.close()
        raise


def _fill(path: Path, connect: Connect) -> None:
    with closing(connect(path)) as connection:
        for pragma in _PRAGMAS:
            connection.execute(pragma)
        with transaction(connection):
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            migrate(connection)


def _prepare(connection: sqlite3.Connection, path: Path, connect: Connect) -> None:
    connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT}")
    # Again after `look_at`: the header of an encrypted file is readable only here.
    refuse_foreign(path, _value(connection, "application_id"), _value(connection, "user_version"))
    is_short = path.stat().st_size <= FULL_CHECK_MAX_BYTES
    if isinstance(connect, Cipher) and is_short and broken_pages(connection):
        raise DamagedError
    for pragma in _PRAGMAS:
        connection.execute(pragma)
    if _value(connection, "user_version") < VERSION:
        with transaction(connection):
            # Under the write lock, so that no other process migrates in between.
            if _value(connection, "user_version") < VERSION:
                keep_copy(path, connect)
                migrate(connection)
    if side_file(path).exists():
        _clear_side_file(connection)
    # Last, because a migration may rebuild a table that foreign keys refer to.
    connection.execute("PRAGMA foreign_keys = ON")


def _clear_side_file(connection: sqlite3.Connection) -> None:
    """
    Remove a rollback journal that was left before the write changed the database.

    SQLite does not need it, but leaves it with its content until the next write. The journal of
    a running write is left to that write.
    """
    with suppress(*foreign()):
        connection.execute("PRAGMA busy_timeout = 0")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.execute("COMMIT")
    if connection.in_transaction:
        connection.execute("ROLLBACK")
    connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT}")


def _value(connection: sqlite3.Connection, pragma: str) -> int:
    return int(connection.execute(f"PRAGMA {pragma}").fetchone()[0])
