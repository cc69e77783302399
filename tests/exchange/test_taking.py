"""
What becomes of each text of any files, in any order, split and repeated:
* it is in an entry afterwards, or in a version of one, or counted as left out
* the same files again add nothing, and change no entry
* a change made here after an import beats every import of the same files
* a time from the future beats no change made here
"""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journal.core.dialogue.revision import edited
from journal.core.entries.merged import Taken
from journal.core.model import Entry, Said
from journal.store import empty_store

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
HAPPENED = NOW - timedelta(days=500)
TIMES = [None, *(NOW + timedelta(days=d) for d in (-400, -3, 0, 1, 2000, 4000))]
"""Never edited, edited in the past, now, and by a clock that was ahead."""

ENTRIES = st.builds(
    lambda uid, at, number: note(uid, f"text {number}", at),
    st.sampled_from("abc"),
    st.sampled_from(TIMES),
    st.integers(0, 9),
)
FILES = st.lists(st.lists(ENTRIES, max_size=5), min_size=1, max_size=4)


def note(uid, text, edited_at=None, happened_at=HAPPENED):
    said = {"text": Said(text, "free", "What?")}
    return Entry(uid, "note", "never", happened_at, happened_at, said, edited_at=edited_at)


@pytest.fixture(scope="module")
def opened():
    with empty_store() as store:
        yield store


@contextmanager
def emptied(store):
    """One journal for all examples, emptied after each."""
    try:
        yield store
    finally:
        for table in ("answers", "versions", "entries"):
            query(store, f"DELETE FROM {table}")
        query(store, "INSERT INTO search (search) VALUES ('rebuild')")


def entries(store):
    return {e.uid: e for e in store.entries()}


def texts(store):
    """All that was said, in entries and in versions: uid and text."""
    sql = "SELECT e.uid, v.content FROM versions AS v JOIN entries AS e ON e.id = v.entry"
    before = {(u, json.loads(c)["answers"]["text"]["value"]) for u, c in query(store, sql)}
    return before | {(e.uid, e.value("text")) for e in store.entries()}


def query(store, sql):
    return store._connection.execute(sql).fetchall()


def take(store, files):
    return sum((store.put_all(file, now=NOW) for file in files), Taken())


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(FILES, st.randoms(use_true_random=False))
def test_every_text_is_kept_or_counted(opened, files, random):
    """With one of them deleted here in between."""
    with emptied(opened) as store:
        taken = take(store, files)
        all_of_them = [e for file in files for e in file]

        assert {(e.uid, e.value("text")) for e in all_of_them} <= texts(store)
        assert sum_of(taken) == len(all_of_them)
        before = entries(store)
        if before:
            store.bin.put(random.choice(list(before.values())), NOW)
        here = entries(store)
        random.shuffle(files)
        again = take(store, files)

        left_out = [e for e in all_of_them if e.uid not in here]
        assert (again.added, again.updated, again.in_bin) == (0, 0, len(left_out))
        assert entries(store) == here


def sum_of(taken):
    return taken.added + taken.updated + taken.unchanged + taken.older + taken.in_bin


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(FILES, st.sampled_from(TIMES[1:]), st.randoms(use_true_random=False))
def test_a_change_made_here_beats_every_import_of_the_same(opened, files, clock, random):
    """Whatever the clock showed when it was made, and shows when they come in again."""
    with emptied(opened) as store:
        take(store, files)
        changed = {}
        for uid, entry in entries(store).items():
            own = replace(entry, answers=note(uid, "my own").answers)
            changed[uid] = store.put(edited(entry, own, clock))
        random.shuffle(files)
        for now in (NOW, NOW + timedelta(days=9000)):
            for file in files:
                store.put_all(file, now=now)

        assert entries(store) == changed


@pytest.mark.parametrize("here", [None, "edited"])
def test_a_time_from_the_future(opened, here):
    """It beats what was never changed here, and stays as it is; it beats no change made here."""
    with emptied(opened) as store:
        ahead = note("a", "ahead", NOW + timedelta(days=2000))
        mine = store.put(note("a", "mine"))
        if here:
            mine = store.put(edited(mine, mine, NOW))
        taken = store.put_all([ahead], now=NOW)
        found = entries(store)["a"]

        assert taken == (Taken(older=1) if here else Taken(updated=1))
        assert found.value("text") == ("mine" if here else "ahead")
        assert found.edited_at == (mine.edited_at if here else ahead.edited_at)
        assert texts(store) == {("a", "mine"), ("a", "ahead")}


UIDS = [f"00000000-0000-5000-8000-00000000000{n}" for n in range(4)]


def from_jrnl(store, *said):
    """A file of a source without uids, its entries all of one minute."""
    return store.put_all([note(UIDS[n], text) for n, text in said], now=NOW, without_uids=True)


def test_one_corrected_in_a_source_without_uids(opened):
    """It is the same entry, corrected; what it said before is a version; changed here it stays."""
    with emptied(opened) as store:
        from_jrnl(store, (0, "Title\nold"))
        assert from_jrnl(store, (1, "Title\nnew")) == Taken(updated=1)
        assert from_jrnl(store, (1, "Title\nnew")) == Taken(unchanged=1)
        assert from_jrnl(store, (0, "Title\nold")) == Taken(older=1)
        [found] = entries(store).values()
        assert (found.uid, found.value("text")) == (UIDS[0], "Title\nnew")

        own = store.put(edited(found, replace(found, answers=note("a", "Title\nmy").answers), NOW))
        assert from_jrnl(store, (2, "Title\nlater")) == Taken(older=1)
        assert list(entries(store).values()) == [own]
        store.bin.put(own, NOW)
        assert from_jrnl(store, (3, "Title\nlast")) == Taken(in_bin=1)


@pytest.mark.parametrize(
    ("here", "comes"),
    [
        ([(0, "Title\na"), (1, "Title\nb")], [(2, "Title\nc")]),
        ([(0, "Title\na")], [(1, "Title\nb"), (2, "Title\nc")]),
        ([(0, "Title\na")], [(0, "Title\na"), (1, "Title\nb")]),
        ([(0, "Title\na")], [(1, "Other\na")]),
    ],
)
def test_two_of_one_minute_and_title_are_two(opened, here, comes):
    """Where there are several in the file or here, nobody can tell which was corrected."""
    with emptied(opened) as store:
        from_jrnl(store, *here)
        from_jrnl(store, *comes)

        assert len(entries(store)) == len({n for n, _ in [*here, *comes]})
