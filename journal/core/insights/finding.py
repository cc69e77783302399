"""What an insight returns, and what it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from journal.core.flows.word_lists import WordList
from journal.core.insights.absence import Reason
from journal.core.insights.conflicts import Looking
from journal.core.insights.sentence import Sentence, running


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
        sentence: In words, with its counts; says no more than label, counts and value do.
        entries: The numbers of the entries it rests on, in order.
        earlier, later: For a change, in its unit; a `share` is a number from 0 to 1.
        notes: What goes beyond that. No way of showing the finding leaves one out.
        labels: The subjects of a pair one by one, each as it is shown.
        phrase: Of a way of taking part: what follows "you" or "I".
        froze: Of a way of taking part: whether freezing or going along is in it.
    """

    id: str
    subject: str
    label: str
    count: int
    of: int
    sentence: Sentence
    entries: tuple[int, ...]
    value: float | None = None
    unit: str | None = None
    earlier: float | None = None
    later: float | None = None
    notes: tuple[Sentence, ...] = ()
    labels: tuple[str, ...] = field(default=(), compare=False)
    phrase: str = field(default="", compare=False)
    froze: bool = field(default=False, compare=False)

    @property
    def whole(self) -> str:
        """Everything it says."""
        return running(one.you for one in (self.sentence, *self.notes))

    @property
    def mine(self) -> str:
        """The same as it stands on a page of the person's own."""
        return running(one.mine for one in (self.sentence, *self.notes))


@dataclass(frozen=True, slots=True)
class Result:
    """
    What one insight has to say.

    Attributes:
        findings: Most frequent first; empty if it is too early or nothing recurs.
        says: Sentences for reading, ties told as ties; for an empty result the one that
            says of what there is nothing, and why. Without the notes; see `sentences`.
        have, need: How many entries there are, and how many it takes; `have < need`
            means that it is too early to tell.
        beside: What a picture of it does not tell: one line for each finding that is measured,
            else a sentence.
        tracks: The values of each finding that is measured, oldest first.
        behind: Findings for the data and for `--why` alone, such as who tried to mend: on
            a page they would keep score.
        reason, short: Of an empty result, the kind of absence; and the same in a few words.
    """

    findings: tuple[Finding, ...]
    says: tuple[Sentence, ...]
    have: int
    need: int
    behind: tuple[Finding, ...] = ()
    beside: tuple[str, ...] = ()
    tracks: tuple[tuple[int, ...], ...] = ()
    reason: Reason | None = None
    short: str = ""

    @property
    def notes(self) -> tuple[Sentence, ...]:
        """What its findings say beyond their labels and counts, each once."""
        return tuple(dict.fromkeys(note for f in self.findings for note in f.notes))

    @property
    def sentences(self) -> tuple[str, ...]:
        """`says` with all notes: each after the sentence of its finding, else at the end."""
        return tuple(running(one.you for one in told) for told in self._told(self.notes))

    @property
    def mine(self) -> tuple[str, ...]:
        """The same as it stands on a page of the person's own."""
        return tuple(running(one.mine for one in told) for told in self._told(self.notes))

    @property
    def counts(self) -> tuple[str, ...]:
        """`sentences` without the notes that say where help is."""
        told = self._told([note for note in self.notes if not note.is_help])
        return tuple(running(one.you for one in each) for each in told)

    def _told(self, notes: Iterable[Sentence]) -> list[list[Sentence]]:
        left = list(notes)
        by_sentence = {f.sentence: f.notes for f in self.findings}
        told = []
        for said in self.says:
            own = [note for note in by_sentence.get(said, ()) if note in left]
            left = [note for note in left if note not in own]
            told.append([said, *own])
        if told:
            told[-1] += left
        return told

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
class SummarySection:
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
