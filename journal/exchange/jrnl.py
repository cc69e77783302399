"""
Entries of jrnl, from its JSON: a whole journal, or the one entry of a file of its own.

jrnl keeps the time without a zone, by the clock of whoever wrote.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, BinaryIO

from journal.core.errors import InputError
from journal.core.model import Entry
from journal.core.moments import EARLIEST_YEAR, by_the_clock_here
from journal.core.text import keepable
from journal.exchange.json_stream import members
from journal.exchange.notes import Taking, as_object, derived_uid, is_ahead, note

_ENTRIES = "entries"


def entries(file: BinaryIO, place: str, taking: Taking) -> Iterator[Entry]:
    """
    The entries of an export, title and body as one text.

    Raises:
        InputError: At the first one that does not fit.
    """
    alone: dict[str, Any] = {}
    count = 0
    has_list = False
    for key, value in members(file, place, _ENTRIES):
        if key == _ENTRIES:
            has_list = True
            count += 1
            where = f"{place}, entry {count}"
            yield from _entry(as_object(value, where), where, taking)
        else:
            alone[key] = value
    if not has_list:
        yield from _entry(alone, place, taking)


def _entry(data: Mapping[str, Any], place: str, taking: Taking) -> Iterator[Entry]:
    when = f"{data.get('date')}T{data.get('time')}"
    shown = _shown(when, place)
    happened_at = by_the_clock_here(shown)
    if is_ahead(happened_at, place, taking):
        return
    title, body = _text(data, "title", place), _text(data, "body", place)
    text = "\n".join(part for part in (title, body) if part)
    made = note(
        taking,
        place,
        uid=derived_uid("jrnl", when, text),
        happened_at=happened_at,
        text=text,
        tags=data.get("tags", []),
    )
    if made is not None:
        taking.left["no zone"] += 1
        taking.left["star"] += data.get("starred") is True
        yield made


def _shown(when: str, place: str) -> datetime:
    """What the clock showed; its year is one that every machine can place."""
    try:
        shown = datetime.strptime(when, "%Y-%m-%dT%H:%M")
    except ValueError:
        raise InputError(
            place, "date and time: expected them such as 2026-03-01 and 21:30."
        ) from None
    if shown.year < EARLIEST_YEAR:
        raise InputError(place, f"date: expected a time after {EARLIEST_YEAR}.")
    return shown


def _text(data: Mapping[str, Any], key: str, place: str) -> str:
    value = data.get(key, "")
    if not isinstance(value, str) or not keepable(value):
        raise InputError(place, f"{key}: expected a text without the NUL character.")
    return value
