"""The border to SQLite: how its connections are made, what its errors mean to a person."""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from journal.core.errors import DamagedError, StoreError

if TYPE_CHECKING:
    from sqlite_utils import Database

Connect = Callable[[Path], sqlite3.Connection]
"""
Opens an existing file, which may be empty; does not begin transactions by itself
(`isolation_level=None`).
"""

BUSY_TIMEOUT = 30_000
"""Milliseconds to wait for another process."""

_TO_DRAW = 0.2
"""Seconds that the first question is given to be drawn in peace."""

BUSY = "The journal is busy. Please try again in a moment."

# Part of SQLite's message -> our sentence. The messages and not the error codes, because other
# builds give no codes. They name what failed and hold nothing that was stored.
_SENTENCES = {
    "locked": BUSY,
    "is full": "The disk is full. What was saved before is safe.",
    "readonly": "The journal cannot be written to: its file or folder is read-only.",
    "disk I/O error": "The disk does not read or write the journal as it should.",
    "unable to open": "The journal cannot be opened: its file or folder does not let us.",
    "not a database": "This file is no journal, or the passphrase does not fit.",
}
_ELSE = "The journal could not be read or written."


def tables(connection: sqlite3.Connection) -> Database:
    """
    A connection as sqlite-utils has it, to make tables and write to them.

    What only reads does without: loading it takes longer than all else that a list does.

    Plug-ins of it that happen to be installed have no business here. What SQLite can do it
    finds out by trial, and a full disk would count as "can't": then it writes in an older way
    that loses rows without a word. So it is told.
    """
    from sqlite_utils import Database

    if "sqlcipher3.dbapi2" in sys.modules:
        _tell_of_its_errors(sys.modules["sqlcipher3.dbapi2"])
    database: Any = Database(connection, execute_plugins=False)
    database._supports_strict = database._supports_on_conflict = True
    told: Database = database
    return told


def load_meanwhile() -> None:
    """Load sqlite-utils while a person reads the first question; their answer need not wait."""
    from threading import Timer

    loading = Timer(_TO_DRAW, _load)
    loading.daemon = True
    loading.start()


def _load() -> None:
    with suppress(Exception):  # whoever needs it then hears of it; here is a question on the screen
        import_module("sqlite_utils")


@cache
def _tell_of_its_errors(driver: ModuleType) -> None:
    """
    Make another driver known to sqlite-utils, which looks for the errors of its own.

    Without this, five of its features fail, and one leaves a transaction open. Both drivers'
    errors, since an unlocked journal may be open in the same process.
    """
    import sqlite_utils.db

    either = ModuleType("sqlite3")
    either.__dict__.update(vars(sqlite3))
    for name in ("OperationalError", "NotSupportedError"):
        setattr(either, name, (getattr(sqlite3, name), getattr(driver, name)))
    patched: Any = sqlite_utils.db
    patched.sqlite3, patched.OperationalError = either, either.OperationalError


def foreign() -> tuple[type[Exception], ...]:
    """What SQLite raises, and the build of it that encrypts, once that is loaded."""
    cipher = sys.modules.get("sqlcipher3.dbapi2")
    return (sqlite3.Error,) if cipher is None else (sqlite3.Error, cipher.Error)


def connect_plain(path: Path) -> sqlite3.Connection:
    """
    Connect to a file that is not encrypted.

    Raises:
        sqlite3.OperationalError: If there is no such file; none is made.
    """
    return sqlite3.connect(address(path), uri=True, isolation_level=None, factory=_Connection)


def address(path: Path) -> str:
    """A file as SQLite is given it, so that none is made where there is none."""
    return f"{path.absolute().as_uri()}?mode=rw"


class _Connection(sqlite3.Connection):
    """Has room for `has_moved`."""


def watch(connection: sqlite3.Connection, path: Path, seen: os.stat_result) -> None:
    """
    Let a connection tell when its file is no longer the one at its place.

    Args:
        seen: What stood there just before it was opened.
    """
    if hasattr(connection, "__dict__"):
        connection.has_moved = lambda: not _is_there(path, seen)  # type: ignore[attr-defined]


def _is_there(path: Path, seen: os.stat_result) -> bool:
    try:
        return os.path.samestat(os.stat(path), seen)
    except OSError:
        return False


def has_moved(connection: sqlite3.Connection) -> bool:
    """Whether another file is in the place of the one that a connection has open."""
    moved: Callable[[], bool] = getattr(connection, "has_moved", lambda: False)
    return moved()


@contextmanager
def translated() -> Iterator[None]:
    """
    Turn the errors of SQLite into ours.

    Raises:
        StoreError: With one sentence, without a word of what was to be stored.
    """
    try:
        yield
    except UnicodeEncodeError:
        # The error carries the whole text, so it must not be kept as the cause.
        raise StoreError("A text holds bytes that are no letters, so it cannot be kept.") from None
    except OverflowError:
        raise StoreError("A number is too large to be kept.") from None
    except foreign() as error:
        raise _as_ours(str(error)) from error


def _as_ours(message: str) -> StoreError:
    if "malformed" in message:
        return DamagedError()
    return StoreError(next((s for part, s in _SENTENCES.items() if part in message), _ELSE))


def refusals() -> tuple[type[Exception], ...]:
    """All ways in which a file may not let us read or write it."""
    return (*foreign(), StoreError, OSError)


def is_unreadable(error: Exception) -> bool:
    """Whether an error says that a file can't be read at all, as when it is damaged."""
    return any(sign in str(error) for sign in ("not a database", "malformed", "no such"))


def _begin(connection: sqlite3.Connection) -> None:
    # With FULL, the folder is not waited for once the journal of the write is taken out of it:
    # after a cut of the power it is back, and undoes what was written.
    connection.execute("PRAGMA synchronous = EXTRA")
    connection.execute("BEGIN IMMEDIATE")
    # Put in place by another process while we waited, locked or restored: what is written to
    # the old file would be lost.
    if has_moved(connection):
        raise StoreError(BUSY)


@contextmanager
def transaction(connection: sqlite3.Connection, *, keep: bool = True) -> Iterator[None]:
    """
    One write transaction: all of it or nothing; always nothing if it is not to be kept.

    It asks for the write lock at once. A transaction that begins by reading and
    wants to write later is turned away, not made to wait, when another process
    wrote in between.

    Raises:
        StoreError: If the lock cannot be had in time, or nothing can be written.
    """
    with translated():
        try:
            _begin(connection)
            yield
            connection.execute("COMMIT" if keep else "ROLLBACK")
        except BaseException as error:
            # A full disk may have ended it already.
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            if isinstance(error, foreign()) and has_moved(connection):
                raise StoreError(BUSY) from error
            raise


@contextmanager
def snapshot(connection: sqlite3.Connection) -> Iterator[None]:
    """
    Several readings of one and the same state of the file.

    Raises:
        StoreError: If another file, locked or restored, was put in its place meanwhile.
    """
    if connection.in_transaction:
        yield
        return
    try:
        connection.execute("BEGIN")
        yield
    except foreign() as error:
        if has_moved(connection):  # what is read is the old file, overwritten
            raise StoreError(BUSY) from error
        raise
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
