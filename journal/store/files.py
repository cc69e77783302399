"""The file itself: made beside and put in place, looked at before it is opened, copied."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

from journal.core.errors import StoreError
from journal.core.system import can_sync_folders
from journal.store.border import Connect
from journal.store.schema import APPLICATION_ID, VERSION

KEPT_BACKUPS = 5

_MAGIC = b"SQLite format 3\0"
_BACKUP = re.compile(r"journal-\d{8}-\d{6}\.db")


def look_at(path: Path) -> None:
    """
    Refuse what cannot be a journal, without letting SQLite touch it.

    SQLite would settle the side files of another program's database. Its header
    tells enough; an encrypted file has none that can be read and passes.

    Raises:
        StoreError: For a folder, an empty file, another program's database or
            a newer schema.
        OSError: If it cannot be read.
    """
    if not path.is_file():
        raise StoreError(f"{path} is not a file, so it cannot be a journal.")
    with path.open("rb") as file:
        header = file.read(100)
    if not header:
        raise StoreError(f"{path} is empty, so it is no journal. Move it away to begin a new one.")
    if header.startswith(_MAGIC):
        # Where they stand: https://www.sqlite.org/fileformat.html, "The Database Header"
        refuse_foreign(path, int.from_bytes(header[68:72]), int.from_bytes(header[60:64]))


def refuse_foreign(path: Path, application_id: int, version: int) -> None:
    """
    Refuse a database that is not ours to open.

    Raises:
        StoreError: If another program or a newer version of this one made it.
    """
    if application_id != APPLICATION_ID:
        raise StoreError(f"{path} is no journal of this program. It was left as it is.")
    if version > VERSION:
        raise StoreError(f"{path} was made by a newer version of journal. It was left as it is.")


def make(path: Path, fill: Callable[[Path], None]) -> None:
    """
    Make a new file beside its place and put it there, unless one is there by then.

    Args:
        path: Where it goes. An existing file is never overwritten.
        fill: Gets the path of the new, empty file (rights 0600) and fills it.

    Raises:
        OSError: If the folder is missing or cannot be written to.
    """
    beside = _beside(path)
    try:
        fill(beside)
        _sync(beside)
        # Another process may have been faster; then its file is the journal.
        with suppress(FileExistsError):
            _put_in_place(beside, path)
        _sync(path.parent)
    finally:
        _remove(beside)


def copy(path: Path, connect: Connect) -> None:
    """
    Copy the journal into `backups/` beside it, and keep the last five copies.

    The connection that is copied from is a new one: SQLite waits for ever when
    it is to copy from one that is writing.

    Raises:
        OSError, sqlite3.Error: If the copy cannot be made.
    """
    folder = path.parent / "backups"
    folder.mkdir(mode=0o700, exist_ok=True)
    folder.chmod(0o700)
    target = folder / f"journal-{datetime.now():%Y%m%d-%H%M%S}.db"
    beside = _beside(target)
    try:
        with closing(connect(path)) as source, closing(connect(beside)) as copied:
            source.backup(copied)
        _sync(beside)
        os.replace(beside, target)
        _sync(folder)
    finally:
        _remove(beside)
    # By name, which is by age; a file of another name is not ours to remove.
    for old in sorted(f for f in folder.iterdir() if _BACKUP.fullmatch(f.name))[:-KEPT_BACKUPS]:
        old.unlink()


def _beside(path: Path) -> Path:
    import tempfile

    # Exclusive and 0600 from the start; SQLite gives its journal the same rights.
    handle, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    os.close(handle)
    return Path(name)


def _put_in_place(beside: Path, path: Path) -> None:
    try:
        os.link(beside, path)
    except FileExistsError:
        raise
    except OSError:
        # No hard links on this disk. The name is claimed first, so that what is
        # replaced is our own empty file and not a journal made in between.
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        try:
            os.replace(beside, path)
        except OSError:
            path.unlink()
            raise


def _remove(beside: Path) -> None:
    for leftover in (beside, beside.with_name(f"{beside.name}-journal")):
        leftover.unlink(missing_ok=True)


def _sync(path: Path) -> None:
    if path.is_dir() and not can_sync_folders():
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
