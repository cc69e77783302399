"""The patterns of both partners' parts; both directions are worded alike."""

from __future__ import annotations

from collections.abc import Mapping

from journal.core.cycle.patterns import PATTERN_LABELS
from journal.core.flows.word_lists import WordList
from journal.core.insights.absence import Reason
from journal.core.insights.conflicts import Looking
from journal.core.insights.finding import Insight, Result
from journal.core.insights.moves import care_of
from journal.core.insights.phrases import nothing, too_early
from journal.core.insights.sentence import Sentence, voiced
from journal.core.insights.tally import Tally, grouped, leading, numbers_of, ranked

_ID, _TITLE = "pattern", Sentence("The two of you", "The two of us")
_NEED, _LEAST = 5, 2  # docs/counting.md
_THINGS = "entries with both sides"
_TELLS = Sentence("what both of you did", "what both of us did")
_IN = "In {k} of {n}, {clause}."

_CLAUSES = {
    "pressed_back": "{you} pressed or reached and they stepped back",
    "back_pressed": "they pressed or reached and {you} stepped back",
    "pressed_froze": "{you} pressed or reached and they froze or went along",
    "froze_pressed": "they pressed or reached and {you} froze or went along",
    "sharp_back": "{you} {were} mostly sharp and they stepped back",
    "attacked_back": "they were mostly sharp and {you} stepped back",
    "sharp_froze": "{you} {were} mostly sharp and they froze or went along",
    "attacked_froze": "they were mostly sharp and {you} froze or went along",
    "both_pressed": "{we} both pressed",
    "both_sharp": "both of {us} were mostly sharp",
    "both_back": "{we} both stepped back",
    "one_froze": "one or both of {us} froze or went along",
    "stayed": "one or both of {us} stayed with it",
    "other": "it went more than one way",
}


def pattern(looking: Looking, lists: Mapping[str, WordList]) -> Result:
    """
    Count the patterns of the conflicts with both sides known.

    Source:
        docs/counting.md.
    """
    found = grouped((p, c) for c in looking.conflicts if (p := c.pattern))
    n = sum(map(len, found.values()))
    if n < _NEED:
        return too_early(_TITLE, _NEED, n, _THINGS)
    tallies = ranked(
        Tally(p, (PATTERN_LABELS[p],), numbers_of(those)) for p, those in found.items()
    )
    often = leading(tallies, len(PATTERN_LABELS), _LEAST)
    if not often:
        return nothing(Reason.TOO_RARE, _TITLE, n, _NEED, _TELLS, least=_LEAST)
    findings = tuple(
        t.finding(_ID, n, _sentence(t, n), care_of(found[t.subject], lists)) for t in often
    )
    return Result(findings, tuple(f.sentence for f in findings), n, _NEED)


def _sentence(told: Tally, n: int) -> Sentence:
    return voiced(_IN, k=told.count, n=n, clause=voiced(_CLAUSES[told.subject]))


PATTERN = Insight(_ID, _TITLE.you, pattern)
