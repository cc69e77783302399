"""Entries out of the tables, many at once."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from journal.core.like import Like
from journal.core.model import Entry, Other, Said
from journal.core.periods import Period
from journal.store.border import translated
from journal.store.rows import BATCH, Value, said_of, to_entry
from journal.store.schema import ASIDE, FINISHED, FLAGGED, PRESENT, UNFLAGGED

if TYPE_CHECKING:
    from sqlite_utils import Database

_CALL = re.compile(r"([fF]?)([0-9]{1,18})")

Values = tuple[tuple[Any, ...], ...]
"""The rows of one answer, as far as they make a `Value`."""
_NOT_ASIDE = f"uid NOT GLOB '{ASIDE}*'"

_NAMED = """
id IN (
    SELECT entry FROM answers
    WHERE theme IN (SELECT value FROM json_each(?))
    AND (choice = ? OR choice = 'other' AND folded(text) = ?)
)
"""

_ANSWERS = """
SELECT entry, question, theme, position, choice, number, text, wording, label
FROM answers
WHERE entry IN (SELECT value FROM json_each(?))
ORDER BY entry, +rowid
"""


class Known(dict[Values, Said]):
    """
    Answers that were read before, by their rows; one that was not is made when asked for.

    Most answers are alike in many entries: making each anew is what reading took longest for.
    """

    def __init__(self, db: Database) -> None:
        super().__init__()
        self._db = db
        self._state: tuple[int, int] | None = None
        self._wordings: dict[int, str] = {}

    def __missing__(self, rows: Values) -> Said:
        values = [Value(*row) for row in rows]
        said = said_of(values, self._wording)
        if all(v.text is None for v in values):  # what was typed is hardly ever alike
            self[rows] = said
        return said

    def refresh(self) -> None:
        """Forget everything if the file was written to: the id of a wording may be another's."""
        [(version,)] = self._db.execute("PRAGMA data_version")
        state = (version, self._db.conn.total_changes)
        if state != self._state:
            self._state = state
            self.clear()
            self._wordings.clear()

    def _wording(self, wording: int) -> str:
        if wording not in self._wordings:
            [(text,)] = self._db.execute("SELECT text FROM wordings WHERE id = ?", [wording])
            self._wordings[wording] = text
        return self._wordings[wording]


def chosen(
    db: Database,
    period: Period | None,
    like: Like | None,
    *,
    flagged: bool,
    drafts: bool,
    newest_first: bool,
    limit: int | None,
) -> list[int]:
    """The ids of the entries that `Store.entries` is to give, in its order."""
    of_these, args = wanted(period, like)
    where = [of_these, "1" if flagged else UNFLAGGED, "1" if drafts else FINISHED, _NOT_ASIDE]
    order = "instant DESC, uid DESC" if newest_first else "instant, uid"
    return _ids(db, " AND ".join(where), args, order_by=order, limit=limit)


def wanted(period: Period | None, like: Like | None) -> tuple[str, list[str]]:
    """The condition on entries that are there, of a period and like something; its arguments."""
    where, args = [PRESENT], list[str]()
    if period and period.since is not None:
        where.append("substr(happened_at, 1, 10) >= ?")
        args.append(period.since.isoformat())
    if period and period.until is not None:
        where.append("substr(happened_at, 1, 10) <= ?")
        args.append(period.until.isoformat())
    if like and like.flow:
        where.append("flow = ?")
        args.append(like.flow)
    for named in like.named if like else ():
        where.append(_NAMED)
        args += [json.dumps(named.themes), named.word, Other(named.word).folded]
    return " AND ".join(where), args


def called(db: Database, name: str, *, which: str = PRESENT) -> list[int]:
    """
    The id of the entry that a person calls `12`, `F1` or `last`; empty if there is none.

    Args:
        which: A condition that holds for those looked among.
    """
    if name == "last":
        newest = "instant DESC, uid DESC"
        return _ids(db, f"{UNFLAGGED} AND {FINISHED} AND {PRESENT}", order_by=newest, limit=1)
    match = _CALL.fullmatch(name)
    if match is None:
        return []
    row = FLAGGED if match[1] else UNFLAGGED
    return _ids(db, f"number = ? AND {row} AND {which}", [int(match[2])])


def with_uid(db: Database, uid: str) -> list[int]:
    """The id of the entry with this uid; empty if there is none."""
    return _ids(db, f"uid = ? AND {PRESENT}", [uid])


def unfinished(db: Database) -> list[int]:
    """The ids of all drafts; those of entries that are being changed are none."""
    return _ids(db, f"NOT ({FINISHED}) AND {PRESENT} AND {_NOT_ASIDE}")


def latest_with(db: Database, theme: str) -> list[int]:
    """
    The id of the newest entry that has an answer under a theme.

    One whose writer was not sure about their safety is left out.
    """
    answered = "id IN (SELECT entry FROM answers WHERE theme = ?)"
    newest = "instant DESC, uid DESC"
    where = f"care IS NULL AND {FINISHED} AND {PRESENT} AND {answered}"
    return _ids(db, where, [theme], order_by=newest, limit=1)


def read(db: Database, ids: Sequence[int], known: Known | None = None) -> list[Entry]:
    """
    The entries with these ids, in this order; those erased by now are left out.

    Args:
        known: From reading others before.
    """
    known = Known(db) if known is None else known
    wanted = json.dumps(list(ids))
    # One transaction, so that both see the same state of the file.
    with db.atomic():
        rows = list(
            db.table("entries").rows_where("id IN (SELECT value FROM json_each(?))", [wanted])
        )
        known.refresh()
        said = _answers(db, wanted, known)
    entries = {row["id"]: to_entry(row, said.get(row["id"], {})) for row in rows}
    return [entries[i] for i in ids if i in entries]


def _answers(db: Database, wanted: str, known: Known) -> dict[int, dict[str, Said]]:
    """The answers of some entries, by entry and question, in the order they were given."""
    values: dict[int, dict[str, Values]] = defaultdict(dict)
    for row in db.execute(_ANSWERS, [wanted]):
        said, question = values[row[0]], row[1]
        said[question] = (*said[question], row[2:]) if question in said else (row[2:],)
    return {
        entry: {question: known[rows] for question, rows in said.items()}
        for entry, said in values.items()
    }


def stream(db: Database, ids: Sequence[int]) -> Iterator[Entry]:
    """The same, some at a time; between them the file is free to be written to."""
    known = Known(db)
    for begin in range(0, len(ids), BATCH):
        with translated():
            entries = read(db, ids[begin : begin + BATCH], known)
        yield from entries


def _ids(db: Database, where: str, args: Sequence[Any] = (), **more: Any) -> list[int]:
    return [row["id"] for row in db.table("entries").rows_where(where, args, select="id", **more)]
