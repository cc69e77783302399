"""The loop of a period: the most frequent answers at each step, and the ways out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from journal.core.care.care_book import is_danger
from journal.core.flows.word_lists import WordList
from journal.core.insights.conflicts import Conflict, Looking
from journal.core.insights.finding import Finding, Result
from journal.core.insights.moves import sides_of
from journal.core.insights.registry import INSIGHTS
from journal.core.insights.rules.softening import soft_endings
from journal.core.insights.sentence import Sentence
from journal.core.insights.tally import Tally
from journal.core.lean import TOWARD_GROUPS
from journal.core.loop.left_out import NONE_LEFT_OUT, LeftOut, left_out, who_froze
from journal.core.model import Entry, Other, picks
from journal.core.terms import Theme
from journal.core.text import isolated, one_line, unisolated

STATIONS: dict[Theme, str] = {
    "trigger": "It starts with",
    "body": "body",
    "surface": "loud",
    "story": "story",
    "my_moves": "so I",
    "their_moves": "they",
    "softer": "Under it",
    "need": "I needed",
}
"""Theme -> the words before it in the picture, in the order of the loop."""

_TOO_MANY = 3
"""The line "the more …" is omitted if at least one in this many arguments is left out."""

_MET = 2
"""The fewest entries with both of two moves, for the line that one feeds the other."""

_STEPPING_BACK = ("withdraw",)
"""The groups of stepping back in the line "the more …"; freezing and going along never are."""


@dataclass(frozen=True, slots=True)
class Station:
    """
    One step of the loop.

    Attributes:
        theme: A key of `STATIONS`.
        tops: The most frequent findings, ties included (two at least of the partner's moves, if
            there are two); empty if it is too early or nothing recurs.
        absent: The reason for no finding, in a few words; empty if there is one.
        notes: The notes of its findings.
    """

    theme: Theme
    tops: tuple[Finding, ...]
    absent: str = ""
    notes: tuple[Sentence, ...] = ()


@dataclass(frozen=True, slots=True)
class CaughtInTime:
    """
    A moment that was caught in time.

    Attributes:
        number: The number of the entry.
        instead: The labels of the moves made instead.
        helped: The words of the person on what helped; may be empty.
    """

    number: int
    instead: tuple[str, ...]
    helped: str


@dataclass(frozen=True, slots=True)
class WayOut:
    """
    The arguments and moments that went better.

    Attributes:
        soft: The result of the insight `softened`, as in the summary.
        endings: The endings of those arguments; empty if it is too early to tell.
        caught: The moments caught in time, oldest first.
        yielded: True if the person froze or went along with sharp words in some argument.
    """

    soft: Result
    endings: tuple[Tally, ...]
    caught: tuple[CaughtInTime, ...]
    yielded: bool = False

    @property
    def says(self) -> tuple[str, ...]:
        """The sentences on soft moments; none about a lack of them if the person yielded."""
        return () if self._is_not_told else self.soft.sentences

    @property
    def mine(self) -> tuple[str, ...]:
        """The same sentences in the first person, for a page."""
        return () if self._is_not_told else self.soft.mine

    @property
    def _is_not_told(self) -> bool:
        return self.yielded and not self.soft.findings


@dataclass(frozen=True, slots=True)
class Cycle:
    """
    The loop of a period.

    Attributes:
        stations: The steps, in the order of `STATIONS`.
        more: The line "The more I …, the more they …" as two halves; empty without it.
        way_out: The arguments and moments that went better.
        of: The number of arguments it rests on.
        out_of: The number of arguments in the period, including those that are no loop.
        left_out: The arguments that are no loop.
    """

    stations: tuple[Station, ...]
    more: tuple[str, ...]
    way_out: WayOut
    of: int
    out_of: int = 0
    left_out: LeftOut = NONE_LEFT_OUT

    @property
    def is_closed(self) -> bool:
        """True if it is drawn as a closed loop: each side feeds the other."""
        return bool(self.more)

    @property
    def is_seen(self) -> bool:
        """True if at least one step has a finding."""
        return any(s.tops for s in self.stations)

    @property
    def notes(self) -> tuple[Sentence, ...]:
        """The notes of all steps and of the arguments left out, without duplicates."""
        told = (note for s in self.stations for note in s.notes)
        return tuple(dict.fromkeys([*told, *self.left_out.care]))

    def station(self, theme: Theme) -> Station:
        """Return the step of a theme of `STATIONS`."""
        return next(s for s in self.stations if s.theme == theme)


NOT_DRAWN = Cycle((), (), WayOut(Result((), (), 0, 0), (), ()), 0)
"""The empty loop, for views that show none."""


def draw_cycle(
    looking: Looking,
    lists: Mapping[str, WordList],
    *,
    trigger: str | None = None,
    topic: str | None = None,
) -> Cycle:
    """
    Find the most frequent answers at each step of the loop.

    Arguments are left out of the steps if someone froze or went along, if something scared or
    hurt, or if safety is in question. The soft moments are those of all fitting arguments.

    Args:
        looking: The look back.
        lists: List name -> the words.
        trigger, topic: Keep only arguments and moments with this answer. A moment caught in time
            has no topic.
    """
    filters: dict[Theme, str | None] = {"trigger": trigger, "topic": topic}
    answered = {theme: word for theme, word in filters.items() if word is not None}
    fitting = tuple(c for c in looking.conflicts if _has(c, answered))
    caught = [
        e
        for e in looking.apart
        if e.flow == "caught" and e.argument_care is None and _has(e, answered)
    ]
    wanted = [c for c in fitting if c.entry.argument_care is None]
    scared = [c for c in wanted if is_danger(c.said.values())]
    frozen = [c for c in wanted if c not in scared and any(who_froze(c, lists))]
    loops = tuple(c for c in wanted if c not in frozen and c not in scared)
    rows = {row.id: row for row in INSIGHTS}
    loops_only, all_fitting = (replace(looking, conflicts=some) for some in (loops, fitting))
    stations = tuple(_station(theme, rows[theme].look(loops_only, lists)) for theme in STATIONS)
    tells_more = len(frozen) + len(scared) < len(wanted) / _TOO_MANY
    by_theme = {s.theme: s for s in stations}
    more = (
        _more(by_theme["my_moves"], by_theme["their_moves"], lists["moves"]) if tells_more else ()
    )
    way_out = WayOut(
        rows["softened"].look(all_fitting, lists),
        tuple(soft_endings(all_fitting, lists)),
        _in_time(caught, lists["moves"]),
        yielded=any(sides_of(c, lists).i_yielded_to_sharp for c in wanted),
    )
    unsure = len(fitting) - len(wanted)
    outside = left_out(frozen, len(scared), unsure, lists, drawn=bool(loops))
    return Cycle(stations, more, way_out, len(loops), len(fitting), outside)


def cycle_as_data(cycle: Cycle) -> dict[str, Any]:
    """Return the loop as JSON data, with the keys in a fixed order."""
    out, soft = cycle.way_out, cycle.way_out.soft
    return {
        "stations": [
            {
                "theme": s.theme,
                "subject": f.subject,
                "label": unisolated(f.label),
                "count": f.count,
                "of": f.of,
            }
            for s in cycle.stations
            for f in s.tops
        ],
        "notes": [unisolated(note.you) for note in cycle.notes],
        "way_out": {
            "count": sum(f.count for f in soft.findings),
            "of": soft.have,
            "entries": [n for f in soft.findings for n in f.entries],
            "endings": [
                {"subject": t.subject, "label": unisolated(t.label), "count": t.count}
                for t in out.endings
            ],
            "sentence": unisolated(" ".join(out.says)),
            "caught": [
                {
                    "entry": c.number,
                    "instead": [unisolated(label) for label in c.instead],
                    "helped": unisolated(c.helped) or None,
                }
                for c in out.caught
            ],
        },
        "of": cycle.of,
        "out_of": cycle.out_of,
    }


def _station(theme: Theme, result: Result) -> Station:
    most = result.findings[0].count if result.findings else 0
    tops = [f for f in result.findings if f.count == most]
    if theme == "their_moves":  # there is room for two of theirs, and one would hide too much
        tops = list(result.findings[: max(2, len(tops))])
    return Station(theme, tuple(tops), result.short, result.notes)


def _more(mine: Station, theirs: Station, moves: WordList) -> tuple[str, ...]:
    """Return both halves of "the more …" if the top moves are opposed and co-occur; else none."""
    if not mine.tops or not theirs.tops:
        return ()
    shared_entries = {*mine.tops[0].entries} & {*theirs.tops[0].entries}
    if len(shared_entries) < _MET:
        return ()
    my, their = (moves.words.get(s.tops[0].subject) for s in (mine, theirs))
    if my is None or their is None:
        return ()
    sides = (my.facts.get("group"), their.facts.get("group"))
    opposed = [(TOWARD_GROUPS, _STEPPING_BACK), (_STEPPING_BACK, TOWARD_GROUPS)]
    if not any(sides[0] in a and sides[1] in b for a, b in opposed):
        return ()
    return f"The more I {my.facts['phrase']},", f"the more they {their.facts['phrase']}."


def _has(one: Conflict | Entry, only: Mapping[Theme, str]) -> bool:
    return all(one.value(theme) == word for theme, word in only.items())


def _in_time(caught: Sequence[Entry], moves: WordList) -> tuple[CaughtInTime, ...]:
    return tuple(
        CaughtInTime(
            number=e.number or 0,
            instead=tuple(
                isolated(one_line(p.text)) if isinstance(p, Other) else moves.words[p].label
                for p in picks(e.value("instead"))
                if isinstance(p, Other) or p in moves.words
            ),
            helped=isolated(one_line(str(e.value("helped_me") or ""))),
        )
        for e in caught
    )
