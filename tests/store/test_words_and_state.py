"""
Own words and state:
* a word is kept once in each list
* state keeps its form in the file, and what is unreadable there does no harm
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import datetime, timedelta, timezone

import pytest

from journal.store import open_store
from journal.store.state import State, _Row


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


LATE = datetime(2026, 3, 1, 21, 30, tzinfo=timezone(timedelta(hours=1)))
IN_THE_FILE = {
    "view": {"loop": '"loop"', "plain": '"plain"'},
    "return_at": {LATE: '"2026-03-01T21:30:00+01:00"'},
    "past_year_asked_at": {LATE: '"2026-03-01T21:30:00+01:00"'},
    "copied_at": {LATE: '"2026-03-01T21:30:00+01:00"'},
    "waiting_counted_at": {LATE: '"2026-03-01T21:30:00+01:00"'},
    "traces_due": {True: "true"},
    "copies_due": {True: "true", "four words in Zürich": '"four words in Z\\u00fcrich"'},
}
"""Key -> value -> what the file has for it; earlier programs read it too, so it stays."""

ROWS = [(key, value, held) for key, forms in IN_THE_FILE.items() for value, held in forms.items()]
UNREADABLE = ["null", "7", "[]", "{}", '""', '"soon"', '"2026-03-01"', '"2026-03-01T21:30:00"']


@pytest.mark.parametrize(("key", "value", "held"), ROWS)
def test_state_is_kept_as_it_is(path, key, value, held):
    """For the next time the journal is opened, in the form that it always had."""
    with open_store(path) as store:
        setattr(store.state, key, value)
        in_file = store._connection.execute("SELECT key, value FROM state").fetchall()
        assert in_file == [(key, held)]
    with closing(sqlite3.connect(path)) as connection:
        assert getattr(State(connection), key) == value


def test_every_key_has_a_form_that_stays():
    """What a new key is in the file is said here too."""
    assert {key for key in vars(State) if isinstance(getattr(State, key), _Row)} == {*IN_THE_FILE}


@pytest.mark.parametrize("key", IN_THE_FILE)
def test_state_can_be_removed(store, key):
    """None is the same as never set."""
    for value in IN_THE_FILE[key]:
        assert getattr(store.state, key) is None
        setattr(store.state, key, value)
        setattr(store.state, key, None)

    assert getattr(store.state, key) is None


@pytest.mark.parametrize("held", UNREADABLE)
def test_a_state_that_was_changed_by_hand_does_no_harm(store, held):
    """A moment that is none, or in no zone, is as if never set; a view that is none is plain."""
    for key in IN_THE_FILE:
        store._connection.execute("INSERT INTO state VALUES (?, ?)", [key, held])
    read = {key: getattr(store.state, key) for key in IN_THE_FILE}

    assert {value for key, value in read.items() if key.endswith("_at")} == {None}
    assert read["view"] == "plain"


def test_the_time_to_come_back_goes_only_if_it_is_still_the_same(store):
    """Another window may have set another one meanwhile."""
    store.state.return_at = LATE + timedelta(days=1)
    store.state.came_back(LATE)
    assert store.state.return_at == LATE + timedelta(days=1)

    store.state.came_back(store.state.return_at)
    assert store.state.return_at is None
