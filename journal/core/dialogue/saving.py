"""The saving of entries, with questions to the person if it fails."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import NoReturn

from journal.core.dialogue.ports import Keep, Moved, Person
from journal.core.entries.rendering import read_again
from journal.core.errors import ChangedElsewhereError, JournalError, Stopped, StoreError
from journal.core.model import Entry

STILL_HERE = "What you said last is still here."
ON_ITS_OWN = "go on here, as an entry of its own"
BOTH_COUNT = "As an entry of its own it counts beside the other one."
TO_COPY = "These are your words, to copy."

_ALL_THE_SAME = "erase it all the same"
_SHOW = "stop, and show my words to copy"

_MOVED: dict[Moved, tuple[str, str]] = {
    "locked": ("The journal was locked in another window.", "open it again"),
    "replaced": (
        "The journal was restored, or given another lock, in another window.",
        "open it again",
    ),
    "gone": ("The journal was removed in another window.", "begin a new journal"),
}
"""Change to the journal -> its sentence, and the label of going on."""


def what_it_does_beside(entry: Entry) -> str:
    """Return the note that a new entry counts beside the original; empty if it never counts."""
    return "" if entry.counts == "never" else BOTH_COUNT


@dataclass(frozen=True, slots=True)
class Keeping:
    """
    The writer of entries, which asks the person what to do if a write fails.

    Attributes:
        person: The person.
        keep: The store.
    """

    person: Person
    keep: Keep

    def put(self, entry: Entry) -> Entry:
        """
        Save an entry; if that fails, let the person choose how to go on.

        Returns:
            The entry as saved, maybe as a new entry.

        Raises:
            StoreError: If the person chooses to stop. Earlier saves are safe, and all answers were
                shown to be copied.
        """
        while True:
            try:
                return self.keep.save(entry)
            except ChangedElsewhereError as error:
                # A person who stops without a choice keeps their words too.
                told = (
                    what_it_does_beside(entry) if error.happened in ("changed", "finished") else ""
                )
                if self._choice(error, ON_ITS_OWN, left="", then=told) == "q":
                    self._show(entry, error)
                entry = replace(entry, uid=str(uuid.uuid4()), number=None, revision=None)
            except StoreError as error:
                moved = self.keep.moved()
                if moved is not None:
                    there = self._opened_again(entry, _SHOW, f" {STILL_HERE}")
                    if there is None:
                        self._show(entry, StoreError(_MOVED[moved][0]))
                    entry = there
                elif self._choice(error, "try again", left="q") == "q":
                    self._show(entry, error)

    def erase(self, entry: Entry) -> None:
        """
        Erase an entry; if another process changed it, ask first.

        Raises:
            StoreError: If it cannot be erased, or the person leaves it.
        """
        leave = "leave it as it is there"
        while True:
            try:
                self._again(entry, partial(self.keep.erase, entry), leave)
            except ChangedElsewhereError as error:
                if self.person.page(str(error), {"e": _ALL_THE_SAME, "q": leave}) == "q":
                    raise
                entry = replace(entry, revision=error.revision)
            else:
                return

    def come_back(self, entry: Entry, at: datetime) -> None:
        """
        Save the time set to come back.

        Args:
            entry: The entry, which is saved by now.
            at: The time.

        Raises:
            StoreError: If it cannot be saved, or the person does without.
        """
        self._again(entry, partial(self.keep.come_back, at), "do without the time")

    def _again(self, entry: Entry, do: Callable[[], None], stop: str) -> None:
        """Repeat a write while the journal file is replaced meanwhile; return if it is gone."""
        while True:
            try:
                return do()
            except StoreError:
                moved = self.keep.moved()
                if moved == "gone":
                    return None
                if moved is None or self._opened_again(entry, stop) is None:
                    raise

    def _opened_again(self, entry: Entry, stop: str, then: str = "") -> Entry | None:
        """
        Report a change to the journal file, and open the present one, until that succeeds.

        Args:
            entry: The entry to save.
            stop: The label of doing without.
            then: A text to add to the report.

        Returns:
            The entry to save in the present journal; None if the person does without.
        """
        told = ""
        while (moved := self.keep.moved()) is not None:
            happened, on = _MOVED[moved]
            try:
                choice = self.person.page(f"{told or happened}{then}", {"": on, "q": stop})
            except Stopped:
                # A replaced journal may open without a question, so try that once.
                choice = "" if moved == "replaced" and not told else "q"
            if choice == "q":
                return None
            try:
                return self.keep.reopen(entry)
            except Stopped:
                told = happened
            except JournalError as refused:
                told = str(refused)
        return entry

    def _choice(self, error: StoreError, on: str, *, left: str, then: str = "") -> str:
        """Return the choice after a failed save, empty to go on or `q`; *left* if they stop."""
        try:
            return self.person.page(f"{error} {STILL_HERE} {then}".strip(), {"": on, "q": _SHOW})
        except Stopped:
            return left

    def _show(self, entry: Entry, error: StoreError) -> NoReturn:
        """
        Show all answers to be copied, and stop.

        Raises:
            StoreError: The given error, always.
        """
        said = [
            "\n".join([shown.asked, *(f"  {line}" for line in shown.answers)])
            for shown in read_again(entry, None)
        ]
        with suppress(Stopped):  # the terminal may be gone
            self.person.page("\n\n".join([TO_COPY, *said]), {"": "close"})
        raise error
