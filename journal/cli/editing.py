"""
An entry changed with a person at the terminal.

Every change is on disk at once, in a working copy that shows nowhere; the entry itself is
replaced in one step at the end, or stays as it was.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from journal.cli.open import Journal, now
from journal.core.conversation import Ask, Offer
from journal.core.converse import Conversation
from journal.core.editing import (
    KEPT_AS_CHANGED,
    NOTHING_CHANGED,
    as_changed,
    begin,
    changed,
    copy_of,
    differs,
    edited,
    see_that_only,
)
from journal.core.errors import Stopped
from journal.core.flows import Flow
from journal.core.grounding import Cue
from journal.core.model import Entry
from journal.core.person import Answered, Left, Opened, Person, Skipped, WentBack, Wrote

AS_IT_WAS = "The entry is as it was."
NO_ANSWER_LEFT = "No answer was left, so the entry is as it was. To let it go: journal delete "

_WAITING = "There are changes to this entry that were not finished."
_CHANGED = "You changed something here."


@dataclass(slots=True)
class Editing:
    """
    Where the changes of one entry go; implements `core.person.Keep`.

    Attributes:
        before: The entry as it was.
        flow: All its questions; see `core.editing.flow_to_edit`.
        asked: The ids of all questions that the person was shown.
        after: The entry as it was kept; None as long as nothing was changed.
    """

    j: Journal
    before: Entry
    flow: Flow
    situation: Mapping[str, str | int]
    asked: set[str] = field(default_factory=set)
    after: Entry | None = None
    _has_no_answer_left: bool = False

    def save(self, entry: Entry) -> Entry:
        """
        Keep a working copy, or the entry itself once it is finished.

        Raises:
            UnaskedChangeError: If more would be changed than what was asked; the working
                copy stays.
        """
        if entry.is_draft:
            if entry.revision is None and not differs(self.before, entry):
                return entry
            return self.j.store.put_aside(entry)
        done = as_changed(self.before, entry, self.flow)
        self._has_no_answer_left = done is not None and not done.answers
        if done is None or self._has_no_answer_left:
            self.j.store.drop_aside(entry)
            return self.before
        done = replace(done, revision=self.before.revision, base=None)
        see_that_only(self.asked, self.before, done, self.flow)
        self.after = self.j.save(edited(self.before, done, now()), done=entry)
        return self.after

    def told(self) -> str:
        """How it ended, in a sentence."""
        if self._has_no_answer_left:
            return f"{NO_ANSWER_LEFT}{self.before.call}"
        return NOTHING_CHANGED if self.after is None else KEPT_AS_CHANGED

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


@dataclass(frozen=True, slots=True)
class _Noting:
    """A person, with a note of every question that they are shown; implements `Person`."""

    person: Person
    asked: set[str]

    def ask(self, ask: Ask) -> Answered | Skipped | WentBack | Left | Wrote:
        self.asked.add(ask.question.id)
        return self.person.ask(ask)

    def offer(self, offer: Offer) -> Opened | Skipped | WentBack:
        return self.person.offer(offer)

    def page(self, text: str, choices: Mapping[str, str]) -> str:
        return self.person.page(text, choices)

    def say(self, text: str) -> None:
        self.person.say(text)

    def ground(self, cues: Sequence[Cue]) -> None:
        self.person.ground(cues)


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
            editing.asked |= changed(before, waiting, editing.flow)
    while True:
        conversation = Conversation(
            begin(shown, entry, editing.situation),
            _Noting(person, editing.asked),
            editing,
            j.prompts.care,
            j.country,
            now=now,
            closing=editing.told,
        )
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
        person.say(editing.told())
    return choice == ""
