"""Strict JSON (RFC 8259): no duplicate keys, no NaN, no deep nesting, a limited length."""

from __future__ import annotations

import json
import re
from typing import Any, BinaryIO, NoReturn

from journal.core.errors import InputError

TOO_LONG = 64 * 1024 * 1024
"""
The most bytes of one object, and of a whole file of another journal.

A file of our own format is read line by line and may be longer.
"""

ENTRIES = "entries"
"""The key of the list of entries in a file of another journal."""

TOO_LONG_SAID = "Expected at most 64 MiB."
NOT_UTF8 = "Expected text in UTF-8."


def read_foreign(file: BinaryIO, place: str) -> dict[str, Any]:
    """
    Read the JSON object of another journal's file.

    Of duplicate keys the last one counts, except for `entries`, which is refused.

    Raises:
        InputError: If the file is invalid, longer than `TOO_LONG`, or its `entries` is no list.
    """
    data = read_json(file.read(TOO_LONG + 1), place, _FOREIGN)
    if not isinstance(data, dict):
        raise InputError(place, "Expected a JSON object.")
    if not isinstance(data.get(ENTRIES, []), list):
        raise InputError(place, f"{ENTRIES}: expected a list.")
    return data


def read_json(data: bytes, place: str, decoder: json.JSONDecoder | None = None) -> Any:
    """
    Parse one JSON value from UTF-8, with or without a byte order mark.

    Args:
        data: The bytes.
        place: The name of the file or line, for errors.
        decoder: The decoder; None for the one that refuses duplicate keys.

    Raises:
        InputError: If the data is invalid; the message never repeats it.
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
    """Return the fault found by the decoder as an `InputError`."""
    if isinstance(error, json.JSONDecodeError):
        column = f"column {error.colno}"
        where = column if _NAMES_LINE.search(place) else f"line {error.lineno}, {column}"
        return InputError(place, f"Expected JSON; it breaks at {where}.")
    if isinstance(error, RecursionError):
        return InputError(place, "Expected JSON, found it nested too deep.")
    return InputError(place, f"Expected JSON, found {_CAUSES.get(str(error), _NUMBER)}.")


_NAMES_LINE = re.compile(r", line \d+$")
"""A place that names the line already, as the data is a single line."""

_NUMBER = "a number that is too long"
_CAUSES = {"doubled": "a key that stands twice", "constant": "NaN or Infinity for a number"}


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len({key for key, _ in pairs}) != len(pairs):
        raise ValueError("doubled")
    return dict(pairs)


def _last_ones(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return the last of duplicate keys, as most parsers do, but refuse duplicate `entries`."""
    if [key for key, _ in pairs].count(ENTRIES) > 1:
        raise ValueError("doubled")
    return dict(pairs)


def _refuse(_constant: str) -> NoReturn:
    raise ValueError("constant")


_DECODER = json.JSONDecoder(object_pairs_hook=_unique, parse_constant=_refuse)
_FOREIGN = json.JSONDecoder(object_pairs_hook=_last_ones, parse_constant=_refuse)
