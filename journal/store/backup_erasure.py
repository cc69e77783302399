"""The erasure of an entry from a backup, without a trace."""

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
    Erase an entry from a backup.

    Args:
        copy: The backup.
        key: The cipher that opens it.
        uid: The uid of the entry.

    Returns:
        Whether the backup is free of the entry; False if it is damaged or of a newer schema.

    Raises:
        OSError, sqlite3.Error, StoreError: If it cannot be rewritten, as on a full disk.
    """
    try:
        if _version(copy, key) > VERSION:
            return False  # its schema is unknown
        if _holds(copy, key, uid):
            # In a new file, so that an interruption leaves no rollback journal beside the backup.
            with disk.beside(copy.parent) as made:
                convert(copy, key, made, key)
                with closing(key(made)) as connection:
                    _erase(connection, uid)
                database_file.put_in_its_place(made, copy)
    except FileNotFoundError:
        return True  # another process removed it as the oldest
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
        return False  # no table was created yet
    with closing(key(copy)) as connection:
        row = connection.execute("SELECT 1 FROM entries WHERE uid = ?", [uid]).fetchone()
        return row is not None


def _erase(connection: sqlite3.Connection, uid: str) -> None:
    connection.execute("PRAGMA secure_delete = ON")
    with transaction(connection):
        migrate(connection)  # the backup may have an older schema
        if writes.remove(connection, uid):
            search_index.drop_words(connection)
    search_index.wipe_traces(connection)
