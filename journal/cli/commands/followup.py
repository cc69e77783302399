"""The commands for afterwards: `followup`, `caught`, `checkin`, `note` and `plan`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from journal.app.journal import open_journal
from journal.cli.completion import entries
from journal.cli.options import Format, Plain, TextOrJson, When, moment
from journal.cli.output_file import show_json
from journal.cli.program import program
from journal.screen.output.messages import tell

if TYPE_CHECKING:
    pass


def followup(
    entry: Annotated[
        str | None,
        typer.Argument(
            help="Its number, or last. Else: the latest without one.", autocompletion=entries
        ),
    ] = None,
    plain: Plain = False,
) -> None:
    """
    Look again at an argument, a day or three later.

    Example: journal followup
    """
    from journal.app.writing import follow_up

    follow_up(program(), entry, plain=plain)


def caught(when: When = None, plain: Plain = False) -> None:
    """
    Note a moment that went a little differently.

    Example: journal caught
    """
    from journal.app.writing import write_entry

    write_entry(program(), "caught", moment(when), plain=plain)


def checkin(when: When = None, plain: Plain = False) -> None:
    """
    Five numbers about the last few days, and one good thing.

    Example: journal checkin
    """
    from journal.app.writing import write_entry

    write_entry(program(), "checkin", moment(when), plain=plain)


def note(when: When = None, plain: Plain = False) -> None:
    """
    Note something; from standard input if there is no terminal.

    Example: journal note < thoughts.txt
    """
    from journal.app.writing import note_by_file, write_entry

    if not sys.stdin.isatty():
        note_by_file(program(), moment(when))
    else:
        write_entry(program(), "note", moment(when), plain=plain)


def plan(format_: Format = TextOrJson.TEXT) -> None:
    """
    Read the current plan and a soft line again.

    Example: journal plan
    """
    from journal.app.current_plan import current_plan
    from journal.screen.output.pager import show_paged

    with open_journal(program(), to_read=True) as j:
        found = current_plan(j)
    if format_ is TextOrJson.JSON and found.is_shown:
        show_json(found.as_data())
    elif found.is_there:
        show_paged(found.as_text())
    else:
        tell(found.as_text())


COMMANDS = (followup, caught, checkin, note, plan)
