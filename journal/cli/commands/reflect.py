"""The commands for a hot moment: `reflect`, `resume`, `pause` and `support`."""

from __future__ import annotations

from typing import Annotated

import typer

from journal.cli.completion import flows
from journal.cli.options import Format, Plain, TextOrJson, When, moment
from journal.cli.output_file import show_json
from journal.cli.program import program
from journal.core.errors import WrongUseError


def reflect(
    quick: Annotated[bool, typer.Option("--quick", help="The short entry: a few keys.")] = False,
    flow: Annotated[
        str | None, typer.Option(help="Another flow, by its name.", autocompletion=flows)
    ] = None,
    answers: Annotated[
        str | None, typer.Option(metavar="FILE", help="Answers as JSON; - for standard input.")
    ] = None,
    when: When = None,
    plain: Plain = False,
) -> None:
    """
    Write an entry, step by step.

    Every answer is kept before the next question comes. Stop with Ctrl-C whenever you
    like, and go on with: journal resume

    Example: journal reflect --quick
    """
    from journal.app.writing import write_by_file, write_entry

    if quick and flow is not None:
        raise WrongUseError("Give --quick or --flow, not both.")
    if answers is not None and (quick or flow or when):
        raise WrongUseError("With --answers, the file itself says the flow and the time.")
    if answers is not None:
        write_by_file(program(), answers)
    else:
        write_entry(program(), "quick" if quick else flow or "full", moment(when), plain=plain)


def resume(plain: Plain = False) -> None:
    """
    Go on with an entry that was not finished.

    Example: journal resume
    """
    from journal.app import writing

    writing.resume(program(), plain=plain)


def pause(plain: Plain = False) -> None:
    """
    Settle the body first; opens no entry and keeps nothing.

    Example: journal pause
    """
    from journal.core.care.calming import pause as settle

    program().terminal.need("A pause needs a terminal.")
    with program().at_terminal_whatever_is_set(plain=plain) as person:
        settle(person, program().care, program().country)


def support(
    country: Annotated[
        str | None, typer.Option(help="Two letters, such as GB. Else: from the locale.")
    ] = None,
    format_: Format = TextOrJson.TEXT,
    plain: Plain = False,
) -> None:
    """
    Show help lines; opens no entry and calls no one.

    Example: journal support --country GB
    """
    from journal.app.help_lines import country_code, support_data, support_text, talk
    from journal.screen.output.pager import show_paged

    book, code = program().care, country_code(country or program().country)
    if format_ is TextOrJson.JSON:
        show_json(support_data(book, code))
    elif program().terminal.is_there():
        with program().at_terminal_whatever_is_set(plain=plain) as person:
            talk(person, book, code)
    else:
        show_paged(support_text(book, code))


COMMANDS = (reflect, pause, resume, support)
