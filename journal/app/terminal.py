"""The terminal and the person at it; another interface hands in its own."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from journal.core.dialogue.ports import Edited, Person

    Edit = Callable[[str, str, str], Edited]


class Terminal:
    """The terminal that the program was started in."""

    def is_there(self) -> bool:
        """Return whether a person can be asked."""
        from journal.screen.interactive.person import has_terminal

        return has_terminal()

    def can_type(self) -> bool:
        """Return whether a message outside of a dialogue can be answered with a typed line."""
        return sys.stdin.isatty() and self.shows_messages()

    def line(self, prompt: str) -> str:
        """Prompt on standard error, and return the line typed, with its line break."""
        sys.stderr.write(prompt)
        sys.stderr.flush()
        return sys.stdin.readline()

    def shows_messages(self) -> bool:
        """Return whether standard error is shown to a person."""
        return bool(sys.stderr and sys.stderr.isatty())

    def need(self, instead: str) -> None:
        """
        Make sure that a person can be asked.

        Args:
            instead: The alternative without a terminal, as a sentence.

        Raises:
            NoTerminalError: If nobody can be asked.
        """
        from journal.screen.interactive.person import need_terminal

        need_terminal(instead)

    def can_ask_secret(self) -> bool:
        """Return whether a passphrase can be typed here."""
        from journal.screen.passphrase_prompt import is_somebody_there

        return is_somebody_there()

    def ask_secret(self, prompt: str) -> str:
        """
        Prompt for a secret, and return it without showing it.

        Raises:
            NoTerminalError: If nobody can be asked.
            Stopped: If the person leaves.
        """
        from journal.screen.passphrase_prompt import ask_secret, need_somebody

        need_somebody()
        return ask_secret(prompt)

    def seat(
        self, edit: Edit, help_lines: Callable[[], str], *, plain: bool
    ) -> AbstractContextManager[Person]:
        """
        Return the person at the terminal as a context manager.

        Args:
            edit: Opens a text in the person's text editor.
            help_lines: Returns the help lines, one key away at every question.
            plain: Ask line by line.
        """
        from journal.screen.interactive.person import person_at

        return person_at(edit, help_lines, plain=plain)
