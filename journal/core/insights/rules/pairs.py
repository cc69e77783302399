"""
Recurring pairs: the first and last move; a loud feeling and a softer one under it.

They are counts of the person's answers, without interpretation.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from journal.core.flows.word_lists import WordList
from journal.core.insights.absence import Reason
from journal.core.insights.conflicts import Conflict, Looking
from journal.core.insights.finding import Insight, Result
from journal.core.insights.phrases import absent, lead, nothing, to_quote, too_early
from journal.core.insights.sentence import Sentence, voiced
from journal.core.insights.tally import (
    Column,
    Tally,
    column,
    distinct_choices,
    grouped,
    labels_of,
    leading,
    numbers_of,
    picks_of,
    ranked,
    subject_of,
)
from journal.core.model import Pick
from journal.core.terms import Theme

Pair = tuple[Pick, Pick]
FoundPairs = tuple[Column, Column, Iterable[tuple[Pair, Conflict]]]
"""The columns of the first and the second choice, and the pairs, each with its conflict."""

_LEAST = 3  # docs/counting.md
_TAKES_TWO = (
    "First and last: in each of the {n} entries {you} noted one thing at most. It takes two."
)
_OTHER_KINDS = " A pair here is a loud feeling over a soft one."


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs:
    """
    The insight of one kind of pairs.

    Attributes:
        id: The id of the insight.
        title: The title.
        themes, words: The themes of the two choices, and the name of the list of their labels.
        sentence: The template of a finding; its fields are `{one}`, `{other}`, `{k}` and `{n}`.
        tells: The content of an entry that has both choices.
        need: The fewest entries.
        top: The most findings; ties with the last are added.
        find: Returns the pairs of all conflicts.
        things: The noun for what is counted.
        never: The sentence if `{n}` entries have no pair; empty for the usual sentence.
        more: A text to add after the usual sentence.
    """

    id: str
    title: Sentence
    themes: tuple[Theme, Theme]
    words: str
    sentence: str
    tells: Sentence
    need: int
    top: int
    find: Callable[[Looking, WordList], FoundPairs]
    things: str = "entries"
    never: str = ""
    more: str = ""

    def look(self, looking: Looking, lists: Mapping[str, WordList]) -> Result:
        """
        Find the pairs that occur in at least three conflicts.

        Source:
            docs/counting.md.
        """
        words = lists[self.words]
        *both, pairs = self.find(looking, words)
        n = len(both[0])
        if n < self.need:
            return too_early(self.title, self.need, n, self.things)
        one, other = (labels_of(c, t, words) for c, t in zip(both, self.themes, strict=True))
        found = grouped(pairs)
        tallies = ranked(
            Tally(f"{subject_of(a)}>{subject_of(b)}", (one[a], other[b]), numbers_of(those))
            for (a, b), those in found.items()
        )
        findings = tuple(
            t.finding(self.id, n, self._sentence(t, n)) for t in leading(tallies, self.top, _LEAST)
        )
        if findings:
            return Result(findings, (lead(self.title, findings),), n, self.need)
        if found:
            reason = Reason.TOO_RARE
            return nothing(reason, self.title, n, self.need, self.tells, least=_LEAST)
        if self.never:
            return absent(Reason.NEVER, voiced(self.never, n=n), n, self.need)
        return nothing(Reason.NEVER, self.title, n, self.need, self.tells, more=self.more)

    def _sentence(self, found: Tally, n: int) -> Sentence:
        one, other = map(to_quote, found.labels)
        return voiced(self.sentence, k=found.count, n=n, one=one, other=other)

    @property
    def insight(self) -> Insight:
        """The row of the table of insights."""
        return Insight(self.id, self.title.you, self.look)


def _first_and_last(looking: Looking, _moves: WordList) -> FoundPairs:
    """
    Return the first and the last move of each conflict with more than one.

    Entries where safety is in question are left out: no part is derived from them.
    """
    answers = [(c, p) for c, p in column(looking, "my_moves") if c.entry.argument_care is None]
    moves = ((distinct_choices(picked), c) for c, picked in answers)
    return answers, answers, (((m[0], m[-1]), c) for m, c in moves if len(m) > 1)


def _loud_and_soft(looking: Looking, feelings: WordList) -> FoundPairs:
    """
    Return each loud feeling paired with each softer one of the same conflict.

    Loud feelings are of the layers S (surface) and R (reading of the partner), softer ones of
    the layer U (under). An own word belongs to the layer it was named under.
    """
    both = [(c, p, s) for c, p in column(looking, "surface") if (s := picks_of(c, "softer"))]
    layers = {word.id: word.facts.get("layer", "") for word in feelings.words.values()}

    def of(layer: str, picked: tuple[Pick, ...]) -> list[Pick]:
        return [
            p
            for p in distinct_choices(picked)
            if not isinstance(p, str) or layers.get(p, layer) in layer
        ]

    pairs = (((a, b), c) for c, p, s in both for a in of("SR", p) for b in of("U", s))
    return [(c, p) for c, p, _ in both], [(c, s) for c, _, s in both], pairs


FIRST_LAST_MOVE = Pairs(
    id="first_last_move",
    title=Sentence("First and last"),
    themes=("my_moves", "my_moves"),
    words="moves",
    sentence="In {k} of {n} entries {you} started with '{one}' and ended on '{other}'.",
    tells=Sentence("what you did", "what I did"),
    need=5,
    top=1,
    find=_first_and_last,
    never=_TAKES_TWO,
).insight

LOUD_SOFT = Pairs(
    id="loud_soft",
    title=Sentence("Loud with soft"),
    themes=("surface", "softer"),
    words="feelings",
    sentence="In {k} of {n} entries {you} named '{one}' as loud and '{other}' under it.",
    tells=Sentence("a loud feeling and one under it"),
    things="entries with a loud feeling and one under it",
    need=8,
    top=3,
    find=_loud_and_soft,
    more=_OTHER_KINDS,
).insight
