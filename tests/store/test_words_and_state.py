"""
Own words and state:
* a word is kept once in each list
* state is any JSON
"""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from journal.store import open_store


def test_own_words_are_kept_once_in_their_order(store):
    """But for case and blanks; each list for itself."""
    for text in ["The dishes", "his mum", "  the  DISHES ", "Straße", "STRASSE"]:
        store.keep_own_word("triggers", text)
    store.keep_own_word("body", "the dishes")

    assert store.own_words("triggers") == ["The dishes", "his mum", "Straße"]
    assert store.own_words("body") == ["the dishes"]
    assert store.own_words("moves") == []


def test_an_own_word_can_be_forgotten(store):
    """However it is written; an unknown one does no harm."""
    store.keep_own_word("triggers", "The dishes")
    store.keep_own_word("body", "The dishes")
    store.forget_own_word("triggers", "the  dishes")
    store.forget_own_word("triggers", "the  dishes")

    assert store.own_words("triggers") == []
    assert store.own_words("body") == ["The dishes"]


def test_a_word_kept_by_an_earlier_program_is_known_and_forgotten(path):
    """Its row holds another form than would be worked out today."""
    with open_store(path) as store:
        store.keep_own_word("triggers", "It\u2019s late")
    with closing(sqlite3.connect(path)) as earlier, earlier:
        earlier.execute("UPDATE own_words SET folded = lower(text)")
    with open_store(path) as store:
        store.keep_own_word("triggers", "it's late")
        assert store.own_words("triggers") == ["It\u2019s late"]
        store.forget_own_word("triggers", "IT'S late")
        assert store.own_words("triggers") == []


@pytest.mark.parametrize("value", [False, 0, "", "Zürich", 1.5, [1, "a", None], {"a": {"b": []}}])
def test_state_is_kept_as_it_is(path, value):
    """For the next time the journal is opened."""
    with open_store(path) as store:
        store.set_state("key", "before")
        store.set_state("key", value)
    with open_store(path) as store:
        assert value == store.state("key")
        assert type(value) is type(store.state("key"))


def test_state_can_be_removed(store):
    """None is the same as never set."""
    store.set_state("key", 1)
    store.set_state("key", None)

    assert store.state("key") is None
    assert store.state("other") is None
