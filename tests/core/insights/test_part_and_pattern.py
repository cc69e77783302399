"""
My part, and the two of us:
* each lean that occurs has its count; together they make one sentence
* nobody reached who was only sharp, nobody stepped back who only froze
* the person's own view of their lean is what counts
* patterns need both sides and a count of two; both directions are told alike
* no loop is told where someone froze or went along under sharp words
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from journal.core.insights.finding import Finding, Result

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
                    "Of 7 entries, you pressed or reached in 3. It came out sharp in 1 of the 7.",
                    (1, 2, 3),
                ),
                Finding(
                    "lean",
                    "away",
                    "Stepped back",
                    2,
                    7,
                    "Of 7 entries, you stepped back in 2. You froze or went along in 1 of the 7.",
                    (4, 5),
                ),
                Finding(
                    "lean", "both", "Both ways", 1, 7, "Of 7 entries, you did both in 1.", (6,)
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
            ),
            (
                "Of 7 entries, you pressed or reached in 3, stepped back in 2, did both in 1, and "
                "stayed with it in 1. It came out sharp in 1 of the 7. You froze or went along in "
                "1 of the 7.",
            ),
            have=7,
            need=3,
            beside=("It came out sharp in 1 of the 7. You froze or went along in 1 of the 7.",),
        )
        == result
    )


@pytest.mark.parametrize(
    ("moves", "sentence"),
    [
        ([PRESS] * 3, "Of 3 entries, you pressed or reached in 3."),
        ([PRESS, PRESS, BACK], "Of 3 entries, you pressed or reached in 2, and stepped back in 1."),
        ([SHARP, SHARP, STAY], "Of 3 entries, you pressed in 2, and stayed with it in 1. It came "
         "out sharp in 2 of the 3."),
        ([FROZE, "give_in", BOTH], "Of 3 entries, you froze or went along in 2, and did both in "
         "1."),
        ([PRESS, "not_sure", OWN], "Of 3 entries, you pressed or reached in 1."),
        (["not_sure"] * 3, "Your part is not clear yet, in 3 entries."),
        ([PRESS], "Your part: too early to tell. It takes 3 entries; there is 1."),
    ],
)  # fmt: skip
def test_parts_that_are_nought_are_left_out(find, page, moves, sentence):
    """The sentence holds what there is, and no more."""
    assert (sentence,) == find("lean", *mine(page, *moves)).says


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
    """Most frequent first; that each feeds the other is said once."""
    result = find("pattern", *meetings(page, *[(PRESS, BACK)] * 3, *[(BACK, PRESS)] * 2))

    assert (
        Result(
            (
                Finding(
                    "pattern",
                    "pressed_back",
                    "I pressed, they stepped back",
                    3,
                    5,
                    "In 3 of 5, you pressed and they stepped back.",
                    (1, 2, 3),
                ),
                Finding(
                    "pattern",
                    "back_pressed",
                    "They pressed, I stepped back",
                    2,
                    5,
                    "In 2 of 5, they pressed and you stepped back.",
                    (4, 5),
                ),
            ),
            (
                "In 3 of 5, you pressed and they stepped back. Each can feed the other.",
                "In 2 of 5, they pressed and you stepped back.",
            ),
            have=5,
            need=5,
        )
        == result
    )


@pytest.mark.parametrize(
    ("sides", "subject", "sentence"),
    [
        ([(BACK, PRESS), (BACK, PRESS), (FROZE, PRESS)], "back_pressed",
         "In 3 of 5, they pressed and you stepped back. In 1 of those, you froze or went along."),
        ([(FROZE, PRESS), (FROZE, PRESS)], "back_pressed",
         "In 2 of 5, they pressed and you froze or went along."),
        ([(SHARP, BACK), (SHARP, BACK)], "sharp_back",
         "In 2 of 5, your words got sharp and they stepped back."),
        ([(SHARP, BACK), (SHARP, FROZE)], "sharp_back",
         "In 2 of 5, your words got sharp and they stepped back. In 1 of those, they froze or "
         "went along."),
        ([(SHARP, FROZE), (SHARP, "give_in")], "sharp_back",
         "In 2 of 5, your words got sharp and they froze or went along."),
        ([(BACK, SHARP), (BACK, SHARP)], "attacked_back",
         "In 2 of 5, their words got sharp and you stepped back."),
        ([(FROZE, SHARP), ("give_in", SHARP)], "attacked_froze",
         "In 2 of 5, their words got sharp and you froze or went along."),
        ([(PRESS, PRESS), (PRESS, SHARP)], "both_pressed", "In 2 of 5, you both pressed."),
        ([(SHARP, SHARP)] * 2, "both_sharp", "In 2 of 5, sharp words came from both sides."),
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


def test_whoever_froze_under_sharp_words_is_told_of_no_loop(find, page):
    """Plain facts and where help is; not that each feeds the other, not even of other days."""
    result = find("pattern", *meetings(page, *[(PRESS, BACK)] * 3, *[(FROZE, SHARP)] * 2))

    assert result.says == (
        "In 3 of 5, you pressed and they stepped back.",
        "In 2 of 5, their words got sharp and you froze or went along. If you were scared, this "
        "is not a loop to fix: journal support",
    )


def test_whoever_was_sharp_to_someone_who_froze_is_told_to_look_closer(find, page):
    """The same holds the other way round."""
    result = find("pattern", *meetings(page, *[(PRESS, BACK)] * 3, *[(SHARP, FROZE)] * 2))

    assert result.says == (
        "In 3 of 5, you pressed and they stepped back.",
        "In 2 of 5, your words got sharp and they froze or went along. They may have been scared. "
        "That is worth a closer look: journal support",
    )


def test_going_along_under_pressing_is_not_said_to_feed_it(find, page):
    """Only a loop in which nobody froze is said to feed itself."""
    result = find("pattern", *meetings(page, *[(FROZE, PRESS)] * 3, *[(PRESS, BACK)] * 2))

    assert result.says == (
        "In 3 of 5, they pressed and you froze or went along.",
        "In 2 of 5, you pressed and they stepped back. Each can feed the other.",
    )


def test_a_pattern_takes_both_sides(find, page):
    """An entry with one side alone is not counted; five with both it takes."""
    pages = [*meetings(page, *[(PRESS, BACK)] * 4), page(my_moves=PRESS), page(their_moves=BACK)]

    assert (
        Result(
            (),
            (
                "The two of you: too early to tell. It takes 5 entries with both sides; there "
                "are 4.",
            ),
            have=4,
            need=5,
        )
        == find("pattern", *pages)
    )  # fmt: skip


def test_no_pattern_twice_leads_nowhere(find, page):
    """Five entries, five patterns."""
    result = find("pattern", *meetings(page, *OTHERS.values()))

    assert result == Result((), ("No pattern leads yet, in 5 entries.",), have=5, need=5)
