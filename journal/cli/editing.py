"""
An entry changed with a person at the terminal.

Every change is on disk at once, in a working copy that shows nowhere; the entry itself is
replaced in one step at the end, or stays as it was.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from journal.cli.open import Journal, now
from journal.core.converse import Conversation
from journal.core.editing import KEPT_AS_CHANGED, as_changed, begin, copy_of, differs, edited
from journal.core.errors import Stopped
from journal.core.flows import Flow
from journal.core.model import Entry
from journal.core.person import Person

AS_IT_WAS = "The entry is as it was."

_WAITING = "There are changes to this entry that were not finished."
_CHANGED = "You changed something here."


@dataclass(slots=True)
class Editing:
    """
    Where the changes of one entry go; implements `core.person.Keep`.

    Attributes:
        before: The entry as it was.
        flow: All its questions; see `core.editing.flow_to_edit`.
        after: The entry as it was kept; None as long as nothing was changed.
    """

    j: Journal
    before: Entry
    flow: Flow
    situation: Mapping[str, str | int]
    after: Entry | None = None

    def save(self, entry: Entry) -> Entry:
        """Keep a working copy, or the entry itself once it is finished."""
        if entry.is_draft:
            if entry.revision is None and not differs(self.before, entry):
                return entry
            return self.j.store.put_aside(entry)
        done = as_changed(self.before, entry, self.flow, self.situation)
        if done is None:
            self.j.store.drop_aside(entry)
            return self.before
        done = edited(self.before, done, now())
        done = replace(done, revision=self.before.revision, base=None)
        self.after = self.j.save(done, done=entry)
        return self.after

    def erase(self, entry: Entry) -> None:
        """Leave nothing of an entry; of one with no answer left, only the changes go."""
        if entry.answers:
            self.j.erase(replace(entry, revision=self.before.revision))
        else:
            self.j.store.drop_aside(entry)

    def come_back(self, at: datetime) -> None:
        """A change sets no time to come back."""

    def own_words(self, list_name: str) -> list[str]:
        """The words of the person's own in a list."""
        return self.j.own_words(list_name)

    def keep_own_word(self, list_name: str, text: str) -> None:
        """Keep a word of the person's own in a list."""
        self.j.keep_own_word(list_name, text)


def walk(editing: Editing, shown: Flow, person: Person) -> None:
    """
    Lead through the questions of an entry, to its end or to where the person leaves.

    Args:
        shown: Those of its questions that are to be asked.

    Raises:
        Stopped: If they leave without keeping a change.
    """
    j, before = editing.j, editing.before
    entry = copy_of(before)
    waiting = j.store.aside(before.uid)
    if waiting is not None:
        choices = {"": "go on with them", "t": "throw them away"}
        if person.page(_WAITING, choices) == "t":
            j.store.drop_aside(waiting)
        else:
            entry = waiting
    while True:
        conversation = Conversation(
            begin(shown, entry, editing.situation), person, editing, j.prompts.care, j.country,
            now=now,
        )  # fmt: skip
        try:
            conversation.run()
        except Stopped as stop:
            left = None if str(stop).isspace() else j.store.aside(before.uid)
            if left is None:
                raise Stopped(str(stop) if str(stop).isspace() else AS_IT_WAS) from None
            if not _goes_on(editing, left, person):
                return
            entry = left
        else:
            return


def _goes_on(editing: Editing, left: Entry, person: Person) -> bool:
    """
    Ask what to do with a change that was left.

    Raises:
        Stopped: If it is thrown away, or they leave once more; then it waits.
    """
    choices = {"": "go on", "k": "keep what you changed", "t": "throw it away"}
    try:
        choice = person.page(_CHANGED, choices)
    except Stopped:
        call = editing.before.call
        raise Stopped(f"Your changes wait. Go on with: journal edit {call}") from None
    if choice == "t":
        editing.j.store.drop_aside(left)
        raise Stopped(AS_IT_WAS)
    if choice == "k":
        editing.save(replace(left, draft_at=None))
        person.say(KEPT_AS_CHANGED)
    return choice == ""
