"""The clock: the one place that asks the system what time it is."""

from __future__ import annotations

from datetime import datetime

from journal.core.errors import SettingsError


def now() -> datetime:
    """
    Return the moment, with the offset of this place.

    Raises:
        SettingsError: If the zone that `TZ` names is none.
    """
    try:
        return datetime.now().astimezone()
    except ValueError:
        raise SettingsError("TZ: expected a time zone within a day of UTC.") from None
