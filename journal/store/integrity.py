"""The integrity check of a database: pages, foreign keys and the search index."""

from __future__ import annotations

import sqlite3

from journal.store.encryption import broken_pages
from journal.store.sqlite import foreign

PAGES, LINKS, INDEX = "pages", "links", "index"
"""The kinds of faults: damaged pages, broken foreign keys, an inconsistent search index."""


def faults(connection: sqlite3.Connection) -> list[str]:
    """
    Return the kinds of faults of a database; empty if it is intact.

    Raises:
        sqlite3.Error: If it cannot be read at all.
    """
    kinds = []
    if broken_pages(connection) or not _is_whole(connection):
        kinds.append(PAGES)
    elif connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
        kinds.append(LINKS)
    if not kinds and not _index_fits(connection):
        kinds.append(INDEX)
    return kinds


def _is_whole(connection: sqlite3.Connection) -> bool:
    try:
        return bool(connection.execute("PRAGMA integrity_check(1)").fetchone() == ("ok",))
    except foreign() as error:
        if "malformed" in str(error):
            return False
        raise


def _index_fits(connection: sqlite3.Connection) -> bool:
    try:
        connection.execute("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")
    except foreign() as error:
        if "malformed" in str(error) or "corrupt" in str(error):
            return False
        raise
    return True
