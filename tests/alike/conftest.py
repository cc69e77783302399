"""Each of the made-up journals, on a terminal of eighty columns."""

from __future__ import annotations

import pytest
from made_up import BY_NAME, Journal


@pytest.fixture(params=BY_NAME, scope="session")
def journal(request: pytest.FixtureRequest) -> Journal:
    """Each of the made-up journals."""
    return BY_NAME[request.param]


@pytest.fixture(autouse=True)
def eighty_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal as most are."""
    monkeypatch.setenv("COLUMNS", "80")
