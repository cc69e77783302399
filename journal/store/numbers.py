"""The numbers of entries alone, read fast and without a word to anyone: for completion."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from journal.store.schema import FINISHED, PRESENT, UNFLAGGED

_PATIENCE = 0.1
"""Seconds to wait for another process; then there is nothing to complete."""


def numbers(
    path: Path, begins: str, most: int, *, deleted: bool = False
) -> list[tuple[int, datetime]]:
    """
    The numbers of finished, unflagged entries with the moment each happened; newest first.

    Args:
        begins: The first digits.
        most: How many at most.
        deleted: Those that can be restored, and not those that are there.

    Raises:
        sqlite3.Error: If the file is locked, busy, of an older schema or no journal. It
            is left as it is.
    """
    which = f"NOT ({PRESENT})" if deleted else PRESENT
    uri = f"{path.absolute().as_uri()}?mode=ro"
    with closing(sqlite3.connect(uri, uri=True, timeout=_PATIENCE)) as connection:
        rows = connection.execute(
            f"SELECT number, happened_at FROM entries WHERE {which} AND {UNFLAGGED}"  # noqa: S608
            f" AND {FINISHED} AND substr(number, 1, ?) = ? ORDER BY instant DESC LIMIT ?",
            [len(begins), begins, most],
        ).fetchall()
    return [(number, datetime.fromisoformat(at)) for number, at in rows]
