"""
A home on a folder that others use:
* whatever is in it that is not ours, of whatever name, stays as it is: bytes, rights, times;
  every command either refuses it in one sentence or has nothing to do there
* what others put into a home of ours stays too, and `wipe` leaves that alone, and names it
* a home from before there were marks is taken over once its pages open, and keeps working
"""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pexpect
import pytest

from journal.store import Cipher, open_store

pytestmark = pytest.mark.slow

PHRASE = "four words in a row"
NOISE = bytes(range(255, -1, -1)) * 32


def database(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE entries (uid, text)")
        db.execute("INSERT INTO entries VALUES ('a', 'theirs')")
        db.commit()


def write(path: Path, data: bytes | str = "theirs") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data if isinstance(data, bytes) else data.encode())


def in_backups(home: Path) -> None:
    for name in ("journal-20240101-120000.db", "theirs.db"):
        (home / "backups").mkdir(exist_ok=True)
        database(home / "backups" / name)
    write(home / "backups" / "journal-20240102-120000.db", NOISE)
    write(home / "backups" / ".journal-20240101-120000.db-999999999-abcdefgh")


def linked(home: Path) -> None:
    (home.parent / "elsewhere").mkdir()
    in_backups(home.parent / "elsewhere")
    (home / "backups").symlink_to(home.parent / "elsewhere" / "backups")


PAGES = {
    "nothing": lambda home: None,
    "another's database": lambda home: (
        database(home / "journal.db"), write(home / "journal.db-journal", NOISE),
        write(home / "journal.db-wal", NOISE),
    ),
    "noise": lambda home: (
        write(home / "journal.db", NOISE), write(home / "journal.db-journal", NOISE)
    ),
    "a text": lambda home: write(home / "journal.db"),
    "an empty file": lambda home: write(home / "journal.db", ""),
    "a folder": lambda home: (home / "journal.db").mkdir(),
}  # fmt: skip
"""What stands where the pages would."""

THINGS = {
    "letters": lambda home: write(home / "letter.txt"),
    "a repository": lambda home: write(home / ".git" / "HEAD", "ref: refs/heads/main\n"),
    "settings": lambda home: write(home / "settings.toml", 'colour = "blue"\n'),
    "prompts": lambda home: write(home / "prompts" / "readme.md"),
    "flows": lambda home: write(home / "prompts" / "flows" / "deploy.yaml"),
    "backups": in_backups,
    "linked backups": linked,
    "editing": lambda home: write(home / "journal-editing" / "notes.txt"),
    "another mark": lambda home: write(home / "journal-home.json", '{"home": true}'),
    "half a file": lambda home: write(home / ".journal.db-999999999-abcdefgh"),
}
"""What else stands there; a half-made file of ours is not enough to tell by."""

COMMANDS = (
    "", "list", "show 1", "search theirs", "summary", "cycle", "plan", "check", "check --repair",
    "reflect --answers {page}", "import {page}", "import {page} --dry-run", "note",
    "edit 1 --lean toward", "delete 1 --yes", "delete 1 --now --yes", "restore", "resume",
    "export", "export --format json", "settings", "settings plain on", "settings view plain",
    "settings keyring on", "settings words", "prompts", "prompts check", "support", "lock",
    "lock --change --new-passphrase-file {phrase}", "lock --remove", "lock --forget",
    "backup {new}", "backup --restore {copy} --yes", "wipe --yes",
)  # fmt: skip


def trees() -> list[tuple[list[str], list[str]]]:
    """Each kind of pages with one other thing, each thing alone, and mixtures."""
    chance = random.Random("trees")  # noqa: S311 - the same every time
    alone = [(["nothing"], [name]) for name in THINGS if name != "half a file"]
    mixed = [([p], chance.sample([*THINGS], n)) for p in list(PAGES)[1:] for n in (1, 4)]
    return [*alone, *mixed]


def state(folder: Path) -> dict[str, object]:
    """All that can be seen of a folder and of what is in it."""
    return {
        str(f): (f.lstat().st_mode, f.lstat().st_mtime_ns, f.read_bytes() if f.is_file() else None)
        for f in (folder, *folder.rglob("*"))
    }


@pytest.fixture
def words(tmp_path, answers, run):
    """What the commands are given."""
    import json

    (tmp_path / "page").write_text(json.dumps(answers()) + "\n")
    (tmp_path / "phrase").write_text(PHRASE)
    open_store(tmp_path / "copy.db").close()
    return {name: tmp_path / name for name in ("page", "phrase", "new")} | {
        "copy": tmp_path / "copy.db"
    }


@pytest.mark.parametrize(("pages", "things"), trees(), ids=lambda v: "+".join(v).strip("+"))
def test_a_folder_of_others_stays_as_it_is(run, home, words, pages, things):
    """Every command, with a passphrase at hand and without; also one that `wipe` is told."""
    home.mkdir(mode=0o755)
    PAGES[pages[0]](home)
    for name in things:
        if not ({"backups", "linked backups"} <= set(things) and name == "backups"):
            THINGS[name](home)
    os.utime(home, (1_700_000_000, 1_700_000_000))
    before, beside = state(home), set(home.parent.iterdir())
    given = {"JOURNAL_PASSPHRASE_FILE": str(words["phrase"])}
    for line in COMMANDS:
        for env in (given,) if line.startswith("lock") else ({},):
            done = run(*line.format(**words).split(), stdin=b"something", **env)

            assert state(home) == before, line
            assert done.code in (0, 1, 2), line
            assert "Kept" not in done.err
    assert set(home.parent.iterdir()) - beside <= {words["new"]}


def put_things_of_others_into(home: Path) -> list[Path]:
    """Files of others, wherever we have files of ours."""
    write(home / "letter.txt")
    write(home / "prompts" / "readme.md")
    write(home / "prompts" / "flows" / "deploy.yaml")
    write(home / "backups" / "notes.txt")
    write(home / "journal-editing" / "notes.txt")
    for name in ("journal-20240101-120000.db", "theirs.db"):
        database(home / "backups" / name)
    theirs = [
        home / "letter.txt", home / "prompts" / "readme.md", home / "backups" / "notes.txt",
        home / "prompts" / "flows" / "deploy.yaml", home / "journal-editing" / "notes.txt",
        home / "backups" / "journal-20240101-120000.db", home / "backups" / "theirs.db",
    ]  # fmt: skip
    for file in theirs:
        file.chmod(0o644)
    return theirs


def test_what_others_put_into_our_home_stays(run, home, words, written):
    """Whatever is done; and `wipe` takes all that is ours, and names the rest."""
    assert run("import", words["page"]).code == 0
    write(home / "prompts" / "flows" / "mine.toml", "title = 'Mine'")
    theirs = put_things_of_others_into(home)
    before = {f: state(f) for f in theirs}
    given = {"JOURNAL_PASSPHRASE_FILE": str(words["phrase"])}
    for line in (*COMMANDS[:-1], "lock --remove"):
        is_locked = not (home / "journal.db").read_bytes().startswith(b"SQLite")
        env = given if is_locked or line.startswith("lock") else {}
        run(*line.format(**words).split(), stdin=b"something", **env)

        assert {f: state(f) for f in theirs} == before, line
    done = run("wipe", "--yes")

    assert done.code == 0, done.err
    assert {f: state(f) for f in theirs} == before
    assert {f for f in home.rglob("*") if f.is_file()} == set(theirs)
    assert all(str(f.relative_to(home)) in done.err for f in theirs)


@pytest.fixture
def from_before(written, run, words):
    """A home of an earlier version, locked or not."""

    def made(*, locked: bool) -> dict[str, str]:
        given = {"JOURNAL_PASSPHRASE_FILE": str(words["phrase"])} if locked else {}
        if locked:
            assert run("lock", **given).code == 0
        (written / "journal-home.json").unlink()
        (written / "settings.toml").write_text("plain = false\n")
        return given

    return made


@pytest.mark.parametrize("locked", [False, True], ids=["open", "locked"])
@pytest.mark.parametrize("shared", [False, True], ids=["alone", "shared"])
def test_a_home_from_before_marks(run, written, words, from_before, locked, shared):
    """It keeps working, is marked, and what is wiped is what was ours."""
    given = from_before(locked=locked)
    theirs = put_things_of_others_into(written) if shared else []
    before = {f: state(f) for f in theirs}
    assert run("list", **given).code == 0
    assert (written / "journal-home.json").exists()
    assert run("import", words["page"], **given).code == 0
    assert run("wipe", "--yes").code == 0

    assert {f: state(f) for f in theirs} == before
    assert {f for f in written.rglob("*") if f.is_file()} == set(theirs)
    assert written.exists() == shared


def test_locked_pages_without_a_mark_and_without_a_passphrase(run, written, env, from_before):
    """`wipe` says that they may be another's; only a word typed at a terminal removes them."""
    from_before(locked=True)
    before = state(written)
    refused = run("wipe", "--yes")
    assert (refused.code, state(written)) == (2, before)
    assert str(written / "journal.db") in refused.err

    command = pexpect.spawn(
        sys.executable, ["-m", "journal", "wipe", "--yes"], env={**os.environ, **env}, timeout=60
    )
    command.expect("To go on, type wipe: ")
    command.sendline("wipe")
    command.expect(pexpect.EOF)
    command.close()
    assert command.exitstatus == 0
    assert not written.exists()


def test_only_what_we_made_is_closed(run, home, words):
    """A folder that was there keeps its rights; one that we made is for its owner alone."""
    home.mkdir()
    home.chmod(0o755)
    assert run("import", words["page"]).code == 0
    assert run("check", "--repair").code == 0
    assert home.stat().st_mode & 0o777 == 0o755
    shutil.rmtree(home)
    assert run("import", words["page"]).code == 0
    home.chmod(0o755)
    assert run("check").code == 1
    assert run("check", "--repair").code == 0
    assert home.stat().st_mode & 0o777 == 0o700
    with open_store(home / "journal.db", connect=Cipher(None)) as store:
        assert store.count() == 1
