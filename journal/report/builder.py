"""The construction of a report from its material."""

from __future__ import annotations

from journal.core.entries.totals import kinds_written
from journal.core.insights.conflicts import Looking
from journal.core.text import isolated
from journal.report.document import Report
from journal.report.material import COUPLE, SELF, THERAPIST, Material, span
from journal.report.parts import sections

_TITLES = {
    THERAPIST: "Notes for a session",
    COUPLE: "Notes for a session together",
    SELF: "Notes for myself",
}
_CAUTIONS = {
    THERAPIST: "Self-report by one partner; not an assessment. The writer chose what is in it. "
    '"k of n": n = entries that answer the question.',
    COUPLE: "Self-report by one of us; not an assessment. It is about my part. The writer chose "
    'what is in it. "k of n": n = entries that answer the question.',
    SELF: "My own notes; not an assessment. The writer chose what is in it. "
    '"k of n": n = entries that answer the question.',
}
"""Reader -> the caution; each says that the writer chose, so that an omission shows nowhere."""


def report_of(m: Material) -> Report | None:
    """
    Build the report for the reader of a material.

    Returns:
        The report, its sections in the order of the page; None if there is nothing to report.
    """
    if is_empty(m):
        return None
    return Report(
        title=_TITLES[m.reader],
        about=" · ".join(part for part in (*_about(m), isolated(m.typed.name)) if part),
        caution=_CAUTIONS[m.reader],
        sections=sections(m),
    )


def is_empty(m: Material) -> bool:
    """Return whether there is nothing to report: no argument, no other entry, none in full."""
    return not (m.looking.conflicts or m.looking.apart or m.whole)


def _about(m: Material) -> list[str]:
    looking = m.looking
    without = [flow for flow in looking.entries if not _may_show(m, flow)]
    return [_days(looking), kinds_written(looking.entries, without)]


def _may_show(m: Material, flow: str) -> bool:
    """Return whether the page may show parts about the entries of a flow."""
    if flow == "caught":
        return m.reader == SELF or (m.framed and m.has("differently"))
    if flow == "checkin":
        return m.has("checkins")
    return flow in ("full", "quick", "followup")


def _days(looking: Looking) -> str:
    days = [c.entry.happened_at.date() for c in looking.conflicts]
    days += [e.happened_at.date() for e in looking.apart]
    return span(min(days), max(days)) if days else ""
