"""The command `import`."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from journal.cli.program import program
from journal.core.errors import COULD_NOT


class From(StrEnum):
    """The source of an import file; the keys of `exchange.sources.catalog.SOURCES`."""

    JOURNAL = "journal"
    JRNL = "jrnl"
    DAYONE = "dayone"


def import_(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A file to take in; or -.")],
    from_: Annotated[
        From | None, typer.Option("--from", help="Whose file it is. Else: what it looks like.")
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Tell what would be taken; change nothing.")
    ] = False,
) -> None:
    """
    Take in exported entries, or those of jrnl or Day One.

    A file of this journal is taken whole, or not at all. The entries of other journals become
    notes; those that do not fit are left out, and named by their day and the reason.

    Example: journal import entries.jsonl
    """
    from journal.app.importing import take_in

    if not take_in(program(), file, from_, dry_run=dry_run):
        raise typer.Exit(COULD_NOT)


COMMANDS = (import_,)
