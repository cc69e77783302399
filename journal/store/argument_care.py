"""
The care of an argument, derived wherever entries are written.

All entries of an argument get the care of the most careful of them. Entries kept apart are
numbered separately and are not in the search index. Deleted entries and drafts do not affect
the care of others, and keep theirs until they are restored or finished.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from journal.core.entries.arguments import arguments
from journal.core.model import most_careful
from journal.core.terms import Care
from journal.store import search_index
from journal.store.schema import FINISHED, FLAGGED, PRESENT, UNFLAGGED
from journal.store.sqlite import transaction
from journal.store.state import State

_TAKES_FRAME_OFF = 2
"""The number of arguments kept apart from which on the plain view replaces the loop."""

_COLUMNS = "e.id, e.uid, e.about, e.care, e.argument_care, e.number, e.other_number"
_HAS_A_SAY = f"e.{FINISHED} AND e.{PRESENT}"

# A deleted or erased entry still joins the entries about it, so the recursion runs over uids.
_TOGETHER = f"""
WITH RECURSIVE together (uid) AS (
    SELECT value FROM json_each(?)
    UNION
    SELECT e.about FROM together JOIN entries AS e ON e.uid = together.uid
    WHERE e.about IS NOT NULL AND {_HAS_A_SAY}
    UNION
    SELECT e.uid FROM together JOIN entries AS e ON e.about = together.uid WHERE {_HAS_A_SAY}
)
SELECT {_COLUMNS} FROM together CROSS JOIN entries AS e ON e.uid = together.uid
WHERE {_HAS_A_SAY} ORDER BY e.instant, e.uid
"""  # noqa: S608 - columns and conditions are ours

_UNFINISHED = f"""
SELECT {_COLUMNS} FROM entries AS e
WHERE id IN (SELECT value FROM json_each(?)) AND NOT ({FINISHED})
"""  # noqa: S608 - as above


class InArgument(NamedTuple):
    """The columns of an entry that the care of its argument depends on, or that depend on it."""

    id: int
    uid: str
    about: str | None
    care: Care | None
    argument_care: Care | None
    number: int | None
    other_number: int | None


@contextmanager
def changing(connection: sqlite3.Connection, *, keep: bool = True) -> Iterator[None]:
    """
    Open a write transaction that also switches the view when enough arguments are kept apart.

    A loop is the wrong picture when someone is scared.

    Args:
        connection: A connection without an open transaction.
        keep: As for `sqlite.transaction`.

    Raises:
        StoreError: As `sqlite.transaction`.
    """
    with transaction(connection, keep=keep):
        before = count_apart(connection)
        yield
        take_frame_off(connection, before)


def count_apart(connection: sqlite3.Connection) -> int:
    """Return the number of arguments kept apart."""
    rows = connection.execute(
        "SELECT uid, about FROM entries INDEXED BY entries_number_flagged"  # noqa: S608 - ours
        f" WHERE {FLAGGED} AND {FINISHED} AND {PRESENT}"
    )
    return len(arguments(dict(rows.fetchall())))


def take_frame_off(connection: sqlite3.Connection, before: int) -> None:
    """Set the plain view if the number of arguments kept apart has reached two, from *before*."""
    if before < _TAKES_FRAME_OFF <= count_apart(connection):
        State(connection).view = "plain"


def put_in_place(connection: sqlite3.Connection, before: sqlite3.Connection) -> None:
    """Carry the plain view over from the journal *before* to the one that replaces it."""
    if State(before).view == "plain":
        State(connection).view = "plain"
    take_frame_off(connection, count_apart(before))


def work_out(connection: sqlite3.Connection) -> None:
    """Derive the care of all arguments, in the migration that adds it; a chosen view stays."""
    uids = [uid for (uid,) in connection.execute("SELECT uid FROM entries")]
    changed = _moves(connection, uids)
    _move(connection, changed)
    if changed:
        search_index.rebuild(connection)
    if State(connection).view is None and count_apart(connection) >= _TAKES_FRAME_OFF:
        State(connection).view = "plain"


class Change:
    """
    A change of some entries and its effects on their arguments.

    It is made before the change, and settled after it.

    Args:
        connection: A connection with an open write transaction.
        ids: The ids of the existing entries that will be changed.
    """

    def __init__(self, connection: sqlite3.Connection, ids: Collection[int]) -> None:
        self._connection = connection
        self.ids = ids
        self._begin = _beginnings(connection, ids)
        self._found = search_index.texts(connection, ids)

    def settle(self, written: Sequence[int] = (), wishes: Mapping[str, int] | None = None) -> bool:
        """
        Update care, numbers and the search index of all arguments affected.

        Args:
            written, wishes: As for `_moves`.

        Returns:
            Whether any text was removed from the index.
        """
        begin = self._begin | _beginnings(self._connection, written)
        changed = _moves(self._connection, begin, written, wishes)
        now = {*written, *(head.id for head in changed)}
        others = search_index.texts(self._connection, now.difference(written, self.ids))
        _move(self._connection, changed)
        before = self._found | others
        return search_index.update(
            self._connection, before, search_index.texts(self._connection, now)
        )


def _beginnings(connection: sqlite3.Connection, ids: Collection[int]) -> set[str]:
    """Return the uids to search arguments from: those of entries and of their `about`."""
    sql = "SELECT uid, about FROM entries WHERE id IN (SELECT value FROM json_each(?))"
    rows = connection.execute(sql, [json.dumps(list(ids))]).fetchall()
    return {uid for row in rows for uid in row if uid is not None}


def _moves(
    connection: sqlite3.Connection,
    begin: Collection[str],
    written: Sequence[int] = (),
    wishes: Mapping[str, int] | None = None,
) -> list[InArgument]:
    """
    Return the entries whose care or number changes, with the new values.

    Args:
        begin: The uids to search arguments from.
        written: The ids of entries written, in the order of their new numbers.
        wishes: The uid of a new entry -> the number that it gets if it is free.
    """
    together = _heads(connection, _TOGETHER, begin)
    care = {head.uid: head.care for head in together}
    for uids in arguments({head.uid: head.about for head in together}):
        care.update(dict.fromkeys(uids, most_careful(care[uid] for uid in uids)))
    places = {i: place for place, i in enumerate(written)}
    numbers = _Numbers(connection)
    changed = []
    for head in sorted(together, key=lambda h: places.get(h.id, -1)):
        new = _handled(head, care[head.uid])
        if new.number is None:
            wish = (wishes or {}).get(head.uid)
            new = new._replace(number=numbers.next(new.argument_care == "flagged", wish))
        changed += [new] if new != head else []
    drafts = _heads(connection, _UNFINISHED, written)
    return changed + [new for head in drafts if (new := _handled(head, head.care)) != head]


def _move(connection: sqlite3.Connection, changed: Sequence[InArgument]) -> None:
    """Write the new care and numbers of entries."""
    connection.executemany(
        "UPDATE entries SET argument_care = ?, number = ?, other_number = ? WHERE id = (?)",
        [(h.argument_care, h.number, h.other_number, h.id) for h in changed],
    )


def _heads(
    connection: sqlite3.Connection, sql: str, given: Collection[str | int]
) -> list[InArgument]:
    return [InArgument(*row) for row in connection.execute(sql, [json.dumps(list(given))])]


def _handled(head: InArgument, care: Care | None) -> InArgument:
    """Return the entry with a care, and with its numbers swapped if it changes sequence."""
    if (care == "flagged") != (head.argument_care == "flagged"):
        head = head._replace(number=head.other_number, other_number=head.number)
    return head._replace(argument_care=care)


class _Numbers:
    """The two sequences of entry numbers, 1, 2, 3 …: one for entries kept apart."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._highest: dict[bool, int] = {}
        self._given: set[tuple[bool, int]] = set()

    def next(self, apart: bool, wish: int | None) -> int:
        """Return the wished number if it is free, else the highest plus one."""
        highest = self._highest_of(apart)
        number = wish if wish and wish > 0 and self._is_free(apart, wish) else highest + 1
        self._highest[apart] = max(number, highest)
        self._given.add((apart, number))
        return number

    def _is_free(self, apart: bool, number: int) -> bool:
        taken = self._connection.execute(
            f"SELECT 1 FROM entries WHERE number = :number AND {_ROW[apart]} UNION ALL"  # noqa: S608 - ours
            f" SELECT 1 FROM entries WHERE other_number = :number AND {_ROW[not apart]}",
            {"number": number},
        )
        return taken.fetchone() is None and (apart, number) not in self._given

    def _highest_of(self, apart: bool) -> int:
        if apart not in self._highest:
            [here] = self._connection.execute(
                f"SELECT max(number) FROM entries WHERE {_ROW[apart]}"  # noqa: S608 - ours
            ).fetchone()
            [kept] = self._connection.execute(
                f"SELECT max(other_number) FROM entries WHERE {_ROW[not apart]}"  # noqa: S608 - ours
                " AND other_number IS NOT NULL"
            ).fetchone()
            self._highest[apart] = max(here or 0, kept or 0)
        return self._highest[apart]


_ROW = {True: FLAGGED, False: UNFLAGGED}
