"""Copies of the journal: the last five in `backups/` beside it, others where one asks for them."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC
from pathlib import Path

from journal.core.dates import clock
from journal.core.errors import OutputError
from journal.core.platform import disk
from journal.store import database_file
from journal.store.backup_erasure import erased
from journal.store.encryption import Cipher, is_locked
from journal.store.integrity import faults
from journal.store.schema import APPLICATION_ID
from journal.store.sqlite import (
    BUSY_TIMEOUT,
    Connect,
    refusals,
    translated,
)

COPIES_KEPT = 5

SET_ASIDE = "set-aside"
"""How a file is called that was put there unopened."""

_OURS = re.compile(r"journal-\d{8}-\d{6}(_\d+)?\.db")


def folder_of(path: Path) -> Path:
    """Where the copies of a journal are."""
    return path.parent / "backups"


def copies_of(path: Path) -> list[Path]:
    """All copies by the names that this program gives them, the oldest first."""
    # By name, which is by age; those that were put aside count no more.
    return [f for f in all_of(path) if _OURS.fullmatch(f.name)]


def all_of(path: Path) -> list[Path]:
    """All that may be copies there, also by other names, which a person may have given them."""
    with suppress(OSError):
        return sorted(f for f in folder_of(path).glob("*.db") if f.is_file() or f.is_symlink())
    return []


def opens(copy: Path, connect: Connect) -> bool:
    """
    Whether a file is one of ours, and locked with this very passphrase, or not at all.

    Nothing is done to it by looking: it may be anyone's.
    """
    key = as_cipher(connect)
    try:
        if copy.is_symlink() or is_locked(copy) != (key.key is not None):
            return False
        with closing(key.peek(copy)) as connection:
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
            [application] = connection.execute("PRAGMA application_id").fetchone()
    except refusals():
        return False
    return bool(application == APPLICATION_ID)


def may_hold(copy: Path) -> bool:
    """Whether something that we can't open may be a copy all the same: locked, or damaged."""
    with suppress(OSError):
        return copy.stat().st_size > 0 and not database_file.is_foreign(copy)
    return copy.is_file()


def as_cipher(connect: Connect) -> Cipher:
    """The build of SQLite that encrypts, for whatever opens the journal."""
    return connect if isinstance(connect, Cipher) else Cipher(None)


def keep_copy(path: Path, connect: Connect) -> Path:
    """
    Copy the journal into `backups/`, and keep the last five copies.

    The connection that is copied from is a new one: SQLite waits for ever when
    it is to copy from one that is writing.

    Raises:
        OSError, sqlite3.Error: If the copy cannot be made.
    """
    target = _kept(path, connect)
    _keep_the_last(path, connect)
    return target


def _kept(path: Path, connect: Connect) -> Path:
    target = new_place(path, "journal")
    with disk.beside(target.parent) as made:
        _copy(path, made, connect)
        disk.replace(made, target)
    return target


def _keep_the_last(path: Path, connect: Connect) -> None:
    """Of those that open with the passphrase of now; another may be the only one of its kind."""
    for old in [copy for copy in copies_of(path) if opens(copy, connect)][:-COPIES_KEPT]:
        disk.erase(old)


def keep_raw(path: Path) -> Path:
    """
    Copy a file that cannot be opened into `backups/`, byte for byte, and the journal of a write
    that was cut off beside it; they are never removed there.

    Raises:
        OSError: If it cannot be put there.
    """
    target = new_place(path, SET_ASIDE)
    for source, name in (
        (database_file.side_file(path), database_file.side_file(target)),
        (path, target),
    ):
        if source.exists():
            copy_bytes(source, name)
    return target


def copy_bytes(source: Path, target: Path) -> None:
    """Copy a file byte for byte, whole or not at all."""
    with disk.beside(target.parent) as made:
        with source.open("rb") as old, made.open("r+b") as new:
            shutil.copyfileobj(old, new)
        disk.replace(made, target)


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
            if not database_file.make(target, fill):
                raise OutputError(f"{target.name} is there already. Choose another name.")
    except OSError as error:
        raise OutputError(f"{target.name} can't be written there: {error.strerror}.") from None


@dataclass(frozen=True, slots=True)
class Copies:
    """
    The copies of an open journal, as its store needs them.

    Attributes:
        known: Other passphrases that a person gave for copies.
        left: What could not be opened when something was erased last, and may still hold it.
    """

    path: Path
    connect: Connect
    known: list[Cipher] = field(default_factory=list)
    left: list[Path] = field(default_factory=list)

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
        _keep_the_last(self.path, self.connect)

    def erase(self, uid: str) -> None:
        """
        Remove an entry from every copy that holds it and opens; the others are in `left` then.

        Raises:
            OSError, sqlite3.Error, StoreError: If one that opens can't be rewritten, as on a
                full disk.
        """
        keys = dict.fromkeys((as_cipher(self.connect), Cipher(None), *self.known))
        self.left.clear()
        for copy in all_of(self.path):
            key = next((key for key in keys if opens(copy, key)), None)
            if not (may_hold(copy) if key is None else not erased(copy, key, uid)):
                continue
            self.left.append(copy)


def _copy(path: Path, made: Path, connect: Connect) -> None:
    with closing(connect(path)) as source, closing(connect(made)) as copied:
        source.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT}")
        # Begun as a reader, which waits no longer than that; copying alone would for ever.
        source.execute("BEGIN")
        source.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        source.backup(copied)


def new_place(path: Path, name: str) -> Path:
    """A free name there, after all that are there; the folder is made if it is missing."""
    folder = folder_of(path)
    disk.make_folder(folder)
    # In UTC and counted on, so that the order of the names is that of the copies. After the last
    # of them, whatever the clock shows: else one made after the clock was ahead counts as the
    # oldest, and is the first to be removed.
    stem = f"{name}-{clock.now().astimezone(UTC):%Y%m%d-%H%M%S}"
    stem = max([stem, *(c.stem[: len(stem)] for c in copies_of(path) if name == "journal")])
    same = sorted(f.stem.removeprefix(stem) for f in folder.glob(f"{stem}*.db"))
    number = int(same[-1].lstrip("_") or 1) + 1 if same else 1
    return folder / (f"{stem}_{number:03}.db" if number > 1 else f"{stem}.db")
