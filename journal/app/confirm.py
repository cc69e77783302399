"""Confirmation before an action that is hard or impossible to undo."""

from __future__ import annotations

from journal.app.program import Program
from journal.core.errors import NoTerminalError, Stopped


def confirmed(program: Program, text: str, *, yes: bool = False) -> bool:
    """
    Return whether the person confirms an action.

    Args:
        text: The action, as a question.
        yes: Confirm without asking.

    Raises:
        NoTerminalError: If there is no terminal to ask on.
    """
    if yes:
        return True
    program.terminal.need("To go ahead without being asked, add --yes.")
    with program.at_terminal() as person:
        return person.page(text, {"y": "yes", "n": "no"}) == "y"


def typed_out(program: Program, text: str, word: str, *, yes: bool) -> None:
    """
    Require a typed word before an action that cannot be undone.

    Args:
        text: The consequences, shown before the prompt.
        word: The word to type, in lower case.
        yes: Ask nothing.

    Raises:
        Stopped: If the person types anything else.
        NoTerminalError: If there is no terminal to ask on.
    """
    if yes:
        return
    if not program.terminal.can_type():
        raise NoTerminalError("There is no terminal to ask on. To go ahead without it, add --yes.")
    program.tell(text)
    if program.terminal.line(f"To go on, type {word}: ").strip().lower() != word:
        raise Stopped("Nothing was changed.")
