"""A home of its own, in which the journal is started in a real terminal."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from support.house import House


@pytest.fixture
def new_house(tmp_path: Path) -> Iterator[House]:
    """A home where nothing was ever written."""
    made = House(tmp_path)
    yield made
    made.end()


@pytest.fixture
def house(new_house: House) -> House:
    """A home where someone has begun before, so that the first questions are behind them."""
    new_house.home.mkdir(mode=0o700)
    with new_house.store() as store:
        store.state.past_year_asked_at = datetime.now().astimezone()
    return new_house
