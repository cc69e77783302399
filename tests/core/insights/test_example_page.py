"""The seventeen entries behind the example page: every count as on that page."""

from __future__ import annotations

import pytest

from journal.core.insights.comparison.family import compare

COUNTS = {
    "lean": "toward 10, away 4, both 3",
    "my_moves": "ask_again 9, go_quiet 6, criticise 5, get_loud 3, soft_feel 3",
    "their_moves": "go_quiet 7, not_now 5, get_loud 4, criticise 3, stay 3",
    "pattern": "pressed_back 8, other 4, back_pressed 3",
    "trigger": "put_off 3, went_quiet 3, need_talk 2, on_phone 2, criticised_cue 2, no_reply 2",
    "cue": "distance 11, pressure 5",
    "topic": "family 5, time_together 5, chores 3, phone 3",
    "body": "chest 9, blank_head 5, heat 5",
    "surface": "unheard 7, frustrated 5, angry 3, criticised 3, overwhelmed 3",
    "story": "dont_matter 6, alone_in_it 3",
    "softer": "alone 7, afraid_losing 3, not_enough 3",
    "need": "matter 6, team 3, accepted 3",
    "ending": "agreed_pause 4, cold_fade 4, walked_off 3, talked_out 3",
    "first_last_move": "",
    "lean_by": "family>away 4",
    "loud_soft": "unheard>alone 5, frustrated>alone 4, criticised>not_enough 3",
    "heat_peak": "heat_peak 17",
    "hot_minutes": "hot_minutes 17",
    "softened": "softened 7",
    "repair": "tried 14, helped 12",
    "okay_minutes": "okay_minutes 12",
    "plan_use": "used 3",
    "checkin": "closeness 6, safe_to_speak 6, bracing 6, alone_together 6, hope 6",
    "change": "heat_peak 17, hot_minutes 17",
}

HAVE = {"lean_by": 5, "change": 8, "okay_minutes": 12, "plan_use": 5, "checkin": 6}
"""How many there are, where it is not all seventeen."""

SAYS = {
    "lean": "Of 17 entries, you pressed or reached in 10, stepped back in 4, and did both in 3. "
    "Of 10 where you pressed or reached, 4 got sharp, 3 at the end. "
    "Of 3 where you did both, 2 got sharp, 1 at the end.",
    "trigger": "What sets it off: 'Put off' and 'They went quiet' came up most, 3 times each in "
    "17 entries.",
    "body": "You noted 'Tight chest' in 9 of 17 entries. The body sign that leads may be an "
    "early one "
    "to watch for.",
    "story": "The story your mind told most: 'I don't matter', in 6 of 17 entries.",
    "need": "The need you named most: 'To matter', in 6 of 17 entries.",
    "first_last_move": "First and last: nothing has come up three times yet in the 17 entries that "
    "tell what you did.",
    "lean_by": "When the subject was 'Family', you stepped back in 4 of 5. "
    "With other subjects: 0 of 12.",
    "loud_soft": "In 5 of 17 entries you named 'Unheard' as loud and 'Alone' under it.",
    "heat_peak": "At the worst point the upset was mostly 6 to 8; the middle value is 7. (17 "
    "entries)",
    "hot_minutes": "The hot part lasted about 25 min in the middle case, from 10 min to 1 h. (17 "
    "entries)",
    "softened": "There were 7 entries of 17 with a moment when you softened or stayed. "
    "These soft moments ended (7): 'Agreed to pause' 3, 'Talked it through' 3, 'Someone left' 1.",
    "repair": "A mend was tried in 14 of 17 entries. It helped, at least a bit, in 12 of those 14.",
    "okay_minutes": "Half of the 12 known times to okay were within about 4 h 30. "
    "Time to okay: 1 still open when last noted. Time to okay: not noted for 4 more.",
    "writing_effect": "By the end of writing, upset was lower by 2 or more in 11 of 17 entries.",
    "plan_use": "Your plan came up 5 times. You used it, whole or in part, in 3.",
    "checkin": "Over 6 check-ins, 'Close' was mostly 4 to 6 (0 far apart, 10 very close).",
    "change": "Worst point: about 8 at first, 6 lately (8 and 9 known). A difference, not a cause.",
}

LEANS = {
    "toward": (1, 2, 5, 7, 9, 11, 12, 14, 15, 17),
    "away": (3, 6, 13, 16),
    "both": (4, 8, 10),
}

SOFT = {"softened": (5, 9, 11, 12, 14, 16, 17)}

CHANCES = {
    "hot_minutes": 0.016,
    "heat_peak": 0.016,
    "family>away": 0.023,
    "family>toward": 0.034,
    "softened": 0.40,
}
"""How often chance alone makes the five rarest but one, raised for a family of thirteen."""

PATTERNS = {
    "pressed_back": (1, 2, 5, 9, 11, 12, 14, 17),
    "other": (4, 7, 8, 10),
    "back_pressed": (6, 13, 16),
}


@pytest.mark.parametrize("insight", COUNTS)
def test_the_counts_are_those_of_the_page(find, example, insight):
    """What each insight finds, most frequent first; all out of seventeen."""
    result = find(insight, *example)

    assert COUNTS[insight] == ", ".join(f"{f.subject} {f.count}" for f in result.findings)
    assert result.have == HAVE.get(insight, 17)


@pytest.mark.parametrize("insight", SAYS)
def test_the_sentences_are_those_of_the_wording(ask, example, insight):
    """What is said first about each."""
    assert SAYS[insight] == ask(insight, *example).sentences[0]


@pytest.mark.parametrize(
    ("insight", "entries"), [("lean", LEANS), ("pattern", PATTERNS), ("softened", SOFT)]
)
def test_the_entries_are_those_of_the_data(find, seventeen, insight, entries):
    """Which entries lean which way, which pattern they make, and which were softer."""
    assert entries == {f.subject: f.entries for f in find(insight, *seventeen).findings}


def test_the_chances_are_those_of_the_page(look, lists, seventeen):
    """Two changes and one subject pass, in both its leans; soft moments look large and do not."""
    compared = compare(look(*seventeen), lists)
    chances = {h.measure.id: chance for h, chance in compared.halves}
    chances |= {f"{link.value.pick}>{link.lean}": chance for link, chance in compared.links}

    assert len(chances) == 13
    assert {name: chances[name] for name in CHANCES} == pytest.approx(CHANCES, abs=0.002)
    assert sorted(chances.values())[4:6] == pytest.approx([0.091, 0.40], abs=0.002)
