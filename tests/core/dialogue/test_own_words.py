"""
Words of one's own:
* a new one is kept for next time only after a yes, and offered in every question of its list
* one that is like a kept one may be the same: the person says so, nothing is merged by itself
* of a page that is not kept, no word is kept either
"""

from __future__ import annotations

import pytest

from journal.core.dialogue.own_words import nearest
from journal.core.model import Other

KEEP, SAME = "as a word of your own for next time?", "the same as one of your own words?"


def own(text):
    return {"other": text}


@pytest.mark.parametrize(
    ("typed", "kept", "near"),
    [
        ("mother called", ["Mother calls", "the dishes"], ["Mother calls"]),
        ("called mother", ["mother called", "dishes"], ["mother called"]),
        ("Mother", ["dishes", "his mother on the phone", "mother"],
         ["his mother on the phone", "mother"]),
        ("dishes", ["dentist", "the bus"], []),
        ("dishes", [], []),
        ("a b c d", ["a", "b", "c", "d", "e"], ["a", "b", "c"]),
    ],
)  # fmt: skip
def test_the_nearest_are_named(typed, kept, near):
    """By letters and by words, in whatever order they stand; three at most."""
    assert nearest(typed, kept) == near


@pytest.mark.parametrize(("key", "kept"), [("y", ["Dishes"]), ("n", [])])
def test_a_new_word_is_kept_only_after_a_yes(meet, key, kept):
    """In the list of the question; the answer has it either way."""
    met = meet("full", {"trigger": own("Dishes")}, {KEEP: key})

    assert met.entry.value("trigger") == Other("Dishes")
    assert met.disk.own.get("triggers", []) == kept


def test_it_is_offered_in_every_question_of_its_list(meet, prompts):
    """Also in the same page, and never asked about twice."""
    met = meet("full", {"surface": [own("raw"), "angry"], "softer": [own("RAW ")]}, {KEEP: "y"})

    assert met.person.ask_of("softer").own == ("raw",)
    assert met.person.ask_of("body").own == ()
    assert [t for t in met.person.texts("page") if KEEP in t] == [
        "Keep “raw” as a word of your own for next time?"
    ]
    assert met.disk.own == {"feelings": ["raw"]}


def three_words(meet, same):
    """A page with three own words, the second like the first."""
    keys = {KEEP: ("y", "y", "y"), SAME: same}
    return meet("full", {"surface": [own("raw"), own("raww"), own("sore")]}, keys)


def test_one_like_another_may_be_the_same(meet):
    """Only if the person says so; then the word that was there stands in the answer, once."""
    met = three_words(meet, "1")

    assert met.entry.value("surface") == (Other("raw"), Other("sore"))
    assert met.disk.own["feelings"] == ["raw", "sore"]


def test_nothing_is_merged_by_itself(meet):
    """After a no it is a word like any other."""
    met = three_words(meet, "n")

    assert met.entry.value("surface") == (Other("raw"), Other("raww"), Other("sore"))
    assert met.disk.own["feelings"] == ["raw", "raww", "sore"]


def test_the_order_of_moves_is_asked_of_the_word_that_stands(meet):
    """Asked about first, ordered after."""
    met = meet("full", {"my_moves": [own("hid"), own("hidd"), "ask_again"],
                        "my_moves_first": "pick_1"}, {KEEP: "y", SAME: "1"})  # fmt: skip

    assert met.entry.value("my_moves") == ("ask_again", Other("hid"))


def test_a_stop_keeps_what_was_wished(meet):
    """As it keeps the draft."""
    from journal.core.errors import Stopped

    met = meet("full", {"trigger": own("Dishes"), "body": Stopped("")}, {KEEP: "y"})

    assert met.stopped is not None
    assert met.disk.own == {"triggers": ["Dishes"]}


def test_a_word_taken_back_is_not_kept(meet):
    """It stands in no answer at the end."""
    from journal.core.dialogue.ports import WentBack

    met = meet(
        "full", {"trigger": (own("Dishes"), "no_reply"), "body": (WentBack(), None)}, {KEEP: "y"}
    )

    assert met.entry.value("trigger") == "no_reply"
    assert met.disk.own == {}


def test_of_a_page_that_is_not_kept_no_word_is_kept(meet):
    """Danger told later on leaves no trace of a word wished for before."""
    met = meet(
        "full",
        {"trigger": own("Dishes"), "their_moves": ["scary"], "safety_by": "them"},
        {KEEP: "y", "What would you like to do with this entry?": "2"},
    )

    assert met.entry is None
    assert met.disk.own == {}
