"""
Opening:
* a new journal is for its owner only and never replaces anything
* what is no journal of ours is refused with one sentence and left as it is
* before a new schema there is a copy
"""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
from contextlib import closing

import pytest

from journal.core.errors import StoreError
from journal.core.platform import disk
from journal.store import database_file, open_store, opening
from journal.store.migrations import migrations
from journal.store.schema import APPLICATION_ID, VERSION
from journal.store.sqlite import connect_plain, tables


@pytest.fixture
def no_umask():
    before = os.umask(0)
    yield
    os.umask(before)


def mode(path):
    return path.stat().st_mode & 0o777


def pragma(path, name):
    with closing(connect_plain(path)) as connection:
        return connection.execute(f"PRAGMA {name}").fetchone()[0]


def snapshot(folder):
    return {f: (f.stat().st_mtime_ns, f.is_file() and f.read_bytes()) for f in folder.rglob("*")}


def test_a_new_journal_is_for_its_owner_only(path, entry, no_umask):
    """Whatever the umask, also while it is written to."""
    during = {}

    def watched():
        yield from (entry(str(i)) for i in range(450))
        during.update({f.name: mode(f) for f in path.parent.iterdir()})

    with open_store(path) as store:
        store.put_all(watched())

    assert during == {"journal.db": 0o600, "journal.db-journal": 0o600}
    assert {path: 0o600} == {f: mode(f) for f in path.parent.iterdir()}


def test_the_settings_of_the_file(store, path):
    """Marked as ours, its version told, all steps taken, no write-ahead log."""
    assert pragma(path, "application_id") == APPLICATION_ID
    assert (
        VERSION
        == pragma(path, "user_version")
        == len(migrations().applied(tables(store._connection)))
    )
    assert pragma(path, "journal_mode") == "delete"


@pytest.mark.parametrize(
    ("name", "value"),
    [("foreign_keys", 1), ("secure_delete", 1), ("synchronous", 2), ("busy_timeout", 30_000)],
)
def test_the_settings_of_the_connection(store, name, value):
    """Deleting goes along, deleted text is overwritten, writes reach the disk."""
    assert value == store._connection.execute(f"PRAGMA {name}").fetchone()[0]


def test_opening_again_changes_nothing(path, entry):
    """Reading does not write."""
    with open_store(path) as store:
        store.put(entry())
    before = snapshot(path.parent)
    with open_store(path) as store:
        assert store.count() == 1
        list(store.entries())
        store.find("a")
        list(store.search("what"))

    assert before == snapshot(path.parent)


def test_without_hard_links_it_is_made_all_the_same(path, monkeypatch):
    """Some disks have none."""
    monkeypatch.setattr(os, "link", _no_links)
    with open_store(path) as store:
        assert store.count() == 0

    assert [path] == list(path.parent.iterdir())
    assert mode(path) == 0o600


@pytest.mark.parametrize("links", [True, False])
def test_a_journal_made_in_between_is_not_replaced(path, entry, monkeypatch, links):
    """The faster of two processes makes it, the other one opens it."""
    make = disk.put
    if not links:
        monkeypatch.setattr(os, "link", _no_links)

    def late(beside, place):
        monkeypatch.setattr(disk, "put", make)
        with open_store(place) as faster:
            faster.put(entry())
        make(beside, place)

    monkeypatch.setattr(disk, "put", late)
    with open_store(path) as store:
        assert store.count() == 1
    assert [path] == list(path.parent.iterdir())


def test_a_new_journal_that_cannot_be_made_leaves_nothing(path):
    """A full disk: one sentence, no file, nothing beside it."""
    with pytest.raises(StoreError, match="disk is full"):
        open_store(path, connect=_with("PRAGMA max_page_count = 3"))
    assert list(path.parent.iterdir()) == []


def test_a_missing_folder_is_said(tmp_path):
    """The store makes no folders of its own choice."""
    with pytest.raises(StoreError, match="cannot be opened: No such file"):
        open_store(tmp_path / "nowhere" / "journal.db")


def _no_links(*_):
    raise OSError(errno.EPERM, "not permitted")


def _with(statement):
    def connect(path):
        connection = connect_plain(path)
        connection.execute(statement)
        return connection

    return connect


def _empty(path):
    path.touch()


def _folder(path):
    path.mkdir()


def _text(path):
    path.write_text("Dear diary")


def _one_byte(path):
    path.write_bytes(b"x")


def _encrypted(path):
    path.write_bytes(bytes(range(255, 0, -1)) * 32)


def _cut_off(path):
    open_store(path).close()
    os.truncate(path, 60)


def _damaged(path):
    open_store(path).close()
    whole = path.read_bytes()
    path.write_bytes(whole[:100] + b"\xff" * (len(whole) - 100))


def _other_program(path):
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE places (url)")


def _other_program_with_a_log(path):
    """A browser's database after a crash: opening it would settle its write-ahead log."""
    busy = path.with_name("busy.db")
    with closing(sqlite3.connect(busy)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE places (url)")
        for end in ("", "-wal"):
            shutil.copy(f"{busy}{end}", f"{path}{end}")


def _newer(path):
    open_store(path).close()
    with closing(connect_plain(path)) as connection:
        connection.execute(f"PRAGMA user_version = {VERSION + 1}")


@pytest.mark.parametrize(
    ("lay_out", "sentence"),
    [
        (_empty, "is empty"),
        (_folder, "is not a file"),
        (_text, "no journal, or the passphrase"),
        (_one_byte, "no journal of this program"),
        (_encrypted, "no journal, or the passphrase"),
        (_cut_off, "no journal of this program"),
        (_damaged, "damaged"),
        (_other_program, "no journal of this program"),
        (_other_program_with_a_log, "no journal of this program"),
        (_newer, "newer version"),
    ],
    ids=lambda case: getattr(case, "__name__", ""),
)
def test_what_is_no_journal_is_refused_and_left_as_it_is(path, lay_out, sentence):
    """Not a byte, not a date, not a side file."""
    lay_out(path)
    before = snapshot(path.parent)

    with pytest.raises(StoreError, match=sentence):
        open_store(path)
    assert before == snapshot(path.parent)


def test_the_check_holds_where_the_header_cannot_be_read(path, monkeypatch):
    """Of an encrypted file only the connection knows whose it is."""
    _newer(path)
    monkeypatch.setattr(database_file, "MAGIC", b"no such header")

    with pytest.raises(StoreError, match="newer version"):
        open_store(path)


def _older(path):
    """A journal of ours from before the first migration."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("CREATE TABLE old (text)")
        connection.execute("INSERT INTO old VALUES ('from before')")


def test_before_a_migration_there_is_a_copy(path, entry, no_umask):
    """As it was, for the owner only; then the journal is up to date."""
    _older(path)
    with open_store(path) as store:
        assert store.put(entry()).number == 1

    [copy] = (path.parent / "backups").iterdir()
    assert copy.name.startswith("journal-2")
    assert (mode(copy.parent), mode(copy)) == (0o700, 0o600)
    assert pragma(copy, "user_version") == 0
    with closing(connect_plain(copy)) as connection:
        assert connection.execute("SELECT text FROM old").fetchall() == [("from before",)]


def test_the_last_five_copies_are_kept(path):
    """The oldest go; what does not open, or has another name, is not touched or counted."""
    _older(path)
    folder = path.parent / "backups"
    folder.mkdir()
    names = [f"journal-2020010{day}-120000.db" for day in range(1, 8)]
    open_store(folder / "new").close()
    for name in [*names, "mine.db"]:
        shutil.copy(folder / "new", folder / name)
    (folder / "new").unlink()
    others = {"mine.db", "journal-2019-my-own.db", "journal-20190101-120000.db"}
    (folder / "journal-20190101-120000.db").write_bytes(b"\x11" * 8192)
    (folder / "journal-2019-my-own.db").touch()
    open_store(path).close()

    kept = sorted(f.name for f in folder.iterdir())
    assert names[3:] == [n for n in kept if n in names]
    assert others < set(kept)
    assert len(kept) == 4 + 3 + 1


def test_a_migration_that_fails_changes_nothing(path):
    """A table in the way of the last but one: no step is half taken, the copy stays."""
    _older(path)
    with closing(connect_plain(path)) as connection:
        connection.execute("CREATE TABLE state (of_another_kind)")
    before = path.read_bytes()

    with pytest.raises(StoreError):
        open_store(path)
    assert before == path.read_bytes()
    assert sorted(f.name for f in path.parent.iterdir()) == ["backups", "journal.db"]


def test_of_two_that_migrate_at_once_only_one_copies(path):
    """The slower one finds it done under the lock; the copy is the one from before."""
    _older(path)
    faster = []

    def meanwhile(statement):
        if statement == "BEGIN IMMEDIATE" and not faster:
            faster.append(open_store(path))

    def connect(place):
        connection = connect_plain(place)
        connection.set_trace_callback(meanwhile)
        return connection

    with open_store(path, connect=connect) as slower, faster[0]:
        assert slower.count() == faster[0].count() == 0
    [copy] = (path.parent / "backups").iterdir()
    assert pragma(copy, "user_version") == 0


def test_a_disk_too_full_for_a_copy_stops_the_migration(path):
    """The journal is as it was, and no part of a copy stays."""
    _older(path)
    with closing(connect_plain(path)) as connection:
        connection.execute("INSERT INTO old VALUES (hex(zeroblob(50000)))")
    before = path.read_bytes()

    with pytest.raises(StoreError, match="disk is full"):
        open_store(path, connect=_with("PRAGMA max_page_count = 3"))
    assert path.read_bytes() == before
    assert {path, path.parent / "backups"} == set(path.parent.rglob("*"))


def test_a_copy_that_fails_stops_the_migration(path):
    """No copy, no change."""
    _older(path)
    (path.parent / "backups").write_text("in the way")
    before = snapshot(path.parent)

    with pytest.raises(StoreError, match="cannot be opened"):
        open_store(path)
    assert before == snapshot(path.parent)


def test_a_full_disk_keeps_what_was_there(path, entry):
    """One sentence, without a word of the entry; the journal works on."""
    with open_store(path) as store:
        store.put(entry("before"))
    with open_store(path, connect=_with("PRAGMA max_page_count = 40")) as store:
        with pytest.raises(StoreError, match="disk is full") as full:
            store.put(entry("after", said="secret " * 50_000))

        assert "secret" not in f"{full.value}{full.value.__cause__}"
        assert [e.uid for e in store.entries()] == ["before"]
        assert store.put(entry("short")).number == 2


def test_a_full_disk_is_never_taken_for_done(path):
    """
    Also for the first write of a run.

    sqlite-utils tries out what SQLite can do by making a table; where that failed for want of
    room, it wrote in another way, which dropped the row and raised nothing.
    """
    open_store(path).close()
    with open_store(path, connect=_with("PRAGMA max_page_count = 1")) as store:
        with pytest.raises(StoreError, match="disk is full"):
            store.keep_own_word("triggers", "a word" * 5_000)

        assert store.own_words("triggers") == []


def test_a_read_only_file_says_so(path, entry):
    """It can still be read."""
    open_store(path).close()

    def read_only(place):
        return sqlite3.connect(f"file:{place}?mode=ro", uri=True, isolation_level=None)

    with open_store(path, connect=read_only) as store:
        assert store.count() == 0
        with pytest.raises(StoreError, match="read-only"):
            store.put(entry())


@pytest.mark.parametrize("lock", ["IMMEDIATE", "EXCLUSIVE"])
def test_a_busy_journal_says_so(path, entry, monkeypatch, lock):
    """After waiting; afterwards it works as before."""
    monkeypatch.setattr(opening, "BUSY_TIMEOUT", 50)
    with open_store(path) as store, closing(connect_plain(path)) as other:
        other.execute(f"BEGIN {lock}")
        with pytest.raises(StoreError) as busy:
            store.put(entry())
        with pytest.raises(StoreError, match="busy"):
            store.erase(entry("a"))
        other.execute("ROLLBACK")

        assert str(busy.value) == "The journal is busy. Please try again in a moment."
        assert store.put(entry()).number == 1


def test_a_reader_in_the_way_undoes_the_write(path, entry, monkeypatch):
    """Busy at the very end: nothing is half kept, and the next write works."""
    monkeypatch.setattr(opening, "BUSY_TIMEOUT", 50)
    with open_store(path) as store, closing(connect_plain(path)) as other:
        other.execute("BEGIN")
        other.execute("SELECT * FROM entries").fetchall()
        with pytest.raises(StoreError, match="busy"):
            store.put(entry())
        other.execute("COMMIT")

        assert list(store.entries()) == []
        assert store.put(entry()).number == 1


def test_closing_twice_does_no_harm(path):
    """A command may close early."""
    store = open_store(path)
    store.close()
    store.close()


def test_heavy_parts_are_loaded_when_a_journal_is_opened(python):
    """Not before: `journal --help` must not wait for them."""
    process = python("import sys, journal.store; print('sqlite_utils' in sys.modules)")

    assert process.communicate()[0] == "False\n"
