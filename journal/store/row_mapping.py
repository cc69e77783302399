"""From an entry to its rows and back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from journal.core.model import IN_HAND, OTHER, Answer, Entry, Other, Pick, Said
from journal.core.terms import THEMES, Theme

BATCH = 200
"""Entries that are held in memory at a time."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MOMENTS = ("happened_at", "written_at", "edited_at")
_FIELDS = tuple(f.name for f in fields(Entry) if f.name != "answers")
_WORKED_OUT = ("number", "argument_care")

COLUMNS = ", ".join(_FIELDS)
"""Those of an entry, as `to_entry` takes their values."""


class StoredValue(NamedTuple):
    """One value of one answer as it is in the table, wording and label by their ids."""

    theme: Theme
    position: int
    choice: str | None
    number: int | None
    text: str | None
    wording: int
    label: int | None


def entry_row(entry: Entry) -> dict[str, Any]:
    """The columns of `entries`, but for its id and what is worked out from all of them."""
    row = {name: getattr(entry, name) for name in _FIELDS if name not in _WORKED_OUT}
    for name in _MOMENTS:
        row[name] = row[name] and row[name].isoformat()
    row["instant"] = instant(entry.happened_at)
    return row


def instant(moment: datetime) -> int:
    """Microseconds since 1970, UTC."""
    # By division of time spans: a float would lose some.
    return (moment - _EPOCH) // timedelta(microseconds=1)


def answer_rows(entry: Entry, id_of: Callable[[str], int]) -> Iterator[tuple[str, StoredValue]]:
    """
    The values of all answers, in their order, each with its question.

    A single value stands at position 0, those of a list from 1 on, so that the
    shape can be told without knowing the flow. An empty list is a skip: no row.

    Args:
        id_of: The id of a wording, by its text.
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
    The entry of a row of `entries`.

    Args:
        values: Those of `COLUMNS`.
        answers: By question, in their order.
    """
    known = dict(zip(_FIELDS, values, strict=True))
    for name in _MOMENTS:
        known[name] = known[name] and datetime.fromisoformat(known[name])
    return Entry(**known, answers=answers)


def said_of(values: Sequence[StoredValue], text_of: Callable[[int], str]) -> Said:
    """
    The answer that its rows make.

    Args:
        values: In their order, at least one.
        text_of: The text of a wording, by its id.
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
    """Whether a str is the id of a word: the theme knows; where it does not, a label tells."""
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
