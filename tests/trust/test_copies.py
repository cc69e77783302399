"""
What stands in `backups/`, whatever it is, and whatever command runs:
* no file there is gone or changed, but for one that opens with a passphrase that is known; that
  one holds the same entries, but for what was erased
* what could not be looked into when something was erased is named
* killed at any moment of a change of the lock, and after the next command, all are still there
"""

from __future__ import annotations

import random
import shutil
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from journal.core.dates.clock import now
from journal.store import Cipher, open_store
from journal.store.backups import opens
from journal.store.schema import VERSION

from .house import PHRASES, House

pytestmark = pytest.mark.slow

TODAY, ELDER = "four words in a row", "an older passphrase"
KNOWN = (None, TODAY, *PHRASES)
ERASED = "n1"
"""An entry that has waited in the bin long enough, so that every command that writes purges it."""

OURS = {
    "journal-20200101-120000.db": TODAY,
    "journal-20200102-120000.db": ELDER,
    "journal-20200103-120000.db": None,
    "before the summer.db": None,
    "after it.db": ELDER,
    "set-aside-20200112-120000.db": ELDER,
}
"""Copies, and what opens each."""

NOT_READ = {
    "journal-20200104-120000.db",  # locked, with a damaged byte
    "journal-20200105-120000.db",  # not locked, damaged
    "journal-20200107-120000.db",  # no database
    "journal-20200108-120000.db",  # of a newer version
    *(name for name, key in OURS.items() if key == ELDER),
}
"""What may hold an entry and can't be looked into, nor changed."""

COMMANDS = (
    "list", "show 1", "check", "check --repair", "backup {out}/copy.db",
    "backup --restore {out}/earlier.db --yes", "import {page}", "reflect --answers {page}",
    "delete 3 --now --yes", "lock --change --new-passphrase-file {new}", "lock --remove", "",
)  # fmt: skip


def fill(path: Path, key: str | None) -> Path:
    with open_store(path, connect=Cipher(key)) as store:
        store.put_all(map(note, ("n0", ERASED, "n2")))
    return path


def note(uid: str):
    from journal.core.model import Entry, Said

    at = now().replace(microsecond=0) - timedelta(days=60)
    said = Said(f"zq7xk9vj3 {uid}", "free", "What?")
    return Entry(uid, "note", "never", at, at, {"text": said})


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home, not locked yet, with something of every kind in `backups/`."""
    home = tmp_path_factory.mktemp("copies") / "home"
    backups = home / "backups"
    backups.mkdir(mode=0o700, parents=True)
    fill(home / "journal.db", None)
    with open_store(home / "journal.db") as store:
        store.bin.put(store.find(ERASED), now() - timedelta(days=40))
        store._connection.execute("UPDATE entries SET waited = 90 * 86400 WHERE uid = ?", [ERASED])
    for name, key in OURS.items():
        shutil.move(fill(home / "new", key), backups / name)
    locked, unlocked = (backups / name for name in list(OURS)[1:3])
    spoilt = bytearray(locked.read_bytes())
    spoilt[100] ^= 1
    (backups / "journal-20200104-120000.db").write_bytes(spoilt)
    whole = unlocked.read_bytes()
    (backups / "journal-20200105-120000.db").write_bytes(whole[:4096] + bytes(len(whole) - 4096))
    (backups / "journal-20200106-120000.db").touch()
    (backups / "journal-20200107-120000.db").write_bytes(b"Dear diary")
    newer = shutil.copy(unlocked, backups / "journal-20200108-120000.db")
    with closing(sqlite3.connect(newer)) as db:
        db.execute(f"PRAGMA user_version = {VERSION + 1}")
    with closing(sqlite3.connect(backups / "journal-20200109-120000.db")) as db:
        db.execute("CREATE TABLE theirs (x)")
    (backups / "journal-20200110-120000.db").mkdir()
    fill(home.parent / "elsewhere.db", None)
    (backups / "journal-20200111-120000.db").symlink_to(home.parent / "elsewhere.db")
    return home


@pytest.fixture
def full(house: House, made: Path, monkeypatch) -> House:
    """That home, for one test, and what the commands are given."""
    shutil.copytree(made, house.home, symlinks=True)
    house.file("page", house.page("later"))
    house.file("new", PHRASES[0])
    fill(house.folder / "earlier.db", None)
    return house


def standing(house: House) -> dict[str, Path]:
    """Every file that was there, by its name of then, where it is now."""
    there = {}
    for name in {*OURS, *(f"journal-202001{n:02}-120000.db" for n in range(4, 12))}:
        stands = house.home / "backups" / name
        aside = stands.with_name(name.replace("journal-", "set-aside-"))
        there[name] = stands if stands.exists() else aside
    return there


def uids(path: Path) -> set[str] | None:
    """What a copy holds, if a passphrase that is known opens it."""
    for key in (*KNOWN, ELDER):
        if opens(path, Cipher(key)):
            with closing(Cipher(key)(path)) as db:
                return {uid for (uid,) in db.execute("SELECT uid FROM entries")}
    return None


def look_over(house: House, made: Path, erased: set[str]) -> None:
    """That everything is there."""
    for name, now_at in standing(house).items():
        before = made / "backups" / name
        if before.is_dir() or before.is_symlink():
            assert now_at.is_symlink() == before.is_symlink()
            assert now_at.is_dir() == before.is_dir()
        elif now_at.read_bytes() != before.read_bytes():
            assert name in OURS or name == "journal-20200108-120000.db", name
            assert {"n0", ERASED, "n2"} - erased <= uids(now_at) <= {"n0", ERASED, "n2"}, name
    elsewhere = made.parent / "elsewhere.db"
    assert uids(elsewhere) == {"n0", ERASED, "n2"}


def given(house: House, line: str) -> list[str]:
    return line.format(
        out=house.folder, page=house.folder / "page", new=house.folder / "new"
    ).split()


@pytest.mark.parametrize("line", COMMANDS, ids=lambda line: line or "lock")
def test_all_that_stood_there_is_there(full, made, line):
    """Every command, on a locked journal; `lock` itself on one that is not."""
    if line:
        done = full.run("lock", JOURNAL_PASSPHRASE_FILE=str(full.file("phrase", TODAY)))
        assert done.code == 0, done.err
        full.now = TODAY
        look_over(full, made, {ERASED})
    done = full.run(*given(full, line or "lock"), **({} if line else first(full)))

    assert done.code == 0 or line.startswith("check"), done.err
    look_over(full, made, {ERASED, "n2"})
    if line.startswith(("lock", "check --repair")) or not line:
        assert {name for name in NOT_READ if name not in OURS} - named(done) <= {
            "journal-20200108-120000.db"  # it follows the lock, as it opens
        }


@pytest.mark.parametrize("line", ["delete 3 --now --yes", "import {page}"])
@pytest.mark.parametrize("key", [None, TODAY], ids=["open", "locked"])
def test_what_was_not_looked_into_is_named(full, made, line, key):
    """Erased by a command, or because its time was over; in all that opens it is gone."""
    shutil.copytree(full.home / "backups", full.folder / "kept", symlinks=True)
    # Said first, since locked copies beside an unlocked file are a sign that it was swapped.
    said = full.run("lock", "--remove") if key is None else full.run("lock", **first(full))
    assert said.code == 0, said.err
    full.now = key
    shutil.rmtree(full.home / "backups")
    shutil.copytree(full.folder / "kept", full.home / "backups", symlinks=True)
    done = full.run(*given(full, line))

    assert done.code == 0, done.err
    told = named(done)
    for name, path in standing(full).items():
        if name in NOT_READ or (OURS.get(name) == TODAY != key):
            assert name in told, name
            assert path.read_bytes() == (made / "backups" / name).read_bytes()
        elif name in OURS:
            assert ERASED not in uids(path), name
            assert name not in told
    assert "and may still hold it" in done.err


def first(house: House) -> dict[str, str]:
    return {"JOURNAL_PASSPHRASE_FILE": str(house.file("phrase", TODAY))}


def named(done) -> set[str]:
    """The copies that are named, by their names of before."""
    told = (done.out + done.err).replace("\n", " ").replace("set-aside-", "journal-")
    everything = {*OURS, *(f"journal-202001{n:02}-120000.db" for n in range(4, 12))}
    return {name for name in everything if name.replace("set-aside-", "journal-") in told}


CHANGES = {
    "lock": (None, TODAY, "lock"),
    "change": (TODAY, PHRASES[1], "lock --change --new-passphrase-file {new}"),
    "remove": (TODAY, None, "lock --remove"),
}


@pytest.mark.parametrize(("before", "after", "line"), CHANGES.values(), ids=CHANGES)
def test_killed_while_the_lock_changes(full, made, before, after, line):
    """Four times each, then a mere list: all are there, and those of the old key follow or wait."""
    if before is not None:
        assert full.run("lock", **first(full)).code == 0
        full.now = before
    full.file("new", PHRASES[1])
    kept = full.folder / "kept"
    shutil.copytree(full.home, kept, symlinks=True)
    variables = first(full) if before is None else {}
    whole = full.run(*given(full, line), **variables).seconds
    chance = random.Random(line)  # noqa: S311 - the same run every time
    for moment in [chance.uniform(0.2, 1.0) * whole for _ in range(4)]:
        shutil.rmtree(full.home)
        shutil.copytree(kept, full.home, symlinks=True)
        full.now = before
        full.run(*given(full, line), kill=moment, **variables)
        full.now = full.opens_with([before, after])
        done = full.run("list")

        assert done.code == 0, done.err
        look_over(full, made, set())
        follows = standing(full)["journal-20200101-120000.db"]
        assert uids(follows) is not None
