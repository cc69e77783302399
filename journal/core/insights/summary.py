"""The summary: all insights over one look back, in words and as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from journal.core.care.care_book import is_danger
from journal.core.dates.periods import Period
from journal.core.flows.word_lists import WordList
from journal.core.insights.conflicts import Looking
from journal.core.insights.finding import Finding, Insight, Result
from journal.core.insights.registry import INSIGHTS
from journal.core.insights.sentence import Sentence
from journal.core.text import unisolated

_SCARED = "In {there} you noted something that scared or hurt. Help lines: journal support"
_UNSURE = (
    "In {there} you were not sure about safety. What each of you did, and how it ended, is not "
    "counted there. Help lines: journal support"
)


@dataclass(frozen=True, slots=True)
class Summary:
    """
    The results of all insights over one look back.

    Attributes:
        looking: The look back.
        results: The insights with their results, in the order of the registry.
        framed: True if the loop is shown (view `loop`).
    """

    looking: Looking
    results: tuple[tuple[Insight, Result], ...]
    framed: bool = True

    @property
    def notes(self) -> tuple[Sentence, ...]:
        """The notes on entries where safety is in question or something scared or hurt."""
        conflicts = self.looking.conflicts
        k, n = sum(c.entry.argument_care is not None for c in conflicts), len(conflicts)
        scared = sum(
            c.entry.argument_care is None and is_danger(c.said.values()) for c in conflicts
        )
        said = {_UNSURE: k if self.framed else 0, _SCARED: scared}
        return tuple(
            Sentence(
                note.format(there=f"{count} of {n} entries" if n > 1 else "1 entry"), is_help=True
            )
            for note, count in said.items()
            if count
        )


def summarise(looking: Looking, lists: Mapping[str, WordList], *, framed: bool = True) -> Summary:
    """
    Compute the insights of the registry over a look back.

    Args:
        looking: The look back.
        lists: List name -> the words.
        framed: True for all insights; False for those that are no part of the loop.
    """
    rows = [row for row in INSIGHTS if framed or not row.framed]
    return Summary(looking, tuple((row, row.look(looking, lists)) for row in rows), framed)


def summary_as_data(summary: Summary) -> dict[str, Any]:
    """Return the summary as JSON data, with the keys in a fixed order."""
    early = [(row.id, r) for row, r in summary.results if r.too_early]
    absent = [(row.id, r) for row, r in summary.results if r.reason]
    return {
        "period": _period(summary.looking.period),
        "entries": dict(summary.looking.entries),
        "findings": [_finding(f) for _, r in summary.results for f in (*r.findings, *r.behind)],
        "too_early": [{"id": i, "have": r.have, "need": r.need} for i, r in early],
        "no_pattern": [row.id for row, r in summary.results if not r.too_early and not r.findings],
        "absent": [
            {"id": i, "reason": r.reason, "sentence": " ".join(r.sentences)} for i, r in absent
        ],
        "notes": [note.you for note in summary.notes],
    }


def _period(period: Period) -> dict[str, str | None]:
    return {
        "since": period.since.isoformat() if period.since else None,
        "until": period.until.isoformat() if period.until else None,
    }


def _finding(finding: Finding) -> dict[str, Any]:
    halves = {"earlier": finding.earlier, "later": finding.later}
    return {
        "id": finding.id,
        "subject": finding.subject,
        "label": unisolated(finding.label),
        "count": finding.count,
        "of": finding.of,
        "value": finding.value,
        "unit": finding.unit,
        **(halves if finding.earlier is not None else {}),
        "sentence": unisolated(finding.whole),
        "entries": list(finding.entries),
    }
