"""
Changing an entry:
* going through it without a change changes nothing, not even a word it was asked with
* what was said is the default of its question, follow-ups included
* what its flow does not ask any more can still be changed, and so can all of a flow that is gone
* "not sure" about safety can be cleared, and then it counts; who was in danger is asked of no loop
* the lean can be overruled
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from journal.core.dialogue.asked_again import begin, flow_to_edit, only
from journal.core.dialogue.asks import Ask, Offer
from journal.core.dialogue.finishing import with_care_and_leans
from journal.core.dialogue.revision import as_changed, with_lean
from journal.core.dialogue.steps import answer, decline, next_step, skip
from journal.core.errors import WrongUseError
from journal.core.flows.kinds import read_answer
from journal.core.model import Entry, Other, Said

EVENING = datetime(2026, 3, 1, 20, 30, tzinfo=UTC)

SAYS = {
    "heat_before": 7,
    "unsafe": "no",
    "trigger": "went_quiet",
    "facts": "I asked twice.",
    "surface": ["unheard"],
    "my_moves": ["ask_again", "go_quiet"],
    "could_not": "chose",
    "their_moves": ["leave"],
    "softer": ["alone"],
    "afraid_that": "I come last",
    "plan_cue": "hot ears",
    "plan_move": "slow_down",
    "lean_fits": "yes",
    "heat_after": 4,
}

SITUATION = {"minutes_since": 9000, "has_plan": "yes", "plan_was_there": "yes"}
"""As it is weeks later, when the plan that this entry made is the current one."""


@pytest.fixture
def known(prompts):
    return prompts.by_theme()


@pytest.fixture
def entry(prompts):
    """A long entry with the answers above, asked in words of back then."""

    def made(flow="full", **says):
        asked = prompts.flow(flow)
        told = {**SAYS, **says} if flow == "full" else says
        answers = {}
        for question in asked.questions:
            if told.get(question.id) is not None:
                value = read_answer(question, told[question.id])
                labels = {p: p.upper() for p in value if p} if isinstance(value, tuple) else {}
                answers[question.id] = Said(value, question.theme, f"Once: {question.id}?", labels)
        whole = Entry("u1", flow, asked.counts, EVENING, EVENING, answers, number=3)
        return with_care_and_leans(whole, asked)

    return made


def walk(flow, entry, says=(), **situation):
    """Go through a flow with Enter, but for what is said; what was asked, and where it ends."""
    says = dict(says)
    progress, asked = begin(flow, entry, {**SITUATION, **situation}), {}
    while (step := next_step(progress)) is not None:
        if isinstance(step, Offer):
            progress = decline(progress)
            continue
        assert isinstance(step, Ask)
        asked[step.question.id] = step.default
        value = says.get(step.question.id, step.default)
        progress = skip(progress) if value is None else answer(progress, value)
    return asked, progress.entry


def changed(before, flow, says=()):
    return as_changed(before, walk(flow, before, says)[1], flow)


def test_going_through_it_changes_nothing(entry, prompts, known):
    """Every answer is the default of its question, and nothing is left to keep."""
    before = entry()
    flow = flow_to_edit(before, prompts.flow("full"), known)
    asked, _ = walk(flow, before)

    assert {q: asked.get(q) for q in before.answers} == {
        q: said.value for q, said in before.answers.items()
    }
    assert changed(before, flow) is None


def test_only_what_was_changed_is_changed(entry, prompts, known):
    """The rest keeps the words it was asked with; the lean follows the moves."""
    before = entry()
    flow = flow_to_edit(before, prompts.flow("full"), known)
    after = changed(before, flow, {"facts": "I asked once.", "my_moves": ("go_quiet",)})

    assert after.answers["facts"] == Said(
        "I asked once.", "facts", "What would a camera have seen and heard?"
    )
    assert (before.lean, after.lean) == ("both", "away")
    same = set(before.answers) - {"facts", "my_moves"}
    assert {q: after.answers[q] for q in same} == {q: before.answers[q] for q in same}
    assert (after.number, after.written_at) == (3, EVENING)


def test_one_question_alone(entry, prompts, known):
    """Asked at once, whether it was answered or not; the others stay."""
    before = entry()
    flow = flow_to_edit(before, prompts.flow("full"), known)
    for question, default in (("facts", "I asked twice."), ("story_text", None)):
        one = only(flow, question)
        asked, after = walk(one, before, {question: "new"})

        assert asked == {question: default}
        done = as_changed(before, after, flow)
        there = {**before.answers, **done.answers}
        assert {q for q in there if done.answers.get(q) != before.answers.get(q)} == {question}
    with pytest.raises(WrongUseError, match="--question: expected one of heat_before, unsafe,"):
        only(flow, "zebra")


def test_a_change_of_a_change_goes_on_where_it_was_left(entry, prompts, known):
    """With what was changed until then."""
    before = entry()
    flow = flow_to_edit(before, prompts.flow("full"), known)
    waiting = replace(before, draft_at="softer")
    asked, _ = walk(flow, waiting)

    assert next(iter(asked)) == "softer"
    assert "trigger" not in asked


def test_a_question_gone_from_its_flow_is_asked_as_it_was(entry, prompts, known):
    """In its old words; a text as a text, picks with the list of their theme."""
    before = entry()
    full = prompts.flow("full")
    less = replace(full, questions=tuple(
        q for q in full.questions if q.id not in ("facts", "surface")
    ))  # fmt: skip
    flow = flow_to_edit(before, less, known)

    assert flow.question("facts").ask == "Once: facts?"
    assert changed(before, flow) is None
    after = changed(before, flow, {"facts": "Another", "surface": ("angry", Other("own"))})
    assert after.value("facts") == "Another"
    assert after.answers["surface"].wording == "Once: surface?"
    assert after.value("surface") == ("angry", Other("own"))


def test_all_of_a_flow_that_is_gone_can_be_changed(entry, known):
    """Whatever it asked about: known themes, choices and numbers of its own."""
    answers = {
        **entry().answers,
        "walked": Said("far", "free", "How far?", {"far": "Far away"}),
        "own_text": Said("some text", "free", "What was it?"),
        "rated": Said(8, "free", "How good?"),
        "slept": Said(400, "free", "How long?"),
        "marks": Said(("one", "two"), "free", "Which marks?"),
        "colours": Said(("red", Other("teal")), "free", "Which?", {"red": "Red"}),
    }
    before = replace(entry(), flow="mine", answers=answers)
    flow = flow_to_edit(before, None, known)
    asked, _ = walk(flow, before)

    assert asked.keys() >= answers.keys()
    assert flow.counts == "conflict"
    assert changed(before, flow) is None
    kinds = {q: flow.question(q).kind for q in answers if q in flow_ids(flow, answers)}
    assert [kinds[q] for q in list(answers)[-6:]] == [
        "one", "text", "scale", "minutes", "tags", "many",
    ]  # fmt: skip
    after = changed(before, flow, {"own_text": "another", "slept": 300})
    assert (after.value("own_text"), after.value("slept")) == ("another", 300)
    assert (after.lean, after.lean_detail) == (before.lean, before.lean_detail)


def flow_ids(flow, answers):
    return [q.id for q in flow.questions if q.id in answers]


def test_not_sure_about_safety_can_be_cleared(entry, prompts, known):
    """Then it counts, and has its lean."""
    before = entry(unsafe="not_sure")
    assert (before.care, before.lean) == ("unsure", None)
    flow = flow_to_edit(before, prompts.flow("full"), known)
    _, after = walk(only(flow, "unsafe"), before, {"unsafe": "no"})
    after = as_changed(before, after, flow)

    assert (after.care, after.lean) == (None, "both")


def test_who_was_in_danger_is_asked_of_no_loop(entry, prompts, known):
    """Only what they kept themselves."""
    whole = entry(unsafe="yes")
    kept = {q: whole.answers[q] for q in ("unsafe", "facts")}
    before = replace(whole, answers=kept)
    asked, _ = walk(flow_to_edit(before, prompts.flow("full"), known), before)

    assert list(asked) == ["unsafe", "facts"]


@pytest.mark.parametrize(
    ("lean", "overruled", "fits"),
    [("away", "away", "no"), ("both", None, "yes"), ("unknown", "unknown", "no")],
)
def test_the_lean_can_be_overruled(entry, prompts, known, lean, overruled, fits):
    """The question whether it fits says so too; a later change leaves it."""
    before = entry()
    flow = flow_to_edit(before, prompts.flow("full"), known)
    after = with_lean(before, lean, flow)

    assert (after.lean, after.lean_overruled, after.value("lean_fits")) == ("both", overruled, fits)
    _, later = walk(only(flow, "facts"), after, {"facts": "Another"})
    assert as_changed(after, later, flow).lean_overruled == overruled


def test_a_lean_that_is_not_there_cannot_be_overruled(entry, prompts, known):
    """Nor by a name that is none."""
    flow = flow_to_edit(entry(), prompts.flow("full"), known)
    with pytest.raises(WrongUseError, match="expected one of toward, away"):
        with_lean(entry(), "sideways", flow)
    with pytest.raises(WrongUseError, match="tells of no lean"):
        with_lean(entry(unsafe="not_sure"), "away", flow)


def test_a_short_page_keeps_its_overruled_lean(entry, prompts, known):
    """Though it never asks whether the lean fits."""
    before = entry("quick", heat_before=6, my_moves=["ask_again"])
    flow = flow_to_edit(before, prompts.flow("quick"), known)
    after = with_lean(before, "away", flow)
    _, later = walk(flow, after, {"heat_before": 5})

    assert as_changed(after, later, flow).lean_overruled == "away"
