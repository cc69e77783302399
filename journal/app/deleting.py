"""Deletion of an entry, and its restoration."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from journal.app.confirm import confirmed
from journal.app.journal import Journal, open_journal
from journal.app.program import Program
from journal.app.unopened_backups import erase_there_too
from journal.app.versions import bring_back
from journal.core.errors import (
    ChangedElsewhereError,
    RestoreError,
    UnknownEntryError,
    WrongUseError,
)

if TYPE_CHECKING:
    from journal.core.model import Entry

ELSEWHERE = "Files you exported, and copies you made elsewhere, may still hold it."
COPIES = "Earlier backups and files you exported may still hold it."

_BACK = "For 30 days it can come back: journal restore {}"
_LEFT = "Nothing was deleted."
_STANDS = {
    "loop": ("in all counts and the loop", "in lists, counts and the loop"),
    "plain": ("in all counts", "in lists and counts"),
}
"""View -> where an entry counts once less care is due: one that was unsure, one kept apart."""

_NOTHING = (
    "There is no deleted entry to bring back here. One that is kept apart comes back by its own "
    "number."
)
"""The wording is the same whether an entry kept apart was deleted or not."""


def delete(program: Program, name: str, *, at_once: bool, yes: bool) -> None:
    """
    Delete an entry, after a confirmation.

    Args:
        name: The number of the entry, or `last`.
        at_once: Erase it permanently; otherwise it can be restored for 30 days.
        yes: Ask nothing.

    Raises:
        UnknownEntryError: If there is no such entry.
        ChangedElsewhereError: If another process changed it meanwhile, with *yes* only;
            otherwise the person is asked again.
    """
    with open_journal(program, to_read=not program.is_there()) as j:
        entry = _to_delete(j, name, deleted_too=at_once)
        happened = ""
        while True:
            waiting = j.store.aside(entry.uid)
            if not _wants_it(j, entry, happened, at_once=at_once, yes=yes):
                program.tell(_LEFT)
                return
            try:
                if at_once:
                    j.erase(entry, waiting=waiting)
                else:
                    j.delete(entry)
            except ChangedElsewhereError as error:
                if yes:
                    raise
                happened = str(error)
                entry = _to_delete(j, name, deleted_too=at_once)
            else:
                break
        if at_once:
            program.tell(f"Entry {entry.call} is gone for good. {ELSEWHERE}")
            erase_there_too(program, j.store, entry, ask=not yes)
        else:
            message = f"Entry {entry.call} is deleted. {_BACK.format(entry.call)}"
            program.tell(f"{message}\n{COPIES}")


def _wants_it(j: Journal, found: Entry, happened: str, *, at_once: bool, yes: bool) -> bool:
    """Ask with all consequences named; with *yes*, only tell the consequences."""
    from journal.app.recovered_text import gone_with
    from journal.core.entries.rendering import day_of

    eased = _told_of(j.store.bin.eased_by(found), found, view=j.view)
    follows = [gone_with(j, found) if at_once else "", eased]
    if yes:
        for consequence in filter(None, follows):
            j.program.tell(consequence)
        return True
    day = day_of(found.happened_at)
    asked = f"Delete entry {found.call} of {day} for good? There is no way back."
    if not at_once:
        asked = f"Delete entry {found.call} of {day}? {_BACK.format(found.call)}"
    return confirmed(j.program, " ".join(filter(None, [happened, asked, *follows])))


def _told_of(eased: Sequence[Entry], gone: Entry, *, view: str) -> str:
    """Return a sentence on the entries of the same argument that need less care now."""
    if not eased:
        return ""
    calls = _calls(eased)
    those = f"Entry {calls} of the same argument then stands"
    if len(eased) > 1:
        those = f"Entries {calls} of the same argument then stand"
    where = _STANDS["plain" if view == "plain" else "loop"][int(gone.is_apart)]
    if any(e.argument_care == "unsure" for e in eased):
        where = "in lists and some counts"
    return f"{those} {where} again."


def restore(program: Program, name: str | None, to: int | None, *, yes: bool) -> None:
    """
    Restore a deleted entry, or an earlier version of a changed one.

    Args:
        name: The number of the entry; None for the one deleted last.
        to: The version of a changed entry, from 1 for the one before the last change.
        yes: Ask nothing.

    Raises:
        RestoreError: If there is nothing to restore.
        WrongUseError: If *to* is given for a deleted entry.
    """
    with open_journal(program, to_read=not program.is_there()) as j:
        waiting = [e for e, _at in j.store.bin.contents()]
        if name is not None:
            present, deleted_one = _there(j, name), _deleted(j, name)
            if present is not None and deleted_one is None:
                bring_back(j, present, to, yes=yes)
                return
            if deleted_one is None:
                raise RestoreError
            if to is not None:
                raise WrongUseError(
                    f"--to: entry {deleted_one.call} is deleted. "
                    f"First bring it back: journal restore {deleted_one.call}"
                )
            entry = deleted_one
        else:
            # An entry kept apart is restored by its number only, and is not named otherwise.
            last = next((e for e in waiting if not e.is_apart), None)
            if last is None:
                program.tell(_NOTHING)
                return
            entry = last
        j.restore(entry)
        entry = j.store.find(entry.uid) or entry  # with the present care of its argument
        others = [e for e, _at in j.store.bin.contents() if not e.is_apart or entry.is_apart]
    program.tell(f"Entry {entry.call} is back.")
    if others:
        program.tell(f"These can come back too: {_calls(others)}")


def _calls(entries: Sequence[Entry]) -> str:
    return ", ".join(e.call for e in entries)


def _there(j: Journal, name: str) -> Entry | None:
    try:
        return j.store.entry(name)
    except UnknownEntryError:
        return None


def _deleted(j: Journal, name: str) -> Entry | None:
    try:
        return None if name == "last" else j.store.bin.entry(name)
    except UnknownEntryError:
        return None


def _to_delete(j: Journal, name: str, *, deleted_too: bool) -> Entry:
    try:
        return j.store.entry(name)
    except UnknownEntryError:
        if not deleted_too:
            raise
        return j.store.bin.entry(name)
