"""
The conflicts that the summary, the loop and the page count.

This module alone decides what is counted. It leaves out drafts and entries kept apart, merges
the answers of follow-ups into their conflict, drops a short entry in favour of a later long
entry about the same argument, and replaces an own word that equals a packaged word by that word.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from journal.core.cycle.patterns import pattern_of
from journal.core.dates.periods import Period
from journal.core.entries.one_line import FOLLOWUP
from journal.core.flows.themes import LIST_OF
from journal.core.flows.word_lists import WordList
from journal.core.lean import lean_of
from journal.core.model import Answer, Entry, Other, Said
from journal.core.terms import Counts, Detail, LeanName, Theme

T = TypeVar("T")

CONFLICT, APART = "conflict", "apart"
_UNSURE_COUNTS = ("body", "surface", "need", "heat_before", "heat_peak", "heat_after", "heat_now")
"""The themes that are counted in an entry with `care` `unsure`."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """
    One argument, as counted.

    Attributes:
        entry: The entry, with packaged words in place of equal own words.
        said: Theme -> answer, with the answers of follow-ups over those of the entry; only
            `_UNSURE_COUNTS` if one of them has `care` `unsure`.
        later: The follow-ups, in the order given to `look_back`.
    """

    entry: Entry
    said: Mapping[Theme, Said]
    later: tuple[Entry, ...] = ()

    @property
    def number(self) -> int:
        """The number of the entry, by which the person refers to it; 0 without one."""
        return self.entry.number or 0

    def value(self, theme: Theme) -> Answer | None:
        """Return the answer under a theme; None without one."""
        said = self.said.get(theme)
        return None if said is None else said.value

    @property
    def lean(self) -> LeanName | None:
        """The lean as overruled by the person, else as derived; None if safety is in question."""
        if self.entry.argument_care is not None:
            return None
        return self.entry.lean_overruled or self.entry.lean

    @property
    def my_detail(self) -> Detail | None:
        """The detail of the lean; None if the lean was overruled or safety is in question."""
        overruled = self.entry.lean_overruled not in (None, self.entry.lean)
        return None if overruled or self.entry.argument_care is not None else self.entry.lean_detail

    @property
    def their_lean(self) -> LeanName | None:
        """The partner's lean, derived from their noted moves; None if safety is in question."""
        return None if self.entry.argument_care is not None else self.entry.their_lean

    @property
    def their_detail(self) -> Detail | None:
        """The detail of the partner's lean; None if safety is in question."""
        return None if self.entry.argument_care is not None else self.entry.their_detail

    @property
    def pattern(self) -> str | None:
        """The pattern of both leans; see `patterns.pattern_of`."""
        return pattern_of(self.lean, self.my_detail, self.their_lean, self.their_detail)


@dataclass(frozen=True, slots=True)
class Looking:
    """
    The data of a look back over a period.

    Attributes:
        period: The period.
        conflicts: The conflicts of the period, oldest first.
        apart: The entries whose flow counts `apart`, such as moments caught in time, without
            follow-ups; oldest first.
        entries: Flow name -> the number of finished entries in the period.
    """

    period: Period
    conflicts: tuple[Conflict, ...]
    apart: tuple[Entry, ...]
    entries: Mapping[str, int]
    _known: dict[str, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def once(self, name: str, work_out: Callable[[], T]) -> T:
        """Return a result cached under a name; compute it with *work_out* on the first call."""
        if name not in self._known:
            self._known[name] = work_out()
        known: T = self._known[name]
        return known


def look_back(
    entries: Iterable[Entry],
    counts: Mapping[str, Counts],
    period: Period,
    lists: Mapping[str, WordList],
    *,
    flagged: bool = False,
) -> Looking:
    """
    Gather the conflicts and other entries of a period.

    Args:
        entries: All entries, oldest first. A follow-up outside the period is included with
            its conflict.
        counts: Flow name -> how its entries count; for an unknown flow, `Entry.counts` decides.
        period: The period; `happened_at` decides which entries are in it.
        lists: List name -> the packaged words.
        flagged: Include entries kept apart.
    """
    finished = [
        _as_counted(e, lists) for e in entries if not e.is_draft and (flagged or not e.is_apart)
    ]
    inside = [e for e in finished if period.holds(e.happened_at)]
    by_subject = _by_subject(finished)
    per_flow = dict.fromkeys(counts, 0)
    for entry in inside:
        per_flow[entry.flow] = per_flow.get(entry.flow, 0) + 1
    counts_of = {e.uid: counts.get(e.flow, e.counts) for e in finished}
    conflicts = tuple(
        # Follow-ups of a short entry belong to the long entry that replaces it.
        _conflict(e, [*by_subject.get(e.about or "", []), *by_subject.get(e.uid, [])])
        for e in inside
        if counts_of[e.uid] == CONFLICT
        and not any(counts_of[later.uid] == CONFLICT for later in by_subject.get(e.uid, []))
    )
    apart = tuple(e for e in inside if counts_of[e.uid] == APART and e.flow != FOLLOWUP)
    return Looking(period, conflicts, apart, per_flow)


def _as_counted(entry: Entry, lists: Mapping[str, WordList]) -> Entry:
    """Return the entry with packaged words for equal own words, its leans derived anew."""
    answers = {q: _counted(s, lists) for q, s in entry.answers.items()}
    changed_themes = {s.theme for q, s in answers.items() if s is not entry.answers[q]}
    if not changed_themes:
        return entry
    entry = replace(entry, answers=answers)
    if entry.lean is None or not changed_themes & {"my_moves", "their_moves"}:
        return entry
    by_theme = {s.theme: s.value for s in answers.values()}
    mine, theirs = (
        lean_of([w.facts.get("group", "") for w in lists["moves"].known(by_theme.get(theme))])
        for theme in ("my_moves", "their_moves")
    )
    return replace(
        entry,
        lean=mine.name,
        lean_detail=mine.detail,
        their_lean=theirs.name,
        their_detail=theirs.detail,
    )


def _counted(said: Said, lists: Mapping[str, WordList]) -> Said:
    """Return the answer with packaged words for equal own words; the same object if none is."""
    value, words = said.value, lists.get(LIST_OF.get(said.theme, ""))
    if words is None or isinstance(value, int | str):
        return said
    if isinstance(value, Other):
        counted: Answer = words.counted(value)
    elif any(isinstance(pick, Other) for pick in value):
        counted = tuple(words.counted(pick) for pick in value)
    else:
        return said
    return said if counted == value else replace(said, value=counted)


def _by_subject(entries: list[Entry]) -> dict[str, list[Entry]]:
    """Return the uid of an entry -> the entries about it, in the given order."""
    about: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.about is not None:
            about.setdefault(entry.about, []).append(entry)
    return about


def _conflict(entry: Entry, later: list[Entry]) -> Conflict:
    followups = tuple(f for f in later if f.flow == FOLLOWUP)
    return Conflict(entry, _laid_over(entry, followups), followups)


def _laid_over(entry: Entry, followups: tuple[Entry, ...]) -> dict[Theme, Said]:
    care = {c for e in (entry, *followups) for c in (e.care, e.argument_care)}
    said = {s.theme: s for e in (entry, *followups) for s in e.answers.values()}
    if "unsure" in care:
        return {theme: s for theme, s in said.items() if theme in _UNSURE_COUNTS}
    return said
