"""
Moments from what was typed:
* ISO and hours ago without asking anyone else; the offset of the place, at that time
* the night of the clock change, the years' end, and a flight east
* what lies in the future or before 1900 is refused
* a change is later than what it changes, whatever the clock shows
"""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.core.dates.moments import by_the_clock_here, later_than, read_moment
from journal.core.errors import PeriodError


@pytest.fixture
def place(monkeypatch):
    """Go somewhere."""

    def gone(zone):
        monkeypatch.setenv("TZ", zone)
        time.tzset()

    yield gone
    monkeypatch.undo()
    time.tzset()


def nobody(_text):
    raise AssertionError("asked for what can be read without")


def read(text, now, understand=nobody):
    moment = read_moment("--when", text, datetime.fromisoformat(now), understand)
    return moment.isoformat()


BERLIN = [
    # now, what was typed, what was meant
    ("2026-07-01T12:00+02:00", "2026-03-01T21:30", "2026-03-01T21:30:00+01:00"),
    ("2026-07-01T12:00+02:00", " 2026-06-01 21:30 ", "2026-06-01T21:30:00+02:00"),
    ("2026-07-01T12:00+02:00", "2026-03-01", "2026-03-01T00:00:00+01:00"),
    ("2026-07-01T12:00+02:00", "2026-03-01T21:30-05:00", "2026-03-01T21:30:00-05:00"),
    ("2026-07-01T12:00+02:00", "2026-03-01T21:30Z", "2026-03-01T21:30:00+00:00"),
    # The hour left out keeps what was written, the hour that comes twice is the first one.
    ("2026-07-01T12:00+02:00", "2026-03-29T02:30", "2026-03-29T02:30:00+01:00"),
    ("2026-11-01T12:00+01:00", "2026-10-25T02:30", "2026-10-25T02:30:00+02:00"),
    # Hours ago are hours that passed: 02:00 comes twice, or not at all.
    ("2026-10-25T04:10+01:00", "2 hours ago", "2026-10-25T02:10:00+01:00"),
    ("2026-10-25T04:10+01:00", "3 hours ago", "2026-10-25T02:10:00+02:00"),
    ("2026-10-25T02:10+01:00", "30 minutes ago", "2026-10-25T02:40:00+02:00"),
    ("2026-03-29T03:10+02:00", "An hour  ago", "2026-03-29T01:10:00+01:00"),
    ("2026-01-01T00:20+01:00", "30 min ago", "2025-12-31T23:50:00+01:00"),
]


@pytest.mark.parametrize(("now", "typed", "meant"), BERLIN)
def test_by_the_clock_of_the_place(place, now, typed, meant):
    """Each with the offset that the place had then."""
    place("Europe/Berlin")

    assert read(typed, now) == meant


def test_a_flight_east(place):
    """What was typed with an offset stays there; what is typed now goes by the clock here."""
    place("America/New_York")
    before = read("2026-06-01T21:30", "2026-06-01T23:00-04:00")
    place("Asia/Tokyo")
    after = read("2026-06-03T08:00", "2026-06-03T09:00+09:00")
    ago = read("3 hours ago", "2026-06-03T09:00+09:00")

    assert [before, after, ago] == [
        "2026-06-01T21:30:00-04:00", "2026-06-03T08:00:00+09:00", "2026-06-03T06:00:00+09:00",
    ]  # fmt: skip


def test_everyday_words_are_left_to_who_understands_them(place):
    """What they mean is put on the clock here; a zone that they name stays."""
    place("Europe/Berlin")
    now = "2026-03-29T12:00+02:00"
    far = timezone(timedelta(hours=-5))

    assert read("x", now, lambda _: datetime(2026, 3, 28, 21, 30)) == "2026-03-28T21:30:00+01:00"
    assert read("x", now, lambda _: datetime(2026, 3, 28, 21, tzinfo=far)) == (
        "2026-03-28T21:00:00-05:00"
    )


@pytest.mark.parametrize(
    ("typed", "meant", "said"),
    [
        ("x", None, "a time such as 2026-03-01T21:30 or yesterday 21:30"),
        ("2026-02-30", None, "a time such as 2026-03-01T21:30 or yesterday 21:30"),
        ("99 hours", None, "a time such as 2026-03-01T21:30 or yesterday 21:30"),
        ("0001-01-01", None, "a time such as 2026-03-01T21:30 or yesterday 21:30"),
        ("1899-12-31T23:59Z", None, "a time since 1900 that is not in the future"),
        ("2026-07-01T12:00:01+02:00", None, "a time since 1900 that is not in the future"),
        ("x", datetime(2999, 1, 1), "a time since 1900 that is not in the future"),
    ],
)
def test_what_cannot_be_is_refused(place, typed, meant, said):
    """The error names the option, never what was typed."""
    place("Europe/Berlin")
    with pytest.raises(PeriodError) as refused:
        read(typed, "2026-07-01T12:00+02:00", lambda _: meant)

    assert str(refused.value) == f"--when: expected {said}."


def test_fractions_of_a_second_make_no_odd_offset(place):
    """Offsets are those of zones."""
    place("Europe/Berlin")

    assert by_the_clock_here(datetime(2026, 7, 1, 12, 0, 0, 999_999)).utcoffset() == timedelta(
        hours=2
    )


@given(
    st.lists(st.none() | st.datetimes(timezones=st.just(UTC)), max_size=3),
    st.datetimes(timezones=st.just(UTC)),
)
def test_a_change_is_later_than_what_it_changes(moments, now):
    """Whatever the clock showed then and shows now; and never before now."""
    changed = later_than(*moments, now=now)

    assert changed >= now
    assert all(changed > m for m in moments if m is not None and m.year < 9999)
