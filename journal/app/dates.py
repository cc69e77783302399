"""Dates in everyday words, parsed by dateparser, which is loaded only when it is needed."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

_MONTH = re.compile(
    r"\b(jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sept?(ember)?"
    r"|oct(ober)?|nov(ember)?|dec(ember)?)\b"
)
_NAMES_A_TIME = re.compile(
    r"\b(ago|yesterday|today|tonight|now|last|this|night|noon|mon|tue|wed|thu|fri|sat|sun)"
    r"|\d:\d\d|\d ?[ap]m\b"
)
_CLOCK = re.compile(r"\b(\d{1,2}):(\d{2})")
_FULL_HOUR = re.compile(r"\bat (\d{1,2})(?![\d:.])(?! ?[ap]\.?m)")
_AFTER_NOON = {"afternoon": 1, "evening": 4, "night": 6}
"""Part of the day -> the first hour that is after noon in it: "at 11" at night is 23:00."""

_MOST = 60
"""The most characters of a text that is parsed as a date."""


def understand(text: str, now: datetime) -> datetime | None:
    """
    Parse everyday English words as a moment, the latest one if they are ambiguous.

    Purely numeric days and months are refused: 03/04 is another day in another country.

    Args:
        now: The moment that "yesterday" is relative to.

    Returns:
        A moment with a zone if the words name one, else a naive local moment. None if the
        words mean no moment.
    """
    words = _full_hours(" ".join(text.lower().split()))
    names_month = _MONTH.search(words) is not None
    if len(words) > _MOST or not _has_clock(words):
        return None
    if not names_month and not _NAMES_A_TIME.search(words):
        return None
    import dateparser

    settings: Any = {
        "RELATIVE_BASE": now.replace(tzinfo=None),
        # Otherwise dateparser looks up the local zone by a name that TZ may not hold.
        "TIMEZONE": "UTC",
        "PREFER_DATES_FROM": "past",
        "DATE_ORDER": "DMY",
        # A month without a day would otherwise get today's day.
        "REQUIRE_PARTS": ["day"] if names_month else [],
    }
    try:
        return dateparser.parse(words, languages=["en"], settings=settings)
    except (ValueError, OverflowError):
        return None


def _has_clock(words: str) -> bool:
    """Return whether all clock times are possible; dateparser ignores impossible ones."""
    return all(int(h) < 24 and int(m) < 60 for h, m in _CLOCK.findall(words))


def _full_hours(words: str) -> str:
    """Rewrite "at 8" as a clock time; dateparser would read it as the eighth of the month."""
    first = next((hour for part, hour in _AFTER_NOON.items() if part in words), 12)
    return _FULL_HOUR.sub(
        lambda m: f"at {int(m[1]) + 12 if first <= int(m[1]) < 12 else int(m[1])}:00", words
    )
