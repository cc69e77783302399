"""The dependencies of the program, handed in once: home, clock, prompts and terminal."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from journal.app.terminal import Terminal
from journal.core.dates import clock
from journal.core.errors import JournalError, SettingsError
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
    The dependencies of every command.

    Each is resolved on first use, so that help works without a home.

    Attributes:
        now: Returns the present moment, with the local offset from UTC.
        terminal: The terminal that the person is asked on.
        own_home: The home; None for the one that the environment names.
        own_prompts: The prompts; None for the packaged ones and the person's own flows.
        tell: Writes a message to standard error.
    """

    now: Callable[[], datetime] = clock.now
    terminal: Terminal = field(default_factory=Terminal)
    own_home: Home | None = None
    own_prompts: Prompts | None = None
    tell: Callable[[str], None] = _say

    @cached_property
    def home(self) -> Home:
        """The folder of the journal; raises `StoreError` if there is none."""
        return self.own_home or find_home()

    @cached_property
    def country(self) -> str:
        """The country of the locale for help lines, as ISO 3166 alpha-2; may be empty."""
        return find_country()

    @cached_property
    def prompts(self) -> Prompts:
        """The words and questions, with the person's own flows."""
        from journal.local.prompts.loader import Prompts

        return self.own_prompts or Prompts(self.home.own_flows)

    @cached_property
    def care(self) -> CareBook:
        """The texts and help lines for someone who may be in danger; they need no home."""
        from journal.local.prompts.loader import Prompts

        return (self.own_prompts or Prompts()).care

    def utc_now(self) -> datetime:
        """Return the moment in UTC, whatever zone is set."""
        with suppress(SettingsError):
            return self.now().astimezone(UTC)
        return clock.utc_now()

    def setting(self, name: str) -> bool:
        """Return the value of a switch in the settings file; see `local.settings_file.SETTINGS`."""
        from journal.local.settings_file import read_choice

        return read_choice(self.home.settings, name)

    def editor(self) -> Editor:
        """Return the person's text editor, for a long answer."""
        from journal.local.editor import Editor

        return Editor(self.home.path)

    def is_there(self) -> bool:
        """Return whether a database exists; True if that cannot be determined."""
        try:
            return os.path.lexists(self.home.database)
        except OSError:
            return True

    def is_locked(self) -> bool:
        """Return whether the database is encrypted; False if it cannot be read."""
        from journal.store import is_locked

        try:
            return is_locked(self.home.database)
        except OSError:
            return False

    def entry_numbers(
        self, begin: str, most: int, *, restores: bool = False
    ) -> Iterable[tuple[int, datetime]]:
        """
        Return the numbers of entries that begin so, newest first, each with when it happened.

        Nothing of a locked journal, and never a word to anyone: this is for completion.

        Args:
            most: How many at most.
            restores: Those that can be restored, deleted or as before a change.
        """
        from journal.store.entry_numbers import numbers

        return numbers(self.home.database, begin, most, restores=restores)

    def at_terminal(self, *, plain: bool = False) -> AbstractContextManager[Person]:
        """Return the person at the terminal, asked line by line if *plain* or the setting is on."""
        return self._seat(plain=plain or self.setting("plain"))

    def at_terminal_whatever_is_set(self, *, plain: bool) -> AbstractContextManager[Person]:
        """Return the person at the terminal even with broken settings, for help and a pause."""
        with suppress(JournalError, OSError):
            plain = plain or self.setting("plain")
        return self._seat(plain=plain)

    def _seat(self, *, plain: bool) -> AbstractContextManager[Person]:
        return self.terminal.seat(
            lambda *handed: self.editor().edit(*handed),
            lambda: self.care.help_lines(self.country),
            plain=plain,
        )
