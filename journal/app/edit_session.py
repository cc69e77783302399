"""
The editing of an entry with a person at the terminal.

Every change is saved at once in a hidden working copy; the entry itself is replaced in one
transaction at the end, or stays as it was.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime

from journal.app import edit_conflict
from journal.app.journal import Journal
from journal.core.dialogue.ports import (
    Moved,
    Person,
)
from journal.core.dialogue.revision import (
    KEPT_AS_CHANGED,
    NOTHING_CHANGED,
    as_changed,
    changes_safety,
    differs,
    edited,
    see_that_only,
)
from journal.core.errors import (
    ChangedElsewhereError,
    Stopped,
    StoreError,
)
from journal.core.flows.flow import Flow
from journal.core.model import Entry

AS_IT_WAS = "The entry is as it was."
NO_ANSWER_LEFT = "No answer was left, so the entry is as it was. To let it go: journal delete "

OLD_ANSWER = (
    "You changed an answer about safety. Keep the whole entry as it was for 30 days? "
    "It would show what you said before."
)


@dataclass(slots=True)
class Editing:
    """
    The storage of one edit; implements `core.dialogue.ports.Keep`.

    Attributes:
        before: The entry before the edit.
        flow: All questions of the entry; see `core.dialogue.asked_again.flow_to_edit`.
        situation: The facts that conditions of questions refer to.
        asked: The ids of all questions shown so far.
        after: The entry as saved; None as long as nothing was changed.
        ended: The outcome of an edit conflict, in a sentence; empty without one.
    """

    j: Journal
    before: Entry
    flow: Flow
    situation: Mapping[str, str | int]
    person: Person
    asked: set[str] = field(default_factory=set)
    after: Entry | None = None
    ended: str = ""
    _has_no_answer_left: bool = False

    def save(self, entry: Entry) -> Entry:
        """
        Save the working copy, or replace the entry once the edit is finished.

        Raises:
            UnaskedChangeError: If answers changed that were not asked about; the working copy
                stays.
            Stopped: If the entry was changed elsewhere meanwhile; the edit was resolved as the
                person chose.
        """
        try:
            return self._save(entry)
        except ChangedElsewhereError as error:
            there = self.j.store.find(entry.uid)
            if there and there.revision != self.before.revision and self._is_as_before(there):
                self.before = there  # deleted and restored, and nothing else
                return self.save(replace(entry, base=there.revision))
            self.settle(entry, str(error))
            raise Stopped(self.ended) from None

    def _is_as_before(self, there: Entry) -> bool:
        return edit_conflict.is_as(self.before)(there)

    def _save(self, entry: Entry) -> Entry:
        if entry.is_draft:
            if entry.revision is None and not differs(self.before, entry):
                return entry
            return self.j.store.put_aside(entry)
        done = as_changed(self.before, entry, self.flow)
        self._has_no_answer_left = done is not None and not done.answers and done.care != "flagged"
        if done is None or self._has_no_answer_left:
            self.j.store.drop_aside(entry)
            return self.before
        done = replace(done, revision=self.before.revision, base=None)
        see_that_only(self.asked, self.before, done, self.flow)
        keeps = changes_safety(self.before, done) and self._wants_old_answer()
        done = edited(self.before, done, self.j.now())
        self.after = self.j.save(done, done=entry, keeps_safety=keeps)
        return self.after

    def settle(self, entry: Entry, happened: str) -> None:
        """
        Resolve an edit conflict as the person chooses.

        The working copy stays until the edit is saved elsewhere or discarded.

        Args:
            entry: The working copy.
            happened: The change made elsewhere, in a sentence.

        Raises:
            Stopped: If the person leaves; the working copy waits.
        """
        mine = as_changed(self.before, entry, self.flow)
        if mine is None:
            self.ended = happened
            if differs(self.before, entry) and self.j.store.find(entry.uid):
                # Only an unfinished answer: it waits in the working copy.
                self.j.store.put_aside(entry, late=True)
                return
        else:
            mine = edited(self.before, replace(mine, base=None), self.j.now())
            with suppress(StoreError):  # an erased entry can have no working copy
                entry = self.j.store.put_aside(entry, late=True)  # before anything is asked
            try:
                self.after, self.ended = edit_conflict.settle(self.j, self.person, mine, happened)
            except Stopped:
                self.ended = edit_conflict.let_wait(self.j, entry, mine, self.before)
                raise
        with suppress(ChangedElsewhereError):  # then it belongs to the other window
            self.j.store.drop_aside(entry)

    def let_wait(self, copy: Entry) -> str:
        """Leave the changes waiting where possible, and return the outcome in a sentence."""
        mine = as_changed(self.before, copy, self.flow)
        if mine is None:
            # An unfinished answer waits as well.
            waits = edit_conflict.WAITS.format(self.before.call)
            return waits if differs(self.before, copy) else AS_IT_WAS
        mine = edited(self.before, replace(mine, base=None), self.j.now())
        return edit_conflict.let_wait(self.j, copy, mine, self.before)

    def _wants_old_answer(self) -> bool:
        """Ask whether to keep the version with the old answer about safety."""
        try:
            return self.person.page(OLD_ANSWER, {"": "no", "y": "yes"}) == "y"
        except Stopped:
            return False

    def told(self) -> str:
        """Return the outcome, in a sentence."""
        if self._has_no_answer_left:
            return f"{NO_ANSWER_LEFT}{self.before.call}"
        return NOTHING_CHANGED if self.after is None else KEPT_AS_CHANGED

    def erase(self, entry: Entry) -> None:
        """Discard the changes and their text in an editor; the entry itself stays."""
        with suppress(ChangedElsewhereError):  # then they belong to the other window
            self.j.store.drop_aside(entry)
        self.j.program.editor().forget(entry.uid)

    def moved(self) -> Moved | None:
        """Return the change that another window made to the file; None without one."""
        return self.j.moved()

    def reopen(self, entry: Entry) -> Entry:
        """Open the file now in place; a working copy that it lacks is saved as a new one."""
        self.j.reopen()
        return entry if self.j.store.aside(entry.uid) else replace(entry, revision=None)

    def come_back(self, at: datetime) -> None:
        """Do nothing: an edit sets no time to come back."""

    def own_words(self, list_name: str) -> list[str]:
        """Return the person's own words in a list."""
        return self.j.own_words(list_name)

    def keep_own_word(self, list_name: str, text: str) -> None:
        """Add one of the person's own words to a list."""
        self.j.keep_own_word(list_name, text)
