"""The ports of the conversation: the person who is asked, and the store of the answers."""

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
    """
    The person answered.

    Attributes:
        value: The answer.
        more: The ids of the follow-ups that they opened with it.
    """

    value: Answer
    more: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Skipped:
    """The person skipped the question."""


@dataclass(frozen=True, slots=True)
class WentBack:
    """
    The person went back to the question before.

    Attributes:
        typed: The answer so far; None if there is none.
        text: The unfinished text of the field; see `model.IN_HAND`.
    """

    typed: Answer | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Left:
    """
    The person stopped in the middle of an answer, which is kept.

    Attributes:
        typed: The answer so far; None if there is none.
        text: The unfinished text of the field; see `model.IN_HAND`.
    """

    typed: Answer | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Wrote:
    """
    A part of an answer, to be saved; the same question is then asked again.

    Attributes:
        typed: The answer so far; None changes nothing, an empty text or list removes the answer.
        text: The unfinished text of the field; see `model.IN_HAND`.
    """

    typed: Answer | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Edited:
    """
    A text edited in an editor.

    Attributes:
        text: The text as saved in the editor; unchanged if nothing was saved.
        told: A message for the person; may be empty.
        let_go: Removes the file of the editor; call it once the text is on disk.
    """

    text: str
    told: str = ""
    let_go: Callable[[], None] = lambda: None


@dataclass(frozen=True, slots=True)
class Opened:
    """
    The person opened a follow-up.

    Attributes:
        question: The id of the follow-up.
    """

    question: str


Reply = Answered | Skipped | WentBack | Left | Wrote
"""The reply to a question."""


class Person(Protocol):
    """
    The person who is asked.

    Each call may raise `Stopped`.

    Attributes:
        clears: True if closing clears the screen.
    """

    @property
    def clears(self) -> bool: ...

    def ask(self, ask: Ask) -> Reply:
        """Ask a question and return the reply; after `Wrote`, the caller asks it again."""

    def offer(self, offer: Offer) -> Opened | Skipped | WentBack:
        """Offer follow-ups and return the reply; `Skipped` opens none."""

    def page(self, text: str, choices: Mapping[str, str]) -> str:
        """Show a text on a page of its own, and return the key of the choice; Enter is empty."""

    def say(self, text: str) -> None:
        """Show a text between questions."""

    def ground(self, cues: Sequence[Cue]) -> None:
        """Show the lines of an exercise, each for its seconds; any key ends it."""


def closing(person: Person) -> str:
    """Return the label of closing, which mentions clearing only if it happens."""
    return "close and clear" if person.clears else "close"


def ask_aside(
    person: Person, question: Question, check: Callable[[str], str] = takes_any
) -> Answer | None:
    """
    Ask a question that is no part of a flow, and return the answer; None if it is skipped.

    Args:
        person: The person.
        question: The question.
        check: Returns the fault of a typed text; see `asks.Ask`.

    Raises:
        Stopped: If the person stops; an unfinished answer is not kept.
    """
    ask = replace(aside(question), check=check)
    while isinstance(reply := person.ask(ask), Wrote):
        ask = replace(ask, typed=reply.text or str(reply.typed or ""))
    if isinstance(reply, Left):
        raise Stopped()
    return reply.value if isinstance(reply, Answered) else None


Moved = Literal["locked", "replaced", "gone"]
"""The kinds of change to the journal file by another process."""


class Keep(Protocol):
    """
    The store of entries; when a call returns, its effect is on disk.

    An entry is saved or erased only if its revision is still current; else the call raises
    `ChangedElsewhereError` and changes nothing. Each call raises `StoreError` if another process
    replaced or removed the journal file.
    """

    def save(self, entry: Entry) -> Entry:
        """Save an entry or a draft, and return it with its new revision."""

    def erase(self, entry: Entry) -> None:
        """Erase an entry without a trace; for a working copy, only the copy."""

    def moved(self) -> Moved | None:
        """Return the change to the journal file by another process; None if there is none."""

    def reopen(self, entry: Entry) -> Entry:
        """
        Open the journal file that is there now, or a new journal if there is none.

        Returns:
            The entry to save there; a new one if the journal does not have it.

        Raises:
            JournalError: If it cannot be opened.
        """

    def come_back(self, at: datetime) -> None:
        """Save the time set to come back."""

    def own_words(self, list_name: str) -> Sequence[str]:
        """Return the own words of a list, oldest first."""

    def keep_own_word(self, list_name: str, text: str) -> None:
        """Save an own word in a list."""
