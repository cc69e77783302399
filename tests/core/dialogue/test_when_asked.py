"""
Questions that depend on the page:
* a mend, a plan, a loop are asked about when there is something to ask
* the count shows the main ones alone
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from journal.core.dialogue.asks import Ask, Offer
from journal.core.dialogue.ports import WentBack

Meet = Callable[..., Any]


def offered(met: Any) -> set[str]:
    """The ids of all that was offered."""
    return {q for names in met.person.names("offer") for q in names.split()}


def test_the_count_shows_the_main_questions_and_never_grows(meet: Meet, full: Any) -> None:
    """A follow-up is part of the step it follows, however many come along the way."""
    met = meet("full", {"my_moves": ["go_quiet"], "ending": "blew_up"}, has_plan="no")
    main = [q.id for q in full.questions if q.always]
    counts = [m.step.step for m in met.person.met if isinstance(m.step, Ask | Offer)]
    at = {m.name: m.step.step for m in met.person.met if isinstance(m.step, Ask)}

    assert {of for _, of in counts} == {len(main)}
    assert counts == sorted(counts)
    assert [at[q][0] for q in main] == list(range(1, len(main) + 1))
    assert at["could_not"] == at["my_moves"]
    assert at["for_therapy"] == at["heat_after"]


@pytest.mark.parametrize(
    ("minutes", "is_asked"), [(0, False), (59, False), (60, True), (9999, True)]
)
def test_the_worst_of_it_is_asked_once_an_hour_has_passed(
    meet: Meet, minutes: int, is_asked: bool
) -> None:
    """Right after, the upset of now says it."""
    names = meet("full", minutes_since=minutes).person.names("ask")

    assert ("heat_peak" in names) is is_asked


@pytest.mark.parametrize(
    ("moves", "is_asked"),
    [
        (["leave"], True),
        (["blank"], True),
        (["give_in"], False),
        (["ask_again"], False),
        ([], False),
    ],
)
def test_whether_it_was_chosen_is_asked_of_stepping_back_and_freezing(
    meet: Meet, moves: list[str], is_asked: bool
) -> None:
    """A body can shut the door by itself."""
    assert ("could_not" in meet("full", {"my_moves": moves}).person.names("ask")) is is_asked


MENDING = ["repair_by", "repairs", "repair_helped", "okay_minutes"]


@pytest.mark.parametrize(
    ("says", "asked"),
    [
        ({}, []),
        ({"ending": "still_open"}, []),
        ({"ending": "blew_up"}, MENDING[:1]),
        ({"ending": {"other": "Rain"}}, MENDING[:1]),
        ({"ending": "blew_up", "repair_by": "not_yet"}, MENDING[:1]),
        ({"ending": "blew_up", "repair_by": "no"}, MENDING[:1]),
        ({"ending": "blew_up", "repair_by": "me"}, MENDING[:3]),
        ({"ending": "blew_up", "repair_by": "both", "repair_helped": "no"}, MENDING[:3]),
        ({"ending": "blew_up", "repair_by": "them", "repair_helped": "a_bit"}, MENDING),
    ],
)
def test_a_mend_is_asked_about_as_far_as_there_was_one(
    meet: Meet, says: Any, asked: list[str]
) -> None:
    """Not while it still goes on; then step by step."""
    names = meet("full", says).person.names("ask")

    assert [q for q in names if q in MENDING] == asked


@pytest.mark.parametrize(("has_plan", "is_offered"), [("no", True), ("yes", False)])
def test_there_is_one_plan_at_a_time(meet: Meet, has_plan: str, is_offered: bool) -> None:
    """Offered only while there is none; then said once more."""
    says = {"plan_cue": "my chest", "plan_move": "pause_back"}
    met = meet("full", says, opens=["plan_cue"], has_plan=has_plan)

    assert ("plan_cue" in offered(met)) is is_offered
    assert ("plan_again" in met.person.names("ask")) is is_offered
    if is_offered:
        again = met.person.ask_of("plan_again").question.ask
        expected = "When I notice: my chest. Then I will take a break and name a time."
        assert again == f"Your plan. {expected}"


def test_a_plan_in_own_words_is_said_in_them(meet: Meet) -> None:
    """Own words stand in the plan as they were typed, braces and all."""
    says = {"plan_cue": "{need} {x}", "plan_move": {"other": "go {out}"}}
    met = meet("full", says | {"need": ["matter"]}, opens=["plan_cue"], has_plan="no")

    assert met.person.ask_of("plan_again").question.ask == (
        "Your plan. When I notice: {need} {x}. Then I will go {out}."
    )


def test_the_loop_comes_with_a_first_try(meet: Meet) -> None:
    """Drafted from this page; asked again, it begins with what was kept."""
    says = {"my_moves": ["ask_again"], "their_moves": ["leave"], "loop": "We go round."}
    met = meet("full", says | {"lean_fits": WentBack()}, has_plan="yes")
    first, again = (m.step for m in met.person.met if m.name == "loop")

    assert first.draft == (
        "We got caught in our loop. The more I asked, the more they pulled away. "
        "The more they pulled away, the more I asked."
    )
    assert (first.default, again.default) == (None, "We go round.")


@pytest.mark.parametrize(
    ("situation", "says", "asked"),
    [
        ({}, {}, set()),
        ({"loop_missing": "yes"}, {}, {"loop"}),
        ({"loop_missing": "yes"}, {"unsafe": "not_sure"}, set()),
        ({"plan_was_there": "yes"}, {}, {"plan_used", "plan_keep"}),
        ({"plan_was_there": "yes"}, {"plan_keep": "keep"}, {"plan_used", "plan_keep"}),
        (
            {"plan_was_there": "yes"},
            {"plan_keep": "change"},
            {"plan_used", "plan_keep", "plan_cue", "plan_move"},
        ),
    ],
)
def test_a_second_look_asks_for_what_is_open(
    meet: Meet, situation: Any, says: Any, asked: set[str]
) -> None:
    """The loop if it was left; the plan if there was one, and another if it is to change."""
    met = meet("followup", {"heat_now": 3} | says, **situation)
    usual = {"heat_now", "unsafe", "repair_by", "looks_different", "safety_kinds"}

    assert {*met.person.names("ask")} - usual == asked


def test_a_second_look_knows_the_page_it_is_about(meet: Meet) -> None:
    """The words fit the moves of that page, its loop is the draft, and its plan is named."""
    known = {
        "lean_detail": "freeze", "loop_missing": "yes", "loop_draft": "They left. I froze.",
        "plan_was_there": "yes", "plan": "slow down first",
    }  # fmt: skip
    person = meet("followup", {"heat_now": 3}, **known).person

    assert "stepped back" in person.ask_of("looks_different").question.ask
    assert person.ask_of("loop").draft == "They left. I froze."
    assert person.ask_of("plan_used").question.hint.startswith("Your plan: slow down first.")
