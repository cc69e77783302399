"""From an entry to its rows and back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from datetime import UTC, datetime, timedelta
from itertools import groupby
from typing import Any, NamedTuple

from journal.core.model import OTHER, Answer, Entry, Other, Pick, Said
from journal.core.themes import THEMES

Row = Mapping[str, Any]

BATCH = 200
"""Entries that are held in memory at a time."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MOMENTS = ("happened_at", "written_at", "edited_at")
_FIELDS = tuple(f.name for f in fields(Entry) if f.name != "answers")


class AnswerRow(NamedTuple):
    """One value of one answer; wording and label still as texts."""

    question: str
    theme: str
    position: int
    choice: str | None
    number: int | None
    text: str | None
    wording: str
    label: str | None


def entry_row(entry: Entry) -> dict[str, Any]:
    """The columns of `entries`, but for its id."""
    row = {name: getattr(entry, name) for name in _FIELDS}
    for name in _MOMENTS:
        row[name] = row[name] and row[name].isoformat()
    # Whole microseconds, by division of time spans: a float would lose some.
    row["instant"] = (entry.happened_at - _EPOCH) // timedelta(microseconds=1)
    return row


def answer_rows(entry: Entry) -> Iterator[AnswerRow]:
    """
    The rows of all answers, in their order.

    A single value stands at position 0, those of a list from 1 on, so that the
    shape can be told without knowing the flow. An empty list is a skip: no row.
    """
    for question, said in entry.answers.items():
        if isinstance(said.value, tuple):
            for position, pick in enumerate(said.value, 1):
                yield _answer_row(question, said, position, pick)
        else:
            yield _answer_row(question, said, 0, said.value)


def to_entry(row: Row, answers: Iterable[Row]) -> Entry:
    """
    The entry of a row of `entries` and its rows of `answers`.

    Args:
        row: May have more columns than an entry has fields.
        answers: In their order, with wording and label as texts.
    """
    known = {name: row[name] for name in _FIELDS}
    for name in _MOMENTS:
        known[name] = known[name] and datetime.fromisoformat(known[name])
    said = {q: _said(list(rows)) for q, rows in groupby(answers, key=lambda a: a["question"])}
    return Entry(**known, answers=said)


def _answer_row(question: str, said: Said, position: int, value: Pick | int) -> AnswerRow:
    choice: str | None = None
    number: int | None = None
    text: str | None = None
    match value:
        case Other(text=own):
            choice, text = OTHER, own
        case int():
            number = value
        case str() if _is_choice(said, value):
            choice = value
        case str():
            text = value
    key = text if choice is None else choice
    label = None if key is None else said.labels.get(key)
    return AnswerRow(question, said.theme, position, choice, number, text, said.wording, label)


def _is_choice(said: Said, value: str) -> bool:
    """Whether a str is the id of a word: the theme knows; where it does not, a label tells."""
    sort = THEMES.get(said.theme)
    return value in said.labels if sort is None else sort == "picks"


def _said(rows: list[Row]) -> Said:
    first = rows[0]
    value = _value(first) if first["position"] == 0 else tuple(_pick(row) for row in rows)
    labels = {_key(row): row["label"] for row in rows if row["label"] is not None}
    return Said(value, first["theme"], first["wording"], labels)


def _key(row: Row) -> str:
    return str(row["text"] if row["choice"] is None else row["choice"])


def _value(row: Row) -> Answer:
    return _pick(row) if row["number"] is None else int(row["number"])


def _pick(row: Row) -> Pick:
    choice, text = row["choice"], row["text"]
    if choice is None:
        return str(text)
    return Other(text) if choice == OTHER and text is not None else str(choice)
