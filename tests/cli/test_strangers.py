"""
Text from a stranger, and a system that is strange:
* ids and names in a file that is handed in steer no terminal and begin no formula
* bytes that are no text, names of files and zips that are none, a `~` of nobody, a zone that is
  none: one sentence and an exit code, wherever they are given
* a text that the setter of PDFs stumbles over: one sentence, and nothing of it is shown
"""

from __future__ import annotations

import csv
import io
import json
import os
import random
import re
import sys
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

STEERS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
WILD = (
    "=cmd|'/c x'!A1",
    "\x1b]0;owned\x07\x1b[2J",
    "+1+1\r\n@SUM(A1)",
    "\u202e<script>|*_",
    "-\t-",
)


def stranger(wild, number):
    """An entry of which every id is wild that may be."""
    asked = {f"{wild}q{i}": f"{wild} wording" for i in range(3)}
    answers = {f"{wild}q0": wild, f"{wild}q1": [{"other": wild}], f"{wild}q2": 3}
    head = {"flow": f"{wild}flow", "uid": f"uid-{number}", "about": "elsewhere"}
    return {**head, "happened_at": "2026-03-01T21:30:00+01:00", "answers": answers, "asked": asked}


@pytest.fixture
def strangers(run):
    """A journal that holds them."""
    for number, wild in enumerate(WILD):
        ran = run("import", "-", stdin=[stranger(wild, number)])

        assert (ran.code, ran.err) == (0, "1 added, 0 updated, 0 here already.\n")
    note = {"flow": "note", "answers": {"text": "x", "tags": list(WILD)}}
    assert run("import", "-", stdin=[note]).code == 0


VIEWS = (
    "list", "list --format json", "show last", "show 1", "search x", "summary", "summary --why",
    "cycle", "plan", "restore", "export", "export --for self", "export --format html",
    "export --format json --for self", "export --format csv --for self", "delete 1 --yes",
    "restore 1", "edit 1 --question nothing", "export --entry 1", "prompts check", "check",
)  # fmt: skip


@pytest.mark.parametrize("view", VIEWS)
def test_no_id_of_a_stranger_steers_anything(run, strangers, view):
    """In whatever command; a cell of a table begins no formula."""
    ran = run(*view.split())

    assert ran.code in (0, 1, 2)
    assert "inside the journal" not in ran.err
    for said in (ran.out, ran.err):
        assert STEERS.search(said.replace("\r\n", "").replace("\n", "")) is None
    if "csv" in view:
        cells = [c for row in csv.reader(io.StringIO(ran.out)) for c in row]
        assert not [c for c in cells if c.lstrip().startswith(("=", "+", "-", "@"))]


BYTES = b"a\xffb\x1b]0;x\x07"
NAMED = "import reflect_--answers export_--want-file export_--replace-file backup_--restore".split()
NAMED += ["prompts check", "lock --new-passphrase-file"]
PLACES = ("export -o", "backup", "cycle -o")


@pytest.mark.skipif(sys.platform != "linux", reason="names of files are bytes on Linux")
@pytest.mark.parametrize("typed", [*NAMED, *PLACES])
def test_a_name_of_a_file_that_is_no_text(run, year, tmp_path, typed):
    """A file with that name is there or not; nothing of its name steers the terminal."""
    name = Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + BYTES))
    words = typed.replace("_", " ").split()
    if typed in PLACES:
        ends = ("", ".md", ".html") if words[0] == "export" else (".svg", ".db")
        files = [f"{name}{end}" for end in ends]
    else:
        files = [name, f"{name}.toml"]
        Path(files[1]).write_bytes(BYTES * 20)
    for file in files:
        ran = run(*words, file, "--yes") if "backup" in words else run(*words, file)

        assert ran.code in (0, 1, 2)
        assert "inside the journal" not in ran.err
        assert STEERS.search((ran.out + ran.err).replace("\n", "")) is None


@pytest.mark.parametrize("typed", [*NAMED, *PLACES])
def test_the_home_of_nobody(run, written, tmp_path, snapshot, typed):
    """No folder is made that is called `~nobody…`."""
    words = typed.replace("_", " ").split()
    before = snapshot(written)
    ran = run(*words, "~nobody-here/x.md")

    assert (ran.code, ran.out) in {(1, ""), (2, "")}
    assert ran.err in (
        "There is no home folder for that ~. For a file whose name begins so: ./~name\n",
        "x.md: It can't be read: No such file or directory. Nothing was taken from it.\n",
    )
    assert snapshot(written) == before
    assert not Path("~nobody-here").exists()


@pytest.mark.parametrize("typed", ["list", "note", "settings", "check", "export", "wipe --yes"])
def test_a_home_that_is_the_home_of_nobody(run, tmp_path, typed):
    """The variable names it."""
    ran = run(*typed.split(), stdin="x", JOURNAL_HOME="~nobody-here/journal")

    assert ran.code == 2
    assert ran.err.startswith("There is no home folder for that ~.")


ZONES = (
    ":/nowhere",
    "Nowhere/Land",
    "LMT-1:23:45",
    ":",
    "",
    "XXX+99",
    "XXX30",
    "ABC-48",
    "\udcff",
    "Pacific/Apia",
)
TIMED = (
    "list",
    "summary --last 30d",
    "note",
    "note --when yesterday",
    "note --when 2026-03-01T09:00",
)
TIMED += ("export --format json --for self", "followup --plain", "check", "show last")


@pytest.mark.parametrize("zone", ZONES)
def test_a_zone_that_is_none(run, written, zone):
    """Either by the clock of the system, or one sentence that names the variable."""
    for command in TIMED:
        ran = run(*command.split(), stdin="x\n", TZ=zone)

        assert ran.code in (0, 1, 2)
        assert "inside the journal" not in ran.err
        assert "Warning" not in ran.err
        if ran.code == 1:
            assert ran.err == "TZ: expected a time zone within a day of UTC.\n"


@pytest.mark.parametrize("zone", ZONES)
def test_what_keeps_the_entries_safe_needs_no_zone(run, written, tmp_path, zone):
    """A copy, a look at all, a lock and a setting tell no time of this place."""
    file = tmp_path / "phrase"
    file.write_text("four words in a row")
    commands = (
        "check",
        "backup {tmp}/a.db",
        "settings plain off",
        "lock --new-passphrase-file {file}",
    )
    for command in commands:
        ran = run(*command.format(tmp=tmp_path, file=file).split(), TZ=zone)

        assert (ran.code, "TZ" in ran.err) == (0, False), ran.err


@pytest.mark.parametrize("words", ["search", "show", "list --trigger", "list --topic", "edit"])
def test_words_that_are_no_text(run, written, words):
    """Bytes that the terminal's encoding does not have."""
    ran = run(*words.split(), "\udcff\udcfe")

    assert ran.code in (0, 1, 2)
    assert "inside the journal" not in ran.err


def zipped(names):
    """A zip of Day One, its JSON under these names."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name in names:
            made.writestr(name, json.dumps({"metadata": {}, "entries": []}))
    return out.getvalue()


def test_a_zip_with_any_byte_changed(run, home, tmp_path):
    """Also one in the names: no text, another length, another folder."""
    good, chance = zipped(["Jöurnal.json", "photos/é.jpeg", "Zwei.json"]), random.Random(1)  # noqa: S311
    file = tmp_path / "some.zip"
    for _ in range(300):
        bad = bytearray(good)
        for _ in range(chance.randint(1, 3)):
            bad[chance.randrange(len(bad))] = chance.choice([0, 0x2E, 0x7F, 0xC3, 0xFF, 0x80])
        file.write_bytes(bad)
        ran = run("import", "--from", "dayone", file)

        assert ran.code in (0, 1), ran.err
        assert "inside the journal" not in ran.err
        assert STEERS.search(ran.err.replace("\n", "")) is None


def test_a_text_of_marks_alone_is_in_a_pdf(run, keep, tmp_path):
    """Typst panicked at so many of them, which is no exception; they have places to break now."""
    keep({"flow": "note", "answers": {"text": "e" + "\u0301" * 100_000}})
    file = tmp_path / "page.pdf"
    ran = run("export", "--for", "self", "-o", file)

    assert (ran.code, ran.out) == (0, "")
    assert file.read_bytes().startswith(b"%PDF")
