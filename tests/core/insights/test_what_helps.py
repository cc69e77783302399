"""
What helps, and what is under it:
* soft moments: at least one thing of staying, however it ended
* a mend that was tried, and whether it helped; who tried is for the data alone
* the plan, of the times it came up; what the second look says counts
* a loud feeling with a softer one, named in the same entry
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from journal.core.insights.finding import Finding, Result
from journal.core.insights.sentence import Sentence
from journal.core.insights.summary import summarise, summary_as_data


def mine(page, *moves):
    return [page(my_moves=m) for m in moves]


def test_soft_moments_are_told_as_there_were(find, page):
    """A moment of staying counts wherever it stood among the moves."""
    result = find("softened", *mine(page, "stay leave", "criticise own_part", "leave", "leave"),
                  *mine(page, "follow slow_down get_loud", "not_sure"))  # fmt: skip
    sentence = "There were 3 entries of 6 with a moment when you softened or stayed."

    assert (
        Result(
            (
                Finding(
                    *("softened", "softened", "Softened or stayed", 3, 6, sentence, (1, 2, 5)),
                    notes=(Sentence("How these soft moments ended: not noted yet."),),
                ),
            ),
            (sentence,),
            have=6,
            need=5,
        )
        == result
    )


@pytest.mark.parametrize(
    ("moves", "sentence"),
    [
        (["stay"] + ["leave"] * 4,
         "There was 1 entry of 5 with a moment when you softened or stayed."),
        (["leave"] * 4 + [[{"other": "I stayed"}]],
         "Soft moments: none among the words of the list; your own words are not sorted."),
        (["leave"] * 5,
         "Soft moments: none yet in the 5 entries that tell what you did. Small ones are easy to "
          "miss."),
        (["stay"] * 4 + ["scary"],
         "Soft moments: too early to tell. It takes 5 entries; there are 4."),
    ],
)  # fmt: skip
def test_what_is_said_of_soft_moments(find, page, moves, sentence):
    """One, none, too few; an own word has no group, and what scared is no move."""
    assert find("softened", *mine(page, *moves)).says == (sentence,)


@pytest.mark.parametrize(
    ("left", "froze", "sentence"),
    [
        (5, 2, "Soft moments: none yet in 5 entries. Left out: 2 where you froze or went along "
         "with sharp words."),
        (1, 5, "Soft moments: too early to tell. It takes 5 entries; there is 1."),
    ],
)  # fmt: skip
def test_who_froze_at_sharp_words_is_told_of_no_lack_of_softness(find, page, left, froze, sentence):
    """Those entries are left out where there was no soft moment in any."""
    pages = mine(page, *["leave"] * left)
    pages += [page(my_moves="stuck", their_moves="criticise") for _ in range(froze)]

    assert find("softened", *pages).says == (sentence,)


@pytest.mark.parametrize(
    ("ends", "told"),
    [
        (0, "How these soft moments ended: not noted yet."),
        (2, "How soft moments end: too early. An ending is noted for 2; it takes 3."),
        (3, "These soft moments ended (3): 'Talked it through' 3."),
    ],
)
def test_how_soft_moments_ended_is_told_from_three_on(find, page, ends, told):
    """Of those with an ending, among five entries that tell what was done."""
    pages = [page(my_moves="stay", ending="talked_out")] * ends + mine(page, *["stay"] * (5 - ends))
    [found] = find("softened", *pages).findings

    assert found.notes == (Sentence(told),)


@pytest.mark.parametrize("unsafe", ["not_sure", "yes"])
def test_no_soft_moment_is_looked_for_where_safety_is_in_question(find, page, unsafe):
    """Staying is nothing to count with someone who frightens."""
    assert find("softened", *[page(unsafe=unsafe, my_moves="stay")] * 6, flagged=True).have == 0


def mends(page, *told):
    pages = []
    for by, helped in told:
        pages.append(page(repair_by=by, **({"repair_helped": helped} if helped else {})))
    return pages


def test_mends_and_their_help_are_told_together(find, page):
    """Two findings and one line; who tried stands behind it."""
    told = [("me", "yes"), ("them", "no"), ("both", "a_bit"), ("no", ""), ("not_yet", "")]
    result = find("repair", *mends(page, *told))
    tried = "A mend was tried in 3 of 5 entries."
    helped = "It helped, at least a bit, in 2 of those 3."

    assert (
        Result(
            (
                Finding("repair", "tried", "A mend was tried", 3, 5, tried, (1, 2, 3)),
                Finding("repair", "helped", "It helped, at least a bit", 2, 3, helped, (1, 3)),
            ),
            (f"{tried} {helped}",),
            have=5,
            need=5,
            behind=(
                Finding("repair", "both", "Both of us", 1, 3, "Both of us: 1 of 3.", (3,)),
                Finding("repair", "me", "I did", 1, 3, "I did: 1 of 3.", (1,)),
                Finding("repair", "them", "They did", 1, 3, "They did: 1 of 3.", (2,)),
            ),
        )
        == result
    )


def test_who_tried_is_in_the_data(look, lists, page):
    """After what is told; on a screen it would keep score."""
    pages = mends(page, *[("me", "yes"), ("them", "no"), ("me", "a_bit"), ("no", ""), ("no", "")])
    data = summary_as_data(summarise(look(*pages), lists))["findings"]

    assert [f["subject"] for f in data if f["id"] == "repair"] == ["tried", "helped", "me", "them"]


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ([("no", "")] * 3 + [("not_yet", "")] * 2, "Mending: none yet in the 5 entries that tell "
         "if someone tried to mend it."),
        ([("me", "yes")] * 2 + [("no", "")] * 3,
         "A mend was tried in 2 of 5 entries. Whether a mend helps: too early to tell. It takes 3 "
         "with an answer; there are 2."),
        ([("me", "")] * 3 + [("them", "yes")] * 2,
         "A mend was tried in 5 of 5 entries. Whether a mend helps: too early to tell. It takes 3 "
         "with an answer; there are 2."),
        ([("me", "no")] * 5,
         "A mend was tried in 5 of 5 entries. A mend that helped: none yet in the 5 tries with an "
         "answer."),
        ([("me", "yes")] * 3 + [("them", "")] * 2,
         "A mend was tried in 5 of 5 entries. It helped, at least a bit, in 3 of the 3 with an "
         "answer."),
        ([("me", "yes")] * 4, "Mending: too early to tell. It takes 5 entries; there are 4."),
    ],
)  # fmt: skip
def test_what_is_said_of_mends(ask, page, told, sentence):
    """A part that is nought is left out; what was not answered is counted as neither."""
    assert ask("repair", *mends(page, *told)).sentences == (sentence,)


def test_a_later_mend_counts(find, page):
    """The second look is laid over the page it is about."""
    pages = mends(page, *[("not_yet", "")] * 5)
    later = page(flow="followup", about=2, repair_by="both", repair_helped="yes")

    assert find("repair", *pages, later).findings[0].entries == (2,)


def uses(page, *answers):
    conflicts = [page(my_moves="leave") for _ in answers]
    looks = [page(flow="followup", about=n, plan_used=a) for n, a in enumerate(answers, 1)]
    return [*conflicts, *looks]


def test_the_plan_counts_when_it_came_up(find, page):
    """Used, whole or in part; slipped my mind is a chance, and "it did not come up" is none."""
    result = find("plan_use", *uses(page, "yes", "forgot", "no_chance", "partly", "no_chance"))
    sentence = "Your plan came up 3 times. You used it, whole or in part, in 2."

    assert (
        Result(
            (Finding("plan_use", "used", "Used, whole or in part", 2, 3, sentence, (1, 4)),),
            (sentence,),
            have=3,
            need=3,
        )
        == result
    )


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        (["forgot"] * 3,
         "Your plan came up 3 times and slipped your mind each time. A smaller one may be easier "
         "to recall."),
        (["yes", "no_chance", "no_chance"],
         "Your plan: too early to tell. It takes 3 times it came up; there is 1."),
    ],
)  # fmt: skip
def test_what_is_said_of_the_plan(find, page, answers, sentence):
    """Never as a mark."""
    assert find("plan_use", *uses(page, *answers)).says == (sentence,)


def test_what_came_before_a_plan_tells_of_another_one(find, page):
    """Counted is the plan made last alone, wherever it was made; the sentence names its day."""
    days = [datetime(2026, 3, day, 20, tzinfo=UTC) for day in range(1, 9)]
    pages = [page(day, my_moves="leave") for day in days]
    pages[0] = page(days[0], plan_move="ask_plain")
    answers = ("yes", "yes", "yes", "forgot", "partly", "forgot")
    looks = [page(day, flow="followup", about=n, plan_used=a)
             for n, (day, a) in enumerate(zip(days[1:], answers, strict=False), 2)]  # fmt: skip
    looks[2] = page(
        days[3] + timedelta(hours=2),
        flow="followup",
        about=4,
        plan_used="yes",
        plan_move="slow_down",
    )

    result = find("plan_use", *pages, *looks)

    assert result.says == (
        "Your plan (since 4 Mar 2026) came up 3 times. You used it, whole or in part, in 1.",
    )
    assert [f.entries for f in result.findings] == [(6,)]


@pytest.mark.parametrize(
    ("pages", "sentence"),
    [
        ([{}], "Your plan: none in these entries yet. The long entry and the second look offer to "
         "make one. From 3 times it came up on, it is counted."),
        ([{"plan_move": "ask_plain"}],
         "Your plan: no entry since you made it says that it came up. From 3 times on it is "
         "counted."),
        ([{"plan_move": "ask_plain", "unsafe": "not_sure"}],
         "Your plan: nothing to count yet. It takes 3 times it came up."),
    ],
)  # fmt: skip
def test_no_plan_and_one_that_never_came_up_are_two_things(find, page, pages, sentence):
    """Nobody is told of a plan since one was made that was never made; none is denied either."""
    assert find("plan_use", *[page(my_moves="stay", **p) for p in pages]).says == (sentence,)


def test_no_plan_is_counted_where_safety_is_in_question(find, page):
    """Whatever a file says of it."""
    pages = [
        replace(p, care="flagged") if p.flow == "full" else p for p in uses(page, *["yes"] * 4)
    ]

    assert find("plan_use", *pages, flagged=True).have == 0


def pairs(page, *told):
    return [page(surface=loud, softer=soft) for loud, soft in told]


def test_loud_with_soft_in_the_same_entry(find, page):
    """A pair of what shows and what was named under it; each entry once."""
    told = [("angry unheard", "alone")] * 2 + [("unheard angry", "hurt alone")] + [("numb", "sad")]
    result = find("loud_soft", *pairs(page, *told * 2))
    sentence = "In 6 of 8 entries you named 'Angry' as loud and 'Alone' under it."

    first = Finding("loud_soft", "angry>alone", "Angry → Alone", 6, 8, sentence, (1, 2, 3, 5, 6, 7))

    assert first == result.findings[0]
    assert [f.subject for f in result.findings] == ["angry>alone", "unheard>alone"]
    assert result.says == (
        "Loud with soft: 'Angry → Alone' and 'Unheard → Alone' came up most, 6 times each in 8 "
        "entries.",
    )


@pytest.mark.parametrize(
    ("loud", "soft", "subjects"),
    [
        ("angry", "alone", ["angry>alone"]),
        ("hurt", "alone", []),  # soft already, so guarding nothing
        ("calm", "alone", []),  # warm
        ("angry", "frustrated", []),  # loud again
        ([{"other": "Grr"}], [{"other": "Small"}], ["grr>small"]),
        ("angry", "not_sure", []),
    ],
)
def test_what_makes_a_pair(find, page, loud, soft, subjects):
    """Feelings that show or read the other, over those under them; own words are either."""
    result = find("loud_soft", *pairs(page, *[(loud, soft)] * 8))

    assert [f.subject for f in result.findings] == subjects


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ([("angry", "alone")] * 7,
         "Loud with soft: too early to tell. It takes 8 entries with a loud feeling and one under "
         "it; there are 7."),
        ([("angry", "alone")] * 2 + [("angry", "sad")] * 2 + [("numb", "not_sure")] * 4,
         "Loud with soft: nothing has come up three times yet in the 8 entries that tell a loud "
         "feeling and one under it."),
    ],
)  # fmt: skip
def test_what_is_said_of_pairs(find, page, told, sentence):
    """Both questions it takes, and a pair three times."""
    alone = [page(surface="angry"), page(softer="alone")]

    assert find("loud_soft", *pairs(page, *told), *alone).says == (sentence,)
