"""
On a real terminal:
* heat, a pause, and what fits after it, page by page
* a moment caught in time costs a few keys
* a stop in an exercise or on a safety page leaves the terminal as it was, without a word
"""

from __future__ import annotations

from datetime import datetime

import pytest

pytestmark = pytest.mark.slow

HEAT = "How strong is the upset in you right now?"
UNSAFE = "Was anyone hit, threatened, or scared of the other?"
TO_THE_PAUSE = (
    (HEAT, "9<enter>"),
    (UNSAFE, "<down><enter>"),
    ("That is a lot. Settle the body first?", "<enter>"),
    ("If someone could hurt you, your safety comes first.", "1"),
    ("How long?", "3"),
    ("Sit or stand, as you like. Eyes open or closed.", "x"),
)


@pytest.fixture
def house(house):
    """A home that was begun today: here the clock is the real one."""
    with house.store() as store:
        store.state.past_year_asked_at = datetime.now().astimezone()
    return house


def test_still_hot_after_a_pause(house):
    """Heat 9, pause, 8: the short entry, with a time to come back."""
    term = house.start("reflect").answer(
        *TO_THE_PAUSE,
        ("How strong is the upset now?", "8<enter>"),
        ("Still high, and that is okay. A short entry fits now", "<enter>"),
        ("What is your body doing right now?", "<down><enter>"),
        ("Which feeling is loudest right now?", "<down><enter>"),
        ("What have you done so far?", "<tab>"),
        ("What would help you most in the next hour?", "<down><enter>"),
        ("When would you like to look at this again?", "2h<enter>"),
        ("That is enough for now. It is saved.", "<enter>"),
    )

    assert (term.close(), term.primary()) == (0, "")
    with house.store() as store:
        entry = store.entry("last")
        assert store.state.return_at is not None
    assert (entry.flow, entry.value("heat_before")) == ("quick", 9)
    assert entry.value("need_now") == "space"


def test_cooler_after_a_pause(house, page):
    """Heat 9, pause, 5: the plan, then the long entry; it can be stopped and gone on with."""
    house.keep(page(1, plan_cue="hot ears", plan_move="slow_down"))
    term = house.start("reflect").answer(
        *TO_THE_PAUSE,
        ("How strong is the upset now?", "5<enter>"),
        ("Your plan. When I notice: hot ears. Then I will slow down first.", ""),
        ("A bit lower. Ready for the first question?", ""),
        ("What was the moment it turned for you?", "tone<enter>"),
        ("What a camera saw", "<ctrl-c>"),
    )

    assert (term.close(), term.primary()) == (130, "Kept. Go on with: journal resume")
    with house.store() as store:
        draft = store.draft()
    assert (draft.flow, draft.value("heat_before"), draft.value("trigger")) == ("full", 9, "tone")


def test_a_moment_caught_in_time_takes_few_keys(house):
    """One for each page, from the first question to the shell."""
    term = house.start("caught").answer(
        ("What was starting?", "<down><enter>"),
        ("What did you notice in your body?", "<space><enter>"),
        ("What did you nearly do?", "<down><enter>"),
        ("What did you do instead", "<space><enter>"),
        ("What happened after that?", "<enter>"),
        ("How did you feel then?", "<space><enter>"),
        ("What helped you do that?", "<enter>"),
        ("Saved. You noticed, and you had a choice.", "<enter>"),
    )

    assert (term.close(), term.primary()) == (0, "")
    assert term.pressed == 8
    assert house.answers() == [
        ("trigger", "no_reply"),
        ("body", "heart"),
        ("nearly", "ask_again"),
        ("instead", "stay"),
        ("surface", "calm"),
    ]


STOPS = {
    "in an exercise": (
        "pause",
        (("Long breath out", "1"), (HEAT, "<tab>"), ("How long?", "1"), ("Sit or", "<ctrl-c>")),
    ),
    "on a safety page": (
        "reflect",
        (
            (HEAT, "9<enter>"),
            (UNSAFE, "<down><down><down><enter>"),
            ("What fits? Pick any", "<ctrl-c>"),
        ),
    ),
}


@pytest.mark.parametrize(("command", "steps"), STOPS.values(), ids=STOPS)
def test_a_stop_leaves_the_terminal_as_it_was(house, command, steps):
    """Echo, line by line, the cursor back, the exit code of a stop, and no word of it."""
    line = f"stty -a >before; $journal {command}; echo ended $?; stty -a >after"
    term = house.start_in_shell(line).answer(*steps)

    assert (term.close(), term.primary()) == (0, "ended 130")
    modes = [(house.folder / name).read_text() for name in ("before", "after")]
    assert modes[0] == modes[1]
    assert " echo " in modes[1]
    assert term.cursor_is_shown


def test_a_pause_line_by_line(house):
    """A line a breath, the seconds beside it; Enter ends it."""
    term = house.start("pause", "--plain", rows=40)
    for asked, keys in (
        ("Long breath out", "1<enter>"),
        (HEAT, "7<enter>"),
        ("How long?", "1<enter>"),
        ("Enter ends it. Sit or stand, as you like. Eyes open or closed.", ""),
        ("In through the nose. (3)", "<enter>"),
        ("How strong is the upset now?", "4<enter>"),
        ("A bit lower. That will do.", ""),
    ):
        term.wait(asked).send(keys)

    assert term.close() == 0
