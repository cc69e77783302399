"""
Searching:
* whatever is typed is looked for, and never understood as a command
* only finished entries that are not set apart are found
* a long text takes no longer than its length: SQLite never makes a snippet of more than a part
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journal.core.model import Entry, Other, Said
from journal.store import open_store, search


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    said = {
        "sunday": "I asked twice about Sunday. They said nothing, don't ask.",
        "dishes": "About the dishes: nothing asked, nothing said.",
        "cafe": "Wir saßen im Café, naïve Ideen. Тихо. 静か",
    }
    noon = datetime(2026, 3, 1, 12, tzinfo=UTC)
    with open_store(tmp_path_factory.mktemp("found") / "journal.db") as store:
        for uid, text in said.items():
            answers = {
                "facts": Said(text, "facts", "What would a camera have seen?"),
                "trigger": Said(Other(f"own {uid}"), "trigger", "What was it?"),
                "body": Said(("chest",), "body", "Where?", {"chest": "Tight chest"}),
            }
            store.put(Entry(uid, "full", "conflict", noon, noon, answers))
        yield lambda typed, **more: {e.uid for e, _ in store.search(typed, **more)}


@pytest.mark.parametrize(
    ("typed", "uids"),
    [
        ("sunday", {"sunday"}),
        ("ASKING", {"sunday", "dishes"}),
        ("asked nothing", {"sunday", "dishes"}),
        ("asked sunday dishes", set()),
        ('"asked twice"', {"sunday"}),
        ('"twice asked"', set()),
        ('"nothing asked" dishes', {"dishes"}),
        ('"asked twice', {"sunday"}),
        ("don't", {"sunday"}),
        ("cafe", {"cafe"}),
        ("CAFÉ naive", {"cafe"}),
        ("тихо", {"cafe"}),
        ("own", {"sunday", "dishes", "cafe"}),
        ("asked OR cafe", set()),
        ("cafe NOT asked", set()),
        ("text:sunday", set()),
        ("sun*", set()),
        ("sunday -", {"sunday"}),
        ("chest", set()),
        ("camera", set()),
        ("", set()),
        (' " " "" ', set()),
        ("-", set()),
    ],
)
def test_words_and_phrases_are_found(found, typed, uids):
    """All words have to be there, in any form; phrases as they are; wordings do not count."""
    assert uids == found(typed)


@given(typed=st.text(st.characters(exclude_categories=["Cs"])) | st.text('"*^:()-+{}ANDORNT \0'))
@settings(max_examples=200, deadline=None)
def test_whatever_is_typed_is_safe(found, typed):
    """No sign has a meaning of its own."""
    found(typed)


def test_a_page_of_text_can_be_searched_for(found):
    """A thousand words are many, but not too many."""
    assert {"sunday"} == found("sunday asked " * 500)
    assert set() == found(" ".join(f"w{i}" for i in range(1000)))


def test_the_hit_is_marked(store, entry):
    """Between two signs that cannot come from the text."""
    store.put(entry(said="They \x02went\x03 quiet " + "and then some " * 40))

    [(_, piece)] = store.search("quiet")
    assert "They  went  \x02quiet\x03 and" in piece
    assert piece.endswith("…")


def test_only_finished_unflagged_entries_are_found(store, entry):
    """An entry is found from when it is finished until it is set apart."""

    def found():
        return [e.uid for e, _ in store.search("dishes")]

    draft = store.put(entry(said="the dishes", draft_at="body"))
    store.put(entry("f", said="the dishes", care="flagged"))
    assert found() == []
    finished = store.put(replace(draft, draft_at=None))
    assert found() == ["a"]
    apart = store.put(replace(finished, care="flagged"))
    assert found() == []
    back = store.put(replace(apart, care=None))
    assert found() == ["a"]
    store.erase(back)
    assert found() == []


def test_an_edit_changes_what_is_found(store, entry):
    """By the new words, no longer by the old ones; the others as before."""
    first = store.put(entry("a", said="the dishes"))
    store.put(entry("b", said="the dishes"))
    store.put(replace(entry("a", said="the laundry"), revision=first.revision))

    assert [e.uid for e, _ in store.search("dishes")] == ["b"]
    assert [e.uid for e, _ in store.search("laundry")] == ["a"]


def test_the_best_hits_come_first_and_no_more_than_asked_for(store, entry):
    """An entry that is all about it stands before one that mentions it."""
    store.put(entry("long", said="dishes " + "and other things " * 50))
    store.put(entry("short", said="dishes, dishes"))

    assert [e.uid for e, _ in store.search("dishes")] == ["short", "long"]
    assert [e.uid for e, _ in store.search("dishes", limit=1)] == ["short"]


LONG = search._AT_ONCE


@given(words=st.lists(st.sampled_from(["ab", "कि", "水" * 3000, "a\u00ad" * 2500]), min_size=1))
@settings(deadline=None)
def test_a_snippet_is_made_of_no_more_than_a_part(words):
    """It weighs each hit against all others; the parts leave nothing out, and end."""
    text, at = " ".join(words * 20), 0
    for begin, part in search._parts(text):
        assert len(part) <= LONG
        assert begin <= at < begin + len(part)
        assert text.startswith(part, begin)
        at = begin + len(part)
    assert at == len(text)


def test_no_statement_makes_a_snippet_of_a_long_text():
    """Its work is inside SQLite, where no step is counted: so the bound stands before it."""
    source = Path(search.__file__).parents[1]
    code = "".join(p.read_text(encoding="utf-8") for p in sorted(source.rglob("*.py")))
    bounded = re.findall(r"CASE WHEN length\(text\) <= \{_AT_ONCE\} THEN snippet\(", code)

    assert len(re.findall(r"\b(?:snippet|highlight)\(", code)) == len(bounded) == 1


@pytest.mark.parametrize("before", [0, LONG - 5, LONG, 3 * LONG + 7, 300_000])
@pytest.mark.parametrize("unit", ["a ", "x", "asked\n", "a\u00ad"])
def test_a_hit_in_a_long_text_is_marked_wherever_it_stands(store, entry, unit, before):
    """Whatever is before it and after it; in any form, and as a phrase."""
    around = (unit * before)[:before]
    store.put(entry(said=f"{around} they went quiet. {around}"))

    for typed, hit in (("quieted", "\x02quiet\x03"), ('"went quiet"', "\x02went quiet\x03")):
        [(_, piece)] = store.search(typed)
        assert hit in piece
        assert len(piece) < LONG + 10
        assert piece.startswith("…") == (before > 100)
        assert before == 0 or piece.endswith("…")


def test_a_text_full_of_hits_is_found(store, entry):
    """Two hundred thousand of them; a snippet of the whole took minutes."""
    store.put(entry(said="I said that and they said no. " * 100_000))

    [(_, piece)] = store.search("said")
    assert piece.startswith("I \x02said\x03 that and they \x02said\x03 no.")
    assert piece.endswith("…")
