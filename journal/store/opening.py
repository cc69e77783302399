"""From a path to a `Store`: make it, check it, bring it up to date."""

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
    # A write-ahead log would keep deleted text in a side file.
    "PRAGMA journal_mode = DELETE",
    "PRAGMA secure_delete = ON",
    # Large sorts would otherwise put text into temporary files.
    "PRAGMA temp_store = MEMORY",
    # In KiB: what a large import changes fits, and is not written twice.
    "PRAGMA cache_size = -16384",
)


WHOLE_UP_TO = 4 * 2**20
"""
Bytes of a locked file up to which every page is looked at when it is opened: it takes no time to
speak of. Of a longer one SQLCipher looks at each page that it reads, `journal check` at all.
"""


def open_store(
    path: Path, *, passphrase: Passphrase | None = None, connect: Connect | None = None
) -> Store:
    """
    Open the journal; make a new one if there is none.

    Args:
        path: The file, for example `journal.db`. Its folder has to be there.
        passphrase: Asked if the file is locked.
        connect: How to connect, if that is known already: a `Cipher` makes a locked one.

    Returns:
        The store, to be closed; it is a context manager.

    Raises:
        StoreError: If it is no journal, a newer one, busy or not readable. The
            file is left as it is.
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
            # Only now is it sure to be ours, and with it what stands beside it.
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
    """A journal with nothing in it, in memory; to be closed."""
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
    # Once more after `look_at`: of an encrypted file only the connection knows.
    refuse_foreign(path, _value(connection, "application_id"), _value(connection, "user_version"))
    if isinstance(connect, Cipher) and _is_short(path) and broken_pages(connection):
        raise DamagedError
    for pragma in _PRAGMAS:
        connection.execute(pragma)
    if _value(connection, "user_version") < VERSION:
        with transaction(connection):
            # Under the lock, so that no other process migrates between look and copy.
            if _value(connection, "user_version") < VERSION:
                keep_copy(path, connect)
                migrate(connection)
    if side_file(path).exists():
        _clear_side_file(connection)
    # Last, because a migration may have to rebuild a table that others refer to.
    connection.execute("PRAGMA foreign_keys = ON")


def _is_short(path: Path) -> bool:
    """Whether looking at every page takes no time to speak of."""
    return path.stat().st_size <= WHOLE_UP_TO


def _clear_side_file(connection: sqlite3.Connection) -> None:
    """
    Take away the journal of a write that was killed before it began to change the file.

    SQLite has no use for it, but leaves it, with what it holds, until the next write. If it
    belongs to a write that goes on, that one takes it away.
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
