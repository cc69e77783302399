"""The backups: the last five in `backups/` beside the journal, others where a person saves one."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
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
"""The name prefix of files in `backups/` that were set aside unopened."""

_OURS = re.compile(r"journal-\d{8}-\d{6}(_\d+)?\.db")


def folder_of(path: Path) -> Path:
    """Return the folder of the backups of a journal."""
    return path.parent / "backups"


def copies_of(path: Path) -> list[Path]:
    """Return the backups with the names that this program gives, oldest first."""
    # Sorted by name, which is by age; set-aside files are left out.
    return [f for f in all_of(path) if _OURS.fullmatch(f.name)]


def all_of(path: Path) -> list[Path]:
    """Return all possible backups in the folder, renamed and set-aside ones too, by name."""
    with suppress(OSError):
        return sorted(f for f in folder_of(path).glob("*.db") if f.is_file() or f.is_symlink())
    return []


def opens(copy: Path, connect: Connect) -> bool:
    """
    Return whether a file is a journal with exactly this passphrase, or none if that has none.

    The file is opened read-only and immutable: it may be another program's.
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
    """Return whether a file that does not open may still be a backup, encrypted or damaged."""
    with suppress(OSError):
        return copy.stat().st_size > 0 and not database_file.is_foreign(copy)
    return copy.is_file()


def as_cipher(connect: Connect) -> Cipher:
    """Return the `Cipher` equivalent to a way to connect."""
    return connect if isinstance(connect, Cipher) else Cipher(None)


def keep_copy(path: Path, connect: Connect) -> Path:
    """
    Back the journal up into `backups/`, and remove all but the last five backups.

    The source is a new connection: SQLite's backup waits for ever on one with an open write
    transaction.

    Returns:
        The path of the backup.

    Raises:
        OSError, sqlite3.Error: If the backup cannot be made.
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
    """Remove all but the last backups, of those that open; others may be irreplaceable."""
    for old in [copy for copy in copies_of(path) if opens(copy, connect)][:-COPIES_KEPT]:
        disk.erase(old)


def keep_raw(path: Path) -> Path:
    """
    Copy a file that cannot be opened, and its rollback journal, byte for byte into `backups/`.

    Such copies are never removed automatically.

    Returns:
        The path of the copy.

    Raises:
        OSError: If the copy cannot be written.
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
    """Copy a file atomically, byte for byte."""
    with disk.beside(target.parent) as made:
        with source.open("rb") as old, made.open("r+b") as new:
            shutil.copyfileobj(old, new)
        disk.replace(made, target)


def save_copy(path: Path, target: Path, connect: Connect) -> None:
    """
    Save a verified backup into a new file, encrypted if the journal is.

    Args:
        path: The database.
        target: The new file.
        connect: The way to connect to the database.

    Raises:
        OutputError: If the file exists already or cannot be written.
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
    The backups of an open journal.

    Attributes:
        path: The database.
        connect: The way to connect to the database.
        known: Ciphers of further passphrases that the person gave for backups.
        left: The backups that could not be opened by the last `erase`, and may still hold
            the entry.
    """

    path: Path
    connect: Connect
    known: list[Cipher] = field(default_factory=list)
    left: list[Path] = field(default_factory=list)

    @contextmanager
    def before_a_change(self) -> Iterator[Callable[[], None]]:
        """
        Provide a backup before a change, which is removed again if the change fails.

        Yields:
            A function that makes the backup on its first call, and does nothing on later ones;
            it raises OSError or sqlite3.Error if the backup cannot be made.
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
        Erase an entry from all backups that open; the others are in `left` afterwards.

        Raises:
            OSError, sqlite3.Error, StoreError: If a backup that opens cannot be rewritten, as on
                a full disk.
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
        # A read transaction obeys the timeout; the backup itself would wait for ever.
        source.execute("BEGIN")
        source.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        source.backup(copied)


def new_place(path: Path, name: str) -> Path:
    """Return a free path in `backups/` that sorts after all backups; creates the folder."""
    folder = folder_of(path)
    disk.make_folder(folder)
    # In UTC with a counter, so that names sort by age, and never before an existing backup:
    # otherwise a backup made after the clock was ahead would count as the oldest, and be the
    # first to be removed.
    stem = f"{name}-{clock.utc_now():%Y%m%d-%H%M%S}"
    stem = max([stem, *(c.stem[: len(stem)] for c in copies_of(path) if name == "journal")])
    same = sorted(f.stem.removeprefix(stem) for f in folder.glob(f"{stem}*.db"))
    number = int(same[-1].lstrip("_") or 1) + 1 if same else 1
    return folder / (f"{stem}_{number:03}.db" if number > 1 else f"{stem}.db")
