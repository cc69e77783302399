"""The fast, read-only query for entry numbers that completion uses."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from journal.store.schema import FINISHED, PRESENT, UNFLAGGED

_PATIENCE = 0.1
"""Seconds to wait for another process before completion gives up."""

_CAN_COME_BACK = f"(NOT ({PRESENT}) OR id IN (SELECT entry FROM versions))"  # noqa: S608 - ours


def numbers(
    path: Path, begins: str, most: int, *, restores: bool = False
) -> list[tuple[int, datetime]]:
    """
    Return the numbers of finished, unflagged entries with the moment of each, newest first.

    Args:
        path: The database.
        begins: The first digits of the numbers.
        most: The most numbers to return.
        restores: Return deleted entries and those with earlier versions instead.

    Raises:
        sqlite3.Error: If the file is encrypted, busy, of an older schema or no journal.
    """
    which = _CAN_COME_BACK if restores else PRESENT
    uri = f"{path.absolute().as_uri()}?mode=ro"
    with closing(sqlite3.connect(uri, uri=True, timeout=_PATIENCE)) as connection:
        rows = connection.execute(
            f"SELECT number, happened_at FROM entries WHERE {which} AND {UNFLAGGED}"  # noqa: S608
            f" AND {FINISHED} AND substr(number, 1, ?) = ? ORDER BY instant DESC LIMIT ?",
            [len(begins), begins, most],
        ).fetchall()
    return [(number, datetime.fromisoformat(at)) for number, at in rows]
