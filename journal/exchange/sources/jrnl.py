"""
The import from the JSON of jrnl: a whole journal, or a file with one entry.

jrnl stores local times without a zone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import partial
from typing import Any, BinaryIO

from journal.core.dates.moments import by_the_clock_here
from journal.core.errors import InputError
from journal.core.model import Entry
from journal.exchange.imported_notes import (
    GRACE,
    ImportContext,
    MisfitError,
    check_past,
    check_year,
    derived_uid,
    note_entry,
    text_of,
)
from journal.exchange.strict_json import ENTRIES, read_foreign

_DIGITS = re.compile(r"[0-9][0-9-]{0,15}")
"""A malformed date that may be repeated in a message, since it can hold no words."""


def entries(file: BinaryIO, place: str, context: ImportContext) -> Iterator[Entry]:
    """
    Yield the valid entries of an export, with title and body as one text.

    Args:
        file: The JSON file.
        place: The name of the file, for errors.
        context: The import run, which records what is left out.

    Raises:
        InputError: If the file is no export of jrnl, truncated, or longer than 64 MiB.
    """
    data = read_foreign(file, place)
    read = partial(_entry, context)
    if ENTRIES in data:
        for number, value in enumerate(data[ENTRIES], 1):
            yield from context.each(value, f"entry {number}", read)
    elif data.keys() >= {"date", "time"}:
        yield from context.each(data, "the entry", read)
    else:
        raise InputError(place, "It is no export of jrnl.")


def _entry(context: ImportContext, data: Mapping[str, Any], left: Counter[str]) -> Entry:
    when = f"{data.get('date')}T{data.get('time')}"
    try:
        shown = datetime.strptime(when, "%Y-%m-%dT%H:%M")
    except ValueError:
        raise MisfitError("undated", _day(data.get("date"))) from None
    check_year(shown)
    happened_at = by_the_clock_here(shown)
    check_past(happened_at, context.now + GRACE)
    parts = [text_of(data.get(key), shown.date()) for key in ("title", "body")]
    text = "\n".join(filter(None, parts))
    left["no zone"] += 1
    left["star"] += data.get("starred") is True
    entry = note_entry(
        context,
        left,
        uid=derived_uid("jrnl", when, text),
        happened_at=happened_at,
        text=text,
        tags=data.get("tags"),
    )
    return context.apart(entry)


def _day(value: Any) -> date | str | None:
    """Return the day of an entry whose time is invalid; as text if it is no calendar date."""
    if not isinstance(value, str) or not _DIGITS.fullmatch(value):
        return None
    try:
        return datetime.strptime(value, "%Y-%m-%d").date()
    except ValueError:
        return value
