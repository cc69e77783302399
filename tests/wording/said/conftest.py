"""
What the journal says of what someone wrote: every sentence, out of made-up journals.

The journals are made from the flows and lists themselves, so that a new insight is asked about
them by itself:
* by chance, each with a small vocabulary, that things come back; some have a second one for their
  second half, or by turns, that things change or go together
* every part of mine with every part of theirs, five times each
* what chance seldom makes: a row of `SELDOM`
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import product
from random import Random
from typing import Any, NamedTuple

import pytest

from journal.core.dates.periods import Period
from journal.core.dialogue.finishing import with_care_and_leans
from journal.core.dialogue.progress import labels
from journal.core.flows.flow import Flow, Question
from journal.core.flows.kinds import KINDS, read_answer
from journal.core.insights.conflicts import Looking, look_back
from journal.core.insights.finding import Insight, Result
from journal.core.insights.registry import INSIGHTS
from journal.core.lean import AWAY_GROUPS, ENGAGE, TOWARD_GROUPS
from journal.core.model import NOT_SURE, Entry, Said
from journal.core.terms import LEANS
from journal.local.prompts.loader import Prompts

GROUPS = (*TOWARD_GROUPS, *AWAY_GROUPS, ENGAGE)

SELDOM = (
    # no two arguments go alike
    "pursue/withdraw withdraw/pursue attack/withdraw pursue/pursue engage/engage",
    # they pressed, and in some of them I froze
    "withdraw/pursue withdraw/pursue freeze/pursue withdraw/pursue freeze/pursue",
    # what I did is not clear
    "not_sure/withdraw " * 3,
    # some of each
    "pursue+withdraw/withdraw " * 5,
    # breaks with a set time come late
    "pursue/withdraw " * 9 + "pause_back/withdraw " * 9,
    # stepped back on one subject, pressed on the other
    "withdraw/pursue/money " * 6 + "pursue/withdraw/chores " * 6,
    # stepped back or froze on one subject, pressed on the other
    "withdraw/pursue/money freeze/pursue/money " * 3 + "pursue/withdraw/chores " * 6,
)
"""My moves and theirs, by id or as the first of a group; maybe a subject: an argument each."""

USES = ("yes forgot partly", "forgot forgot forgot")
"""What the second looks after a plan say of it."""

SIZES = (0, 2, 4, 5, 6, 6, 7, 8, 12, 18, 24)
THINGS = (0, 1, 1, 1, 2, 3, 12, 12)
"""Of how many things a journal tells for each question: of own words alone, of one, of some."""


class Sort(NamedTuple):
    """
    A sort of journal.

    Attributes:
        flows: Its flows; none named for whatever flows there are.
        sizes, things: How many entries, and how many things for each question.
        parted: Whether it has a second vocabulary: `no`, `halves`, `turns` or as chance has it.
    """

    flows: tuple[str, ...] = ()
    sizes: tuple[int, ...] = SIZES
    things: tuple[int, ...] = THINGS
    parted: str = ""


SORTS = (
    Sort(),
    Sort(("full",)),
    Sort(("full",)),
    Sort(("full", "followup")),
    Sort(("full", "followup"), (12,), (1,), "no"),
    Sort(("full",), (18,), (1,), "halves"),
)
JOURNALS = 70 * len(SORTS)

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


def _vocabulary(flows: Sequence[Flow], chance: Random, size: int) -> Vocabulary:
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
    return [_told(question, value) for value in values]


def _told(question: Question, value: Any) -> Said:
    answer = read_answer(question, value)
    assert answer is not None
    return Said(answer, question.theme, question.ask, labels(question, answer))


def _fits(question: Question, thing: str) -> bool:
    return KINDS[question.kind].themed != "picks" or question.word(thing) is not None


def _entry(flow: Flow, number: int, known: Vocabulary, chance: Random, answers: float) -> Entry:
    said = {
        q.id: chance.choice(sayings)
        for q in flow.questions
        if (sayings := known.get((flow.name, q.id))) and chance.random() < answers
    }
    when = START + timedelta(days=number)
    entry = with_care_and_leans(Entry(str(number), flow.name, flow.counts, when, when, said), flow)
    overruled = LEANS[number % len(LEANS)] if answers < 1 and number % 5 == 0 else None
    return replace(entry, number=number, lean_overruled=overruled)


def _journal(flows: Sequence[Flow], seed: int) -> list[Entry]:
    chance = Random(seed)  # noqa: S311 - made up, and the same every time
    sort = SORTS[seed % len(SORTS)]
    used = [f for f in flows if not sort.flows or f.name in sort.flows]
    size, answers = chance.choice(sort.sizes), chance.choice((0.8, 1.0))
    parted = sort.parted or chance.choice(("no", "halves", "turns"))
    first = _vocabulary(used, chance, chance.choice(sort.things))
    second = first if parted == "no" else _vocabulary(used, chance, chance.choice(sort.things))
    entries: list[Entry] = []
    for number in range(1, size + 1):
        is_late = number > size // 2 if parted == "halves" else number % 2 == 0
        known = second if is_late else first
        entry = _entry(chance.choice(used), number, known, chance, answers)
        conflicts = [e.uid for e in entries if e.counts == "conflict"]
        if entry.flow == "followup":
            entry = replace(entry, about=conflicts[-1] if conflicts else None)
        entries.append(entry)
    return entries


def _meetings(flow: Flow, told: str) -> list[Entry]:
    """Arguments of which nothing is known but the moves, and maybe the subject."""
    entries = []
    for number, picked in enumerate(told.split(), 1):
        picks = zip(("my_moves", "their_moves", "topic"), picked.split("/"), strict=False)
        known = {(flow.name, theme): [_pick(pick, theme, flow)] for theme, pick in picks}
        entries.append(_entry(flow, number, known, Random(number), 1))  # noqa: S311 - no chance
    return entries


def _kept_plan(full: Flow, followup: Flow, used: str) -> list[Entry]:
    """A plan, then arguments whose second look says whether it was used."""
    known = {("full", "plan_move"): [_pick("name_loop", "plan_move", full)]}
    entries = [_entry(full, 1, known, Random(1), 1)]  # noqa: S311 - no chance
    for number, answer in enumerate(used.split(), 1):
        known = {("followup", "plan_used"): [_pick(answer, "plan_used", followup)]}
        look = _entry(followup, 2 * number + 1, known, Random(1), 1)  # noqa: S311 - no chance
        argument = _entry(full, 2 * number, {}, Random(1), 1)  # noqa: S311 - no chance
        entries += [argument, replace(look, about=argument.uid)]
    return entries


def _pick(pick: str, theme: str, flow: Flow) -> Said:
    question = flow.question(theme)
    assert question is not None
    first_of = {w.facts.get("group"): w.id for _, w in reversed(question.offered_words())}
    picked = [first_of.get(p, p) for p in pick.split("+")]
    return _told(question, picked if question.kind == "many" else picked[0])


@pytest.fixture(scope="session")
def journals() -> list[Looking]:
    """A look back at each made-up journal; the same ones every time."""
    prompts = Prompts()
    flows = [prompts.flow(name) for name in prompts.flow_names()]
    counts = {flow.name: flow.counts for flow in flows}
    pairs = (f"{mine}/{theirs} " * 5 for mine, theirs in product(GROUPS, GROUPS))
    made = [
        *(_journal(flows, seed) for seed in range(JOURNALS)),
        *(_meetings(prompts.flow("full"), told) for told in (*pairs, *SELDOM)),
        *(_kept_plan(prompts.flow("full"), prompts.flow("followup"), used) for used in USES),
    ]
    return [look_back(entries, counts, Period(), prompts.lists) for entries in made]


@pytest.fixture(scope="session")
def results(journals: Sequence[Looking]) -> dict[str, list[Result]]:
    """What each insight of the table says about each journal."""
    lists = Prompts().lists
    return {row.id: [row.look(looking, lists) for looking in journals] for row in INSIGHTS}


@pytest.fixture
def found(insight: Insight, results: Mapping[str, list[Result]]) -> list[Result]:
    """What one insight says about each journal."""
    return results[insight.id]
