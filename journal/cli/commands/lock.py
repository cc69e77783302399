"""The command `lock`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from journal.cli.program import program


def lock(
    change: Annotated[bool, typer.Option("--change", help="Choose another passphrase.")] = False,
    remove: Annotated[bool, typer.Option("--remove", help="Take the passphrase off.")] = False,
    new_passphrase_file: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Take the new passphrase from a file."),
    ] = None,
    remember: Annotated[
        bool, typer.Option("--remember", help="Let the system's keyring know it.")
    ] = False,
    forget: Annotated[
        bool, typer.Option("--forget", help="Take it out of the system's keyring.")
    ] = False,
) -> None:
    """
    Lock entries with a passphrase, change it, or take it off.

    A passphrase that is lost cannot be recovered. Without a terminal it comes from
    JOURNAL_PASSPHRASE_FILE or JOURNAL_PASSPHRASE_COMMAND.

    Example: journal lock
    """
    from journal.app import locking

    locking.lock(
        program(),
        new_passphrase_file,
        change=change,
        remove=remove,
        remember=remember,
        forget=forget,
    )
