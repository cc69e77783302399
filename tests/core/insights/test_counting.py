"""
Choices that keep coming back:
* an entry counts once for a choice, out of the entries that answered
* "not sure" is an answer and no choice; what scared or hurt is neither
* own words count by what they say, and show as first typed
* three entries and a count of two, or five and three; then the top and all tied with it
* a plain winner, a tie, too early, nothing that stands out: each has its sentence
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from journal.core.insights.absence import Reason
from journal.core.insights.finding import Finding, Result
from journal.core.model import Said


def shown(result: Result) -> list[tuple[str, int]]:
    return [(f.subject, f.count) for f in result.findings]


def test_a_choice_counts_out_of_the_entries_that_answered(find, page):
    """A page on which the question was skipped is not in "of"."""
    result = find(
        "trigger", page(trigger="tone"), page(), page(trigger="tone"), page(trigger="put_off")
    )

    assert (
        Result(
            (
                Finding(
                    id="trigger",
                    subject="tone",
                    label="Tone or look",
                    count=2,
                    of=3,
                    sentence="'Tone or look' came up in 2 of 3 entries.",
                    entries=(1, 3),
                ),
            ),
            ("'Tone or look' came up in 2 of 3 entries.",),
            have=3,
            need=3,
        )
        == result
    )


def test_not_sure_is_an_answer_and_no_choice(find, page):
    """Three times "not sure" is enough entries, with nothing that recurs."""
    result = find("softer", *[page(softer="not_sure")] * 3)

    assert (result.findings, result.have, result.reason) == ((), 3, Reason.NEVER)
    assert result.says == (
        "Softer feelings: none yet in the 3 entries that tell the softer feeling.",
    )


def test_what_scared_or_hurt_counts_nowhere(find, page):
    """It opens the safety page; it is no move, and no answer for counting either."""
    result = find(
        "their_moves",
        page(their_moves="scary"),
        page(their_moves="scary leave"),
        page(their_moves="leave"),
        page(their_moves="scary"),
    )

    assert (result.findings, result.have) == ((), 2)


def test_own_words_count_by_what_they_say_and_show_as_first_typed(find, page):
    """Capitals and blanks do not make another word; the label stays on one line."""
    result = find(
        "need",
        page(need=[{"other": "Some\nTEA"}, "matter"]),
        page(need=[{"other": "some tea"}, {"other": "Some  Tea "}]),
        page(need=[{"other": "SOME TEA"}]),
        page(need="not_sure"),
        page(need="matter"),
    )

    assert (
        Finding(
            id="need",
            subject="some tea",
            label="Some TEA",
            count=3,
            of=5,
            sentence="The need you named most: 'Some TEA', in 3 of 5 entries.",
            entries=(1, 2, 3),
        ),
    ) == result.findings


def test_an_own_word_that_reads_like_an_id_stays_an_own_word(find, page):
    """Typing "scary" or "not_sure" is a word like any other."""
    own = [{"other": "scary"}, {"other": "not_sure"}]
    result = find("my_moves", *[page(my_moves=own)] * 3)

    assert shown(result) == [("not_sure", 3), ("scary", 3)]


def test_a_word_that_is_gone_keeps_the_label_it_was_picked_by(find, page):
    """Old entries can still be read when a word has left its list."""
    old = replace(page(), answers={"trigger": Said("gone", "trigger", "?", {"gone": "Old\tword"})})
    bare = replace(page(), answers={"trigger": Said("bare", "trigger", "?")})
    result = find("trigger", old, bare, bare, old)

    assert [(f.subject, f.label) for f in result.findings] == [
        ("bare", "bare"),
        ("gone", "Old word"),
    ]


def test_braces_in_an_own_word_are_only_text(find, page):
    """What was typed never steers a sentence."""
    result = find("trigger", *[page(trigger={"other": "{k} of {n}"})] * 3)

    assert result.says == ("'{k} of {n}' came up in 3 of 3 entries.",)


def test_the_top_three_and_all_tied_with_the_third(find, page):
    """Most frequent first, then by label; a tie for third place leaves nobody out."""
    result = find(
        "body",
        *[page(body="chest heat jaw")] * 2,
        *[page(body="throat tears")] * 2,
        page(body="chest"),
        page(body="shaky"),
    )

    assert shown(result) == [("chest", 3), ("heat", 2), ("jaw", 2), ("throat", 2), ("tears", 2)]


def test_the_top_five_moves(find, page):
    """Of moves there are five, in both lists."""
    moves = "ask_again follow criticise get_loud leave go_quiet"
    pages = [page(my_moves=moves, their_moves=moves)] * 2
    four = "ask_again follow criticise get_loud leave"
    pages += [page(my_moves=four, their_moves=four)]

    for insight in ("my_moves", "their_moves"):
        assert [f.subject for f in find(insight, *pages).findings] == [
            "ask_again",
            "criticise",
            "follow",
            "get_loud",
            "leave",
        ]


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        (["jaw", "jaw heat", "heat"], "Your body: 'Hot' and 'Jaw or fists tight' came up most, 2 "
         "times each in 3 entries."),
        (["jaw tears heat", "jaw heat tears", "not_sure"], "Your body: no single one leads: "
         "'Hot', 'Jaw "
         "or fists tight' and 'Tears', 2 times each in 3 entries."),
    ],
)  # fmt: skip
def test_a_tie_is_told_as_a_tie(find, page, answers, sentence):
    """Two that lead are both named; of three or more, none leads."""
    assert (sentence,) == find("body", *[page(body=a) for a in answers]).says


def test_a_tie_of_what_i_saw_stays_what_i_saw(find, page):
    """Whatever is said of the other one, it is said to be seen by one of the two."""
    result = find("their_moves", *[page(their_moves="leave go_quiet")] * 3)

    assert result.says == (
        "What you saw from them: 'Left' and 'Went quiet' came up most, 3 times each in 3 entries.",
    )


@pytest.mark.parametrize(
    ("insight", "answer", "sentence"),
    [
        ("trigger", "tone", "'Tone or look' came up in 3 of 3 entries."),
        ("topic", "money", "The subject was 'Money' in 3 of 3 entries."),
        ("body", "jaw", "You noted 'Jaw or fists tight' in 3 of 3 entries."),
        ("surface", "angry", "You named 'Angry' as loud in 3 of 3 entries."),
        ("softer", "alone", "Under it you named 'Alone' in 3 of 3 entries."),
        ("my_moves", "leave", "You noted 'Left' for yourself in 3 of 3 entries."),
        ("their_moves", "leave", "You saw 'Left' from them in 3 of 3 entries."),
        ("ending", "cut_off", "It ended as 'Cut off' in 3 of 3 entries."),
    ],
)
def test_from_three_entries_the_winner_has_its_sentence(find, page, insight, answer, sentence):
    """A plain winner is told with its counts."""
    result = find(insight, *[page(**{insight: answer})] * 3)

    assert ((sentence,), [(answer, 3)]) == (result.says, shown(result))


@pytest.mark.parametrize(
    ("insight", "answer", "sentence"),
    [
        ("story", "failing", "The story your mind told most: 'I'm failing', in 5 of 5 entries."),
        ("need", "team", "The need you named most: 'To be a team', in 5 of 5 entries."),
    ],
)
def test_story_and_need_take_five_entries(find, page, insight, answer, sentence):
    """What a person may take to heart is told later than the rest."""
    pages = [page(**{insight: answer})] * 5

    assert (sentence,) == find(insight, *pages).says
    assert find(insight, *pages[:4]).too_early


def test_story_takes_a_count_of_three_and_only_one_is_told_most(find, page):
    """Only the one that leads is called the one told most; what came up twice is not told."""
    result = find(
        "story",
        *[page(story="failing boxed_in")] * 3,
        page(story="failing will_leave"),
        page(story="will_leave"),
    )

    assert [f.sentence for f in result.findings] == [
        "The story your mind told most: 'I'm failing', in 4 of 5 entries.",
        "A story your mind told: 'I've no room', in 3 of 5 entries.",
    ]


NOTHING = {
    "trigger": (
        "tone put_off demand",
        "What sets it off: nothing has come up twice yet in the 3 entries that tell what set it "
        "off.",
    ),
    "topic": (
        "money work plans",
        "Subjects: nothing has come up twice yet in the 3 entries that tell the subject.",
    ),
    "body": (
        "jaw heat tears",
        "Your body: nothing has come up twice yet in the 3 entries that tell of your body.",
    ),
    "surface": (
        "angry sad calm",
        "Loud feelings: nothing has come up twice yet in the 3 entries that tell the loud feeling.",
    ),
    "softer": (
        "alone hurt sad",
        "Softer feelings: nothing has come up twice yet in the 3 entries that tell the softer "
        "feeling.",
    ),
    "my_moves": (
        "leave stay blank",
        "What you did: nothing has come up twice yet in the 3 entries that tell what you did.",
    ),
    "their_moves": (
        "leave stay blank",
        "What you saw from them: nothing has come up twice yet in the 3 entries that tell what you "
        "saw.",
    ),
    "ending": (
        "cut_off blew_up still_open",
        "Endings: nothing has come up twice yet in the 3 entries that tell how it ended.",
    ),
    "story": (
        "failing failing boxed_in boxed_in same_again",
        "The inner story: nothing has come up three times yet in the 5 entries that tell the "
        "story.",
    ),
    "need": (
        "team team close close comfort",
        "Needs: nothing has come up three times yet in the 5 entries that tell the need.",
    ),
}


@pytest.mark.parametrize("insight", NOTHING)
def test_nothing_that_recurs_is_said_so(find, page, insight):
    """With enough entries and no count that reaches the minimum, nothing stands out."""
    answers, sentence = NOTHING[insight]
    result = find(insight, *[page(**{insight: a}) for a in answers.split()])

    assert ((), (sentence,), False) == (result.findings, result.says, result.too_early)


@pytest.mark.parametrize(
    ("have", "sentence"),
    [
        (0, "Your body: nothing to count yet. It takes 3 entries."),
        (1, "Your body: too early to tell. It takes 3 entries; there is 1."),
        (2, "Your body: too early to tell. It takes 3 entries; there are 2."),
    ],
)
def test_too_early_says_how_many_it_takes(find, page, have, sentence):
    """Below the minimum there is no finding, and one entry is one entry."""
    result = find("body", *[page(body="jaw")] * have)

    assert ((), (sentence,), have, 3) == (result.findings, result.says, result.have, result.need)


def test_an_early_sign_takes_five_entries_and_a_count_of_three(ask, page):
    """Only the body sign that leads is called one, and only from that bound on."""
    two, one = page(body="jaw heat"), page(body="jaw")
    result = ask("body", two, two, two, one, one)

    assert [f.whole for f in result.findings] == [
        "You noted 'Jaw or fists tight' in 5 of 5 entries. The body sign that leads may be an "
        "early one to watch for.",
        "You noted 'Hot' in 3 of 5 entries.",
    ]
    assert (result.findings[0].whole,) == result.sentences
    assert ask("body", *[one] * 4).notes == ()
    assert ask("body", *[page(body="not_sure")] * 3, one, one).notes == ()


@pytest.mark.parametrize("answer", ["jaw heat", "nothing"])
def test_a_tie_or_no_sign_at_all_is_no_early_sign(find, page, answer):
    """With two that lead, or nothing noticed, there is not one sign to watch for."""
    result = find("body", *[page(body=answer)] * 5)

    assert result.notes == ()


def test_whoever_was_not_sure_about_safety_counts_in_body_and_need_alone(find, page):
    """Of such a page the moves, the moment and the softer feeling are left out."""
    pages = [page(unsafe="not_sure", body="jaw", need="team", trigger="tone", softer="alone")] * 5

    assert [find(i, *pages).have for i in ("body", "need", "trigger", "softer")] == [5, 5, 0, 0]


def test_a_page_kept_apart_is_in_no_count(find, page):
    """Unless it is asked for."""
    pages = [page(unsafe="yes", body="jaw")] * 3

    assert (find("body", *pages).have, find("body", *pages, flagged=True).have) == (0, 3)
