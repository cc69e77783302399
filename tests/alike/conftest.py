"""Each of the made-up journals, on a terminal of eighty columns."""

from __future__ import annotations

import pytest
from made_up import BY_NAME, MANY, MORE, Journal, made_up

_MORE = [pytest.param(seed, marks=pytest.mark.slow) for seed in range(MANY, MORE)]


@pytest.fixture(params=[*BY_NAME, *_MORE], scope="session")
def journal(request: pytest.FixtureRequest) -> Journal:
    """Each of the made-up journals; more of them in the slow part."""
    return BY_NAME.get(request.param) or made_up(request.param)


@pytest.fixture(autouse=True)
def eighty_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal as most are."""
    monkeypatch.setenv("COLUMNS", "80")
