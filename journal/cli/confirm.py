"""Asking before something is done that cannot be taken back easily."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from journal.cli.program import program
from journal.core.errors import NoTerminalError, Stopped
from journal.screen.output.messages import tell

Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do it without asking.")]


def confirmed(text: str, *, yes: bool) -> bool:
    """
    Whether the person wants it.

    Args:
        text: What will be done, as a question.
        yes: Whether they said so already.

    Raises:
        NoTerminalError: If there is nobody to ask.
    """
    if yes:
        return True

    program().terminal.need("To go ahead without being asked, add --yes.")
    with program().at_terminal() as person:
        return person.page(text, {"y": "yes", "n": "no"}) == "y"


def typed_out(text: str, word: str, *, yes: bool) -> None:
    """
    Let a person type a word before something is done that nothing can undo.

    Raises:
        Stopped: If they type anything else.
        NoTerminalError: If there is nobody to ask.
    """
    if yes:
        return
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise NoTerminalError("There is no terminal to ask on. To go ahead without it, add --yes.")
    tell(text, err=True)
    typer.echo(f"To go on, type {word}: ", err=True, nl=False)
    if sys.stdin.readline().strip().lower() != word:
        raise Stopped("Nothing was changed.")
