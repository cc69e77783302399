"""
How often something is told that is not there, and how often something that is there is
told: measured on made-up journals, the same ones every time.

* no pattern at all: any change or link in at most 5 of 100
* a plain pattern: found in at least 95 of 100
* half of it, and what breaks the assumptions: no promise, yet measured
* every rate stands in docs/counting.md
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from math import exp, log
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import pytest

from journal.core.dates.periods import Period
from journal.core.insights.conflicts import Conflict, Looking
from journal.core.insights.rules.change import CHANGE
from journal.core.insights.rules.lean_by_subject import LEAN_BY
from journal.core.lean import lean_of
from journal.core.model import Entry, Said
from journal.local.prompts.loader import Prompts

JOURNALS = 200
START = datetime(2026, 1, 1, 20, tzinfo=UTC)
DOCS = Path(__file__).parents[3] / "docs" / "counting.md"
LISTS = Prompts().lists

GROUPS: dict[str, list[str]] = {}
for word in LISTS["moves"].words.values():
    if "group" in word.facts:
        GROUPS.setdefault(word.facts["group"], []).append(word.id)
GROUP_OF = {move: group for group, moves in GROUPS.items() for move in moves}

Answers = dict[str, Any]


class Spot(NamedTuple):
    """
    Where an entry stands in its journal.

    Attributes:
        is_late: Whether it is in the second half.
        before: The answers of the entry before; empty for the first.
    """

    place: int
    is_late: bool
    before: Answers


Plant = Callable[[Random, Spot, Answers], None]
"""Changes the answers of one entry, so that there is something to find."""

KNOWN = {"heat_peak": 0.9, "hot_minutes": 0.9, "okay_minutes": 0.75, "topic": 0.9}
"""How often an answer is given, where it is not asked or is skipped at times."""


class Person:
    """Someone whose ways never change: each entry is drawn anew, whatever came before."""

    def __init__(self, chance: Random) -> None:
        """Ways of their own: some subjects come up often, and some things are done often."""
        self.topics = skewed(chance, list(LISTS["topics"].words), 3)
        self.triggers = skewed(chance, list(LISTS["triggers"].words), 4)
        self.groups = {group: chance.expovariate(1) for group in GROUPS}
        self.heat = chance.uniform(5, 8)
        self.okay = chance.uniform(log(120), log(1200))

    def entry(self, chance: Random) -> Answers:
        """The answers of one argument."""
        groups = chance.choices([*self.groups], [*self.groups.values()], k=chance.choice((1, 2, 3)))
        answers = {
            "topic": chance.choices(*self.topics)[0],
            "trigger": chance.choices(*self.triggers)[0],
            "my_moves": moves(chance, groups),
            "ending": chance.choice([*LISTS["endings"].words]),
            "heat_peak": points(chance.gauss(self.heat, 2)),
            "hot_minutes": minutes(chance.gauss(log(30), 0.8)),
            "okay_minutes": minutes(chance.gauss(self.okay, 0.8)),
        }
        return {t: a for t, a in answers.items() if chance.random() < KNOWN.get(t, 1)}


def skewed(chance: Random, things: list[str], least: int) -> tuple[list[str], list[float]]:
    """Some of the things, with their weights: the second comes up half as often as the first."""
    chance.shuffle(things)
    some = things[: chance.randint(least, len(things))]
    return some, [1 / place for place in range(1, len(some) + 1)]


def moves(chance: Random, groups: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(chance.choice(GROUPS[group]) for group in groups))


def points(heat: float) -> int:
    return min(10, max(0, round(heat)))


def minutes(logarithm: float) -> int:
    """A time as people tell it: to the half hour from two hours on, else to five minutes."""
    exact = exp(logarithm)
    step = 30 if exact >= 120 else 5
    return max(step, round(exact / step) * step)


def journal(chance: Random, size: int, plant: Plant) -> Looking:
    """A look back at the journal of one made-up person."""
    person = Person(chance)
    conflicts = []
    before: Answers = {}
    for place in range(size):
        answers = person.entry(chance)
        plant(chance, Spot(place, place >= size // 2, before), answers)
        conflicts.append(conflict(place, answers))
        before = answers
    return Looking(Period(), tuple(conflicts), (), {"full": size})


def conflict(place: int, answers: Answers) -> Conflict:
    said = {theme: Said(value, theme, "?") for theme, value in answers.items()}
    lean = lean_of([GROUP_OF[move] for move in answers["my_moves"]])
    when = START + timedelta(days=place)
    entry = Entry(
        str(place), "full", "conflict", when, when, said, lean=lean.name, lean_detail=lean.detail
    )
    return Conflict(entry, said)


def found_in(looking: Looking) -> set[str]:
    """What is told: the measure of a change, or both ends of a link."""
    rows = (CHANGE, LEAN_BY)
    return {f.subject for row in rows for f in row.look(looking, LISTS).findings}


def nothing(_chance: Random, _spot: Spot, _answers: Answers) -> None:
    """No pattern."""


def stepping_back(share: float) -> Plant:
    """On every fourth entry, a subject of its own on which they step back so often, else never."""

    def plant(chance: Random, spot: Spot, answers: Answers) -> None:
        is_on = spot.place % 4 == 1
        answers["topic"] = "money" if is_on else chance.choice(["chores", "family", "work"])
        steps_back = is_on and chance.random() < share
        answers["my_moves"] = moves(chance, ["withdraw" if steps_back else "pursue"])

    return plant


def cooler(later: float) -> Plant:
    """The worst point around 8 in the first half, and around this in the second."""

    def plant(chance: Random, spot: Spot, answers: Answers) -> None:
        answers["heat_peak"] = points(chance.gauss(later if spot.is_late else 8, 0.8))

    return plant


def sooner(later: float, known: float = 1) -> Plant:
    """Okay after about 600 minutes in the first half, and after this in the second."""

    def plant(chance: Random, spot: Spot, answers: Answers) -> None:
        answers["okay_minutes"] = minutes(chance.gauss(log(later if spot.is_late else 600), 0.8))
        if chance.random() >= known:
            del answers["okay_minutes"]

    return plant


def softer(share: float) -> Plant:
    """Never a soft moment in the first half, and in this share of the second."""

    def plant(chance: Random, spot: Spot, answers: Answers) -> None:
        softens = spot.is_late and chance.random() < share
        hard = [m for m in answers["my_moves"] if GROUP_OF[m] != "engage"]
        hard = hard or [*moves(chance, ["pursue"])]
        answers["my_moves"] = (*hard, *(moves(chance, ["engage"]) if softens else ()))

    return plant


def in_spells(chance: Random, spot: Spot, answers: Answers) -> None:
    """Good weeks and bad weeks: most of the heat is carried over from the entry before."""
    carried_over = 0.7 * (spot.before.get("heat_peak", 6.5) - 6.5)
    answers["heat_peak"] = points(chance.gauss(6.5 + carried_over, 1.4))


class Sort(NamedTuple):
    """
    A sort of made-up journals.

    Attributes:
        name: As in the docs.
        finds: What is to be told; anything at all if empty.
        at_least, at_most: The promise, of 100.
        looks: The sizes at which each journal is looked at; found once is found.
    """

    name: str
    plant: Plant
    size: int = 40
    finds: str = ""
    at_least: int = 0
    at_most: int = 100
    looks: tuple[int, ...] = ()


SORTS = (
    Sort("no pattern", nothing, 20, at_most=5),
    Sort("no pattern", nothing, 40, at_most=5),
    Sort("no pattern", nothing, 80, at_most=5),
    Sort("stepping back, 100 against 0 of 100", stepping_back(1), finds="money>away", at_least=95),
    Sort("stepping back, 50 against 0 of 100", stepping_back(0.5), finds="money>away"),
    Sort("worst point, from 8 to 5", cooler(5), finds="heat_peak", at_least=95),
    Sort("worst point, from 8 to 6.5", cooler(6.5), finds="heat_peak"),
    Sort("time to okay, from 10 to 2 hours", sooner(120), finds="okay_minutes", at_least=95),
    Sort("the same, known in 3 of 4", sooner(120, known=0.75), finds="okay_minutes"),
    Sort("time to okay, from 10 to 6 hours", sooner(360), finds="okay_minutes"),
    Sort("soft moments, from 0 to 80 of 100", softer(0.8), finds="softened", at_least=95),
    Sort("soft moments, from 0 to 40 of 100", softer(0.4), finds="softened"),
    Sort("no pattern, but spells of heat", in_spells),
    Sort("no pattern, looked at 13 times", nothing, 80, looks=tuple(range(20, 81, 5))),
)


def times_found(sort: Sort) -> int:
    """In how many of the journals of a sort it is told."""
    return sum(is_found(sort, number) for number in range(JOURNALS))


def is_found(sort: Sort, number: int) -> bool:
    chance = Random(f"{sort.name} {sort.size} {number}")  # noqa: S311 - the same every time
    looking = journal(chance, sort.size, sort.plant)
    for size in sort.looks or (sort.size,):
        told = found_in(Looking(Period(), looking.conflicts[:size], (), {}))
        if sort.finds in told if sort.finds else told:
            return True
    return False


@pytest.mark.slow
@pytest.mark.parametrize("sort", SORTS, ids=lambda s: f"{s.name}, {s.size}")
def test_the_rate_is_as_promised_and_as_published(sort):
    """Measured, held to its promise, and the same number as in the docs."""
    found = times_found(sort)

    assert sort.at_least <= 100 * found / JOURNALS <= sort.at_most
    assert f"| {sort.name} | {sort.size} | {found} of {JOURNALS} |" in docs()


def docs() -> str:
    """The page on counting, columns of its tables one blank apart."""
    return re.sub(r" *\| *", " | ", DOCS.read_text(encoding="utf-8")).replace("\n | ", "\n| ")
