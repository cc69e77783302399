"""The state of a journal beside its entries: the keys of the table `state`, with their types."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from datetime import datetime
from typing import Any, Generic, Self, TypeVar, overload

from journal.core.terms import View
from journal.store.sqlite import transaction, translated

T = TypeVar("T")


class _Row(Generic[T]):
    """
    A descriptor of one row of the table, whose key is the attribute's name; None without a row.

    Args:
        read: Turns the JSON value into the attribute's value; None for an invalid one.
        written: Turns the attribute's value into a JSON value; None if it is one.
    """

    def __init__(
        self, read: Callable[[Any], T | None], written: Callable[[T], str | bool] | None = None
    ) -> None:
        self._read = read
        self._written = written

    def __set_name__(self, owner: type[State], name: str) -> None:
        self._key = name

    @overload
    def __get__(self, state: None, owner: type[State]) -> Self: ...
    @overload
    def __get__(self, state: State, owner: type[State]) -> T | None: ...
    def __get__(self, state: State | None, owner: type[State]) -> Self | T | None:
        if state is None:
            return self
        sql = f"SELECT value FROM {state.table} WHERE key = ?"  # noqa: S608 - ours
        with translated():
            row = state.connection.execute(sql, [self._key]).fetchone()
        return self._read(json.loads(row[0])) if row else None

    def __set__(self, state: State, value: T | None) -> None:
        if state.connection.in_transaction:
            self._put(state, value)
        else:
            with transaction(state.connection):
                self._put(state, value)

    def _put(self, state: State, value: T | None) -> None:
        if value is None:
            sql = f"DELETE FROM {state.table} WHERE key = ?"  # noqa: S608 - ours
            state.connection.execute(sql, [self._key])
        else:
            held = json.dumps(self._written(value) if self._written else value)
            sql = f"INSERT OR REPLACE INTO {state.table} VALUES (?, ?)"  # noqa: S608 - ours
            state.connection.execute(sql, [self._key, held])


def _moment(held: Any) -> datetime | None:
    try:
        moment = datetime.fromisoformat(held)
    except (TypeError, ValueError):
        return None
    return moment if moment.tzinfo else None


def _view(held: Any) -> View:
    return "loop" if held == "loop" else "plain"


def _flag(held: Any) -> bool:
    return bool(held)


def _passphrase(held: Any) -> str | bool:
    return held if isinstance(held, str) else bool(held)


class State:
    """
    The state of a journal, read from and written to the file at each access.

    None means not set, and setting it deletes the row. Setting is a write transaction, or part of
    the open one. Every access raises `StoreError` if the file is busy, full, damaged or
    read-only.

    Attributes:
        view: The view that was chosen, or set for safety; None means `loop`.
        return_at: The time the person chose to come back, with its offset.
        past_year_asked_at: The last time the past-year question was asked, with its offset.
        copied_at: The last time a backup was saved to a file elsewhere, with its offset.
        waiting_counted_at: The time up to which retention is counted; see `retention`.
        traces_due: Whether traces of erased text may be left in the file.
        copies_due: Set while backups may still have the previous lock: the previous passphrase
            if the journal is encrypted and had one, else True.
    """

    view: _Row[View] = _Row(_view)
    return_at = _Row(_moment, datetime.isoformat)
    past_year_asked_at = _Row(_moment, datetime.isoformat)
    copied_at = _Row(_moment, datetime.isoformat)
    waiting_counted_at = _Row(_moment, datetime.isoformat)
    traces_due = _Row(_flag)
    copies_due = _Row(_passphrase)

    def __init__(self, connection: sqlite3.Connection, schema: str = "main") -> None:
        self.connection = connection
        self.table = f"{schema}.state"

    def came_back(self, at: datetime | None) -> None:
        """Clear the time to come back, unless it was changed meanwhile."""
        with transaction(self.connection):
            if self.return_at == at:
                self.return_at = None
