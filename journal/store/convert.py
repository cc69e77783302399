"""The conversion of a database to another passphrase or none, verified row by row."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from itertools import zip_longest
from pathlib import Path

from journal.core.errors import StoreError
from journal.store.encryption import Cipher
from journal.store.sqlite import address
from journal.store.state import State

_OF_THE_FILE = ("application_id", "user_version")

_TABLES = (
    "SELECT name FROM {}.sqlite_schema"
    " WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
    " AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name"
)


def convert(
    path: Path, source: Cipher, made: Path, target: Cipher, copies_due: str | bool | None = None
) -> None:
    """
    Export a database into an empty file under another cipher, and compare every row.

    Args:
        path: The source, opened for reading; the caller prevents other writes.
        source: The cipher of the source.
        made: An empty file.
        target: The cipher of the new file.
        copies_due: The value of `State.copies_due` in the new file; None leaves it as it is.

    Raises:
        StoreError: If the files differ at the end.
        OSError, sqlite3.Error: If the source cannot be read or the new file not written.
    """
    with closing(source(path)) as connection:
        connection.execute("PRAGMA temp_store = MEMORY")
        attached = [address(made), target.for_new()]
        connection.execute("ATTACH DATABASE ? AS beside KEY ?", attached)
        connection.execute("BEGIN")
        connection.execute("SELECT sqlcipher_export('beside')")
        for pragma in _OF_THE_FILE:
            [value] = connection.execute(f"PRAGMA main.{pragma}").fetchone()
            connection.execute(f"PRAGMA beside.{pragma} = {value}")
        connection.execute("COMMIT")
        _compare(connection)
        if copies_due is not None:
            connection.execute("BEGIN")
            State(connection, "beside").copies_due = copies_due
            connection.execute("COMMIT")
        connection.execute("DETACH DATABASE beside")


def _compare(connection: sqlite3.Connection) -> None:
    for one, other in zip_longest(_rows(connection, "main"), _rows(connection, "beside")):
        if one != other:
            raise StoreError("The new file was not the same as the old one. Nothing was changed.")


def _rows(connection: sqlite3.Connection, schema: str) -> Iterator[tuple[object, ...]]:
    """Yield the whole content of a database: its pragmas, its schema and all rows."""
    for pragma in _OF_THE_FILE:
        yield connection.execute(f"PRAGMA {schema}.{pragma}").fetchone()
    yield from connection.execute(
        f"SELECT type, name, sql FROM {schema}.sqlite_schema ORDER BY type, name"  # noqa: S608 - ours
    ).fetchall()
    for (table,) in connection.execute(_TABLES.format(schema)).fetchall():
        yield from connection.execute(f'SELECT * FROM {schema}."{table}"')  # noqa: S608 - ours
