"""
One family of significance tests for all insights that compare.

Among many tests some are significant by chance. So all comparisons of `lean_by` and `change`
are corrected together (`significance.holm`). The answer counts alone decide which comparisons
are in the family; no lean, heat or duration does.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from journal.core.flows.word_lists import WordList
from journal.core.insights.comparison.associations import Link, Value, values
from journal.core.insights.comparison.halves import Halves, halves
from journal.core.insights.comparison.significance import holm
from journal.core.insights.conflicts import Looking

RISK = 0.05
"""The family-wise error rate: the risk of any false finding in a journal without patterns."""

LEAST_WITH_IT = 5
"""The fewest conflicts with a value, and without it, for a comparison; see docs/counting.md."""


@dataclass(frozen=True, slots=True)
class Compared:
    """
    The whole family of comparisons, each with its adjusted p-value.

    Attributes:
        links: The associations of subjects and triggers with leans.
        halves: The measures in the earlier and the later half.
        named: The values that were named, including those too rare to compare; largest
            `Value.smaller` first.
    """

    links: tuple[tuple[Link, float], ...]
    halves: tuple[tuple[Halves, float], ...]
    named: tuple[Value, ...]


def compare(looking: Looking, lists: Mapping[str, WordList]) -> Compared:
    """
    Return the adjusted comparisons of a look back, computed once for each.

    The family has one test for each lean of each value with at least `LEAST_WITH_IT` conflicts
    with it and without it, and one for each measure of change.

    Source:
        docs/counting.md; Holm (1979) for the correction.
    """
    return looking.once("compared", lambda: _compare(looking, lists))


def _compare(looking: Looking, lists: Mapping[str, WordList]) -> Compared:
    named = values(looking)
    links = [link for value in named if value.smaller >= LEAST_WITH_IT for link in value.links()]
    changes = halves(looking, lists)
    adjusted = holm([*(link.chance for link in links), *(half.chance for half in changes)])
    return Compared(
        links=tuple(zip(links, adjusted[: len(links)], strict=True)),
        halves=tuple(zip(changes, adjusted[len(links) :], strict=True)),
        named=tuple(sorted(named, key=lambda value: -value.smaller)),
    )
