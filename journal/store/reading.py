"""Entries out of the tables, many at once."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

from journal.core.model import Entry
from journal.core.periods import Period
from journal.store.border import translated
from journal.store.rows import BATCH, to_entry
from journal.store.schema import FINISHED, FLAGGED, UNFLAGGED

if TYPE_CHECKING:
    from sqlite_utils import Database

_CALL = re.compile(r"([fF]?)([0-9]{1,18})")

_ANSWERS = """
SELECT a.entry, a.question, a.theme, a.position, a.choice, a.number, a.text,
       w.text AS wording, l.text AS label
FROM answers AS a
JOIN wordings AS w ON w.id = a.wording
LEFT JOIN wordings AS l ON l.id = a.label
WHERE a.entry IN (SELECT value FROM json_each(?))
ORDER BY a.entry, +a.rowid
"""


def chosen(
    db: Database,
    period: Period | None,
    *,
    flagged: bool,
    drafts: bool,
    newest_first: bool,
    limit: int | None,
) -> list[int]:
    """The ids of the entries that `Store.entries` is to give, in its order."""
    where = ["1" if flagged else UNFLAGGED, "1" if drafts else FINISHED]
    days = []
    if period and period.since is not None:
        where.append("substr(happened_at, 1, 10) >= ?")
        days.append(period.since.isoformat())
    if period and period.until is not None:
        where.append("substr(happened_at, 1, 10) <= ?")
        days.append(period.until.isoformat())
    order = "instant DESC, uid DESC" if newest_first else "instant, uid"
    return _ids(db, " AND ".join(where), days, order_by=order, limit=limit)


def called(db: Database, name: str) -> list[int]:
    """The id of the entry that a person calls `12`, `F1` or `last`; empty if there is none."""
    if name == "last":
        newest = "instant DESC, uid DESC"
        return _ids(db, f"{UNFLAGGED} AND {FINISHED}", order_by=newest, limit=1)
    match = _CALL.fullmatch(name)
    if match is None:
        return []
    row = FLAGGED if match[1] else UNFLAGGED
    return _ids(db, f"number = ? AND {row}", [int(match[2])])


def with_uid(db: Database, uid: str) -> list[int]:
    """The id of the entry with this uid; empty if there is none."""
    return _ids(db, "uid = ?", [uid])


def unfinished(db: Database) -> list[int]:
    """The ids of all drafts."""
    return _ids(db, f"NOT ({FINISHED})")


def latest_with(db: Database, theme: str) -> list[int]:
    """
    The id of the newest entry that has an answer under a theme.

    One whose writer was not sure about their safety is left out.
    """
    answered = "id IN (SELECT entry FROM answers WHERE theme = ?)"
    newest = "instant DESC, uid DESC"
    where = f"care IS NULL AND {FINISHED} AND {answered}"
    return _ids(db, where, [theme], order_by=newest, limit=1)


def read(db: Database, ids: Sequence[int]) -> list[Entry]:
    """The entries with these ids, in this order; those erased by now are left out."""
    wanted = json.dumps(list(ids))
    # One transaction, so that both see the same state of the file.
    with db.atomic():
        rows = list(
            db.table("entries").rows_where("id IN (SELECT value FROM json_each(?))", [wanted])
        )
        answers = list(db.query(_ANSWERS, [wanted]))
    said = {i: list(of_one) for i, of_one in groupby(answers, key=lambda a: a["entry"])}
    entries = {row["id"]: to_entry(row, said.get(row["id"], ())) for row in rows}
    return [entries[i] for i in ids if i in entries]


def stream(db: Database, ids: Sequence[int]) -> Iterator[Entry]:
    """The same, some at a time; between them the file is free to be written to."""
    for begin in range(0, len(ids), BATCH):
        with translated():
            entries = read(db, ids[begin : begin + BATCH])
        yield from entries


def _ids(db: Database, where: str, args: Sequence[Any] = (), **more: Any) -> list[int]:
    return [row["id"] for row in db.table("entries").rows_where(where, args, select="id", **more)]
