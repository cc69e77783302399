"""
The loop on the command line:
* boxes at 80 columns, a list at 40 and with --plain; as data and as a picture
* for one moment or subject alone; an id that is none names those there are
* the way out: how it ended the times it went softer, and what helped
* a file is what its suffix says, `-` is standard output; an unknown suffix is refused
* nothing to draw: a kind sentence, no empty picture; with the plain view nothing of the loop
"""

from __future__ import annotations

import re
import stat
from unittest.mock import ANY
from xml.etree import ElementTree

import pytest
import wcwidth

NO_LOOP = "The view is set to plain, so no loop is drawn. To see the setting: journal settings\n"
NOTHING = "Nothing to count here. To write: journal reflect\n"
NO_FIT = "No argument has that moment or subject yet. Without it: journal cycle\n"
EMPTY = {
    "stations": [],
    "notes": [],
    "way_out": ANY,
    "of": 0,
    "out_of": 0,
}


def test_two_boxes_and_the_way_round(run, year):
    """Every step with k of n, in no more than 80 columns and 30 lines."""
    out = run("cycle").out
    lines = out.splitlines()

    for step in (
        "It starts with  They went quiet · 7 of 44",
        "body  Tight chest · 23 of 54",
        "story I don't matter · 18 of 44",
        "so I  Asked again · 30 of 54",
        "Went quiet · 18 of 44",
        "The more I asked,",
        "the more they went quiet.",
        "Under it    Alone · 23 of 44",
        "I needed    To matter · 10 of 44",
    ):
        assert re.search(rf"(?<!\w){step}", out)
    assert max(map(wcwidth.wcswidth, lines)) <= 80
    assert len(lines) <= 30


def test_in_the_boxes_every_step_keeps_its_count(run, year, keep, answers):
    """However long its words are; a label of one's own that never ends is cut after two lines."""
    out = run("cycle", "--topic", "family").out
    own = {"other": "W" * 10_000}
    keep(*({**answers(body=[own], trigger=own, softer=[own]), "uid": str(i)} for i in range(60)))
    long = run("cycle").out

    assert "│ story Nothing I say is right    │" in out
    assert "│       6 of 8                    │" in out
    assert "…" not in out
    assert (long.count("60 of 114"), long.count("60 of 104")) == (1, 2)
    assert max(map(wcwidth.wcswidth, long.splitlines())) <= 80
    assert len(long.splitlines()) <= 40


@pytest.mark.parametrize("given", [{"COLUMNS": "40"}, {"TERM": "dumb"}, {"option": "--plain"}])
def test_a_list_where_boxes_do_not_fit(run, year, given):
    """The same steps and counts, nothing drawn, no line too long."""
    option = given.pop("option", None)
    out = run("cycle", *([option] if option else []), **given).out

    assert "Body: Tight chest · 23 of 54" in out
    assert "The more I asked, the more they went quiet." in " ".join(out.split())
    assert not set("┌│└▶▲") & set(out)
    assert max(map(wcwidth.wcswidth, out.splitlines())) <= int(given.get("COLUMNS", 80))


def test_the_way_out_tells_how_it_ended_and_what_helped(run, year):
    """With counts, and the newest moments caught in time."""
    told = " ".join(run("cycle").out.split())

    assert (
        "There were 18 entries of 54 with a moment when you softened or stayed. These soft "
        "moments ended (18): 'Talked it through' 12, 'Agreed to pause' 6."
    ) in told
    assert "Caught in time: 13 times." in told
    assert "Named the loop; helped: the walk we had agreed on" in told


def test_as_data(run, year):
    """The shape that other programs rely on."""
    data = run("cycle", "--format", "json").data

    assert list(data) == ["stations", "notes", "way_out", "of", "out_of"]
    assert data["of"] == 54
    assert data["stations"][0] == {
        **{"theme": "trigger", "subject": "went_quiet", "label": "They went quiet"},
        **{"count": 7, "of": 44},
    }
    assert [list(s) for s in data["stations"]] == [
        ["theme", "subject", "label", "count", "of"]
    ] * len(data["stations"])
    assert data["way_out"]["count"] == 18


def test_for_one_moment_or_subject_alone(run, year):
    """The counts are of those entries; moments caught in time as well, where they have it."""
    family = run("cycle", "--topic", "family", "--format", "json").data
    quiet = run("cycle", "--trigger", "went_quiet", "--format", "json").data
    moves = {s["theme"]: s["subject"] for s in family["stations"]}

    assert (family["of"], moves["my_moves"]) == (8, "go_quiet")
    assert family["way_out"]["caught"] == []
    assert quiet["of"] == 7
    assert len(quiet["way_out"]["caught"]) == 2


@pytest.mark.parametrize(("option", "known"), [("--trigger", "no_reply"), ("--topic", "chores")])
@pytest.mark.parametrize("unknown", ["zebrafinch", "", "They went quiet"])
def test_an_id_that_is_none_names_those_there_are(refused, option, known, unknown):
    """One sentence, exit 2; what was typed is not in it."""
    said = refused("cycle", option, unknown, code=2)

    assert said.startswith(f"{option}: expected one of ")
    assert known in said


def test_as_a_picture(run, year):
    """To standard output: a whole SVG, in UTF-8 whatever the terminal can show."""
    out = run("cycle", "--format", "svg").out

    assert ElementTree.fromstring(out).tag.endswith("svg")  # noqa: S314
    assert "Tight chest" in out


def test_a_picture_in_a_file_is_for_its_owner_alone(run, year, tmp_path):
    """The suffix says what is written; a file that is there is kept unless told otherwise."""
    file = tmp_path / "loop.svg"

    assert run("cycle", "-o", file).out == ""
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert file.read_text() == run("cycle", "--format", "svg").out
    again = run("cycle", "-o", file)
    assert (again.code, again.err.count("\n")) == (1, 1)
    assert run("cycle", "--topic", "family", "-o", file, "--force").code == 0
    assert "Went quiet" in file.read_text()
    assert sorted(p.name for p in tmp_path.iterdir() if p.suffix) == ["loop.svg"]


def test_a_file_is_what_its_suffix_says(run, year, tmp_path):
    """As in `export`: text without one, and where it was written is told."""
    for name, option in (("a", "text"), ("a.txt", "text"), ("a.JSON", "json"), ("a.svg", "svg")):
        done = run("cycle", "-o", tmp_path / name)

        assert (done.code, done.out, done.err) == (0, "", f"Written to {tmp_path / name}\n")
        assert (tmp_path / name).read_text() == run("cycle", "--format", option).out


def test_an_unknown_suffix_is_refused(run, year, tmp_path):
    """Text that calls itself a picture opens nowhere; with --format it is as one wishes."""
    done = run("cycle", "-o", tmp_path / "loop.png")

    said = "-o: expected a file that ends in txt, json, svg; or --format.\n"
    assert (done.code, done.out, done.err) == (2, "", said)
    assert not (tmp_path / "loop.png").exists()
    assert run("cycle", "-o", tmp_path / "loop.png", "--format", "text").code == 0


@pytest.mark.parametrize("option", [(), ("--format", "svg"), ("--format", "json")])
def test_a_hyphen_is_standard_output(run, year, monkeypatch, tmp_path, option):
    """No file of that name comes into being."""
    monkeypatch.chdir(tmp_path)

    assert run("cycle", "-o", "-", *option).out == run("cycle", *option).out != ""
    assert not (tmp_path / "-").exists()


@pytest.mark.parametrize(("pages", "n"), [(1, 1), (2, 2)])
def test_too_early_for_any_step_is_a_sentence_and_no_empty_picture(
    run, keep, answers, tmp_path, pages, n
):
    """With one page or two; as data there are simply no stations yet."""
    keep(*({**answers(), "uid": str(i)} for i in range(pages)))
    entries = "entry" if n == 1 else "entries"
    said = f"From {n} {entries}. Too early to draw the loop. "
    said += "From 3 on, you see here what came up more than once.\n"

    assert (run("cycle").out, run("cycle").code) == (said, 0)
    assert run("cycle", "-o", tmp_path / "loop.svg").err == said
    assert not (tmp_path / "loop.svg").exists()
    data = run("cycle", "--format", "json").data
    assert (data["stations"], data["of"]) == ([], n)


@pytest.mark.parametrize(
    ("written", "option", "said"),
    [
        (False, (), NOTHING),
        (True, ("--trigger", "talk_leaving"), NO_FIT),
        (True, ("--last", "1d"), "No entries in that time.\n"),
    ],
)
def test_with_nothing_to_draw(run, request, tmp_path, written, option, said):
    """A sentence and exit 0; for a picture it stands on standard error and no file is made."""
    if written:
        request.getfixturevalue("year")
    text = run("cycle", *option)
    picture = run("cycle", *option, "--format", "svg")
    file = run("cycle", *option, "-o", tmp_path / "loop.svg")

    assert (text.code, text.out, text.err) == (0, said, "")
    assert (picture.code, picture.out, picture.err) == (0, "", said)
    assert (file.code, file.out, file.err) == (0, "", said)
    assert not (tmp_path / "loop.svg").exists()
    assert run("cycle", *option, "--format", "json").data == EMPTY


def test_with_the_plain_view_nothing_of_the_loop_is_told(run, year, tmp_path):
    """As text a sentence, as data an empty loop, as a picture nothing."""
    run("settings", "view", "plain")

    assert run("cycle").out == NO_LOOP
    assert run("cycle", "--format", "json").data == EMPTY
    assert run("cycle", "-o", tmp_path / "loop.svg").err == NO_LOOP
    assert not (tmp_path / "loop.svg").exists()
