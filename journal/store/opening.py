"""From a path to a `Store`: make it, check it, bring it up to date."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from journal.core.errors import StoreError
from journal.store.border import Connect, plain, transaction, translated
from journal.store.files import copy, look_at, make, refuse_foreign
from journal.store.schema import APPLICATION_ID, VERSION, migrations
from journal.store.store import Store

BUSY_TIMEOUT = 30_000
"""Milliseconds to wait for another process."""

_PRAGMAS = (
    # A write-ahead log would keep deleted text in a side file.
    "PRAGMA journal_mode = DELETE",
    "PRAGMA secure_delete = ON",
    "PRAGMA synchronous = FULL",
    # Large sorts would otherwise put text into temporary files.
    "PRAGMA temp_store = MEMORY",
)


def open_store(path: Path, *, connect: Connect = plain) -> Store:
    """
    Open the journal; make a new one if there is none.

    Args:
        path: The file, for example `journal.db`. Its folder has to be there.
        connect: How the file is connected to; gives the key if it is encrypted.

    Returns:
        The store, to be closed; it is a context manager.

    Raises:
        StoreError: If it is no journal, a newer one, busy or not readable. The
            file is left as it is.
    """
    try:
        with translated():
            if not path.exists():
                make(path, lambda beside: _fill(beside, connect))
            look_at(path)
            connection = connect(path)
            try:
                _prepare(connection, path, connect)
                return Store(connection)
            except BaseException:
                connection.close()
                raise
    except OSError as error:
        raise StoreError(f"The journal cannot be opened: {error.strerror}.") from error


def empty_store() -> Store:
    """A journal with nothing in it, in memory; to be closed."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        with transaction(connection):
            _migrate(connection)
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
            _migrate(connection)


def _prepare(connection: sqlite3.Connection, path: Path, connect: Connect) -> None:
    connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT}")
    # Once more after `look_at`: of an encrypted file only the connection knows.
    refuse_foreign(path, _value(connection, "application_id"), _value(connection, "user_version"))
    for pragma in _PRAGMAS:
        connection.execute(pragma)
    if _value(connection, "user_version") < VERSION:
        with transaction(connection):
            # Under the lock, so that no other process migrates between look and copy.
            if _value(connection, "user_version") < VERSION:
                copy(path, connect)
                _migrate(connection)
    # Last, because a migration may have to rebuild a table that others refer to.
    connection.execute("PRAGMA foreign_keys = ON")


def _migrate(connection: sqlite3.Connection) -> None:
    from sqlite_utils import Database

    migrations().apply(Database(connection, execute_plugins=False))
    connection.execute(f"PRAGMA user_version = {VERSION}")


def _value(connection: sqlite3.Connection, pragma: str) -> int:
    return int(connection.execute(f"PRAGMA {pragma}").fetchone()[0])
