"""The file itself: looked at before it is opened, made beside and put in place, taken away."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from journal.core.errors import StoreError
from journal.core.system import can_sync_folders, may_run, on_windows
from journal.store.keys import MAGIC
from journal.store.schema import APPLICATION_ID, VERSION

_CHUNK = bytes(1 << 20)


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
    with beside(path) as made:
        fill(made)
        sync(made)
        if not path.exists():
            remove(side_file(path))
        try:
            _put_in_place(made, path)
        except FileExistsError:
            return False
        finally:
            sync(path.parent)
    return True


@contextmanager
def beside(path: Path) -> Iterator[Path]:
    """
    An empty file beside a place, for its owner alone; gone at the end unless it was moved.

    What a process left there that was killed is removed first.
    """
    import tempfile

    sweep(path.parent, re.escape(path.name))
    # Exclusive and 0600 from the start; SQLite gives its journal the same rights.
    handle, name = tempfile.mkstemp(prefix=f".{path.name}-{os.getpid()}-", dir=path.parent)
    os.close(handle)
    made = Path(name)
    try:
        yield made
    finally:
        for leftover in (made, side_file(made)):
            remove(leftover)


def sweep(folder: Path, names: str) -> None:
    """
    Remove what processes that were killed left beside a file.

    Args:
        names: What the file is called, as a pattern without groups.
    """
    if on_windows():
        return  # where no process can be asked whether it runs
    ours = re.compile(rf"\.{names}-(\d+)-.+")
    with suppress(OSError):
        for file in list(folder.iterdir()):
            found = ours.fullmatch(file.name)
            if found and not may_run(int(found[1])):
                remove(file)


def replace(made: Path, path: Path) -> None:
    """
    Put a finished file in the place of another, whose bytes are overwritten then.

    The caller keeps other processes from writing to it.
    """
    old = os.open(path, os.O_WRONLY)
    try:
        sync(made)
        os.replace(made, path)
        sync(path.parent)
        with suppress(OSError):
            _overwrite(old)
    finally:
        os.close(old)


def side_file(path: Path) -> Path:
    """
    Where the journal of a write stands that was cut off.

    SQLite plays it into whatever is in the place of its file, so it has to go before another
    one is put there.
    """
    return path.with_name(f"{path.name}-journal")


def remove(path: Path) -> None:
    """
    Overwrite a file and remove it, if it is there; a link is only removed.

    Raises:
        OSError: If it cannot be removed.
    """
    with suppress(OSError):
        handle = os.open(path, os.O_WRONLY | os.O_NOFOLLOW)
        try:
            if os.fstat(handle).st_nlink == 1:
                _overwrite(handle)
        finally:
            os.close(handle)
    path.unlink(missing_ok=True)


def sync(path: Path) -> None:
    """Wait until a file or folder is on the disk."""
    if path.is_dir() and not can_sync_folders():
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _overwrite(handle: int) -> None:
    left, at = os.fstat(handle).st_size, 0
    while at < left:
        at += os.pwrite(handle, _CHUNK[: left - at], at)
    os.fsync(handle)


def _put_in_place(made: Path, path: Path) -> None:
    try:
        os.link(made, path)
    except FileExistsError:
        raise
    except OSError:
        # No hard links on this disk. The name is claimed first, so that what is
        # replaced is our own empty file and not a journal made in between.
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        try:
            os.replace(made, path)
        except OSError:
            path.unlink()
            raise
