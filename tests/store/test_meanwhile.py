"""
What other processes do meanwhile, and what they leave behind when they die:
* the journal of a write that was cut off is never played into another file
* a long reading gives what was chosen, and nothing that took its place
* what is erased is in no copy, though one was made at that moment or let go
* a reader whose file was replaced hears "busy", not that it is damaged
"""

from __future__ import annotations

import shutil
from contextlib import closing

import pytest

from journal.core.errors import StoreError
from journal.store import Cipher, backups, open_store
from journal.store.backups import Copies, keep_copy, save_copy
from journal.store.convert import convert
from journal.store.database_file import put_in_its_place
from journal.store.lock_change import put_copy_back
from journal.store.row_mapping import BATCH
from journal.store.sqlite import BUSY, connect_plain

UNLOCKED = Cipher(None)


def put(path, entry, *uids, **more):
    with open_store(path) as store:
        store.put_all(entry(uid, **more) for uid in uids)


def uids(path):
    with open_store(path) as store:
        return {e.uid for e in store.entries(flagged=True)}


def cut_off(path):
    """Leave the file and the journal beside it as a kill in the middle of a long write does."""
    working = path.with_name("working.db")
    shutil.copy(path, working)
    with closing(connect_plain(working)) as connection:
        connection.execute("PRAGMA cache_size = 5")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE answers SET text = 'garbage ' || rowid || text")
        for end in ("", "-journal"):
            shutil.copy(f"{working}{end}", f"{path}{end}")
    working.unlink()
    assert (path.parent / "journal.db-journal").stat().st_size > 10_000


def gone(path):
    path.unlink()


def empty(path):
    path.write_bytes(b"")


def of_another_program(path):
    content = bytearray(path.read_bytes())
    content[68:72] = b"ZZZZ"
    path.write_bytes(content)


@pytest.mark.parametrize("happened", [gone, empty, of_another_program])
def test_a_copy_is_put_back_beside_a_write_that_was_cut_off(path, tmp_path, entry, happened):
    """It is whole; so is what could not be opened, which is set aside with what belongs to it."""
    put(path, entry, *map(str, range(200)), said="x" * 2000)
    save_copy(path, tmp_path / "copy.db", UNLOCKED)
    cut_off(path)
    happened(path)

    put_copy_back(path, tmp_path / "copy.db", UNLOCKED, UNLOCKED)

    assert len(uids(path)) == 200
    aside = list((tmp_path / "backups").glob("set-aside*.db"))
    assert len(aside) == (0 if happened is gone else 1)
    if happened is of_another_program:
        with closing(connect_plain(aside[0])) as connection:
            rows = connection.execute("SELECT text FROM answers WHERE text IS NOT NULL")
            texts = [text for (text,) in rows]
        assert len(texts) == 200
        assert not any(text.startswith("garbage") for text in texts)


def test_a_new_journal_begins_empty_beside_a_write_that_was_cut_off(path, entry):
    """Nothing of the old one comes into it."""
    put(path, entry, *map(str, range(200)), said="x" * 2000)
    cut_off(path)
    path.unlink()

    put(path, entry, "new")

    assert uids(path) == {"new"}
    assert path.stat().st_size < 200_000


def test_an_entry_that_takes_the_place_of_an_erased_one_is_not_given(path, entry):
    """A long export does not hand out what was kept apart while it went on."""
    names = [f"{n:03}" for n in range(BATCH + 1)]
    put(path, entry, *names)
    with open_store(path) as store:
        going_on = store.entries()
        first = next(going_on)
        store.erase(store.find(names[-1]))
        store.put(entry("kept apart", care="flagged"))
        store.put(entry("later"))
        given = [first, *going_on]

    assert [e.uid for e in given] == names[:-1]


def test_a_copy_made_while_erasing_does_not_keep_it(path, entry, monkeypatch):
    """Made after the copies were cleaned, before the entry itself was gone."""
    put(path, entry, "stays", "goes")
    clean = Copies.erase

    def cleaned_then_copied(self, uid):
        clean(self, uid)
        if not backups.copies_of(path):
            keep_copy(path, connect_plain)

    monkeypatch.setattr(Copies, "erase", cleaned_then_copied)
    with open_store(path) as store:
        store.erase(store.find("goes"))

    [copy] = backups.copies_of(path)
    assert uids(copy) == {"stays"}


def test_a_copy_that_is_let_go_while_erasing_holds_nothing_any_more(path, entry, monkeypatch):
    """Another process keeps its last five."""
    put(path, entry, "goes")
    there = backups.copies_of
    missing = path.parent / "backups" / "journal-20260101-000000.db"
    monkeypatch.setattr(backups, "copies_of", lambda path: [missing, *there(path)])

    with open_store(path) as store:
        store.erase(store.find("goes"))

    assert uids(path) == set()


def test_a_reader_whose_file_was_replaced_hears_that_it_is_busy(path, tmp_path, entry):
    """What it has open is overwritten, and that is no damage."""
    put(path, entry, *map(str, range(3 * BATCH)), said="x" * 2000)
    new = tmp_path / "new.db"
    new.touch()
    with open_store(path) as store:
        going_on = store.entries()
        next(going_on)
        convert(path, UNLOCKED, new, Cipher("four words in a row"))
        put_in_its_place(new, path)

        with pytest.raises(StoreError, match=BUSY):
            list(going_on)
