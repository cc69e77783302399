"""Loud feelings with the softer ones that were named under them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product

from journal.core.conflicts import Conflict, Looking
from journal.core.insights.finding import Finding, Insight, Result
from journal.core.insights.phrases import lead, too_early
from journal.core.insights.tally import (
    Tally,
    answered,
    grouped,
    has_answer,
    labels_of,
    leading,
    named,
    numbers_of,
    ranked,
    subject_of,
)
from journal.core.model import Pick
from journal.core.words import WordList

_ID, _TITLE = "loud_soft", "Loud with soft"
_LOUD, _SOFT, _WORDS = "surface", "softer", "feelings"
_LOUD_LAYERS, _SOFT_LAYERS = "SR", "U"
_NEED, _LEAST, _TOP = 8, 3, 3  # docs/counting.md
_SENTENCE = "In {k} of {n} entries you named '{loud}' as loud and '{soft}' under it."
_NOTHING = "No pair has come up three times yet, in {n} entries."


def loud_soft(looking: Looking, lists: Mapping[str, WordList]) -> Result:
    """
    Find the pairs of a loud and a softer feeling that were named in the same conflicts.

    Loud are feelings that show or that read the other, soft those under them; own words
    are what the question was that they answered. Counts only: what lies under a feeling is
    what the person named, no more.

    Source:
        docs/counting.md
    """
    conflicts = [c for c in answered(looking, _LOUD) if has_answer(c, _SOFT)]
    n = len(conflicts)
    if n < _NEED:
        return too_early(_TITLE, _NEED, n)
    words = lists[_WORDS]
    loud, soft = (labels_of(conflicts, theme, words) for theme in (_LOUD, _SOFT))
    pairs = grouped((pair, c) for c in conflicts for pair in _pairs(c, words))
    tallies = ranked(
        Tally(f"{subject_of(a)}>{subject_of(b)}", (loud[a], soft[b]), numbers_of(found))
        for (a, b), found in pairs.items()
    )
    findings = tuple(_finding(t, n) for t in leading(tallies, _TOP, _LEAST))
    says = lead(findings) if findings else _NOTHING.format(n=n)
    return Result(findings, (says,), n, _NEED)


def _finding(found: Tally, n: int) -> Finding:
    loud, soft = found.labels
    return found.finding(_ID, n, _SENTENCE.format(k=found.count, n=n, loud=loud, soft=soft))


def _pairs(conflict: Conflict, words: WordList) -> Iterator[tuple[Pick, Pick]]:
    def of(theme: str, layers: str) -> list[Pick]:
        return [p for p in named(conflict, theme) if _layer(p, words) in layers]

    return product(of(_LOUD, _LOUD_LAYERS), of(_SOFT, _SOFT_LAYERS))


def _layer(pick: Pick, words: WordList) -> str:
    """The layer of a feeling; empty, which fits anywhere, for an own word or one that is gone."""
    word = words.words.get(pick) if isinstance(pick, str) else None
    return word.facts.get("layer", "") if word else ""


LOUD_SOFT = Insight(_ID, _TITLE, loud_soft)
