"""JSON as strictly as a journal needs it: no doubled keys, no NaN, no endless nesting."""

from __future__ import annotations

import json
import re
from typing import Any, BinaryIO, NoReturn

from journal.core.errors import InputError

TOO_LONG = 64 * 1024 * 1024
"""
Bytes of one object, and of a whole file of another journal: no person writes more.

A file of our own format is read a line at a time and may be longer.
"""

ENTRIES = "entries"
"""The list of entries in a file of another journal."""

TOO_LONG_SAID = "Expected at most 64 MiB."
NOT_UTF8 = "Expected text in UTF-8."


def read_foreign(file: BinaryIO, place: str) -> dict[str, Any]:
    """
    Read the one JSON object that a file of another journal holds.

    Raises:
        InputError: If it is none, or longer than `TOO_LONG`, or its `entries` are no list.
    """
    data = read_json(file.read(TOO_LONG + 1), place, _FOREIGN)
    if not isinstance(data, dict):
        raise InputError(place, "Expected a JSON object.")
    if not isinstance(data.get(ENTRIES, []), list):
        raise InputError(place, f"{ENTRIES}: expected a list.")
    return data


def read_json(data: bytes, place: str, decoder: json.JSONDecoder | None = None) -> Any:
    """
    Read one JSON value from UTF-8, with or without a byte order mark.

    Raises:
        InputError: Naming the place and what is wrong, never what stands there.
    """
    if len(data) > TOO_LONG:
        raise InputError(place, TOO_LONG_SAID)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError(place, NOT_UTF8) from None
    if not text.strip():
        raise InputError(place, "Expected JSON, found nothing.")
    try:
        return (decoder or _DECODER).decode(text)
    except (RecursionError, ValueError) as error:
        raise _broken(place, error) from None


def _broken(place: str, error: Exception) -> InputError:
    """What the decoder found wrong, in a sentence."""
    if isinstance(error, json.JSONDecodeError):
        column = f"column {error.colno}"
        where = column if _NAMES_LINE.search(place) else f"line {error.lineno}, {column}"
        return InputError(place, f"Expected JSON; it breaks at {where}.")
    if isinstance(error, RecursionError):
        return InputError(place, "Expected JSON, found it nested too deep.")
    return InputError(place, f"Expected JSON, found {_CAUSES.get(str(error), _NUMBER)}.")


_NAMES_LINE = re.compile(r", line \d+$")
"""A place that says the line already; what stands there is one line."""

_NUMBER = "a number that is too long"
_CAUSES = {"doubled": "a key that stands twice", "constant": "NaN or Infinity for a number"}


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len({key for key, _ in pairs}) != len(pairs):
        raise ValueError("doubled")
    return dict(pairs)


def _last_ones(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """As most readers have it, of a key that stands twice the last one; but no entry is lost."""
    if [key for key, _ in pairs].count(ENTRIES) > 1:
        raise ValueError("doubled")
    return dict(pairs)


def _refuse(_constant: str) -> NoReturn:
    raise ValueError("constant")


_DECODER = json.JSONDecoder(object_pairs_hook=_unique, parse_constant=_refuse)
_FOREIGN = json.JSONDecoder(object_pairs_hook=_last_ones, parse_constant=_refuse)
