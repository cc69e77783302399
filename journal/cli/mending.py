"""Entries: change one, delete one, bring it back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from journal.cli.asking import Yes, confirmed
from journal.cli.completing import EntryName, deleted
from journal.cli.copies_left import erase_there_too
from journal.cli.open import Journal, at_terminal, is_there, journal, now, settings
from journal.cli.options import Plain
from journal.cli.telling import tell
from journal.core.errors import (
    ChangedElsewhereError,
    RestoreError,
    UnknownEntryError,
    WrongUseError,
)

if TYPE_CHECKING:
    from journal.core.flows import Flow
    from journal.core.model import Entry

ELSEWHERE = "Files you exported, and copies you made elsewhere, may still hold it."
COPIES = "Earlier backups and files you exported may still hold it."

_LEFT = "Nothing was deleted."


def edit(
    entry: EntryName,
    question: Annotated[
        str | None, typer.Option(metavar="ID", help="Only this one, such as story_text.")
    ] = None,
    lean: Annotated[
        str | None, typer.Option(help="Its lean, as you see it: toward, away, both, engaged.")
    ] = None,
    plain: Plain = False,
) -> None:
    """
    Change what you said in an entry.

    Every question comes once more, with your answer in it: Enter keeps it.

    Example: journal edit 12 --question story_text
    """
    from journal.core.editing import edited, flow_to_edit, only, with_lean

    if question is not None and lean is not None:
        raise WrongUseError("Give --question or --lean, not both.")
    with journal(to_read=not is_there()) as j:
        found = j.store.entry(entry)
        flow = flow_to_edit(found, j.flow_of(found.flow), j.prompts.by_theme())
        if lean is not None:
            changed = with_lean(found, lean, flow)
            if changed != found:
                j.save(edited(found, changed, now()))
            tell(f"Kept as {found.call}.", err=True)
            return
        shown = flow if j.view == "loop" else flow.plain()
        _walk(j, found, flow, only(flow, question) if question else shown, plain=plain)


def _walk(j: Journal, found: Entry, flow: Flow, shown: Flow, *, plain: bool) -> None:
    from journal.cli.editing import Editing, walk
    from journal.cli.picking_up import pick_up
    from journal.cli.session import situation_of
    from journal.screen.terminal import need_terminal

    need_terminal("An entry can only be changed on a terminal.")
    with at_terminal(plain=plain or settings()["plain"]) as person:
        pick_up(j, person)
        editing = Editing(j, found, flow, situation_of(j, found), person)
        walk(editing, shown)


def delete(
    entry: EntryName,
    at_once: Annotated[
        bool, typer.Option("--now", help="For good, and without a way back.")
    ] = False,
    yes: Yes = False,
) -> None:
    """
    Delete an entry; it can be restored for 30 days.

    Example: journal delete 12
    """
    from journal.core.reading_back import day_of

    with journal(to_read=not is_there()) as j:
        found = _to_delete(j, entry, deleted_too=at_once)
        happened = ""
        while True:
            day, back = day_of(found.happened_at), f"journal restore {found.call}"
            if at_once:
                asked = f"Delete entry {found.call} of {day} for good? There is no way back."
            else:
                asked = f"Delete entry {found.call} of {day}? For 30 days it can come back: {back}"
            waiting = j.store.aside(found.uid)
            if at_once and waiting is not None:
                asked += " Changes to it that were not finished go too."
            if not confirmed(f"{happened} {asked}".strip(), yes=yes):
                tell(_LEFT, err=True)
                return
            try:
                if at_once:
                    j.erase(found, waiting=waiting)
                else:
                    j.store.bin.put(found, now())
            except ChangedElsewhereError as error:
                if yes:
                    raise
                happened = str(error)
                found = _to_delete(j, entry, deleted_too=at_once)
            else:
                break
        if at_once:
            tell(f"Entry {found.call} is gone for good. {ELSEWHERE}", err=True)
            erase_there_too(j, found, ask=not yes)
        else:
            told = f"Entry {found.call} is deleted. For 30 days it can come back: {back}"
            tell(f"{told}\n{COPIES}", err=True)


def restore(
    entry: Annotated[
        str | None,
        typer.Argument(help="Its number. Else: the one deleted last.", autocompletion=deleted),
    ] = None,
    to: Annotated[
        int | None,
        typer.Option(metavar="NUMBER", help="Back to what it was; 1 is before the last change."),
    ] = None,
    yes: Yes = False,
) -> None:
    """
    Bring an entry back: deleted, or as it was before a change.

    Without a number, the entry deleted last. Of an entry that is there, you see what it was in
    the last 30 days, and choose.

    Example: journal restore 12
    """
    from journal.cli.versions import bring_back

    if to is not None and entry is None:
        raise WrongUseError("--to goes with the number of an entry.")
    with journal(to_read=not is_there()) as j:
        waiting = [e for e, _at in j.store.bin.contents() if not e.is_apart]
        if entry is not None:
            present, deleted_one = _there(j, entry), _deleted(j, entry)
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
            found = deleted_one
        elif waiting:
            found = waiting[0]
        else:
            tell("There is nothing to restore.", err=True)
            return
        j.store.bin.restore(found)
        found = j.store.find(found.uid) or found  # of its argument as that is by now
    tell(f"Entry {found.call} is back.", err=True)
    others = [e.call for e in waiting if e.uid != found.uid]
    if others:
        tell(f"These can come back too: {', '.join(others)}", err=True)


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


COMMANDS = (edit, delete, restore)
