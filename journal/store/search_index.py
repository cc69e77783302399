"""
The search index, kept by hand, and the removal of what was typed once and is gone.

By hand and not by triggers: the text of an entry stands in several rows, and
answers of drafts are saved one by one, which has to stay cheap.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping

from journal.core.errors import TracesLeftError
from journal.store.sqlite import refusals
from journal.store.state import State


def texts(connection: sqlite3.Connection, ids: Iterable[int]) -> dict[int, str]:
    """What can be found of these entries, by id; those with nothing to find are left out."""
    sql = "SELECT id, text FROM searchable WHERE id IN (SELECT value FROM json_each(?))"
    return dict(connection.execute(sql, [json.dumps(list(ids))]))


def update(
    connection: sqlite3.Connection, before: Mapping[int, str], after: Mapping[int, str]
) -> bool:
    """
    Bring the index from what was to be found before to what is after.

    Args:
        before: Exactly as `texts` gave it; FTS5 cannot take out anything else.

    Returns:
        Whether anything was taken out. Its words are still in the file then,
        until `forget` and `wipe_traces`.
    """
    gone = [(i, text) for i, text in before.items() if after.get(i) != text]
    new = [(i, text) for i, text in after.items() if before.get(i) != text]
    connection.executemany("INSERT INTO search (search, rowid, text) VALUES ('delete', ?, ?)", gone)
    connection.executemany("INSERT INTO search (rowid, text) VALUES (?, ?)", new)
    return bool(gone)


def forget(connection: sqlite3.Connection) -> None:
    """
    Drop the words of what was taken out; in the transaction that took it out.

    FTS5 only marks them as deleted otherwise, and they stay in the file.
    """
    connection.execute("INSERT INTO search (search) VALUES ('optimize')")


def rebuild(connection: sqlite3.Connection) -> None:
    """Make the index anew from the entries."""
    connection.execute("INSERT INTO search (search) VALUES ('rebuild')")


def owe(connection: sqlite3.Connection) -> None:
    """Note, in the transaction that removes something for good, that its traces are to go."""
    State(connection).traces_due = True


def is_owed(connection: sqlite3.Connection) -> bool:
    """Return whether traces of something are left, as after a wipe on a full disk."""
    return State(connection).traces_due is not None


def wipe_owed(connection: sqlite3.Connection) -> None:
    """
    Remove the traces that `owe` noted; outside of a transaction.

    Raises:
        TracesLeftError: If that can't be done now, as on a full disk.
    """
    try:
        wipe_traces(connection)
        State(connection).traces_due = None
    except refusals() as error:
        raise TracesLeftError from error


def wipe_traces(connection: sqlite3.Connection) -> None:
    """
    Remove from the file what was deleted from its tables; outside of a transaction.

    `secure_delete` overwrites what is deleted, but not the copies that stay
    behind in a page when its rows are moved to another one (SQLite 3.40: after
    one deletion in twenty to some hundred, measured). Only a file written anew
    is free of them.
    """
    connection.execute("VACUUM")
