"""The command `export`."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from journal.app.export import Export, PageFormat, Paper, Reader, exported, names_in
from journal.app.journal import open_journal
from journal.cli.options import Last, Plain, Since, Until, new_file, period
from journal.cli.output_file import STDOUT, Force, Output, by_suffix, put
from journal.cli.program import program
from journal.core.errors import WrongUseError

_SUFFIXES = {form.value: form for form in PageFormat} | {
    "htm": PageFormat.HTML,
    "jsonl": PageFormat.JSON,
}


def export(
    for_: Annotated[
        Reader | None, typer.Option("--for", help="Whom it is for; data is for self alone.")
    ] = None,
    format_: Annotated[
        PageFormat | None, typer.Option("--format", help="Else the suffix of -o, else md.")
    ] = None,
    output: Output = None,
    last: Last = None,
    since: Since = None,
    until: Until = None,
    entry: Annotated[
        list[str] | None, typer.Option("--entry", help="One to tell in detail; again for more.")
    ] = None,
    want_file: Annotated[
        str | None,
        typer.Option(help="What you want from the session; after an empty line, your questions."),
    ] = None,
    replace_file: Annotated[
        str | None, typer.Option(help="Names to replace, one a line: Sam=S.")
    ] = None,
    paper: Annotated[
        Paper | None, typer.Option(help="Of a PDF. Else the size of your country.")
    ] = None,
    force: Force = False,
    plain: Plain = False,
    flagged: Annotated[bool, typer.Option("--flagged", hidden=True)] = False,
) -> None:
    """
    Write a page for therapy, or all entries as data.

    Example: journal export --for therapist --last 60d -o notes.pdf
    """
    wanted = period(since, until, last)
    chosen = format_ or by_suffix(output, _SUFFIXES)
    options = Export(
        chosen, wanted, for_, flagged, tuple(entry or ()), want_file, None, paper, plain
    )
    target = _target(output, chosen, force=force)
    options = replace(options, names=names_in(replace_file))
    with open_journal(program(), to_read=True) as j:
        parts = exported(j, options)
        if parts is not None:
            put(target, parts, force=force)


def _target(output: Path | None, chosen: PageFormat, *, force: bool) -> Path:
    """
    Return the output file: as given, else a neutral name on a terminal, `-` in a pipe.

    Raises:
        OutputError: If the file exists already.
        WrongUseError: If a PDF would go to the terminal.
    """
    from journal.local.atomic_write import check_free

    is_seen = sys.stdout.isatty()
    name = f"notes-{program().now().date()}.{chosen}" if is_seen else "-"
    target = output or new_file(name)
    if target != STDOUT:
        check_free(target, force=force)
    elif chosen is PageFormat.PDF and is_seen:
        raise WrongUseError("A PDF can't be shown here. Give -o with the name of a new file.")
    return target


COMMANDS = (export,)
