"""The earlier versions of entries, kept for as long as a deleted entry."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import datetime
from typing import Any

from journal.core.dates import clock
from journal.core.dialogue.revision import changes_safety
from journal.core.model import Answer, Entry, Other, Pick, Said, Version

_MOMENTS = ("happened_at", "written_at", "edited_at")
_OF_ITS_ROW = {"uid", "answers", "draft_at", "number", "revision", "base", "argument_care"}
_FIELDS = tuple(f.name for f in fields(Entry) if f.name not in _OF_ITS_ROW)


def keep(connection: sqlite3.Connection, entry: int, content: Entry) -> None:
    """
    Save a state of a finished entry as its newest version, replacing an equal one.

    Args:
        connection: A connection with an open write transaction.
        entry: The id of the entry in the table.
        content: The state to keep.
    """
    for id_, _, known in _rows(connection, entry):
        if same(known, content):
            connection.execute("DELETE FROM versions WHERE id = ?", [id_])
    at = clock.utc_now().isoformat()
    connection.execute(
        "INSERT INTO versions (entry, replaced_at, content) VALUES (?, ?, ?)",
        [entry, at, _as_json(content)],
    )


def forget_other_safety(connection: sqlite3.Connection, entry: int, now: Entry) -> bool:
    """
    Delete the versions whose answer about safety differs from the present one.

    Args:
        connection: A connection with an open write transaction.
        entry: The id of the entry in the table.
        now: Its present state.

    Returns:
        Whether there were any.
    """
    gone = [[i] for i, _, known in _rows(connection, entry) if changes_safety(known, now)]
    connection.executemany("DELETE FROM versions WHERE id = ?", gone)
    return bool(gone)


def of(connection: sqlite3.Connection, present: Entry) -> list[Version]:
    """Return the versions of an entry, oldest first, without any equal to its present state."""
    sql = "SELECT id FROM entries WHERE uid = ?"
    versions = [
        Version(replace(content, uid=present.uid, number=present.number), at)
        for (entry,) in connection.execute(sql, [present.uid]).fetchall()
        for _, at, content in _rows(connection, entry)
    ]
    return [v for v in versions if not same(v.entry, present)]


def remove_versions(connection: sqlite3.Connection, ids: list[int]) -> None:
    """Delete versions, inside a transaction of the caller."""
    connection.executemany("DELETE FROM versions WHERE id = ?", [[i] for i in ids])


def same(one: Entry, other: Entry) -> bool:
    """Return whether two states of an entry are equal, apart from uid, number and `edited_at`."""
    first, second = (replace(e, uid="", number=None, edited_at=None) for e in (one, other))
    return first == second


def _rows(connection: sqlite3.Connection, entry: int) -> list[tuple[int, datetime, Entry]]:
    rows = connection.execute(
        "SELECT id, replaced_at, content FROM versions WHERE entry = ? ORDER BY id", [entry]
    )
    return [(i, datetime.fromisoformat(at), _from_json(content)) for i, at, content in rows]


def _as_json(entry: Entry) -> str:
    content: dict[str, Any] = {name: getattr(entry, name) for name in _FIELDS}
    for name in _MOMENTS:
        content[name] = content[name] and content[name].isoformat()
    content["answers"] = {
        question: {
            "value": _plain(said.value),
            "theme": said.theme,
            "wording": said.wording,
            "labels": dict(said.labels),
        }
        for question, said in entry.answers.items()
    }
    return json.dumps(content, ensure_ascii=False)


def _from_json(text: str) -> Entry:
    content = json.loads(text)
    columns = {name: content[name] for name in _FIELDS if name in content}
    for name in _MOMENTS:
        columns[name] = columns[name] and datetime.fromisoformat(columns[name])
    answers = {
        question: Said(_value(said["value"]), said["theme"], said["wording"], said["labels"])
        for question, said in content["answers"].items()
    }
    return Entry(uid="", answers=answers, **columns)


def _plain(value: Answer) -> str | int | list[Any] | Mapping[str, str]:
    if isinstance(value, tuple):
        return [_plain(pick) for pick in value]
    return {"other": value.text} if isinstance(value, Other) else value


def _value(value: Any) -> Answer:
    return tuple(map(_pick, value)) if isinstance(value, list) else _single(value)


def _single(value: Any) -> str | int | Other:
    return Other(value["other"]) if isinstance(value, dict) else value


def _pick(value: Any) -> Pick:
    return Other(value["other"]) if isinstance(value, dict) else str(value)
