"""
What the journal says of what someone wrote: every sentence, out of made-up journals.

The journals are made from the flows and lists themselves, so that a new insight is asked about
them by itself. Each has a small vocabulary, that things come back; some have one for the first
half and one for the second, or two by turns, that things change or go together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

import pytest

from journal.core.conflicts import Looking, look_back
from journal.core.finish import settle
from journal.core.flows import Flow, Question
from journal.core.insights.finding import Insight, Result
from journal.core.insights.table import INSIGHTS
from journal.core.kinds import KINDS, read_answer
from journal.core.lean import LEANS
from journal.core.model import NOT_SURE, Entry, Said
from journal.core.periods import Period
from journal.core.progress import labels
from journal.settings.prompts import Prompts

JOURNALS = 700
SIZES = (0, 1, 2, 3, 4, 5, 6, 6, 7, 8, 12, 18, 24)
THINGS = (0, 1, 1, 1, 1, 2, 3, 12)
"""Of how many things a journal tells for each question: of own words alone, of one, of some."""

MINUTES = (10, 25, 60, 150, 600, 1500, 4000)
START = datetime(2026, 1, 1, 20, tzinfo=UTC)

Vocabulary = Mapping[tuple[str, str], Sequence[Said]]
"""By flow and question: what may be said there."""


def _things(question: Question, chance: Random, size: int) -> list[Any]:
    """A few answers, as they stand in a file of answers; of a list often out of one group."""
    match question.kind:
        case "one" | "many":
            listed = question.words.words.values() if question.words else ()
            words = [w for w in (*question.choices, *listed) if question.word(w.id)]
            by = question.words.group_by if question.words else ""
            if by and size < 12 and chance.random() < 0.8:
                group = chance.choice(sorted({w.facts.get(by, "") for w in words}))
                words = [w for w in words if w.facts.get(by, "") == group]
            own = [NOT_SURE, {"other": "Tea"}] if question.takes_own and size in (0, 3) else []
            return chance.sample([w.id for w in words], min(size, len(words))) + own
        case "scale":
            return [chance.randint(0, 10) for _ in range(size or 1)]
        case "minutes":
            return [chance.choice(MINUTES) for _ in range(size or 1)]
        case "tags":
            return [["late"]]
    return ["I waited."]


def _vocabulary(flows: Sequence[Flow], chance: Random) -> Vocabulary:
    size = chance.choice(THINGS)
    asked = [(flow.name, q) for flow in flows for q in flow.questions if q.is_asked]
    things = {_key(q): _things(q, chance, size) for _, q in asked}
    things["unsafe", "one"] = ["no"] * 19 + ["not_sure"]
    return {(flow, q.id): _sayings(q, things[_key(q)]) for flow, q in asked}


def _key(question: Question) -> tuple[str, str]:
    return question.theme, question.kind.replace("many", "one")


def _sayings(question: Question, things: Sequence[Any]) -> list[Said]:
    fitting = [t for t in things if not isinstance(t, str) or _fits(question, t)]
    values: list[Any] = fitting
    if question.kind == "many":
        most = question.limit or 3
        values = [*([t] for t in fitting), fitting[:most], fitting[-most:]]
    answers = (read_answer(question, value) for value in values)
    return [Said(a, question.theme, question.ask, labels(question, a)) for a in answers if a]


def _fits(question: Question, thing: str) -> bool:
    return KINDS[question.kind].themed != "picks" or question.word(thing) is not None


def _entry(flow: Flow, number: int, known: Vocabulary, chance: Random, answers: float) -> Entry:
    said = {
        q.id: chance.choice(sayings)
        for q in flow.questions
        if (sayings := known.get((flow.name, q.id))) and chance.random() < answers
    }
    when = START + timedelta(days=number)
    entry = settle(Entry(str(number), flow.name, flow.counts, when, when, said), flow)
    overruled = LEANS[number % len(LEANS)] if answers < 1 and number % 5 == 0 else None
    return replace(entry, number=number, lean_overruled=overruled)


def _journal(flows: Sequence[Flow], seed: int) -> list[Entry]:
    chance = Random(seed)
    size, answers = chance.choice(SIZES), chance.choice((0.8, 1.0))
    used = flows if chance.random() < 0.4 else flows[:1]
    first, second = (_vocabulary(used, chance) for _ in range(2))
    changes = chance.choice((lambda n: False, lambda n: n > size // 2, lambda n: n % 2 == 1))
    entries: list[Entry] = []
    for number in range(1, size + 1):
        known = second if changes(number) else first
        entry = _entry(chance.choice(used), number, known, chance, answers)
        conflicts = [e.uid for e in entries if e.counts == "conflict"]
        if entry.flow == "followup":
            entry = replace(entry, about=conflicts[-1] if conflicts else None)
        entries.append(entry)
    return entries


@pytest.fixture(scope="session")
def journals() -> list[Looking]:
    """A look back at each made-up journal; the same ones every time."""
    prompts = Prompts()
    flows = [prompts.flow(name) for name in prompts.flow_names()]
    counts = {flow.name: flow.counts for flow in flows}
    made = (_journal(flows, seed) for seed in range(JOURNALS))
    return [look_back(entries, counts, Period()) for entries in made]


@pytest.fixture(scope="session")
def results(journals: Sequence[Looking]) -> dict[str, list[Result]]:
    """What each insight of the table says about each journal."""
    lists = Prompts().lists
    return {row.id: [row.look(looking, lists) for looking in journals] for row in INSIGHTS}


@pytest.fixture
def found(insight: Insight, results: Mapping[str, list[Result]]) -> list[Result]:
    """What one insight says about each journal."""
    return results[insight.id]
