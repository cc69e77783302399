"""
Enter, held through whatever is asked:
* no entry is made of it, in any flow, on a screen or line by line, the first time too
* what was answered before it stays, and nothing is added, also where there is danger or high heat
* a page that decides something waits for the key of a choice
"""

from __future__ import annotations

import json

import pytest

from journal.local.prompts.loader import Prompts

pytestmark = pytest.mark.slow

COMMANDS = {
    name: ("reflect", "--flow", name) for name in Prompts().flow_names() if name != "followup"
} | {"full": ("reflect",), "quick": ("reflect", "--quick")}
"""Of every flow; the one that goes back to an entry is held further down."""


def hold(term, times=60):
    """Hold Enter until it ends, or so long that nothing else can come of it."""
    for _ in range(times):
        if not term.step("<enter>" * 3):
            return term.close()
    return None


def kept(house):
    """Every entry, finished or not, as its flow and its answers."""
    with house.store() as store:
        found = store.entries(flagged=True, drafts=True)
        return [(e.flow, {q: s.value for q, s in e.answers.items()}) for e in found]


def write_one(house):
    """An argument of some time ago."""
    answers = {"heat_before": 6, "unsafe": "no", "trigger": "no_reply", "need": ["matter"]}
    entry = {"flow": "full", "happened_at": "2026-03-01T21:30:00+01:00", "answers": answers}
    assert house.call("reflect", "--answers", "-", input=json.dumps(entry)).returncode == 0


@pytest.mark.parametrize("way", [(), ("--plain",)], ids=["screen", "line by line"])
@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_nothing_is_answered(house, command, way):
    """From the first question to the end."""
    term = house.start(*command, *way, rows=60 if way else 24)

    assert hold(term) == 0
    assert kept(house) == []


@pytest.mark.parametrize("size", [(24, 80), (5, 20)], ids=str)
def test_the_first_time(new_house, size):
    """Nothing is said about this computer, the past year, or the moment."""
    term = new_house.start("reflect", rows=size[0], columns=size[1])

    assert hold(term) == 0
    assert kept(new_house) == []
    with new_house.store() as store:
        assert store.state.view is None


@pytest.mark.parametrize("way", [(), ("--plain",)], ids=["screen", "line by line"])
def test_looking_back_at_an_entry(house, way):
    """Nothing is said of it afterwards, and it stays as it was."""
    write_one(house)
    before = kept(house)
    term = house.start("followup", "1", *way, rows=60 if way else 24)

    assert hold(term) == 0
    assert kept(house) == before


def test_for_whom_a_page_is_made(house):
    """It is not changed by Enter, and no file is made."""
    write_one(house)
    assert house.call("settings", "view", "plain").returncode == 0
    term = house.start("export", "--for", "couple", "-o", "x.md")
    term.wait("A talk with the therapist alone first may be better.")

    assert hold(term, 5) is None
    assert term.shows("a: make the page for that")
    term.send("<ctrl-c>").close()
    assert not (house.folder / "x.md").exists()


@pytest.mark.parametrize("way", [(), ("--plain",)], ids=["screen", "line by line"])
def test_what_goes_out(house, way):
    """It stands on what the page will hold, at its end; no file is made."""
    write_one(house)
    term = house.start("export", "-o", "x.md", *way, rows=90 if way else 24)
    term.wait("session?")

    assert hold(term, 10) is None
    assert term.shows("w: write it")
    assert not (house.folder / "x.md").exists()
    term.send("w<enter>" if way else "w")
    assert term.close() == 0
    assert (house.folder / "x.md").exists()


def test_a_person_is_needed_now(house):
    """The page for whoever thinks of hurting themselves stands until it is closed."""
    term = house.start("support")
    term.wait("thoughts of hurting myself").go("y").wait("Are you having thoughts")
    term.go("<up><enter>").wait("You deserve a person")

    assert hold(term, 3) is None
    assert term.shows("You deserve a person")
    term.send("q")
    assert term.close() == 0


@pytest.mark.parametrize("way", [(), ("--plain",)], ids=["screen", "line by line"])
def test_after_high_heat(house, way):
    """A pause may be led through; the heat that was said is all there is."""
    term = house.start("reflect", *way, rows=60 if way else 24)
    term.wait("How strong is the upset").send("9")

    assert hold(term, 90) == 0
    assert kept(house) == [("full", {"heat_before": 9})]


def test_after_danger_was_told(house):
    """It stands on what to keep, which has to be chosen; nothing of it is on disk as an answer."""
    term = house.start("reflect")
    term.wait("How strong is the upset").go("6<enter>").wait("Was anyone hit").go("<up><enter>")
    term.wait("What fits?")

    assert hold(term, 10) is None
    assert term.shows("What would you like to do with this entry?")
    assert "unsafe" not in kept(house)[0][1]
    term.send("<ctrl-c>").close()


def test_a_draft_of_the_loop_is_no_answer(house):
    """It stands under its question; Enter alone does not keep it."""
    asked = {
        "heat_before": "4", "trigger": "quiet", "their": "quiet", "mine": "again",
    }  # fmt: skip
    term = house.start("reflect")
    term.wait("How strong is the upset").go(f"{asked['heat_before']}<enter>")
    for words, keys in (
        ("Was anyone hit", "<down><enter>"),
        ("What was the moment it turned", f"{asked['trigger']}<enter>"),
        ("1 What a camera saw", "<enter>"),
        ("What did your body do first?", "<tab>"),
        ("Which feelings were loudest", "<tab>"),
        ("In that second", "<tab>"),
        ("What did you do next?", f"<tick {asked['mine']}><enter>"),
        ("What you hoped for", "<enter>"),
        ("see or hear them do?", f"<tick {asked['their']}><enter>"),
    ):
        term.wait(words).go(keys)

    assert hold(term, 60) == 0
    [(flow, answers)] = kept(house)
    assert (flow, set(answers)) == (
        "full",
        {"heat_before", "unsafe", "trigger", "my_moves", "their_moves"},
    )
