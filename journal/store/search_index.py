"""
The maintenance of the search index, and the removal of traces of deleted text.

The index is updated in Python and not by triggers, since the text of an entry is spread over
several rows, and saving the answers of a draft one by one has to stay cheap.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping

from journal.core.errors import TracesLeftError
from journal.store.sqlite import refusals
from journal.store.state import State


def texts(connection: sqlite3.Connection, ids: Iterable[int]) -> dict[int, str]:
    """Return id -> searchable text of some entries, without those that have none."""
    sql = "SELECT id, text FROM searchable WHERE id IN (SELECT value FROM json_each(?))"
    return dict(connection.execute(sql, [json.dumps(list(ids))]))


def update(
    connection: sqlite3.Connection, before: Mapping[int, str], after: Mapping[int, str]
) -> bool:
    """
    Update the index from one state of the texts to another.

    Args:
        before: The indexed texts exactly as `texts` returned them, which FTS5 requires to
            delete them.
        after: The new texts.

    Returns:
        Whether any text was removed. Its words stay in the file until `forget` and
        `wipe_traces`.
    """
    gone = [(i, text) for i, text in before.items() if after.get(i) != text]
    new = [(i, text) for i, text in after.items() if before.get(i) != text]
    connection.executemany("INSERT INTO search (search, rowid, text) VALUES ('delete', ?, ?)", gone)
    connection.executemany("INSERT INTO search (rowid, text) VALUES (?, ?)", new)
    return bool(gone)


def drop_words(connection: sqlite3.Connection) -> None:
    """
    Drop the words of removed texts, in the same transaction as the removal.

    Otherwise FTS5 keeps them in the file behind tombstones.
    """
    connection.execute("INSERT INTO search (search) VALUES ('optimize')")


def rebuild(connection: sqlite3.Connection) -> None:
    """Rebuild the index from the entries."""
    connection.execute("INSERT INTO search (search) VALUES ('rebuild')")


def owe(connection: sqlite3.Connection) -> None:
    """Record that traces are due to be wiped, in the transaction that erases something."""
    State(connection).traces_due = True


def wipe_owed(connection: sqlite3.Connection) -> None:
    """
    Wipe the traces recorded by `owe`, outside of a transaction.

    Raises:
        TracesLeftError: If that is not possible now, as on a full disk.
    """
    try:
        wipe_traces(connection)
        State(connection).traces_due = None
    except refusals() as error:
        raise TracesLeftError from error


def wipe_traces(connection: sqlite3.Connection) -> None:
    """
    Rewrite the file without any remains of deleted rows, outside of a transaction.

    `secure_delete` overwrites deleted cells, but not the copies left in a page whose rows were
    moved to another one (SQLite 3.40: after one deletion in twenty to some hundred, measured).
    Only VACUUM removes those.
    """
    connection.execute("VACUUM")
