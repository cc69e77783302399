"""Asking before something is done that cannot be taken back easily."""

from __future__ import annotations

from journal.app.program import Program
from journal.core.errors import NoTerminalError, Stopped


def confirmed(program: Program, text: str, *, yes: bool = False) -> bool:
    """
    Return whether the person wants it.

    Args:
        text: What will be done, as a question.
        yes: Whether they said so already.

    Raises:
        NoTerminalError: If there is nobody to ask.
    """
    if yes:
        return True
    program.terminal.need("To go ahead without being asked, add --yes.")
    with program.at_terminal() as person:
        return person.page(text, {"y": "yes", "n": "no"}) == "y"


def typed_out(program: Program, text: str, word: str, *, yes: bool) -> None:
    """
    Let a person type a word before something is done that nothing can undo.

    Raises:
        Stopped: If they type anything else.
        NoTerminalError: If there is nobody to ask.
    """
    if yes:
        return
    if not program.terminal.can_type():
        raise NoTerminalError("There is no terminal to ask on. To go ahead without it, add --yes.")
    program.tell(text)
    if program.terminal.line(f"To go on, type {word}: ").strip().lower() != word:
        raise Stopped("Nothing was changed.")
