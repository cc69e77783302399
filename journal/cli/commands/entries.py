"""Entries: change one, delete one, bring it back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from journal.app.journal import Journal, open_journal
from journal.app.unopened_backups import erase_there_too
from journal.cli.completion import EntryName, restorable
from journal.cli.confirm import Yes, confirmed
from journal.cli.options import Plain
from journal.cli.program import program
from journal.core.errors import (
    ChangedElsewhereError,
    RestoreError,
    UnknownEntryError,
    WrongUseError,
)
from journal.screen.output.messages import tell

if TYPE_CHECKING:
    from journal.core.flows.flow import Flow
    from journal.core.model import Entry

ELSEWHERE = "Files you exported, and copies you made elsewhere, may still hold it."
COPIES = "Earlier backups and files you exported may still hold it."

_BACK = "For 30 days it can come back: journal restore {}"
_LEFT = "Nothing was deleted."
_STANDS = {
    "loop": ("in all counts and the loop", "in lists, counts and the loop"),
    "plain": ("in all counts", "in lists and counts"),
}
"""View -> where what was not counted in full, or was kept apart, stands without its care."""

_NOTHING = (
    "There is no deleted entry to bring back here. One that is kept apart comes back by its own "
    "number."
)
"""Says the same whether one kept apart is there or not."""


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
    from journal.core.dialogue.revision import edited, flow_to_edit, only, with_lean

    if question is not None and lean is not None:
        raise WrongUseError("Give --question or --lean, not both.")
    with open_journal(program(), to_read=not program().is_there()) as j:
        found = j.store.entry(entry)
        flow = flow_to_edit(found, j.flow_of(found.flow), j.prompts.by_theme())
        if lean is not None:
            changed = with_lean(found, lean, flow)
            if changed != found:
                j.save(edited(found, changed, program().now()))
            tell(f"Kept as {found.call}.", err=True)
            return
        shown = flow if j.view == "loop" else flow.plain()
        _walk(j, found, flow, only(flow, question) if question else shown, plain=plain)


def _walk(j: Journal, found: Entry, flow: Flow, shown: Flow, *, plain: bool) -> None:
    from journal.app.edit_session import Editing, walk
    from journal.app.recovered_text import pick_up
    from journal.app.write_session import situation_of

    program().terminal.need("An entry can only be changed on a terminal.")
    with program().at_terminal(plain=plain) as person:
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
    with open_journal(program(), to_read=not program().is_there()) as j:
        found = _to_delete(j, entry, deleted_too=at_once)
        happened = ""
        while True:
            waiting = j.store.aside(found.uid)
            if not _wants_it(j, found, happened, at_once=at_once, yes=yes):
                tell(_LEFT, err=True)
                return
            try:
                if at_once:
                    j.erase(found, waiting=waiting)
                else:
                    j.store.bin.put(found, program().now())
            except ChangedElsewhereError as error:
                if yes:
                    raise
                happened = str(error)
                found = _to_delete(j, entry, deleted_too=at_once)
            else:
                break
        if at_once:
            tell(f"Entry {found.call} is gone for good. {ELSEWHERE}", err=True)
            erase_there_too(j.store, found, ask=not yes)
        else:
            told = f"Entry {found.call} is deleted. {_BACK.format(found.call)}"
            tell(f"{told}\n{COPIES}", err=True)


def _wants_it(j: Journal, found: Entry, happened: str, *, at_once: bool, yes: bool) -> bool:
    """Ask, saying all that follows; who said yes before is told what they could not know."""
    from journal.app.recovered_text import gone_with
    from journal.core.entries.rendering import day_of

    eased = _told_of(j.store.bin.eased_by(found), found, view=j.view)
    follows = [gone_with(j, found) if at_once else "", eased]
    if yes:
        for told in filter(None, follows):
            tell(told, err=True)
        return True
    day = day_of(found.happened_at)
    asked = f"Delete entry {found.call} of {day} for good? There is no way back."
    if not at_once:
        asked = f"Delete entry {found.call} of {day}? {_BACK.format(found.call)}"
    return confirmed(" ".join(filter(None, [happened, asked, *follows])), yes=False)


def _told_of(eased: Sequence[Entry], gone: Entry, *, view: str) -> str:
    """Say where the rest of an argument stands again once its most careful entry is gone."""
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


def restore(
    entry: Annotated[
        str | None,
        typer.Argument(help="Its number. Else: the one deleted last.", autocompletion=restorable),
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
    from journal.cli.commands.versions import bring_back

    if to is not None and entry is None:
        raise WrongUseError("--to goes with the number of an entry.")
    with open_journal(program(), to_read=not program().is_there()) as j:
        waiting = [e for e, _at in j.store.bin.contents()]
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
        else:
            # One kept apart comes back by its number alone, and is named to no one else.
            last = next((e for e in waiting if not e.is_apart), None)
            if last is None:
                tell(_NOTHING, err=True)
                return
            found = last
        j.store.bin.restore(found)
        found = j.store.find(found.uid) or found  # of its argument as that is by now
        others = [e for e, _at in j.store.bin.contents() if not e.is_apart or found.is_apart]
    tell(f"Entry {found.call} is back.", err=True)
    if others:
        tell(f"These can come back too: {_calls(others)}", err=True)


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


COMMANDS = (edit, delete, restore)
