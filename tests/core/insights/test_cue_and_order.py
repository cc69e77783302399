"""
Distance or pressure, and first to last:
* moments count by what they felt like; those that can be either count for none
* equal counts lead nowhere
* the pair of first and last move, from five entries and three times
"""

from __future__ import annotations

import pytest

from journal.core.insights.absence import Reason
from journal.core.insights.finding import Finding, Result


def moments(page, *ids):
    return [page(trigger=i) for i in ids]


def test_distance_and_pressure_are_told_together(find, page):
    """Each is a finding with its own sentence; reading, they stand together."""
    result = find("cue", *moments(page, "no_reply", "demand", "put_off", "tone", "went_quiet"))

    assert (
        Result(
            (
                Finding(
                    "cue",
                    "distance",
                    "Distance",
                    3,
                    5,
                    "3 of 5 began with distance.",
                    (1, 3, 5),
                ),
                Finding(
                    "cue",
                    "pressure",
                    "Pressure",
                    1,
                    5,
                    "1 of 5 began with pressure.",
                    (2,),
                ),
            ),
            ("3 of 5 began with distance. 1 began with pressure.",),
            have=5,
            need=5,
        )
        == result
    )


OWN = {"other": "The phone again"}


@pytest.mark.parametrize(
    ("ids", "sentence"),
    [
        (["demand", "demand", "tone", "tone", OWN],
         "2 of 5 began with pressure."),
        (["demand", "demand", "no_reply", "put_off", "not_sure"],
         "Distance and pressure came about equally: 2 and 2 of 5."),
        (["tone", "tone", "tone", "no_reply", OWN],
         "Distance or pressure: nothing has come up twice yet in the 5 entries that tell what "
          "set it "
         "off."),
        (["demand", "no_reply", "put_off", "demand"],
         "Distance or pressure: too early to tell. It takes 5 entries; there are 4."),
    ],
)  # fmt: skip
def test_what_is_said_of_distance_and_pressure(find, page, ids, sentence):
    """A part that is nought is left out; without a leader nothing stands out."""
    assert (sentence,) == find("cue", *moments(page, *ids)).says


def moves(page, *lists):
    return [page(my_moves=m) for m in lists]


def test_the_pair_that_comes_back_most(find, page):
    """What came first and what it ended on, whatever lay between."""
    result = find(
        "first_last_move",
        *moves(page, "ask_again go_quiet", "ask_again get_loud go_quiet", "go_quiet ask_again"),
        *moves(page, "ask_again leave go_quiet", "leave"),
    )
    sentence = "In 3 of 5 entries you started with 'Asked again' and ended on 'Went quiet'."

    assert (
        Result(
            (
                Finding(
                    "first_last_move",
                    "ask_again>go_quiet",
                    "Asked again → Went quiet",
                    3,
                    5,
                    sentence,
                    (1, 2, 4),
                ),
            ),
            (sentence,),
            have=5,
            need=5,
        )
        == result
    )


def test_one_move_alone_is_no_pair(find, page):
    """Nor is what scared or hurt, nor "not sure", an end of one."""
    result = find(
        "first_last_move", *moves(page, "leave", "scary leave", "leave not_sure"),
        *moves(page, "leave", "leave"),
    )  # fmt: skip

    assert (result.findings, result.have, result.reason) == ((), 5, Reason.NEVER)
    assert result.says == (
        "First and last: in each of the 5 entries you noted one thing at most. It takes two.",
    )


def test_own_words_make_pairs_too(find, page):
    """By what they say, shown as first typed."""
    own = [page(my_moves=["leave", {"other": t}]) for t in ("Made Tea", "made tea", "MADE TEA")]
    [found] = find("first_last_move", *own, *moves(page, "leave", "leave")).findings

    assert (found.subject, found.label, found.count) == ("leave>made tea", "Left → Made Tea", 3)


def test_two_pairs_that_lead_are_both_named(find, page):
    """A tie is told as a tie."""
    result = find(
        "first_last_move", *moves(page, *["ask_again go_quiet"] * 3, *["get_loud leave"] * 3)
    )

    assert result.says == (
        "First and last: 'Asked again → Went quiet' and 'Got louder → Left' came up most, 3 "
        "times each in 6 "
        "entries.",
    )


def test_first_and_last_takes_five_entries(find, page):
    """Four are too few."""
    assert find("first_last_move", *moves(page, *["ask_again go_quiet"] * 4)).says == (
        "First and last: too early to tell. It takes 5 entries; there are 4.",
    )
