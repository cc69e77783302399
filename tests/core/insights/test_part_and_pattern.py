"""
My part, and the two of us:
* each lean that occurs has its count; together they make one sentence
* nobody reached who was only sharp, nobody stepped back who froze or went along
* how often it got sharp is told with the part, by what was done
* the person's own view of their lean is what counts
* patterns need both sides and a count of two; both directions are told alike
* no loop is told where someone froze or went along under sharp words
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from journal.core.insights.absence import Reason
from journal.core.insights.finding import Finding, Result
from journal.core.insights.moves import THEY_SCARED, YOU_SCARED
from journal.core.insights.sentence import Sentence

SAY_NO = Sentence(
    "If saying no feels scary, that is worth a talk: journal support",
    "If saying no feels scary, that is worth a talk alone.",
    is_help=True,
)

PRESS, SHARP, BACK, FROZE = "ask_again follow", "criticise get_loud", "go_quiet leave", "blank"
BOTH, STAY = "ask_again go_quiet", "stay soft_feel"

OWN = [{"other": "Made tea"}]
OTHERS = {
    "pressed_back": (PRESS, BACK),
    "both_back": (BACK, BACK),
    "stayed": (PRESS, STAY),
    "both_sharp": (SHARP, SHARP),
    "other": (BOTH, BOTH),
}


def mine(page, *moves):
    return [page(my_moves=m) for m in moves]


def test_each_lean_is_a_finding_and_all_are_one_sentence(find, page):
    """Each has its own sentence with its own part; reading, they stand together."""
    result = find("lean", *mine(page, PRESS, SHARP, PRESS, BACK, FROZE, BOTH, STAY))

    assert (
        Result(
            (
                Finding(
                    "lean",
                    "toward",
                    "Pressed or reached",
                    3,
                    7,
                    "Of 7 entries, you pressed or reached in 3.",
                    (1, 2, 3),
                    notes=(
                        Sentence(
                            "Of 3 where you pressed or reached, 1 got sharp, 1 at the end.",
                            "Of 3 where I pressed or reached, 1 got sharp, 1 at the end.",
                        ),
                    ),
                ),
                Finding(
                    "lean", "both", "Both ways", 1, 7, "Of 7 entries, you did both in 1.", (6,)
                ),
                Finding(
                    "lean",
                    "froze",
                    "Froze or went along",
                    1,
                    7,
                    "Of 7 entries, you froze or went along in 1.",
                    (5,),
                    notes=(SAY_NO,),
                ),
                Finding(
                    "lean",
                    "engaged",
                    "Stayed with it",
                    1,
                    7,
                    "Of 7 entries, you stayed with it in 1.",
                    (7,),
                ),
                Finding(
                    "lean",
                    "away",
                    "Stepped back",
                    1,
                    7,
                    "Of 7 entries, you stepped back in 1.",
                    (4,),
                ),
            ),
            (
                "Of 7 entries, you pressed or reached in 3, stepped back in 1, froze or went along "
                "in 1, did both in 1, and stayed with it in 1.",
            ),
            have=7,
            need=3,
        )
        == result
    )


@pytest.mark.parametrize(
    ("moves", "sentence"),
    [
        ([PRESS] * 3, "Of 3 entries, you pressed or reached in 3."),
        ([PRESS, PRESS, BACK], "Of 3 entries, you pressed or reached in 2, and stepped back in 1."),
        ([SHARP, SHARP, STAY], "Of 3 entries, you pressed in 2, and stayed with it in 1. "
         "Of 2 where you pressed, 2 got sharp, 2 at the end."),
        ([FROZE, "give_in", BOTH], "Of 3 entries, you froze or went along in 2, and did both in "
         "1. If saying no feels scary, that is worth a talk: journal support"),
        ([PRESS, "not_sure", OWN], "Of 3 entries, you pressed or reached in 1."),
        (["not_sure"] * 3, "Your part: not clear yet in the 3 entries that tell what you did."),
        ([PRESS], "Your part: too early to tell. It takes 3 entries; there is 1."),
    ],
)  # fmt: skip
def test_parts_that_are_nought_are_left_out(ask, page, moves, sentence):
    """The sentence holds what there is, and no more."""
    assert (sentence,) == ask("lean", *mine(page, *moves)).sentences


def test_entries_without_moves_are_not_in_of(find, page):
    """Skipping the question, or naming only what scared or hurt, is no answer to it."""
    assert find("lean", *mine(page, PRESS, BACK, "scary"), page(body="jaw")).have == 2


def test_the_persons_own_view_counts(find, page):
    """A lean put otherwise is counted as they put it, without the finer detail."""
    sharp, quiet, clear = mine(page, SHARP, BACK, PRESS)
    pages = [
        replace(sharp, lean_overruled="both"),
        replace(quiet, lean_overruled="toward"),
        replace(clear, lean_overruled="unknown"),
    ]

    assert find("lean", *pages).says == (
        "Of 3 entries, you pressed or reached in 1, and did both in 1.",
    )


@pytest.mark.parametrize("unsafe", ["not_sure", "yes"])
def test_no_part_is_worked_out_where_safety_is_in_question(find, page, unsafe):
    """Also when pages kept apart are asked for."""
    pages = [page(unsafe=unsafe, my_moves=BOTH, their_moves=PRESS)] * 6

    for insight in ("lean", "pattern", "first_last_move"):
        assert find(insight, *pages, flagged=True).have == 0


def meetings(page, *sides):
    return [page(my_moves=m, their_moves=t) for m, t in sides]


def test_patterns_are_told_in_both_directions(find, page):
    """Most frequent first, by the same sentence."""
    result = find("pattern", *meetings(page, *[(PRESS, BACK)] * 3, *[(BACK, PRESS)] * 2))

    assert (
        Result(
            (
                Finding(
                    "pattern",
                    "pressed_back",
                    "I pressed or reached, they stepped back",
                    3,
                    5,
                    "In 3 of 5, you pressed or reached and they stepped back.",
                    (1, 2, 3),
                ),
                Finding(
                    "pattern",
                    "back_pressed",
                    "They pressed or reached, I stepped back",
                    2,
                    5,
                    "In 2 of 5, they pressed or reached and you stepped back.",
                    (4, 5),
                ),
            ),
            (
                "In 3 of 5, you pressed or reached and they stepped back.",
                "In 2 of 5, they pressed or reached and you stepped back.",
            ),
            have=5,
            need=5,
        )
        == result
    )


@pytest.mark.parametrize(
    ("sides", "subject", "sentence"),
    [
        ([(BACK, PRESS), (BACK, PRESS)], "back_pressed",
         "In 2 of 5, they pressed or reached and you stepped back."),
        ([(PRESS, FROZE), (PRESS, "give_in")], "pressed_froze",
         "In 2 of 5, you pressed or reached and they froze or went along."),
        ([(FROZE, BACK), (BACK, "give_in")], "one_froze",
         "In 2 of 5, one or both of you froze or went along."),
        ([(FROZE, PRESS), (FROZE, PRESS)], "froze_pressed",
         "In 2 of 5, they pressed or reached and you froze or went along."),
        ([(SHARP, BACK), (SHARP, BACK)], "sharp_back",
         "In 2 of 5, you were mostly sharp and they stepped back."),
        ([(SHARP, FROZE), (SHARP, "give_in")], "sharp_froze",
         "In 2 of 5, you were mostly sharp and they froze or went along."),
        ([(BACK, SHARP), (BACK, SHARP)], "attacked_back",
         "In 2 of 5, they were mostly sharp and you stepped back."),
        ([(FROZE, SHARP), ("give_in", SHARP)], "attacked_froze",
         "In 2 of 5, they were mostly sharp and you froze or went along."),
        ([(PRESS, PRESS), (PRESS, SHARP)], "both_pressed", "In 2 of 5, you both pressed."),
        ([(SHARP, SHARP)] * 2, "both_sharp", "In 2 of 5, both of you were mostly sharp."),
        ([(BACK, BACK)] * 2, "both_back", "In 2 of 5, you both stepped back."),
        ([(STAY, SHARP), (BACK, STAY)], "stayed",
         "In 2 of 5, one or both of you stayed with it."),
        ([(BOTH, SHARP), (PRESS, BOTH)], "other", "In 2 of 5, it went more than one way."),
    ],
)  # fmt: skip
def test_each_pattern_has_its_sentence(find, page, sides, subject, sentence):
    """Told as facts with their counts, and what is finer told as such."""
    once_each = [other for pattern, other in OTHERS.items() if pattern != subject]
    [found] = find("pattern", *meetings(page, *sides, *once_each[: 5 - len(sides)])).findings

    assert (subject, sentence) == (found.subject, found.sentence)


@pytest.mark.parametrize(
    ("sides", "notes"),
    [
        ((FROZE, SHARP), (YOU_SCARED,)),
        (("give_in stuck", "criticise follow"), (YOU_SCARED,)),
        (("blank go_quiet", "get_loud"), (YOU_SCARED,)),
        ((SHARP, FROZE), (THEY_SCARED,)),
        (("ask_again get_loud", "give_in"), (THEY_SCARED,)),
        (("get_loud give_in", "sarcasm stuck"), (YOU_SCARED, THEY_SCARED)),
        ((FROZE, PRESS), ()),
        ((BACK, SHARP), ()),
        (("go_quiet leave blank", "criticise"), ()),
    ],
)
def test_whoever_froze_under_sharp_words_is_told_where_help_is(find, page, sides, notes):
    """By what was done, whatever the lean or the pattern is called; an overruled lean as well."""
    plain = meetings(page, *[sides] * 5)
    overruled = [replace(p, lean_overruled="both") for p in plain]

    for pages in (plain, overruled):
        [met] = find("pattern", *pages).findings
        [part] = find("lean", *pages).findings

        assert met.notes == notes
        assert {*notes} <= {*part.notes}


def test_a_pattern_takes_both_sides(find, page):
    """An entry with one side alone is not counted; five with both it takes."""
    pages = [*meetings(page, *[(PRESS, BACK)] * 4), page(my_moves=PRESS), page(their_moves=BACK)]

    result = find("pattern", *pages)

    assert (result.have, result.need, result.reason) == (4, 5, Reason.TOO_FEW)
    assert result.says == (
        "The two of you: too early to tell. It takes 5 entries with both sides; there are 4.",
    )


def test_no_pattern_twice_leads_nowhere(find, page):
    """Five entries, five patterns."""
    result = find("pattern", *meetings(page, *OTHERS.values()))

    assert (result.findings, result.have, result.need, result.reason) == ((), 5, 5, Reason.TOO_RARE)
    assert result.says == (
        "The two of you: nothing has come up twice yet in the 5 entries that tell what both of "
        "you did.",
    )
