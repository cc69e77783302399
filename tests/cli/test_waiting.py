"""
What is waited for before anything is said, at every command that writes:
* a name that was put into a folder, moved or taken out of it: that folder
* what SQLite writes: its own journal taken out of the folder, too

By a record of what is asked of the system, so that it holds on any machine. On a disk whose
power is cut: `tests/trust/test_power.py`.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from journal.core.platform import disk
from journal.store import Cipher
from journal.store.sqlite import connect_plain, transaction

CHANGES = {"os.rename": 2, "os.link": 2, "os.remove": 1, "os.mkdir": 1, "os.rmdir": 1, "open": 1}
"""What changes names -> how many it is given."""

MAKES = {"os.mkdir": True, "open": True, "os.remove": False, "os.rmdir": False}
"""What changes nothing if a name is there already, or if it is not."""


class Record:
    """
    The folders below one in which names were changed.

    Attributes:
        changed: How many names were changed.
        left: Folders that nobody has waited for since.
        early: Those at a moment when something was said.
    """

    def __init__(self, below: Path) -> None:
        self.below = str(below)
        self.changed = 0
        self.left: dict[tuple[int, int], str] = {}
        self.early: list[str] = []

    def saw(self, event: str, given: tuple) -> None:
        if event == "open" and not given[2] & os.O_CREAT:
            return
        for path in given[: CHANGES[event]]:
            where = os.path.abspath(path) if isinstance(path, str | os.PathLike) else ""
            if not where.startswith(self.below) or os.path.lexists(where) is MAKES.get(event):
                continue  # not ours, or it will be refused
            self.changed += 1
            if event == "os.rmdir":
                self.left.pop(_id(os.stat(where)), None)
            self.left[_id(os.stat(os.path.dirname(where)))] = where

    def waited(self, handle: int) -> None:
        self.left.pop(_id(os.fstat(handle)), None)

    def said(self) -> None:
        self.early += self.left.values()


def _id(of: os.stat_result) -> tuple[int, int]:
    return of.st_dev, of.st_ino


_kept: list[Record] = []
"""The record that is kept now, if any; a hook cannot be taken away again."""


def _hook(event: str, given: tuple) -> None:
    if _kept and event in CHANGES:
        record = _kept.pop()  # what is looked up for the record has no place in it
        record.saw(event, given)
        _kept.append(record)


@pytest.fixture(scope="module", autouse=True)
def _listens() -> None:
    sys.addaudithook(_hook)


@pytest.fixture
def record(tmp_path, monkeypatch) -> Iterator[Record]:
    """What is asked of the system, from here on."""
    record, really_wait, really_say = Record(tmp_path), os.fsync, print

    def wait(handle):
        really_wait(handle)
        record.waited(handle)

    def say(*words, **how):
        record.said()
        really_say(*words, **how)

    monkeypatch.setattr(os, "fsync", wait)
    monkeypatch.setattr("builtins.print", say)
    yield record
    _kept.clear()


COMMANDS = {
    "a first entry": "note",
    "an entry": "import {page}",
    "erasing": "delete 1 --now --yes",
    "a setting": "settings plain on",
    "another setting": "settings plain off",
    "locking": "lock",
    "another lock": "lock --change --new-passphrase-file {new}",
    "no lock": "lock --remove",
    "a copy": "backup {outside}/copy.db",
    "putting back": "backup --restore {copy} --yes",
    "putting back what is not there": "backup --restore {copy} --yes",
    "a page": "export --format md -o {outside}/page.md",
    "another page": "export --format md -o {outside}/old.md --force",
    "data": "export --format json --for self -o {outside}/all.jsonl",
    "the end": "wipe --yes",
}
WITHOUT_A_HOME = ("a first entry", "putting back what is not there")


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("can", [True, False], ids=["", "no links, no files without a name"])
def test_every_name_is_waited_for_before_anything_is_said(
    run, written, tmp_path, record, monkeypatch, answers, name, can
):
    """In new folders too; with what a disk can do, and without."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "old.md").write_text("old")
    files = {n: tmp_path / n for n in ("copy", "new", "first", "page")}
    files["new"].write_text("and four quite different ones")
    files["first"].write_text("four words in a row")
    told = {"stdin": [answers(heat_before=3)]} if name == "an entry" else {}
    env = {}
    if name == "a first entry":
        told = {"stdin": b"something"}
    arguments = COMMANDS[name].format(**files, outside=outside).replace(str(files["page"]), "-")
    assert run("import", "-", stdin=[answers(heat_before=4)]).code == 0
    assert run("backup", files["copy"]).code == 0
    if "lock" in name:
        env = {"JOURNAL_PASSPHRASE_FILE": str(files["first"])}
        if name != "locking":
            assert run("lock", **env).code == 0
    if name in WITHOUT_A_HOME:
        env |= {"JOURNAL_HOME": str(tmp_path / "new folder" / "of mine")}
    if not can:
        monkeypatch.setattr(os, "link", _cannot)
        monkeypatch.delattr(os, "O_TMPFILE", raising=False)
    _kept.append(record)
    done = run(*arguments.split(), **told, **env)
    _kept.clear()

    assert done.code == 0, done.err
    assert record.changed
    assert record.early == []
    assert record.left == {}


def _cannot(*_: object, **__: object) -> None:
    raise OSError(95, "Operation not supported")


@pytest.mark.parametrize("kind", ["plain", "unlocked", "locked"])
def test_sqlite_waits_for_the_folder_too(tmp_path, kind):
    """At every write, whatever opened the file."""
    file = tmp_path / "some.db"
    os.close(disk.new_file(file))
    connect = {"plain": connect_plain, "unlocked": Cipher(None), "locked": Cipher("some phrase")}[
        kind
    ]
    with closing(connect(file)) as connection, transaction(connection):
        connection.execute("CREATE TABLE t (x)")

        extra = 3  # https://www.sqlite.org/pragma.html#pragma_synchronous
        assert connection.execute("PRAGMA synchronous").fetchone() == (extra,)
