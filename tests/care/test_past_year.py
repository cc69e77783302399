"""
The question about the past year, and the view without the cycle:
* each answer has its words; after yes the frame of the cycle is off, and anyone may turn it on
* two pages kept apart turn it off as well, once: whoever turns it on again is not argued with
* it is asked again after three months, and once for each of the signs; what set it off is not said
* without the cycle a page asks for feelings, body and facts alone, and nothing draws a loop
"""

from __future__ import annotations

import pytest

from journal.core.care.screening import ask_past_year
from journal.core.errors import Stopped

AGAIN = "A question that everyone gets from time to time."
EVERYONE = "Everyone is asked this at the start and from time to time."
OFF = "From here on this notebook asks about feelings, body and facts. It leaves the loop out"
BY_THEM = "Being hurt, forced or scared by a partner is not your fault."
BY_ME = "Hurting or scaring someone is serious."
RATHER_NOT = "That is fine. You don't have to say more."
NOT_SURE = "It is okay not to be sure."
NECK = "Hands on the neck can do harm that does not show"

ANSWERS = {
    "no": ({"past_year": "no"}, [], False, ["Okay. Thank you."], [BY_THEM, NOT_SURE, OFF]),
    "rather not": (
        {"past_year": "rather_not"}, [], False, ["That is fine."], [BY_THEM, RATHER_NOT, OFF],
    ),
    "skipped": ({}, [], False, [], ["Okay.", "That is fine.", BY_THEM, OFF]),
    "yes, by them": (
        {"past_year": "yes", "safety_by": "them"}, ["safety_by"], True, [BY_THEM, OFF], [BY_ME],
    ),
    "yes, by me": (
        {"past_year": "yes", "safety_by": "me"}, ["safety_by"], True, [BY_ME, OFF], [BY_THEM],
    ),
    "yes, and no more": (
        {"past_year": "yes"}, ["safety_by"], True, [RATHER_NOT, OFF], [BY_THEM, BY_ME],
    ),
    "not sure, nothing named": (
        {"past_year": "not_sure"}, ["safety_kinds"], False, [NOT_SURE], [OFF, "You can go on here"],
    ),
    "not sure, one named": (
        {"past_year": "not_sure", "safety_kinds": ("neck",), "safety_by": "both"},
        ["safety_kinds", "safety_by"], True, [NOT_SURE, NECK, "Nobody is going to count", OFF], [],
    ),
}  # fmt: skip
"""What is said: what is asked after it, whether the cycle goes, what is read, and what is not."""


@pytest.mark.parametrize("again", [False, True])
@pytest.mark.parametrize(("says", "then", "off", "read", "unread"), ANSWERS.values(), ids=ANSWERS)
def test_each_answer(prompts, someone, says, then, off, read, unread, again):
    """Its words, what it asks, and whether the cycle is left out from here on."""
    person = someone(says)

    assert ask_past_year(person, prompts.care, "GB", again=again) is off
    assert person.asked == ["past_year", *then]
    assert person.met[0].read == (AGAIN if again else EVERYONE)
    assert [words for words in read if words not in person.read] == []
    assert [words for words in unread if words in person.read] == []
    lines = "National Domestic Abuse Helpline: 0808 2000 247" in person.read
    assert lines is (says.get("past_year") in ("yes", "not_sure"))


def hot(page, numbers):
    return [page(n, heat_before=9) for n in numbers]


def yielded(page, numbers):
    moves = {"my_moves": ["give_in"], "their_moves": ["criticise", "get_loud"]}
    return [page(n, **moves) for n in numbers]


def checkins(speak):
    at = "2026-03-{:02}T12:00:00+00:00".format
    return [
        {
            "flow": "checkin",
            "happened_at": at(n),
            "written_at": at(n),
            "answers": {"safe_to_speak": number},
        }
        for n, number in enumerate(speak, 1)
    ]


SIGNS = {
    "two left out": lambda page: [page(1), page(2, unsafe="yes"), page(3, unsafe="yes")],
    "three hot in five": lambda page: [*hot(page, (1, 3, 5)), page(2), page(4)],
    "two not sure in five": lambda page: [
        page(n, unsafe="not_sure" if n in (1, 5) else "no") for n in range(1, 6)
    ],
    "went along with sharp words, twice in five": lambda page: [
        *yielded(page, (2, 3)), page(1), page(4), page(5),
    ],
    "froze at sharp words, and went along": lambda page: [
        *yielded(page, (1,)), page(2, my_moves=["blank"], their_moves=["sarcasm"]),
    ],
    "hard to speak, twice in three": lambda page: checkins((2, 7, 0)),
}  # fmt: skip
NO_SIGNS = {
    "one left out": lambda page: [page(1), page(2, unsafe="yes")],
    "two hot in five": lambda page: [*hot(page, (1, 3)), page(2), page(4), page(5)],
    "three hot, one of them long ago": lambda page: [
        *hot(page, (1, 5, 6)), page(2), page(3), page(4),
    ],
    "not sure once": lambda page: [page(1, unsafe="not_sure"), page(2)],
    "went along once": lambda page: [*yielded(page, (2,)), page(1)],
    "went along, but not with sharp words": lambda page: [
        page(n, my_moves=["give_in"], their_moves=["go_quiet"]) for n in (1, 2)
    ],
    "hard to speak once": lambda page: checkins((2, 7, 3)),
    "hard to speak twice, one long ago": lambda page: checkins((1, 5, 6, 2)),
}  # fmt: skip


@pytest.fixture
def notes(house, someone):
    """Lets somebody write a note, and gives what they were asked and told."""

    def note(**says):
        person = someone({"text": "Rain.", **says})
        ran = house.run("reflect", "--flow", "note", person=person)

        assert (ran.code, ran.out, ran.err) == (0, "", "")
        return person

    return note


@pytest.fixture
def asked_in_january(house):
    """The past year was asked about before any of the pages was written."""
    house.clock.on(days=-60)
    with house.store() as store:
        store.state.past_year_asked_at = house.clock()
    house.clock.on(days=60)


@pytest.mark.parametrize("pages", SIGNS.values(), ids=SIGNS)
def test_each_sign_asks_once(house, notes, page, asked_in_january, pages):
    """After the page on which it is due, in the same few words for all; then not again for it."""
    house.keep(*pages(page))
    first, second = notes(past_year="no"), notes(past_year="no")

    assert first.asked == ["text", "tags", "past_year"]
    assert [m.read for m in first.met[first.asked.index("tags") + 1 :]] == [
        "Saved. That is enough for now.",
        AGAIN,
        first.met[-2].read,
        "Okay. Thank you.",
    ]
    assert second.asked == ["text", "tags"]
    assert AGAIN not in second.read


@pytest.mark.parametrize("pages", NO_SIGNS.values(), ids=NO_SIGNS)
def test_less_than_a_sign_does_not_ask(house, notes, page, asked_in_january, pages):
    """A little below each bound, nobody is bothered."""
    house.keep(*pages(page))

    assert notes().asked == ["text", "tags"]


@pytest.mark.parametrize(("days", "asks"), [(90, False), (91, True), (400, True)])
def test_three_months_ask_again(house, notes, days, asks):
    """And the next three months begin then."""
    house.clock.on(days=days)

    assert ("past_year" in notes(past_year="no").asked) is asks
    assert "past_year" not in notes().asked


def test_a_stop_at_the_question_asks_again_next_time(house, notes, someone):
    """It was not answered; the page before it is kept all the same."""
    house.clock.on(days=91)
    person = someone({"text": "Rain.", "past_year": Stopped("")})
    ran = house.run("reflect", "--flow", "note", person=person)

    assert ran.code == 130
    assert house.answers() == [("text", "Rain.")]
    assert "past_year" in notes(past_year="no").asked


def test_nobody_is_asked_right_after_a_safety_page(house, someone, notes):
    """Whoever has just kept facts or nothing is left in peace; the question waits."""
    house.clock.on(days=91)
    for key in "123":
        person = someone({"unsafe": "yes"}, {"What would you like to do with this entry?": key})
        house.run("reflect", person=person)
        assert "past_year" not in person.asked

    assert "past_year" in notes(past_year="no").asked


def view(house):
    return house.run("settings").out.split()[1]


def test_yes_turns_the_cycle_off_and_settings_turns_it_on(house, notes):
    """No argument: it stays on, whatever else is kept apart."""
    house.clock.on(days=91)
    notes(past_year="yes", safety_by="them")
    assert view(house) == "plain"

    ran = house.run("settings", "view", "loop")
    assert (ran.code, ran.out, ran.err, view(house)) == (0, "", "view: loop\n", "loop")
    assert house.held("Who did it", "safety_by", "In the past year", "Who was") == []


def keep_facts(house, someone):
    person = someone({"unsafe": "yes"}, {"What would you like to do with this entry?": "1"})
    assert house.run("reflect", person=person).code == 0


def test_the_second_page_kept_apart_turns_it_off_once(house, someone):
    """Turned on again it stays on, also after a third and a fourth."""
    seen = []
    for number in range(1, 5):
        keep_facts(house, someone)
        seen.append(view(house))
        if number == 2:
            house.run("settings", "view", "loop")

    assert seen == ["loop", "plain", "loop", "loop"]


def test_anyone_may_choose_the_view(house):
    """It is named by what it shows, and the reason for it stands nowhere."""
    house.run("settings", "view", "plain")
    with house.store() as store:
        assert store.state.view == "plain"

    ran = house.run("settings")
    told = " ".join(ran.out.split())
    assert told.startswith("view plain (journal) What is shown: loop, or plain for feelings, body")
    assert not any(word in ran.out.lower() for word in ("safe", "fear", "cycle", "year", "flagged"))
    assert house.run("settings", "view", "loud").code == 2


PLAIN = "heat_before unsafe facts body heat_peak surface need heat_after for_therapy".split()
EVERYTHING = (
    "facts like_what story_text quiet_meant hoping afraid_that raw_spot soft_line their_side topic "
    "plan_cue"
).split()


def test_a_page_without_the_cycle(house, someone):
    """Exactly the questions about feelings, body and facts, whatever is opened."""
    house.run("settings", "view", "plain")
    person = someone({"heat_before": 7, "surface": ("unheard",)}, opens=EVERYTHING)
    house.run("reflect", "--when", "2026-03-04T12:00+00:00", person=person)

    assert person.asked == PLAIN
    assert [m.read for m in person.met if m.what == "offer"] == ["what a camera saw"]


def test_the_other_pages_without_the_cycle(house, someone, page):
    """The short entry has no moves, the second look no loop and no plan, the pause no plan."""
    house.keep(page(1, plan_cue="hot ears", plan_move="stay"), page(2))
    house.run("settings", "view", "plain")
    asked = {}
    for command in ("reflect --quick", "followup", "caught", "checkin"):
        person = someone({"heat_before": 9, "unsafe": "no", "heat_now": 3})
        house.run(*command.split(), person=person)
        asked[command] = person.asked
        assert "Your plan" not in person.read
    says = {"heat_before": 9, "unsafe": "no", "heat": 5}
    person = someone(says, {"Is this about the same one?": "n"})
    house.run("reflect", person=person)

    assert asked["reflect --quick"] == (
        "heat_before unsafe body surface need_now return_time".split()
    )
    assert asked["followup"] == ["heat_now", "unsafe"]
    assert asked["caught"] == ["body", "surface"]
    assert len(asked["checkin"]) == 6
    assert person.cues
    assert "Your plan" not in person.read
    assert "hot ears" not in person.read


def test_looking_back_without_the_cycle(house, page):
    """It says so, counts feelings, body and needs, and draws no loop; turned on, all is there."""
    more = {"loop": "Round it went.", "plan_cue": "ears", "plan_move": "stay"}
    house.keep(*(page(n, **more) for n in range(1, 6)))
    lines = ("summary", "summary --format json", "cycle", "cycle --format json", "export", "show 1")
    house.run("settings", "view", "plain")
    plain = {line: house.run(*line.split()) for line in lines}
    house.run("settings", "view", "loop")
    loop = {line: house.run(*line.split()) for line in lines}

    assert "Feelings, body and facts only. To change that: journal settings" in plain["summary"].out
    assert plain["cycle"].out == (
        "The view is set to plain, so no loop is drawn. To see the setting: journal settings\n"
    )
    found = {f["id"] for f in plain["summary --format json"].data["findings"]}
    assert found == {"body", "surface", "need", "writing_effect"}
    drawn = plain["cycle --format json"].data
    assert (drawn["stations"], drawn["way_out"]["count"], drawn["of"]) == ([], 0, 0)
    assert loop["cycle --format json"].data["of"] == 5
    of_the_cycle = ("The more", "pressed", "stepped back", "Round it went", "ears")
    for line in ("summary", "cycle", "export", "summary --format json"):
        assert [w for w in of_the_cycle if w in plain[line].out] == [], line
        assert [w for w in of_the_cycle if w in loop[line].out] != [], line
    assert "In this one you" not in plain["show 1"].out
    assert "In this one" in loop["show 1"].out


def test_the_home_line_does_not_tell(house, page):
    """With and without the cycle it is the same line."""
    house.keep(page(1))
    before = house.run().out
    house.run("settings", "view", "plain")

    assert house.run().out == before


def test_a_yes_that_was_a_slip(prompts, someone):
    """One key on the pages that follow: the question comes again, and nothing changes."""
    for page in ("Thank you for saying so.", "It leaves the loop out"):
        person = someone({"past_year": ["yes", "no"], "safety_by": "them"}, {page: "b"})

        assert ask_past_year(person, prompts.care, "GB", again=False) is False
        assert person.asked == ["past_year", "safety_by", "past_year"]


def test_asked_while_the_clock_was_ahead_it_is_asked_again(house, notes):
    """Not only when the year has come that the clock showed then."""
    house.clock.on(days=2000)
    with house.store() as store:
        store.state.past_year_asked_at = house.clock()
    house.clock.on(days=-2000)
    first, second = notes(past_year="no"), notes(past_year="no")

    assert ("past_year" in first.asked, "past_year" in second.asked) == (True, False)
