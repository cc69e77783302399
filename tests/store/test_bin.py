"""
Deleting, restoring, purging:
* a deleted entry shows nowhere, counts nowhere and keeps its number
* restored it is there as it was, found by the same words
* purged it has left no byte
* a journal of the first schema is brought up to date, with all that was in it
"""

from __future__ import annotations

import shutil
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from journal.core.dates.periods import Period
from journal.core.dialogue.revision import copy_of
from journal.core.entries.filters import Like, Named
from journal.core.entries.merged import Taken
from journal.core.errors import UnknownEntryError
from journal.core.model import Other, Said
from journal.store import open_store
from journal.store.sqlite import connect_plain

OLD = Path(__file__).parent / "old" / "schema-1.db"
"""Made by the first release of the schema: three entries, one of them kept apart, and a draft."""

CANARY = "zq7xk9vj3"


def shown(store):
    """Every way in which an entry can show, and what it shows."""
    return {
        "list": [e.uid for e in store.entries(flagged=True, drafts=True)],
        "find": store.find("b") is not None,
        "last": store.entry("last").uid,
        "latest": store.latest_with("trigger").uid,
        "count": (store.count(), store.count(flagged=True)),
        "search": [e.uid for e, _ in store.search("what happened")],
    }


def test_a_deleted_entry_shows_nowhere(store, entry):
    """Neither in lists nor by its number, nor in counts, nor by its words."""
    store.put(entry("a"))
    before = shown(store)
    store.bin.put(store.put(entry("b", hours=1)), entry().written_at)

    assert shown(store) == before
    with pytest.raises(UnknownEntryError):
        store.entry("2")


def test_its_number_is_not_given_to_another(store, entry):
    """As long as it can come back; of those kept apart as well."""
    for uid, care in (("a", None), ("f", "flagged")):
        store.bin.put(store.put(entry(uid, care=care)), entry().written_at)

    assert store.put(entry("b")).call == "2"
    assert store.put(entry("g", care="flagged")).call == "F2"


@pytest.mark.parametrize("fields", [{}, {"care": "flagged"}])
def test_restored_it_is_as_it_was(store, entry, fields):
    """Every field and answer, its number and the words it is found by."""
    kept = store.put(entry("a", **fields))
    found = [e.uid for e, _ in store.search("happened")]
    store.bin.put(kept, entry().written_at)
    deleted = store.bin.entry(kept.call)
    assert deleted == kept
    store.bin.restore(deleted)

    assert store.entry(kept.call) == kept
    assert [e.uid for e, _ in store.search("happened")] == found
    assert store.bin.contents() == []
    with pytest.raises(UnknownEntryError):
        store.bin.entry(kept.call)


def test_only_what_has_waited_long_enough_is_purged(store, entry, path):
    """Counted from one opening to the next, whatever the offset; no byte of it stays."""
    at = entry().written_at
    old = store.put(entry("old", said=CANARY))
    store.put_aside(replace(copy_of(old), draft_at="body"))
    new = store.put(entry("new"))
    store.bin.put(old, at)
    assert CANARY in str(path.read_bytes())

    for day in range(0, 43, 7):
        assert store.bin.purge(at + timedelta(days=day)) == 0
    store.bin.put(new, at + timedelta(days=40))
    assert store.bin.purge((at + timedelta(days=43)).astimezone()) == 0
    assert store.bin.purge((at + timedelta(days=44)).astimezone()) == 1
    assert [(e.uid, when) for e, when in store.bin.contents()] == [("new", at + timedelta(days=40))]
    assert CANARY not in str(path.read_bytes()).lower()


def test_erasing_a_deleted_one_leaves_no_byte(store, entry, path):
    """For whoever does not want to wait."""
    kept = store.put(entry("a", said=CANARY))
    store.bin.put(kept, entry().written_at)
    store.erase(store.bin.entry(kept.call))

    assert store.bin.contents() == []
    assert CANARY not in str(path.read_bytes()).lower()


def test_what_was_deleted_here_does_not_come_in_again(store, entry):
    """Not while it is in the bin, however late it was edited; restored, it is here already."""
    store.put(entry("z"))
    kept = store.put(entry("a"))
    store.bin.put(kept, entry().written_at)

    later = replace(entry("a", said="later"), edited_at=entry().written_at)
    assert store.put_all([entry("a"), later]) == Taken(in_bin=2)
    store.bin.restore(store.bin.entry("2"))

    assert store.entry("2").answers == kept.answers
    assert store.put_all([entry("a")]) == Taken(unchanged=1)


def test_a_working_copy_shows_nowhere(store, entry):
    """Not even as a draft; putting the entry lets it go, and its words."""
    kept = store.put(entry("a"))
    store.put(entry("b", hours=1))
    before = shown(store)
    changed = replace(copy_of(kept), answers=entry("a", said=CANARY).answers, draft_at="body")
    copy = store.put_aside(changed)

    assert shown(store) == before
    assert store.draft() is None
    assert store.aside("a") == copy == replace(changed, number=None)
    assert store.aside("b") is None
    store.put(replace(kept, answers=entry("a", said="the end").answers), done=copy)
    assert store.aside("a") is None


@pytest.mark.parametrize("end", ["erase", "drop_aside", "put"])
def test_a_working_copy_leaves_no_byte(store, entry, path, end):
    """However the change ends."""
    kept = store.put(entry("a"))
    changed = replace(copy_of(kept), answers=entry("a", said=CANARY).answers, draft_at="body")
    copy = store.put_aside(changed)
    assert CANARY in str(path.read_bytes())
    ends = {
        "erase": lambda: store.erase(kept, waiting=copy),
        "drop_aside": lambda: store.drop_aside(copy),
        "put": lambda: store.put(kept, done=copy),
    }
    ends[end]()

    assert CANARY not in str(path.read_bytes())


def test_entries_are_found_by_their_choices(store, entry):
    """By the id of a word or an own word, in any case; all that is wanted has to be there."""
    own = Said(Other("Mother  CALLED, Ä"), "trigger", "What was it?")
    feelings = Said(("angry", "sad"), "surface", "What?")
    store.put(entry("a"))
    store.put(entry("b", answers={"trigger": own, "surface": feelings}, hours=24))
    store.put(entry("c", answers={"surface": feelings}, flow="caught"))

    def found(*named, flow="", since=None):
        like = Like(flow, tuple(Named(themes, word) for themes, word in named))
        return [e.uid for e in store.entries(Period(since), like)]

    assert found((("trigger",), "went_quiet")) == ["a"]
    assert found((("trigger",), "mother called, ä")) == ["b"]
    assert found((("softer", "surface"), "sad")) == ["c", "b"]
    assert found((("surface",), "sad"), (("surface",), "angry"), flow="full") == ["b"]
    assert found((("surface",), "sad"), since=entry(hours=24).happened_at.date()) == ["b"]
    assert found((("softer",), "sad")) == []
    assert found(flow="caught") == ["c"]
    assert [e.uid for e, _ in store.search("happened", like=Like("full"))] == ["a"]
    assert [e.uid for e, _ in store.search("mother", like=Like("caught"))] == []


def test_the_first_schema_is_brought_up_to_date(path):
    """Nothing of what was in it changes; deleting and searching work; a copy was made."""
    shutil.copy(OLD, path)
    path.chmod(0o600)
    with open_store(path) as store:
        said = {e.uid: e.value("facts") for e in store.entries(flagged=True, drafts=True)}
        found = [e.uid for e, _ in store.search("dishes")]
        words, view = store.own_words("triggers"), store.state.view
        store.bin.put(store.entry("1"), store.entry("1").written_at)
        left = [e.uid for e, _ in store.search("example")]

    assert said == {
        "a": "the example about dishes",
        "b": "the example about sunday",
        "c": "the example kept apart",
        "d": "the example not finished",
    }
    assert (found, left) == (["a"], ["b"])
    assert (words, view) == (["an example of an own word"], "loop")
    [copy] = (path.parent / "backups").iterdir()
    with closing(connect_plain(copy)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)
