"""
My part by subject, and by the moment it turned:
* one side beside the other, each with its counts
* the family is fixed by what was answered; leans, heat and times do not change its size
* what chance often shows is not told, nor what is a small gap
* one sentence about one subject
* own words count; the person's own view of a lean counts; care leaves an entry out
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from journal.core.insights.comparison.associations import Link, Value
from journal.core.insights.comparison.family import compare
from journal.core.insights.finding import Finding, Result

PRESS, BACK, FROZE, BOTH, STAY = "follow", "leave", "blank", "follow leave", "stay"
TAKES = "It takes 5 entries with one subject or moment and 5 with others"
TOO_EARLY = f"Your part by subject: too early to tell. {TAKES}; "
NO_ANSWER = f"Your part by subject: nothing to count yet. {TAKES}."
NO_DIFFERENCE = "Your part by subject: no clear difference in what was compared: {}."


@pytest.fixture
def on(page):
    """Pages on a subject, one for each of my moves."""

    def write(topic, *moves, theme="topic"):
        return [page(**{theme: topic}, my_moves=move) for move in moves]

    return write


def test_both_sides_are_told(find, on):
    """How often with the subject, out of how many; and how often at other times."""
    pages = [*on("money", *[BACK] * 5, PRESS), *on("not_sure", *[PRESS] * 12)]
    sentence = (
        "When the subject was 'Money', you stepped back in 5 of 6. With other subjects: 0 of 12."
    )

    label = "Money → Stepped back"
    found = Finding("lean_by", "money>away", label, 5, 6, sentence, (1, 2, 3, 4, 5))

    assert Result((found,), (sentence,), have=6, need=5) == find("lean_by", *pages)


@pytest.mark.parametrize(
    ("with_it", "others", "theme", "sentence"),
    [
        (PRESS, BACK, "trigger",
         "After 'Late', you pressed or reached in 6 of 6. After other moments: 0 of 12."),
        (BOTH, PRESS, "topic",
         "When the subject was 'Late', you did both in 6 of 6. With other subjects: 0 of 12."),
        (STAY, PRESS, "topic",
         "When the subject was 'Late', you stayed with it in 6 of 6. "
         "With other subjects: 0 of 12."),
        (FROZE, PRESS, "trigger",
         "After 'Late', you froze or went along in 6 of 6. After other moments: 0 of 12."),
        ("criticise", BACK, "trigger",
         "After 'Late', you pressed in 6 of 6. After other moments: 0 of 12."),
    ],
)  # fmt: skip
def test_each_lean_has_its_words(find, on, with_it, others, theme, sentence):
    """As in "your part": nobody stepped back who only froze, nobody reached who was only sharp."""
    own = [{"other": "Late"}, {"other": "late "}]
    pages = [
        *on(own[0], *[with_it] * 3, theme=theme),
        *on(own[1], *[with_it] * 3, theme=theme),
        *on("not_sure", *[others] * 12, theme=theme),
    ]

    assert find("lean_by", *pages).says == (sentence,)


def test_freezing_and_stepping_back_told_as_one_are_both_named(find, on):
    """If one side froze and the other left, nobody is told to have stepped back alone."""
    pages = [*on("money", *[FROZE] * 6), *on("not_sure", *[PRESS] * 11, BACK)]

    assert find("lean_by", *pages).says == (
        "When the subject was 'Money', you stepped back, froze or went along in 6 of 6. With other "
        "subjects: 1 of 12.",
    )


def test_what_never_came_with_a_subject_is_told_too(find, on):
    """It rests on all entries with the subject, since none of them leans so."""
    leans = [BACK, BACK, BACK, BOTH, BOTH, BOTH, STAY, STAY]
    pages = [*on("money", *leans), *on("not_sure", *[PRESS] * 12)]
    [found] = find("lean_by", *pages).findings

    assert (found.subject, found.count, found.of) == ("money>toward", 0, 8)
    assert found.entries == (1, 2, 3, 4, 5, 6, 7, 8)
    assert found.sentence == (
        "When the subject was 'Money', you pressed or reached in 0 of 8. "
        "With other subjects: 12 of 12."
    )


def test_several_subjects_most_frequent_first(find, on):
    """Each subject once, with the lean that came up more often with it."""
    pages = [*on("chores", *[PRESS] * 8), *on("money", *[BACK] * 7)]

    assert [f.subject for f in find("lean_by", *pages).findings] == ["chores>toward", "money>away"]


@pytest.mark.parametrize(
    ("pages", "have", "said"),
    [
        ([], 0, NO_ANSWER),
        ([("money", PRESS, 4), ("chores", BACK, 9)], 4, TOO_EARLY + "there are 4 and 9."),
        ([("money", PRESS, 12)], 0, TOO_EARLY + "there are 12 and 0."),
        ([("money", PRESS, 12), ("chores", BACK, 4)], 4, TOO_EARLY + "there are 12 and 4."),
    ],
)
def test_it_takes_five_with_and_five_without(find, on, pages, have, said):
    """Of the subject that comes nearest to that; none named is another thing than too few."""
    written = [p for topic, move, times in pages for p in on(topic, *[move] * times)]
    result = find("lean_by", *written)

    assert (have, 5, ()) == (result.have, result.need, result.findings)
    assert result.says == (said,)


def test_five_and_five_are_compared(find, on):
    """Enough to look, though not for chance to be ruled out."""
    pages = [*on("money", *[BACK] * 5), *on("not_sure", *[PRESS] * 5)]
    result = find("lean_by", *pages)

    assert (result.have, result.says) == (5, (NO_DIFFERENCE.format("'Money'"),))


def test_what_is_too_rare_is_not_said_to_be_no_different(find, on):
    """Only what was compared is named; how many others were too rare is told."""
    pages = [*on("money", *[BACK] * 6), *on("chores", *[BACK] * 2), *on("work", *[PRESS] * 3)]
    result = find("lean_by", *pages)

    assert result.says == (
        NO_DIFFERENCE.format("'Money'") + " Too few with it, or without it, to compare: 2 more.",
    )


@pytest.mark.parametrize(
    ("inside", "outside"),
    [
        # three of five against three of ten: chance does that often
        ([BACK] * 3 + [PRESS] * 2, [BACK] * 3 + [PRESS] * 7),
        # 36 against 4 of 100, far beyond chance, yet less than 50 of 100 apart
        ([BACK] * 18 + [PRESS] * 32, [BACK] * 4 + [PRESS] * 96),
    ],
)
def test_what_does_not_pass_is_not_told(find, on, inside, outside):
    """Enough entries, and nothing that stands out."""
    result = find("lean_by", *on("money", *inside), *on("chores", *outside))

    assert (result.findings, result.says) == ((), (NO_DIFFERENCE.format("'Money', 'Chores'"),))


def link(count, of, elsewhere, of_elsewhere):
    return Link(Value("topic", "money", {}, {}), "away", count, of, elsewhere, of_elsewhere)


@pytest.mark.parametrize(
    ("told", "is_wide"),
    [
        (link(7, 10, 2, 10), True),
        (link(2, 10, 7, 10), True),
        (link(7, 10, 21, 100), False),
        (link(4, 5, 3, 10), True),
        (link(4, 5, 301, 1000), False),
    ],
)
def test_a_gap_is_fifty_of_a_hundred(told, is_wide):
    """In either direction, and to the last entry."""
    assert told.is_wide == is_wide


def sizes(looking, lists):
    compared = compare(looking, lists)
    return len(compared.links), len(compared.halves)


def test_the_family_is_fixed_before_leans_are_looked_at(look, lists, on):
    """Values with enough entries times four, and five changes, whatever was done or felt."""
    alike = [*on("money", *[PRESS] * 6), *on("chores", *[PRESS] * 6), *on("work", *[PRESS] * 4)]
    moved = [replace(p, lean_overruled="away") if i % 2 else p for i, p in enumerate(alike)]

    assert sizes(look(*alike), lists) == (2 * 4, 5)
    assert sizes(look(*moved), lists) == (2 * 4, 5)
    assert sizes(look(), lists) == (0, 5)


def test_a_larger_family_asks_for_more(find, page):
    """The same split of one subject no longer stands out among many moments."""
    moves = [BACK] * 4 + [PRESS] * 19 + [BACK]
    topics = ["money"] * 5 + ["not_sure"] * 19
    alone = [page(topic=t, my_moves=m) for t, m in zip(topics, moves, strict=True)]
    moments = ["tone", "demand", "put_off", "corrected"] * 6  # each as often as not
    among = [
        page(topic=t, my_moves=m, trigger=w) for t, m, w in zip(topics, moves, moments, strict=True)
    ]

    assert [f.subject for f in find("lean_by", *alone).findings] == ["money>away"]
    assert find("lean_by", *among).findings == ()


def test_the_persons_own_view_counts(find, on):
    """A lean put otherwise is compared as they put it."""
    pages = [*on("money", *[PRESS] * 6), *on("not_sure", *[PRESS] * 12)]
    seen = [replace(p, lean_overruled="away") for p in pages[:6]]
    [found] = find("lean_by", *seen, *pages[6:]).findings

    assert (found.subject, found.count, found.of) == ("money>away", 6, 6)


def test_not_sure_is_no_subject_and_a_skip_is_no_other_time(find, on, page):
    """An entry without a subject, or without anything I did, is on neither side."""
    pages = [*on("money", *[BACK] * 6), *on("not_sure", *[PRESS] * 12)]
    pages += [page(my_moves=BACK) for _ in range(9)]
    pages += [page(topic=topic) for topic in ["money", "work"] * 4]
    [found] = find("lean_by", *pages).findings

    assert found.sentence.endswith("you stepped back in 6 of 6. With other subjects: 0 of 12.")


@pytest.mark.parametrize("unsafe", ["not_sure", "yes"])
def test_no_part_is_compared_where_safety_is_in_question(find, page, unsafe):
    """Also when pages kept apart are asked for."""
    pages = [page(unsafe=unsafe, topic=t, my_moves=BACK) for t in ["money", "work"] * 6]

    assert find("lean_by", *pages, flagged=True).have == 0
