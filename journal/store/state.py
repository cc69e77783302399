"""What a journal remembers beside its entries: every key of the table `state`, with its type."""

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
    One row of the table, under the name of the attribute; None if there is none.

    Args:
        read: From what the row holds as JSON; None for what is no value of this type.
        written: The other way.
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
            found = state.connection.execute(sql, [self._key]).fetchone()
        return self._read(json.loads(found[0])) if found else None

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
    Read and set in the file at once; None is what is not set, and takes out what was.

    Setting is a write transaction of its own, or part of the one that goes on. Raises
    `StoreError` if the file is busy, full, damaged or read-only.

    Attributes:
        view: The view that was chosen, or turned to for safety; None is as `loop`.
        return_at: The time that was set to come back, with its offset.
        past_year_asked_at: When the question about the past year was asked last, with its offset.
        copied_at: When a copy was made last into a file elsewhere, with its offset.
        waiting_counted_at: Up to when the time of what was deleted or replaced is counted.
        traces_due: Whether something is gone for good whose traces may be left in the file.
        copies_due: That copies may still have another lock: the passphrase of before, so that
            they can follow, or True where none is known; only in a journal that is locked itself.
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
        """Forget the time that was set to come back, unless another one is set by now."""
        with transaction(self.connection):
            if self.return_at == at:
                self.return_at = None
