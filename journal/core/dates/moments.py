"""The reading of moments as typed, in local time, and their limits."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone

from journal.core.errors import PeriodError

EARLIEST_YEAR = 1900
"""The earliest year that is accepted; an earlier one is taken for a typing error."""

LATEST_YEAR = 9998
"""The latest year that is accepted: every offset of it is within the range of `datetime`."""

_SMALLEST = timedelta(microseconds=1)
"""The resolution of stored moments."""

Understand = Callable[[str], datetime | None]
"""A function that reads a date in everyday words, in local time; None if it cannot."""

_AGO = re.compile(r"(\d{1,4}|an?) ?(h|hours?|hrs?|m|mins?|minutes?) ago")


def by_the_clock_here(shown: datetime) -> datetime:
    """
    Return a local time with its offset from UTC, the shown time unchanged.

    A time skipped by daylight saving gets the offset from before the change; of an ambiguous
    time, the first is meant.

    Args:
        shown: The local time, without an offset.

    Raises:
        ValueError, OverflowError, OSError: If the time is outside the range of the system.
    """
    # `astimezone` would give a skipped time the offset from after the change.
    whole = shown.replace(microsecond=0)
    in_utc = datetime.fromtimestamp(whole.timestamp(), UTC).replace(tzinfo=None)
    return shown.replace(tzinfo=timezone(whole - in_utc))


def read_moment(option: str, text: str, now: datetime, understand: Understand) -> datetime:
    """
    Read a moment: in ISO 8601, as in "2 hours ago", or in everyday words.

    Args:
        option: The option it was typed for, for errors.
        text: The text.
        now: The current time, with its offset.
        understand: Reads a text that has neither of the first two forms.

    Returns:
        The moment, with the offset that was typed, else the local offset at that time.

    Raises:
        PeriodError: If the text cannot be read, or the moment is in the future or before 1900.
    """
    try:
        moment = _iso(text) or _ago(text, now) or understand(text)
        if moment is not None and moment.tzinfo is None:
            moment = by_the_clock_here(moment)
    except (ValueError, OverflowError, OSError):
        moment = None
    if moment is None:
        raise PeriodError(option, "a time such as 2026-03-01T21:30 or yesterday 21:30")
    if moment > now or moment.year < EARLIEST_YEAR:
        raise PeriodError(option, "a time since 1900 that is not in the future")
    return moment


def _iso(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text.strip())
    except ValueError:
        return None


def _ago(text: str, now: datetime) -> datetime | None:
    """Read "2 hours ago" as elapsed time, independent of clock changes; None if it is not that."""
    match = _AGO.fullmatch(" ".join(text.lower().split()))
    if match is None:
        return None
    count = int(match[1]) if match[1].isdigit() else 1
    length = timedelta(hours=count) if match[2].startswith("h") else timedelta(minutes=count)
    return (now - length).astimezone()


def later_than(*moments: datetime | None, now: datetime) -> datetime:
    """
    Return *now*, or the smallest later moment that is after all given moments.

    So a change to an entry from a clock that was ahead is still newer than that entry. Moments
    after `LATEST_YEAR` are ignored.
    """
    known = [m for m in moments if m is not None and m.year <= LATEST_YEAR]
    return max([now, *(moment + _SMALLEST for moment in known)])
