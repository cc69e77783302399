"""The insights as rows of a table, and the results they return."""

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
    One result of an insight: something that recurs, a measure or a change.

    Attributes:
        id: The id of the insight.
        subject: The id of a word, an own word, a measure, or two of them joined by `>`.
        label: The subject as shown.
        count: The number of conflicts; for a measure, the number with a known value.
        of: The number of conflicts that answered the question.
        sentence: The finding in words; it states label, counts and value only.
        entries: The numbers of the entries behind the finding, in order.
        value, unit: The value of a measure, such as 90 `minutes`.
        earlier, later: The two values of a change, in its unit; a `share` is from 0 to 1.
        notes: Further sentences. Every way to show the finding includes them.
        labels: The labels of a pair, one by one.
        phrase: For a part in the argument, the words that follow "you" or "I".
        froze: For a part in the argument, True if it includes freezing or going along.
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
        """The sentence and all notes as one text, addressed to the person."""
        return running(one.you for one in (self.sentence, *self.notes))

    @property
    def mine(self) -> str:
        """The sentence and all notes as one text, in the first person, for a page."""
        return running(one.mine for one in (self.sentence, *self.notes))


@dataclass(frozen=True, slots=True)
class Result:
    """
    The result of one insight.

    Attributes:
        findings: The findings, in the order of the insight; empty if it has none.
        says: The sentences without notes; a tie is stated as a tie. An empty result has one
            sentence with the reason. For the notes, see `sentences`.
        have, need: The number of entries, and the fewest that the insight takes; `have < need`
            means that it is too early to tell.
        behind: The findings for the data and for `--why` only, such as who tried to mend; in a
            summary they would keep score.
        beside: The text beside a drawing of each measure, one line a finding.
        tracks: The values of each measure, oldest first, one tuple a finding.
        reason, short: For an empty result, the reason and its short form.
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
        """The notes of all findings, without duplicates."""
        return tuple(dict.fromkeys(note for f in self.findings for note in f.notes))

    @property
    def sentences(self) -> tuple[str, ...]:
        """The texts of `says`, each followed by the notes of its finding; other notes come last."""
        return tuple(running(one.you for one in told) for told in self._told(self.notes))

    @property
    def mine(self) -> tuple[str, ...]:
        """The same texts as `sentences`, in the first person, for a page."""
        return tuple(running(one.mine for one in told) for told in self._told(self.notes))

    @property
    def counts(self) -> tuple[str, ...]:
        """The same texts as `sentences`, without the notes that point to help."""
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
        """True if there are fewer entries than the insight takes."""
        return self.have < self.need


@dataclass(frozen=True, slots=True)
class Insight:
    """
    A row of the table of insights.

    Attributes:
        id: The id, as in the data.
        title: The heading.
        look: Computes the result from a look back and the word lists by name.
        framed: True if it is part of the loop; then the `plain` view leaves it out.
        in_words: True if it compares, which bars cannot show; then it is given in sentences.
    """

    id: str
    title: str
    look: Callable[[Looking, Mapping[str, WordList]], Result]
    framed: bool = True
    in_words: bool = False


@dataclass(frozen=True, slots=True)
class SummarySection:
    """
    A section of the summary.

    Attributes:
        title: The heading.
        rows: The insights, the most important first.
        bars: The most bars it draws.
        plain_title: The heading in the `plain` view, if it differs.
    """

    title: str
    rows: tuple[Insight, ...]
    bars: int = 2
    plain_title: str = ""
