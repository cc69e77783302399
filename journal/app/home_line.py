"""The home line: one neutral line on the state of the journal and what to type next."""

from __future__ import annotations

from datetime import datetime

from journal.app.journal import Journal, open_journal
from journal.app.program import Program
from journal.app.safeguards import stop_if_swapped


def home_line(program: Program) -> str:
    """Return the home line; opens the journal only if it is not encrypted."""
    from journal.core.entries.home_line import LOCKED, NO_ENTRIES

    stop_if_swapped(program.home)
    if not program.is_there():
        return NO_ENTRIES
    if program.is_locked():
        return LOCKED
    with open_journal(program, to_read=True) as j:
        return sentence(j)


def sentence(j: Journal) -> str:
    """Return the home line of an open journal."""
    from journal.core.entries.home_line import Waiting, home_line
    from journal.core.entries.plan import return_time

    waiting = Waiting(
        entries=j.store.count(),
        draft=j.store.draft() is not None,
        second_look=_due_for_second_look(j),
        return_at=return_time(j.store.state.return_at, j.now()),
    )
    return home_line(waiting, j.now())


def _due_for_second_look(j: Journal) -> datetime | None:
    from journal.core.entries.plan import is_due, without_followup

    conflicts = [name for name, counts in j.counts().items() if counts == "conflict"]
    entry = without_followup(j.store.entries(newest_first=True, limit=100), conflicts)
    return entry.happened_at if entry is not None and is_due(entry, j.now()) else None
