"""Periods of days, by the local date of each moment."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from journal.core.dates.moments import Understand
from journal.core.errors import PeriodError

_LENGTH = re.compile(r"(\d{1,5})\s*([a-z]+)|(week|month|year)")
_DAYS = {
    **dict.fromkeys(("d", "day", "days"), 1),
    **dict.fromkeys(("w", "week", "weeks"), 7),
    **dict.fromkeys(("m", "month", "months"), 30),
    **dict.fromkeys(("y", "year", "years"), 365),
}


@dataclass(frozen=True, slots=True)
class Period:
    """
    A period of days.

    Attributes:
        since, until: The first and the last day, both included; None for no limit.
    """

    since: date | None = None
    until: date | None = None

    def holds(self, moment: datetime) -> bool:
        """Return whether the date of a moment, in its own offset, is in the period."""
        day = moment.date()
        return (self.since is None or self.since <= day) and (
            self.until is None or day <= self.until
        )


def read_period(
    since: str | None, until: str | None, last: str | None, today: date, understand: Understand
) -> Period:
    """
    Read a period from the options of a command.

    Args:
        since, until: Days such as `2026-03-01`, or in everyday words; None for no limit.
        last: A length that ends at *until* or today: `30d`, `8 weeks`, `6m` or `year`. A month is
            30 days, a year 365.
        today: The current local date.
        understand: Reads a day in everyday words.

    Raises:
        PeriodError: If a text cannot be read, or the options contradict each other.
    """
    first = _day("--since", since, understand)
    final = _day("--until", until, understand)
    if last is not None:
        if first is not None:
            raise PeriodError("--last", "either --since or --last, not both")
        first = _first_day(final or today, last)
    if first and final and first > final:
        raise PeriodError("--until", "a day that is not before --since")
    return Period(first, final)


def _day(option: str, text: str | None, understand: Understand) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        read = understand(text)
    if read is None:
        raise PeriodError(option, "a day such as 2026-03-01 or last friday")
    return read.date()


def _first_day(final: date, text: str) -> date:
    found = _LENGTH.fullmatch(text.strip().lower())
    days = int(found[1] or 1) * _DAYS.get(found[2] or found[3], 0) if found else 0
    if not 0 < days <= min(36500, final.toordinal()):
        raise PeriodError("--last", "a length such as 30d, 8w, 6m or 1y")
    return final - timedelta(days=days - 1)
