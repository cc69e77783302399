"""
The editing of an entry with a person at the terminal.

Every change is saved at once in a hidden working copy; the entry itself is replaced in one
transaction at the end, or stays as it was.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime

from journal.app import edit_conflict
from journal.app.journal import Journal, open_journal
from journal.app.program import Program
from journal.app.recovered_text import pick_up
from journal.app.write_session import situation_of
from journal.core.conversation import Conversation
from journal.core.dialogue.asked_again import begin, flow_to_edit, only
from journal.core.dialogue.asks import Ask, Offer
from journal.core.dialogue.exercises import Cue
from journal.core.dialogue.ports import (
    Answered,
    Left,
    Moved,
    Opened,
    Person,
    Skipped,
    WentBack,
    Wrote,
)
from journal.core.dialogue.revision import (
    KEPT_AS_CHANGED,
    NOTHING_CHANGED,
    as_changed,
    changed,
    changes_safety,
    copy_of,
    differs,
    edited,
    see_that_only,
    with_lean,
)
from journal.core.dialogue.saving import Keeping
from journal.core.errors import (
    ChangedElsewhereError,
    ClosedForSafety,
    Stopped,
    StoreError,
    WrongUseError,
)
from journal.core.flows.flow import Flow
from journal.core.model import Entry

AS_IT_WAS = "The entry is as it was."
NO_ANSWER_LEFT = "No answer was left, so the entry is as it was. To let it go: journal delete "

_WAITING = "There are changes to this entry that were not finished."
_CHANGED = "You changed something here."
_CHANGED_SINCE = "The entry itself was changed since."
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


@dataclass(frozen=True, slots=True)
class _Noting:
    """A wrapper that records every question shown; implements `core.dialogue.ports.Person`."""

    person: Person
    asked: set[str]

    @property
    def clears(self) -> bool:
        return self.person.clears

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


def walk(editing: Editing, shown: Flow) -> None:
    """
    Ask the questions of an entry, until the end or until the person leaves.

    Args:
        shown: The flow with the questions to ask.

    Raises:
        Stopped: If the person leaves without saving a change.
    """
    j, before, person = editing.j, editing.before, editing.person
    entry = _begun(editing)
    while entry is not None:
        conversation = Conversation(
            begin(shown, entry, {**editing.situation, "call": before.call}),
            _Noting(person, editing.asked),
            editing,
            j.prompts.care,
            j.program.country,
            now=j.now,
            closing=editing.told,
        )
        try:
            conversation.run()
        except Stopped as stop:
            if editing.ended:
                break
            if isinstance(stop, ClosedForSafety):
                raise
            left = j.store.aside(before.uid)
            if left is None:
                raise Stopped(AS_IT_WAS) from None
            entry = _goes_on(editing, left)
        else:
            return
    if editing.ended and editing.after is None:
        raise Stopped(editing.ended)
    if editing.ended:
        person.say(editing.ended)


def _begun(editing: Editing) -> Entry | None:
    """
    Return the working copy to begin with; None if a waiting one was resolved instead.

    Raises:
        Stopped: If the person leaves it waiting.
    """
    j, before = editing.j, editing.before
    waiting = j.store.aside(before.uid)
    if waiting is None:
        return copy_of(before)
    if waiting.base != before.revision:
        try:
            editing.settle(waiting, f"{_WAITING} {_CHANGED_SINCE}")
        except Stopped:
            raise Stopped(editing.ended) from None
        return None
    choices = {"": "go on with them", "t": "throw them away"}
    if editing.person.page(_WAITING, choices) == "t":
        j.store.drop_aside(waiting)
        return copy_of(before)
    editing.asked |= changed(before, waiting, editing.flow)
    return waiting


def _goes_on(editing: Editing, left: Entry) -> Entry | None:
    """
    Ask what to do with an edit that the person left.

    Returns:
        The working copy to continue with; None if the edit was saved.

    Raises:
        Stopped: If it is discarded, or the person leaves again and it waits.
    """
    choices = {"": "go on", "k": "keep what you changed", "t": "throw it away"}
    try:
        choice = editing.person.page(_CHANGED, choices)
    except Stopped:
        raise Stopped(editing.let_wait(left)) from None
    if choice == "t":
        editing.erase(left)
        raise Stopped(AS_IT_WAS)
    if choice == "":
        return left
    try:
        Keeping(editing.person, editing).put(replace(left, draft_at=None))
    except Stopped:
        if not editing.ended:
            raise
    else:
        editing.person.say(editing.told())
    return None


def change(
    program: Program,
    name: str,
    question: str | None = None,
    lean: str | None = None,
    *,
    plain: bool = False,
) -> None:
    """
    Edit an entry, or one answer of it.

    Args:
        name: The number of the entry, or `last`.
        question: The id of the only question to ask; None for all.
        lean: The lean as the person sees it; nothing is asked then.
        plain: Ask line by line.

    Raises:
        UnknownEntryError: If there is no such entry.
        WrongUseError: If there is no such lean, or a question is given with it.
        Stopped: If the person leaves without saving a change.
    """
    if question is not None and lean is not None:
        raise WrongUseError("Give --question or --lean, not both.")
    if lean is not None:
        _see_otherwise(program, name, lean)
        return
    with open_journal(program, to_read=not program.is_there()) as j:
        found = j.store.entry(name)
        flow = flow_to_edit(found, j.flow_of(found.flow), j.prompts.by_theme())
        shown = flow if j.view == "loop" else flow.plain()
        shown = only(flow, question) if question else shown
        program.terminal.need("An entry can only be changed on a terminal.")
        with program.at_terminal(plain=plain) as person:
            pick_up(j, person)
            walk(Editing(j, found, flow, situation_of(j, found), person), shown)


def _see_otherwise(program: Program, name: str, lean: str) -> None:
    with open_journal(program, to_read=not program.is_there()) as j:
        found = j.store.entry(name)
        flow = flow_to_edit(found, j.flow_of(found.flow), j.prompts.by_theme())
        seen = with_lean(found, lean, flow)
        if seen != found:
            j.save(edited(found, seen, j.now()))
        program.tell(f"Kept as {found.call}.")
