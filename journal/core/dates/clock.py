"""The system clock; no other module reads it."""

from __future__ import annotations

from datetime import UTC, datetime

from journal.core.errors import SettingsError


def now() -> datetime:
    """
    Return the current time, with the local offset from UTC.

    Raises:
        SettingsError: If `TZ` names an offset of a day or more.
    """
    try:
        return utc_now().astimezone()
    except ValueError:
        raise SettingsError("TZ: expected a time zone within a day of UTC.") from None


def utc_now() -> datetime:
    """Return the moment in UTC, whatever zone is set."""
    return datetime.now(UTC)
