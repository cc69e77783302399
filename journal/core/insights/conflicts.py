"""
Conflicts: what the summary, the loop and the page count.

The one place where drafts and entries kept apart are left out, where the answers of a
follow-up are laid over the conflict it is about, where a short entry gives way to the
long entry about the same argument, and where an own word that equals a packaged one becomes
that one.
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
"""What is counted of an entry whose writer was not sure about their safety."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """
    One argument, as it is counted.

    Attributes:
        entry: The entry as written.
        said: By theme: its answers, with those of its follow-ups laid over them. Of one
            whose writer was not sure about their safety, only what may be counted.
        later: Its follow-ups, in the order they were written.
    """

    entry: Entry
    said: Mapping[Theme, Said]
    later: tuple[Entry, ...] = ()

    @property
    def number(self) -> int:
        """What the person calls it by."""
        return self.entry.number or 0

    def value(self, theme: Theme) -> Answer | None:
        """The answer under a theme; None if there is none."""
        said = self.said.get(theme)
        return None if said is None else said.value

    @property
    def lean(self) -> LeanName | None:
        """The lean that counts: as the person sees it, else as worked out."""
        if self.entry.argument_care is not None:
            return None
        return self.entry.lean_overruled or self.entry.lean

    @property
    def my_detail(self) -> Detail | None:
        """The finer label; None where the person sees the lean otherwise."""
        overruled = self.entry.lean_overruled not in (None, self.entry.lean)
        return None if overruled or self.entry.argument_care is not None else self.entry.lean_detail

    @property
    def their_lean(self) -> LeanName | None:
        """Their lean, by the moves that the person saw."""
        return None if self.entry.argument_care is not None else self.entry.their_lean

    @property
    def their_detail(self) -> Detail | None:
        """The finer label of their lean."""
        return None if self.entry.argument_care is not None else self.entry.their_detail

    @property
    def pattern(self) -> str | None:
        """What their part and mine made of it; see `patterns.pattern_of`."""
        return pattern_of(self.lean, self.my_detail, self.their_lean, self.their_detail)


@dataclass(frozen=True, slots=True)
class Looking:
    """
    What a look back rests on.

    Attributes:
        conflicts: Oldest first.
        apart: Entries counted apart, such as moments caught in time; oldest first.
        entries: How many entries of each flow there are in the period.
    """

    period: Period
    conflicts: tuple[Conflict, ...]
    apart: tuple[Entry, ...]
    entries: Mapping[str, int]
    _known: dict[str, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def once(self, name: str, work_out: Callable[[], T]) -> T:
        """Return what several insights work out of it, under a name; worked out once."""
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
    Gather what a look back over a period rests on.

    Args:
        entries: All entries, oldest first. A follow-up outside the period comes along
            with its conflict.
        counts: Flow name -> whether its entries are conflicts; a flow that is gone counts
            as it did when the entry was written.
        lists: The packaged words.
        flagged: Also take in entries that were kept apart.
    """
    finished = [
        _as_counted(e, lists) for e in entries if not e.is_draft and (flagged or not e.is_apart)
    ]
    inside = [e for e in finished if period.holds(e.happened_at)]
    about = _by_subject(finished)
    per_flow = dict.fromkeys(counts, 0)
    for entry in inside:
        per_flow[entry.flow] = per_flow.get(entry.flow, 0) + 1
    kind = {e.uid: counts.get(e.flow, e.counts) for e in finished}
    conflicts = tuple(
        # What came after a short entry belongs to the long one that took its place.
        _conflict(e, [*about.get(e.about or "", []), *about.get(e.uid, [])])
        for e in inside
        if kind[e.uid] == CONFLICT
        and not any(kind[later.uid] == CONFLICT for later in about.get(e.uid, []))
    )
    apart = tuple(e for e in inside if kind[e.uid] == APART and e.flow != FOLLOWUP)
    return Looking(period, conflicts, apart, per_flow)


def _as_counted(entry: Entry, lists: Mapping[str, WordList]) -> Entry:
    """The entry with every own word that equals a packaged one as that one, its leans too."""
    said = {q: _counted(s, lists) for q, s in entry.answers.items()}
    other = {s.theme for q, s in said.items() if s is not entry.answers[q]}
    if not other:
        return entry
    entry = replace(entry, answers=said)
    if entry.lean is None or not other & {"my_moves", "their_moves"}:
        return entry
    by_theme = {s.theme: s.value for s in said.values()}
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
    """The same object if nothing in it is an own word of that kind."""
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
    """Entries by the entry they are about, in the order they were written."""
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
