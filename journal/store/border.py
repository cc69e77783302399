"""The border to SQLite: how its connections are made, what its errors mean to a person."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from journal.core.errors import StoreError

Connect = Callable[[Path], sqlite3.Connection]
"""
Opens an existing file, which may be empty; does not begin transactions by itself
(`isolation_level=None`).
"""

FOREIGN: tuple[type[Exception], ...] = (sqlite3.Error,)
"""What SQLite raises; the one place to name the errors of another build of it."""

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
    "malformed": "The file of the journal is damaged. Please go back to a backup.",
}
_ELSE = "The journal could not be read or written."


def plain(path: Path) -> sqlite3.Connection:
    """
    Connect to a file that is not encrypted.

    Raises:
        sqlite3.OperationalError: If there is no such file; none is made.
    """
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True, isolation_level=None)


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
        raise StoreError("A text holds half a character, which cannot be kept.") from None
    except OverflowError:
        raise StoreError("A number is too large to be kept.") from None
    except FOREIGN as error:
        message = str(error)
        sentence = next((s for part, s in _SENTENCES.items() if part in message), _ELSE)
        raise StoreError(sentence) from error


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
            connection.execute("BEGIN IMMEDIATE")
            yield
            connection.execute("COMMIT" if keep else "ROLLBACK")
        except BaseException:
            # A full disk may have ended it already.
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
