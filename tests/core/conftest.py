"""Flows from a few lines, answers that fit, and a scripted person, for the tests of the core."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from random import Random
from typing import Any

import pytest
from support.person import ScriptedPerson

from journal.core.conversation import Conversation
from journal.core.dialogue.ports import Moved
from journal.core.dialogue.steps import start
from journal.core.errors import Stopped, StoreError
from journal.core.flows.flow import Flow, Question
from journal.core.flows.kinds import TEN_YEARS, read_answer
from journal.core.flows.parser import build_flow
from journal.core.flows.word_lists import WordList
from journal.core.model import NOT_SURE, Answer, Entry
from journal.local.prompts.loader import Prompts

EVENING = datetime(2026, 3, 4, 20, tzinfo=UTC)

FlowOf = Callable[[str], Flow]
SomeAnswer = Callable[[Question, int], Answer]


@pytest.fixture(scope="session")
def prompts() -> Prompts:
    """What comes with the program."""
    return Prompts()


@pytest.fixture(scope="session")
def full(prompts: Prompts) -> Flow:
    """The long entry."""
    return prompts.flow("full")


@pytest.fixture(scope="session")
def lists(prompts: Prompts) -> Mapping[str, WordList]:
    """All packaged lists of words."""
    return prompts.lists


@pytest.fixture(scope="session")
def flow_of(lists: Mapping[str, WordList]) -> FlowOf:
    """Makes a flow named `own` from TOML, as if it stood in `own.toml`."""
    return lambda toml: build_flow("own", tomllib.loads(toml), "own.toml", lists, packaged=False)


def _some_answer(question: Question, number: int) -> Answer:
    chance = Random(number)  # noqa: S311 - one answer for each number
    words = [w.id for w in question.choices] + [w.id for _, w in question.offered_words()]
    own = [NOT_SURE, {"other": "Tea"}, {"other": "tea "}, {"other": "  a\n\u202eb"}]
    listed = [*dict.fromkeys(words), *(own if question.takes_own else [])]
    value: Any
    match question.kind:
        case "one":
            value = chance.choice(listed)
        case "many":
            value = chance.sample(listed, chance.randint(1, min(question.limit or 5, len(listed))))
        case "scale":
            value = chance.randint(0, 10)
        case "minutes":
            value = chance.choice([0, 1, 90, TEN_YEARS])
        case "tags":
            value = chance.sample(["late", "a b", "É"], chance.randint(1, 3))
        case _:
            value = chance.choice(["I waited.", "{surface} {x.y}", "…\n\t ", "no"])
    answer = read_answer(question, value)
    assert answer is not None
    return answer


@pytest.fixture(scope="session")
def some_answer() -> SomeAnswer:
    """An answer that fits a question; another one for another number."""
    return _some_answer


class Disk:
    """
    Where entries go, behind `core.dialogue.ports.Keep`.

    Attributes:
        entry: What lies there now.
        writes: All that ever did.
        troubles: What goes wrong, write by write; None where nothing does.
    """

    def __init__(self, entry: Entry | None = None) -> None:
        self.entry = entry
        self.writes: list[Entry | None] = []
        self.troubles: list[StoreError | None] = []
        self.returns: list[datetime] = []
        self.own: dict[str, list[str]] = {}

    def save(self, entry: Entry) -> Entry:
        trouble = self.troubles.pop(0) if self.troubles else None
        if trouble is not None:
            raise trouble
        self.entry = entry
        self.writes.append(entry)
        return entry

    def erase(self, entry: Entry) -> None:
        self.entry = None
        self.writes.append(None)

    def moved(self) -> Moved | None:
        return None

    def reopen(self, entry: Entry) -> Entry:
        return entry

    def come_back(self, at: datetime) -> None:
        self.returns.append(at)

    def own_words(self, list_name: str) -> list[str]:
        return list(self.own.get(list_name, ()))

    def keep_own_word(self, list_name: str, text: str) -> None:
        self.own.setdefault(list_name, []).append(text)


def in_turn(told: Mapping[str, Any]) -> dict[str, list[Any]]:
    """What is told once; a tuple for one time after the other."""
    return {name: [*v] if isinstance(v, tuple) else [v] for name, v in told.items()}


@dataclass(frozen=True)
class Meeting:
    """
    How a conversation went.

    Attributes:
        entry: What it returned.
        stopped: The sentence that a person who stopped was left with; None if they did not.
    """

    person: ScriptedPerson
    disk: Disk
    entry: Entry | None
    stopped: str | None


Meet = Callable[..., Meeting]


@pytest.fixture(scope="session")
def meet(prompts: Prompts) -> Meet:
    """Lead a scripted person through a flow."""

    def lead(
        flow: str | Flow = "full",
        says: Mapping[str, Any] = {},
        keys: Mapping[str, Any] = {},
        opens: Sequence[str] = (),
        *,
        draft: Entry | None = None,
        short: Flow | None = None,
        troubles: Sequence[StoreError | None] = (),
        **situation: str | int,
    ) -> Meeting:
        asked = prompts.flow(flow) if isinstance(flow, str) else flow
        entry = draft or Entry("u1", asked.name, asked.counts, EVENING, EVENING, {})
        disk = Disk(draft)
        disk.troubles = [*troubles]
        person = ScriptedPerson(
            in_turn(says), in_turn(keys), opens, disk=disk, read=read_answer, declines=True
        )
        conversation = Conversation(
            start(asked, entry, situation),
            person,
            disk,
            prompts.care,
            country="GB",
            short=short,
            now=lambda: EVENING,
        )
        try:
            return Meeting(person, disk, conversation.run(), None)
        except Stopped as stop:
            assert not person.lost, person.lost
            return Meeting(person, disk, None, str(stop))

    return lead
