"""Loud feelings with the softer ones that were named under them."""

from __future__ import annotations

from collections.abc import Mapping

from journal.core.flows.word_lists import WordList
from journal.core.insights.absence import Reason
from journal.core.insights.conflicts import Looking
from journal.core.insights.finding import Finding, Insight, Result
from journal.core.insights.phrases import lead, nothing, to_quote, too_early
from journal.core.insights.tally import (
    Tally,
    answer,
    column,
    grouped,
    labels_of,
    leading,
    named,
    numbers_of,
    ranked,
    subject_of,
)
from journal.core.model import Pick

_ID, _TITLE = "loud_soft", "Loud with soft"
_LOUD, _SOFT, _WORDS = "surface", "softer", "feelings"
_LOUD_LAYERS, _SOFT_LAYERS = "SR", "U"
_NEED, _LEAST, _TOP = 8, 3, 3  # docs/counting.md
_SENTENCE = "In {k} of {n} entries you named '{loud}' as loud and '{soft}' under it."
_THINGS = "entries with a loud feeling and one under it"
_TELLS = "a loud feeling and one under it"
_OTHER_KINDS = " A pair here is a loud feeling over a soft one."


def loud_soft(looking: Looking, lists: Mapping[str, WordList]) -> Result:
    """
    Find the pairs of a loud and a softer feeling that were named in the same conflicts.

    Loud are feelings that show or that read the other, soft those that lie under them;
    an own word is whatever it was named as. Counts only: what lies under a feeling is what
    the person said, no more.

    Source:
        docs/counting.md
    """
    both = [(c, p, s) for c, p in column(looking, _LOUD) if (s := answer(c, _SOFT))]
    n = len(both)
    if n < _NEED:
        return too_early(_TITLE, _NEED, n, _THINGS)
    words = lists[_WORDS]
    loud = labels_of([(c, picked) for c, picked, _ in both], _LOUD, words)
    soft = labels_of([(c, picked) for c, _, picked in both], _SOFT, words)
    not_loud, not_soft = (
        _of_other_layers(layers, words) for layers in (_LOUD_LAYERS, _SOFT_LAYERS)
    )
    pairs = grouped(
        ((a, b), c)
        for c, picked, picked_soft in both
        for a in named(picked)
        if a not in not_loud
        for b in named(picked_soft)
        if b not in not_soft
    )
    tallies = ranked(
        Tally(f"{subject_of(a)}>{subject_of(b)}", (loud[a], soft[b]), numbers_of(found))
        for (a, b), found in pairs.items()
    )
    findings = tuple(_finding(t, n) for t in leading(tallies, _TOP, _LEAST))
    if not pairs:
        return nothing(Reason.NEVER, _TITLE, n, _NEED, _TELLS, more=_OTHER_KINDS)
    if not findings:
        return nothing(Reason.TOO_RARE, _TITLE, n, _NEED, _TELLS, least=_LEAST)
    return Result(findings, (lead(_TITLE, findings),), n, _NEED)


def _finding(found: Tally, n: int) -> Finding:
    loud, soft = map(to_quote, found.labels)
    return found.finding(_ID, n, _SENTENCE.format(k=found.count, n=n, loud=loud, soft=soft))


def _of_other_layers(layers: str, words: WordList) -> set[Pick]:
    """The feelings of other layers; no own word is among them, nor one that is gone."""
    return {word.id for word in words.words.values() if word.facts.get("layer", "") not in layers}


LOUD_SOFT = Insight(_ID, _TITLE, loud_soft)
