"""
Durable file operations: creating, moving and removing names in folders.

A sync of a file makes its content durable; its name, or the removal of its name, is durable only
after a sync of the folder. So names are created, moved and removed in this module only.
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
    # The second form was used by earlier versions beside a journal or a backup.
    r"\.(?:journal|(?:journal|set-aside)[\d_-]*\.db)-(\d{1,9})-\w+(?:\.part)?(?:-journal)?"
)
_NO_SYNC = {errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EBADF}
"""The error numbers of file systems that cannot sync a folder."""
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT}
_CHUNK = bytes(1 << 20)


def sync(path: Path) -> None:
    """
    Sync a file, or the names in a folder, to disk, where the file system supports it.

    Raises:
        OSError: If the sync fails.
    """
    if not path.is_dir():
        _wait_for(path, os.O_RDWR)
    elif not system.on_windows():  # where no folder can be opened to wait for its names
        try:
            _wait_for(path, os.O_RDONLY)
        except PermissionError:
            pass  # the folder can be written to, but not opened for reading
        except OSError as error:
            if error.errno not in _NO_SYNC:
                raise


def make_folder(path: Path) -> bool:
    """
    Create a folder with mode 0700, whatever the umask; its parent must exist.

    Returns:
        True if it was created; False if it existed.

    Raises:
        OSError: If it cannot be created, or the path is no folder.
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
        OSError: If it cannot be removed or is not empty.
    """
    path.rmdir()
    sync(path.parent)


def new_file(path: Path) -> int:
    """
    Create a file with mode 0600 and open it; return its file descriptor.

    Raises:
        FileExistsError: If the name exists.
        OSError: If it cannot be created.
    """
    return os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600)


def unfinished(folder: Path) -> Path:
    """Return a new name for a temporary file, which `sweep` removes once this process is gone."""
    return folder / f".journal-{os.getpid()}-{os.urandom(6).hex()}.part"


@contextmanager
def beside(folder: Path) -> Iterator[Path]:
    """
    Yield an empty temporary file in a folder; erase it at the end if it is still there.

    First, files that killed processes left there are removed.
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
    """Link an open file without a name (`O_TMPFILE`) into a folder; Linux only."""
    # Python follows the link in /proc to the file only if a folder descriptor is given.
    os.link(f"/proc/self/fd/{handle}", path, src_dir_fd=handle, follow_symlinks=True)


def replace(made: Path, path: Path) -> None:
    """Move a finished file to a name in the same folder, replacing any file there; durable."""
    sync(made)
    os.replace(made, path)
    sync(path.parent)


def put(made: Path, path: Path) -> None:
    """
    Move a finished file to a new name in the same folder; durable.

    Raises:
        FileExistsError: If the name exists; that file is unchanged.
    """
    sync(made)
    try:
        os.link(made, path)
    except FileExistsError:
        raise
    except OSError:
        # The file system has no hard links. Create the name first, so that the file replaced
        # is our own empty one and not one created meanwhile.
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
    Overwrite a file with zeros and remove it, if it exists.

    A symbolic link, or one of several hard links, is only removed. After a crash at any moment
    the file is either intact under its name or not there.

    Raises:
        OSError: If it cannot be removed.
    """
    if not os.path.lexists(path):
        return
    with suppress(OSError):
        # Without O_NONBLOCK, opening a pipe would wait for a reader.
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
    Erase a folder and its content, files as `erase` does; links are not followed.

    Raises:
        OSError: If part of the content cannot be removed.
    """
    for inner in list(path.iterdir()):
        if inner.is_dir() and not inner.is_symlink():
            erase_folder(inner)
        else:
            erase(inner)
    remove_folder(path)


def overwrite(handle: int) -> None:
    """Overwrite an open file with zeros, and sync it."""
    left, at = os.fstat(handle).st_size, 0
    while at < left:
        at += os.pwrite(handle, _CHUNK[: left - at], at)
    os.fsync(handle)


def is_unfinished(name: str) -> bool:
    """Return whether a name is that of a temporary file of this or an earlier version."""
    return _LEFT.fullmatch(name) is not None


def sweep(folder: Path) -> None:
    """Erase temporary files of processes that no longer run, but not on Windows; ignore errors."""
    if system.on_windows():
        return  # where no process can be asked whether it runs
    with suppress(OSError):
        for file in list(folder.iterdir()):
            found = _LEFT.fullmatch(file.name)
            if found and not system.is_process_running(int(found[1])):
                with suppress(OSError):
                    erase(file)


def _wait_for(path: Path, how: int) -> None:
    handle = os.open(path, how)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _out_of_sight(path: Path) -> Path:
    """Rename a file to a temporary name, durably, and return that; on a full disk, the old name."""
    if _LEFT.fullmatch(path.name):
        return path
    hidden = unfinished(path.parent)
    try:
        os.rename(path, hidden)
    except OSError as error:
        if error.errno in _NO_ROOM:
            return path  # not even room for another name
        raise
    sync(path.parent)
    return hidden
