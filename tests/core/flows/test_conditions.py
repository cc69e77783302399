"""
When a question is asked:
* each form of condition, on each kind of answer, holds or not as the table says
* all conditions have to hold; of `any`, one
* a skipped question names nothing, so only `is_not` and `answered = false` hold of it
"""

from __future__ import annotations

import tomllib
from typing import Any

import pytest

from journal.core.flows.conditions import Clause, build_clause, holds
from journal.core.flows.word_lists import Word
from journal.core.model import Answer, Other

WORDS = {
    "ask_again": Word("ask_again", "Asked", facts={"group": "pursue"}),
    "leave": Word("leave", "Left", facts={"group": "withdraw"}),
    "scary": Word("scary", "Scary"),
}
ANSWERS: dict[str, Answer] = {
    "one": "blew_up",
    "many": ("chest", "jaw"),
    "own": Other("chest"),
    "mixed": ("jaw", Other("chest")),
    "moves": ("ask_again", "leave", "scary", "gone", Other("hummed")),
    "heat": 8,
    "nought": 0,
    "text": "no",
}
SITUATION = {"has_plan": "no", "minutes_since": 60}

TABLE = """
{question = "one", is = ["blew_up", "cut_off"]}              | holds
{question = "one", is = ["cut_off"]}                         |
{question = "one", is = []}                                  |
{question = "one", is_not = ["cut_off"]}                     | holds
{question = "one", is_not = ["blew_up"]}                     |
{question = "many", is = ["jaw"]}                            | holds  one of the picks is enough
{question = "many", is_not = ["jaw"]}                        |
{question = "many", is_not = ["heart"]}                      | holds
{question = "own", is = ["chest"]}                           |        own words are no ids
{question = "mixed", is = ["chest"]}                         |
{question = "mixed", is = ["jaw"]}                           | holds
{question = "text", is = ["no"]}                             | holds
{question = "heat", is = ["8"]}                              |        numbers are no ids either
{question = "skipped", is = ["jaw"]}                         |
{question = "skipped", is_not = ["jaw"]}                     | holds

{question = "moves", fact = "group", is = ["withdraw"]}      | holds
{question = "moves", fact = "group", is = ["attack"]}        |
{question = "moves", fact = "group", is_not = ["attack"]}    | holds
{question = "moves", fact = "group", is_not = ["pursue"]}    |
{question = "moves", fact = "group", is = ["scary", "gone"]} |        ids are no facts
{question = "moves", fact = "cue", is = ["pursue"]}          |
{question = "skipped", fact = "group", is = ["pursue"]}      |
{question = "skipped", fact = "group", is_not = ["pursue"]}  | holds

{question = "one", answered = true}                          | holds
{question = "one", answered = false}                         |
{question = "nought", answered = true}                       | holds  0 is an answer
{question = "skipped", answered = true}                      |
{question = "skipped", answered = false}                     | holds

{question = "heat", at_least = 8}                            | holds
{question = "heat", at_least = 9}                            |
{question = "heat", at_most = 8}                             | holds
{question = "heat", at_most = 7}                             |
{question = "nought", at_most = 0}                           | holds
{question = "text", at_least = 0}                            |
{question = "skipped", at_least = 0}                         |
{question = "skipped", at_most = 10}                         |

{situation = "has_plan", is = ["no"]}                        | holds
{situation = "has_plan", is_not = ["no"]}                    |
{situation = "minutes_since", at_least = 60}                 | holds
{situation = "minutes_since", at_most = 59}                  |
{situation = "unheard_of", is = ["yes"]}                     |
{situation = "unheard_of", answered = false}                 | holds
{situation = "one", is = ["blew_up"]}                        |        a situation is no question

{any = [{question = "one", is = ["x"]}, {question = "heat", at_least = 8}]}             | holds
{any = [{question = "one", is = ["x"]}, {question = "heat", at_least = 9}]}             |
{any = [{any = [{question = "skipped", answered = true}, {question = "one", answered = true}]}]} | holds
"""  # noqa: E501 - rows of a table


def clause(toml: str) -> Clause:
    return build_clause(tomllib.loads(f"when = {toml}")["when"])


def rows() -> list[Any]:
    cells = (line.rsplit("|", 1) for line in TABLE.splitlines() if line)
    return [pytest.param(toml.strip(), "holds" in said, id=toml.strip()) for toml, said in cells]


@pytest.mark.parametrize(("toml", "expected"), rows())
def test_each_form_holds_as_the_table_says(toml: str, expected: bool) -> None:
    """A condition as it stands in a file, on the answers and the situation above."""
    holding = holds((clause(toml),), ANSWERS, SITUATION, lambda _, word: WORDS.get(word))

    assert holding is expected


def test_all_have_to_hold_and_of_none_all_do() -> None:
    """A list of conditions is an "and"; a question without conditions is always asked."""
    good, bad = clause('{question = "one", answered = true}'), clause('{question = "x", is = []}')

    assert holds((), ANSWERS, SITUATION, lambda _, __: None)
    assert holds((good, good), ANSWERS, SITUATION, lambda _, __: None)
    assert not holds((good, bad), ANSWERS, SITUATION, lambda _, __: None)


def test_a_condition_tells_which_questions_it_looks_at() -> None:
    """All of them, also inside of `any`; a situation is none."""
    looking = clause(
        '{any = [{question = "a", is = ["x"]}, {any = [{question = "b", answered = true}]},'
        ' {situation = "c", is = ["x"]}]}'
    )

    assert looking.questions() == {"a", "b"}
