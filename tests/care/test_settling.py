"""
When it is hot:
* settling the body is offered once danger is denied, and nothing is refused
* still hot after it, the short entry takes over what was said, with a time to come back
* cooler after it, the long entry goes on
* an exercise lasts as long as was chosen, and on its own it opens nothing and keeps nothing
"""

from __future__ import annotations

import re
from datetime import timedelta
from itertools import groupby

import pytest

from journal.core.dialogue.exercises import script
from journal.core.dialogue.ports import Skipped
from journal.core.entries.home_line import Waiting, home_line
from journal.core.errors import Stopped

OFFER = "That is a lot. Settle the body first? The long entry stays open for you."
STILL = "Still high, and that is okay. A short entry fits now"
LOWER = "A bit lower. Ready for the first question?"
SHORT = "body surface my_moves need_now return_time".split()

NEUTRAL_TO = (
    "partner fight argument argue cycle loop feeling safety safe hurt heat quick hot".split()
)
"""What the home line never says to someone looking on."""


def led(house, someone, says, keys=(), command="reflect"):
    person = someone({"heat_before": 9, "unsafe": "no", **says}, dict(keys))
    ran = house.run(*command.split(), person=person)
    return person, ran


def pages(person):
    return [m.read for m in person.met if m.what == "page"]


def test_still_hot_after_a_pause(house, someone):
    """Heat 9, pause, 8: the short entry goes on from what was said, and is kept as one page."""
    says = {"heat": 8, "body": ("heat",), "my_moves": ("get_loud",), "return_time": "21:30"}
    person, ran = led(house, someone, says)

    assert (ran.code, ran.out, ran.err) == (0, "", "")
    assert person.asked == ["heat_before", "unsafe", "heat", *SHORT]
    assert person.met[-1].read.startswith("That is enough for now. It is saved. The next word can")
    assert house.answers() == [
        ("heat_before", 9),
        ("unsafe", "no"),
        ("body", "heat"),
        ("my_moves", "get_loud"),
    ]
    [entry] = house.run("list", "--format", "json").data
    assert (entry["number"], entry["flow"], entry["lean"]) == (1, "quick", "toward")


def test_a_stop_on_the_short_page_goes_on_as_one(house, someone):
    """The draft is one of the short entry; what was said on the long one stands in it."""
    _, ran = led(house, someone, {"heat": 8, "surface": Stopped("")})
    assert (ran.code, ran.err) == (130, "Kept. Go on with: journal resume\n")

    resumed = someone({"need_now": "sleep"})
    assert house.run("resume", person=resumed).code == 0
    assert resumed.asked == SHORT[1:]
    [entry] = house.run("list", "--format", "json").data
    assert (entry["flow"], entry["answers"]) == (
        "quick",
        {"heat_before": 9, "unsafe": "no", "need_now": "sleep"},
    )


def test_the_time_to_come_back(house, someone):
    """The home line keeps it, in words that tell nothing, until a long entry is written."""
    led(house, someone, {"heat": 8, "return_time": ["soon", "21:30"]})
    assert house.run().out == "1 entry. Set for 21:30.\n"

    house.run("reflect", "--flow", "note", person=someone({"text": "Rain."}))
    house.run("checkin", person=someone({"hope": 5}))
    assert house.run().out == "3 entries. Set for 21:30.\n"
    house.clock.on(hours=2)
    assert house.run().out == "3 entries. It is 22:00. Ready when you are: journal reflect\n"

    person = someone({"heat_before": 3, "unsafe": "no"}, {"Is this about the same one?": "y"})
    house.run("reflect", person=person)
    assert house.run().out == "4 entries. New: journal reflect · Look back: journal summary\n"


@pytest.mark.parametrize(
    "typed",
    [[Skipped()], ["whenever", "25:00", "soon", Skipped()], ["3 weeks", Skipped()]],
)
def test_no_time_to_come_back(house, someone, typed):
    """Skipped, at once or after what is no time was typed: the page is kept without one."""
    times = len(typed)
    person, ran = led(house, someone, {"heat": 8, "return_time": typed})

    assert ran.code == 0
    assert house.run().out.startswith("1 entry. New:")
    assert person.asked.count("return_time") == times


def test_cooler_after_a_pause(house, someone):
    """Heat 9, pause, 5: the long entry goes on with the moment, as if nothing had happened."""
    person, _ = led(house, someone, {"heat": 5, "trigger": "tone", "heat_after": 4})

    assert person.asked[:4] == ["heat_before", "unsafe", "heat", "trigger"]
    assert LOWER in person.read
    assert STILL not in person.read
    [entry] = house.run("list", "--format", "json").data
    assert entry["flow"] == "full"
    assert entry["answers"] == {
        "heat_before": 9,
        "unsafe": "no",
        "trigger": "tone",
        "heat_after": 4,
    }


LEFT_ASIDE = {
    "go on here": ({}, {OFFER: "g"}, ["trigger"], False),
    "the short entry": ({}, {OFFER: "s"}, ["body"], False),
    "no exercise": ({}, {"your safety comes first": "q"}, ["trigger"], False),
    "the long entry anyway": ({"heat": 10}, {STILL: "g"}, ["heat", "trigger"], True),
    "the heat not said": ({"heat": Skipped()}, {}, ["heat", "trigger"], True),
    "no cooler, but not so hot": ({"heat_before": 8, "heat": 7}, {}, ["heat", "trigger"], True),
}


@pytest.mark.parametrize(("says", "keys", "next_", "grounded"), LEFT_ASIDE.values(), ids=LEFT_ASIDE)
def test_nothing_is_refused(house, someone, says, keys, next_, grounded):
    """The long entry is one key away at every step."""
    person, _ = led(house, someone, {"trigger": Stopped(""), "body": Stopped(""), **says}, keys)

    assert person.asked == ["heat_before", "unsafe", *next_]
    assert bool(person.cues) is grounded


@pytest.mark.parametrize(
    ("heat", "unsafe", "offered"),
    [(8, "no", True), (10, "no", True), (7, "no", False), (Skipped(), "no", False),
     (9, Skipped(), False), (9, "not_sure", False), (9, "yes", False)],
)  # fmt: skip
def test_when_it_is_offered(house, someone, heat, unsafe, offered):
    """From 8 on, and only after a no: someone in danger needs other words first."""
    says = {"heat_before": heat, "unsafe": unsafe, "trigger": Stopped("")}
    person, _ = led(house, someone, says, {OFFER: "g", "What would you like": "3"})

    assert (OFFER in person.read) is offered
    if offered:
        met = [(m.what, m.name) for m in person.met]
        assert met.index(("page", " s g h")) > met.index(("ask", "unsafe"))


def test_on_the_short_page_it_is_not_offered(house, someone):
    """Who asks for the short entry has it at once."""
    person, _ = led(house, someone, {}, command="reflect --quick")

    assert OFFER not in person.read
    assert person.asked == ["heat_before", "unsafe", *SHORT]


def test_a_pause_ends_with_the_plan(house, someone, page):
    """The newest, after the exercise and before the page goes on."""
    house.keep(
        page(1, plan_cue="hot ears", plan_move="stay"),
        page(2, plan_cue="a loud clock.", plan_move="pause_back"),
        page(3),
    )
    person, _ = led(house, someone, {"heat": 9, "body": Stopped("")})

    told = [m.read for m in person.met if m.what == "say"]
    assert told[-1] == (
        "Your plan. When I notice: a loud clock. Then I will take a break and name a time."
    )
    met = [m.what for m in person.met]
    assert met[met.index("ground") :][:4] == ["ground", "ask", "say", "page"]
    assert STILL in pages(person)[-1]
    assert "hot ears" not in person.read


def test_help_lines_are_one_key_away(house, someone):
    """h shows them, the emergency number first, and leads back; it leaves no trace."""
    before = house.answers()
    keys = {OFFER: ["h", ""], "your safety comes first": ["h", "h", "q"]}
    person, _ = led(house, someone, {"trigger": Stopped("")}, keys)

    shown = [text for text in pages(person) if "0808 2000 247" in text]
    assert len(shown) == 3
    assert shown[0].startswith("  Emergency: 999")
    assert "Samaritans: 116 123" in shown[0]
    assert house.answers()[len(before) :] == [("heat_before", 9), ("unsafe", "no")]
    assert house.held("Samaritans", "0808") == []


@pytest.mark.parametrize("minutes", range(1, 6))
@pytest.mark.parametrize("name", ["breath", "eyes_open", "walk"])
def test_an_exercise_lasts_as_long_as_was_chosen(prompts, name, minutes):
    """Within twelve seconds; its first line comes first, its last one last, every line is there."""
    [exercise] = [e for e in prompts.care.grounding.exercises if e.id == name]
    cues = script(exercise, minutes)

    assert abs(sum(c.seconds for c in cues) - 60 * minutes) <= 12
    assert all(c.seconds > 0 for c in cues)
    assert cues[0].text == exercise.lines[0]
    assert cues[-1].text == exercise.lines[-1]
    lines = [re.sub(r" \(\d\)$", "", line) for line in exercise.lines]
    if minutes > 1:
        assert {c.text for c in cues} == set(lines)
    rounds = [[*r] for counted, r in groupby(cues, key=lambda c: c.counted) if counted]
    if name == "breath":
        assert [(c.text, c.seconds) for c in rounds[0]] == [
            *zip(lines[1:4], (3, 1, 6), strict=True)
        ]
        assert rounds == rounds[:1] * len(rounds)
        assert len(rounds) >= 4 * minutes
    else:
        assert rounds == []


def test_more_minutes_than_there_are_are_not_taken(prompts):
    """Five is the most, one the least."""
    [breath] = [e for e in prompts.care.grounding.exercises if e.id == "breath"]

    assert script(breath, 9) == script(breath, 5)
    assert script(breath, 0) == script(breath, 1)


PAUSES = {
    "lower": ((8, 6), "A bit lower. That will do."),
    "the same": ((8, 8), "Not yet. That is common."),
    "higher": ((5, 6), "Not yet. That is common."),
    "not said before": ((Skipped(), 6), "Not yet. That is common."),
    "not said after": ((8, Skipped()), ""),
}


@pytest.mark.parametrize(("heats", "last"), PAUSES.values(), ids=PAUSES)
def test_a_pause_on_its_own(new_house, someone, heats, last):
    """It asks for the heat twice and says one line; it opens no journal and makes no home."""
    person = someone(
        {"heat": list(heats)}, {"your safety comes first": "2", "How long?": "4"},
        watching=lambda _met: there.append(new_house.home.exists()),
    )  # fmt: skip
    there = []
    ran = new_house.run("pause", person=person)

    assert (ran.code, ran.out, ran.err) == (0, "", "")
    assert person.asked == ["heat", "heat"]
    assert pages(person)[0].startswith("If someone could hurt you, your safety comes first.")
    [cues] = person.cues
    assert cues[0].text == "Keep your eyes open. Find the door, and the window."
    assert sum(c.seconds for c in cues) == pytest.approx(240)
    told = [m.read for m in person.met if m.what == "say"]
    assert [t.startswith(last) for t in told] == [True] * bool(last)
    assert there == [False] * len(there)
    assert not new_house.home.exists()


def test_a_pause_shows_no_plan_and_opens_nothing(house, someone, page):
    """Beside an existing journal it leaves every byte as it is."""
    house.keep(page(1, plan_cue="hot ears", plan_move="stay"))
    before = {f: (f.read_bytes(), f.stat().st_mtime_ns) for f in house.home.rglob("*")}
    person = someone({"heat": [8, 3]})
    house.run("pause", person=person)

    assert "hot ears" not in person.read
    assert {f: (f.read_bytes(), f.stat().st_mtime_ns) for f in house.home.rglob("*")} == before


def test_no_exercise_on_its_own(new_house, someone):
    """q leaves at once."""
    person = someone({}, {"your safety comes first": "q"})

    assert new_house.run("pause", person=person).code == 0
    assert person.asked == []


def test_a_stop_in_an_exercise(house, someone):
    """On its own nothing is said; on a page the page is kept."""

    class Stops(someone):
        def ground(self, cues):
            raise Stopped("")

    ran = house.run("pause", person=Stops())
    assert (ran.code, ran.out, ran.err) == (130, "", "")
    ran = house.run("reflect", person=Stops({"heat_before": 9, "unsafe": "no"}))
    assert (ran.code, ran.out, ran.err) == (130, "", "Kept. Go on with: journal resume\n")

    resumed = someone({"trigger": Stopped("")}, {OFFER: "g"})
    house.run("resume", person=resumed)
    assert pages(resumed)[0].startswith(OFFER)


def test_the_home_line_in_words_that_tell_nothing(clock):
    """In each state, to someone looking over a shoulder."""
    now = clock()
    hours = [timedelta(hours=h) for h in (-50, -3, 3, 30)]
    states = [
        Waiting(pages, draft, second_look, return_at and now + return_at)
        for pages in (0, 1, 12)
        for draft in (False, True)
        for second_look in (None, now - timedelta(days=2))
        for return_at in (None, *hours)
    ]
    lines = {home_line(state, now).casefold() for state in states}

    assert [line for line in lines for word in NEUTRAL_TO if word in line] == []
    assert all("\n" not in line and line for line in lines)
