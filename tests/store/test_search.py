"""
Searching:
* whatever is typed is looked for, and never understood as a command
* only finished entries that are not set apart are found
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journal.core.model import Entry, Other, Said
from journal.store import open_store


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
