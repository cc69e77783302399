"""
Killed at a random moment, more than three hundred times:
* every entry that was acknowledged is there, whole, and an import is there whole or not at all
* it opens with the passphrase that the last message told of; where it was cut off before a
  message, with the old or the new one
* `journal check` passes, and nothing half-made stays

Writing 50, importing 40, lock, change and remove 121, copying 30, putting back 30, migrating 30,
erasing 30: 331 in all.
"""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from journal.store import Cipher, open_store
from journal.store.schema import APPLICATION_ID

from .house import CANARY, PHRASES, Ended, House

pytestmark = pytest.mark.slow

OLD, NEW = PHRASES
OLD_SCHEMAS = sorted((Path(__file__).parents[1] / "store" / "old").glob("schema-?.db"))


def moments(house: House, times: int, seed: str, begin: Callable[[], Ended]) -> Iterator[float]:
    """
    Moments to kill at, from the start to a little after the end, which is measured first.

    Args:
        begin: Runs what is to be killed, to its end.
    """
    kept = house.keep()
    begin()
    whole = begin_again(house, kept, begin)
    chance = random.Random(seed)  # noqa: S311 - the same run every time
    house.back_to(kept)
    for _ in range(times):
        yield chance.uniform(0, 1.1 * whole)


def begin_again(house: House, kept: Path, begin: Callable[[], Ended]) -> float:
    house.back_to(kept)
    done = begin()

    assert done.code == 0, done.err
    return done.seconds


def passes(house: House) -> None:
    """`journal check` says that all is well, and whatever was half-made is gone."""
    done = house.run("check")

    assert done.code == 0, done.out + done.err
    assert house.leftovers() == set()


def said(done: Ended, words: str) -> bool:
    """Whether it told that it was done; else it must have been killed."""
    assert done.code in (0, -9), done.err
    assert words in done.err or done.code == -9
    return words in done.err


@pytest.mark.parametrize("phrase", [None, OLD], ids=["open", "locked"])
def test_writing_a_page(lived_in, phrase):
    """Twenty-five times each: what was acknowledged stays, the journal goes on."""
    house = lived_in(phrase)
    acknowledged = house.uids()

    def write(uid: str, kill: float | None = None) -> Ended:
        return house.run("reflect", "--answers", house.file("page", house.page(uid)), kill=kill)

    begin = iter(["x1", "x2"])
    for number, moment in enumerate(moments(house, 25, f"w{phrase}", lambda: write(next(begin)))):
        if said(write(f"k{number}", moment), "Kept as"):
            acknowledged.add(f"k{number}")
        assert acknowledged <= house.uids() <= acknowledged | {f"k{number}"}
        acknowledged = house.uids()
    passes(house)


@pytest.mark.parametrize("phrase", [None, OLD], ids=["open", "locked"])
def test_importing(lived_in, phrase):
    """Twenty times each: three hundred entries, or none."""
    house = lived_in(phrase)
    before, new = house.uids(), {f"i{i}" for i in range(300)}
    file = house.file("many", "".join(f"{house.page(uid)}\n" for uid in sorted(new)))

    def take_in(kill: float | None = None) -> Ended:
        return house.run("import", file, kill=kill)

    for moment in moments(house, 20, f"i{phrase}", take_in):
        kept = house.keep()
        done = said(take_in(moment), "300 added")
        assert house.uids() in ([before | new] if done else [before, before | new])
        passes(house)
        house.back_to(kept)


CHANGES = {
    "lock": (None, NEW, ("lock",), "Locked"),
    "change": (OLD, NEW, ("lock", "--change", "--new-passphrase-file"), "Changed"),
    "remove": (OLD, None, ("lock", "--remove"), "Unlocked"),
}


@pytest.mark.parametrize(("now", "new", "arguments", "words"), CHANGES.values(), ids=CHANGES)
def test_changing_the_lock(lived_in, now, new, arguments, words):
    """Thirty-five times each: as the message says, and without one as before or as wished."""
    house = lived_in(now)
    before = house.uids()
    file = house.file("new phrase", f"{new}\n")
    if "--change" in arguments:
        arguments = (*arguments, file)
    env = {"JOURNAL_PASSPHRASE_FILE": str(file)} if now is None else {}

    def change(kill: float | None = None) -> Ended:
        return house.run(*arguments, kill=kill, **env)

    for moment in moments(house, 35, words, change):
        kept = house.keep()
        done = said(change(moment), words)
        house.now = house.opens_with([new] if done else [now, new])
        passes(house)
        assert house.uids() == before
        assert bool(house.reads()) == (house.now is None)
        assert {Cipher(house.now)} == {Cipher(p) for p in (now, new) if _all_open(house, p)}
        house.back_to(kept)
        house.now = now


@pytest.mark.parametrize("by", ["FILE", "COMMAND"])
def test_taking_off_a_lock_whose_passphrase_is_configured(lived_in, by):
    """Eight times each: with it still configured, all opens, or says how; and the way out works."""
    house = lived_in(OLD)
    before, phrase = house.uids(), house.file("named", f"{OLD}\n")
    told = str(phrase) if by == "FILE" else f"cat '{phrase}'"
    house.now, env = None, {f"JOURNAL_PASSPHRASE_{by}": told}

    def take_off(kill: float | None = None) -> Ended:
        return house.run("lock", "--remove", kill=kill, **env)

    for moment in moments(house, 8, f"off{by}", take_off):
        kept = house.keep()
        done = said(take_off(moment), "Unlocked")
        has_lock = house.opens_with([OLD, None]) == OLD
        assert not (done and has_lock)
        listed = house.run("list", **env)
        assert listed.code == (0 if has_lock else 1), listed.err
        assert has_lock or f"unset JOURNAL_PASSPHRASE_{by}" in listed.err
        assert has_lock is (take_off().code == 0)
        passes(house)
        assert house.uids(None) == before
        house.back_to(kept)


def _all_open(house: House, phrase: str | None) -> bool:
    from journal.store.backups import opens

    # A lock that came off left no passphrase to those that were not reached: they are put aside.
    copies = [c for c in house.backups if phrase or not c.name.startswith("set-aside")]
    return all(opens(copy, Cipher(phrase)) for copy in (house.path, *copies))


@pytest.mark.parametrize("phrase", [None, OLD], ids=["open", "locked"])
def test_copying(lived_in, phrase):
    """Fifteen times each: the copy is whole or not there; the next try works."""
    house = lived_in(phrase)
    before, target = house.uids(), house.folder / "elsewhere" / "copy.db"
    target.parent.mkdir()

    def copy(kill: float | None = None) -> Ended:
        target.unlink(missing_ok=True)
        return house.run("backup", target, kill=kill)

    for moment in moments(house, 15, f"b{phrase}", copy):
        done = said(copy(moment), "Saved")
        assert target.exists() or not done
        if target.exists():
            assert house.uids(path=target) == before
            shutil.rmtree(target.parent / "backups", ignore_errors=True)
    assert house.uids() == before
    assert copy().code == 0
    assert [f.name for f in target.parent.iterdir()] == ["copy.db"]
    passes(house)


@pytest.mark.parametrize("phrase", [None, OLD], ids=["open", "locked"])
def test_putting_back(lived_in, phrase):
    """Fifteen times each: what was there or what was put back, the other of the two saved."""
    house = lived_in(phrase)
    copy = house.folder / "copy.db"
    assert house.run("backup", copy).code == 0
    then = house.uids()
    house.write("later")
    now = house.uids()

    def put_back(kill: float | None = None) -> Ended:
        return house.run("backup", "--restore", copy, kill=kill)

    for moment in moments(house, 15, f"r{phrase}", put_back):
        kept = house.keep()
        done = said(put_back(moment), "Put back")
        assert house.uids() in ([then] if done else [then, now])
        if house.uids() == then:
            assert now in [house.uids(path=c) for c in house.backups]
        passes(house)
        house.back_to(kept)


@pytest.mark.parametrize("old", [None, *OLD_SCHEMAS], ids=lambda f: f.stem if f else "schema-0")
def test_migrating(house, old):
    """Thirty times in all: as before or up to date, with all that was in it."""
    house.home.mkdir(mode=0o700)
    if old is None:
        with closing(sqlite3.connect(house.path)) as connection:
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    else:
        shutil.copy(old, house.path)
    house.path.chmod(0o600)
    with open_store(shutil.copy(house.path, house.folder / "other.db")) as store:
        before = list(store.entries(flagged=True, drafts=True))

    def migrate(kill: float | None = None) -> Ended:
        return house.run("settings", kill=kill)

    for moment in moments(house, 30 // (1 + len(OLD_SCHEMAS)), str(old), migrate):
        kept = house.keep()
        done = migrate(moment)
        assert done.code in (0, -9), done.err
        passes(house)
        with open_store(house.path) as store:
            assert list(store.entries(flagged=True, drafts=True)) == before
        house.back_to(kept)


@pytest.mark.parametrize("phrase", [None, OLD], ids=["open", "locked"])
def test_erasing(lived_in, phrase):
    """Fifteen times each: there or gone, and gone for good when it was told so."""
    house = lived_in(phrase)
    before = house.uids()

    def erase(kill: float | None = None) -> Ended:
        return house.run("delete", "4", "--now", "--yes", kill=kill)

    for moment in moments(house, 15, f"d{phrase}", erase):
        kept = house.keep()
        done = said(erase(moment), "gone for good")
        assert house.uids() in ([before - {"n3"}] if done else [before, before - {"n3"}])
        passes(house)
        if done:
            assert house.reads(f"{CANARY} n3") == set()
            assert all("n3" not in house.uids(path=copy) for copy in house.backups)
        house.back_to(kept)
