"""JSON as strictly as a journal needs it: no doubled keys, no NaN, no endless nesting."""

from __future__ import annotations

import json
import re
from typing import Any, NoReturn

from journal.core.errors import InputError

TOO_LONG = 64 * 1024 * 1024
"""Bytes of one object; more is no page that a person wrote."""

TOO_LONG_SAID = "Expected at most 64 MiB."
NOT_UTF8 = "Expected text in UTF-8."


def read_json(data: bytes, place: str) -> Any:
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
        return DECODER.decode(text)
    except (RecursionError, ValueError) as error:
        raise broken(place, error) from None


def broken(place: str, error: Exception, line: int = 1, column: int = 1) -> InputError:
    """
    What the decoder found wrong, in a sentence.

    Args:
        line, column: Where in the file the decoded text began.
    """
    if isinstance(error, json.JSONDecodeError):
        column = error.colno + (column - 1 if error.lineno == 1 else 0)
        line += error.lineno - 1
        where = f"column {column}" if _NAMES_LINE.search(place) else f"line {line}, column {column}"
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


def _refuse(_constant: str) -> NoReturn:
    raise ValueError("constant")


DECODER = json.JSONDecoder(object_pairs_hook=_unique, parse_constant=_refuse)

FOREIGN = json.JSONDecoder(parse_constant=_refuse)
"""For files of other journals: of a key that stands twice the last one holds."""
