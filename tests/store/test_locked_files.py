"""
Locked files:
* they are in SQLCipher's default format, which another program opens with the passphrase
* everything a journal does works in them, and no byte in them can be read without
* a wrong passphrase, a flipped byte in any page, a file cut short: refused with one sentence, left
"""

from __future__ import annotations

import os
import random
import re
import shutil
from contextlib import closing, suppress

import pytest
from apsw import Connection, NotADBError

from journal.core.errors import PassphraseError, StoreError
from journal.store import Cipher, is_locked, open_store, opening
from journal.store.encryption import PAGE
from journal.store.integrity import faults
from journal.store.sqlite import foreign, tables

CANARY = "zq7xk9vj3"
PHRASE = 'it\'s a läng "one"; --'
LOCKED = Cipher(PHRASE)


def opened(path, phrase=PHRASE):
    return open_store(path, passphrase=lambda: [phrase])


def entries_or_sentence(path):
    """All entries of a locked file, or what is said where they cannot be read."""
    try:
        with opened(path) as store:
            return list(store.entries())
    except StoreError as error:
        return str(error)


@pytest.fixture(scope="module")
def locked_once(tmp_path_factory, entry):
    """A locked journal with forty pages that hold the canary, to be copied."""
    path = tmp_path_factory.mktemp("locked") / "journal.db"
    with open_store(path, connect=LOCKED) as store:
        store.put_all(entry(str(i), said=f"{CANARY} {i} " * 20) for i in range(40))
    return path


@pytest.fixture
def locked(path, locked_once):
    return shutil.copy(locked_once, path)


def test_another_program_opens_it(locked):
    """One with code of its own for this format, told nothing but the passphrase."""
    with closing(Connection(str(locked))) as other:
        other.pragma("cipher", "sqlcipher")
        other.pragma("legacy", 4)
        other.pragma("key", PHRASE)
        texts = [text for (text,) in other.execute("SELECT text FROM answers WHERE text NOT NULL")]

        assert other.pragma("integrity_check") == "ok"
    assert sum(CANARY in text for text in texts) == 40


def test_the_other_program_needs_the_passphrase(locked):
    """So that the test before this one can fail."""
    with closing(Connection(str(locked))) as other:
        other.pragma("cipher", "sqlcipher")
        other.pragma("legacy", 4)
        other.pragma("key", "another")
        with pytest.raises(NotADBError):
            other.execute("SELECT * FROM answers").fetchall()


def test_no_byte_can_be_read(locked):
    """Neither what was typed, nor that there are tables, nor in the journal of a write."""
    assert is_locked(locked)
    with opened(locked) as store, closing(LOCKED(locked)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("UPDATE answers SET text = text || 'more'")
        side = locked.with_name("journal.db-journal").read_bytes()
        other.execute("ROLLBACK")

        assert len(side) > PAGE
        assert store.count() == 40
    for data in (side, locked.read_bytes()):
        assert CANARY.encode() not in data
        assert b"CREATE TABLE" not in data
    assert [locked] == list(locked.parent.iterdir())


def test_all_of_it_works_in_a_locked_file(locked, entry):
    """Search, words, state, erasing: as in one that is not."""
    with opened(locked) as store:
        store.keep_own_word("triggers", "Sunday")
        store.state.view = "plain"
        store.erase(store.find("7"))

        assert len(list(store.search(CANARY, limit=100))) == 39
        assert store.own_words("triggers") == ["Sunday"]
        assert store.state.view == "plain"
        assert store.put(entry("new")).number == 41


def test_what_sqlite_utils_can_do_with_it(tmp_path):
    """It looks for the errors of its own driver; without our patch this insert fails."""
    file = tmp_path / "some.db"
    file.touch()
    with closing(LOCKED(file)) as connection:
        db = tables(connection)
        db.table("some").insert({"a": 1})
        db.table("some").insert({"a": 2, "b": 3}, alter=True)

        assert list(db.table("some").rows) == [{"a": 1, "b": None}, {"a": 2, "b": 3}]


def test_locked_and_unlocked_in_one_process(locked, tmp_path, entry):
    """The errors of both are told in our words."""
    with open_store(tmp_path / "open.db") as other, opened(locked) as store:
        for one in (other, store):
            one._connection.execute("DROP TABLE search")
            with pytest.raises(StoreError, match="could not be read or written"):
                list(one.search("what"))


@pytest.mark.parametrize("phrase", ["another", PHRASE.upper(), PHRASE + " ", "x" * 5000])
def test_a_wrong_passphrase(locked, phrase, capfd):
    """One sentence, no noise of a library, no change, and not a word of the passphrase."""
    before = locked.read_bytes()
    with pytest.raises(StoreError) as wrong:
        opened(locked, phrase)

    assert str(wrong.value) == "The passphrase does not fit, or the file is damaged."
    assert capfd.readouterr() == ("", "")
    assert locked.read_bytes() == before
    assert [locked] == list(locked.parent.iterdir())


def test_nobody_who_knows_the_passphrase(locked):
    """It is asked for only if there is a lock."""
    with pytest.raises(StoreError, match="The journal is locked"):
        open_store(locked)


def test_an_unlocked_journal_asks_for_none(path):
    """Neither when it is made nor later."""
    for _ in range(2):
        open_store(path, passphrase=lambda: pytest.fail("asked")).close()
    assert not is_locked(path)


@pytest.mark.parametrize("phrase", ["", "a\0b", "half \ud800"])
def test_what_can_be_no_passphrase(phrase):
    """It is told at once, without the passphrase, and before any file is touched."""
    with pytest.raises(PassphraseError, match="at least one character") as told:
        Cipher(phrase)
    assert phrase == "" or phrase not in str(told.value)


def test_a_passphrase_shows_nowhere():
    """Not even where an error would print what it had at hand."""
    assert PHRASE not in f"{LOCKED!r}{LOCKED}"


@pytest.mark.parametrize(
    "which", ["first", "middle", "last", pytest.param("any", marks=pytest.mark.slow)]
)
def test_a_flipped_byte_in_any_page(locked, which):
    """Refused when it is opened, whatever page it is in; never taken for empty or overwritten."""
    whole = locked.read_bytes()
    chance = random.Random(which)  # noqa: S311 - the same run every time
    offsets = {"first": 0, "middle": PAGE // 2, "last": PAGE - 1, "any": chance.randrange(PAGE)}
    pages = range(len(whole) // PAGE)

    assert len(pages) > 20
    for page in pages if which == "any" else (0, 1, pages[-1]):
        flipped = bytearray(whole)
        flipped[page * PAGE + offsets[which]] ^= 1 << chance.randrange(8)
        locked.write_bytes(flipped)
        with pytest.raises(StoreError, match=r"damaged|no journal, or the passphrase"):
            opened(locked)
        assert locked.read_bytes() == flipped
    assert [locked] == list(locked.parent.iterdir())


@pytest.mark.parametrize("which", ["middle", pytest.param("any", marks=pytest.mark.slow)])
def test_a_flipped_byte_in_a_long_file(locked, monkeypatch, which):
    """Every page is looked at when it is read: refused there, or not needed; never misread."""
    monkeypatch.setattr(opening, "FULL_CHECK_MAX_BYTES", 0)
    whole = locked.read_bytes()
    with opened(locked) as store:
        there = list(store.entries())
    pages = range(len(whole) // PAGE)
    chance = random.Random(which)  # noqa: S311 - the same run every time
    refused = 0
    for page in pages:
        flipped = bytearray(whole)
        offset = PAGE // 2 if which == "middle" else chance.randrange(PAGE)
        flipped[page * PAGE + offset] ^= 1 << chance.randrange(8)
        locked.write_bytes(flipped)
        found = entries_or_sentence(locked)
        assert found == there or re.search("damaged|no journal, or the passphrase", str(found))
        refused += found != there
        assert locked.read_bytes() == flipped
        with closing(LOCKED(locked)) as connection, suppress(*foreign()):
            assert faults(connection) == ["pages"]

    assert len(pages) // 3 < refused < len(pages)
    assert [locked] == list(locked.parent.iterdir())


@pytest.mark.parametrize("left", [1, 15, 16, 100, PAGE - 1, PAGE, PAGE + 1, 7 * PAGE, 7 * PAGE + 9])
def test_a_file_cut_short(locked, left):
    """Refused, and not a byte more is gone."""
    os.truncate(locked, left)
    before = locked.read_bytes()
    with pytest.raises(StoreError):
        opened(locked)

    assert locked.read_bytes() == before
    assert [locked] == list(locked.parent.iterdir())


def test_a_write_that_was_cut_off_is_taken_back(locked, python):
    """Killed in the middle of it: the journal beside it is locked as well, and opens with it."""
    code = (
        "import os, sys; from pathlib import Path; from journal.store import Cipher\n"
        "c = Cipher(sys.argv[2])(Path(sys.argv[1])); c.execute('PRAGMA cache_size = 2')\n"
        "c.execute('BEGIN IMMEDIATE'); c.execute('UPDATE answers SET text = upper(text)')\n"
        "print(os.path.getsize(sys.argv[1] + '-journal'), flush=True); os.kill(os.getpid(), 9)\n"
    )
    size = int(python(code, locked, PHRASE).communicate()[0])

    assert size > PAGE
    with opened(locked) as store:
        assert {e.value("facts")[: len(CANARY)] for e in store.entries()} == {CANARY}
    assert [locked] == list(locked.parent.iterdir())
