"""
Finding entries again:
* search shows number, day and a piece with the hit in brackets; best first
* the same filters for search and list: trigger, feeling, move, topic, flow, a period
* whatever is typed is safe; what is not there is kindly said, exit 0
* nothing that was looked for is repeated
"""

from __future__ import annotations

import pytest

from journal.cli.finding import NOTHING_FOUND
from journal.core.like import LISTS_OF, THEMES_OF
from journal.core.themes import THEMES
from journal.settings.prompts import Prompts


@pytest.fixture
def pages(keep, answers):
    """Three pages, numbered 1 to 3, and one kept apart."""
    at = "2026-03-0{}T21:30:00+01:00"
    keep(
        {**answers(happened_at=at.format(1), facts="They washed the dishes loudly."), "uid": "a"},
        {
            **answers(
                happened_at=at.format(2),
                flow="caught",
                trigger={"other": "Mother called"},
                surface=["sad"],
                instead=["slow_down"],
                after="We laughed at the dish-washing.",
            ),
            "uid": "b",
        },
        {
            **answers(
                happened_at=at.format(3),
                facts="Zebra crossing \x1b[31m, dishes.",
                trigger="no_reply",
                topic="money",
                my_moves=["leave"],
            ),
            "uid": "c",
        },
        {**answers(unsafe="yes", facts="dishes thrown"), "uid": "d"},
    )


@pytest.mark.usefixtures("pages")
def test_the_hit_stands_in_brackets(run):
    """With number and day; in any form of the word, best first; not what is kept apart."""
    result = run("search", "dish", "wash")

    assert result.code == 0
    assert result.out == (
        "1  Sun 1 Mar 2026, 21:30\n  They [washed] the [dishes] loudly.\n\n"
        "2  Mon 2 Mar 2026, 21:30\n  Mother called · We laughed at the [dish]-[washing].\n\n"
    )


@pytest.mark.usefixtures("pages")
def test_what_steers_a_terminal_is_shown_as_a_picture(run):
    """Also in a piece of a text."""
    assert "[Zebra] crossing ␛[31m" in run("search", "zebra").out


@pytest.mark.usefixtures("pages")
def test_as_json_the_whole_entry_comes_with_the_piece(run):
    """As list gives it, and what was found."""
    [found] = run("search", "zebra", "--format", "json").data
    [listed] = run("list", "--topic", "money", "--format", "json").data

    assert found.pop("found").startswith("[Zebra] crossing")
    assert found == listed
    assert run("search", "nothing-like-it", "--format", "json").data == []


@pytest.mark.usefixtures("pages")
@pytest.mark.parametrize(
    ("options", "numbers"),
    [
        (["--trigger", "went_quiet"], [1]),
        (["--trigger", "mother CALLED"], [2]),
        (["--trigger", "No reply"], [3]),
        (["--feeling", "sad"], [2]),
        (["--feeling", "alone"], [1, 3]),
        (["--move", "leave"], [1, 3]),
        (["--move", "slow_down"], [2]),
        (["--topic", "money"], [3]),
        (["--flow", "caught"], [2]),
        (["--flow", "full", "--since", "2026-03-02"], [3]),
        (["--move", "leave", "--until", "2026-03-02"], [1]),
        (["--feeling", "sad", "--trigger", "went_quiet"], []),
        (["--trigger", "raised_voice"], []),
    ],
)
def test_list_and_search_filter_alike(run, options, numbers):
    """By words and own words of an entry, by its flow and its day."""
    listed = run("list", *options, "--format", "json")
    found = run("search", "dish", *options, "--format", "json")

    assert (listed.code, found.code) == (0, 0), listed.err + found.err
    assert [e["number"] for e in listed.data] == numbers
    assert sorted(e["number"] for e in found.data) == numbers


@pytest.mark.usefixtures("pages")
def test_a_list_like_nothing_says_so(run):
    """Exit 0, as an empty search."""
    result = run("list", "--trigger", "raised_voice")

    assert (result.code, result.out) == (0, "No pages like that.\n")


@pytest.mark.parametrize("verb", ["list", "search"])
@pytest.mark.parametrize("option", ["--trigger", "--feeling", "--move", "--topic", "--flow"])
def test_an_unknown_word_is_refused(refused, verb, option):
    """With those that are known, and without repeating it."""
    words = ["dishes"] if verb == "search" else []
    told = refused(verb, *words, option, "zebrafinch", code=2)

    assert "expected one of" in told or "Flows: full, quick" in told


@pytest.mark.usefixtures("pages")
@pytest.mark.parametrize(
    "typed", ['"', "AND", "dish-washing NOT", "a:b", "*", "", " ", "'; DROP TABLE entries; --"]
)
def test_whatever_is_looked_for_is_safe(run, typed):
    """Nothing found is an answer: exit 0, one kind line."""
    result = run("search", "--", typed)

    assert (result.code, result.out, result.err) == (0, f"{NOTHING_FOUND}\n", "")


@pytest.mark.usefixtures("pages")
def test_a_word_with_a_dash_is_found(run):
    """As two words next to each other."""
    assert "2  Mon" in run("search", "dish-washing").out


def test_without_words_and_without_a_terminal_it_says_what_to_type(run, home):
    """Exit 2; and looking makes nothing."""
    result = run("search")

    assert result.code == 2
    assert result.err.endswith("To search without one: journal search WORDS\n")
    assert not home.exists()


def test_an_empty_journal_is_searched_without_making_one(run, home):
    """Nothing is there to be found."""
    assert run("search", "dishes").out == f"{NOTHING_FOUND}\n"
    assert not home.exists()


def test_every_filter_rests_on_themes_and_lists_that_exist():
    """The table can name nothing else."""
    assert {t for themes in THEMES_OF.values() for t in themes} <= set(THEMES)
    assert set(LISTS_OF.values()) <= set(Prompts().lists)
    assert list(THEMES_OF) == list(LISTS_OF)
