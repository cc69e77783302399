"""
A page, or the entries as data, by the command itself:
* every format, to a file or to standard output, which are the same
* what is asked by options, where there is no terminal
* a kind sentence where there is nothing, one sentence where it could not be done, never half a file
* a name that was to go is nowhere in what is written
"""

from __future__ import annotations

import csv
import io
import json
import re
import signal
import subprocess
import sys

import pytest

from journal.app.export import _DATA, _PAGES, PageFormat

pytestmark = pytest.mark.slow

NOTHING = "A page needs an entry about an argument. To write one: journal reflect\n"
NAME = "Wilhelmina"
BEGINS = {"md": "# Notes", "html": "<!doctype html>", "json": '{"uid"', "csv": "number,uid"}
IN_TEXT = [f for f in PageFormat if f != PageFormat.PDF]

PLACES = {
    "trigger": {"other": f"{NAME}'s call"},
    "facts": f"{NAME} asked. _{NAME.upper()}_ left.",
    "body": ["chest", {"other": f"{NAME.lower()}-ache"}],
    "loop": f"The more {NAME} asks, the more I go.",
    "plan_cue": f"{NAME}'s voice",
    "plan_move": "stay",
}


@pytest.fixture
def several(keep, answers):
    """Five long entries, a moment caught, a note; a name in every place there is."""
    pages = [answers(uid=str(n), happened_at=f"2026-03-0{n}T21:30:00+01:00", **PLACES)
             for n in range(1, 6)]  # fmt: skip
    caught = answers(flow="caught", nearly="leave", helped_me=f"{NAME} smiled")
    keep(*pages, caught, answers(flow="note", text=f"{NAME}!", tags=[NAME]))


def test_every_format_has_its_row():
    """A page or data, not both."""
    assert {*_PAGES} | {*_DATA} == {*PageFormat}
    assert not {*_PAGES} & {*_DATA}


@pytest.mark.parametrize("form", IN_TEXT)
def test_a_file_and_standard_output_are_the_same(run, several, tmp_path, form):
    """Of each format; the file is for its owner alone, and is told by its name."""
    file = tmp_path / f"notes.{form}"
    told = run("export", "-o", file)
    piped, dashed = (run("export", "--format", form, *more) for more in ((), ("-o", "-")))

    assert (told.code, told.out, told.err) == (0, "", f"Written to {file}\n")
    assert (piped.err, dashed.err) == ("", "")
    assert piped.out.startswith(BEGINS[form])
    assert piped.out.encode() == dashed.out.encode() == file.read_bytes()
    assert file.stat().st_mode & 0o777 == 0o600


@pytest.mark.slow
def test_a_pdf_through_a_pipe(shell, several, tmp_path):
    """To the byte count of the file; it holds the second it was made in."""
    ran = shell("$journal export --format pdf | cat > piped; $journal export -o x.pdf")
    piped, file = ((tmp_path / name).read_bytes() for name in ("piped", "x.pdf"))

    assert ran.err == "Written to x.pdf\n"
    assert piped.startswith(b"%PDF-")
    assert len(piped) == len(file)


def test_what_is_wanted_and_asked_comes_from_a_file(run, several, tmp_path):
    """The questions stand after an empty line; lines and paragraphs stay as they were typed."""
    file = tmp_path / "want.txt"
    file.write_text("How do I stay?\r\nIn the first minute.\r\n\r\nWhat helps?\n\nAnd then?\n")
    told = run("export", "--want-file", file).out

    want = "How do I stay?\\\nIn the first minute.\n"
    assert f"**What I want from this session.** {want}" in told
    assert "**Questions for you.** What helps?\n\nAnd then?\n" in told


def test_entries_in_detail_by_number(run, several):
    """In the order they are given, wherever they are in time; last is the newest."""
    told = run("export", "--entry", "2", "--entry", "last", "--since", "2026-03-04").out

    assert told.index("in detail, picked by the writer: 2 Mar") < told.index("writer: 5 Mar")


@pytest.mark.parametrize("number", ["99", "6", "7", "F1", "zebrafinch"])
def test_an_entry_that_is_not_there(run, several, number):
    """Or is no argument."""
    ran = run("export", "--entry", number)

    assert (ran.code, ran.out) == (1, "")
    assert ran.err == "There is no entry of that number. See: journal list\n"


@pytest.mark.parametrize("form", IN_TEXT)
@pytest.mark.parametrize("reader", ["therapist", "couple", "self"])
def test_a_name_is_gone(run, several, tmp_path, form, reader):
    """From every place, whatever its case; everything else stays."""
    if form in _DATA and reader != "self":
        return
    names = tmp_path / "names.txt"
    names.write_text(f"{NAME}=W.\n")
    options = ("--for", reader, "--replace-file", names, "--format", form)
    plain = run("export", "--for", reader, "--format", form)
    ran = run("export", *options)

    assert (ran.code, ran.err) == (0, "")
    assert NAME.casefold() in plain.out.casefold()
    assert NAME.casefold() not in ran.out.casefold()
    assert "W." in ran.out


def test_a_name_that_occurs_nowhere(run, several, tmp_path):
    """Nothing is written, and the name is not told."""
    names, file = tmp_path / "names.txt", tmp_path / "x.md"
    names.write_text(f"{NAME}=W.\nzebrafinch=Z.\n")
    for form in IN_TEXT:
        ran = run("export", "--replace-file", names, "-o", file, "--format", form)

        assert (ran.code, ran.out) == (1, "")
        assert ran.err == (
            "--replace-file: name 2 of it occurs nowhere in these entries. Nothing was written.\n"
        )
        assert not file.exists()


@pytest.mark.parametrize("option", ["--want-file", "--replace-file"])
@pytest.mark.parametrize("data", [None, b"", b"\xff\xfe", b"\n \n"])
def test_a_file_of_words_that_is_none(run, several, tmp_path, option, data):
    """One sentence, nothing written."""
    file = tmp_path / "words.txt"
    if data is not None:
        file.write_bytes(data)
    ran = run("export", option, file)

    assert (ran.code, ran.out, ran.err.count("\n")) == (1, "", 1)
    assert ran.err.startswith("words.txt: ")


@pytest.mark.parametrize("form", list(_PAGES))
def test_nothing_yet(run, form, tmp_path):
    """A kind sentence, exit code 0, no file."""
    ran = run("export", "--format", form, "-o", tmp_path / "x")

    assert (ran.code, ran.out, ran.err) == (0, "", NOTHING)
    assert not (tmp_path / "x").exists()


def test_none_in_that_time(run, several):
    """It says so."""
    ran = run("export", "--since", "2030-01-01")

    assert (ran.code, ran.out, ran.err) == (0, "", "No entries in that time.\n")


def test_a_name_in_the_title_of_an_own_flow(run, several, home, keep, tmp_path):
    """It is gone from there too."""
    flows = home / "prompts" / "flows"
    flows.mkdir(parents=True)
    (flows / "call.toml").write_text(
        f'title = "After {NAME}"\ncounts = "conflict"\n[[question]]\nid = "felt"\n'
        f'theme = "surface"\nkind = "many"\nask = "With {NAME}?"\nwords = "feelings"\n'
        '[[question]]\nid = "unsafe"\nkind = "one"\nask = "Was anyone hurt?"\n'
        'choices = [{id = "yes", label = "Yes"}, {id = "no", label = "No"}]\n'
    )
    keep({"flow": "call", "answers": {"felt": ["unheard"]}})
    names = tmp_path / "names.txt"
    names.write_text(f"{NAME}=W.\n")
    plain = run("export", "--for", "self").out
    told = run("export", "--for", "self", "--replace-file", names).out

    assert f"After {NAME}" in plain
    assert NAME not in told
    assert "After W." in told
    assert "With W.?" in told


def test_only_what_was_kept_apart(run, keep, answers, tmp_path):
    """The same sentence; with --flagged, its body and feelings alone."""
    keep(answers(unsafe="yes", facts="zebrafinch"))
    ran = run("export", "-o", tmp_path / "x.html")
    told = run("export", "--flagged", "--entry", "F1").out

    assert (ran.code, ran.err, (tmp_path / "x.html").exists()) == (0, NOTHING, False)
    assert "1 long entry" in told
    assert "Loud: frustrated, unheard." in told
    assert not [w for w in ("zebrafinch", "I asked", "They went", "quiet") if w in told]


def test_only_a_draft(run, home):
    """It is no page yet."""
    from journal.store import open_store

    assert run("list").code == 0
    home.mkdir(mode=0o700)
    with open_store(home / "journal.db"):
        pass

    assert run("export").err == NOTHING


def test_the_plain_view(run, several, tmp_path):
    """No word of a loop; for oneself every page is still told in full."""
    assert run("settings", "view", "plain").code == 0
    for form in ("md", "html"):
        told = run("export", "--format", form).out

        assert "Tight chest" in told
        assert not [w for w in ("loop", "pressed", "What I did", "My plan") if w in told]
    assert f"{NAME} asked." in run("export", "--for", "self").out


def test_csv_is_one_row_an_entry(run, several):
    """With every question as a column, so that files of several journals fit together."""
    rows = list(csv.DictReader(io.StringIO(run("export", "--format", "csv").out, newline="")))

    assert len(rows) == 7
    assert [r["flow"] for r in rows].count("full") == 5
    assert rows[0]["my_moves"] == "ask_again | get_loud | go_quiet"
    assert {"their_side", "closeness", "plan_used"} <= rows[0].keys()


def test_data_is_for_its_owner_alone(run, several):
    """What is kept apart comes only when it is asked for."""
    assert run("export", "--format", "json", "--for", "self").code == 0
    assert json.loads(run("export", "--format", "json").out.splitlines()[0])["uid"] == "1"


@pytest.mark.parametrize(("lang", "size"), [("en_US.UTF-8", "612"), ("de_DE.UTF-8", "595")])
@pytest.mark.slow
def test_the_paper_is_as_usual_in_the_country(shell, several, tmp_path, lang, size):
    """Unless it is told."""
    shell("$journal export -o as_usual.pdf; $journal export -o a4.pdf --paper a4", LANG=lang)
    pages = [(tmp_path / f"{name}.pdf").read_bytes() for name in ("as_usual", "a4")]
    widths = [re.search(rb"/MediaBox *\[0 0 (\d+)", page)[1].decode() for page in pages]

    assert widths == [size, "595"]


def test_a_glyph_that_no_font_has_is_told(run, keep, answers, tmp_path):
    """By number and name; the page is made."""
    keep(*(answers(uid=str(n), trigger={"other": "\U000130b8"}) for n in range(3)))
    ran = run("export", "-o", tmp_path / "x.pdf")

    assert ran.code == 0
    assert ran.err.startswith("No font here has U+130B8 EGYPTIAN HIEROGLYPH D052. A box stands")
    assert (tmp_path / "x.pdf").read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize("form", list(PageFormat))
def test_a_folder_that_cannot_be_written(run, several, tmp_path, form):
    """One sentence."""
    ran = run("export", "-o", tmp_path / "gone" / f"x.{form}")

    assert (ran.code, ran.out) == (1, "")
    assert ran.err == f"x.{form} can't be written there: No such file or directory.\n"


@pytest.mark.parametrize("form", list(PageFormat))
@pytest.mark.slow
def test_a_full_disk(shell, several, tmp_path, form):
    """One sentence, and nothing is left, neither half a file nor a hidden one."""
    folder = tmp_path / "out"
    folder.mkdir()
    ran = shell(f"trap '' XFSZ; ulimit -f 0; $journal export -o out/x.{form} 2>&1 | cat")

    assert ran.out == f"x.{form} can't be written: File too large.\n"
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize("nameless", [True, False])
def test_killed_in_the_middle_leaves_nothing(tmp_path, number, nameless):
    """Whatever ends it; where a file needs a name from the start, the next one clears up."""
    program = (
        "import os, sys, time\n"
        "from pathlib import Path\n"
        "from journal.local.atomic_write import write_file\n"
        f"{'' if nameless else 'del os.O_TMPFILE'}\n"
        "def parts():\n"
        "    yield 'zebrafinch' * 10_000\n"
        "    print('begun', flush=True)\n"
        "    time.sleep(60)\n"
        "write_file(Path(sys.argv[1]), parts(), force=False)\n"
    )
    command = [sys.executable, "-c", program, str(tmp_path / "x.md")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as running:
        assert running.stdout.readline() == b"begun\n"
        running.send_signal(number)
        running.wait()
    left = list(tmp_path.iterdir())
    if left:
        assert (nameless, number) == (False, signal.SIGKILL)
        from journal.local.atomic_write import write_file

        write_file(tmp_path / "next.md", ["x"], force=False)
        (tmp_path / "next.md").unlink()

    assert list(tmp_path.iterdir()) == []
