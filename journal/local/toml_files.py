"""The reading and changing of hand-written TOML, with one sentence for any fault."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

LONGEST = 1 << 20
"""The most bytes of a file; more than anyone writes by hand."""


_AT_LINE = re.compile(r"at line (\d+)")


class TomlError(Exception):
    """
    An invalid file; the message names what was expected of it.

    Attributes:
        line: The line of the fault, from 1; None for the whole file.
    """

    def __init__(self, expected: str, line: int | None = None) -> None:
        super().__init__(expected)
        self.line = line


def read_text(file: Path) -> str:
    """
    Return the text of a regular file, without a byte order mark and with `\\n` line breaks.

    Raises:
        TomlError: If it is no regular file, over `LONGEST`, unreadable or not UTF-8.
    """
    try:
        # Without O_NONBLOCK, opening a pipe would block for ever.
        handle = os.open(file, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        with os.fdopen(handle, "rb") as opened:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise TomlError("a readable file (it is a folder, a pipe or a device)")
            data = opened.read(LONGEST + 1)
    except OSError as error:
        raise TomlError(f"a readable file ({error.strerror})") from None
    if len(data) > LONGEST:
        raise TomlError(f"at most {LONGEST >> 20} MiB")
    try:
        # Universal newlines, as in text mode.
        return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError:
        raise TomlError("text in UTF-8") from None


def read_toml(file: Path) -> dict[str, Any]:
    """
    Parse a TOML file.

    Raises:
        TomlError: As `read_text` and `parsed`.
    """
    return parsed(read_text(file))


def parsed(text: str) -> dict[str, Any]:
    """
    Parse a TOML text.

    Raises:
        TomlError: If it is no valid TOML.
    """
    import tomllib  # imported late, to keep the start fast

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        match = _AT_LINE.search(str(error))
        line = int(match[1]) if match else text.rstrip().count("\n") + 1
        raise TomlError(f"valid TOML ({error})", line) from None
    except RecursionError:
        raise TomlError("lists that are nested less deeply") from None
    except ValueError:  # an impossible date, or a number that is too long
        raise TomlError("numbers and dates that can be read") from None


def with_switch(text: str, name: str, state: bool) -> str | None:
    """
    Set one top-level boolean in a TOML text, and keep every other character.

    A value of another type is replaced, even if it is the reason why the text is invalid.

    Returns:
        The new text; None if the key is written in a way that this function cannot change.

    Raises:
        TomlError: If the text is invalid, and would remain so.
    """
    tries = _tries(text, name, str(state).lower())
    try:
        wanted = {**parsed(text), name: state}
    except TomlError:
        mended = next((t for t in tries if _holds(t, {name: state}, alone=False)), None)
        if mended is None:
            raise
        return mended
    return next((t for t in tries if _holds(t, wanted)), None)


def _tries(text: str, name: str, value: str) -> Iterator[str]:
    """Yield candidate texts: the value replaced, a line at the end, or a line before a table."""
    line = rf"""^[ \t]*(["']?){name}\1[ \t]*=[ \t]*([^#\n]*?)(?=[ \t]*(?:#.*)?$)"""
    for match in re.finditer(line, text, re.MULTILINE):
        yield text[: match.start(2)] + value + text[match.end(2) :]
    end = "" if not text or text.endswith("\n") else "\n"
    yield f"{text}{end}{name} = {value}\n"
    for match in re.finditer(r"^[ \t]*\[", text, re.MULTILINE):
        yield f"{text[: match.start()]}{name} = {value}\n{text[match.start() :]}"


def _holds(text: str, wanted: dict[str, Any], *, alone: bool = True) -> bool:
    """Return whether a TOML text holds the wanted keys; with *alone*, no others."""
    with suppress(TomlError):
        found = parsed(text)
        return found == wanted if alone else found == {**found, **wanted}
    return False
