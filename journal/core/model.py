"""The words that every room uses: answers, entries and who is asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from journal.core.likeness import even
from journal.core.terms import Care, Counts, Detail, LeanName, Theme

NOT_SURE = "not_sure"
OTHER = "other"

IN_HAND = "in hand: "
"""
Before the id of a question: what stands in its field as typed and is no answer, such as a number
of minutes that can't be read, or the words that filter a list. Only drafts have it.
"""

_MOST_CAREFUL_FIRST: tuple[Care, ...] = ("flagged", "unsure")


def most_careful(found: Iterable[Care | None]) -> Care | None:
    """The care that suffices for all of these; None if none of them needs any."""
    needed = set(found)
    return next((care for care in _MOST_CAREFUL_FIRST if care in needed), None)


@dataclass(frozen=True, slots=True)
class Other:
    """A choice in the person's own words, typed under "something else"."""

    text: str

    @property
    def folded(self) -> str:
        """The form under which an own word is counted and compared; never what is shown."""
        return even(self.text)


Pick = str | Other
"""One choice: the id of a word, or an own word."""

Answer = str | int | Other | tuple[Pick, ...]
"""What was said: a choice or a text, a number, an own word, or picks in order."""


@dataclass(frozen=True, slots=True)
class Said:
    """
    One answer, with the question as it was asked.

    Attributes:
        value: The answer. A skipped question has no `Said` at all.
        theme: What it counts as in the findings; `free` counts nowhere.
        wording: The question's words at the time, placeholders filled in.
        labels: The words shown for the ids picked, so that they can still be
            read when their list has changed. May lack ids.
    """

    value: Answer
    theme: Theme
    wording: str
    labels: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Entry:
    """
    One thing written down.

    Attributes:
        uid: Never changes, also across exports and imports.
        flow: The kind of entry; the name of the flow it was asked by.
        counts: Whether it is a conflict, counted apart, or never counted.
        happened_at: When it happened, with its offset from UTC.
        written_at: When it was begun, with offset.
        edited_at: When it was last changed after being finished.
        about: The uid of the entry that this one goes back to.
        care: What was said of this entry itself: None, `unsure` or `flagged`.
        argument_care: How carefully it is handled, which all that is shown and counted asks:
            the care of the most careful entry of its argument, as the store works it out; at
            least its own. Never exported.
        lean, lean_detail, their_lean, their_detail: Worked out from the moves; None
            where no lean is worked out, as in flagged entries.
        lean_overruled: The lean as the person puts it, if they put it otherwise.
        answers: By question id, in the order of the flow.
        draft_at: The question to go on with; None once the entry is finished.
        number: What the person calls it by; None until it is finished.
        revision: The state in which it was read from the journal, another after every
            write there; None if it was never there. No part of what was written.
        base: Of a working copy, the revision of the entry that it was taken from.
    """

    uid: str
    flow: str
    counts: Counts
    happened_at: datetime
    written_at: datetime
    answers: Mapping[str, Said]
    edited_at: datetime | None = None
    about: str | None = None
    care: Care | None = None
    lean: LeanName | None = None
    lean_detail: Detail | None = None
    their_lean: LeanName | None = None
    their_detail: Detail | None = None
    lean_overruled: LeanName | None = None
    draft_at: str | None = None
    number: int | None = None
    revision: int | None = field(default=None, compare=False)
    base: int | None = field(default=None, compare=False)
    argument_care: Care | None = field(default=None, compare=False)

    def __post_init__(self) -> None:
        if self.care is not None:
            care = most_careful((self.care, self.argument_care))
            object.__setattr__(self, "argument_care", care)

    @property
    def is_apart(self) -> bool:
        """Whether it is left out of all that is shown and counted, unless it is asked for."""
        return self.argument_care == "flagged"

    def without_leans(self) -> Entry:
        """Return the same with no lean of anyone worked out."""
        return replace(self, lean=None, lean_detail=None, their_lean=None, their_detail=None)

    def value(self, question: str) -> Answer | None:
        """The answer to a question; None if it was skipped."""
        said = self.answers.get(question)
        return None if said is None else said.value

    @property
    def is_draft(self) -> bool:
        """Whether it is not finished yet."""
        return self.draft_at is not None

    @property
    def call(self) -> str:
        """What the person calls it by: `12`, or `F1` for one kept apart."""
        return f"F{self.number}" if self.is_apart else str(self.number)


@dataclass(frozen=True, slots=True)
class Version:
    """
    What a finished entry was before it was changed, or would have been.

    Attributes:
        entry: The whole of it, with the uid and number that it has now.
        replaced_at: When something else took its place.
    """

    entry: Entry
    replaced_at: datetime


def picks(answer: Answer | None) -> tuple[Pick, ...]:
    """All choices of an answer as a tuple; empty for a number or a skip."""
    match answer:
        case tuple():
            return answer
        case str() | Other():
            return (answer,)
        case _:
            return ()
