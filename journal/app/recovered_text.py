"""Text recovered from an editor: shown at the next start, to keep or to discard."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from journal.app.journal import Journal
from journal.app.program import Program
from journal.core.dialogue.ports import Person
from journal.core.dialogue.progress import Progress
from journal.core.dialogue.steps import with_typed
from journal.core.errors import Stopped
from journal.core.model import Answer, Entry, Said, picks
from journal.core.text import visible, without_unkeepable

if TYPE_CHECKING:
    from journal.core.flows.flow import Flow, Question
    from journal.local.editor_files import HandedOut

TEXT_WAITS = "There is text from an editor that was not finished."
TO_SEE_IT = f"{TEXT_WAITS} To see it: journal resume"

_CHANGES_GO = "Changes to it that were not finished go too."
_TEXT_GOES = "Text of it that an editor saved goes too."
_STILL_WAITS = "It still waits: journal resume"
_EMPTIED = "It is empty now."
_SHOWN = 1500
"""The number of characters of a text that are shown; all of it is kept."""


@dataclass(frozen=True, slots=True)
class _Place:
    """The entry, or its working copy, and the question that a text belongs to."""

    entry: Entry
    flow: Flow
    question: Question
    call: str

    @property
    def said(self) -> str:
        """The present answer, as an editor would be given it."""
        value = self.entry.value(self.question.id)
        return " ".join(map(str, picks(value))) if isinstance(value, tuple) else str(value or "")


def pick_up(j: Journal, person: Person) -> None:
    """
    Let the person choose what to do with each recovered text.

    Raises:
        Stopped: If the person leaves; the text stays recoverable.
    """
    if not j.program.is_there():
        return
    for handed in j.program.editor().unfinished():
        place = _place_of(j, handed)
        text = without_unkeepable(handed.unread(ended_well=False) or "").strip()
        present = place.said.strip() if place else ""
        if text != present:
            try:
                _choose(j, person, handed, place, text)
            except Stopped:
                raise Stopped(_STILL_WAITS) from None
        handed.remove()


def tell_of_it(program: Program) -> None:
    """Tell in one line that recovered text waits, if any does."""
    from journal.screen.output.messages import tell

    if program.editor().has_unfinished():
        tell(TO_SEE_IT, err=True)


def gone_with(j: Journal, entry: Entry) -> str:
    """Return a sentence on unfinished work that erasing an entry would erase; empty if none."""
    sentences = [_CHANGES_GO] if j.store.aside(entry.uid) else []
    sentences += [_TEXT_GOES] if j.program.editor().has_text_of(entry.uid) else []
    return " ".join(sentences)


def _choose(j: Journal, person: Person, handed: HandedOut, place: _Place | None, text: str) -> None:
    about = [TEXT_WAITS, *([_where(place)] if place else [])]
    if not text:
        if place is None:
            return
        choices = {"": "keep the old one", "t": "take it out"}
        if person.page("\n\n".join([*about, _EMPTIED]), choices) == "t":
            _fold(j, person, place, "")
        return
    choices = {"n": "keep it as a note", "t": "throw it away"}
    changed_since = place is not None and bool(place.said) and not handed.is_of(place.said)
    if place is not None:
        how = "add it to the answer" if changed_since else "keep it as the answer"
        choices = {"": how, **choices}
    else:
        choices = {"": choices.pop("n"), **choices}
    choice = person.page("\n\n".join([*about, _preview(text)]), choices)
    if choice == "n" or (choice == "" and place is None):
        kept = j.save(note_of(j, text, j.now()))
        person.say(f"Kept as {kept.call}.")
    elif choice == "" and place is not None:
        _fold(j, person, place, f"{place.said}\n\n{text}" if changed_since else text)


def _fold(j: Journal, person: Person, place: _Place, text: str) -> None:
    """Save a text as the answer: in the draft, or in a working copy of a finished entry."""
    value: Answer = tuple(dict.fromkeys(text.split())) if place.question.kind == "tags" else text
    progress = with_typed(Progress(place.flow, place.entry), place.question, value)
    if place.call:
        j.store.put_aside(replace(progress.entry, draft_at=place.question.id), late=True)
        person.say(f"It waits there. To go on: journal edit {place.call}")
    else:
        j.save(progress.entry)


def note_of(j: Journal, text: Answer, at: datetime) -> Entry:
    """Return a text as a finished note."""
    flow = j.prompts.flow("note")
    question = flow.questions[0]
    said = Said(text, question.theme, question.ask)
    return replace(j.begin(flow, at), answers={question.id: said})


def _place_of(j: Journal, handed: HandedOut) -> _Place | None:
    """Return the place of a text; None if it is unknown or takes no text any more."""
    from journal.core.dialogue.asked_again import flow_to_edit
    from journal.core.dialogue.revision import copy_of

    original = j.store.find(handed.entry) if handed.entry else None
    if original is None:
        return None
    flow = j.flow_of(original.flow)
    entry, call = original, ""
    if not original.is_draft:
        flow = flow_to_edit(original, flow, j.prompts.by_theme())
        entry, call = j.store.aside(original.uid) or copy_of(original), original.call
    question = flow.question(handed.question) if flow else None
    if flow is None or question is None or question.kind not in ("text", "tags"):
        return None
    return _Place(entry, flow, question, call)


def _where(place: _Place) -> str:
    from journal.core.entries.rendering import day_of

    return f"It belongs to the entry of {day_of(place.entry.happened_at)}: {place.question.ask}"


def _preview(text: str) -> str:
    more = len(text) - _SHOWN
    shown = visible(text[:_SHOWN])
    return f"{shown}\n\n… and {more:,} characters more." if more > 0 else shown
