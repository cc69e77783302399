"""The database as a file: its inspection before opening, its creation and replacement."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from journal.core.errors import StoreError
from journal.core.platform import disk
from journal.store.encryption import MAGIC
from journal.store.schema import APPLICATION_ID, VERSION


def refuse_link(path: Path) -> None:
    """
    Refuse a symbolic link: encrypting or removing it would leave its target readable.

    Raises:
        StoreError: If the path is a symbolic link.
    """
    if path.is_symlink():
        raise StoreError(
            f"{path} is a link. Move the file that it leads to here, "
            "or set JOURNAL_HOME to the folder of that file."
        )


def is_foreign(path: Path) -> bool:
    """
    Return whether an existing file or folder was certainly not made by this program.

    A file that is no readable database counts as ours: it may be encrypted or damaged.
    """
    try:
        if not path.is_file():
            return path.exists()
        with path.open("rb") as file:
            header = file.read(100)
    except OSError:
        return False
    return header.startswith(MAGIC) and int.from_bytes(header[68:72]) != APPLICATION_ID


def is_ours(path: Path) -> bool:
    """Return whether this program certainly made a file, by its header; False if encrypted."""
    return is_plain(path) and not is_foreign(path)


def is_plain(path: Path) -> bool:
    """Return whether a file is an unencrypted SQLite database."""
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            return file.read(len(MAGIC)) == MAGIC
    except OSError:
        return False


def look_at(path: Path) -> None:
    """
    Refuse a file that cannot be a journal, by its header, before SQLite opens it.

    SQLite would roll back the journal of another program's database. An encrypted file has no
    readable header, and passes.

    Raises:
        StoreError: For a folder, an empty file, another program's database or a newer schema.
        OSError: If the file cannot be read.
    """
    if not path.is_file():
        raise StoreError(f"{path} is not a file, so it cannot be a journal.")
    with path.open("rb") as file:
        header = file.read(100)
    if not header:
        raise StoreError(f"{path} is empty, so it is no journal. Move it away to begin a new one.")
    if header.startswith(MAGIC):
        # Offsets: https://www.sqlite.org/fileformat.html, "The Database Header"
        refuse_foreign(path, int.from_bytes(header[68:72]), int.from_bytes(header[60:64]))


def refuse_foreign(path: Path, application_id: int, version: int) -> None:
    """
    Refuse a database of another program or of a newer version.

    Args:
        path: The database, for the message.
        application_id: The value of `PRAGMA application_id`.
        version: The value of `PRAGMA user_version`.

    Raises:
        StoreError: If another program or a newer version of this one made it.
    """
    if application_id != APPLICATION_ID:
        raise StoreError(f"{path} is no journal of this program. It was left as it is.")
    if version > VERSION:
        raise StoreError(f"{path} was made by a newer version of journal. It was left as it is.")


def make(path: Path, fill: Callable[[Path], None]) -> bool:
    """
    Create a file atomically, unless it exists.

    Args:
        path: The path; an existing file is never overwritten.
        fill: Fills the empty temporary file (mode 0600) whose path it is given.

    Returns:
        Whether the file was created; False if another process was faster.

    Raises:
        OSError: If the folder is missing or cannot be written to.
    """
    with disk.beside(path.parent) as made:
        fill(made)
        if not path.exists():
            disk.erase(side_file(path))
        try:
            disk.put(made, path)
        except FileExistsError:
            return False
    return True


def put_in_its_place(made: Path, path: Path) -> None:
    """
    Replace a file atomically, and overwrite the bytes of the old one.

    The caller prevents other processes from writing to the old file.
    """
    old = os.open(path, os.O_WRONLY)
    try:
        disk.replace(made, path)
        with suppress(OSError):
            disk.overwrite(old)
    finally:
        os.close(old)


def side_file(path: Path) -> Path:
    """
    Return the path of the rollback journal of a database.

    SQLite applies a rollback journal to any database with that name, so it has to be removed
    before another database takes the place.
    """
    return path.with_name(f"{path.name}-journal")
