"""
`support` and `pause` come whatever is missing around them:
* no home, no row of this login, a home that is a file, no login, or may not be looked into
* settings and flows of one's own that can't be read
* the files that came with the program are gone
"""

from __future__ import annotations

import os
import shlex
import shutil
import sys

import pytest

pytestmark = pytest.mark.slow

_NO_LOGIN = "import os; os.setresuid(54321, 0, 0)"
_NO_FILES = (
    "import journal.local.prompts.loader as p;"
    " p.Path = type('Gone', (p.Path,), {'is_dir': lambda path: False})"
)
_AS_USUAL = "pass"

_ROOT = os.geteuid() == 0 if hasattr(os, "geteuid") else False


def _settings(house):
    house.home.mkdir()
    (house.home / "settings.toml").write_bytes(b"\xff plain = [")


def _file(house):
    house.home.write_text("no folder")


def _closed(house):
    house.home.mkdir()
    (house.home / "settings.toml").write_text("plain = true\n")
    house.home.chmod(0)


def _flow(house):
    (house.home / "prompts" / "flows").mkdir(parents=True)
    (house.home / "prompts" / "flows" / "mine.toml").write_text("question = [[]]\n")


def _nothing(house):
    """Nothing is made."""


SURROUNDINGS = {
    "no home": (_nothing, {"HOME": None, "JOURNAL_HOME": None}, _AS_USUAL),
    "no row of this login": (_nothing, {"HOME": None, "JOURNAL_HOME": None}, _NO_LOGIN),
    "a login that is none": (_nothing, {"JOURNAL_HOME": "~nobody-here/pages"}, _AS_USUAL),
    "a home that is a file": (_file, {}, _AS_USUAL),
    "a home not to look into": (_closed, {}, _AS_USUAL),
    "settings that are no text": (_settings, {}, _AS_USUAL),
    "a broken flow": (_flow, {}, _AS_USUAL),
    "a folder that is gone": (
        _nothing,
        {"JOURNAL_HOME": "here"},
        "import os; os.rmdir(os.getcwd())",
    ),
    "no files of the program": (_nothing, {}, _NO_FILES),
}


@pytest.fixture(params=SURROUNDINGS.values(), ids=SURROUNDINGS)
def start(request, new_house):
    """Starts the journal there, in a terminal."""
    make, variables, first = request.param
    if first == _NO_LOGIN and not _ROOT:
        pytest.skip("only root can be a login without a row")
    rights = ""
    if make is _closed and _ROOT:
        if shutil.which("setpriv") is None:
            pytest.skip("root may look into everything")
        rights = "setpriv --bounding-set=-dac_override,-dac_read_search"
    make(new_house)
    code = f"import sys; from journal.__main__ import main; {first}; main()"
    places = shlex.quote(os.pathsep.join(p for p in sys.path if p))
    lines = [f"export PYTHONPATH={places}", 'mkdir "$TMPDIR/cwd"', 'cd "$TMPDIR/cwd"']
    for name, value in variables.items():
        lines.append(f"unset {name}" if value is None else f"export {name}={shlex.quote(value)}")

    def started(arguments, after=""):
        last = f'exec {rights} "$0" -c {shlex.quote(code)} {arguments} {after}'
        return new_house.start_in_shell("\n".join([*lines, last]))

    yield started
    if make is _closed:
        new_house.home.chmod(0o700)


@pytest.mark.parametrize("more", ["", "--format json"])
def test_help_lines_without_a_terminal(start, new_house, more):
    """As text and as data, and nothing is complained about."""
    term = start(f"support --country GB {more}", '> "$TMPDIR/out" 2> "$TMPDIR/err" < /dev/null')

    assert term.close() == 0
    assert "findahelpline" in (new_house.temporary / "out").read_text()
    assert (new_house.temporary / "err").read_text() == ""


@pytest.mark.parametrize("plain", ["", "--plain"], ids=["screen", "line by line"])
@pytest.mark.parametrize(("what", "asked"), [("support", "q: close"), ("pause", "exercise")])
def test_help_and_a_pause_at_a_terminal(start, what, asked, plain):
    """On a screen and line by line."""
    term = start(f"{what} {plain}").wait(asked).send("q<enter>" if plain else "q")
    assert term.close() == 0
