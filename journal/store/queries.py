"""The queries that read entries from the tables in batches."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any

from journal.core.dates.periods import Period
from journal.core.entries.filters import Like
from journal.core.model import Entry, Said
from journal.core.terms import Theme
from journal.store.row_mapping import BATCH, COLUMNS, StoredValue, said_of, to_entry
from journal.store.schema import ASIDE, FINISHED, FLAGGED, PRESENT, UNFLAGGED
from journal.store.sqlite import snapshot, translated

_CALL = re.compile(r"([fF]?)([0-9]{1,18})")

_NOT_ASIDE = f"uid NOT GLOB '{ASIDE}*'"

_NAMED = """
id IN (
    SELECT entry FROM answers
    WHERE theme IN (SELECT value FROM json_each(?))
    AND (choice = ? AND text IS NULL OR choice = 'other' AND folded(text) = ?)
)
"""
_TAGGED = """
id IN (
    SELECT entry FROM answers
    WHERE theme IN (SELECT value FROM json_each(?))
    AND position > 0 AND choice IS NULL AND ltrim(folded(text), '@#') = ltrim(?, '@#')
)
"""

# The answers of an entry come as one text with a line for each row: the question, a tab, the rest.
# JSON escapes line breaks and tabs inside values. Fetching each row separately took twice as long
# (measured). The order is that of the innermost SELECT, which SQLite keeps for group_concat
# without guaranteeing it; the tests verify it in both builds.
_ENTRIES = f"""
SELECT id, (
    SELECT group_concat(line, char(10)) FROM (
        SELECT json_quote(question) || char(9) || json_array(
            theme, position, choice, number, text, wording, label
        ) AS line
        FROM answers WHERE entry = entries.id {{which}} ORDER BY +rowid
    )
), {COLUMNS}
FROM entries WHERE id IN (SELECT value FROM json_each(?))
"""  # noqa: S608 - the columns are ours
_ALL, _NOT_TYPED = "", "AND (choice IS NOT NULL OR number IS NOT NULL)"


class Answers(dict[str, tuple[str, Said]]):
    """
    A cache: the lines of an answer -> its question id and the answer.

    Many entries share equal answers, and parsing them took most of the time of reading.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        super().__init__()
        self._connection = connection
        self._state: tuple[int, int] | None = None
        self._rows: dict[str, StoredValue] = {}
        self._wordings: dict[int, str] = {}

    def __missing__(self, lines: str) -> tuple[str, Said]:
        values = [self._row(line) for line in lines.split("\n")]
        answer = json.loads(lines.partition("\t")[0]), said_of(values, self._wording)
        if all(v.text is None for v in values):  # typed text hardly ever repeats
            self[lines] = answer
        return answer

    def _row(self, line: str) -> StoredValue:
        value = self._rows.get(line)
        if value is None:
            value = StoredValue(*json.loads(line.partition("\t")[2]))
            if value.text is None:
                self._rows[line] = value
        return value

    def refresh(self) -> None:
        """Clear the cache if the database changed: ids of wordings may have been reused."""
        [(version,)] = self._connection.execute("PRAGMA data_version")
        state = (version, self._connection.total_changes)
        if state != self._state:
            self._state = state
            for learnt in (self, self._rows, self._wordings):
                learnt.clear()

    def _wording(self, wording: int) -> str:
        if wording not in self._wordings:
            sql = "SELECT text FROM wordings WHERE id = ?"
            [(text,)] = self._connection.execute(sql, [wording])
            self._wordings[wording] = text
        return self._wordings[wording]


def entries(
    connection: sqlite3.Connection,
    period: Period | None,
    like: Like | None,
    *,
    flagged: bool,
    drafts: bool,
    newest_first: bool,
    limit: int | None,
    typed: bool,
) -> Iterator[Entry]:
    """
    Yield entries as `Store.entries`, in batches between which others can write to the file.

    Entries that no longer match when their batch is read are left out, and so are others that
    reuse the id of an erased one.
    """
    of_these, args = wanted(period, like)
    which = [of_these, "1" if flagged else UNFLAGGED, "1" if drafts else FINISHED, _NOT_ASIDE]
    where = " AND ".join(which)
    order = "instant DESC, uid DESC" if newest_first else "instant, uid"
    answers = Answers(connection)
    with translated():
        sql = f"SELECT id, uid FROM entries WHERE {where} ORDER BY {order} LIMIT ?"  # noqa: S608
        rows = connection.execute(sql, [*args, -1 if limit is None else limit]).fetchall()
    for begin in range(0, len(rows), BATCH):
        uids = dict(rows[begin : begin + BATCH])
        with translated():
            batch = read(connection, list(uids), answers, where, args, typed=typed)
        expected = set(uids.values())
        yield from (entry for entry in batch if entry.uid in expected)


def how_many(
    connection: sqlite3.Connection, period: Period | None, like: Like | None, *, flagged: bool
) -> int:
    """Return the number of finished entries that match a period and filters."""
    of_these, args = wanted(period, like)
    where = " AND ".join([of_these, "1" if flagged else UNFLAGGED, FINISHED, _NOT_ASIDE])
    [(count,)] = connection.execute(f"SELECT count(*) FROM entries WHERE {where}", args)  # noqa: S608
    return int(count)


def wanted(period: Period | None, like: Like | None) -> tuple[str, list[str]]:
    """Return the SQL condition for entries in a period that match filters, and its arguments."""
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
        where.append(_TAGGED if named.is_tag else _NAMED)
        words = [named.own] if named.is_tag else [named.word, named.own]
        args += [json.dumps(named.themes), *words]
    return " AND ".join(where), args


def called(connection: sqlite3.Connection, name: str, *, which: str = PRESENT) -> list[int]:
    """
    Return the id of the entry called `12`, `F1` or `last`, in a list; empty if there is none.

    Args:
        which: An SQL condition on the entries to consider; `last` ignores it.
    """
    if name == "last":
        newest = "instant DESC, uid DESC"
        return _ids(
            connection, f"{UNFLAGGED} AND {FINISHED} AND {PRESENT}", order_by=newest, limit=1
        )
    match = _CALL.fullmatch(name)
    if match is None:
        return []
    row = FLAGGED if match[1] else UNFLAGGED
    return _ids(connection, f"number = ? AND {row} AND {which}", [int(match[2])])


def with_uid(connection: sqlite3.Connection, uid: str) -> list[int]:
    """Return the id of the entry with a uid, in a list; empty if there is none."""
    return _ids(connection, f"uid = ? AND {PRESENT}", [uid])


def drafts(connection: sqlite3.Connection) -> list[int]:
    """Return the ids of all drafts in the order they were begun, without working copies."""
    return _ids(connection, f"NOT ({FINISHED}) AND {PRESENT} AND {_NOT_ASIDE}")


def latest_with(connection: sqlite3.Connection, theme: Theme) -> list[int]:
    """
    Return the id of the newest entry with an answer of a theme, in a list; empty without one.

    Arguments that need any care, even `unsure`, are left out.
    """
    answered = "EXISTS (SELECT 1 FROM answers WHERE entry = entries.id AND theme = ?)"
    newest = "instant DESC, uid DESC"
    where = f"argument_care IS NULL AND {FINISHED} AND {PRESENT} AND {answered}"
    return _ids(connection, where, [theme], order_by=newest, limit=1)


def read(
    connection: sqlite3.Connection,
    ids: Sequence[int],
    answers: Answers | None = None,
    where: str = "1",
    args: Sequence[str] = (),
    *,
    typed: bool = True,
) -> list[Entry]:
    """
    Return the entries with some ids, in that order, without those erased meanwhile.

    Args:
        answers: The cache from earlier reads; None for a new one.
        where, args: An SQL condition on entries, and its arguments.
        typed: Include typed texts.
    """
    answers = Answers(connection) if answers is None else answers
    sql = _ENTRIES.format(which=_ALL if typed else _NOT_TYPED) + f" AND {where}"
    with snapshot(connection):
        rows = connection.execute(sql, [json.dumps(list(ids)), *args]).fetchall()
        answers.refresh()
        by_id = {i: to_entry(row, _answers(lines, answers)) for i, lines, *row in rows}
    return [by_id[i] for i in ids if i in by_id]


def _answers(lines: str | None, answers: Answers) -> dict[str, Said]:
    """Return the answers of an entry by question id, in the order they were given."""
    by_question: dict[str, str] = {}
    for line in lines.split("\n") if lines else ():
        question = line.partition("\t")[0]
        before = by_question.get(question)
        by_question[question] = line if before is None else f"{before}\n{line}"
    return dict(map(answers.__getitem__, by_question.values()))


def _ids(
    connection: sqlite3.Connection,
    where: str,
    args: Sequence[Any] = (),
    *,
    order_by: str = "id",
    limit: int | None = None,
) -> list[int]:
    sql = f"SELECT id FROM entries WHERE {where} ORDER BY {order_by} LIMIT ?"  # noqa: S608 - ours
    return [i for (i,) in connection.execute(sql, [*args, -1 if limit is None else limit])]
