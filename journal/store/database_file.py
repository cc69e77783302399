"""The file itself: looked at before it is opened, made and put in place."""

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
    Refuse a journal that is a link: what is locked or removed here would stay readable there.

    Raises:
        StoreError: If it is one.
    """
    if path.is_symlink():
        raise StoreError(
            f"{path} is a link. Move the file that it leads to here, "
            "or set JOURNAL_HOME to the folder of that file."
        )


def is_foreign(path: Path) -> bool:
    """
    Whether something that is there was surely not made by this program.

    A file that cannot be read as a database counts as ours: it may be locked or damaged.
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
    """Whether this program made a file for sure, as its header tells; not if it is locked."""
    return is_plain(path) and not is_foreign(path)


def is_plain(path: Path) -> bool:
    """Whether anyone can read a file as a database: it is not locked."""
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            return file.read(len(MAGIC)) == MAGIC
    except OSError:
        return False


def look_at(path: Path) -> None:
    """
    Refuse what cannot be a journal, without letting SQLite touch it; before it is opened.

    SQLite would settle the side files of another program's database. Its header
    tells enough; a locked file has none that can be read and passes.

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
    if header.startswith(MAGIC):
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


def make(path: Path, fill: Callable[[Path], None]) -> bool:
    """
    Make a new file beside its place and put it there, unless one is there by then.

    Args:
        path: Where it goes. An existing file is never overwritten.
        fill: Gets the path of the new, empty file (rights 0600) and fills it.

    Returns:
        Whether it was put there; another process may have been faster.

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
    Put a finished file in the place of another, whose bytes are overwritten then.

    The caller keeps other processes from writing to it.
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
    Where the journal of a write stands that was cut off.

    SQLite plays it into whatever is in the place of its file, so it has to go before another
    one is put there.
    """
    return path.with_name(f"{path.name}-journal")
