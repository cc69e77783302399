"""
Who can read what is written:
* the home and all in it are for their owner alone, whatever the umask
* a home on a disk to read only can be read
* what is written on request never goes into the home
* an export to a file: for its owner alone, whole or not at all, never over another file
"""

from __future__ import annotations

import os
import sqlite3
import subprocess
from contextlib import closing

import pytest

from journal.core.errors import OutputError
from journal.local.atomic_write import write_file

FOLDER, FILE = 0o40700, 0o100600


@pytest.fixture(params=[0o000, 0o022, 0o077], ids=oct)
def umask(request):
    """Rights taken from new files."""
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


@pytest.fixture(params=["plain", "locked"])
def phrase(request, run, written, tmp_path):
    """The variable that opens the journal, as it is and locked."""
    if request.param == "plain":
        return {}
    (tmp_path / "phrase").write_text("four words in a row")
    given = {"JOURNAL_PASSPHRASE_FILE": str(tmp_path / "phrase")}
    assert run("lock", **given).code == 0
    return given


def modes(folder):
    return {str(f.relative_to(folder)): f.stat().st_mode for f in (folder, *folder.rglob("*"))}


def test_the_home_is_for_its_owner_alone(run, tmp_path, answers, umask):
    """So are the folders above it that had to be made."""
    above = tmp_path / "new"
    home = above / "er" / "home"
    result = run("reflect", "--answers", "-", stdin=answers(), JOURNAL_HOME=str(home))

    assert (result.code, result.err) == (0, "Kept as 1.\n")
    assert modes(above) == {
        ".": FOLDER,
        "er": FOLDER,
        "er/home": FOLDER,
        "er/home/journal.db": FILE,
        "er/home/journal-home.json": FILE,
    }


def test_a_home_that_was_open_to_others(run, home, answers):
    """One that was there keeps its rights, and the check says so; looking makes no file."""
    home.mkdir()
    home.chmod(0o755)
    run("list")
    assert modes(home) == {".": 0o40755}

    assert run("reflect", "--answers", "-", stdin=answers()).code == 0
    checked = run("check", "--repair")
    assert checked.code == 0
    assert f"To close it: chmod 700 {home}" in " ".join(checked.out.split())
    assert set(modes(home).items()) - {(".", 0o40755)} == {
        ("journal.db", FILE), ("journal-home.json", FILE)
    }  # fmt: skip


READ_ONLY = "mount --bind {home} {home} && mount -o remount,bind,ro {home}"
HAS_MOUNTS = subprocess.run(["sh", "-c", "unshare -rm true 2>&-"], check=False).returncode == 0


@pytest.mark.slow
@pytest.mark.skipif(not HAS_MOUNTS, reason="no mounts of one's own can be made here")
@pytest.mark.parametrize("mode", [0o700, 0o755], ids=oct)
def test_a_home_on_a_disk_to_read_only(shell, written, snapshot, mode):
    """It can be read, and what would change it says so."""
    written.chmod(mode)
    before = snapshot(written)
    lines = ["", "list", "show 1", "summary", "search asked", "export --format json", "settings"]
    each = "".join(f"$journal {line} >/dev/null && " for line in lines)
    script = f"{READ_ONLY.format(home=written)} && {each} echo all && echo x | $journal note"
    ran = shell(f"unshare -rm sh -c '{script}'")

    assert (ran.code, ran.out) == (1, "all\n"), ran.err
    assert ran.err.startswith(f"Can't make or use the folder {written}: It can't be written to.")
    assert snapshot(written) == before


@pytest.mark.parametrize("name", ["notes.md", "entries.json", "entries.jsonl"])
def test_an_export_is_for_its_owner_alone(run, tmp_path, written, umask, name):
    """The suffix says what it is; nothing is shown, nothing else is left."""
    before = set(tmp_path.iterdir())
    file = tmp_path / name
    result = run("export", "-o", file)

    assert (result.code, result.out, result.err) == (0, "", f"Written to {file}\n")
    assert set(tmp_path.iterdir()) - before == {file}
    assert file.stat().st_mode == FILE
    shown = run("export", "--format", "md" if name.endswith("md") else "json")
    assert file.read_bytes() == shown.out.encode()


def test_a_file_is_replaced_only_with_force(run, tmp_path, written):
    """Then it has our rights, not those it had."""
    file = tmp_path / "notes.md"
    file.write_text("mine")
    file.chmod(0o644)
    assert run("export", "-o", file).code == 1
    assert (file.read_text(), file.stat().st_mode) == ("mine", 0o100644)

    assert run("export", "-o", file, "--force").code == 0
    assert file.read_text().startswith("# Notes for a session\n")
    assert file.stat().st_mode == FILE


def test_force_leaves_the_file_alone_that_a_link_points_to(run, tmp_path, written):
    """The link is replaced."""
    file, link = tmp_path / "mine.md", tmp_path / "link.md"
    file.write_text("mine")
    link.symlink_to(file)
    assert run("export", "-o", link, "--force").code == 0

    assert (file.read_text(), link.is_symlink()) == ("mine", False)


def test_nothing_is_left_of_an_export_that_fails(run, tmp_path, written):
    """Neither half a file nor a hidden one; one that was there stays."""
    with closing(sqlite3.connect(written / "journal.db")) as db:
        db.execute("UPDATE entries SET happened_at = 'broken by hand'")
        db.commit()
    file = tmp_path / "entries.json"
    file.write_text("mine")
    before = {f: f.stat().st_mode for f in tmp_path.rglob("*")}
    results = [
        run("export", "-o", tmp_path / "new.json"),
        run("export", "-o", file, "--force"),
    ]

    assert [r.code for r in results] == [1, 1]
    assert {f: f.stat().st_mode for f in tmp_path.rglob("*")} == before
    assert file.read_text() == "mine"


@pytest.mark.parametrize(
    "line",
    [
        "export --force --format json -o {place}",
        "cycle --force --format json -o {place}",
        "backup {place}",
    ],
)
@pytest.mark.parametrize(
    "name",
    ["home/journal.db", "home/settings.toml", "home/new.json", "link/new", "out", "a/../home/x"],
)
def test_the_home_is_for_the_journal_alone(refused, tmp_path, written, phrase, line, name):
    """Straight, by a link to the folder or to a file in it, over a file or beside; locked too."""
    (written / "settings.toml").write_text("plain = false\n")
    (tmp_path / "a").mkdir()
    (tmp_path / "link").symlink_to(written)
    (tmp_path / "out").symlink_to(written / "journal.db")
    told = refused(*line.format(place=tmp_path / name).split(), code=1, **phrase)

    assert told == "The folder of the journal is for the journal alone. Choose another place."


@pytest.mark.parametrize("line", ["export -o {folder}", "cycle -o {folder}", "backup {folder}"])
def test_the_name_of_a_folder_is_no_name_of_a_file(refused, tmp_path, line):
    """A file of that name would surprise."""
    told = refused(*line.format(folder=f"{tmp_path}/new/").split(), code=1)

    assert told == "The name of a file is needed here, not that of a folder."
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_nothing_is_left_of_a_file_that_breaks_off(tmp_path, error):
    """As when the disk is full, or the person stops it."""

    def parts():
        yield "half of it"
        raise error

    with pytest.raises((OutputError, KeyboardInterrupt)) as caught:
        write_file(tmp_path / "notes.md", parts(), force=False)

    assert list(tmp_path.iterdir()) == []
    if isinstance(caught.value, OutputError):
        assert str(caught.value) == "notes.md can't be written: No space left on device."
