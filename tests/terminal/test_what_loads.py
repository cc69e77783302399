"""
What each command loads, for it is most of what a person waits for:
* the version and the help load no library but the one that reads the command line
* a list, and a page to write, load what they show and keep with, and nothing for other commands
"""

from __future__ import annotations

import re
import time

import pytest

pytestmark = pytest.mark.slow

HEAVY = frozenset(
    "questionary prompt_toolkit rich sqlite3 sqlite_utils sqlcipher3 dateparser jinja2 typst "
    "keyring platformdirs pydantic tomllib importlib_metadata zipfile rapidfuzz".split()
)
"""Libraries that take long enough to be felt."""

MEANWHILE = {"sqlite_utils"}
"""What is loaded while the first question is read."""

LINE = re.compile(r"import time:.*\| +([\w.]+)")


def loaded(times):
    return {name.split(".")[0] for name in LINE.findall(times)} & HEAVY


def by(house, *arguments):
    """The heavy libraries that a command loads, without a terminal."""
    done = house.call(*arguments, timeout=60, env={**house.env(), "PYTHONPROFILEIMPORTTIME": "1"})

    assert done.returncode == 0
    return loaded(done.stderr)


def test_the_version(new_house):
    """Not even what reads the command line."""
    times = new_house.call("--version", env={**new_house.env(), "PYTHONPROFILEIMPORTTIME": "1"})

    assert loaded(times.stderr) == set()
    assert "typer" not in times.stderr
    assert "journal.cli" not in times.stderr


def test_the_help(new_house):
    """Also of each command."""
    for more in ((), ("reflect",), ("import",), ("summary",)):
        assert (more, by(new_house, *more, "--help")) == (more, set())


def test_a_list(house):
    """SQLite itself, and no library to write, lay out or ask with; no questions are read."""
    house.call(
        "reflect", "--answers", "-", input='{"flow": "quick", "answers": {"body": ["chest"]}}'
    )

    assert by(house, "list") == {"sqlite3"}


def test_a_page_to_write(house):
    """Until the first question is there: the store and what asks; what writes, while it is read."""
    script = '"$0" -X importtime -m journal reflect 2> "$HOME/times"'
    house.start_in_shell(script).wait("How strong is the upset")
    times = house.login / "times"

    assert "journal.app.write_session" in times.read_text()
    by_then = {"sqlite3", "questionary", "prompt_toolkit", "tomllib"}
    assert loaded(times.read_text()) - MEANWHILE == by_then
    until = time.monotonic() + 20
    while not loaded(times.read_text()) >= MEANWHILE:
        assert time.monotonic() < until
        time.sleep(0.1)
