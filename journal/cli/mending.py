"""Entries: change one, delete one, have it back."""

from __future__ import annotations

from typing import Annotated

import typer

from journal.cli.asking import Yes, confirmed
from journal.cli.completing import EntryName, deleted
from journal.cli.open import RESTORABLE, Journal, is_there, journal, now
from journal.core.errors import RestoreError, UnknownEntryError
from journal.core.model import Entry
from journal.core.reading_back import day_of

_COPIES = "Earlier backups and files you exported may still hold it."
_LEFT = "Nothing was deleted."


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
    with journal(to_read=not is_there()) as j:
        found = _to_delete(j, entry, deleted_too=at_once)
        day = day_of(found.happened_at)
        back = f"journal restore {found.call}"
        if at_once:
            question = f"Delete entry {found.call} of {day} for good? There is no way back."
        else:
            question = f"Delete entry {found.call} of {day}? For 30 days it can come back: {back}"
        if not confirmed(question, yes=yes):
            typer.echo(_LEFT, err=True)
            return
        if at_once:
            j.erase(found)
            typer.echo(f"Entry {found.call} is gone for good. {_COPIES}", err=True)
        else:
            j.store.bin.put(found.uid, now())
            told = f"Entry {found.call} is deleted. For 30 days it can come back: {back}"
            typer.echo(f"{told}\n{_COPIES}", err=True)


def restore(
    entry: Annotated[
        str | None,
        typer.Argument(help="Its number. Else: the one deleted last.", autocompletion=deleted),
    ] = None,
) -> None:
    """
    Have a deleted entry back.

    Example: journal restore 12
    """
    with journal(to_read=not is_there()) as j:
        since = now() - RESTORABLE
        waiting = [e for e, at in j.store.bin.contents() if e.care != "flagged" and at >= since]
        if entry is not None:
            try:
                found = j.store.bin.entry(entry)
            except UnknownEntryError:
                raise RestoreError from None
        elif waiting:
            found = waiting[0]
        else:
            typer.echo("There is nothing to restore.", err=True)
            return
        j.store.bin.restore(found.uid)
    typer.echo(f"Entry {found.call} is back.", err=True)
    others = [e.call for e in waiting if e.uid != found.uid]
    if others:
        typer.echo(f"These can come back too: {', '.join(others)}", err=True)


def _to_delete(j: Journal, name: str, *, deleted_too: bool) -> Entry:
    try:
        return j.store.entry(name)
    except UnknownEntryError:
        if not deleted_too:
            raise
        return j.store.bin.entry(name)


COMMANDS = (delete, restore)
