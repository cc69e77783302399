"""Putting entries on disk, with a person who is asked where that can't be done."""

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
"""What became of the journal -> how that is said, and how it goes on."""


def what_it_does_beside(entry: Entry) -> str:
    """Say what an entry of its own does beside the one it was, which is there; may be empty."""
    return "" if entry.counts == "never" else BOTH_COUNT


@dataclass(frozen=True, slots=True)
class Keeping:
    """The two ends of a conversation, as far as both are needed to keep what was said."""

    person: Person
    keep: Keep

    def put(self, entry: Entry) -> Entry:
        """
        Put an entry on disk, or let the person choose what to do if that can't be done.

        Returns:
            What to go on with: the entry as it is on disk, or one of its own.

        Raises:
            StoreError: If they choose to stop. What was kept before is safe, and they were
                shown all that they said.
        """
        while True:
            try:
                return self.keep.save(entry)
            except ChangedElsewhereError as error:
                # Whoever leaves without a choice keeps their words as well.
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
        Leave nothing of an entry; asks again if it was changed elsewhere meanwhile.

        Raises:
            StoreError: If it can't be done, or they leave it as it is there.
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
        Remember the time that was set to come back, beside an entry that is kept by now.

        Raises:
            StoreError: If it can't be done, or they do without.
        """
        self._again(entry, partial(self.keep.come_back, at), "do without the time")

    def _again(self, entry: Entry, do: Callable[[], None], stop: str) -> None:
        """Do something in the journal, as often as it is moved meanwhile; nothing if it is gone."""
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
        Say what happened to the journal, and open what is there now, until that can be done.

        Args:
            stop: What it is called to do without.
            then: What else to say, after it.

        Returns:
            The entry as it is to be kept there; None if they do without.
        """
        told = ""
        while (moved := self.keep.moved()) is not None:
            happened, on = _MOVED[moved]
            try:
                choice = self.person.page(f"{told or happened}{then}", {"": on, "q": stop})
            except Stopped:
                # Of what is in the place of the journal, try what may need nobody; once.
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
        """What they choose: Enter to go on, or q; what *left* says if they just leave."""
        try:
            return self.person.page(f"{error} {STILL_HERE} {then}".strip(), {"": on, "q": _SHOW})
        except Stopped:
            return left

    def _show(self, entry: Entry, error: StoreError) -> NoReturn:
        """
        Show all that was said, and stop.

        Raises:
            StoreError: Always.
        """
        said = [
            "\n".join([shown.asked, *(f"  {line}" for line in shown.answers)])
            for shown in read_again(entry, None)
        ]
        with suppress(Stopped):  # there may be nobody left to see them
            self.person.page("\n\n".join([TO_COPY, *said]), {"": "close"})
        raise error
