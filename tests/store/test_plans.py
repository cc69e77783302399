"""
What is read does not grow with the journal:
* list, search and show never look through all answers
"""

from __future__ import annotations

import re
from datetime import datetime

import pytest

from journal.core.model import Entry, Said
from journal.store import open_store

FULL_SCAN = re.compile(r"SCAN (answers|a)\b")
"""How SQLite says that it goes through the whole table, by its name or as it is called."""

READS = {
    "list": lambda store: list(store.entries(newest_first=True, limit=5)),
    "search": lambda store: list(store.search("heliotrope")),
    "show": lambda store: store.entry("7"),
    "show last": lambda store: store.entry("last"),
}


@pytest.fixture
def store(tmp_path):
    """A journal of some entries, about which SQLite knows nothing yet."""
    with open_store(tmp_path / "journal.db") as store:
        store.put_all(map(an_entry, range(300)))
        yield store


def an_entry(number):
    at = datetime.fromisoformat("2026-03-01T21:30:00+01:00").replace(minute=number % 60)
    said = {f"q{n}": Said(f"heliotrope {n}", "free", f"Q{n}?") for n in range(8)}
    return Entry(str(number), "note", "never", at, at, said)


def plans(store, read):
    """Each statement of a reading -> what SQLite does for it."""
    statements = []
    connection = store._connection
    connection.set_trace_callback(statements.append)
    read(store)
    connection.set_trace_callback(None)
    asked = [s for s in dict.fromkeys(statements) if s.lstrip().startswith("SELECT")]
    return {s: [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {s}")] for s in asked}


@pytest.mark.parametrize("read", READS.values(), ids=READS)
def test_no_reading_goes_through_all_answers(store, read):
    """Whatever is read of them is found by an index."""
    found = plans(store, read)

    assert any("answers" in statement for statement in found)
    assert {s: p for s, p in found.items() if any(map(FULL_SCAN.match, p))} == {}


def test_a_full_scan_would_be_seen(store):
    """The same look finds one where there is one."""
    for statement in ("SELECT text FROM answers", "SELECT a.text FROM answers AS a WHERE number=1"):
        [plan] = plans(store, lambda s, sql=statement: list(s._connection.execute(sql))).values()

        assert any(map(FULL_SCAN.match, plan))
