"""
One journal in two windows, for every pair of writes, locked or not:
* what the first one did is undone by the second, which had read before it, in no case
* the second is kept, or told of and kept as an entry of its own
* a working copy that waits notices what became of its entry
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import product
from typing import Any

import pytest

from journal.core.dialogue.revision import copy_of
from journal.core.errors import ChangedElsewhereError
from journal.core.model import Entry, Said
from journal.store import Cipher, Store, open_store

PHRASE = "four words in a row"
BEFORE = "how it was before"


def said(entry: Entry, words: str, **fields: Any) -> Entry:
    """An entry that tells something else."""
    return replace(entry, answers={"facts": Said(words, "facts", "What was seen?")}, **fields)


def everything(store: Store) -> str:
    """All that can be read of a journal, versions, working copies and deleted ones included."""
    entries = [*store.entries(flagged=True, drafts=True), *(e for e, _ in store.bin.contents())]
    copies = [copy for e in entries if (copy := store.aside(e.uid))]
    versions = [v.entry for e in entries for v in store.versions(e)]
    return json.dumps([e.value("facts") for e in (*entries, *copies, *versions)])


def rows(store: Store) -> list[Any]:
    """Every row of what was written."""
    tables = ("entries", "answers", "versions", "state")
    return [store._connection.execute(f"SELECT * FROM {t}").fetchall() for t in tables]


@dataclass(frozen=True)
class Write:
    """
    One thing that a person does.

    Attributes:
        begins: What is there before: `finished`, `deleted` or `draft`.
        does: Writes, given what was read and the words typed; None where nothing is written.
        holds: Whether what it did still stands, given the words.
    """

    begins: str
    does: Callable[[Store, Entry, str], object]
    holds: Callable[[Store, str], bool]


def is_kept(store: Store, words: str) -> bool:
    return words in everything(store)


def is_gone(store: Store, _words: str) -> bool:
    return not store.knows("a") and BEFORE not in everything(store)


def is_apart(store: Store, _words: str) -> bool:
    return [e.uid for e in store.entries() if e.value("facts") == BEFORE] == []


def is_deleted(store: Store, _words: str) -> bool:
    return store.find("a") is None and store.knows("a")


def is_there(store: Store, _words: str) -> bool:
    return store.find("a") is not None


def has_lean(store: Store, _words: str) -> bool:
    found = store.find("a")
    known = [found, *(v.entry for v in store.versions(found))] if found else []
    return any(e.lean_overruled == "away" for e in known)


def finish_change(store: Store, entry: Entry, words: str) -> None:
    copy = store.put_aside(said(copy_of(entry), words, draft_at="body"))
    store.put(said(entry, words), done=copy)


WRITES = {
    "edit": Write("finished", lambda s, e, w: s.put(said(e, w)), is_kept),
    "edit in full": Write("finished", finish_change, is_kept),
    "edit the lean": Write(
        "finished", lambda s, e, _w: s.put(replace(e, lean_overruled="away")), has_lean
    ),
    "begin to edit": Write(
        "finished", lambda s, e, w: s.put_aside(said(copy_of(e), w, draft_at="body")), is_kept
    ),
    "keep apart": Write("finished", lambda s, e, w: s.put(said(e, w, care="flagged")), is_apart),
    "delete": Write("finished", lambda s, e, _w: s.bin.put(e, e.written_at), is_deleted),
    "delete for good": Write("finished", lambda s, e, _w: s.erase(e), is_gone),
    "restore": Write("deleted", lambda s, e, _w: s.bin.restore(e), is_there),
    "delete a deleted one for good": Write("deleted", lambda s, e, _w: s.erase(e), is_gone),
    "go on with a draft": Write(
        "draft", lambda s, e, w: s.put(said(e, w, draft_at="body")), is_kept
    ),
    "finish a draft": Write("draft", lambda s, e, w: s.put(said(e, w, draft_at=None)), is_kept),
    "erase a draft": Write("draft", lambda s, e, _w: s.erase(e), is_gone),
}

PAIRS = [
    pytest.param(one, other, id=f"{one} - {other}")
    for one, other in product(WRITES, repeat=2)
    if WRITES[one].begins == WRITES[other].begins
]


@pytest.fixture(params=[None, pytest.param(PHRASE, marks=pytest.mark.slow)], ids=["open", "locked"])
def windows(request, tmp_path, entry):
    """Opens a journal with one entry twice, and reads the entry in both."""
    key = Cipher(request.param)

    def at(begins: str) -> tuple[Store, Store, Entry]:
        one = open_store(tmp_path / "journal.db", connect=key)
        fields = {"draft_at": "unsafe"} if begins == "draft" else {}
        kept = one.put(entry(said=BEFORE, **fields))
        if begins == "deleted":
            one.bin.put(kept, kept.written_at)
            kept = one.bin.entry(kept.call)
        other = open_store(tmp_path / "journal.db", connect=key)
        opened.extend((one, other))
        return one, other, kept

    opened: list[Store] = []
    yield at
    for store in opened:
        store.close()


@pytest.mark.parametrize(("first", "second"), PAIRS)
def test_the_second_undoes_nothing_of_the_first(windows, first, second):
    """It is refused and nothing changes, or both stand; refused, it is an entry of its own."""
    a, b = WRITES[first], WRITES[second]
    one, other, read = windows(a.begins)
    a.does(one, read, "typed in the first")
    before = rows(one)
    assert a.holds(one, "typed in the first")

    try:
        b.does(other, read, "typed in the second")
    except ChangedElsewhereError:
        assert rows(one) == before
        other.put(said(read, "typed in the second", uid="b", revision=None, number=None))
        assert is_kept(one, "typed in the second")
    else:
        assert b.holds(one, "typed in the second")
    assert a.holds(one, "typed in the first")


@pytest.mark.parametrize("first", [n for n, w in WRITES.items() if w.begins == "finished"])
def test_a_change_that_waits_notices_what_became_of_its_entry(windows, first):
    """Gone on with days later, it is put over nothing but what it was taken from."""
    one, other, read = windows("finished")
    copy = other.put_aside(said(copy_of(read), "typed before", draft_at="body"))
    did = WRITES[first]
    try:
        did.does(one, read, "typed in the first")
    except ChangedElsewhereError:
        # There is one working copy, and it is not what the first window read.
        assert is_kept(one, "typed before")
        if first != "delete for good":
            return
        one.erase(read, waiting=one.aside("a"))  # told of it, they want it all the same

    with pytest.raises(ChangedElsewhereError):
        other.put_aside(replace(copy, draft_at="trigger"))
    if first != "delete for good":
        assert is_kept(one, "typed before")
    assert did.holds(one, "typed in the first")


def test_deleted_and_restored_it_is_what_the_change_was_taken_from(windows):
    """A change that waits goes on then."""
    one, other, read = windows("finished")
    copy = other.put_aside(said(copy_of(read), "typed before", draft_at="body"))
    one.bin.put(read, read.written_at)
    one.bin.restore(one.bin.entry(read.call))

    assert other.put_aside(replace(other.aside("a"), draft_at="trigger")).base != copy.base
    assert other.aside("a").base == other.find("a").revision


@pytest.mark.parametrize("later", [True, False])
def test_an_import_gives_another_revision_if_it_changes_anything(windows, later):
    """What was read before it is refused after it."""
    one, other, read = windows("finished")
    hours = timedelta(hours=1) if later else timedelta(hours=-1)
    kept = one.put(replace(read, edited_at=read.written_at))
    one.put_all([said(kept, "taken in", revision=None, edited_at=read.written_at + hours)])

    if later:
        with pytest.raises(ChangedElsewhereError):
            other.put(said(kept, "typed in the second"))
        assert one.find("a").value("facts") == "taken in"
    else:
        other.put(said(kept, "typed in the second"))
        assert one.find("a").value("facts") == "typed in the second"
