"""The sources of a passphrase that is not typed: a file, a command, the keyring."""

from __future__ import annotations

import os
import shlex
import signal
import threading
from contextlib import suppress
from pathlib import Path
from typing import IO

from journal.core.errors import PassphraseError
from journal.core.platform.signals import interrupted_by
from journal.core.platform.system import expanded

FILE, COMMAND = "JOURNAL_PASSPHRASE_FILE", "JOURNAL_PASSPHRASE_COMMAND"

PATIENCE = 60.0
"""Seconds that the command may take; it may have to ask the person."""

_LONGEST = 1 << 16
"""The most bytes of a passphrase."""

_LONGEST_JUDGED = 72
"""The characters that are passed to zxcvbn, which is slow on more."""

_STRONG = 3
"""The lowest score of zxcvbn that is not weak: at least 10^8 guesses."""

_SERVICE = "journal"
_NO_KEYRING = "There is no keyring here to remember it. "


def named_by() -> str:
    """Return the environment variable that names a passphrase; empty if none does."""
    return next((name for name in (FILE, COMMAND) if os.environ.get(name)), "")


def from_environment() -> str | None:
    """
    Return the passphrase from the file or command that the environment names; None without.

    Raises:
        PassphraseError: If the file or command yields none.
    """
    if os.environ.get(FILE):
        return read_file(expanded(os.environ[FILE]), FILE)
    if os.environ.get(COMMAND):
        return _from_command(os.environ[COMMAND])
    return None


def read_file(path: Path, name: str) -> str:
    """
    Read a passphrase from a file, without one trailing line break.

    Args:
        name: The option or variable that names the file, for errors.

    Raises:
        PassphraseError: If the file cannot be read, is empty, no UTF-8, or over 64 KiB.
    """
    try:
        with path.open("rb") as file:
            data = file.read(_LONGEST + 1)
    except OSError as error:
        raise PassphraseError(f"{name}: the file can't be read: {error.strerror}.") from None
    return _as_text(data, name)


def is_weak(passphrase: str) -> bool:
    """Return whether zxcvbn rates a passphrase as easy to guess; runs locally."""
    from zxcvbn import zxcvbn

    return int(zxcvbn(passphrase[:_LONGEST_JUDGED])["score"]) < _STRONG


def remember(home: Path, passphrase: str) -> None:
    """
    Store a passphrase in the system's keyring.

    Raises:
        PassphraseError: If there is no usable keyring.
    """
    _keyring("set_password", str(home), passphrase)


def remembered(home: Path) -> str | None:
    """
    Return the passphrase in the system's keyring; None if it holds none.

    Raises:
        PassphraseError: If there is no usable keyring.
    """
    return _keyring("get_password", str(home)) or None


def forget(home: Path) -> None:
    """
    Delete the passphrase from the system's keyring, if it is there.

    Raises:
        PassphraseError: If there is no usable keyring.
    """
    if remembered(home) is not None:
        _keyring("delete_password", str(home))


def _keyring(call: str, *arguments: str) -> str | None:
    try:
        import keyring
        import keyring.errors
    except ImportError:
        raise PassphraseError(
            f"{_NO_KEYRING}To add it: pip install 'cycle-journal[keyring]'."
        ) from None
    try:
        result: str | None = getattr(keyring, call)(_SERVICE, *arguments)
    except Exception as error:
        # Back ends raise any exception, some with the passphrase in its text.
        raise PassphraseError(f"{_NO_KEYRING}({type(error).__name__}).") from None
    return result


def _from_command(line: str) -> str:
    try:
        with interrupted_by(("SIGTERM", "SIGHUP")):  # so that the command never outlives us
            data = _put_out_by(shlex.split(line))
    except (OSError, ValueError, IndexError):
        raise PassphraseError(f"{COMMAND}: the command can't be started.") from None
    return _as_text(data, COMMAND)


def _put_out_by(command: list[str]) -> bytes:
    """
    Return the output of a command, and kill one that takes too long or writes too much.

    Raises:
        OSError, ValueError, IndexError: If it cannot be started.
        PassphraseError: If it fails, or does not end in `PATIENCE` seconds.
    """
    import subprocess

    data, in_time = bytearray(), False
    with subprocess.Popen(  # noqa: S603 - the person's own command
        command,
        bufsize=0,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        # In a thread, since a child of the command may keep the pipe open after it has ended.
        reader = threading.Thread(target=_read, args=(process.stdout, data), daemon=True)
        try:
            reader.start()
            reader.join(PATIENCE)
            if len(data) <= _LONGEST and not reader.is_alive():
                process.wait(PATIENCE)
                in_time = True
        except subprocess.TimeoutExpired:
            pass
        finally:
            # The whole process group, with children that the command left running.
            with suppress(OSError):
                if hasattr(os, "killpg"):
                    os.killpg(process.pid, signal.SIGKILL)
                else:
                    process.kill()
    if len(data) <= _LONGEST and not in_time:
        raise PassphraseError(f"{COMMAND}: no passphrase came in {PATIENCE:.0f} seconds.")
    if in_time and process.returncode != 0:
        raise PassphraseError(f"{COMMAND}: the command failed.")
    return bytes(data)


def _read(stream: IO[bytes], data: bytearray) -> None:
    """Read a stream to its end, or until it exceeds the length of a passphrase."""
    with suppress(OSError, ValueError):  # closed meanwhile
        while len(data) <= _LONGEST and (part := stream.read(_LONGEST)):
            data.extend(part)


def _as_text(data: bytes, name: str) -> str:
    if len(data) > _LONGEST:
        raise PassphraseError(f"{name}: the passphrase is longer than {_LONGEST >> 10} KiB.")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise PassphraseError(f"{name}: the passphrase is no text in UTF-8.") from None
    text = text.removesuffix("\n").removesuffix("\r")
    if not text:
        raise PassphraseError(f"{name}: the passphrase is empty.")
    return text
