"""
The retention of deleted entries and old versions, robust against a wrong clock.

A clock can be years ahead for one command, or start in the past after an empty battery. So
elapsed time is not the difference of two readings. It is summed up from one opening of the
journal to the next, and each step is clamped to a week, forward or back. A clock that jumps and
returns then never counts more than the true time, as clamping is an odd, 1-Lipschitz function.
Two errors remain: the step of a clock that is ahead now, and that of a clock that was behind
when the retention began. Each is a week at most, and both weeks are waited for in addition. The
price is that a period without use counts as a week at most: retention ends after 44 days of use,
or after seven openings if they are rare.
"""

from __future__ import annotations

import sqlite3
from datetime import datetime, timedelta

from journal.store.sqlite import transaction, translated
from journal.store.state import State

RESTORABLE = timedelta(days=30)
"""The least time for which something can be restored."""

LONGEST_STEP = timedelta(days=7)
"""The most that the time between two openings counts."""

ENOUGH = RESTORABLE + 2 * LONGEST_STEP
"""The counted time after which something is purged."""

WAITING = {"entries": "deleted_at IS NOT NULL", "versions": "1"}
"""A table with a column `waited` -> the SQL condition for its rows that wait."""

_OFTEN = timedelta(days=1)
"""The shortest step that is saved; shorter ones are added to the next."""

_SECOND = timedelta(seconds=1)


def over(connection: sqlite3.Connection, now: datetime) -> dict[str, list[int]]:
    """
    Add the time since the last opening, and return the rows whose retention is over.

    Args:
        now: The reading of the clock, right or wrong, with its offset.

    Returns:
        Table -> the ids of its rows that are due to be purged.
    """
    with translated():
        if _is_due(connection, now):
            with transaction(connection):
                _count(connection, now)
        enough = f"waited >= {ENOUGH // _SECOND}"
        return {table: _ids(connection, table, f"{which} AND {enough}")
                for table, which in WAITING.items()}  # fmt: skip


def _is_due(connection: sqlite3.Connection, now: datetime) -> bool:
    """Return whether to save a step: for a new row, after a day, or after a jump of the clock."""
    if not any(_ids(connection, table, which) for table, which in WAITING.items()):
        return False
    new = (f"{which} AND waited IS NULL" for which in WAITING.values())
    if any(_ids(connection, table, which) for table, which in zip(WAITING, new, strict=True)):
        return True
    return not timedelta() <= _step(connection, now) < _OFTEN


def _count(connection: sqlite3.Connection, now: datetime) -> None:
    # Recomputed under the write lock: another process may have counted the same time.
    step = max(-LONGEST_STEP, min(_step(connection, now), LONGEST_STEP)) // _SECOND
    for table, which in WAITING.items():
        sql = f"UPDATE {table} SET waited = coalesce(waited + ?, 0) WHERE {which}"  # noqa: S608 - ours
        connection.execute(sql, [step])
    State(connection).waiting_counted_at = now


def _step(connection: sqlite3.Connection, now: datetime) -> timedelta:
    counted = State(connection).waiting_counted_at
    return now - counted if counted else timedelta()


def _ids(connection: sqlite3.Connection, table: str, which: str) -> list[int]:
    sql = f"SELECT id FROM {table} WHERE {which}"  # noqa: S608 - ours
    return [i for (i,) in connection.execute(sql)]
