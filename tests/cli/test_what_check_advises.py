"""
What the check advises:
* doing it ends the hint or the fault, whatever it was, and brings no other like it
"""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from journal.store import Cipher, open_store

PHRASE = "four words in a row"


@pytest.fixture
def env(env, tmp_path):
    """With a passphrase that can be set."""
    (tmp_path / "phrase").write_text(PHRASE)
    return env


def sql(path, statement):
    with closing(sqlite3.connect(path)) as db:
        db.execute(statement)
        db.commit()


def copy_dated(home, days, *, lock=None):
    """A copy in `backups/`, so many days old."""
    (home / "backups").mkdir(exist_ok=True, mode=0o700)
    copy = home / "backups" / "journal-20250101-120000.db"
    open_store(copy, connect=Cipher(lock)).close()
    at = (datetime.now() - timedelta(days=days)).timestamp()
    os.utime(copy, (at, at))


def damage(path):
    path.write_bytes(path.read_bytes()[:4096] + b"\xff" * 4096)


STATES = {
    "nothing wrong": lambda home: None,
    "an old copy": lambda home: copy_dated(home, 40),
    "a copy from a day to come": lambda home: copy_dated(home, -40),
    "a copy of another passphrase": lambda home: copy_dated(home, 1, lock="another one than that"),
    "no index": lambda home: sql(
        home / "journal.db", "INSERT INTO search (search) VALUES ('delete-all')"
    ),
    "answers of nothing": lambda home: sql(
        home / "journal.db", "UPDATE answers SET entry = 99 WHERE question = 'body'"
    ),
    "loose rights": lambda home: (home / "journal.db").chmod(0o644),
    "damaged": lambda home: damage(home / "journal.db"),
    "empty": lambda home: (home / "journal.db").write_bytes(b""),
}


def told(run, **env):
    """Each line that is not fine."""
    return [one["text"] for one in run("check", "--format", "json", **env).data
            if one["state"] != "fine"]  # fmt: skip


def subject(line):
    """What a line is about: its words without numbers, up to the first point."""
    return re.sub(r"\d+", "", line.partition(". ")[0])


def follow(line, run, home, tmp_path, good):
    """Do what a line advises; how the variables are then."""
    if "move" in line.casefold() and str(home) in line and "JOURNAL_HOME" in line:
        shutil.move(home, tmp_path / "elsewhere")
        return {"JOURNAL_HOME": str(tmp_path / "elsewhere")}
    if "remove them in" in line:
        for name in re.findall(r"[\w-]+\.db", line):
            (home / "backups" / name).unlink()
        return {}
    if "Move it away" in line:
        shutil.move(home / "journal.db", tmp_path / "away")
        return {}
    if "chmod 700" in line:
        home.chmod(0o700)
        return {}
    command = re.search(r": journal ([a-z]+(?: --[a-z]+)*(?: FILE)?)", line)[1]
    given = {"JOURNAL_PASSPHRASE_FILE": str(tmp_path / "phrase")} if "lock" in command else {}
    file = good if "--restore" in command else tmp_path / "a copy.db"
    done = run(*command.replace("FILE", "").split(), *([file] if "FILE" in command else []),
               *(["--yes"] if "--restore" in command else []), **given)  # fmt: skip

    assert done.code == 0, done.err
    return given


@pytest.mark.slow
@pytest.mark.parametrize("state", STATES.values(), ids=STATES)
@pytest.mark.parametrize("place", ["home", "Dropbox/home"])
def test_what_is_advised_ends_it(run, env, written, tmp_path, state, place):
    """Each line that is there, by itself; by the command that it names, or by hand."""
    good = tmp_path / "good.db"
    shutil.copy(written / "journal.db", good)
    home = tmp_path / place
    if home != written:
        home.parent.mkdir()
        shutil.move(written, home)
    state(home)
    there = {"JOURNAL_HOME": str(home)}
    for line in told(run, **there):
        kept = shutil.copytree(home, tmp_path / "kept")
        given = there | follow(line, lambda *a, **e: run(*a, **(there | e)), home, tmp_path, good)
        left = told(run, **given)

        assert subject(line) not in map(subject, left), left
        for gone in (home, tmp_path / "elsewhere"):
            shutil.rmtree(gone, ignore_errors=True)
        (tmp_path / "a copy.db").unlink(missing_ok=True)
        shutil.move(kept, home)


def test_a_copy_elsewhere_counts(run, written, tmp_path):
    """As far as the journal knows; what is put back from it knows of none."""
    assert any("There is no copy yet. To make one: journal backup FILE" in t for t in told(run))
    assert "The copies in backups/" not in run("check").out
    assert run("backup", tmp_path / "copy.db").code == 0
    assert not any("copy" in line for line in told(run))


def test_a_journal_that_cannot_be_written_is_copied(run, written, tmp_path):
    """Only that it was is not noted then."""
    path = Path(written / "journal.db")
    path.chmod(0o400)
    assert run("backup", tmp_path / "copy.db").code == 0
