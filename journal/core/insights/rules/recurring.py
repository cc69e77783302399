"""
The recurring choices: one row each, at the foot.

To count the choices of another question, add a `RecurringChoice` here and place it in a section
of `registry.py`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from journal.core.flows.word_lists import WordList
from journal.core.insights.absence import Reason
from journal.core.insights.conflicts import Looking
from journal.core.insights.finding import Finding, Insight, Result
from journal.core.insights.phrases import lead, nothing, to_quote, too_early
from journal.core.insights.sentence import Sentence, voiced
from journal.core.insights.tally import Tally, column, leading, tally
from journal.core.terms import Theme

NOTHING_NOTICED = "nothing"
"""The answer that the body showed no sign; counted, but never called an early sign."""

EARLY_NEED, EARLY_LEAST = 5, 3
"""The fewest entries and the smallest count for an early body sign; see docs/counting.md."""

_EARLY_SIGN = Sentence("The body sign that leads may be an early one to watch for.")


@dataclass(frozen=True, slots=True, kw_only=True)
class RecurringChoice:
    """
    The insight of the choices of one question.

    Attributes:
        id: The id of the insight and theme of the question.
        title: The title.
        words: The name of the list of labels.
        sentence: The template of a finding; its fields are `{label}`, `{k}`, `{n}` and those
            of `voiced`.
        tells: The content of an entry with an answer, for the sentence of an empty result.
        beside: The template for choices that do not lead alone, if `sentence` says "most".
        need: The fewest conflicts that answered.
        least: The smallest count that is a finding.
        top: The most findings; ties with the last are added.
        framed: See `Insight`.
    """

    id: Theme
    title: Sentence
    words: str
    sentence: str
    tells: Sentence
    beside: str = ""
    need: int = 3
    least: int = 2
    top: int = 3
    framed: bool = True

    def look(self, looking: Looking, lists: Mapping[str, WordList]) -> Result:
        """
        Find the choices that were made in at least *least* conflicts.

        Source:
            docs/counting.md.
        """
        answers = column(looking, self.id)
        n = len(answers)
        if n < self.need:
            return too_early(self.title, self.need, n)
        tallies = tally(answers, self.id, lists[self.words])
        often = leading(tallies, self.top, self.least)
        if not often:
            return self._nothing(tallies, n)
        leads_alone = sum(t.count == often[0].count for t in often) == 1
        findings = tuple(self._finding(t, n, most=leads_alone and t is often[0]) for t in often)
        return Result(findings, (lead(self.title, findings),), n, self.need)

    def _nothing(self, tallies: Sequence[Tally], n: int) -> Result:
        reason = Reason.TOO_RARE if tallies else Reason.NEVER
        return nothing(reason, self.title, n, self.need, self.tells, least=self.least)

    def _finding(self, found: Tally, n: int, *, most: bool) -> Finding:
        template = self.sentence if most else self.beside or self.sentence
        sentence = voiced(template, label=to_quote(found.label), k=found.count, n=n)
        return found.finding(self.id, n, sentence)

    @property
    def insight(self) -> Insight:
        """The row of the table of insights."""
        return Insight(self.id, self.title.you, self.look, self.framed)


def body(looking: Looking, lists: Mapping[str, WordList]) -> Result:
    """
    Find the recurring body signs; a sign that leads alone gets a note that it may be an early one.

    Source:
        docs/counting.md.
    """
    result = _BODY.look(looking, lists)
    leaders = [f for f in result.findings if f.count == result.findings[0].count]
    if len(leaders) != 1 or result.have < EARLY_NEED or leaders[0].count < EARLY_LEAST:
        return result
    [first] = leaders
    if first.subject == NOTHING_NOTICED:
        return result
    sign = replace(first, notes=(_EARLY_SIGN,))
    return replace(result, findings=(sign, *result.findings[1:]))


TRIGGER = RecurringChoice(
    id="trigger",
    title=Sentence("What sets it off"),
    words="triggers",
    sentence="'{label}' came up in {k} of {n} entries.",
    tells=Sentence("what set it off"),
).insight

TOPIC = RecurringChoice(
    id="topic",
    title=Sentence("Subjects"),
    words="topics",
    sentence="The subject was '{label}' in {k} of {n} entries.",
    tells=Sentence("the subject"),
).insight

_BODY = RecurringChoice(
    id="body",
    title=Sentence("Your body", "My body"),
    words="body",
    sentence="{You} noted '{label}' in {k} of {n} entries.",
    tells=Sentence("of your body", "of my body"),
)
BODY = Insight(_BODY.id, _BODY.title.you, body, framed=False)

SURFACE = RecurringChoice(
    id="surface",
    title=Sentence("Loud feelings"),
    words="feelings",
    sentence="{You} named '{label}' as loud in {k} of {n} entries.",
    tells=Sentence("the loud feeling"),
    framed=False,
).insight

STORY = RecurringChoice(
    id="story",
    title=Sentence("The inner story"),
    words="stories",
    sentence="The story {your} mind told most: '{label}', in {k} of {n} entries.",
    beside="A story {your} mind told: '{label}', in {k} of {n} entries.",
    tells=Sentence("the story"),
    need=5,
    least=3,
    top=2,
).insight

SOFTER = RecurringChoice(
    id="softer",
    title=Sentence("Softer feelings"),
    words="feelings",
    sentence="Under it {you} named '{label}' in {k} of {n} entries.",
    tells=Sentence("the softer feeling"),
).insight

NEED = RecurringChoice(
    id="need",
    title=Sentence("Needs"),
    words="needs",
    sentence="The need {you} named most: '{label}', in {k} of {n} entries.",
    beside="A need {you} named: '{label}', in {k} of {n} entries.",
    tells=Sentence("the need"),
    need=5,
    least=3,
    top=2,
    framed=False,
).insight

MY_MOVES = RecurringChoice(
    id="my_moves",
    title=Sentence("What you did", "What I did"),
    words="moves",
    sentence="{You} noted '{label}' for {your}self in {k} of {n} entries.",
    tells=Sentence("what you did", "what I did"),
    top=5,
).insight

THEIR_MOVES = RecurringChoice(
    id="their_moves",
    title=Sentence("What you saw from them", "What I saw from them"),
    words="moves",
    sentence="{You} saw '{label}' from them in {k} of {n} entries.",
    tells=Sentence("what you saw", "what I saw"),
    top=5,
).insight

ENDING = RecurringChoice(
    id="ending",
    title=Sentence("Endings"),
    words="endings",
    sentence="It ended as '{label}' in {k} of {n} entries.",
    tells=Sentence("how it ended"),
).insight
