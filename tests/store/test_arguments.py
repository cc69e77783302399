"""
Care belongs to the argument, whatever way an entry came, changed or went:
* all entries of an argument need the care of the most careful one that is there
* kept apart, they are in no list, search, count or completion, and go by F numbers
* none that is shown goes back to one that is kept apart
* a number is an entry's own for good, also while it goes by another
* what comes back once an entry is deleted is known before; so is what can be brought back
* the second argument kept apart turns the view plain, once; it is not argued with
* so it is after a journal was locked, put back from a copy, or written by an earlier schema
"""

from __future__ import annotations

import shutil
from collections import deque
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journal.core.entries.arguments import arguments
from journal.core.model import Entry, Said
from journal.store import Cipher, Store, empty_store, open_store
from journal.store.backups import save_copy
from journal.store.entry_numbers import numbers
from journal.store.lock_change import change_lock, put_copy_back

from .conftest import NOON, make_entry

OLD = Path(__file__).parent / "old"

UIDS = "abcdefg"
GONE = "gone"
"""What no entry has, and some are about."""

CARES = (None, "unsure", "flagged")
_MORE = count(1)


def one(uid, care, about, draft=False):
    """An entry that is found by its uid, makes a plan, and was changed later than all before."""
    later = NOON + timedelta(days=1, seconds=next(_MORE))
    plan = Said("ask_plain", "plan_move", "What then?", {"ask_plain": "Ask plainly"})
    entry = make_entry(
        uid, said=f"word{uid}", hours=UIDS.index(uid), care=care, edited_at=later,
        about=None if about == uid else about, draft_at="body" if draft else None,
    )  # fmt: skip
    return replace(entry, answers={**entry.answers, "plan_move": plan})


uids, cares = st.sampled_from(UIDS), st.sampled_from(CARES)
pages = st.tuples(uids, cares, st.none() | st.sampled_from([*UIDS, GONE]))
STEPS = {
    "put": st.tuples(pages, st.booleans()),
    "take": st.lists(pages, min_size=1, max_size=4, unique_by=lambda page: page[0]),
    "try_taking": st.lists(pages, min_size=1, max_size=4, unique_by=lambda page: page[0]),
    "change_care": st.tuples(uids, cares),
    "delete": uids,
    "restore": uids,
    "erase": uids,
    "purge": st.none(),
    "see_the_loop": st.none(),
}
OF_THE_FILE = {"lock": st.none(), "make_copy": st.none(), "put_back": st.none(), "open": st.none()}


def sequences(steps, most):
    one_step = st.one_of(*(st.tuples(st.just(name), argument) for name, argument in steps.items()))
    return st.lists(one_step, min_size=1, max_size=most)


def components(entries):
    """The arguments, by looking from each entry to its neighbours until there are no more."""
    near = {}
    for entry in entries:
        near.setdefault(entry.uid, set())
        if entry.about is not None:
            near[entry.uid].add(entry.about)
            near.setdefault(entry.about, set()).add(entry.uid)
    found, met = [], set()
    for entry in entries:
        if entry.uid in met:
            continue
        reached, ahead = {entry.uid}, deque([entry.uid])
        while ahead:
            new = near[ahead.popleft()] - reached
            reached |= new
            ahead.extend(new)
        met |= reached
        found.append({e.uid for e in entries if e.uid in reached})
    return found


def worst(entries, argument):
    return max((e.care for e in entries if e.uid in argument), key=CARES.index)


@dataclass
class Journal:
    """A journal, what is known of it, and the copy that was made of it last."""

    store: Store
    folder: Path | None = None
    phrase: str | None = None
    copy: tuple[Path, str | None, dict[tuple[str, bool], str]] | None = None
    apart: int = 0
    now: datetime = NOON
    calls: dict[tuple[str, bool], str] = field(default_factory=dict)

    @property
    def path(self) -> Path:
        return self.folder / "journal.db"

    @property
    def deleted(self) -> dict[str, Entry]:
        return {e.uid: e for e, _at in self.store.bin.contents()}

    def do(self, step, given):
        """One step; then all that holds after every step is looked at."""
        view = "loop" if step == "see_the_loop" else self.store.state.view
        getattr(self, step)(given)
        self.look(view, put_back=step == "put_back")

    def put(self, given):
        page, draft = given
        if page[0] in self.deleted:
            return
        there = self.store.find(page[0])
        entry = one(*page, draft=draft and (there is None or there.is_draft))
        kept = self.store.put(replace(entry, revision=there and there.revision))
        assert kept == self.store.find(kept.uid)
        assert (kept.number, kept.argument_care) == (
            self.store.find(kept.uid).number, self.store.find(kept.uid).argument_care,
        )  # fmt: skip

    def take(self, given, **how):
        self.store.put_all([one(*page) for page in given], **how)

    def try_taking(self, given):
        self.take(given, keep=False)

    def change_care(self, given):
        uid, care = given
        if (entry := self.store.find(uid)) is not None and not entry.is_draft:
            self.store.put(replace(entry, care=care))

    def delete(self, uid):
        """What is said before to come back by it does, and nothing else."""
        if (entry := self.store.find(uid)) is not None:
            told = self.store.bin.eased_by(entry)
            before = {e.uid: e.argument_care for e in self.store.entries(flagged=True)}
            self.store.bin.put(entry, NOON)
            eased = [
                (e.uid, e.call, e.argument_care)
                for e in self.store.entries(flagged=True)
                if before[e.uid] != e.argument_care
            ]
            assert sorted((e.uid, e.call, e.argument_care) for e in told) == sorted(eased)

    def restore(self, uid):
        if uid in self.deleted:
            self.store.bin.restore(self.deleted[uid])

    def erase(self, uid):
        there = self.deleted.get(uid) or self.store.find(uid)
        if there is not None:
            self.store.erase(there)
            self.forget({uid})

    def purge(self, _):
        before = set(self.deleted)
        for _week in range(8):
            self.now += timedelta(days=7)
            self.store.bin.purge(self.now)
        self.forget(before - set(self.deleted))

    def see_the_loop(self, _):
        self.store.state.view = "loop"

    def open(self, _):
        self.store.close()
        self.store = open_store(self.path, connect=Cipher(self.phrase))

    def lock(self, _):
        self.store.close()
        new = "four words in a row" if self.phrase is None else None
        change_lock(self.path, Cipher(self.phrase), Cipher(new))
        self.phrase = new
        self.open(None)

    def make_copy(self, _):
        place = self.folder / f"copy{next(_MORE)}.db"
        save_copy(self.path, place, Cipher(self.phrase))
        self.copy = (place, self.phrase, dict(self.calls))

    def put_back(self, _):
        if self.copy is None:
            return
        place, phrase, self.calls = self.copy[0], self.copy[1], dict(self.copy[2])
        self.store.close()
        put_copy_back(self.path, place, Cipher(phrase), Cipher(self.phrase))
        self.phrase = self.phrase or phrase
        self.open(None)

    def forget(self, uids):
        self.calls = {known: call for known, call in self.calls.items() if known[0] not in uids}

    def look(self, view, *, put_back):
        store = self.store
        entries = list(store.entries(flagged=True))
        together = components(entries)
        care = {uid: worst(entries, some) for some in together for uid in some}
        shown = [e.uid for e in entries if care[e.uid] != "flagged"]

        assert {e.uid: e.argument_care for e in entries} == care
        assert [e.uid for e in store.entries()] == shown
        assert (store.count(), store.count(flagged=True)) == (
            len(shown), len(entries) - len(shown),
        )  # fmt: skip
        assert [e.uid for uid in UIDS for e, _ in store.search(f"word{uid}")] == sorted(shown)
        calm = [uid for uid in shown if care[uid] is None]
        latest = store.latest_with("plan_move")
        assert (latest.uid if latest else None) == (calm[-1] if calm else None)
        self._numbers(entries, care)
        apart = sum(worst(entries, some) == "flagged" for some in together)
        if self.apart < 2 <= apart:
            assert store.state.view == "plain"
        elif not put_back:
            assert store.state.view == view
        self.apart = apart
        store._connection.execute("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")

    def _numbers(self, entries, care):
        """Each is the entry's own, and F stands before those kept apart."""
        by_uid = {e.uid: e for e in entries}
        for entry in entries:
            apart = care[entry.uid] == "flagged"
            assert entry.call == f"{'F' * apart}{entry.number}"
            assert self.store.entry(entry.call).uid == entry.uid
            assert self.calls.setdefault((entry.uid, apart), entry.call) == entry.call
            about = by_uid.get(entry.about)
            assert apart or about is None or care[about.uid] != "flagged"
        calls = list(self.calls.values())
        assert len(calls) == len(set(calls))
        for entry in self.deleted.values():
            assert entry.is_draft or self.store.bin.entry(entry.call).uid == entry.uid
        if self.folder is not None and self.phrase is None:
            shown = [e for e in entries if care[e.uid] != "flagged"]
            completed = [number for number, _ in numbers(self.path, "", 50)]
            assert completed == [e.number for e in reversed(shown)]
            come_back = [e for e in self.deleted.values() if not (e.is_apart or e.is_draft)]
            come_back += [e for e in shown if self.store.versions(e)]
            completed = [number for number, _ in numbers(self.path, "", 50, restores=True)]
            assert sorted(completed) == sorted(e.number for e in come_back)


@pytest.mark.slow
@given(sequences(STEPS, 14))
@settings(max_examples=60, deadline=None, database=None)
def test_after_every_step_care_belongs_to_the_argument(steps):
    """Saved, taken in, tried, changed, deleted, brought back, erased, purged: in any order."""
    with empty_store() as store:
        journal = Journal(store)
        for step, given_to_it in steps:
            journal.do(step, given_to_it)


@pytest.mark.slow
@given(sequences(STEPS | OF_THE_FILE, 12))
@settings(max_examples=60, deadline=None, database=None)
def test_so_it_does_in_a_file_that_is_locked_copied_and_put_back(tmp_path_factory, steps):
    """The journal that a copy is put back over counts as what was there before."""
    folder = tmp_path_factory.mktemp("journal")
    journal = Journal(open_store(folder / "journal.db"), folder)
    try:
        for step, given_to_it in steps:
            journal.do(step, given_to_it)
    finally:
        journal.store.close()


@pytest.mark.parametrize("phrase", [None, "four words in a row"])
@pytest.mark.parametrize(
    ("there", "view", "then"),
    [(0, "loop", "plain"), (1, "loop", "plain"), (2, "loop", "loop"), (0, "plain", "plain")],
)
def test_a_copy_that_is_put_back_brings_no_loop_along(tmp_path, there, view, then, phrase):
    """Not where fewer than two arguments were kept apart, and not where the view was plain."""
    path, copy, key = tmp_path / "journal.db", tmp_path / "copy.db", Cipher(phrase)
    with open_store(path, connect=key) as store:
        kept = [store.put(make_entry(uid, care="flagged")) for uid in "ab"]
        store.state.view = "loop"
    save_copy(path, copy, key)
    with open_store(path, connect=key) as store:
        for entry in kept[there:]:
            store.erase(entry)
        store.state.view = view
    put_copy_back(path, copy, key, key)

    with open_store(path, connect=key) as store:
        assert (store.count(flagged=True), store.state.view) == (2, then)


@pytest.mark.parametrize("locked", ["", "-locked"])
def test_a_journal_of_an_earlier_schema_has_it_worked_out(tmp_path, locked):
    """A conflict whose follow-up was kept apart goes with it; what was written stays the same."""
    path, key = tmp_path / "journal.db", Cipher("four words in a row" if locked else None)
    shutil.copy(OLD / f"schema-2{locked}.db", path)
    with open_store(path, connect=key) as store:
        entries = {e.uid[-2:]: e for e in store.entries(flagged=True)}
        followup = entries["06"]

        assert {i: e.call for i, e in entries.items() if e.is_apart} == {
            "04": "F1", "06": "F2", "05": "F3"
        }  # fmt: skip
        assert (entries["05"].care, entries["05"].lean) == (None, "away")
        assert [e.number for e in store.entries()] == [1, 2, 3, 5, 6]
        assert store.state.view == "plain"
        store.bin.put(followup, NOON)
        assert store.entry("4").uid == entries["05"].uid


@given(st.dictionaries(uids, st.none() | st.sampled_from([*UIDS, GONE])))
@settings(deadline=None, database=None)
def test_arguments_are_what_hangs_together(about):
    """Also through one that is gone, and round in a circle."""
    entries = [make_entry(uid, about=other) for uid, other in about.items()]

    assert list(map(set, arguments(about))) == components(entries)
