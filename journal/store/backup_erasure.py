"""An entry out of a copy of the journal, without a trace."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from journal.core.platform import disk
from journal.store import database_file, search_index, writes
from journal.store.convert import convert
from journal.store.encryption import Cipher
from journal.store.migrations import migrate
from journal.store.schema import VERSION
from journal.store.sqlite import foreign, is_unreadable, transaction


def erased(copy: Path, key: Cipher, uid: str) -> bool:
    """
    Remove an entry from a copy that opens.

    Returns:
        Whether it does not hold the entry now; not if it is damaged, or newer than this program.

    Raises:
        OSError, sqlite3.Error, StoreError: If it can't be written, as on a full disk.
    """
    try:
        if _version(copy, key) > VERSION:
            return False  # where things stand in it is not known here
        if _holds(copy, key, uid):
            # In a new file, so that there is no journal beside it if this is cut off.
            with disk.beside(copy.parent) as made:
                convert(copy, key, made, key)
                with closing(key(made)) as connection:
                    _erase(connection, uid)
                database_file.put_in_its_place(made, copy)
    except FileNotFoundError:
        return True  # another process let the oldest one go
    except foreign() as error:
        if copy.exists() and not is_unreadable(error):
            raise
        return not copy.exists()
    return True


def _version(copy: Path, key: Cipher) -> int:
    with closing(key.peek(copy)) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _holds(copy: Path, key: Cipher, uid: str) -> bool:
    if not _version(copy, key):
        return False  # from before there was anything in it
    with closing(key(copy)) as connection:
        found = connection.execute("SELECT 1 FROM entries WHERE uid = ?", [uid]).fetchone()
        return found is not None


def _erase(connection: sqlite3.Connection, uid: str) -> None:
    connection.execute("PRAGMA secure_delete = ON")
    with transaction(connection):
        migrate(connection)  # it may be from before the schema of now
        if writes.remove(connection, uid):
            search_index.forget(connection)
    search_index.wipe_traces(connection)
