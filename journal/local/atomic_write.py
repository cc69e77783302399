"""Writing a file that a person asked for: whole or not at all, for its owner alone."""

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
    Write a file and put it in its place when it is whole; rights 0600.

    Until then it has no name where the system can do that, so that even a hard kill leaves
    nothing behind. Elsewhere it stands beside its place; a polite kill removes it, and what
    a hard one left goes with the next file that is written into the same folder.

    Args:
        parts: Written one after the other, so that a long file is never held whole.
        force: Replace a file that is there.

    Raises:
        OutputError: If it is there already, or cannot be written; nothing is left behind.
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
    Make sure that nothing stands where a file is to go.

    Raises:
        OutputError: If something does; a file may be replaced with `force`.
    """
    path = expanded(path)
    if os.path.exists(path) and not (force and os.path.isfile(path)):
        raise OutputError(_THERE.format(name=path.name))


def _begun(folder: Path, beside: list[Path]) -> int:
    """A new file for its owner alone: without a name, else under one that `beside` gets."""
    with suppress(OSError):
        if Path("/proc/self/fd").is_dir() and hasattr(os, "O_TMPFILE"):
            return os.open(folder, os.O_TMPFILE | os.O_WRONLY, 0o600)
    beside.append(disk.unfinished(folder))
    return disk.new_file(beside[0])
