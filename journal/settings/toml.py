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


class TomlError(Exception):
    """A file is not what it has to be; tells what was expected of it."""


def read_text(file: Path) -> str:
    """
    The text of a file that is one, and not too long.

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
        return data.decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
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
        raise TomlError(f"valid TOML ({error})") from None
    except RecursionError:
        raise TomlError("lists that are nested less deeply") from None
    except ValueError:  # a number, or a day that is in no calendar
        raise TomlError("numbers and dates that can be read") from None


def with_switch(text: str, name: str, state: bool) -> str | None:
    """
    A text of TOML with one key of its own table on or off, and every other sign as it was.

    Returns:
        The text; None if it is written in a way that only a person can change.

    Raises:
        TomlError: If it is no TOML.
    """
    wanted = {**parsed(text), name: state}
    return next((t for t in _tries(text, name, str(state).lower()) if _holds(t, wanted)), None)


def _tries(text: str, name: str, value: str) -> Iterator[str]:
    """Ways to write it: where it stands, else at the end, else before one of the tables."""
    line = rf"""^[ \t]*(["']?){name}\1[ \t]*=[ \t]*(true|false)(?=[ \t]*(?:#.*)?$)"""
    for found in re.finditer(line, text, re.MULTILINE):
        yield text[: found.start(2)] + value + text[found.end(2) :]
    end = "" if not text or text.endswith("\n") else "\n"
    yield f"{text}{end}{name} = {value}\n"
    for found in re.finditer(r"^[ \t]*\[", text, re.MULTILINE):
        yield f"{text[: found.start()]}{name} = {value}\n{text[found.start() :]}"


def _holds(text: str, wanted: dict[str, Any]) -> bool:
    with suppress(TomlError):
        return parsed(text) == wanted
    return False
