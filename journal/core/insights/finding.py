"""What an insight returns, and what it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from journal.core.conflicts import Looking
from journal.core.words import WordList


@dataclass(frozen=True, slots=True)
class Finding:
    """
    One thing that keeps coming back.

    Attributes:
        id: The row of the table of insights that it comes from.
        subject: What came up: the id of a word, an own word, or two joined by `>`.
        label: The subject as it is shown.
        count: In how many conflicts; of a measure, in how many it is known.
        of: Out of how many that answered the question.
        value, unit: For a measure, such as 90 `minutes`.
        sentence: In words, with its counts.
        entries: The numbers of the entries it rests on, in order.
        earlier, later: For a change, in its unit; a `share` is a number from 0 to 1.
    """

    id: str
    subject: str
    label: str
    count: int
    of: int
    sentence: str
    entries: tuple[int, ...]
    value: float | None = None
    unit: str | None = None
    earlier: float | None = None
    later: float | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """
    What one insight has to say.

    Attributes:
        findings: Most frequent first; empty if it is too early or nothing recurs.
        says: Sentences for reading, ties told as ties; for an empty result the one that
            says so.
        have, need: How many entries there are, and how many it takes; `have < need`
            means that it is too early to tell.
        beside: What a picture of it does not tell: one line for each finding that is measured,
            else a sentence.
        tracks: The values of each finding that is measured, oldest first.
        behind: Findings for the data and for `--why` alone, such as who tried to mend: on
            a page they would keep score.
    """

    findings: tuple[Finding, ...]
    says: tuple[str, ...]
    have: int
    need: int
    behind: tuple[Finding, ...] = ()
    beside: tuple[str, ...] = ()
    tracks: tuple[tuple[int, ...], ...] = ()

    @property
    def too_early(self) -> bool:
        """Whether there are too few entries to say anything."""
        return self.have < self.need


@dataclass(frozen=True, slots=True)
class Insight:
    """
    A row of the table of insights.

    Attributes:
        title: The heading over it.
        look: Works it out from a look back and the lists of words.
        framed: Belongs to the frame of the cycle; left out with the plain view.
        in_words: It compares, which no bar shows: always told in its sentences.
    """

    id: str
    title: str
    look: Callable[[Looking, Mapping[str, WordList]], Result]
    framed: bool = True
    in_words: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """
    Insights that are read together.

    Attributes:
        rows: The first is the one to look at.
        bars: How many bars it has at most.
        plain_title: The heading where the frame of the cycle is not shown.
    """

    title: str
    rows: tuple[Insight, ...]
    bars: int = 2
    plain_title: str = ""
