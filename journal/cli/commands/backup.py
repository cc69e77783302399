"""The command `backup`."""

from __future__ import annotations

from typing import Annotated

import typer

from journal.cli.options import Yes, new_file
from journal.cli.program import program
from journal.core.platform.system import expanded


def backup(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A new file; or one to put back.")],
    restore: Annotated[
        bool, typer.Option("--restore", help="Put this copy in the place of the journal.")
    ] = False,
    yes: Yes = False,
) -> None:
    """
    Copy the journal into a file, or put a copy back.

    A copy is locked if the journal is. Before one is put back, what is there is saved.

    Example: journal backup notes.db
    """
    from journal.app.backups import put_back, save_copy

    if restore:
        put_back(program(), expanded(file), yes=yes)
    else:
        save_copy(program(), new_file(file))
