"""
What stands on a page, by who reads it:
* a couple reads of the writer's part: no softer feelings, no list of what the other did
* what may never stand on a page for two cannot be ticked there either
* every part can be left out, and then nothing of it is left
* with care, or without the frame of the cycle, feelings, body and needs alone
"""

from __future__ import annotations

import pytest

from journal.report.material import COUPLE, READERS, SELF, THERAPIST, Typed
from journal.report.parts import PAGE_PARTS, available

CANARY = "zebrafinch"
TYPED = Typed(want="Stay longer.", questions="How do I begin?", name="J.")


@pytest.fixture
def rich(example):
    """The example, with everything that a part can show in the twentieth of October."""
    entry = next(o for o in example if o.get("uid") == "full-11")
    entry["answers"] |= {
        "their_side": ["overwhelmed"],
        "raw_spot": "yes",
        "could_not": "could_not",
        "context": ["tired"],
        "my_moves": ["ask_again", "go_quiet", "soft_feel"],
    }
    entry["lean_overruled"] = "away"
    frozen = {"my_moves": ["blank"], "their_moves": ["ask_again"], "unsafe": "no"}
    for day in ("16", "17"):
        at = f"2026-11-{day}T19:00:00+01:00"
        example.append({"flow": "full", "happened_at": at, "answers": frozen})
    return example


NOT_FOR_TWO = [
    "Under mine",  # what was under it
    "I need to matter",
    "Story",
    "Under it",
    "Loud with soft",
    "I saw |",  # a list of what the other did
    "Criticised 3",
    "froze",
    "When the subject was",
    "Helped:",
    "Check-ins",
    "check-ins",
    "safety",
    "My guess",
]


def test_a_couple_reads_of_my_part(page, rich):
    """And of what helped; both ways round, or none."""
    told = page(rich, reader=COUPLE, typed=TYPED, picked=(21,))

    assert told.startswith("# Notes for a session together\n")
    assert "It is about my part. The writer chose what is in it." in told
    assert "I pressed or reached in 9 of 19" in told
    assert "In 7 of 19, I pressed or reached and they stepped back; in 3, they pressed" in told
    assert (
        "What I saw them do that was staying or softening: "
        "Stayed with it 3 of 19 · Listened 2 of 19."
    ) in told
    assert "**What I would like us to look at.** Stay longer." in told
    assert "**What I would like to ask us.** How do I begin?" in told
    assert [words for words in NOT_FOR_TWO if words in told] == []


def test_what_is_never_for_two_cannot_be_ticked_there(page, material, rich):
    """It is not offered, and ticking it by force changes nothing."""
    never = {p.id for p in PAGE_PARTS if p.tick(COUPLE) == "never"}
    offered = {p.id for p in available(material(rich, reader=COUPLE, picked=(21,)))}

    assert never == {
        *("picture", "theirs", "safety"),
        *("guesses", "raw_spot", "could_not", "context", "overruled"),
    }
    assert not never & offered
    ticked = page(rich, reader=COUPLE, picked=(21,), tick=tuple(never))
    assert ticked == page(rich, reader=COUPLE, picked=(21,))


def test_everything_is_for_oneself_but_the_wish_to_talk_alone(material, rich):
    """Safety is a line for a therapist."""
    m = material(rich, reader=SELF, typed=TYPED, picked=(21,))

    assert {p.id for p in PAGE_PARTS} - m.ticked == {"safety"}


def test_oneself_reads_every_page_in_full(page, example):
    """Each question as it was asked, each answer in words; of what was kept apart nothing."""
    example[0]["answers"]["facts"] = f"It began with {CANARY}."
    apart = {"flow": "full", "answers": {"unsafe": "yes", "facts": "kept apart"}}
    told = page([*example, apart], reader=SELF)

    assert f"It began with {CANARY}." in told
    assert told.count("\n## ") > len(example)
    assert "kept apart" not in told


@pytest.mark.parametrize("reader", READERS)
def test_every_part_can_be_left_out(report, material, rich, reader):
    """Each makes the page shorter, and every one that is offered does something."""
    m = material(rich, reader=reader, typed=TYPED, picked=(21,))
    every = tuple(p.id for p in available(m))
    whole = report(rich, reader=reader, typed=TYPED, picked=(21,), tick=every)

    assert len(every) >= 12
    for part in every:
        less = report(rich, reader=reader, typed=TYPED, picked=(21,), tick=every, untick=(part,))
        assert len(str(less)) < len(str(whole)), part


def test_what_is_seldom_told_of_an_entry(page, rich):
    """Only where it is ticked, and only in the entry that was picked."""
    rare = {
        "guesses": "My guess about them: overwhelmed.",
        "raw_spot": "An old feeling: yes.",
        "could_not": "Chosen or not: it just happened; I couldn't do otherwise.",
        "context": "Harder with: tired.",
        "overruled": "I see my part as: stepped back.",
    }
    plain, ticked = (page(rich, picked=(21,), tick=tick) for tick in ((), tuple(rare)))

    for words in rare.values():
        assert words not in plain
        assert words in ticked


def test_safety_is_a_line_if_it_is_ticked(page, example):
    """Else nothing on the page says that there could be one."""
    assert "I'd like to talk about safety, alone." in page(example, tick=("safety",))
    assert "safety" not in page(example)


def test_enough_of_both_is_told_apart(page, example, seventeen):
    """From five entries of each on: what was named when I pressed, and when I stepped back."""
    more = {**seventeen[2], "uid": "more", "happened_at": "2026-11-18T19:00:00+01:00"}
    lines = page([*seventeen, more]).splitlines()

    assert "|  | Moment | Body | Loud feeling | Story | What I did | Under it | Need |" in lines
    [pressed] = [line for line in lines if line.startswith("| When I pressed or reached (10) |")]
    [back] = [line for line in lines if line.startswith("| When I stepped back (5) |")]
    assert "Tight chest 7 of 10" in pressed
    assert "Blank head 5 of 5" in back


@pytest.mark.parametrize("reader", READERS)
def test_without_the_frame_of_the_cycle(page, example, reader):
    """Feelings, body, needs, heat and check-ins; no word of a loop."""
    how = {"reader": reader, "typed": TYPED, "picked": (21,), "untick": ("whole",)}
    told = page(example, framed=False, **how).split("\n## 1 ·")[0]

    assert "| Body | Loud feeling | Need |" in told
    assert "Stay longer." in told
    assert "Upset 7 at the worst point, 6 before writing, 3 after." in told
    for word in ("loop", "What I did", "My part", "plan (", "nearly", "distance", "I asked"):
        assert word not in told


def test_of_an_entry_with_care_only_feelings_and_heat(page, seventeen):
    """Also if it was picked; flagged ones only come along when they are asked for."""
    seventeen[0]["answers"]["unsafe"] = "not_sure"
    [line] = [x for x in page(seventeen, picked=(1,)).splitlines() if "in detail" in x]

    assert line == (
        "**One entry in detail, picked by the writer: 15 Sep 2026, evening.** Tight chest, "
        "can't sit still. Loud: panicky, unchosen. Need: reassurance. "
        "Upset 9 at the worst point, 7 before writing, 5 after."
    )


def test_many_moments_stay_a_short_list(page, example):
    """The latest six, and how many there are."""
    for day in range(12, 22):
        at = f"2026-11-{day}T19:00:00+01:00"
        example.append({"flow": "caught", "happened_at": at, "answers": {"nearly": "leave"}})
    told = page(example)

    assert "Caught in time, the latest 6 of 14:" in told
    assert told.count("\n- ") == 6
    assert "- 21 Nov 2026: nearly left." in told


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize(
    "objects",
    [[], [{"flow": "full", "answers": {"unsafe": "yes"}}]],
    ids=["nothing", "kept apart"],
)
def test_nothing_to_report_on(report, objects, reader):
    """Then there is no page at all."""
    assert report(objects, reader=reader) is None


def test_one_entry_makes_a_short_page(page, seventeen):
    """No empty table, no empty heading; the entry itself."""
    told = page(seventeen[:1])

    assert "too early to tell" in told
    assert "|" not in told
    assert told.count("\n## ") == 2
    assert "**The newest entry in detail: 15 Sep 2026, evening.** No reply" in told


def test_the_reader_is_a_therapist_by_default(material, example):
    """As the page is meant."""
    assert material(example).reader == THERAPIST
