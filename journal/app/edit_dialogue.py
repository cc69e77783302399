"""The dialogue of an edit: the questions of an entry again, each with its present answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from journal.app.edit_session import AS_IT_WAS, Editing
from journal.app.journal import open_journal
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
    Opened,
    Person,
    Skipped,
    WentBack,
    Wrote,
)
from journal.core.dialogue.revision import (
    changed,
    copy_of,
    edited,
    with_lean,
)
from journal.core.dialogue.saving import Keeping
from journal.core.errors import (
    ClosedForSafety,
    Stopped,
    WrongUseError,
)
from journal.core.flows.flow import Flow
from journal.core.model import Entry

_WAITING = "There are changes to this entry that were not finished."
_CHANGED = "You changed something here."
_CHANGED_SINCE = "The entry itself was changed since."


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
        entry = j.store.entry(name)
        flow = flow_to_edit(entry, j.flow_of(entry.flow), j.prompts.by_theme())
        shown = flow if j.view == "loop" else flow.plain()
        shown = only(flow, question) if question else shown
        program.terminal.need("An entry can only be changed on a terminal.")
        with program.at_terminal(plain=plain) as person:
            pick_up(j, person)
            walk(Editing(j, entry, flow, situation_of(j, entry), person), shown)


def _see_otherwise(program: Program, name: str, lean: str) -> None:
    with open_journal(program, to_read=not program.is_there()) as j:
        entry = j.store.entry(name)
        flow = flow_to_edit(entry, j.flow_of(entry.flow), j.prompts.by_theme())
        corrected = with_lean(entry, lean, flow)
        if corrected != entry:
            j.save(edited(entry, corrected, j.now()))
        program.tell(f"Kept as {entry.call}.")
