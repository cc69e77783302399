"""
The first time:
* it says what this is, where it keeps things and who could read them, then asks two questions
* nothing is on disk until the person goes on; who closes or stops leaves nothing
* it comes once, before the first page of whatever sort, and only with somebody to ask
"""

from __future__ import annotations

import pytest

from journal.core.dialogue.ports import Skipped
from journal.core.errors import Stopped

WELCOME = "A notebook for the hours after an argument."
DEVICE = {
    "yes": "Good. One more question that everyone gets, then you can start.",
    "no": "Then it is better not to write here. Nothing has been kept.",
    "not_sure": "Then it may be better not to write here yet.",
}
EVERYONE = "Everyone is asked this at the start and from time to time."
WRITES = (
    ("reflect",),
    ("reflect", "--quick"),
    ("reflect", "--flow", "note"),
    ("caught",),
    ("checkin",),
    ("followup",),
)


@pytest.fixture
def begins(new_house, someone):
    """Lets somebody write for the first time, and tells where the home was there."""

    def begin(says, keys=(), command=("reflect",)):
        there = []

        def look(met):
            there.append((met.what, met.name, new_house.home.exists()))

        person = someone({"heat_before": Stopped(""), **says}, dict(keys), watching=look)
        ran = new_house.run(*command, person=person)
        return person, ran, [(what, name) for what, name, is_there in there if is_there]

    return begin


def test_what_is_told_first(new_house, begins):
    """What it is and is not, the number to call in danger, where it keeps things, who can read."""
    person, _, _ = begins({"device": Stopped("")})
    [welcome] = [m.read for m in person.met if m.what == "page"]

    for words in (
        WELCOME,
        "It is a notebook, not therapy, and not for emergencies. It calls no one.",
        "In danger, call 999. Help lines: journal support",
        f"Where: {new_house.home}, on this computer only. It sends nothing anywhere.",
        "Who can read it: anyone who can use this login",
        "Skip any question. Stop at any time with Ctrl-C.",
    ):
        assert words in welcome


def test_nothing_is_on_disk_before_the_first_question_of_the_page(new_house, begins):
    """Both questions are asked and answered, and only then is there a home."""
    person, ran, there = begins({"device": "yes", "past_year": "no"})

    assert person.asked == ["device", "past_year", "heat_before"]
    assert there == [("say", ""), ("ask", "heat_before")]
    assert [m.read for m in person.met if m.what == "say"][:3] == [
        DEVICE["yes"],
        EVERYONE,
        "Okay. Thank you.",
    ]
    assert ran.code == 130
    assert new_house.answers() == []


@pytest.mark.parametrize("device", ["no", "not_sure"])
def test_a_device_that_is_not_private(new_house, begins, device):
    """It says what that means; closing, which is Enter, leaves nothing, and says nothing more."""
    person, ran, there = begins({"device": device})

    assert person.asked == ["device"]
    assert person.met[-1].read.startswith(DEVICE[device])
    assert "journal pause and journal support" in person.met[-1].read
    assert (ran.code, ran.out, ran.err, there) == (0, "", "", [])
    assert not new_house.home.exists()

    person, _, _ = begins({"device": device, "past_year": "no"}, {DEVICE[device]: "g"})
    assert person.asked == ["device", "past_year", "heat_before"]


STOPS = {
    "at the welcome": ({}, {WELCOME: Stopped("")}),
    "at the device": ({"device": Stopped("")}, {}),
    "at what that means": ({"device": "no"}, {DEVICE["no"]: Stopped("")}),
    "at the past year": ({"past_year": Stopped("")}, {}),
    "at who it was": ({"past_year": "yes", "safety_by": Stopped("")}, {}),
    "at the words": ({"past_year": "yes"}, {"That is fine. You don't": Stopped("")}),
    "at what follows": ({"past_year": "yes"}, {"From here on this notebook": Stopped("")}),
    "not sure, at the words": ({"past_year": "not_sure"}, {"It is okay not": Stopped("")}),
}


@pytest.mark.parametrize(("says", "keys"), STOPS.values(), ids=STOPS)
def test_a_stop_leaves_nothing(new_house, begins, says, keys):
    """Ctrl-C at any of it: no home, no word."""
    _, ran, there = begins(says, keys)

    assert (ran.code, ran.out, ran.err, there) == (130, "", "", [])
    assert not new_house.home.exists()


@pytest.mark.parametrize("command", WRITES, ids=" ".join)
def test_it_comes_before_a_page_of_any_sort_and_once(new_house, begins, someone, command):
    """The second time there is no welcome and no question but those of the page."""
    first, _, _ = begins({"device": Skipped(), "past_year": "rather_not"}, command=command)
    second = someone()
    new_house.run(*command, person=second)

    assert first.asked[:2] == ["device", "past_year"]
    assert {"device", "past_year"}.isdisjoint(second.asked)
    assert WELCOME not in second.read


@pytest.mark.parametrize("before", ["list", "summary", "settings", "settings view plain"])
def test_it_comes_even_if_something_else_came_first(new_house, begins, before):
    """Someone who looked for pages, or chose the view, before they wrote any is asked as well."""
    new_house.run(*before.split())
    person, _, _ = begins({"device": "not_sure", "past_year": "no"}, {DEVICE["not_sure"]: "g"})

    assert person.asked[:2] == ["device", "past_year"]
    assert WELCOME in person.read
    assert new_house.run("settings").out.split()[1] == ("plain" if "plain" in before else "loop")


def test_pages_that_came_from_elsewhere_need_no_welcome(new_house, begins, page):
    """Who took in pages has begun; the past year is asked at the end of their next page."""
    new_house.keep(page(1))
    person, _, _ = begins({"heat_before": 3, "past_year": "no"}, command=("reflect", "--quick"))

    assert WELCOME not in person.read
    assert (person.asked[0], person.asked[-1]) == ("heat_before", "past_year")


@pytest.mark.parametrize("command", ["pause", "support", "", "--version", "--help"])
def test_what_keeps_nothing_makes_no_home(new_house, someone, command):
    """Settling, help lines and a look at the home line need no first time."""
    ran = new_house.run(*command.split(), person=someone(keys={"In danger now": "q"}))

    assert ran.code == 0
    assert not new_house.home.exists()


def test_without_a_terminal_nobody_is_asked(new_house):
    """It says what to give instead, and makes no home."""
    ran = new_house.run("reflect")

    assert (ran.code, ran.out) == (2, "")
    assert "journal reflect --answers FILE" in ran.err
    assert not new_house.home.exists()


def test_yes_to_the_past_year_leaves_the_cycle_out_from_the_start(new_house, begins):
    """The very first page asks without it, and the words come before the home is made."""
    person, _, there = begins(
        {"device": "yes", "past_year": "yes", "safety_by": "them", "heat_before": 3}
    )

    assert person.asked[:3] == ["device", "past_year", "safety_by"]
    assert "Being hurt, forced or scared by a partner is not your fault." in person.read
    assert "page" not in [what for what, _ in there]
    assert {"trigger", "my_moves", "loop"}.isdisjoint(person.asked)
    assert new_house.run("settings").out.split()[:2] == ["view", "plain"]
