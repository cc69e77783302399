"""A journal, locked or not, and the process that the command is run from."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from journal.store import encryption

from .house import ROUNDS, House


@pytest.fixture(scope="module", autouse=True)
def few_rounds() -> Iterator[None]:
    """Keys are derived here as they are in the process that the command is run from."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(encryption, "ROUNDS", ROUNDS)
        yield


@pytest.fixture(scope="session")
def server() -> Iterator[subprocess.Popen[str]]:
    code = Path(__file__).with_name("server.py")
    with subprocess.Popen(
        [sys.executable, str(code), str(ROUNDS)],
        cwd=Path(__file__).parents[2],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        yield process
        process.stdin.close()


@pytest.fixture
def house(tmp_path: Path, server: subprocess.Popen[str]) -> House:
    """No journal yet."""
    return House(tmp_path, server)


@pytest.fixture
def lived_in(house: House) -> Callable[..., House]:
    """A journal with twelve notes, locked or not, and one copy in `backups/`."""

    def live(phrase: str | None) -> House:
        house.write(*(f"n{i}" for i in range(11)))
        house.write("n11")
        if phrase is not None:
            done = house.run("lock", JOURNAL_PASSPHRASE_FILE=str(house.file("phrase", phrase)))
            assert done.code == 0, done.err
            house.now = phrase
        return house

    return live
