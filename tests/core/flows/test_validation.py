"""
A condition in a file of questions that could never make a difference is refused:
* a situation, a fact or a choice that there is none of; a number that none can be
* a test that does not fit what is looked at; a pause, which takes no answer
* also in a variant, inside of `any`, and in `prefill`
One that can is taken. Each name of a situation is told in CONTRIBUTING, and known for real.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from journal.core.errors import PromptFileError
from journal.core.flows.parser import build_flow
from journal.core.flows.situations import SITUATIONS

EARLIER = """
[[question]]
id = "felt"
kind = "many"
ask = "?"
words = "feelings"
theme = "free"
[[question]]
id = "sides"
kind = "one"
ask = "?"
choices = [{id = "left", label = "Left"}, {id = "right", label = "Right"}]
[[question]]
id = "heat"
kind = "scale"
ask = "?"
theme = "free"
[[question]]
id = "long"
kind = "minutes"
ask = "?"
theme = "free"
[[question]]
id = "said"
kind = "text"
ask = "?"
[[question]]
id = "tags"
kind = "tags"
ask = "?"
[[question]]
id = "rest"
kind = "pause"
ask = "?"
[[question]]
id = "q"
kind = "text"
ask = "?"
"""

REFUSED = """
{situation = "minutes_sinc", at_least = 3}     | a situation of minutes_since, has_plan
{situation = "has_plan", is = ["maybe"]}       | known ones of has_plan, not maybe
{situation = "has_plan", at_least = 1}         | is or is_not for has_plan, not at_least
{situation = "minutes_since", is = ["60"]}     | at_least or at_most for minutes_since, not is
{situation = "minutes_since", at_least = -1}   | at_least from 0 to 5270400 for minutes_since
{question = "felt", fact = "layr", is = ["R"]} | a fact that words of felt have, not layr
{question = "felt", fact = "layer", is = ["R", "Q"]} | known ones of layer of felt, not Q
{question = "heat", fact = "layer", is = ["R"]}| a fact that words of heat have, not layer
{question = "felt", is = ["zebrafinch"]}       | known ones of felt, not zebrafinch
{question = "felt", is_not = ["other"]}        | known ones of felt, not other
{question = "sides", is = ["left", "middle"]}  | known ones of sides, not middle
{question = "sides", is_not = ["middle"]}      | known ones of sides, not middle
{question = "sides", at_most = 3}              | is or is_not for sides, not at_most
{question = "heat", is = ["8"]}                | at_least or at_most for heat, not is
{question = "heat", at_least = 11}             | at_least from 0 to 10 for heat
{question = "heat", at_most = -1}              | at_most from 0 to 10 for heat
{question = "said", at_least = 3}              | is or is_not for said, not at_least
{question = "rest", answered = true}           | a question that takes an answer, not rest
"""

TAKEN = """
{situation = "minutes_since", at_least = 60}
{situation = "lean_sentence", answered = true}
{situation = "plan_was_there", is_not = ["no"]}
{question = "felt", fact = "layer", is = ["R", "U"]}
{question = "felt", is_not = ["not_sure"]}
{question = "sides", is = ["left", "right"]}
{question = "heat", at_least = 10}
{question = "heat", at_most = 0}
{question = "long", at_least = 90}
{question = "said", is = ["tea"]}
{question = "tags", is_not = ["work"]}
{question = "heat", answered = false}
"""

ROWS = [tuple(part.strip() for part in row.split("|")) for row in REFUSED.strip().split("\n")]
AROUND = {
    "when": "when = [{}]",
    "any": 'when = [{{any = [{{question = "said", answered = true}}, {}]}}]',
    "variant": 'variant = [{{ask = "!", when = [{}]}}]',
}


@pytest.mark.parametrize("around", AROUND.values(), ids=AROUND)
@pytest.mark.parametrize(("condition", "expected"), ROWS)
def test_what_cannot_make_a_difference_is_refused(
    flow_of: Any, around: str, condition: str, expected: str
) -> None:
    """By its file, its question, its key and what would fit."""
    with pytest.raises(PromptFileError) as refused:
        flow_of(EARLIER + around.format(condition))

    assert f": question q, when: expected {expected}" in str(refused.value)


@pytest.mark.parametrize("condition", TAKEN.strip().split("\n"))
def test_what_can_is_taken(flow_of: Any, condition: str) -> None:
    """Every test on what it fits, up to the ends of a scale."""
    assert flow_of(EARLIER + f"when = [{condition}]").question("q").when


def test_picks_that_are_ticked_to_begin_with_name_known_facts(flow_of: Any) -> None:
    """Else nothing would ever be ticked."""
    ticked = 'prefill = {question = "felt", fact = "layer", is = ["X"]}'
    more = f'[[question]]\nid = "z"\nkind = "many"\nask = "?"\nwords = "feelings"\n{ticked}'

    with pytest.raises(PromptFileError, match="question z, prefill: expected known ones of layer"):
        flow_of(EARLIER + more)


def test_settling_is_for_the_packaged_flows_alone(lists: Any) -> None:
    """In one of one's own it is no kind of question."""
    data = {"question": [{"id": "q", "kind": "settle", "ask": "Settle."}]}

    assert build_flow("mine", data, "mine.toml", lists).questions[0].kind == "settle"
    with pytest.raises(PromptFileError, match=r"q, kind: expected one of one, .*, tags, pause\."):
        build_flow("mine", data, "mine.toml", lists, packaged=False)


def test_every_situation_is_told_in_contributing() -> None:
    """One row a name, with its meaning."""
    told = (Path(__file__).parents[3] / "CONTRIBUTING.md").read_text(encoding="utf-8")
    rows = [f"| `{name}` | {known.meaning} |" for name, known in SITUATIONS.items()]

    assert "\n".join(rows) in told


@pytest.mark.parametrize("framed", ["", "framed = true", "framed = false"])
def test_the_question_about_harm_stays_in_the_plain_view(flow_of: Any, framed: str) -> None:
    """Whatever a file says: the view turns plain just when it matters most."""
    flow = flow_of(f"""
        counts = "conflict"
        [[question]]
        id = "unsafe"
        kind = "one"
        ask = "Was anyone hurt or scared?"
        choices = [{{id = "no", label = "No"}}, {{id = "yes", label = "Yes"}}]
        {framed}
    """)

    assert [q.id for q in flow.plain().questions] == ["unsafe"]
