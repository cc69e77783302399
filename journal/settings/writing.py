"""Writing a file that a person asked for: whole or not at all, for its owner alone."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from journal.core.errors import OutputError


def write_file(path: Path, parts: Iterable[str], *, force: bool) -> None:
    """
    Write text beside its place and rename it there; rights 0600.

    Args:
        parts: Written one after the other, so that a long file is never held whole.
        force: Replace a file that is there.

    Raises:
        OutputError: If it is there already, or cannot be written; nothing is left behind.
    """
    path = Path(os.path.expanduser(path))
    if os.path.exists(path) and not (force and os.path.isfile(path)):
        raise OutputError(f"{path.name} is there already. Choose another name, or give --force.")
    try:
        handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
    except OSError as error:
        raise OutputError(f"{path.name} can't be written there: {error.strerror}.") from None
    beside = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            for part in parts:
                file.write(part)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        raise OutputError(f"{path.name} can't be written: {error.strerror}.") from None
    finally:
        with suppress(FileNotFoundError):
            beside.unlink()
