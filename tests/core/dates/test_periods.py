"""
Periods of time:
* both ends belong to it, by the clock where it happened
* lengths reach back from today, today included
* what cannot be read, or contradicts itself, is refused by its option
"""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.core.dates.periods import Period, read_period
from journal.core.errors import PeriodError

TODAY = date(2026, 3, 31)


def understand(text: str) -> datetime | None:
    """Knows one way to name a day; the real one is tested with the command line."""
    return datetime(2026, 3, 27, 21, 30) if text == "last friday" else None


READ = [
    ((None, None, None), Period()),
    (("2026-03-01", None, None), Period(date(2026, 3, 1))),
    ((None, "2026-03-01", None), Period(None, date(2026, 3, 1))),
    (("2026-03-01", "2026-03-01", None), Period(date(2026, 3, 1), date(2026, 3, 1))),
    ((None, None, "1d"), Period(date(2026, 3, 31))),
    ((None, None, "30d"), Period(date(2026, 3, 2))),
    ((None, None, " 2 W "), Period(date(2026, 3, 18))),
    ((None, None, "6m"), Period(date(2025, 10, 3))),
    ((None, None, "1y"), Period(date(2025, 4, 1))),
    ((None, None, "3 months"), Period(date(2026, 1, 1))),
    ((None, None, "week"), Period(date(2026, 3, 25))),
    (("last friday", " 2026-03-30 ", None), Period(date(2026, 3, 27), date(2026, 3, 30))),
    ((None, None, "100y"), Period(date(1926, 4, 26))),
    ((None, "2026-03-10", "10d"), Period(date(2026, 3, 1), date(2026, 3, 10))),
    ((None, "0001-01-10", "10d"), Period(date(1, 1, 1), date(1, 1, 10))),
]

A_DAY, A_LENGTH = "a day such as 2026-03-01 or last friday", "a length such as 30d, 8w, 6m or 1y"
REFUSED = [
    (("yesterday", None, None), "--since", A_DAY),
    (("2026-02-30", None, None), "--since", A_DAY),
    (("2026-3-1", None, None), "--since", A_DAY),
    (("", None, None), "--since", A_DAY),
    ((None, "01.03.2026", None), "--until", A_DAY),
    ((None, None, "30"), "--last", A_LENGTH),
    ((None, None, "d"), "--last", A_LENGTH),
    ((None, None, "0d"), "--last", A_LENGTH),
    ((None, None, "-3d"), "--last", A_LENGTH),
    ((None, None, "3 moons"), "--last", A_LENGTH),
    ((None, None, "friday"), "--last", A_LENGTH),
    ((None, None, "101y"), "--last", A_LENGTH),
    ((None, None, "99999d"), "--last", A_LENGTH),
    ((None, "0001-01-10", "11d"), "--last", A_LENGTH),
    (("2026-03-01", None, "30d"), "--last", "either --since or --last, not both"),
    (("2026-03-02", "2026-03-01", None), "--until", "a day that is not before --since"),
]


@pytest.mark.parametrize(("typed", "period"), READ)
def test_what_is_typed_becomes_a_period(
    typed: tuple[str | None, str | None, str | None], period: Period
) -> None:
    """Days as they are, lengths counted back with the last day included."""
    assert read_period(*typed, TODAY, understand) == period


@pytest.mark.parametrize(("typed", "option", "expected"), REFUSED)
def test_what_cannot_be_read_is_refused_by_its_option(
    typed: tuple[str | None, str | None, str | None], option: str, expected: str
) -> None:
    """The error names the option and what was expected; wrong use is exit code 2."""
    with pytest.raises(PeriodError) as refused:
        read_period(*typed, TODAY, understand)

    assert str(refused.value) == f"{option}: expected {expected}."
    assert refused.value.exit_code == 2


def test_a_moment_belongs_to_the_day_on_the_clock_where_it_was() -> None:
    """Late on the last day in New York counts, though elsewhere it is the next day by then."""
    march = Period(date(2026, 3, 1), date(2026, 3, 31))
    new_york, auckland = timezone(timedelta(hours=-4)), timezone(timedelta(hours=13))

    assert march.holds(datetime(2026, 3, 31, 23, 59, tzinfo=new_york))
    assert march.holds(datetime(2026, 3, 1, 0, 0, tzinfo=auckland))
    assert not march.holds(datetime(2026, 4, 1, 0, 0, tzinfo=auckland))
    assert not march.holds(datetime(2026, 2, 28, 23, 59, tzinfo=new_york))


@given(st.integers(1, 400), st.dates(date(2000, 1, 1)))
def test_a_length_holds_exactly_its_days(days: int, today: date) -> None:
    """The last *n* days are *n* days: today is one of them, the day before the first is not."""
    period = read_period(None, None, f"{days}d", today, understand)
    at = datetime(today.year, today.month, today.day, 12)

    assert period.holds(at)
    assert period.holds(at - timedelta(days=days - 1))
    assert not period.holds(at - timedelta(days=days))
