"""
Finding entries again:
* search shows number, day and a piece with the hit in brackets; best first
* the same filters for search and list: words of every list, tags, flow, a period
* where nothing typed fits, the filter of what is picked is named
* whatever is typed is safe; what is not there is kindly said, exit 0
* nothing that was looked for is repeated
"""

from __future__ import annotations

import re

import pytest

from journal.app.search import NOTHING_FOUND
from journal.core.entries.filters import FILTERS, fitting
from journal.core.terms import THEMES
from journal.local.prompts.loader import Prompts


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

    assert (result.code, result.out) == (0, "No entries like that.\n")


@pytest.mark.parametrize("verb", ["list", "search"])
@pytest.mark.parametrize("option", [*(f"--{w}" for w, f in FILTERS.items() if f.lists), "--flow"])
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


@pytest.mark.parametrize("kept", ["home", "@home", "#Home"])
@pytest.mark.parametrize("typed", ["home", "@home", "#home", "HOME"])
def test_a_tag_is_found_with_and_without_its_sign(run, keep, kept, typed):
    """As other journals write it or not; a sign inside belongs to the tag."""
    at = "2026-03-01T21:30:00+01:00"
    notes = [[kept], ["ho#me"], ["homes"]]
    keep(*({"flow": "note", "happened_at": at, "answers": {"tags": tags}} for tags in notes))

    [found] = run("list", "--tag", typed, "--format", "json").data
    assert found["answers"]["tags"] == [kept]


def test_every_filter_rests_on_themes_and_lists_that_exist():
    """The table can name nothing else; every list of packaged words has its filter."""
    assert {t for f in FILTERS.values() for t in f.themes} <= {*THEMES, "free"}
    assert {name for f in FILTERS.values() for name in f.lists} == set(Prompts().lists)


PROMPTS = Prompts()
WORDS = [
    (what, name, word)
    for what, f in FILTERS.items()
    for name in f.lists
    for word in PROMPTS.lists[name].words.values()
]
"""Every packaged word, with its filter and its list."""

FLOWS = {name: PROMPTS.flow(name).title for name in PROMPTS.flow_names()}


@pytest.mark.parametrize("what", [*FILTERS][:-1])
def test_every_word_that_is_picked_has_its_filter_named(what):
    """By its name and by its id; also the kinds of entries, by theirs."""
    told = [(w, f"journal list --{of} {w.id}") for of, _, w in WORDS if of == what]
    kinds = {name: f"journal list --flow {name}" for name in FLOWS}

    for word, command in told:
        for typed in (word.label, word.id, word.label.upper()):
            assert (word.label, command) in commands(typed), typed
    for name, command in kinds.items():
        for typed in (name, FLOWS[name]):
            assert (FLOWS[name], command) in commands(typed)


def commands(typed):
    """What is named for something that was looked for."""
    return [(f.label, f.command) for f in fitting(typed, PROMPTS.lists, FLOWS)]


def test_the_filter_that_is_named_finds_the_entry(run, keep):
    """One word of every list, picked and never typed."""
    entries, first = [], {name: (what, w) for what, name, w in reversed(WORDS)}
    for q in (q for name in ("full", "quick") for q in PROMPTS.flow(name).questions):
        if q.words and q.words.name in first and q.theme in FILTERS[first[q.words.name][0]].themes:
            what, word = first.pop(q.words.name)
            flow = "quick" if q.theme == "need_now" else "full"
            value = word.id if q.kind == "one" else [word.id]
            entries.append(({"flow": flow, "uid": word.id, "answers": {q.id: value}}, what, word))
    keep(*(entry for entry, *_ in entries))

    assert not first
    for entry, what, word in entries:
        told = run("search", "--", word.label).out
        assert re.search(
            rf"“{re.escape(word.label)}” is {FILTERS[what].about} \((1 entry|\d+ entries)\): "
            rf"journal list --{what} {word.id}\b",
            told,
        )
        listed = run("list", f"--{what}", word.id, "--format", "json").data
        assert entry["uid"] in [e["uid"] for e in listed]


@pytest.mark.parametrize(
    ("typed", "lines"),
    [
        ("Money", ["“Money” is a subject (1 entry): journal list --topic money"]),
        ("lum", ["“Lump in throat” is a sign of the body (1 entry): journal list --body throat"]),
        ("tight", ["“Tight chest” is a sign of the body (1 entry): journal list --body chest",
                   "“Jaw or fists tight” is a sign of the body (1 entry): "
                   "journal list --body jaw"]),
        ("check-in", ["“A short check-in” is a kind of entry (1 entry): "
                      "journal list --flow checkin"]),
        ("zebrafinch", []),
        ("ti", []),
    ],
)  # fmt: skip
def test_the_filter_that_fits_is_named(run, keep, typed, lines):
    """By its whole name, else by words of it, if it lists any; nothing typed is repeated."""
    assert run("search", typed).out.splitlines() == [NOTHING_FOUND]
    said = {"topic": "money", "body": ["chest", "throat", "jaw"]}
    keep({"flow": "full", "answers": said}, {"flow": "checkin", "answers": {"hope": 5}})

    assert run("search", typed).out.splitlines() == [NOTHING_FOUND, *lines]


def test_tags(run, keep):
    """As they were typed, but for capitals; one that nobody has is no fault."""
    for uid, tags in {"a": ["Phone", "two words"], "b": ["phones"], "c": None}.items():
        keep({"flow": "note", "uid": uid, "answers": {"text": "x", "tags": tags}})

    def tagged(tag):
        return [e["uid"] for e in run("list", "--tag", tag, "--format", "json").data]

    assert [tagged(t) for t in ("phone", "TWO  words", "phones", "x")] == [["a"], ["a"], ["b"], []]
    assert run("list", "--tag", "zebrafinch").out == "No entries like that.\n"
