"""
What is different in the later entries:
* each measure has its sentence, with how much is known in each half
* "a difference, not a cause", and what else was compared, or could not be
* eight known in each half; two points, half as long again, or 50 of 100
* what chance often shows is not told
* as data: earlier and later, for changes alone
"""

from __future__ import annotations

import pytest

from journal.core.insights.absence import Reason
from journal.core.insights.comparison.halves import MEASURES, Halves
from journal.core.insights.finding import Finding, Result
from journal.core.insights.sentence import Sentence
from journal.core.insights.summary import summarise, summary_as_data

NO_CAUSE = Sentence("A difference, not a cause.")
OTHERS = ("time to okay", "the hot part", "soft moments", "breaks with a set time")


def halves(page, early, late, times=9):
    return [*[page(**early)] * times, *[page(**late)] * times]


@pytest.mark.parametrize(
    ("early", "late", "subject", "sentence"),
    [
        ({"heat_peak": 9}, {"heat_peak": 6}, "heat_peak",
         "Worst point: about 9 at first, 6 lately (9 and 9 known)."),
        ({"okay_minutes": 600}, {"okay_minutes": 90}, "okay_minutes",
         "Time to okay: about 10 h at first, 1 h 30 lately (9 and 9 known)."),
        ({"hot_minutes": 20}, {"hot_minutes": 30}, "hot_minutes",
         "Hot part: about 20 min at first, 30 min lately (9 and 9 known)."),
        ({"my_moves": "leave"}, {"my_moves": "leave soft_feel"}, "softened",
         "Soft moments: 0 of the first 9, 9 of the last 9."),
        ({"my_moves": "pause_back"}, {"my_moves": "stay"}, "pauses",
         "Breaks with a set time: 9 of the first 9, 0 of the last 9."),
        ({"their_moves": "leave"}, {"their_moves": "pause_back"}, "pauses",
         "Breaks with a set time: 0 of the first 9, 9 of the last 9."),
        ({"ending": "blew_up"}, {"ending": "agreed_pause"}, "pauses",
         "Breaks with a set time: 0 of the first 9, 9 of the last 9."),
    ],
)  # fmt: skip
def test_each_measure_has_its_sentence(find, page, early, late, subject, sentence):
    """In either direction; better or worse is not for the program to say."""
    result = find("change", *halves(page, early, late))

    assert [(f.subject, f.sentence) for f in result.findings] == [(subject, sentence)]
    assert result.says == (sentence,)
    assert result.notes[0] == NO_CAUSE


def test_a_change_as_a_value(find, page):
    """What is known in both halves, the typical value of each, and its unit."""
    early = [page(heat_peak=h) for h in (9, 9, 8, 8, 9, 8, 8, 8)]
    late = [page(heat_peak=h) for h in (6, 5, 6, 5, 5, 6, 5, 6, 7)]
    sentence = "Worst point: about 8 at first, 6 lately (8 and 9 known)."

    notes = (NO_CAUSE, Sentence(f"Nothing to count yet: {', '.join(OTHERS)}."))

    assert Result(
        (
            Finding(
                "change",
                "heat_peak",
                "The worst point",
                17,
                17,
                sentence,
                tuple(range(1, 18)),
                unit="points",
                earlier=8.0,
                later=6.0,
                notes=notes,
            ),
        ),
        (sentence,),
        have=8,
        need=8,
    ) == find("change", *early, *late)


def test_a_share_as_a_value(find, page):
    """It rests on the entries with such a moment; earlier and later are from 0 to 1."""
    early = [page(my_moves=m) for m in ["stay"] + ["leave"] * 8]
    late = [page(my_moves=m) for m in ["stay"] * 9]
    [found] = find("change", *early, *late).findings

    assert (found.subject, found.count, found.of) == ("softened", 10, 18)
    assert found.entries == (1, 10, 11, 12, 13, 14, 15, 16, 17, 18)
    assert (found.earlier, found.later, found.unit) == (0.111, 1.0, "share")


def test_the_caution_is_with_each_and_what_else_was_looked_at_is_told(find, page):
    """In the order of the table of measures; what did not differ, and what is too little known."""
    result = find("change", *halves(
        page, {"heat_peak": 9, "hot_minutes": 60}, {"heat_peak": 5, "hot_minutes": 10}
    ))  # fmt: skip

    assert [f.subject for f in result.findings] == ["heat_peak", "hot_minutes"]
    assert all(NO_CAUSE in f.notes for f in result.findings)
    assert result.notes == (
        NO_CAUSE,
        Sentence("Nothing to count yet: time to okay, soft moments, breaks with a set time."),
    )


def test_half_a_minute_counts_as_one(find, page):
    """The middle of an even number of times, told in whole minutes."""
    early = [page(hot_minutes=m) for m in (10, 10, 10, 10, 11, 11, 11, 11)]
    late = [page(hot_minutes=90)] * 8

    assert (
        find("change", *early, *late)
        .findings[0]
        .sentence.startswith("Hot part: about 11 min at first")
    )


@pytest.mark.parametrize(
    ("early", "late"),
    [
        ([8] * 9, [7] * 9),  # far beyond chance, yet one point
        ([8] * 5 + [6] * 4, [6] * 5 + [8] * 4),  # two points, yet chance does that often
    ],
)
def test_what_does_not_pass_is_not_told(find, page, early, late):
    """It takes both: more than chance often shows, and more than a little."""
    assert find("change", *[page(heat_peak=h) for h in early + late]).findings == ()


def test_no_clear_change_is_said_as_such(find, page):
    """Enough entries, and nothing that passes; what could not be compared is told as such."""
    pages = [page(heat_peak=7, my_moves="stay")] * 13 + [
        page(heat_peak=7, hot_minutes=20, my_moves="stay")
    ] * 3
    result = find("change", *pages)

    assert (result.findings, result.reason, result.have) == ((), Reason.NO_DIFFERENCE, 8)
    assert result.says == (
        "Change over time: no clear difference in the worst point, soft moments, breaks with a "
        "set time. Too few to compare: the hot part (0 and 3 known). It takes 8 and 8. Nothing "
        "to count yet: time to okay.",
    )


def measured(unit, early, late):
    [measure] = [m for m in MEASURES if m.unit == unit][:1]
    return Halves(measure, [(v, None) for v in early], [(v, None) for v in late])


@pytest.mark.parametrize(
    ("unit", "early", "late", "is_wide"),
    [
        ("points", [8], [6], True),
        ("points", [6], [8], True),
        ("points", [8, 8], [6, 7], False),
        ("minutes", [20], [30], True),
        ("minutes", [30], [20], True),
        ("minutes", [30], [21], False),
        ("minutes", [0], [10], True),
        ("minutes", [0], [0], False),
        ("share", [0] * 3 + [1] * 7, [0] * 8 + [1] * 2, True),
        ("share", [0] * 8 + [1] * 2, [0] * 3 + [1] * 7, True),
        ("share", [0] * 3 + [1] * 7, [0] * 79 + [1] * 21, False),
    ],
)
def test_how_far_apart_is_far_enough(unit, early, late, is_wide):
    """In either direction, and to the last digit."""
    assert measured(unit, early, late).is_wide == is_wide


def test_too_early_below_eight_and_eight(find, page):
    """With how many there are in each half of what is known most."""
    pages = [page(body="jaw")] * 3 + [page(heat_peak=9)] * 8 + [page(heat_peak=2)] * 7
    result = find("change", *pages)

    assert (result.findings, result.reason, result.have) == ((), Reason.TOO_FEW, 6)
    assert result.says == (
        "Change over time: too early to tell. It takes 8 older and 8 newer entries; there "
        "are 6 and 9.",
    )


def test_eight_in_each_half_it_takes(find, page):
    """The cut is in the middle of all entries: a measure asked late has no earlier half."""
    known = [page(heat_peak=h) for h in [9] * 8 + [2] * 8]
    skipped = [page(body="jaw")] * 2

    assert find("change", *known).findings != ()
    assert find("change", *skipped, *known).findings == ()


@pytest.mark.parametrize("unsafe", ["not_sure", "yes"])
def test_moves_tell_no_change_where_safety_is_in_question(find, page, unsafe):
    """Heat alone does."""
    early = {"unsafe": unsafe, "my_moves": "leave", "ending": "blew_up", "heat_peak": 9}
    late = {"unsafe": unsafe, "my_moves": "pause_back", "ending": "agreed_pause", "heat_peak": 5}
    result = find("change", *halves(page, early, late), flagged=True)

    assert {f.subject for f in result.findings} == {"heat_peak"}


def test_as_data_changes_alone_have_an_earlier_and_a_later(look, lists, seventeen):
    """Both, as numbers."""
    findings = summary_as_data(summarise(look(*seventeen), lists))["findings"]
    having = [f for f in findings if {"earlier", "later"} & {*f}]

    assert {f["id"] for f in having} == {"change"}
    assert [(f["subject"], f["earlier"], f["later"]) for f in having] == [
        ("heat_peak", 8.0, 6.0),
        ("hot_minutes", 37.5, 20.0),
    ]
