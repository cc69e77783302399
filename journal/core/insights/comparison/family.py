"""
All that compares, as one family of tests.

Whoever asks fifty questions of chance gets some answers that look like something. So what
`lean_by` and `change` compare shares one risk of saying anything untrue, and which
comparisons there are is fixed by how often things were answered, before any lean, heat or
time is looked at.
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
"""The risk that anything untrue is told of a journal without any pattern."""

LEAST_WITH_IT = 5
"""Fewest entries with a value, and without it, that are compared; docs/counting.md."""


@dataclass(frozen=True, slots=True)
class Compared:
    """
    Everything that is compared, with its chance raised for the whole family.

    Attributes:
        links: Each value of a subject or moment beside each lean.
        halves: Each measure, earlier and later.
        named: Every value that was named, those too rare to be compared as well; that with
            most entries on its smaller side first.
    """

    links: tuple[tuple[Link, float], ...]
    halves: tuple[tuple[Halves, float], ...]
    named: tuple[Value, ...]


def compare(looking: Looking, lists: Mapping[str, WordList]) -> Compared:
    """
    Test the whole family: every value with enough entries with and without it times every
    lean, and every measure of change.

    Source:
        docs/counting.md
    """
    return looking.once("compared", lambda: _compare(looking, lists))


def _compare(looking: Looking, lists: Mapping[str, WordList]) -> Compared:
    named = values(looking)
    links = [link for value in named if value.smaller >= LEAST_WITH_IT for link in value.links()]
    changes = halves(looking, lists)
    raised = holm([*(link.chance for link in links), *(half.chance for half in changes)])
    return Compared(
        links=tuple(zip(links, raised[: len(links)], strict=True)),
        halves=tuple(zip(changes, raised[len(links) :], strict=True)),
        named=tuple(sorted(named, key=lambda value: -value.smaller)),
    )
