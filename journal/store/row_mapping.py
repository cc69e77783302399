"""The mapping between an entry and its rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from journal.core.model import IN_HAND, OTHER, Answer, Entry, Other, Pick, Said
from journal.core.terms import THEMES, Theme

BATCH = 200
"""The number of entries held in memory at a time."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MOMENTS = ("happened_at", "written_at", "edited_at")
_FIELDS = tuple(f.name for f in fields(Entry) if f.name != "answers")
_WORKED_OUT = ("number", "argument_care")

COLUMNS = ", ".join(_FIELDS)
"""The columns of `entries`, in the order in which `to_entry` takes their values."""


class StoredValue(NamedTuple):
    """A row of `answers`: one value of an answer, with wording and label as ids."""

    theme: Theme
    position: int
    choice: str | None
    number: int | None
    text: str | None
    wording: int
    label: int | None


def entry_row(entry: Entry) -> dict[str, Any]:
    """Return the columns of `entries`, without the id and those that depend on other entries."""
    row = {name: getattr(entry, name) for name in _FIELDS if name not in _WORKED_OUT}
    for name in _MOMENTS:
        row[name] = row[name] and row[name].isoformat()
    row["instant"] = instant(entry.happened_at)
    return row


def instant(moment: datetime) -> int:
    """Return a moment as microseconds since 1970-01-01 UTC."""
    # By integer division: a float would lose precision.
    return (moment - _EPOCH) // timedelta(microseconds=1)


def answer_rows(entry: Entry, id_of: Callable[[str], int]) -> Iterator[tuple[str, StoredValue]]:
    """
    Yield the values of all answers in order, each with its question id.

    A single value has position 0, those of a list start at 1, so that the shape is known without
    the flow. An empty list is a skip, and gives no row.

    Args:
        id_of: Returns the id of a wording.
    """
    for question, said in entry.answers.items():
        if question.startswith(IN_HAND) and not entry.is_draft:
            continue
        wording = id_of(said.wording)
        if isinstance(said.value, tuple):
            for position, pick in enumerate(said.value, 1):
                yield question, _value_row(said, position, pick, wording, id_of)
        else:
            yield question, _value_row(said, 0, said.value, wording, id_of)


def to_entry(values: Sequence[Any], answers: Mapping[str, Said]) -> Entry:
    """
    Return the entry of a row of `entries`.

    Args:
        values: The values of `COLUMNS`.
        answers: Question id -> its answer, in order.
    """
    columns = dict(zip(_FIELDS, values, strict=True))
    for name in _MOMENTS:
        columns[name] = columns[name] and datetime.fromisoformat(columns[name])
    return Entry(**columns, answers=answers)


def said_of(values: Sequence[StoredValue], text_of: Callable[[int], str]) -> Said:
    """
    Return the answer of some rows.

    Args:
        values: The rows in order, at least one.
        text_of: Returns the wording with an id.
    """
    first = values[0]
    value = _value(first) if first.position == 0 else tuple(map(_pick, values))
    labels = {_key(v): text_of(v.label) for v in values if v.label is not None}
    return Said(value, first.theme, text_of(first.wording), labels)


def _value_row(
    said: Said, position: int, value: Pick | int, wording: int, id_of: Callable[[str], int]
) -> StoredValue:
    choice: str | None = None
    number: int | None = None
    text: str | None = None
    if isinstance(value, Other):
        choice, text = OTHER, value.text
    elif isinstance(value, int):
        number = value
    elif _is_choice(said, value):
        choice = value
    else:
        text = value
    key = text if choice is None else choice
    label = None if key is None else said.labels.get(key)
    shown = None if label is None else id_of(label)
    return StoredValue(said.theme, position, choice, number, text, wording, shown)


def _is_choice(said: Said, value: str) -> bool:
    """Return whether a string is a word id: by its theme, else by whether it has a label."""
    sort = THEMES.get(said.theme)
    return value in said.labels if sort is None else sort == "picks"


def _key(value: StoredValue) -> str:
    return str(value.text if value.choice is None else value.choice)


def _value(value: StoredValue) -> Answer:
    return _pick(value) if value.number is None else int(value.number)


def _pick(value: StoredValue) -> Pick:
    if value.choice is None:
        return str(value.text)
    if value.choice == OTHER and value.text is not None:
        return Other(value.text)
    return str(value.choice)
