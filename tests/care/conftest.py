"""A scripted person at a real journal: the real commands, real SQLite, a clock set by hand."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from support.house import EVENING, Clock, House
from support.person import ScriptedPerson

from journal.local.prompts.loader import Prompts
from journal.store import open_store


def argument(number: int = 1, **changes: Any) -> dict[str, Any]:
    """
    A page about an argument as it stands in a file, a day after the one before.

    Args:
        changes: Under a key of the page what stands there, else an answer; None leaves it out.
    """
    at = datetime(2026, 2, number, 21, 30, tzinfo=UTC)
    page: dict[str, Any] = {
        "uid": f"page-{number}",
        "flow": "full",
        "happened_at": at.isoformat(),
        "written_at": (at + timedelta(minutes=30)).isoformat(),
        "answers": {
            "heat_before": 6,
            "unsafe": "no",
            "trigger": "went_quiet",
            "facts": "I asked twice about Sunday.",
            "body": ["chest"],
            "surface": ["unheard"],
            "story": ["dont_matter"],
            "my_moves": ["ask_again", "get_loud"],
            "their_moves": ["go_quiet"],
            "softer": ["alone"],
            "need": ["matter"],
            "ending": "cold_fade",
            "heat_after": 4,
        },
    }
    for name, value in changes.items():
        place = page if name in ("uid", "flow", "happened_at", "written_at", "about") else None
        place = page["answers"] if place is None else place
        place[name] = value
        if value is None:
            del place[name]
    return page


@pytest.fixture
def someone() -> type[ScriptedPerson]:
    """Makes a person who answers as told."""
    return ScriptedPerson


@pytest.fixture(scope="session")
def page() -> Callable[..., dict[str, Any]]:
    """Makes a page about an argument, to hand in."""
    return argument


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="session")
def prompts() -> Prompts:
    """What comes with the program."""
    return Prompts()


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder of one's own; in memory if it can be, since every answer waits for the disk."""
    memory = Path("/dev/shm")  # noqa: S108
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as made:
        yield Path(made)


@pytest.fixture
def new_house(folder: Path, clock: Clock, prompts: Prompts) -> Iterator[House]:
    """A home where nothing was ever written."""
    made = House(folder, clock, prompts)
    yield made
    made.end()


@pytest.fixture(scope="session")
def begun_once(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The file of a journal whose first questions are answered, and nothing more."""
    path = tmp_path_factory.mktemp("begun") / "journal.db"
    with open_store(path) as store:
        store.state.past_year_asked_at = EVENING
    return path.read_bytes()


@pytest.fixture
def house(new_house: House, begun_once: bytes) -> House:
    """A home where someone has begun, so that the first questions are behind them."""
    return _with_database(new_house, begun_once)


@pytest.fixture(scope="session")
def made_house(
    tmp_path_factory: pytest.TempPathFactory, prompts: Prompts
) -> Callable[[bytes], House]:
    """Makes a home with a database in it, for what several tests begin with."""

    def make(database: bytes) -> House:
        folder = tmp_path_factory.mktemp("made")
        return _with_database(House(folder, Clock(), prompts), database)

    return make


def _with_database(house: House, database: bytes) -> House:
    house.home.mkdir(mode=0o700)
    file = house.home / "journal.db"
    file.write_bytes(database)
    file.chmod(0o600)
    return house
