"""Moments: read from what was typed, by the clock of the place, and held to what can be."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone

from journal.core.errors import PeriodError

EARLIEST_YEAR = 1900
"""A page from before is a slip of the hand."""

LATEST_YEAR = 9998
"""Nothing can be later than the last moment of the calendar."""

_SMALLEST = timedelta(microseconds=1)
"""What two moments can differ by at least, where they are kept."""

Understand = Callable[[str], datetime | None]
"""What a date in everyday words means, by the clock of the place; None if it means nothing."""

_AGO = re.compile(r"(\d{1,4}|an?) ?(h|hours?|hrs?|m|mins?|minutes?) ago")


def by_the_clock_here(shown: datetime) -> datetime:
    """
    The moment at which the clocks of this place show a time; what they show stays as it is.

    In the hour that spring leaves out the clock counts as it went before, in the hour that
    comes twice in autumn the first one is meant.

    Args:
        shown: Without a zone.

    Raises:
        ValueError, OverflowError, OSError: If the calendar of this machine does not reach there.
    """
    # Not by astimezone: in the hour left out, that takes the offset of the time after it.
    whole = shown.replace(microsecond=0)
    in_utc = datetime.fromtimestamp(whole.timestamp(), UTC).replace(tzinfo=None)
    return shown.replace(tzinfo=timezone(whole - in_utc))


def read_moment(option: str, text: str, now: datetime, understand: Understand) -> datetime:
    """
    A moment from what was typed: ISO, "2 hours ago", or everyday words.

    Args:
        now: With its offset.
        understand: Asked for what is neither of the first two.

    Returns:
        The moment with the offset that was typed, else that of this place at that time.

    Raises:
        PeriodError: If it cannot be read, lies in the future or before 1900.
    """
    try:
        read = _iso(text) or _ago(text, now) or understand(text)
        if read is not None and read.tzinfo is None:
            read = by_the_clock_here(read)
    except (ValueError, OverflowError, OSError):
        read = None
    if read is None:
        raise PeriodError(option, "a time such as 2026-03-01T21:30 or yesterday 21:30")
    if read > now or read.year < EARLIEST_YEAR:
        raise PeriodError(option, "a time since 1900 that is not in the future")
    return read


def _iso(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text.strip())
    except ValueError:
        return None


def _ago(text: str, now: datetime) -> datetime | None:
    """Hours and minutes are counted as they pass, whatever the clocks did in between."""
    found = _AGO.fullmatch(" ".join(text.lower().split()))
    if found is None:
        return None
    count = int(found[1]) if found[1].isdigit() else 1
    length = timedelta(hours=count) if found[2].startswith("h") else timedelta(minutes=count)
    return (now - length).astimezone()


def later_than(*moments: datetime | None, now: datetime) -> datetime:
    """
    The moment of a change to what bears these moments: now, but always after all of them.

    What was written while a clock was ahead can be changed like anything else, and the change
    is the newer one wherever the two meet again.
    """
    known = [m for m in moments if m is not None and m.year <= LATEST_YEAR]
    return max([now, *(moment + _SMALLEST for moment in known)])
