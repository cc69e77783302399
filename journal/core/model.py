"""The values that all rooms use: answers and entries."""

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
The prefix of a question id for an unfinished text in its field.

Such a text is no answer: an unreadable number of minutes, or the filter of a list. Only drafts
have them.
"""

_MOST_CAREFUL_FIRST: tuple[Care, ...] = ("flagged", "unsure")


def most_careful(found: Iterable[Care | None]) -> Care | None:
    """Return the most careful of some cares, `flagged` before `unsure`; None if all are None."""
    needed = set(found)
    return next((care for care in _MOST_CAREFUL_FIRST if care in needed), None)


@dataclass(frozen=True, slots=True)
class Other:
    """
    A choice in the person's own words, typed under "something else".

    Attributes:
        text: The words as typed.
    """

    text: str

    @property
    def folded(self) -> str:
        """The normal form for counting and comparing; never shown."""
        return even(self.text)


Pick = str | Other
"""A choice: the id of a word, or an own word."""

Answer = str | int | Other | tuple[Pick, ...]
"""An answer: the id of a word or a text; a number; an own word; or choices or tags in order."""


@dataclass(frozen=True, slots=True)
class Said:
    """
    An answer, with the question as it was asked.

    Attributes:
        value: The answer. A skipped question has no `Said` at all.
        theme: The theme under which it is counted; `free` is not counted.
        wording: The question as asked, placeholders filled in.
        labels: Word id -> the label shown, so that the answer stays readable if the word list
            changes. Some ids may be missing.
    """

    value: Answer
    theme: Theme
    wording: str
    labels: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Entry:
    """
    One entry of the journal.

    Attributes:
        uid: The permanent id, the same across exports and imports.
        flow: The name of the flow it was asked by.
        counts: Whether it counts as a conflict, apart, or never.
        happened_at: The time it is about, with its offset from UTC.
        written_at: The time it was begun, with offset.
        answers: Question id -> answer, in the order of the flow.
        edited_at: The time of the last change after it was finished, with offset; None if none.
        about: The uid of the entry that it is about; None if there is none.
        care: The care that its own answers call for; None for none.
        argument_care: The care by which it is shown and counted: the most careful of its
            argument, at least its own. The store sets it; it is never exported.
        lean, lean_detail, their_lean, their_detail: The leans derived from the moves; None
            without any, as in flagged entries.
        lean_overruled: The lean as the person sees it; None if they did not overrule it.
        draft_at: The id of the question to go on with; None once it is finished.
        number: The number by which the person refers to it; None until it is finished.
        revision: The revision in the store, new after each write; None if it was never saved.
            Entries are compared without it.
        base: For a working copy, the revision of the entry that it was copied from.
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
        """True if it is kept apart: neither listed nor counted, unless asked for."""
        return self.argument_care == "flagged"

    def without_leans(self) -> Entry:
        """Return the entry without derived leans."""
        return replace(self, lean=None, lean_detail=None, their_lean=None, their_detail=None)

    def value(self, question: str) -> Answer | None:
        """Return the answer to a question; None if it was skipped."""
        said = self.answers.get(question)
        return None if said is None else said.value

    @property
    def is_draft(self) -> bool:
        """True if it is not finished."""
        return self.draft_at is not None

    @property
    def call(self) -> str:
        """The name for commands: `12`, or `F1` for an entry kept apart."""
        return f"F{self.number}" if self.is_apart else str(self.number)


@dataclass(frozen=True, slots=True)
class Version:
    """
    A former version of a finished entry, or one that came by import and is not current.

    Attributes:
        entry: The whole entry, with its current uid and number.
        replaced_at: The time it was replaced.
    """

    entry: Entry
    replaced_at: datetime


def picks(answer: Answer | None) -> tuple[Pick, ...]:
    """Return the choices of an answer; empty for a number or None."""
    match answer:
        case tuple():
            return answer
        case str() | Other():
            return (answer,)
        case _:
            return ()
