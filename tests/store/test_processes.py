"""
Several processes, and processes that die:
* entries written at once are all kept
* what was acknowledged survives kill -9
* what is written under a lock is written alone, also while the journal is copied
"""

from __future__ import annotations

import signal
from contextlib import closing

import pytest

from journal.store import Cipher, open_store
from journal.store.backups import keep_copy

pytestmark = pytest.mark.slow

WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from journal.core.model import Entry, Said
from journal.store import open_store
path, name, many = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
now = datetime(2026, 3, 1, tzinfo=UTC)
with open_store(path) as store:
    for i in range(many):
        answers = {"facts": Said(f"entry {i} of {name}", "facts", "What?")}
        put = store.put(Entry(f"{name}-{i}", "full", "conflict", now, now, answers))
        print(put.uid, flush=True)
"""


def test_ten_writers_at_once_lose_nothing(path, python):
    """Not even the journal itself, which none of them found there."""
    writers = [python(WRITER, path, name, 20) for name in "abcdefghij"]

    for writer in writers:
        writer.communicate(timeout=60)
    assert [w.returncode for w in writers] == [0] * 10
    with open_store(path) as store:
        entries = list(store.entries())
        found = sum(1 for _ in store.search("entry", limit=500))
    assert {f"{name}-{i}" for name in "abcdefghij" for i in range(20)} == {e.uid for e in entries}
    assert list(range(1, 201)) == sorted(e.number for e in entries)
    assert found == 200
    assert [path] == list(path.parent.iterdir())


def test_what_was_kept_survives_a_killed_writer(path, python, entry):
    """Every acknowledged entry is whole, and the journal can be written to at once."""
    acknowledged = []
    for name in "abc":
        writer = python(WRITER, path, name, 10_000)
        acknowledged += [writer.stdout.readline().strip() for _ in range(5)]
        writer.send_signal(signal.SIGKILL)
        acknowledged += writer.communicate()[0].split()

    with open_store(path) as store:
        entries = {e.uid: e for e in store.entries()}
        assert set(acknowledged) <= set(entries)
        assert all(e.value("facts") for e in entries.values())
        assert len(entries) + 1 == store.put(entry("next")).number
        assert store._connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        store._connection.execute("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")


ASKER = """
import sys
from pathlib import Path
from journal.store import Cipher
from journal.store.sqlite import foreign
connection = Cipher(sys.argv[2] or None)(Path(sys.argv[1]))
connection.execute("PRAGMA busy_timeout = 0")
for line in sys.stdin:
    try:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("ROLLBACK")
        print("free", flush=True)
    except foreign() as error:
        print(error, flush=True)
"""


@pytest.mark.parametrize("phrase", ["", "four words in a row"], ids=["open", "locked"])
def test_a_copy_made_while_writing_lets_nobody_else_write(path, python, entry, phrase):
    """By POSIX, a process that closes a file lets go of all its locks on it."""
    connect = Cipher(phrase or None)
    with open_store(path, connect=connect) as store:
        store.put(entry("one"))
    other = python(ASKER, path, phrase)

    def asked():
        print("now", file=other.stdin, flush=True)
        return other.stdout.readline().strip()

    with closing(connect(path)) as connection:
        assert asked() == "free"
        connection.execute("BEGIN IMMEDIATE")
        assert asked() == "database is locked"
        keep_copy(path, connect)
        assert asked() == "database is locked"
        connection.execute("ROLLBACK")
        assert asked() == "free"
