"""
Follow-ups:
* offered where they make sense, two at most on a line, a bundle as one
* some only ever opened
* what was opened and answered can always be gone back to
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from journal.core.dialogue.ports import WentBack

Meet = Callable[..., Any]


def offers(met: Any) -> list[list[str]]:
    """What was offered, line by line, by the labels shown."""
    return [[q.offered for q in m.step.questions] for m in met.person.met if m.what == "offer"]


def offered(met: Any) -> set[str]:
    """The ids of all that was offered."""
    return {q for names in met.person.names("offer") for q in names.split()}


def test_follow_ups_are_offered_two_at_most_and_go_on_with_one_key(meet: Meet) -> None:
    """A page with much to follow up: short lines of offers; declined, none of them is asked."""
    says = {
        "trigger": "went_quiet",
        "surface": ["unheard"],
        "my_moves": ["go_quiet"],
        "softer": ["alone"],
        "need": ["matter"],
        "ending": "blew_up",
    }
    met = meet("full", says, has_plan="no")

    assert offers(met) == [
        ["what a camera saw"],
        ["what that was like inside"],
        ["what the quiet meant", "what you hoped for"],
        ["what you were afraid of", "if it is an old feeling"],
        ["one soft line"],
        ["a guess about their side"],
        ["three quick facts for your summary"],
        ["one small plan"],
    ]
    assert not offered(met) & {*met.person.names("ask")}


def test_a_bundle_is_one_offer_and_then_its_questions(meet: Meet) -> None:
    """Opened with one key, the three quick facts come one after the other."""
    says = {"topic": "money", "raised_by": "them", "context": ["late"]}
    met = meet("full", says, opens=["topic"])
    names = met.person.names("ask")

    assert names[names.index("topic") :][:3] == ["topic", "raised_by", "context"]
    assert met.person.names("offer").count("topic") == 1
    assert [met.entry.value(q) for q in says] == ["money", "them", ("late",)]


def test_back_inside_a_bundle_stays_inside(meet: Meet) -> None:
    """Gone back from the second fact to the first, the second comes next again, not an offer."""
    says = {"topic": ("money", "chores"), "raised_by": (WentBack(), "them")}
    met = meet("full", says, opens=["topic"])
    names = met.person.names("ask")

    assert names[names.index("topic") :][:5] == [
        "topic", "raised_by", "topic", "raised_by", "context",
    ]  # fmt: skip
    assert met.entry.value("topic") == "chores"


def test_one_of_two_follow_ups_leaves_the_other_on_offer(meet: Meet) -> None:
    """After the second was opened and answered, the first is still there to open, and only it."""
    met = meet("full", {"softer": ["sad"], "raw_spot": "yes"}, opens=["raw_spot"])
    names = met.person.names("offer")

    assert names[names.index("afraid_that raw_spot") + 1] == "afraid_that"


def test_a_follow_up_just_answered_can_be_gone_back_to(meet: Meet) -> None:
    """From the offer of the next one, back leads to it, and not past it."""
    says = {"my_moves": ["go_quiet"], "quiet_meant": ("no words", "no words at all")}
    met = meet("full", says | {"offer": (None, None, WentBack())}, opens=["quiet_meant"])

    assert met.person.names("ask").count("quiet_meant") == 2
    assert met.person.names("ask").count("my_moves") == 1
    assert met.entry.value("quiet_meant") == "no words at all"


def test_the_second_of_two_can_be_gone_back_to_from_the_first(meet: Meet) -> None:
    """Answered out of their order, it is still the last thing said, and back leads to it."""
    says = {"softer": ["sad"], "raw_spot": ("yes", "no"), "offer": (None, None, WentBack())}
    met = meet("full", says, opens=["raw_spot"])

    assert met.person.names("ask").count("raw_spot") == 2
    assert met.person.names("ask").count("softer") == 1
    assert met.entry.value("raw_spot") == "no"


def test_what_is_not_asked_between_them_does_not_part_follow_ups(meet: Meet, flow_of: Any) -> None:
    """Offered together, the first still waits after the second was opened and answered."""
    flow = flow_of("""
        question = [
          {id = "one", kind = "text", ask = "1?", offered = "one"},
          {id = "between", kind = "text", ask = "?", when = [{situation = "day", is = ["yes"]}]},
          {id = "two", kind = "text", ask = "2?", offered = "two"},
        ]
    """)
    met = meet(flow, {"one": "1", "two": "2"}, opens=["two"])

    assert met.person.names("offer") == ["one two", "one"]


def test_an_answered_follow_up_can_be_gone_back_to_more_than_once(meet: Meet) -> None:
    """Gone past it on the way back and on again, it is not lost: the next way back finds it."""
    says = {
        "trigger": ("tone", "tone"),
        "facts": ("A door.", WentBack(), "A door, twice."),
        "body": (WentBack(), WentBack(), ["chest"]),
    }
    met = meet("full", says, opens=["facts"])

    assert met.person.names("ask").count("facts") == 3
    assert met.entry.value("facts") == "A door, twice."


def test_a_long_story_is_only_ever_opened(meet: Meet) -> None:
    """The story in their words, and how sure a guess is: not even offered, but open to them."""
    says = {"story": ["dont_matter"], "their_side": ["sad"]}
    left = meet("full", says, opens=["their_side"])
    opened = meet("full", says, opens=["story_text", "their_side", "their_side_sure"])
    names = opened.person.names("ask")

    assert [q.id for q in left.person.ask_of("story").more] == ["story_text"]
    assert [q.id for q in left.person.ask_of("their_side").more] == ["their_side_sure"]
    assert not {"story_text", "their_side_sure"} & {*left.person.names("ask"), *offered(left)}
    assert names[names.index("story") + 1] == "story_text"
    assert names[names.index("their_side") + 1] == "their_side_sure"


@pytest.mark.parametrize(
    ("surface", "inside"),
    [
        (["unheard"], "unheard"),
        (["angry", "blamed", "unheard"], "blamed"),
        (["angry"], None),
        (["hurt", {"other": "unheard"}], None),
        ([{"other": "Grey"}, "unheard"], "unheard"),
        (["controlled"], None),
        (["unheard", "controlled"], None),
        (["not_sure"], None),
    ],
)
def test_only_a_reading_of_the_other_asks_what_it_was_like(
    meet: Meet, surface: list[Any], inside: str | None
) -> None:
    """The first such word stands in the question; being controlled asks about safety instead."""
    met = meet("full", {"surface": surface}, opens=["like_what"])
    asks = [
        m.step.question.ask for m in met.person.met if m.name == "like_what" and m.what == "ask"
    ]

    assert asks == ([f"And what was that like inside, to feel {inside}?"] if inside else [])
