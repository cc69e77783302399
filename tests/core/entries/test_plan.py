"""
What an entry leads to later:
* a time to come back that no clock of today can have set is not waited for
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from journal.core.entries.plan import return_time


@pytest.mark.parametrize(("hours", "waits"), [(-1, True), (48, True), (49, False), (50_000, False)])
def test_a_time_to_come_back(hours, waits):
    """One that is over, or up to two days ahead; no other was ever offered."""
    now = datetime(2026, 3, 1, 21, tzinfo=UTC)
    at = now + timedelta(hours=hours)

    assert return_time(at, now) == (at if waits else None)
