"""
Names in folders, put there and taken away so that a cut of the power does not undo it.

What a file holds is on the disk once that was waited for; its name is there, or gone, only once
its folder was waited for too. So names are made, moved and removed here and nowhere else.
"""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from journal.core.platform import system

FOLDER_MODE = 0o700

_LEFT = re.compile(
    # The second is how versions before called what stands beside a journal or a copy.
    r"\.(?:journal|(?:journal|set-aside)[\d_-]*\.db)-(\d{1,9})-\w+(?:\.part)?(?:-journal)?"
)
_NO_SYNC = {errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EBADF}
"""What a disk says that cannot wait for a folder."""
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT}
_CHUNK = bytes(1 << 20)


def sync(path: Path) -> None:
    """
    Wait until a file, or the names in a folder, are on the disk; as far as the disk can.

    Raises:
        OSError: If it cannot be written.
    """
    if not path.is_dir():
        _wait_for(path, os.O_RDWR)
    elif not system.on_windows():  # where no folder can be opened to wait for its names
        try:
            _wait_for(path, os.O_RDONLY)
        except PermissionError:
            pass  # names may be put there, but not looked at
        except OSError as error:
            if error.errno not in _NO_SYNC:
                raise


def make_folder(path: Path) -> bool:
    """
    Make a folder for its owner alone, whatever the umask; the one above it has to be there.

    Returns:
        Whether it was made; False if it was there.

    Raises:
        OSError: If it cannot be made, or something else is there.
    """
    try:
        path.mkdir(mode=FOLDER_MODE)
    except FileExistsError:
        if not path.is_dir():
            raise
        return False
    path.chmod(FOLDER_MODE)
    sync(path.parent)
    return True


def remove_folder(path: Path) -> None:
    """
    Remove an empty folder.

    Raises:
        OSError: If it cannot be removed, or is not empty.
    """
    path.rmdir()
    sync(path.parent)


def new_file(path: Path) -> int:
    """
    Make a file for its owner alone, and open it for writing.

    Raises:
        FileExistsError: If something of that name is there.
        OSError: If it cannot be made.
    """
    return os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600)


def unfinished(folder: Path) -> Path:
    """A name for a file on its way: it goes with the next `sweep` once this process is gone."""
    return folder / f".journal-{os.getpid()}-{os.urandom(6).hex()}.part"


@contextmanager
def beside(folder: Path) -> Iterator[Path]:
    """
    An empty file for something that is to be put into a folder; gone at the end unless it was.

    What a process left there that was killed is removed first.
    """
    sweep(folder)
    made = unfinished(folder)
    os.close(new_file(made))
    try:
        yield made
    finally:
        for leftover in (made, made.with_name(f"{made.name}-journal")):
            erase(leftover)


def give_name(handle: int, path: Path) -> None:
    """Give a file that has no name yet its first one."""
    # With a folder given, Python follows the link in /proc to the file; without, it does not.
    os.link(f"/proc/self/fd/{handle}", path, src_dir_fd=handle, follow_symlinks=True)


def replace(made: Path, path: Path) -> None:
    """Put a finished file in its place, in the same folder, whether or not one is there."""
    sync(made)
    os.replace(made, path)
    sync(path.parent)


def put(made: Path, path: Path) -> None:
    """
    Put a finished file in its place, in the same folder.

    Raises:
        FileExistsError: If there is one; it is left as it is.
    """
    sync(made)
    try:
        os.link(made, path)
    except FileExistsError:
        raise
    except OSError:
        # No hard links on this disk. The name is claimed first, so that what is
        # replaced is our own empty file and not one made in between.
        os.close(new_file(path))
        try:
            os.replace(made, path)
        except OSError:
            path.unlink()
            raise
    else:
        made.unlink()
    sync(path.parent)


def erase(path: Path) -> None:
    """
    Overwrite a file and remove it, if it is there; a link, or one name of several, just goes.

    Cut off at any moment, it is under its name as it was, or not at all.

    Raises:
        OSError: If it cannot be removed.
    """
    if not os.path.lexists(path):
        return
    with suppress(OSError):
        # A pipe would wait for a reader.
        handle = os.open(path, os.O_WRONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        try:
            if os.fstat(handle).st_nlink == 1:
                path = _out_of_sight(path)
                overwrite(handle)
        finally:
            os.close(handle)
    path.unlink(missing_ok=True)
    sync(path.parent)


def erase_folder(path: Path) -> None:
    """
    Remove a folder with all that is in it, its files as `erase` does; no link is followed.

    Raises:
        OSError: If something in it cannot be removed.
    """
    for inner in list(path.iterdir()):
        if inner.is_dir() and not inner.is_symlink():
            erase_folder(inner)
        else:
            erase(inner)
    remove_folder(path)


def overwrite(handle: int) -> None:
    """Write zeros over all of an open file, and wait until they are on the disk."""
    left, at = os.fstat(handle).st_size, 0
    while at < left:
        at += os.pwrite(handle, _CHUNK[: left - at], at)
    os.fsync(handle)


def is_unfinished(name: str) -> bool:
    """Whether a file is called as what is on its way, by this version or an earlier one."""
    return _LEFT.fullmatch(name) is not None


def sweep(folder: Path) -> None:
    """Remove what processes that were killed left unfinished in a folder; as far as it goes."""
    if system.on_windows():
        return  # where no process can be asked whether it runs
    with suppress(OSError):
        for file in list(folder.iterdir()):
            found = _LEFT.fullmatch(file.name)
            if found and not system.may_run(int(found[1])):
                with suppress(OSError):
                    erase(file)


def _wait_for(path: Path, how: int) -> None:
    handle = os.open(path, how)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _out_of_sight(path: Path) -> Path:
    """Where a file is now, under a name that goes with the next `sweep`; on the disk, too."""
    if _LEFT.fullmatch(path.name):
        return path
    hidden = unfinished(path.parent)
    try:
        os.rename(path, hidden)
    except OSError as error:
        if error.errno in _NO_ROOM:
            return path  # for another name, too
        raise
    sync(path.parent)
    return hidden
