"""
Out of one journal and into another, by the commands themselves:
* the same bytes again, with everything that was said
* twice is as good as once
* what was kept apart only comes along when it is asked for
"""

from __future__ import annotations

import json

import pytest

OWN_FLOW = """
title = "After the phone"
counts = "conflict"

[[question]]
id = "felt"
theme = "surface"
kind = "many"
ask = "What was there, with the phone in your hand?"
words = "feelings"

[[question]]
id = "did"
theme = "my_moves"
kind = "many"
ask = "And then you …"
words = "moves"

[[question]]
id = "unsafe"
kind = "one"
ask = "Was anyone hurt or scared?"
choices = [{id = "no", label = "No"}, {id = "yes", label = "Yes"}]
"""


@pytest.fixture
def written_here(home, keep, answers):
    """Pages of several flows, one of one's own, one kept apart."""
    flows = home / "prompts" / "flows"
    flows.mkdir(parents=True)
    (flows / "phone.toml").write_text(OWN_FLOW)
    pages = [
        answers(uid="1", trigger={"other": "The café, again 🙄"}, loop="Round\nand round."),
        answers(uid="2", flow="followup", about="1", looks_different="No.", okay_minutes=90),
        answers(uid="3", flow="phone", felt=["unheard", {"other": "Grey"}], did=["go_quiet"]),
        answers(uid="4", flow="note", text="\x1b[31mred\u202e", tags=["a b", "ü"]),
        answers(uid="5", unsafe="yes", facts="Kept apart."),
        answers(uid="6", flow="caught", nearly="leave", happened_at="2025-01-01T00:00:00.5-03:30"),
    ]
    keep(*pages)


def test_out_and_in_and_out_again(run, written_here, tmp_path):
    """The same bytes, though the other home lacks the flow of one's own."""
    there = {"JOURNAL_HOME": str(tmp_path / "there")}
    file = tmp_path / "all.jsonl"
    assert run("export", "--flagged", "-o", file).code == 0
    taken = run("import", file, **there)
    again = run("export", "--flagged", "--format", "json", **there)

    assert (taken.code, taken.out) == (0, "")
    assert taken.err == (
        "6 added, 0 updated, 0 here already.\n"
        "1 entry is kept apart: it is in no list and no count. Help lines: journal support\n"
    )
    assert again.out.encode() == file.read_bytes()
    assert run("import", file, **there).err.startswith("0 added, 0 updated, 6 here already.\n")
    assert run("export", "--flagged", "--format", "json", **there).out == again.out


def test_what_was_kept_apart_comes_along_only_when_asked_for(run, written_here):
    """Then it stands in its place among the others."""
    uids = []
    for more in ((), ("--flagged",)):
        exported = run("export", "--format", "json", *more).out.splitlines()
        uids.append([json.loads(line)["uid"] for line in exported])

    assert uids == [["6", "1", "2", "3", "4"], ["6", "1", "2", "3", "4", "5"]]


def test_no_wording_is_told_but_of_flows_of_ones_own(run, written_here):
    """The packaged ones are known wherever it is read."""
    exported = map(json.loads, run("export", "--format", "json").out.splitlines())

    assert {e["uid"]: e["asked"] for e in exported if "asked" in e} == {
        "3": {
            "felt": "What was there, with the phone in your hand?",
            "did": "And then you …",
        }
    }


KEPT = "the update is kept for 30 days.\n"
OLDER = "Another text of one that is here, kept beside it for 30 days: 1.\n"


def test_a_page_in_the_meantime_is_not_lost(run, keep, answers):
    """Of two versions the one edited later is kept, whichever way they come."""
    edited = {"uid": "1", "edited_at": "2026-04-01T10:00:00+02:00"}
    old, new = answers(uid="1", facts="old"), {**answers(facts="new"), **edited}
    keep(old)
    results = [run("import", "-", stdin=pages).err for pages in ([new], [old], [old, new])]

    assert results == [
        f"0 added, 1 updated, 0 here already.\nWhat 1 said before {KEPT}",
        f"0 added, 0 updated, 0 here already.\n{OLDER}",
        f"0 added, 0 updated, 1 here already.\n{OLDER}",
    ]
    assert run("show", "1", "--format", "json").data["answers"]["facts"] == "new"


@pytest.mark.parametrize(
    ("options", "begins"),
    [
        ("", "# Notes for a session\n"),
        ("--for therapist", "# Notes for a session\n"),
        ("--format json", '{"uid": "'),
        ("--format json --for self", '{"uid": "'),
        ("-o {}/notes", "# Notes for a session\n"),
        ("-o {}/NOTES.MD", "# Notes for a session\n"),
        ("-o {}/x.json", '{"uid": "'),
        ("-o {}/x.jsonl", '{"uid": "'),
        ("-o {}/x.txt --format json", '{"uid": "'),
        ("-o {}/x.json --format md", "# Notes for a session\n"),
    ],
)
def test_what_it_is_written_as(run, written, tmp_path, options, begins):
    """What the option says, else the suffix of the file, else a page."""
    before = set(tmp_path.iterdir())
    result = run("export", *options.format(tmp_path).split())
    files = set(tmp_path.iterdir()) - before
    where = list(files)
    text = files.pop().read_text() if files else result.out

    assert (result.code, files) == (0, set())
    assert result.err == (f"Written to {where[0]}\n" if where else "")
    assert text.startswith(begins)
