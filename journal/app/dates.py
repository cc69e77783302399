"""Dates in everyday words, by dateparser: loaded only for what is no ISO date."""

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
"""Part of the day -> the first hour that means one after noon in it: at 11 is 23:00 at night."""

_MOST = 60
"""Characters; a longer text is no date."""


def understand(text: str, now: datetime) -> datetime | None:
    """
    The moment that everyday English words mean, the latest one if there are several.

    Days and months in digits alone are not guessed at: 03/04 is another day elsewhere.

    Args:
        now: What "yesterday" goes by.

    Returns:
        Without a zone, by the clock of the place; with one if the words name it. None if
        they mean no moment.
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
        # Else it asks for the zone of this place, by a name that TZ need not have.
        "TIMEZONE": "UTC",
        "PREFER_DATES_FROM": "past",
        "DATE_ORDER": "DMY",
        # A month without a day would else get today's.
        "REQUIRE_PARTS": ["day"] if names_month else [],
    }
    try:
        return dateparser.parse(words, languages=["en"], settings=settings)
    except (ValueError, OverflowError):
        return None


def _has_clock(words: str) -> bool:
    """Whether each time of day can be one; dateparser passes over one that cannot."""
    return all(int(h) < 24 and int(m) < 60 for h, m in _CLOCK.findall(words))


def _full_hours(words: str) -> str:
    """The same, "at 8" as a time of day: dateparser takes it for the eighth."""
    first = next((hour for part, hour in _AFTER_NOON.items() if part in words), 12)
    return _FULL_HOUR.sub(
        lambda m: f"at {int(m[1]) + 12 if first <= int(m[1]) < 12 else int(m[1])}:00", words
    )
