"""The packaged words, flows from a few lines, and answers that fit, for the tests of the core."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from random import Random
from typing import Any

import pytest

from journal.core.flows import Flow, Question
from journal.core.kinds import TEN_YEARS, read_answer
from journal.core.model import NOT_SURE, Answer
from journal.core.reading import build_flow
from journal.core.words import WordList
from journal.settings.prompts import Prompts

FlowOf = Callable[[str], Flow]
SomeAnswer = Callable[[Question, int], Answer]


@pytest.fixture(scope="session")
def prompts() -> Prompts:
    """What comes with the program."""
    return Prompts()


@pytest.fixture(scope="session")
def full(prompts: Prompts) -> Flow:
    """The long page."""
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
