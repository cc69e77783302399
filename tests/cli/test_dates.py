"""
Dates in everyday words:
* understood as a person means them, the latest such moment
* what could mean two days, or nothing, is refused and not guessed
* they reach every option that takes a date; an entry keeps the zone it was written in
* what reads them is loaded only then
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone

import pytest

from journal.app.dates import understand

pytestmark = pytest.mark.slow

NOW = datetime(2026, 3, 31, 14, 5, tzinfo=timezone(timedelta(hours=2)))
"""A Tuesday."""

MEANT = {
    "yesterday 21:30": "2026-03-30T21:30",
    "Yesterday at 9pm": "2026-03-30T21:00",
    "yesterday": "2026-03-30T14:05",
    "today 9am": "2026-03-31T09:00",
    "last friday": "2026-03-27T00:00",
    "  last   friday 21:30 ": "2026-03-27T21:30",
    "friday": "2026-03-27T00:00",
    "last sunday at 8": "2026-03-29T08:00",
    "last night": "2026-03-30T20:00",
    "last night at 11": "2026-03-30T23:00",
    "yesterday afternoon at 3": "2026-03-30T15:00",
    "this morning": "2026-03-31T09:00",
    "3 days ago": "2026-03-28T14:05",
    "2 weeks ago": "2026-03-17T14:05",
    "last week": "2026-03-24T14:05",
    "1 march": "2026-03-01T00:00",
    "31 december": "2025-12-31T00:00",
    "3rd of march at 9pm": "2026-03-03T21:00",
    "March 1 2025 9pm": "2025-03-01T21:00",
    "21:30": "2026-03-30T21:30",
    "9pm": "2026-03-30T21:00",
    "yesterday 21:30 EST": "2026-03-30T21:30-05:00",
}

NOT_MEANT = [
    *("", "a", "x", "12", "30", "three", "may", "march", "march 2025", "hello", "the", "last"),
    *("03/04/2026", "03.04.2026", "2026-3-1", "2026-13-45", "1e9", "next to nothing", "gestern"),
    *("yesterday 25:00", "yesterday at 30", "friday 12:75", "30 february", "yesterday " * 20),
]


@pytest.mark.parametrize(("typed", "meant"), MEANT.items())
def test_what_a_person_means(typed, meant):
    """On the clock of the place; with a zone only if one was named."""
    assert understand(typed, NOW) == datetime.fromisoformat(meant)


@pytest.mark.parametrize("typed", NOT_MEANT)
def test_what_is_not_guessed_at(typed):
    """It means nothing, or another day somewhere else."""
    assert understand(typed, NOW) is None


def test_each_entry_in_the_zone_it_was_written_in(shell):
    """Before the flight and after it; each belongs to the day on its own clock."""
    shell("$journal note --when 2026-01-31T23:30", b"at home", TZ="America/New_York")
    shell("$journal note --when 2026-02-01T00:30", b"over there", TZ="Asia/Tokyo")
    exported = shell("$journal export --format json", TZ="Europe/Paris").out
    january = shell("$journal list --until 2026-01-31", TZ="Asia/Tokyo").out

    assert '"happened_at": "2026-01-31T23:30:00-05:00"' in exported
    assert '"happened_at": "2026-02-01T00:30:00+09:00"' in exported
    assert "23:30" in january
    assert "00:30" not in january


def test_in_every_option_that_takes_a_date(run):
    """In words as in digits."""
    for when in ("yesterday 21:30", "2 hours ago", "2026-03-01T21:30"):
        assert run("note", "--when", when, stdin=b"Something.").code == 0
    last_days = run("list", "--since", "3 days ago", "--until", "today")
    first = run("list", "--until", "last week")

    assert (last_days.code, rows(last_days)) == (0, 2)
    assert (first.code, rows(first)) == (0, 1)
    assert rows(run("list", "--last", "2 weeks")) == 2


def rows(ran):
    """How many entries a list names: each of its rows begins with a number."""
    return sum(bool(re.match(r" *\d+  ", line)) for line in ran.out.splitlines())


def test_loaded_only_for_what_is_not_iso(shell):
    """The commonest ways cost nothing more."""
    shell("echo Something. | $journal note")
    seen = {
        option: "import time:"
        in (done := shell(f"$journal list {option}", PYTHONPROFILEIMPORTTIME="1")).err
        and "dateparser" in done.err
        for option in ("", "--since 2026-03-01", "--last 30d", "--since yesterday")
    }

    assert seen == {
        "": False, "--since 2026-03-01": False, "--last 30d": False, "--since yesterday": True,
    }  # fmt: skip
