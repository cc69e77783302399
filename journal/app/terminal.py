"""The terminal and the person at it; another face of the program hands in another one."""

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
        """Return whether what is said outside of a dialogue can be answered by a line."""
        return sys.stdin.isatty() and self.shows_messages()

    def line(self, prompt: str) -> str:
        """Return a line that is typed."""
        sys.stderr.write(prompt)
        sys.stderr.flush()
        return sys.stdin.readline()

    def shows_messages(self) -> bool:
        """Return whether a person sees what is said outside of a dialogue."""
        return bool(sys.stderr and sys.stderr.isatty())

    def need(self, instead: str) -> None:
        """
        Make sure that a person can be asked.

        Args:
            instead: What to do without a terminal, as a sentence.

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
        Return what is typed, which is shown nowhere.

        Raises:
            NoTerminalError: If nobody can be asked.
            Stopped: If they leave.
        """
        from journal.screen.passphrase_prompt import ask_secret, need_somebody

        need_somebody()
        return ask_secret(prompt)

    def seat(
        self, edit: Edit, help_lines: Callable[[], str], *, plain: bool
    ) -> AbstractContextManager[Person]:
        """
        Return whoever is asked, for as long as the context lasts.

        Args:
            edit: Opens a text in the person's own editor.
            help_lines: Returns the help lines, one key away wherever something is asked.
            plain: Ask line by line.
        """
        from journal.screen.interactive.person import person_at

        return person_at(edit, help_lines, plain=plain)
