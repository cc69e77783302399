"""The migrations from an empty file to the newest schema, applied by sqlite-utils."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from journal.store.argument_care import work_out
from journal.store.schema import ARGUMENTS, CLOCKS, DELETED, FIRST_TABLES, REVISIONS, VERSION
from journal.store.sqlite import tables

if TYPE_CHECKING:
    from sqlite_utils import Database, Migrations


def migrations() -> Migrations:
    """Return all migrations, oldest first; the list only grows."""
    from sqlite_utils import Migrations

    steps = Migrations("journal")

    @steps()
    def m001_first(db: Database) -> None:
        db.executescript(FIRST_TABLES)

    @steps()
    def m002_deleted(db: Database) -> None:
        db.executescript(DELETED)

    @steps()
    def m003_revisions(db: Database) -> None:
        db.executescript(REVISIONS)

    @steps()
    def m004_clocks(db: Database) -> None:
        db.executescript(CLOCKS)

    @steps()
    def m005_arguments(db: Database) -> None:
        db.executescript(ARGUMENTS)
        work_out(db.conn)

    return steps


def migrate(connection: sqlite3.Connection) -> None:
    """Apply all pending migrations, inside a transaction of the caller."""
    migrations().apply(tables(connection))
    connection.execute(f"PRAGMA user_version = {VERSION}")
