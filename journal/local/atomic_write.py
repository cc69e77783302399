"""Atomic writing of a file, readable by its owner only."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from journal.core.errors import OutputError
from journal.core.platform import disk
from journal.core.platform.signals import interrupted_by
from journal.core.platform.system import expanded

_THERE = "{name} is there already. Choose another name, or give --force."


def write_file(path: Path, parts: Iterable[str] | Iterable[bytes], *, force: bool) -> None:
    """
    Write a file atomically, with mode 0600.

    Where Linux supports `O_TMPFILE`, the unfinished file has no name, so that even SIGKILL
    leaves nothing behind. Elsewhere it is a temporary file in the same folder: SIGTERM and
    SIGHUP remove it, and the next write into the folder removes one that SIGKILL left.

    Args:
        path: The target; a leading `~` is expanded.
        parts: The content, written part by part; text as UTF-8.
        force: Replace an existing file.

    Raises:
        OutputError: If the file exists already, or cannot be written; nothing is left behind.
    """
    path = expanded(path)
    check_free(path, force=force)
    disk.sweep(path.parent)
    beside: list[Path] = []
    with interrupted_by(("SIGTERM", "SIGHUP")):
        try:
            handle = _begun(path.parent, beside)
        except OSError as error:
            raise OutputError(f"{path.name} can't be written there: {error.strerror}.") from None
        try:
            with os.fdopen(handle, "wb") as file:
                for part in parts:
                    file.write(part.encode() if isinstance(part, str) else part)
                file.flush()
                if not beside:
                    os.fchmod(handle, 0o600)
                    beside.append(disk.unfinished(path.parent))
                    disk.give_name(handle, beside[0])
            (disk.replace if force else disk.put)(beside[0], path)
        except FileExistsError:
            raise OutputError(_THERE.format(name=path.name)) from None
        except OSError as error:
            raise OutputError(f"{path.name} can't be written: {error.strerror}.") from None
        finally:
            for left in beside:
                disk.erase(left)


def check_free(path: Path, *, force: bool) -> None:
    """
    Make sure that a path is free, or with *force* that it is at most a file.

    Raises:
        OutputError: If it is not.
    """
    path = expanded(path)
    if os.path.exists(path) and not (force and os.path.isfile(path)):
        raise OutputError(_THERE.format(name=path.name))


def _begun(folder: Path, beside: list[Path]) -> int:
    """Open a new file with mode 0600: unnamed, else under a name that is appended to *beside*."""
    with suppress(OSError):
        if Path("/proc/self/fd").is_dir() and hasattr(os, "O_TMPFILE"):
            return os.open(folder, os.O_TMPFILE | os.O_WRONLY, 0o600)
    beside.append(disk.unfinished(folder))
    return disk.new_file(beside[0])
