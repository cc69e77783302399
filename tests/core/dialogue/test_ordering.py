"""
Questions about an answer:
* which move came first, and which last, only as far as it cannot be known
* the lean in their own view, kept beside the one worked out
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from journal.core.dialogue.ports import WentBack
from journal.core.model import Other

Meet = Callable[..., Any]


def asked_after(met: Any, question: str) -> list[str]:
    """The questions about a question's answer."""
    return [q for q in met.person.names("ask") if q.startswith(f"{question}_")]


@pytest.mark.parametrize(
    ("picked", "asked", "kept"),
    [
        (["ask_again"], [], ("ask_again",)),
        (["ask_again", "not_sure"], [], ("ask_again", "not_sure")),
        (["ask_again", "leave"], ["first"], ("leave", "ask_again")),
        (["ask_again", {"other": "Hummed"}], ["first"], (Other("Hummed"), "ask_again")),
        (["ask_again", "leave", "stay"], ["first", "last"], ("leave", "stay", "ask_again")),
        (
            ["ask_again", "leave", "stay", "blank"],
            ["first", "last"],
            ("leave", "stay", "blank", "ask_again"),
        ),
    ],
)
def test_two_moves_need_one_question_and_three_need_two(
    meet: Meet, picked: list[Any], asked: list[str], kept: Any
) -> None:
    """Here the second pick came first and, of three or more, the first pick came last."""
    says = {"my_moves": picked, "my_moves_first": "pick_1", "my_moves_last": "pick_1"}
    met = meet("full", says)

    assert asked_after(met, "my_moves") == [f"my_moves_{stage}" for stage in asked]
    assert met.entry.value("my_moves") == kept


def test_what_came_first_is_no_longer_offered_as_last(meet: Meet) -> None:
    """Both questions show the labels of what was picked, the second without the first."""
    says = {"my_moves": ["ask_again", {"other": "Hummed"}, "leave"], "my_moves_first": "pick_2"}
    met = meet("full", says | {"my_moves_last": "pick_1"})
    first, last = (met.person.ask_of(f"my_moves_{stage}").question for stage in ("first", "last"))

    assert (first.ask, last.ask) == ("Which came first?", "Which did you end on?")
    assert [w.label for w in first.choices] == ["Asked again", "Hummed", "Left"]
    assert [w.label for w in last.choices] == ["Asked again", "Hummed"]
    assert met.entry.value("my_moves") == ("leave", Other("Hummed"), "ask_again")


def test_the_order_may_be_left_open(meet: Meet) -> None:
    """Skipped, the picks stay as they were ticked, and the second question does not come."""
    met = meet("full", {"my_moves": ["ask_again", "leave", "stay"]})

    assert asked_after(met, "my_moves") == ["my_moves_first"]
    assert met.entry.value("my_moves") == ("ask_again", "leave", "stay")


@pytest.mark.parametrize(
    ("picked", "is_asked"),
    [
        (["ask_again", "leave"], True),
        (["leave", "get_loud", "blank"], True),
        (["ask_again", "follow", "press_case", "give_in"], True),
        (["ask_again", "get_loud"], False),
        (["leave", "blank", "give_in"], False),
        (["leave", "stay"], False),
        (["ask_again", {"other": "Hummed"}], False),
        (["stay", "own_part"], False),
    ],
)
def test_their_order_is_asked_only_if_they_went_both_ways(
    meet: Meet, picked: list[Any], is_asked: bool
) -> None:
    """What came first matters only where some of it pressed and some of it stepped back."""
    met = meet("full", {"their_moves": picked})

    assert bool(asked_after(met, "their_moves")) is is_asked


def test_the_lean_is_told_and_asked_about(meet: Meet) -> None:
    """In the words of this one page; where nothing is known of it, it is not asked."""
    asked = meet("full", {"my_moves": ["get_loud", "own_part"]}).person.ask_of("lean_fits").question
    names = meet("full", {"my_moves": ["not_sure"]}).person.names("ask")

    assert asked.ask == (
        "It came out sharp at first. You ended on something steadier. Does that fit?"
    )
    assert "lean_fits" not in names


@pytest.mark.parametrize(
    ("says", "overruled", "asked"),
    [
        ({"lean_fits": "yes"}, None, 0),
        ({"lean_fits": "no"}, None, 1),
        ({"lean_fits": "no", "lean_fits_overrule": "both"}, "both", 1),
        ({"lean_fits": "no", "lean_fits_overrule": "unknown"}, "unknown", 1),
    ],
)
def test_seen_otherwise_both_views_are_kept(
    meet: Meet, says: Any, overruled: str | None, asked: int
) -> None:
    """After a no: how they would put it. The lean worked out stays beside it."""
    met = meet("full", {"my_moves": ["ask_again"]} | says)

    assert (met.entry.lean, met.entry.lean_overruled) == ("toward", overruled)
    assert met.person.names("ask").count("lean_fits_overrule") == asked
    if asked:
        question = met.person.ask_of("lean_fits_overrule").question
        assert question.ask == "How would you put it?"
        assert [w.id for w in question.choices] == "toward away both engaged unknown".split()


@pytest.mark.parametrize(
    ("then", "overruled"),
    [({"lean_fits": ("no", "yes")}, None), ({"lean_fits": ("no", "no")}, "away")],
)
def test_a_view_is_taken_back_with_its_no(meet: Meet, then: Any, overruled: str | None) -> None:
    """Gone back and said yes: the lean worked out is the lean."""
    says = {"my_moves": ["ask_again"], "lean_fits_overrule": ("away",)} | then
    met = meet("full", says | {"heat_after": WentBack()})

    assert met.entry.lean_overruled == overruled


def test_a_view_of_moves_that_are_gone_is_gone(meet: Meet, flow_of: Any) -> None:
    """Once the moves are taken back, nothing is left to see otherwise."""
    flow = flow_of("""
        lean_from = "my_moves"
        counts = "conflict"

        [[question]]
        id = "unsafe"
        kind = "one"
        ask = "Hurt?"
        choices = [{id = "no", label = "No"}, {id = "yes", label = "Yes"}]

        [[question]]
        id = "my_moves"
        kind = "many"
        ask = "What?"
        words = "moves"

        [[question]]
        id = "lean_fits"
        kind = "one"
        ask = "{lean_sentence} Does that fit?"
        choices = [{id = "yes", label = "Yes"}, {id = "no", label = "No"}]
        overrule = "How would you put it?"
        when = [{situation = "lean_known", is = ["yes"]}]

        [[question]]
        id = "text"
        theme = "free"
        kind = "text"
        ask = "Anything else?"
    """)
    said = {"my_moves": ["ask_again"], "lean_fits": "no", "lean_fits_overrule": "away"}
    taken_back = {
        "my_moves": (["ask_again"], ["not_sure"]),
        "lean_fits": ("no", WentBack()),
        "text": WentBack(),
    }

    assert meet(flow, said).entry.lean_overruled == "away"
    assert meet(flow, said | taken_back).entry.lean_overruled is None
