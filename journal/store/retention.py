"""
What waits before it goes for good, counted by a clock that may be wrong.

A clock can be years ahead for one command, or begin in the past after an empty battery. So the
days are not the difference of two readings. They are added up from one opening of the journal to
the next, and no step counts more than a week, forward or back: where a clock goes out and comes
back, its two steps together never count more than the time that passed (a bounded step is a
1-Lipschitz, odd function of the true one). What is left is the one step of a clock that is ahead
at this moment, and the one of a clock that was behind when the waiting began: a week each, and
both are waited for besides. The price is that an unused stretch counts a week at most: it takes
44 days of use, or seven openings where they are rare.
"""

from __future__ import annotations

import sqlite3
from datetime import datetime, timedelta

from journal.store.sqlite import transaction, translated
from journal.store.state import State

RESTORABLE = timedelta(days=30)
"""How long something can come back, at least."""

LONGEST_STEP = timedelta(days=7)
"""How much the time from one opening to the next counts at most."""

ENOUGH = RESTORABLE + 2 * LONGEST_STEP
"""What is counted before something goes for good."""

WAITING = {"entries": "deleted_at IS NOT NULL", "versions": "1"}
"""A table with a column `waited` -> which of its rows wait."""

_OFTEN = timedelta(days=1)
"""Steps that are shorter are not written down, but become part of the next."""

_SECOND = timedelta(seconds=1)


def over(connection: sqlite3.Connection, now: datetime) -> dict[str, list[int]]:
    """
    Count the time since the last opening, and tell what has waited long enough.

    Args:
        now: What the clock shows, right or wrong; with its offset.

    Returns:
        The ids of the rows whose time is over, by table.
    """
    with translated():
        if _is_due(connection, now):
            with transaction(connection):
                _count(connection, now)
        enough = f"waited >= {ENOUGH // _SECOND}"
        return {table: _ids(connection, table, f"{which} AND {enough}")
                for table, which in WAITING.items()}  # fmt: skip


def _is_due(connection: sqlite3.Connection, now: datetime) -> bool:
    """Whether anything waits, and it is the first opening for it, this day, or after a jump."""
    if not any(_ids(connection, table, which) for table, which in WAITING.items()):
        return False
    new = (f"{which} AND waited IS NULL" for which in WAITING.values())
    if any(_ids(connection, table, which) for table, which in zip(WAITING, new, strict=True)):
        return True
    return not timedelta() <= _step(connection, now) < _OFTEN


def _count(connection: sqlite3.Connection, now: datetime) -> None:
    # Again, under the lock: another process may have counted the same time.
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
