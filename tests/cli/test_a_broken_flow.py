"""
A flow of one's own that is not what it has to be:
* takes nothing else down: what can be read, written and shown is the same as without it
* is named wherever it is asked for, in one sentence
* and so is whatever cannot be read in its folder
"""

from __future__ import annotations

import os

import pytest

NOTE = {
    "uid": "n",
    "flow": "note",
    "happened_at": "2026-03-02T21:30:00+01:00",
    "answers": {"text": "Something for later."},
}
BROKEN = {
    "a list for a question": b"question = [[]]\n",
    "no question": b"",
    "a number for all": b"question = 5\n",
    "a nested list in a question": b"[[question]]\nid = [[]]\nkind = [[]]\nask = [[]]\n",
    "no TOML": b"= = [",
    "no text": b"\xff\xfe\x00",
    "a day that is none": b"title = 2026-02-31\n",
    "nested deeply": b"a = " + b"[" * 5000,
    "huge": b"#" * (2 << 20),
}
SHOWS = [
    ("list",), ("show", "1"), ("summary",), ("cycle",), ("search", "later"), ("plan",),
    ("export", "--format", "json", "--for", "self"), ("support",), ("settings",),
    ("list", "--flow", "note"),
]  # fmt: skip
NAMES_IT = [
    ("prompts", "check"), ("reflect", "--flow", "mine"),
]  # fmt: skip


@pytest.fixture
def written(run, answers, home):
    """A page and a note, and a place for flows of one's own."""
    assert (
        run("import", "-", stdin=[answers(uid="a", written_at=NOTE["happened_at"]), NOTE]).code == 0
    )
    (home / "prompts" / "flows").mkdir(parents=True)
    return home / "prompts" / "flows"


def all_shown(run):
    """What every command shows."""
    told = {}
    for command in SHOWS:
        told[command] = run(*command)
        assert told[command].code == 0, (command, told[command].err)
    return told


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(c, id=n, marks=[pytest.mark.slow] * (i > 0))
        for i, (n, c) in enumerate(BROKEN.items())
    ],
)
def test_it_takes_nothing_else_down_and_is_named(run, answers, written, content):
    """Everything else is the same, to the letter."""
    before = all_shown(run)
    (written / "mine.toml").write_bytes(content)

    assert all_shown(run) == before
    assert run("check").code in (0, 1)
    assert run("reflect", "--answers", "-", stdin=answers()).code == 0
    for command in NAMES_IT:
        ran = run(*command)
        assert ran.code in (1, 2), command
        assert "mine.toml" in ran.err + ran.out or ran.code == 2
        assert "Something went wrong" not in ran.err


@pytest.mark.slow
@pytest.mark.parametrize("made", ["a folder", "a pipe", "a link to nowhere"])
def test_what_is_no_file_takes_nothing_down(run, answers, written, made):
    """Under the name of a flow."""
    before = all_shown(run)
    place = written / "mine.toml"
    if made == "a folder":
        place.mkdir()
    elif made == "a pipe":
        os.mkfifo(place)
    else:
        place.symlink_to("nowhere")

    assert all_shown(run) == before


@pytest.mark.slow
def test_a_file_for_the_folder_of_flows(run, answers, home):
    """Nothing is of one's own then."""
    assert (
        run("import", "-", stdin=[answers(uid="a", written_at=NOTE["happened_at"]), NOTE]).code == 0
    )
    (home / "prompts").write_text("no folder")
    all_shown(run)
