"""The adapter to SQLite: connections, transactions and the translation of errors."""

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
A function that opens an existing, possibly empty file.

The connection starts no transactions by itself (`isolation_level=None`).
"""

BUSY_TIMEOUT = 30_000
"""Milliseconds to wait for a lock of another process."""

_TO_DRAW = 0.2
"""Seconds in which the first question is drawn before the background loading starts."""

BUSY = "The journal is busy. Please try again in a moment."

# Part of SQLite's message -> our sentence. By message and not by error code, because sqlcipher3
# has no codes. The messages hold no stored text.
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
    Return a connection wrapped by sqlite-utils, for writing.

    Reading does without it: importing sqlite-utils takes longer than the rest of a list.

    Plug-ins that happen to be installed are not run. sqlite-utils detects features of SQLite by
    trial, and on a full disk would take them as missing and write in a way that silently loses
    rows, so the features are set here.
    """
    from sqlite_utils import Database

    if "sqlcipher3.dbapi2" in sys.modules:
        _register_driver_errors(sys.modules["sqlcipher3.dbapi2"])
    database: Any = Database(connection, execute_plugins=False)
    database._supports_strict = database._supports_on_conflict = True
    told: Database = database
    return told


def load_meanwhile() -> None:
    """Import sqlite-utils in a thread while the first question is read."""
    from threading import Timer

    loading = Timer(_TO_DRAW, _load)
    loading.daemon = True
    loading.start()


def _load() -> None:
    with suppress(Exception):  # the later import reports it; a question is on the screen now
        import_module("sqlite_utils")


@cache
def _register_driver_errors(driver: ModuleType) -> None:
    """
    Make sqlite-utils catch sqlcipher3's exceptions as well as sqlite3's.

    Without this, five of its features fail, and one leaves a transaction open. Both are caught,
    since an unencrypted journal may be open in the same process.
    """
    import sqlite_utils.db

    either = ModuleType("sqlite3")
    either.__dict__.update(vars(sqlite3))
    for name in ("OperationalError", "NotSupportedError"):
        setattr(either, name, (getattr(sqlite3, name), getattr(driver, name)))
    patched: Any = sqlite_utils.db
    patched.sqlite3, patched.OperationalError = either, either.OperationalError


def foreign() -> tuple[type[Exception], ...]:
    """Return the exceptions of sqlite3, and of sqlcipher3 once it is loaded."""
    cipher = sys.modules.get("sqlcipher3.dbapi2")
    return (sqlite3.Error,) if cipher is None else (sqlite3.Error, cipher.Error)


def connect_plain(path: Path) -> sqlite3.Connection:
    """
    Connect to a file that is not encrypted.

    Raises:
        sqlite3.OperationalError: If there is no such file; none is created.
    """
    return sqlite3.connect(address(path), uri=True, isolation_level=None, factory=_Connection)


def address(path: Path) -> str:
    """Return the URI of a file for SQLite, in a mode that creates no file."""
    return f"{path.absolute().as_uri()}?mode=rw"


class _Connection(sqlite3.Connection):
    """A connection with a `__dict__`, for `watch`."""


def watch(connection: sqlite3.Connection, path: Path, seen: os.stat_result) -> None:
    """
    Let `has_moved` detect that another file replaced the one of a connection.

    Args:
        path: The path of the file.
        seen: The status of the file just before it was opened.
    """
    if hasattr(connection, "__dict__"):
        connection.has_moved = lambda: not _is_there(path, seen)  # type: ignore[attr-defined]


def _is_there(path: Path, seen: os.stat_result) -> bool:
    try:
        return os.path.samestat(os.stat(path), seen)
    except OSError:
        return False


def has_moved(connection: sqlite3.Connection) -> bool:
    """Return whether the path of a connection's file now leads to another file or to none."""
    moved: Callable[[], bool] = getattr(connection, "has_moved", lambda: False)
    return moved()


@contextmanager
def translated() -> Iterator[None]:
    """
    Translate exceptions of SQLite for the length of a context.

    Raises:
        StoreError: In their place, with a sentence that holds no stored text.
    """
    try:
        yield
    except UnicodeEncodeError:
        # The exception holds the whole text, so it must not be kept as the cause.
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
    """Return all exceptions for a file that cannot be read or written."""
    return (*foreign(), StoreError, OSError)


def is_unreadable(error: Exception) -> bool:
    """Return whether an exception means that a file is no readable database."""
    return any(sign in str(error) for sign in ("not a database", "malformed", "no such"))


def _begin(connection: sqlite3.Connection) -> None:
    # FULL does not sync the folder after the rollback journal is removed: after a power failure
    # the journal would reappear, and roll the transaction back.
    connection.execute("PRAGMA synchronous = EXTRA")
    connection.execute("BEGIN IMMEDIATE")
    # Another process may have replaced the file while we waited for the lock: a write to the
    # old file would be lost.
    if has_moved(connection):
        raise StoreError(BUSY)


@contextmanager
def transaction(connection: sqlite3.Connection, *, keep: bool = True) -> Iterator[None]:
    """
    Open a write transaction, which is rolled back after an exception.

    It takes the write lock at once: SQLite refuses to upgrade a read transaction after another
    process has written.

    Args:
        connection: A connection without an open transaction.
        keep: Commit at the end; otherwise roll back in any case.

    Raises:
        StoreError: If the lock is not free within `BUSY_TIMEOUT`, or the file cannot be written.
    """
    with translated():
        try:
            _begin(connection)
            yield
            connection.execute("COMMIT" if keep else "ROLLBACK")
        except BaseException as error:
            # A full disk may have rolled it back already.
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            if isinstance(error, foreign()) and has_moved(connection):
                raise StoreError(BUSY) from error
            raise


@contextmanager
def snapshot(connection: sqlite3.Connection) -> Iterator[None]:
    """
    Open a read transaction, or join the open one, so that all reads see one state.

    Raises:
        StoreError: If another process replaced the file meanwhile.
    """
    if connection.in_transaction:
        yield
        return
    try:
        connection.execute("BEGIN")
        yield
    except foreign() as error:
        if has_moved(connection):  # the old file, which is overwritten
            raise StoreError(BUSY) from error
        raise
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
