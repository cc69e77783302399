"""
The words of a question:
* fit the moves of this page, once they are known
* take up what was said before, as it was said
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from journal.core.dialogue.ports import WentBack

Meet = Callable[..., Any]


TOWARD, AWAY, BOTH = ["ask_again"], ["leave"], ["ask_again", "leave"]
WORDINGS = [
    ("hoping", TOWARD, "Were you hoping for an answer, to feel close, or something else?"),
    ("hoping", AWAY, "Were you hoping to calm it, to get away, or something else?"),
    ("hoping", BOTH, "What were you hoping that would do?"),
    ("hoping", ["stay"], "What were you hoping that would do?"),
    ("hoping", [{"other": "Hummed"}], "What were you hoping that would do?"),
    ("softer", TOWARD, "Under the rush to be heard, what softer feeling might there be?"),
    ("softer", AWAY, "What was going on inside that did not show?"),
    ("softer", [], "If the loud feeling was guarding a softer one, what might it be?"),
    ("soft_line", ["get_loud"], "Say the fear or the need in one soft line that starts with I."),
    ("soft_line", ["blank"], "Say in one line what you could not say then. Start with I."),
    ("their_side", ["follow"], "When you pressed, what might they have felt inside?"),
    ("their_side", BOTH, "Under what you saw, what might they have been feeling?"),
    ("plan_cue", AWAY, "Next time you start to fade or leave, what will you notice first?"),
    ("body", AWAY, "What did your body do first?"),
]


@pytest.mark.parametrize(("question", "moves", "ask"), WORDINGS)
def test_the_words_fit_the_moves_of_this_page(
    meet: Meet, question: str, moves: list[Any], ask: str
) -> None:
    """Only once the moves are known, and only where they leaned one way."""
    met = meet("full", {"my_moves": moves}, opens=[question], has_plan="no")

    assert met.person.ask_of(question).question.ask == ask
    assert "{" not in met.person.ask_of(question).question.hint


@pytest.mark.parametrize(
    ("says", "ask"),
    [
        ({"my_moves": ["go_quiet"]}, "What did your quiet mean here?"),
        ({"trigger": "went_quiet", "my_moves": ["shut_down"]}, "What did your quiet mean here?"),
        ({"trigger": "went_quiet", "my_moves": TOWARD}, "What might the quiet have meant?"),
        ({"trigger": "tone", "my_moves": TOWARD}, None),
    ],
)
def test_whose_quiet_it_was_decides_the_question(meet: Meet, says: Any, ask: str | None) -> None:
    """My own quiet is asked about as known, theirs as a guess; without quiet, nothing."""
    met = meet("full", says, opens=["quiet_meant"])
    asks = [
        m.step.question.ask for m in met.person.met if (m.what, m.name) == ("ask", "quiet_meant")
    ]

    assert asks == ([ask] if ask else [])


@pytest.mark.parametrize(
    ("surface", "ticked", "named"),
    [
        (["angry"], None, None),
        (["angry", "hurt"], ("hurt",), "hurt"),
        (["sad", "hurt", "alone"], ("sad", "hurt"), "sadness"),
        ([{"other": "Grey"}], None, None),
    ],
)
def test_a_soft_word_that_was_loud_is_ticked_to_begin_with(
    meet: Meet, surface: list[Any], ticked: Any, named: str | None
) -> None:
    """Named already at the loud feeling: the softer one begins with it, within its limit."""
    asked = meet("full", {"surface": surface}).person.ask_of("softer")

    assert asked.default == ticked
    assert asked.question.hint.startswith(
        f'You named "{named}" already.' if named else "Up to two."
    )


def test_what_was_said_is_there_when_it_is_asked_again(meet: Meet) -> None:
    """Gone back to, a question begins with the answer it has; also where one was prefilled."""
    says = {"surface": ["hurt"], "softer": ["ashamed"], "need": WentBack(), "offer": (None,) * 9}
    asked = meet("full", says).person.ask_of("softer")

    assert asked.default == ("ashamed",)


@pytest.mark.parametrize(
    ("nearly", "ask"),
    [
        ("follow", "What did you do instead of pressing on?"),
        ("sarcasm", "What did you do instead of pressing on?"),
        ("leave", "What did you do instead of stepping back?"),
        ("blank", "What did you do instead of stepping back?"),
        ("give_in", "What did you do instead of stepping back?"),
        ({"other": "Hummed"}, "What did you do instead?"),
    ],
)
def test_a_moment_caught_is_asked_by_what_was_nearly_done(
    meet: Meet, nearly: Any, ask: str
) -> None:
    """There the old move chooses the words."""
    assert meet("caught", {"nearly": nearly}).person.ask_of("instead").question.ask == ask


@pytest.mark.parametrize("unsafe", ["no", "not_sure"])
def test_nothing_is_said_about_a_part_to_someone_who_may_be_in_danger(
    meet: Meet, unsafe: str
) -> None:
    """Not sure about safety, the plain words stand, whatever the moves."""
    says = {"unsafe": unsafe, "my_moves": ["get_loud"]}
    ask = meet("full", says).person.ask_of("softer").question.ask

    assert ask.startswith("Under the rush" if unsafe == "no" else "If the loud feeling")
