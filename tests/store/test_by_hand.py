"""
The file can be read by hand, and is read with few and cheap queries:
* sqlite-utils answers questions about it
* no list reads all answers, and no entry costs a query
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from contextlib import closing
from dataclasses import replace

import pytest

from journal.core.model import Other, Said
from journal.store import open_store
from journal.store.sqlite import connect_plain


def sqlite_utils(*args):
    tool = shutil.which("sqlite-utils")
    command = [tool] if tool else [sys.executable, "-m", "sqlite_utils"]
    return json.loads(subprocess.check_output([*command, *map(str, args)], text=True))


def test_choices_can_be_counted_with_sqlite_utils(store, path, entry):
    """What set it off, most frequent first."""
    for uid, value in enumerate(["went_quiet", "went_quiet", "tone", Other("the dishes")]):
        store.put(entry(str(uid), answers={"trigger": Said(value, "trigger", "What was it?")}))

    question = (
        "SELECT coalesce(text, choice) AS trigger, count(*) AS times FROM answers"
        " WHERE theme = 'trigger' GROUP BY 1 ORDER BY 2 DESC, 1"
    )
    assert sqlite_utils("query", path, question) == [
        {"trigger": "went_quiet", "times": 2},
        {"trigger": "the dishes", "times": 1},
        {"trigger": "tone", "times": 1},
    ]


def test_every_table_is_strict_and_has_the_documented_columns(store, path):
    """A view and an index for searching come on top."""
    tables = {t["table"]: t for t in sqlite_utils("tables", path, "--columns", "--schema")}
    ours = ["entries", "answers", "wordings", "own_words", "state", "versions"]

    assert all(tables[name]["schema"].rstrip().endswith("STRICT") for name in ours)
    assert (
        "entry question theme position choice number text wording label".split()
        == tables["answers"]["columns"]
    )
    assert [v["view"] for v in sqlite_utils("views", path)] == ["searchable"]


@pytest.fixture
def statements(path, entry):
    """A journal of 450 entries, and a list of what is asked of it from now on."""
    asked: list[str] = []

    def connect(place):
        connection = connect_plain(place)
        connection.set_trace_callback(asked.append)
        return connection

    with open_store(path, connect=connect) as store:
        store.put_all(entry(str(i), hours=i) for i in range(450))
        asked.clear()
        yield store, asked


def test_an_entry_does_not_cost_a_query(statements):
    """A list of 450 takes a few queries a batch."""
    store, asked = statements

    assert sum(1 for _ in store.entries()) == 450
    assert len([s for s in asked if "answers" in s]) == 3


@pytest.mark.parametrize(
    "use",
    [
        lambda s: list(s.entries()),
        lambda s: list(s.entries(newest_first=True, limit=5)),
        lambda s: s.entry("12"),
        lambda s: s.entry("last"),
        lambda s: s.find("12"),
        lambda s: s.draft(),
        lambda s: s.count(),
        lambda s: list(s.search("happened")),
        lambda s: s.put(s.entry("12")),
        lambda s: s.put_all([s.entry("12")]),
    ],
    ids="list newest number last uid draft count search put import".split(),
)
def test_nothing_reads_all_answers(statements, path, use):
    """Answers are always found by their entry; numbers and uids by an index."""
    store, asked = statements
    use(store)
    queries = [s for s in asked if re.match(r"\s*(SELECT|DELETE|INSERT INTO \w+ \()", s, re.I)]

    with closing(connect_plain(path)) as connection:
        plans = [
            (step[3], query)
            for query in queries
            for step in connection.execute(f"EXPLAIN QUERY PLAN {query}")
        ]
    assert plans
    assert [p for p in plans if re.match(r"SCAN (a|answers|w|l|wordings)\b", p[0])] == []


def test_the_index_holds_just_what_can_be_found(statements, entry):
    """Compared with the view by FTS5 itself, after additions, edits and removals."""
    store, _ = statements
    for change in (entry("1", said="edited"), entry("2", said="set apart", care="flagged")):
        store.put(replace(change, revision=store.find(change.uid).revision))
    store.put(entry("new"))
    store.erase(store.find("3"))

    store._connection.execute("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")
    [found] = store._connection.execute("SELECT count(*) FROM search_docsize").fetchone()
    [there] = store._connection.execute("SELECT count(*) FROM searchable").fetchone()
    assert found == there == 449
