"""The commands on one entry: `edit`, `delete` and `restore`."""

from __future__ import annotations

from typing import Annotated

import typer

from journal.cli.completion import EntryName, restorable
from journal.cli.options import Plain, Yes
from journal.cli.program import program
from journal.core.errors import WrongUseError


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
    from journal.app.edit_dialogue import change

    change(program(), entry, question, lean, plain=plain)


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
    from journal.app import deleting

    deleting.delete(program(), entry, at_once=at_once, yes=yes)


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
    from journal.app import deleting

    if to is not None and entry is None:
        raise WrongUseError("--to goes with the number of an entry.")
    deleting.restore(program(), entry, to, yes=yes)


COMMANDS = (edit, delete, restore)
