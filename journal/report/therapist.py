"""The page for a therapist: counts and the person's own loop, nothing else that was typed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from journal.core.conflicts import Conflict, Looking
from journal.core.insights.finding import Finding, Result
from journal.core.insights.summary import Summary
from journal.core.model import Entry, Other, picks
from journal.core.reading_back import date_of
from journal.core.words import WordList
from journal.report.page import Block, Bullets, Paragraph, Report, Section, Table

_CAUTION = (
    "Self-report by one partner; not an assessment. The writer chose what is in it. "
    '"k of n": n = entries that answer the question.'
)
_KINDS = {
    "full": ("full entry", "full entries"),
    "quick": ("short", "short"),
    "followup": ("follow-up", "follow-ups"),
    "caught": ("caught in time", "caught in time"),
    "checkin": ("check-in", "check-ins"),
}
_STEPS = {
    "trigger": "Moment",
    "body": "Body",
    "surface": "Loud feeling",
    "story": "Story",
    "my_moves": "What I did",
    "softer": "Under it",
    "need": "Need",
}
_COUNTS = {
    "my_moves": "I did",
    "their_moves": "I saw",
    "lean": "My part",
    "pattern": "The two of us",
}


def therapist_page(summary: Summary, lists: Mapping[str, WordList]) -> Report | None:
    """
    The page, in the order a therapist reads it.

    Returns:
        The report; None if there is nothing to report on.
    """
    looking = summary.looking
    if not looking.conflicts and not looking.apart:
        return None
    results = {insight.id: result for insight, result in summary.results}
    sections = [
        Section("", _loop(looking.conflicts)),
        Section("Most named at each step (need not be the same entries)", _steps(results)),
        Section("What I did, and what I saw", _counts(results)),
        Section("Moments that went differently", _caught(looking.apart, lists)),
        Section("My plan", _plan(looking.conflicts, lists)),
    ]
    if not summary.framed:
        sections = sections[1:3]
    return Report(
        title="Notes for a session",
        about=_about(looking),
        caution=_CAUTION,
        sections=tuple(s for s in sections if s.blocks),
    )


def _about(looking: Looking) -> str:
    days = [c.entry.happened_at.date() for c in looking.conflicts]
    days += [e.happened_at.date() for e in looking.apart]
    kinds = [
        f"{count} {_KINDS[flow][count != 1]}"
        for flow, count in looking.entries.items()
        if count and flow in _KINDS
    ]
    return " · ".join([_span(min(days), max(days)), ", ".join(kinds)])


def _span(first: date, last: date) -> str:
    if first == last:
        return date_of(first)
    begin = date_of(first)
    if first.year == last.year:
        begin = begin.removesuffix(f" {first.year}")
    return f"{begin} – {date_of(last)}"


def _loop(conflicts: Sequence[Conflict]) -> tuple[Block, ...]:
    for conflict in reversed(conflicts):
        said = conflict.value("loop")
        if isinstance(said, str) and conflict.entry.care is None:
            day = date_of(conflict.entry.happened_at.date())
            return (Paragraph(said, f"My loop, in my words ({day})."),)
    return ()


def _steps(results: Mapping[str, Result]) -> tuple[Block, ...]:
    asked = {insight: h for insight, h in _STEPS.items() if insight in results}
    cells = {heading: _top(results[insight]) for insight, heading in asked.items()}
    known = {heading: cell for heading, cell in cells.items() if cell}
    if not known:
        return (Paragraph(" ".join(results[next(iter(asked))].says)),)
    blocks: list[Block] = [Table(tuple(known), (tuple(known.values()),))]
    if "cue" in results and results["cue"].findings:
        blocks.append(Paragraph(" ".join(results["cue"].says)))
    return tuple(blocks)


def _top(result: Result) -> str:
    """The choice named most, with its ties: `Put off 3, They went quiet 3 of 17`."""
    if not result.findings:
        return ""
    most = result.findings[0].count
    tops = ", ".join(f"{f.label} {f.count}" for f in result.findings if f.count == most)
    return f"{tops} of {result.findings[0].of}"


def _counts(results: Mapping[str, Result]) -> tuple[Block, ...]:
    rows = tuple(
        (heading, _listed(results[insight].findings))
        for insight, heading in _COUNTS.items()
        if insight in results and results[insight].findings
    )
    return (Table(("", "Entries"), rows),) if rows else ()


def _listed(findings: Iterable[Finding]) -> str:
    found = list(findings)
    return " · ".join(f"{f.label} {f.count}" for f in found) + f" (of {found[0].of})"


def _caught(apart: Sequence[Entry], lists: Mapping[str, WordList]) -> tuple[Block, ...]:
    items = tuple(_caught_line(e, lists) for e in apart if e.flow == "caught" and e.care is None)
    return (Paragraph("Caught in time:"), Bullets(items)) if items else ()


def _caught_line(entry: Entry, lists: Mapping[str, WordList]) -> str:
    trigger = _words(entry, "trigger", lists["triggers"], "label")
    nearly = _words(entry, "nearly", lists["moves"], "phrase")
    instead = _words(entry, "instead", lists["moves"], "phrase")
    helped = entry.value("helped_me")
    where = ", ".join(x for x in (date_of(entry.happened_at.date()), trigger) if x)
    went = "; ".join(x for x in (f"nearly {nearly}" if nearly else "", instead) if x)
    line = f"{where}: {went}." if went else f"{where}."
    return f"{line} Helped: {_sentence(helped)}" if isinstance(helped, str) else line


def _words(entry: Entry, question: str, words: WordList, fact: str) -> str:
    found = []
    for pick in picks(entry.value(question)):
        word = words.words.get(pick) if isinstance(pick, str) else None
        if isinstance(pick, Other):
            found.append(pick.text)
        elif word is not None:
            found.append(word.facts.get(fact, word.label.lower()))
    return ", ".join(found)


def _sentence(typed: str) -> str:
    """What was typed, with one full stop at its end."""
    return typed.rstrip(". \t\r\n") + "."


def _plan(conflicts: Sequence[Conflict], lists: Mapping[str, WordList]) -> tuple[Block, ...]:
    for conflict in reversed(conflicts):
        cue, move = conflict.value("plan_cue"), conflict.value("plan_move")
        if isinstance(cue, str) and move is not None and conflict.entry.care is None:
            word = lists["moves"].words.get(move) if isinstance(move, str) else None
            facts = word.facts if word else {}
            then = move.text if isinstance(move, Other) else facts.get("plan", "")
            since = date_of(conflict.entry.happened_at.date())
            if then:
                told = f"When I notice: {_sentence(cue)} Then I will {_sentence(then)}"
                return (Paragraph(told, f"Since {since}."),)
    return ()
