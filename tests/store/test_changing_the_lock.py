"""
Locking, changing the passphrase, unlocking:
* all that was in the file is in the new one, and nothing can be read in the old one's place
* the copies in `backups/` go along, or are put aside; none is removed
* whenever it is cut off it opens as before or with the new passphrase, and is made good later
* who waits meanwhile to write hears "busy", and no entry goes to the file that is gone
"""

from __future__ import annotations

import os
import threading
from contextlib import closing

import pytest

from journal.core.errors import StoreError
from journal.core.platform import disk
from journal.store import Cipher, backup_locks, is_locked, lock_change, open_store
from journal.store import convert as convert_room
from journal.store.backup_locks import relock
from journal.store.backups import copies_of, keep_copy, opens
from journal.store.lock_change import change_lock

pytestmark = pytest.mark.slow

CANARY = "zq7xk9vj3"
OPEN, ONE, TWO = Cipher(None), Cipher("the first one"), Cipher("the second one")
CHANGES = {"lock": (OPEN, ONE), "change": (ONE, TWO), "remove": (ONE, OPEN)}


@pytest.fixture
def journal(path, entry):
    """Makes a journal with three pages, one copy in `backups/`, under a lock or none."""

    def make(cipher):
        with open_store(path, connect=cipher) as store:
            store.put_all(entry(str(i), said=f"{CANARY} number {i}") for i in range(3))
            store.keep_own_word("triggers", CANARY)
            store.state.view = "plain"
        keep_copy(path, cipher)
        return path

    return make


def content(path, cipher):
    with open_store(path, connect=cipher) as store:
        found = [e.uid for e, _ in store.search(CANARY)]
        return (
            list(store.entries()), sorted(found), store.own_words("triggers"), store.state.view
        )  # fmt: skip


def readable(path):
    """The files in which the canary can be read."""
    return {f.name for f in path.parent.rglob("*.*") if CANARY.encode() in f.read_bytes()}


def in_folder(path):
    return {f.name for f in path.parent.iterdir()}


@pytest.mark.parametrize(("now", "new"), CHANGES.values(), ids=CHANGES)
def test_all_of_it_is_there_under_the_new_lock(journal, now, new):
    """Entries, search, own words, state; in the journal and in its copies; and nowhere else."""
    path = journal(now)
    before = content(path, now)
    stayed = change_lock(path, now, new)

    assert stayed == []
    assert is_locked(path) == (new is not OPEN)
    assert content(path, new) == before
    assert len(copies_of(path)) == 2
    assert all(opens(copy, new) for copy in copies_of(path))
    assert in_folder(path) == {"journal.db", "backups"}
    assert bool(readable(path)) == (new is OPEN)
    assert {f.stat().st_mode & 0o777 for f in (path, *copies_of(path))} == {0o600}
    with pytest.raises(StoreError):
        open_store(path, connect=now)


def test_what_stood_in_the_old_file_is_overwritten(journal):
    """Whoever reads the disk finds nothing in its place."""
    path = journal(OPEN)
    with path.open("rb") as old:
        assert CANARY.encode() in old.read()
        change_lock(path, OPEN, ONE)
        old.seek(0)

        assert set(old.read()) == {0}


def test_a_copy_that_cannot_be_rewritten_is_put_aside(journal):
    """One of ours that nothing opens; one of another name stays where it is. Both are named."""
    path = journal(OPEN)
    folder = path.parent / "backups"
    (folder / "journal-20200101-120000.db").write_bytes(b"\x11" * 8192)
    (folder / "mine.db").write_bytes(b"\x22" * 8192)
    stayed = change_lock(path, OPEN, ONE)

    assert stayed == [folder / "set-aside-20200101-120000.db", folder / "mine.db"]
    assert [copy.read_bytes()[:1] for copy in stayed] == [b"\x11", b"\x22"]
    assert len(copies_of(path)) == 2
    assert readable(path) == set()


def test_a_copy_that_a_person_put_there_is_locked_as_well(journal):
    """By whatever name."""
    path = journal(OPEN)
    folder = path.parent / "backups"
    copies_of(path)[0].rename(folder / "before the summer.db")
    change_lock(path, OPEN, ONE)

    assert opens(folder / "before the summer.db", ONE)
    assert readable(path) == set()


class CutOffError(BaseException):
    """As a kill would: nothing tidies up after it but what the next start does."""


STEPS = (
    (lock_change, "keep_copy"),
    (convert_room, "_compare"),
    (disk, "overwrite"),
    (lock_change, "relock"),
    (backup_locks, "_rewritten"),
)


@pytest.mark.parametrize(("room", "step"), STEPS, ids=[step for _, step in STEPS])
@pytest.mark.parametrize(("now", "new"), CHANGES.values(), ids=CHANGES)
def test_cut_off_at_any_step(journal, monkeypatch, now, new, room, step):
    """It opens with one of the two, and then the copies open with the same."""
    path = journal(now)
    before = content(path, now)

    def cut_off(*_):
        raise CutOffError

    with monkeypatch.context() as patch:
        patch.setattr(room, step, cut_off)
        with pytest.raises(CutOffError):
            change_lock(path, now, new)

    at_last = now if step in ("keep_copy", "_compare") else new
    assert content(path, at_last) == before
    assert copies_of(path)
    assert all(opens(copy, at_last) for copy in copies_of(path))
    assert in_folder(path) == {"journal.db", "backups"}
    with open_store(path, connect=at_last) as store:
        assert store.state.copies_due is None


def test_a_row_that_came_out_different_stops_it(journal, monkeypatch):
    """The new file is read through before it takes the place of the old one."""
    path = journal(OPEN)
    rows = convert_room._rows

    def one_less(connection, schema):
        return list(rows(connection, schema))[: -1 if schema == "beside" else None]

    monkeypatch.setattr(convert_room, "_rows", one_less)
    before = path.read_bytes()
    with pytest.raises(StoreError, match="Nothing was changed"):
        change_lock(path, OPEN, ONE)

    assert path.read_bytes() == before
    assert in_folder(path) == {"journal.db", "backups"}


@pytest.mark.parametrize(("now", "new"), CHANGES.values(), ids=CHANGES)
def test_whoever_had_it_open_hears_busy(journal, entry, now, new):
    """An answer is never acknowledged by a file that is gone."""
    path = journal(now)
    with open_store(path, connect=now) as store:
        _elsewhere(path, now, new)
        for write in (
            lambda: store.put(entry("late")),
            lambda: setattr(store.state, "view", "loop"),
        ):
            with pytest.raises(StoreError) as busy:
                write()
            assert str(busy.value) == "The journal is busy. Please try again in a moment."
    with open_store(path, connect=new) as store:
        assert store.put(entry("late")).number == 4


def _elsewhere(path, now, new):
    """In another process, since two builds of SQLite in one do not see each other's locks."""
    child = os.fork()
    if child == 0:
        change_lock(path, now, new)
        os._exit(0)
    assert os.waitpid(child, 0)[1] == 0


def test_whoever_waits_for_it_hears_busy(journal, monkeypatch):
    """A writer that stood in line until the new file was in place."""
    path = journal(ONE)
    convert, heard = convert_room.convert, []

    def write():
        with open_store(path, connect=ONE) as store:
            opened.set()
            may_write.wait()
            try:
                store.state.view = "loop"
            except StoreError as error:
                heard.append(str(error))

    def slowly(*args):
        may_write.set()
        convert(*args)

    opened, may_write = threading.Event(), threading.Event()
    monkeypatch.setattr(lock_change, "convert", slowly)
    writer = threading.Thread(target=write)
    writer.start()
    opened.wait()
    change_lock(path, ONE, TWO)
    writer.join()

    assert heard == ["The journal is busy. Please try again in a moment."]
    assert content(path, TWO)[-1] == "plain"


def test_nobody_writes_meanwhile(journal, monkeypatch):
    """What is written before counts; what comes while the new file is made has to wait."""
    path = journal(ONE)
    compare, tried = convert_room._compare, []

    def compared(connection):
        with closing(ONE(path)) as other:
            other.execute("PRAGMA busy_timeout = 0")
            try:
                other.execute("BEGIN IMMEDIATE")
            except Exception as error:
                tried.append(str(error))
        compare(connection)

    monkeypatch.setattr(convert_room, "_compare", compared)
    change_lock(path, ONE, TWO)

    assert tried[0] == "database is locked"


def test_settling_needs_nothing_where_nothing_is_due(journal):
    """And does no harm."""
    path = journal(ONE)
    before = copies_of(path)[0].read_bytes()

    assert relock(path, ONE) == []
    assert copies_of(path)[0].read_bytes() == before
