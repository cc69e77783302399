"""The loop, as one person noted it: what is named most at each step, and a way out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from journal.core.conflicts import Conflict, Looking
from journal.core.insights.finding import Finding, Result
from journal.core.insights.table import INSIGHTS
from journal.core.lean import AWAY_GROUPS, ENGAGE, TOWARD_GROUPS
from journal.core.model import Entry, Other, picks
from journal.core.text import one_line
from journal.core.words import WordList

STATIONS = {
    "trigger": "It starts with",
    "body": "body",
    "surface": "loud",
    "story": "story",
    "my_moves": "so I",
    "their_moves": "they",
    "softer": "Under it",
    "need": "I needed",
}
"""Theme -> what stands before it in the picture, in the order of the loop."""

WAY_OUT_NEED = 3
"""Soft moments from which their endings are told."""

_NO_LOOP = "attacked_froze"
_TOO_MANY = 3
"""The line "the more …" is left out if one in so many was sharp words and freezing."""


@dataclass(frozen=True, slots=True)
class Station:
    """
    One step of the loop.

    Attributes:
        tops: What was named most there, ties included; empty if it is too early or
            nothing recurs.
        have, need: How many arguments answered it, and how many it takes.
    """

    theme: str
    tops: tuple[Finding, ...]
    have: int
    need: int


@dataclass(frozen=True, slots=True)
class CaughtInTime:
    """A moment that went differently: what was done instead, and what helped."""

    number: int
    instead: tuple[str, ...]
    helped: str


@dataclass(frozen=True, slots=True)
class WayOut:
    """
    What happened when it went softer.

    Attributes:
        entries: Numbers of the arguments with a moment of staying or softening.
        endings: How those ended: id, label, count; most frequent first.
    """

    entries: tuple[int, ...]
    endings: tuple[tuple[str, str, int], ...]
    caught: tuple[CaughtInTime, ...]


@dataclass(frozen=True, slots=True)
class Cycle:
    """
    The loop of a period.

    Attributes:
        stations: In the order of `STATIONS`.
        more: How each side feeds the other, as two halves; empty where that is not told.
        of: How many arguments it rests on.
    """

    stations: tuple[Station, ...]
    more: tuple[str, ...]
    way_out: WayOut
    of: int

    @property
    def is_closed(self) -> bool:
        """Whether it is drawn as going round: each side feeds the other."""
        return bool(self.more)

    @property
    def is_seen(self) -> bool:
        """Whether there is anything to show at any step."""
        return any(s.tops for s in self.stations)

    def station(self, theme: str) -> Station:
        """The step of a theme."""
        return next(s for s in self.stations if s.theme == theme)


NOT_DRAWN = Cycle((), (), WayOut((), (), ()), 0)
"""The loop of nothing, such as where no loop is to be shown."""


def draw_cycle(
    looking: Looking,
    lists: Mapping[str, WordList],
    *,
    trigger: str | None = None,
    topic: str | None = None,
) -> Cycle:
    """
    Find what is named most at each step of the loop.

    Arguments where someone froze or went along with sharp words are no loop and are not
    in it, nor are those whose writer was not sure about their safety.

    Args:
        trigger, topic: Only what has this answer. A moment caught in time has no topic.
    """
    asked = {"trigger": trigger, "topic": topic}
    only = {theme: word for theme, word in asked.items() if word is not None}
    wanted = [c for c in looking.conflicts if c.entry.argument_care is None and _has(c, only)]
    caught = [
        e for e in looking.apart if e.flow == "caught" and e.argument_care is None and _has(e, only)
    ]
    loops = tuple(c for c in wanted if c.pattern != _NO_LOOP)
    rows = {row.id: row for row in INSIGHTS}
    part = replace(looking, conflicts=loops)
    stations = tuple(_station(theme, rows[theme].look(part, lists)) for theme in STATIONS)
    told = len(wanted) - len(loops) < len(wanted) / _TOO_MANY
    by_theme = {s.theme: s for s in stations}
    more = _more(by_theme["my_moves"], by_theme["their_moves"], lists["moves"]) if told else ()
    return Cycle(stations, more, _way_out(loops, caught, lists), len(loops))


def as_data(cycle: Cycle) -> dict[str, Any]:
    """The loop as values that JSON can hold."""
    out = cycle.way_out
    return {
        "stations": [
            {"theme": s.theme, "subject": f.subject, "label": f.label, "count": f.count, "of": f.of}
            for s in cycle.stations
            for f in s.tops
        ],
        "way_out": {
            "count": len(out.entries),
            "entries": list(out.entries),
            "endings": [{"subject": i, "label": label, "count": k} for i, label, k in out.endings],
            "caught": [
                {"entry": c.number, "instead": list(c.instead), "helped": c.helped or None}
                for c in out.caught
            ],
        },
        "of": cycle.of,
    }


def _station(theme: str, result: Result) -> Station:
    most = result.findings[0].count if result.findings else 0
    tops = [f for f in result.findings if f.count == most]
    if theme == "their_moves":  # two of theirs fit the picture, and one hides too much
        tops = list(result.findings[: max(2, len(tops))])
    return Station(theme, tuple(tops), result.have, result.need)


def _more(mine: Station, theirs: Station, moves: WordList) -> tuple[str, ...]:
    """Both halves, if what I did most and what they did most pull apart; else nothing."""
    if not mine.tops or not theirs.tops:
        return ()
    my, their = (moves.words.get(s.tops[0].subject) for s in (mine, theirs))
    if my is None or their is None:
        return ()
    sides = (my.facts.get("group"), their.facts.get("group"))
    apart = [(TOWARD_GROUPS, AWAY_GROUPS), (AWAY_GROUPS, TOWARD_GROUPS)]
    if not any(sides[0] in a and sides[1] in b for a, b in apart):
        return ()
    return f"The more I {my.facts['phrase']},", f"the more they {their.facts['phrase']}."


def _has(one: Conflict | Entry, only: Mapping[str, str]) -> bool:
    return all(one.value(theme) == word for theme, word in only.items())


def _way_out(
    loops: Sequence[Conflict], caught: Sequence[Entry], lists: Mapping[str, WordList]
) -> WayOut:
    moves, endings = lists["moves"].words, lists["endings"].words
    soft = [c for c in loops if _softened(c, lists["moves"])]
    ended = Counter(e for c in soft if isinstance(e := c.value("ending"), str) and e in endings)
    moments = tuple(
        CaughtInTime(
            number=e.number or 0,
            instead=tuple(
                one_line(p.text) if isinstance(p, Other) else moves[p].label
                for p in picks(e.value("instead"))
                if isinstance(p, Other) or p in moves
            ),
            helped=one_line(str(e.value("helped_me") or "")),
        )
        for e in caught
    )
    return WayOut(
        entries=tuple(sorted(c.number for c in soft)),
        endings=tuple((i, endings[i].label, k) for i, k in ended.most_common()),
        caught=moments,
    )


def _softened(conflict: Conflict, moves: WordList) -> bool:
    named = (moves.words.get(p) for p in picks(conflict.value("my_moves")) if isinstance(p, str))
    return any(w is not None and w.facts.get("group") == ENGAGE for w in named)
