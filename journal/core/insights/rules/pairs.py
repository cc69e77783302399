"""
Pairs that come back: the first and the last move, a loud feeling with a softer one under it.

Counts only: what lies under a feeling is what the person said, no more.
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
    grouped,
    labels_of,
    leading,
    named,
    numbers_of,
    picks_of,
    ranked,
    subject_of,
)
from journal.core.model import Pick
from journal.core.terms import Theme

Pair = tuple[Pick, Pick]
Found = tuple[Column, Column, Iterable[tuple[Pair, Conflict]]]
"""Both columns that the pairs are taken from, for their labels; and each pair in each conflict."""

_LEAST = 3  # docs/counting.md
_TAKES_TWO = (
    "First and last: in each of the {n} entries {you} noted one thing at most. It takes two."
)
_OTHER_KINDS = " A pair here is a loud feeling over a soft one."


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs:
    """
    How the pairs of two choices are counted, and what is said about them.

    Attributes:
        themes, words: What the two are picked under, and the list their labels come from.
        sentence: Takes `{one}`, `{other}`, `{k}` and `{n}`.
        tells: What an entry with both tells.
        things: What is counted.
        need: Fewest entries.
        top: How many are findings, with all tied with the last of them.
        find: Takes the pairs out of the conflicts.
        never: What is said if there is no pair at all in `{n}` entries; empty for the usual.
        more: Said after the usual.
    """

    id: str
    title: Sentence
    themes: tuple[Theme, Theme]
    words: str
    sentence: str
    tells: Sentence
    need: int
    top: int
    find: Callable[[Looking, WordList], Found]
    things: str = "entries"
    never: str = ""
    more: str = ""

    def look(self, looking: Looking, lists: Mapping[str, WordList]) -> Result:
        """
        Find the pairs that were named in several conflicts.

        Source:
            docs/counting.md
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
        """Its row of the table of insights."""
        return Insight(self.id, self.title.you, self.look)


def _first_and_last(looking: Looking, _moves: WordList) -> Found:
    """
    The first move and the last, of each conflict with more than one.

    Entries with `care` are left out: how someone took part is not worked out of them.
    """
    answers = [(c, p) for c, p in column(looking, "my_moves") if c.entry.argument_care is None]
    moves = ((named(picked), c) for c, picked in answers)
    return answers, answers, (((m[0], m[-1]), c) for m, c in moves if len(m) > 1)


def _loud_and_soft(looking: Looking, feelings: WordList) -> Found:
    """
    Each loud feeling with each softer one.

    Loud are feelings that show or that read the other, soft those that lie under them; an own
    word is whatever it was named as.
    """
    both = [(c, p, s) for c, p in column(looking, "surface") if (s := picks_of(c, "softer"))]
    layers = {word.id: word.facts.get("layer", "") for word in feelings.words.values()}

    def of(layer: str, picked: tuple[Pick, ...]) -> list[Pick]:
        return [p for p in named(picked) if not isinstance(p, str) or layers.get(p, layer) in layer]

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
