"""The seventeen entries behind the example page: every count as on that page."""

from __future__ import annotations

import pytest

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
}

SAYS = {
    "lean": "Of 17 entries, you pressed or reached in 10, stepped back in 4, and did both in 3. "
    "In 2 of them it came out sharp.",
    "trigger": "'Put off' and 'They went quiet' came up most, 3 times each in 17 entries.",
    "body": "You noted 'Tight chest' in 9 of 17 entries. It may be an early sign to watch for.",
    "story": "The story your mind told most: 'I don't matter', in 6 of 17 entries.",
    "need": "The need you named most: 'To matter', in 6 of 17 entries.",
    "first_last_move": "No start and end has come up three times yet, in 17 entries.",
}

LEANS = {
    "toward": (1, 2, 5, 7, 9, 11, 12, 14, 15, 17),
    "away": (3, 6, 13, 16),
    "both": (4, 8, 10),
}

PATTERNS = {
    "pressed_back": (1, 2, 5, 9, 11, 12, 14, 17),
    "other": (4, 7, 8, 10),
    "back_pressed": (6, 13, 16),
}


@pytest.mark.parametrize("insight", COUNTS)
def test_the_counts_are_those_of_the_page(find, seventeen, insight):
    """What each insight finds, most frequent first; all out of seventeen."""
    result = find(insight, *seventeen)

    assert COUNTS[insight] == ", ".join(f"{f.subject} {f.count}" for f in result.findings)
    assert result.have == 17


@pytest.mark.parametrize("insight", SAYS)
def test_the_sentences_are_those_of_the_wording(find, seventeen, insight):
    """What is said first about each."""
    assert SAYS[insight] == find(insight, *seventeen).says[0]


@pytest.mark.parametrize(("insight", "entries"), [("lean", LEANS), ("pattern", PATTERNS)])
def test_the_entries_are_those_of_the_data(find, seventeen, insight, entries):
    """Which entries lean which way, and which pattern they make."""
    assert entries == {f.subject: f.entries for f in find(insight, *seventeen).findings}
