"""TOML that a person may have written: whatever is wrong with it is one sentence."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

LONGEST = 1 << 20
"""Bytes; more than anyone writes by hand."""


_AT_LINE = re.compile(r"at line (\d+)")


class TomlError(Exception):
    """
    A file is not what it has to be; tells what was expected of it.

    Attributes:
        line: Where it breaks, from 1; None if that is no line.
    """

    def __init__(self, expected: str, line: int | None = None) -> None:
        super().__init__(expected)
        self.line = line


def read_text(file: Path) -> str:
    """
    The text of a file that is one, and not too long; without the mark some editors put first.

    Raises:
        TomlError: If it is no file, too long, unreadable or not in UTF-8.
    """
    try:
        # A pipe would be waited for, for ever, as soon as it is opened.
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
        # As a file opened for text would be read.
        return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError:
        raise TomlError("text in UTF-8") from None


def read_toml(file: Path) -> dict[str, Any]:
    """
    The table that a file holds.

    Raises:
        TomlError: As `read_text` does, or if it is no TOML.
    """
    return parsed(read_text(file))


def parsed(text: str) -> dict[str, Any]:
    """
    The table that a text holds.

    Raises:
        TomlError: If it is no TOML.
    """
    import tomllib  # only where there is something to read

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = _AT_LINE.search(str(error))
        line = int(found[1]) if found else text.rstrip().count("\n") + 1
        raise TomlError(f"valid TOML ({error})", line) from None
    except RecursionError:
        raise TomlError("lists that are nested less deeply") from None
    except ValueError:  # a number, or a day that is in no calendar
        raise TomlError("numbers and dates that can be read") from None


def with_switch(text: str, name: str, state: bool) -> str | None:
    """
    A text of TOML with one key of its own table on or off, and every other sign as it was.

    A line that gives the key another value is changed too, also where it alone is no TOML.

    Returns:
        The text; None if it is written in a way that only a person can change.

    Raises:
        TomlError: If it is no TOML, and would be none then.
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
    """Ways to write it: where it stands, else at the end, else before one of the tables."""
    line = rf"""^[ \t]*(["']?){name}\1[ \t]*=[ \t]*([^#\n]*?)(?=[ \t]*(?:#.*)?$)"""
    for found in re.finditer(line, text, re.MULTILINE):
        yield text[: found.start(2)] + value + text[found.end(2) :]
    end = "" if not text or text.endswith("\n") else "\n"
    yield f"{text}{end}{name} = {value}\n"
    for found in re.finditer(r"^[ \t]*\[", text, re.MULTILINE):
        yield f"{text[: found.start()]}{name} = {value}\n{text[found.start() :]}"


def _holds(text: str, wanted: dict[str, Any], *, alone: bool = True) -> bool:
    """Whether a text of TOML says what is wanted; and, with `alone`, nothing else."""
    with suppress(TomlError):
        found = parsed(text)
        return found == wanted if alone else found == {**found, **wanted}
    return False
