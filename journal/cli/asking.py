"""Asking before something is done that cannot be taken back easily."""

from __future__ import annotations

from typing import Annotated

import typer

from journal.cli.open import at_terminal, settings

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
    from journal.screen.terminal import need_terminal

    need_terminal("To go ahead without being asked, add --yes.")
    with at_terminal(plain=settings()["plain"]) as person:
        return person.page(text, {"y": "yes", "n": "no"}) == "y"
