"""Every subject and moment beside every lean: what `lean_by` has to compare."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from journal.core.conflicts import Conflict, Looking
from journal.core.insights.part import PARTS, with_part
from journal.core.insights.statistics import fisher
from journal.core.insights.tally import (
    grouped,
    has_answer,
    labels_of,
    named,
    numbers_of,
    subject_of,
)
from journal.core.words import WordList

THEMES = {"topic": "topics", "trigger": "triggers"}
"""What leans are compared by -> the list that its labels come from."""


@dataclass(frozen=True, slots=True)
class Link:
    """
    One value of a theme beside one lean.

    Attributes:
        theme, subject, label: The value; an id or an own word, and how it is shown.
        lean: The lean, and `phrase`: the same as it follows "you".
        count, of: How many of the conflicts that named the value lean so.
        elsewhere, of_elsewhere: The same of those that answered the theme otherwise.
        entries: The numbers of the conflicts counted by `count`, in order; where that is
            0, of those that named the value.
    """

    theme: str
    subject: str
    label: str
    lean: str
    phrase: str
    count: int
    of: int
    elsewhere: int
    of_elsewhere: int
    entries: tuple[int, ...]

    @property
    def chance(self) -> float:
        """How often chance alone puts the two shares at least this far apart, 0 to 1."""
        return fisher(
            self.count, self.of - self.count, self.elsewhere, self.of_elsewhere - self.elsewhere
        )

    @property
    def is_wide(self) -> bool:
        """Whether the shares are at least 50 of 100 apart."""
        gap = self.count * self.of_elsewhere - self.elsewhere * self.of
        return 2 * abs(gap) >= self.of * self.of_elsewhere


@dataclass(frozen=True, slots=True)
class Value:
    """
    One value of a theme, and who named it.

    Attributes:
        inside: The conflicts that named it.
        leans: How often each lean came up in all that answered the theme.
        phrases: Each lean as it follows "you".
    """

    theme: str
    subject: str
    label: str
    inside: Sequence[Conflict]
    leans: Counter[str | None]
    phrases: Mapping[str, str]

    @property
    def smaller(self) -> int:
        """How many conflicts are with it, or without it: whichever is less."""
        return min(len(self.inside), self.leans.total() - len(self.inside))

    def links(self) -> list[Link]:
        """The value beside each lean, whether the lean came up or not."""
        return [self._link(lean, phrase) for lean, phrase in self.phrases.items()]

    def _link(self, lean: str, phrase: str) -> Link:
        leaning = [c for c in self.inside if c.lean == lean]
        return Link(
            theme=self.theme,
            subject=self.subject,
            label=self.label,
            lean=lean,
            phrase=phrase,
            count=len(leaning),
            of=len(self.inside),
            elsewhere=self.leans[lean] - len(leaning),
            of_elsewhere=self.leans.total() - len(self.inside),
            entries=numbers_of(leaning or self.inside),
        )


def values(looking: Looking, lists: Mapping[str, WordList]) -> list[Value]:
    """All values named as a subject or a moment, in conflicts that tell of my part."""
    known = with_part(looking)
    return [value for theme in THEMES for value in _values_of(theme, known, lists)]


def _values_of(theme: str, known: Sequence[Conflict], lists: Mapping[str, WordList]) -> list[Value]:
    answered = [c for c in known if has_answer(c, theme)]
    leans = Counter(c.lean for c in answered)
    phrases = {lean: _phrase(lean, answered) for lean in PARTS}
    labels = labels_of(answered, theme, lists[THEMES[theme]])
    named_by = grouped((pick, c) for c in answered for pick in named(c, theme))
    return [
        Value(theme, subject_of(pick), labels[pick], inside, leans, phrases)
        for pick, inside in named_by.items()
    ]


def _phrase(lean: str, answered: Sequence[Conflict]) -> str:
    """The lean in words: those of its finer detail if all of it is that, on both sides."""
    part = PARTS[lean]
    details = [c.my_detail in part.special for c in answered if c.lean == lean]
    return part.all_special if details and all(details) else part.phrase
