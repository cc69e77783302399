"""
Importing:
* all or nothing
* the newer version of an entry wins, and importing twice adds nothing
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from journal.core.entries.merged import Taken
from journal.core.errors import InputError
from journal.store import open_store

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


def test_all_are_taken_with_numbers_in_their_order(store, entry):
    """Several batches are one import."""
    assert store.put_all((entry(f"{i:03}", hours=i) for i in range(450)), now=NOW) == Taken(450)

    assert list(range(1, 451)) == [e.number for e in store.entries()]
    assert store.put(entry("next")).number == 451


def test_importing_twice_adds_nothing_and_changes_nothing(store, path, entry):
    """Not a byte of the file."""
    entries = [entry(str(i)) for i in range(20)]
    store.put_all(entries, now=NOW)
    before = path.read_bytes()

    assert store.put_all(entries, now=NOW) == Taken(0, 0, 20)
    assert path.read_bytes() == before


def test_the_newer_version_wins(store, entry):
    """By the moment it was edited; never edited is oldest; as old as ours is not newer."""
    old = entry("a", said="old")
    edited = replace(entry("a", said="new"), edited_at=old.written_at)
    newest = replace(entry("a", said="newest"), edited_at=old.written_at + timedelta(seconds=1))

    assert store.put_all([old], now=NOW) == Taken(1, 0, 0)
    assert store.put_all([edited], now=NOW) == Taken(0, 1, 0)
    assert store.put_all([old, replace(edited, lean="away")], now=NOW) == Taken(0, 0, 1, older=1)
    assert store.put_all([newest, edited], now=NOW) == Taken(0, 1, 0, older=1)
    assert replace(newest, number=1) == store.find("a")


def test_two_versions_in_one_import_are_weighed_like_any(store, entry):
    """The later of them is kept, wherever it stands."""
    newer = replace(entry("a", said="newer"), edited_at=entry().written_at)

    assert store.put_all([entry("a"), newer, entry("b"), entry("a")], now=NOW) == Taken(
        2, 1, 0, older=1
    )
    assert replace(newer, number=1) == store.find("a")
    assert [e.uid for e, _ in store.search("newer")] == ["a"]


@pytest.mark.parametrize("taken_before", [3, 450])
def test_nothing_is_taken_if_the_source_fails_half_way(store, path, entry, taken_before):
    """The error of the source comes through; entries, index and file are as before."""
    store.put(entry("before", said="the dishes"))
    before = path.read_bytes()

    def broken():
        for i in range(taken_before):
            yield entry(str(i), said="the dishes")
        yield replace(entry("before", said="other"), edited_at=entry().written_at)
        raise InputError("line 9", "No date.")

    with pytest.raises(InputError, match="line 9"):
        store.put_all(broken(), now=NOW)
    assert path.read_bytes() == before
    assert [e.uid for e, _ in store.search("dishes")] == ["before"]
    assert store.put_all([entry("works again")], now=NOW) == Taken(1, 0, 0)


def test_the_source_may_be_another_journal(tmp_path, store, entry):
    """Everything goes over, drafts and flagged entries as well."""
    kinds = [{}, {"care": "flagged"}, {"draft_at": "body"}]
    for i, kind in enumerate(kinds):
        store.put(entry(str(i), hours=i, **kind))
    with open_store(tmp_path / "copy.db") as copy:
        copy.put_all(store.entries(flagged=True, drafts=True), now=NOW)

        copied = list(copy.entries(flagged=True, drafts=True))
    assert copied == list(store.entries(flagged=True, drafts=True))
    assert len(copied) == 3
