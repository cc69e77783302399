"""What the program runs with, handed in once: its home, the clock, the words, the terminal."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from journal.app.terminal import Terminal
from journal.core.dates import clock
from journal.core.errors import JournalError
from journal.local.home import Home, find_country, find_home

if TYPE_CHECKING:
    from journal.core.care.care_book import CareBook
    from journal.core.dialogue.ports import Person
    from journal.local.editor import Editor
    from journal.local.prompts.loader import Prompts


def _say(text: str) -> None:
    from journal.screen.output.messages import tell

    tell(text, err=True)


@dataclass
class Program:
    """
    What every command runs with.

    Nothing is looked up before it is needed: help needs no home.

    Attributes:
        now: Returns the moment, with the offset of this place.
        terminal: Where a person is asked.
        own_home: The home; None for the one that the surroundings name.
        own_prompts: All words and questions; None for the packaged ones and those at home.
        tell: Says a sentence outside of a dialogue; on standard error.
    """

    now: Callable[[], datetime] = clock.now
    terminal: Terminal = field(default_factory=Terminal)
    own_home: Home | None = None
    own_prompts: Prompts | None = None
    tell: Callable[[str], None] = _say

    @cached_property
    def home(self) -> Home:
        """The folder of the journal; raises `StoreError` if there is none to be had."""
        return self.own_home or find_home()

    @cached_property
    def country(self) -> str:
        """The country of the locale for help lines, as ISO 3166 alpha-2; may be empty."""
        return find_country()

    @cached_property
    def prompts(self) -> Prompts:
        """All words and questions, with the flows of the person's own."""
        from journal.local.prompts.loader import Prompts

        return self.own_prompts or Prompts(self.home.own_flows)

    @cached_property
    def care(self) -> CareBook:
        """The words and lines for someone who may be in danger; they need no home."""
        from journal.local.prompts.loader import Prompts

        return (self.own_prompts or Prompts()).care

    def setting(self, name: str) -> bool:
        """Return one of the harmless choices."""
        from journal.local.settings_file import read_choice

        return read_choice(self.home.settings, name)

    def editor(self) -> Editor:
        """Return the person's own editor, for a longer answer."""
        from journal.local.editor import Editor

        return Editor(self.home.path)

    def is_there(self) -> bool:
        """Return whether anything has been written here at all; opening it tells if in doubt."""
        try:
            return os.path.lexists(self.home.database)
        except OSError:
            return True

    def is_locked(self) -> bool:
        """Return whether the entries can only be read with a passphrase."""
        from journal.store import is_locked

        try:
            return is_locked(self.home.database)
        except OSError:
            return False

    def at_terminal(self, *, plain: bool = False) -> AbstractContextManager[Person]:
        """Return whoever is at the terminal, asked line by line if they or the settings say so."""
        return self._seat(plain=plain or self.setting("plain"))

    def at_terminal_whatever_is_set(self, *, plain: bool) -> AbstractContextManager[Person]:
        """Return the same; help and a pause come whatever is wrong with the settings."""
        with suppress(JournalError, OSError):
            plain = plain or self.setting("plain")
        return self._seat(plain=plain)

    def _seat(self, *, plain: bool) -> AbstractContextManager[Person]:
        return self.terminal.seat(
            lambda *handed: self.editor().edit(*handed),
            lambda: self.care.help_lines(self.country),
            plain=plain,
        )
