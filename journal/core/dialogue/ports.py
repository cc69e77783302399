"""Whoever is asked, and where their answers go: what the conversation needs of both."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal, Protocol

from journal.core.dialogue.asks import Ask, Offer, aside, takes_any
from journal.core.dialogue.exercises import Cue
from journal.core.errors import Stopped
from journal.core.flows.flow import Question
from journal.core.model import Answer, Entry


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer, and the follow-ups that the person opened with it."""

    value: Answer
    more: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Skipped:
    """No answer; go on."""


@dataclass(frozen=True, slots=True)
class WentBack:
    """
    To the question before, with what was typed until then.

    Attributes:
        text: What stands in the field and is no answer; see `model.IN_HAND`.
    """

    typed: Answer | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Left:
    """
    The person stops in the middle of an answer; what was typed until then is kept.

    Attributes:
        text: What stands in the field and is no answer; see `model.IN_HAND`.
    """

    typed: Answer | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Wrote:
    """
    What was typed until now, to be kept; the person goes on with it when it is asked again.

    None changes nothing; an empty text or list of tags takes the answer out.

    Attributes:
        text: What stands in the field and is no answer; see `model.IN_HAND`.
    """

    typed: Answer | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Edited:
    """
    A text that was given to an editor.

    Attributes:
        text: As it came back; as it was if nothing was saved.
        told: What to tell the person of it; may be empty.
        let_go: Takes the editor's file away; for once the text is on disk.
    """

    text: str
    told: str = ""
    let_go: Callable[[], None] = lambda: None


@dataclass(frozen=True, slots=True)
class Opened:
    """A follow-up that was offered is wanted."""

    question: str


Reply = Answered | Skipped | WentBack | Left | Wrote
"""What comes back from a question."""


class Person(Protocol):
    """
    Whoever is asked. Any call may raise `Stopped`.

    Attributes:
        clears: Whether what they were shown goes from the screen when they close.
    """

    @property
    def clears(self) -> bool: ...

    def ask(self, ask: Ask) -> Reply:
        """Ask one question; after `Wrote` it is asked again."""

    def offer(self, offer: Offer) -> Opened | Skipped | WentBack:
        """Offer follow-ups; skipping goes on without."""

    def page(self, text: str, choices: Mapping[str, str]) -> str:
        """Show a page of its own; returns the key of the choice taken."""

    def say(self, text: str) -> None:
        """Show a line between questions."""

    def ground(self, cues: Sequence[Cue]) -> None:
        """Lead through an exercise, line by line; any key ends it."""


def closing(person: Person) -> str:
    """Return how closing is called, with no more than it does."""
    return "close and clear" if person.clears else "close"


def ask_aside(
    person: Person, question: Question, check: Callable[[str], str] = takes_any
) -> Answer | None:
    """
    Ask a question that is no part of a flow; None if it is skipped.

    Args:
        check: What is wrong with a text typed there; see `conversation.Ask`.

    Raises:
        Stopped: Also in the middle of an answer: what was typed until then is not kept.
    """
    ask = replace(aside(question), check=check)
    while isinstance(reply := person.ask(ask), Wrote):
        ask = replace(ask, typed=reply.text or str(reply.typed or ""))
    if isinstance(reply, Left):
        raise Stopped()
    return reply.value if isinstance(reply, Answered) else None


Moved = Literal["locked", "replaced", "gone"]
"""What became of a journal whose file is not in its place any more."""


class Keep(Protocol):
    """
    Where entries go. Returning means that it is on disk.

    What is kept or erased names the state that it was read at, by its revision: if that is
    gone, `ChangedElsewhereError` is raised, and what is there stays. Any call raises `StoreError`
    once another window put another file in the place of the journal, or took it away.
    """

    def save(self, entry: Entry) -> Entry:
        """Keep an entry, finished or not; returns it with its new revision, to go on with."""

    def erase(self, entry: Entry) -> None:
        """Leave nothing of an entry; of one that is being changed, nothing of the change."""

    def moved(self) -> Moved | None:
        """What another window made of the journal; None if it is in its place."""

    def reopen(self, entry: Entry) -> Entry:
        """
        Open what is in the place of the journal now, a new journal if nothing is.

        Returns:
            The entry as it is to be kept there: one of its own if it is not there.

        Raises:
            JournalError: If it cannot be opened.
        """

    def come_back(self, at: datetime) -> None:
        """Remember the time that was set to come back."""

    def own_words(self, list_name: str) -> Sequence[str]:
        """The words of the person's own in a list, oldest first."""

    def keep_own_word(self, list_name: str, text: str) -> None:
        """Keep a word of the person's own in a list."""
