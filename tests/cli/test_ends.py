"""
How a command ends when the world is not as it should be:
* whoever reads the output goes away, or the disk behind it is full
* an end that was closed before it began
* a fault of ours: its type and place, and nothing of what was being handled
"""

from __future__ import annotations

import pytest

from journal import __version__
from journal.app import help_lines
from journal.app.program import Program
from journal.local import atomic_write
from journal.store.store import Store

pytestmark = pytest.mark.slow

CANARY = "zebrafinch"


@pytest.fixture
def many(keep, answers):
    """More pages than fit into a pipe."""
    keep(*(answers(uid=f"u{n}", facts="He left. " * 200) for n in range(100)))


def test_whoever_reads_it_may_go_away(shell, many):
    """No word about it, and the exit code says that not all was shown."""
    lines = {
        "export --format json": 1,
        "list -n 1000 --format json": 1,
        "list": 0,  # fits into the pipe, so nobody notices
    }
    for line, code in lines.items():
        ran = shell(f"set -o pipefail; $journal {line} | head -c 20")

        assert (line, ran.code, ran.err, len(ran.out)) == (line, code, "", 20)


def test_a_full_disk_behind_the_output(shell, written):
    """One sentence, no traceback."""
    for line in ("list", "export --format json", "", "--version"):
        ran = shell(f"$journal {line} > /dev/full")

        said = "This could not be done: No space left on device.\n"
        assert (line, ran.code, ran.err) == (line, 1, said)


def test_an_output_that_is_closed(shell, written):
    """One sentence wherever something would be shown; what shows nothing works as ever."""
    lines = ["", "--version", "list", "show 1", "summary", "cycle --format json", "search asked"]
    lines += ["check", "prompts", "export", "export --format json", "settings", "list --help"]
    ran = shell("\n".join(f"$journal {line} >&-; echo $? >&2" for line in lines))

    said = "Standard output is closed, so there is nowhere to show it.\n1\n"
    assert (ran.out, ran.err) == ("", said * len(lines))
    ran = shell("$journal settings plain on >&-")
    assert (ran.code, ran.err) == (0, "plain: on\n")


def test_an_input_that_is_closed(shell, written):
    """It is one with nothing in it, and no terminal."""
    nothing = "found nothing. Nothing was taken from it."
    lines = {
        "note": f"standard input: Expected a text, {nothing}",
        "import -": f"standard input: Expected one entry a line, {nothing}",
        "wipe": "There is no terminal to ask on. To go ahead without it, add --yes.",
    }
    for line, said in lines.items():
        ran = shell(f"$journal {line} <&-")

        assert (line, ran.err, ran.out) == (line, f"{said}\n", "")


@pytest.mark.parametrize(
    ("owner", "name", "line"),
    [
        (Program, "is_there", ""),
        (Store, "entries", "list"),
        (Store, "entries", "summary"),
        (Store, "entry", "show 1"),
        (atomic_write, "write_file", "export -o {home}/../x.md"),
        (help_lines, "support_text", "support"),
    ],
)
def test_a_fault_of_ours(run, written, monkeypatch, owner, name, line):
    """Its type and where it is; never what was being handled."""

    def broken(*_args, **_named):
        raise LookupError(CANARY)

    monkeypatch.setattr(owner, name, broken)
    ran = run(*line.format(home=written).split())

    place = f"{__name__}:{broken.__code__.co_firstlineno + 1}"
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == (
        f"Something went wrong inside the journal (LookupError at {place}). "
        "What was kept before is safe.\n"
    )


def test_stopped_before_it_is_done(run, written, monkeypatch):
    """Ctrl-C is no fault: exit code 130, without a word."""

    def stopped(*_args, **_named):
        raise KeyboardInterrupt

    monkeypatch.setattr(Store, "entries", stopped)
    ran = run("list")

    assert (ran.code, ran.out, ran.err) == (130, "", "")


def test_as_a_module_and_by_its_name(shell):
    """Both ways in are the same command, from any folder."""
    ran = shell("$journal --version && $journal -h | head -1 && $journal list -n 0")

    assert ran.out.splitlines() == [
        f"journal {__version__}",
        "Usage: journal [OPTIONS] COMMAND [ARGS]...",
    ]
    assert (ran.code, ran.err) == (
        2,
        "-n: expected a number of 1 or more. See: journal list --help\n",
    )
