"""Copies of the journal: the last five in `backups/` beside it, others where one asks for them."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from journal.core import disk
from journal.core.errors import OutputError, StoreError
from journal.store import files, index, writing
from journal.store.border import (
    BUSY_TIMEOUT,
    Connect,
    foreign,
    refusals,
    transaction,
    translated,
)
from journal.store.keys import Cipher, is_locked
from journal.store.soundness import faults
from journal.store.transfer import convert

KEPT = 5

DUE = "copies_due"
"""Key of the state that says that the copies may still have another passphrase."""

ASIDE = "set-aside"
"""How a file is called that was put there unopened."""

_UNREADABLE = ("not a database", "malformed", "no such")
"""Parts of what SQLite says of a file that is no journal, or not one that it can read."""

_OURS = re.compile(r"journal-\d{8}-\d{6}(_\d+)?\.db")


def folder_of(path: Path) -> Path:
    """Where the copies of a journal are."""
    return path.parent / "backups"


def copies_of(path: Path) -> list[Path]:
    """All copies that this program made, the oldest first."""
    try:
        # By name, which is by age; a file of another name is not ours to remove.
        return sorted(f for f in folder_of(path).iterdir() if _OURS.fullmatch(f.name))
    except OSError:
        return []


def keep_copy(path: Path, connect: Connect) -> Path:
    """
    Copy the journal into `backups/`, and keep the last five copies.

    The connection that is copied from is a new one: SQLite waits for ever when
    it is to copy from one that is writing.

    Raises:
        OSError, sqlite3.Error: If the copy cannot be made.
    """
    target = _kept(path, connect)
    _keep_the_last(path)
    return target


def _kept(path: Path, connect: Connect) -> Path:
    target = _new_place(path, "journal")
    with disk.beside(target.parent) as made:
        _copy(path, made, connect)
        disk.replace(made, target)
    return target


def _keep_the_last(path: Path) -> None:
    for old in copies_of(path)[:-KEPT]:
        disk.erase(old)


def keep_raw(path: Path) -> Path:
    """
    Copy a file that cannot be opened into `backups/`, byte for byte, and the journal of a write
    that was cut off beside it; they are never removed there.

    Raises:
        OSError: If it cannot be put there.
    """
    target = _new_place(path, ASIDE)
    for source, name in ((files.side_file(path), files.side_file(target)), (path, target)):
        if source.exists():
            with disk.beside(name.parent) as made:
                with source.open("rb") as old, made.open("r+b") as new:
                    shutil.copyfileobj(old, new)
                disk.replace(made, name)
    return target


def save_copy(path: Path, target: Path, connect: Connect) -> None:
    """
    Copy the journal into a new file, locked if the journal is, and verify it.

    Raises:
        OutputError: If the file is there already or cannot be written.
        StoreError: If the journal cannot be read.
    """
    if os.path.lexists(target):
        raise OutputError(f"{target.name} is there already. Choose another name.")

    def fill(made: Path) -> None:
        _copy(path, made, connect)
        with closing(connect(made)) as copied:
            if faults(copied):
                raise OutputError(f"{target.name}: the copy was not whole, so it was not kept.")

    try:
        with translated():
            if not files.make(target, fill):
                raise OutputError(f"{target.name} is there already. Choose another name.")
    except OSError as error:
        raise OutputError(f"{target.name} can't be written there: {error.strerror}.") from None


def settle(path: Path, now: Cipher, before: Cipher | None = None) -> int:
    """
    Give every copy the passphrase that the journal has now, or remove it.

    Args:
        before: What the journal had before, if that is known.

    Returns:
        How many copies could be neither rewritten nor removed.
    """
    stayed = 0
    for copy in _all(path):
        if copy.name.startswith(ASIDE) and is_locked(copy):
            continue  # has a passphrase of its own
        if not opens(copy, now) and not _rewritten(copy, now, before):
            try:
                if _OURS.fullmatch(copy.name):
                    disk.erase(copy)
                else:
                    stayed += 1
            except OSError:
                stayed += 1
    with suppress(StoreError, OSError), translated():
        if not copies_of(path):
            keep_copy(path, now)
    if not stayed:
        with suppress(StoreError), translated(), closing(now(path)) as connection:
            connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT}")
            with transaction(connection):
                connection.execute("DELETE FROM state WHERE key = ?", [DUE])
    return stayed


@dataclass(frozen=True, slots=True)
class Copies:
    """The copies of an open journal, as its store needs them."""

    path: Path
    connect: Connect

    @contextmanager
    def before_a_change(self) -> Iterator[Callable[[], None]]:
        """
        Have a copy of the journal as it was before a change, if the change comes about.

        Yields:
            What makes the copy; called again it does nothing. It raises OSError or
            sqlite3.Error if it cannot.
        """
        made: list[Path] = []

        def keep() -> None:
            if not made:
                made.append(_kept(self.path, self.connect))

        try:
            yield keep
        except BaseException:
            for copy in made:
                disk.erase(copy)
                with suppress(OSError):
                    disk.remove_folder(copy.parent)
            raise
        _keep_the_last(self.path)

    def erase(self, uid: str) -> None:
        """
        Remove an entry from every copy that holds it; a copy that can't be read is removed.

        Raises:
            OSError, sqlite3.Error, StoreError: If a copy can be neither, as on a full disk.
        """
        cipher = self.connect if isinstance(self.connect, Cipher) else Cipher(None)
        for copy in copies_of(self.path):
            try:
                if _holds(copy, cipher, uid):
                    # In a new file, so that there is no journal beside it if this is cut off.
                    with disk.beside(copy.parent) as made:
                        convert(copy, cipher, made, cipher)
                        with closing(cipher(made)) as connection:
                            _erase(connection, uid)
                        files.replace(made, copy)
            except FileNotFoundError:
                continue  # another process let the oldest one go
            except foreign() as error:
                if copy.exists() and not any(sign in str(error) for sign in _UNREADABLE):
                    raise
                disk.erase(copy)


def _holds(copy: Path, cipher: Cipher, uid: str) -> bool:
    with closing(cipher(copy)) as connection:
        found = connection.execute("SELECT 1 FROM entries WHERE uid = ?", [uid]).fetchone()
        return found is not None


def _erase(connection: sqlite3.Connection, uid: str) -> None:
    connection.execute("PRAGMA secure_delete = ON")
    with transaction(connection):
        if writing.remove(connection, uid):
            index.forget(connection)
    index.wipe_traces(connection)


def _all(path: Path) -> Iterator[Path]:
    """Also those of another name, which a person may have put there."""
    with suppress(OSError):
        yield from sorted(f for f in folder_of(path).glob("*.db") if f.is_file())


def strangers(path: Path, now: Cipher) -> list[Path]:
    """The copies that are not locked like the journal, or cannot be read."""
    return [c for c in _all(path) if not c.name.startswith(ASIDE) and not opens(c, now)]


def opens(copy: Path, cipher: Cipher) -> bool:
    """Whether a file is locked with this very passphrase, or not at all if that is None."""
    try:
        if is_locked(copy) != (cipher.key is not None):
            return False
        with closing(cipher(copy)) as connection:
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except refusals():
        return False
    return True


def _rewritten(copy: Path, now: Cipher, before: Cipher | None) -> bool:
    """Whether a copy has the passphrase of now at the end, if one that is known opened it."""
    for known in (Cipher(None), before):
        if known is not None and opens(copy, known):
            try:
                with disk.beside(copy.parent) as made:
                    convert(copy, known, made, now)
                    files.replace(made, copy)
            except refusals():
                return False
            return True
    return False


def _copy(path: Path, made: Path, connect: Connect) -> None:
    with closing(connect(path)) as source, closing(connect(made)) as copied:
        source.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT}")
        # Begun as a reader, which waits no longer than that; copying alone would for ever.
        source.execute("BEGIN")
        source.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        source.backup(copied)


def _new_place(path: Path, name: str) -> Path:
    folder = folder_of(path)
    disk.make_folder(folder)
    folder.chmod(disk.FOLDER_MODE)
    # In UTC and counted on, so that the order of the names is that of the copies.
    stem = f"{name}-{datetime.now(UTC):%Y%m%d-%H%M%S}"
    same = sorted(f.stem.removeprefix(stem) for f in folder.glob(f"{stem}*.db"))
    number = int(same[-1].lstrip("_") or 1) + 1 if same else 1
    return folder / (f"{stem}_{number:03}.db" if number > 1 else f"{stem}.db")
