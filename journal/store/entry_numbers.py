"""The numbers of entries alone, read fast and without a word to anyone: for completion."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from journal.store.schema import FINISHED, PRESENT, UNFLAGGED

_PATIENCE = 0.1
"""Seconds to wait for another process; then there is nothing to complete."""

_CAN_COME_BACK = f"(NOT ({PRESENT}) OR id IN (SELECT entry FROM versions))"  # noqa: S608 - ours


def numbers(
    path: Path, begins: str, most: int, *, restores: bool = False
) -> list[tuple[int, datetime]]:
    """
    The numbers of finished, unflagged entries with the moment each happened; newest first.

    Args:
        begins: The first digits.
        most: How many at most.
        restores: Those that can be brought back: deleted, or changed in the last days.

    Raises:
        sqlite3.Error: If the file is locked, busy, of an older schema or no journal. It
            is left as it is.
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
