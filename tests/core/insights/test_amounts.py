"""
Amounts, each with its middle:
* the worst point: where it mostly was
* the hot part: from the shortest to the longest
* time to okay: of the known ones, with what is still open beside it
* check-ins: five numbers, each with both its ends, never added up
"""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.core.insights.amounts import mostly
from journal.core.insights.finding import Finding, Result
from journal.core.insights.rules.checkins import SCALES
from journal.core.insights.sentence import Sentence
from journal.local.prompts.loader import Prompts


def told(page, theme, *values):
    return [page(**{theme: v}) for v in values]


def test_where_the_worst_point_mostly_was(find, page):
    """More than half of them, and the one in the middle."""
    result = find("heat_peak", *told(page, "heat_peak", 10, 8, 7, 8, 2, 6), page(body="jaw"))
    sentence = (
        "At the worst point the upset was mostly 6 to 8; the middle value is 7.5. (6 entries)"
    )

    assert (
        Result(
            (
                Finding(
                    "heat_peak", "heat_peak", "The worst point", 6, 6, sentence,
                    (1, 2, 3, 4, 5, 6), value=7.5, unit="points",
                ),
            ),
            (sentence,),
            have=6,
            need=4,
            beside=("mostly 6 to 8, the middle 7.5 (6 entries)",),
            tracks=((10, 8, 7, 8, 2, 6),),
        )
        == result
    )  # fmt: skip


def test_how_long_it_stays_hot(find, page):
    """The middle, the shortest and the longest, as a person says them."""
    result = find("hot_minutes", *told(page, "hot_minutes", 20, 240, 5, 45))
    sentence = "The hot part lasted about 33 min in the middle case, from 5 min to 4 h. (4 entries)"

    assert (
        Result(
            (
                Finding(
                    "hot_minutes", "hot_minutes", "How long it stays hot", 4, 4, sentence,
                    (1, 2, 3, 4), value=32.5, unit="minutes",
                ),
            ),
            (sentence,),
            have=4,
            need=4,
            beside=("about 33 min, from 5 min to 4 h (4)",),
            tracks=((20, 240, 5, 45),),
        )
        == result
    )  # fmt: skip


@pytest.mark.parametrize(
    ("insight", "values", "sentence"),
    [
        ("heat_peak", [6] * 4,
         "At the worst point the upset was mostly 6. (4 entries)"),
        ("hot_minutes", [30] * 4,
         "The hot part lasted about 30 min in the middle case. (4 entries)"),
        ("heat_peak", [6] * 3, "The worst point: too early to tell. It takes 4 entries; there are "
         "3."),
        ("hot_minutes", [6], "How long it stays hot: too early to tell. It takes 4 entries; there "
         "is 1."),
        ("okay_minutes", [60] * 3, "Time to okay: too early to tell. It takes 4 known times; "
         "there are 3."),
        ("okay_minutes", [60, 90, 60, 0],
         "Half of the 4 known times to okay were within about 1 h."),
    ],
)  # fmt: skip
def test_what_else_is_said(find, page, insight, values, sentence):
    """A range of one value is that value; too few are too few."""
    assert find(insight, *told(page, insight, *values)).says == (sentence,)


def test_time_to_okay_with_what_is_still_open(find, page):
    """A second look brings the time; open is what someone says is still going or not mended
    yet; where they came as far as the mend and gave no time, none was noted; else nothing is
    known."""
    pages = [
        *told(page, "okay_minutes", 60, 120, 1440),
        page(repair_by="no"),
        page(repair_by="me", repair_helped="yes"),
        page(ending="still_open"),
        page(ending="talked_out"),
        page(repair_by="not_yet"),
        page(flow="followup", about=8, repair_by="me", repair_helped="yes", okay_minutes=2000),
    ]
    result = find("okay_minutes", *pages)
    sentence = "Half of the 4 known times to okay were within about 13 h."
    notes = (
        Sentence("Time to okay: 1 still open when last noted."),
        Sentence("Time to okay: not noted for 2 more."),
    )

    assert (
        Result(
            (
                Finding(
                    "okay_minutes", "okay_minutes", "Time to okay", 4, 4, sentence,
                    (1, 2, 3, 8), value=780.0, unit="minutes", notes=notes,
                ),
            ),
            (sentence,),
            have=4,
            need=4,
            beside=("half within 13 h (4 known)",),
            tracks=((60, 120, 1440, 2000),),
        )
        == result
    )  # fmt: skip


@pytest.mark.parametrize("insight", ["hot_minutes", "okay_minutes"])
def test_an_unsure_page_has_heat_and_no_times(find, page, insight):
    """What counts of it is body, feelings, needs and heat."""
    pages = [page(unsafe="not_sure", heat_peak=7, **{insight: 60})] * 4

    assert find(insight, *pages).have == 0
    assert find("heat_peak", *pages).have == 4


def checkins(page, **values):
    return [
        page(flow="checkin", **dict(zip(values, row, strict=True)))
        for row in zip(*values.values(), strict=True)
    ]


def test_each_number_of_the_check_ins_stands_alone(find, page):
    """Where it mostly was, and what its two ends mean; arguments are not among them."""
    pages = [page(heat_peak=9), *checkins(page, hope=[5, 5, 6, 6, 6], bracing=[7, 7, 6, 9, 2])]
    result = find("checkin", *pages)
    guard = "Over 5 check-ins, 'On guard' was mostly 6 to 7 (0 not at all, 10 all the time)."
    hope = "Over 5 check-ins, 'Hope' was mostly 5 to 6 (0 none, 10 a lot)."

    assert (
        Result(
            (
                Finding("checkin", "bracing", "On guard", 5, 5, guard, (2, 3, 4, 5, 6),
                        value=7.0, unit="points"),
                Finding("checkin", "hope", "Hope", 5, 5, hope, (2, 3, 4, 5, 6),
                        value=6.0, unit="points"),
            ),
            (guard, hope),
            have=5,
            need=4,
            beside=("6 to 7 (0 not at all, 10 all the time)", "5 to 6 (0 none, 10 a lot)"),
            tracks=((7, 7, 6, 9, 2), (5, 5, 6, 6, 6)),
        )
        == result
    )  # fmt: skip


def test_a_number_given_less_than_four_times_is_left_out(find, page):
    """The others are told."""
    pages = [*checkins(page, hope=[5] * 3), *checkins(page, closeness=[2] * 4)]

    assert find("checkin", *pages).says == (
        "Over 4 check-ins, 'Close' was mostly 2 (0 far apart, 10 very close).",
    )


def test_check_ins_of_someone_unsure_of_their_safety_are_left_out(find, page):
    """As everywhere but in body, feelings, needs and heat."""
    pages = [replace(p, care="unsure") for p in checkins(page, hope=[1, 2, 3, 4])]

    assert find("checkin", *pages).have == 0


def test_four_check_ins_it_takes(find, page):
    """Three are too few."""
    assert find("checkin", *checkins(page, hope=[1, 2, 3])).says == (
        "Check-ins: too early to tell. It takes 4 check-ins; there are 3.",
    )


def test_the_ends_are_those_of_the_question():
    """What 0 and 10 mean in the summary is what was shown when it was asked."""
    asked = {q.id: q for q in Prompts().flow("checkin").questions if q.kind == "scale"}

    assert {s.theme: (s.low, s.high) for s in SCALES} == {i: q.ends for i, q in asked.items()}


@given(st.lists(st.integers(0, 10), min_size=1, max_size=40))
def test_mostly_is_more_than_half(values):
    """And at each end less than a quarter is left out."""
    low, high = mostly(values)

    assert sum(low <= v <= high for v in values) > len(values) / 2
    assert sum(v < low for v in values) * 4 < len(values)
    assert sum(v > high for v in values) * 4 < len(values)


@pytest.mark.parametrize(
    ("after", "told"),
    [
        ([3, 3, 3, 5, 5], "lower by 2 or more in 3 of 5 entries."),
        ([1, 2, 3, 4, 6], "lower by 2 or more in 3 of 5 entries."),
        ([3, 3, 3, 4, 4, 4], "lower by 2 or more in 3 of 6 entries."),
        ([5] * 5, "about the same (5 entries)."),
        ([8, 8, 9, 5, 2], "higher by 3 or more in 3 of 5 entries."),
    ],
)
def test_upset_after_writing_is_a_count_that_is_true(find, page, after, told):
    """In so many entries it fell, or rose, by that much: counted, no middle of anything."""
    result = find("writing_effect", *[page(heat_before=5, heat_after=a) for a in after])

    assert result.says == (f"By the end of writing, upset was {told}",)
