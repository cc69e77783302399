"""Writing a file that a person asked for: whole or not at all, for its owner alone."""

from __future__ import annotations

import os
import re
import signal
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NoReturn

from journal.core import system
from journal.core.errors import OutputError

_LEFTOVER = re.compile(r"\.journal-(\d+)-\w+\.part")
_ENDINGS = [s for s in ("SIGTERM", "SIGHUP") if hasattr(signal, s)]


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
    path = Path(os.path.expanduser(path))
    check_free(path, force=force)
    _remove_leftovers(path.parent)
    beside: list[Path] = []
    with polite_end():
        try:
            handle = _begun(path.parent, beside)
        except OSError as error:
            raise OutputError(f"{path.name} can't be written there: {error.strerror}.") from None
        try:
            with os.fdopen(handle, "wb") as file:
                for part in parts:
                    file.write(part.encode() if isinstance(part, str) else part)
                file.flush()
                os.fsync(file.fileno())
                if not beside:
                    _name(file.fileno(), path.parent, beside)
            beside[0].replace(path)
        except OSError as error:
            raise OutputError(f"{path.name} can't be written: {error.strerror}.") from None
        finally:
            for left in beside:
                left.unlink(missing_ok=True)


def check_free(path: Path, *, force: bool) -> None:
    """
    Make sure that nothing stands where a file is to go.

    Raises:
        OutputError: If something does; a file may be replaced with `force`.
    """
    path = Path(os.path.expanduser(path))
    if os.path.exists(path) and not (force and os.path.isfile(path)):
        raise OutputError(f"{path.name} is there already. Choose another name, or give --force.")


def _begun(folder: Path, beside: list[Path]) -> int:
    """A new file for its owner alone: without a name, else under one that `beside` gets."""
    with suppress(OSError):
        if Path("/proc/self/fd").is_dir() and hasattr(os, "O_TMPFILE"):
            return os.open(folder, os.O_TMPFILE | os.O_WRONLY, 0o600)
    handle, name = tempfile.mkstemp(".part", _prefix(), folder)
    beside.append(Path(name))
    return handle


def _name(handle: int, folder: Path, beside: list[Path]) -> None:
    """Give a whole file without a name one beside its place."""
    beside.append(folder / f"{_prefix()}whole.part")
    os.fchmod(handle, 0o600)
    # With a folder given, Python follows the link in /proc to the file; without, it does not.
    os.link(f"/proc/self/fd/{handle}", beside[0], src_dir_fd=handle, follow_symlinks=True)


def _prefix() -> str:
    return f".journal-{os.getpid()}-"


@contextmanager
def polite_end() -> Iterator[None]:
    """Let a polite kill end the program by the way that cleans up."""

    def stop(_number: int, _frame: object) -> NoReturn:
        raise KeyboardInterrupt

    before = {s: signal.signal(getattr(signal, s), stop) for s in _ENDINGS}
    try:
        yield
    finally:
        for name, handler in before.items():
            signal.signal(getattr(signal, name), handler)


def _remove_leftovers(folder: Path) -> None:
    """Remove what a writing that was killed left here; not that of one that still runs."""
    with suppress(OSError):
        for file in list(folder.iterdir()):
            found = _LEFTOVER.fullmatch(file.name)
            if found and not system.on_windows() and not system.may_run(int(found[1])):
                file.unlink()
