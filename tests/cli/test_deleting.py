"""
Deleting and restoring:
* a deleted entry shows nowhere and counts nowhere, and comes back as it was
* after 30 days, or at once with --now, no byte of it is left
* both ask, or take --yes; without a terminal they say so
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import timedelta

import pytest

from journal.store.retention import ENOUGH

pytestmark = pytest.mark.slow

CANARY = "zebrafinch"

LOOKS = [
    ["list"], ["summary"], ["summary", "--format", "json"], ["cycle"], ["plan"], [],
    ["export"], ["export", "--format", "json"], ["search", "zebrafinch"],
]  # fmt: skip
"""Every way of looking back at all entries."""


@pytest.fixture
def two(keep, answers):
    """A page of its own, then one with the canary, a plan and a soft line."""
    keep({**answers(), "uid": "a"})
    told = answers(
        happened_at="2026-03-02T21:30:00+01:00",
        facts=f"It was {CANARY}.",
        plan_move="slow_down",
        soft_line=CANARY,
    )
    keep({**told, "uid": "b"})


def looks(run):
    return [run(*look).out for look in LOOKS]


def test_a_deleted_entry_shows_nowhere_and_comes_back(run, keep, answers):
    """Every look back is as if it had never been; restored, as if nothing had happened."""
    keep({**answers(), "uid": "a"})
    without = looks(run)
    told = answers(happened_at="2026-03-02T21:30:00+01:00", facts=CANARY, soft_line=CANARY)
    keep({**told, "uid": "b"})
    before = looks(run)
    result = run("delete", "2", "--yes")

    assert (result.code, result.out) == (0, "")
    assert "journal restore 2" in result.err
    assert "Earlier backups and files you exported may still hold it." in result.err
    assert looks(run) == without != before
    assert run("show", "2").code == run("delete", "2", "--yes").code == 1
    assert run("restore", "2").err == "Entry 2 is back.\n"
    assert looks(run) == before


@pytest.mark.usefixtures("two")
def test_a_bare_restore_brings_back_what_was_deleted_last(run):
    """And names what else can come back."""
    run("delete", "2", "--yes")
    run("delete", "1", "--yes")

    assert run("restore").err == "Entry 1 is back.\nThese can come back too: 2\n"
    assert run("restore").err == "Entry 2 is back.\n"
    assert run("restore").err.startswith("There is no deleted entry to bring back here.")


@pytest.mark.usefixtures("two")
@pytest.mark.parametrize("first", [["delete", "2", "--yes"], None])
def test_at_once_no_byte_is_left(run, home, first):
    """Of one that is there, or of one that was deleted before."""
    if first:
        run(*first)
    result = run("delete", "2", "--now", "--yes")

    assert (result.code, result.out) == (0, "")
    assert result.err.startswith("Entry 2 is gone for good.")
    assert CANARY.encode() not in b"".join(f.read_bytes() for f in home.rglob("*.*")).lower()
    assert run("restore", "2").code == 1


@pytest.mark.usefixtures("two")
@pytest.mark.parametrize(("left", "is_there"), [(timedelta(days=1), True), (timedelta(), False)])
def test_after_its_days_it_is_gone_with_the_next_write(run, home, answers, left, is_there):
    """Not before; and looking alone changes nothing."""
    database = home / "journal.db"
    run("delete", "2", "--yes")
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("UPDATE entries SET waited = ?", [(ENOUGH - left).total_seconds()])
    before = database.read_bytes()
    run("list")

    assert database.read_bytes() == before
    run("reflect", "--answers", "-", stdin=answers(flow="note", text="On."))
    assert (CANARY.encode() in database.read_bytes().lower()) is is_there
    assert run("restore", "2").code == (0 if is_there else 1)


@pytest.mark.parametrize("now", [[], ["--now"]])
def test_without_a_terminal_it_takes_a_yes(refused, now):
    """Nothing is deleted by a slip."""
    assert refused("delete", "1", *now, code=2).endswith("without being asked, add --yes.")


@pytest.mark.parametrize(
    "typed", [["delete", "zebrafinch", "--yes"], ["delete", "7"], ["restore", "zebrafinch"],
                ["restore", "1"], ["delete", "last", "--now", "extra"]],
)  # fmt: skip
def test_what_is_not_there_is_said(refused, typed):
    """One sentence, and nothing changed."""
    refused(*typed, code=2 if "extra" in typed else 1)


def test_nothing_is_made_where_nothing_is(run, home):
    """Deleting and restoring in an empty home leave it empty."""
    assert run("delete", "1", "--yes").code == 1
    assert run("restore").code == 0
    assert not home.exists()
