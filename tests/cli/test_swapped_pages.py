"""
A locked file of pages that is gone, or has another in its place:
* whatever says that the pages are locked, nothing typed is written in the clear
* it stops in one sentence, which names the way out; that way works
* a new file takes the passphrase that is configured
* where nothing says so, it goes on as ever
"""

from __future__ import annotations

import json
import re
import shutil
from datetime import datetime
from pathlib import Path

import keyring
import keyring.backend
import pytest

from journal.local.home import Home
from journal.local.home_mark import OFF
from journal.store import Cipher, is_locked, open_store
from journal.store.backups import opens

from .conftest import CANARY, ONE_SENTENCE

pytestmark = pytest.mark.slow

PHRASE, OTHER = "four words in a row", "another passphrase"
STOPS = re.compile(r"The file of your entries is (not locked|gone), though [^\n]+\n")


class Keyring(keyring.backend.KeyringBackend):
    """One that knows the passphrase of every home."""

    priority = 1

    def get_password(self, service, name):
        return PHRASE

    def set_password(self, service, name, password):
        pass

    def delete_password(self, service, name):
        pass


def unlocked(path: Path) -> None:
    path.unlink()
    open_store(path).close()


def filled(path: Path) -> None:
    from journal.core.dialogue.finishing import with_care_and_leans
    from journal.core.model import Entry, Said

    unlocked(path)
    moment = datetime.fromisoformat("2026-03-01T21:30:00+01:00")
    with open_store(path) as store:
        said = {"text": Said("someone else's", "free", "What?")}
        store.put(with_care_and_leans(Entry("u", "note", "never", moment, moment, said), None))


def of_another_key(path: Path) -> None:
    path.unlink()
    open_store(path, connect=Cipher(OTHER)).close()


SWAPS = {
    "removed": lambda path: path.unlink(),
    "empty and unlocked": unlocked,
    "unlocked, with entries": filled,
    "older, with another key": of_another_key,
    "another's": lambda path: path.write_bytes(bytes(range(256)) * 32),
}
IN_SILENCE = list(SWAPS)[:3]
"""Those that were used in silence once."""

SIGNS = ("env file", "env command", "keyring", "mark", "copies", "none")
WRITING = (
    "reflect --answers {page}", "import {page}", "note", "edit 1 --lean away", "delete 1 --yes",
    "delete 1 --now --yes", "restore", "settings view plain", "settings words --remove 1",
)  # fmt: skip


@pytest.fixture(scope="module")
def locked_once(tmp_path_factory, written_once):
    """A locked home, with locked copies."""
    from journal.store.backups import keep_copy
    from journal.store.lock_change import change_lock

    home = shutil.copytree(written_once, tmp_path_factory.mktemp("locked") / "home")
    change_lock(home / "journal.db", Cipher(None), Cipher(PHRASE))
    keep_copy(home / "journal.db", Cipher(PHRASE))
    Home(home).set_lock("on")
    return home


@pytest.fixture
def home_with(locked_once, home, tmp_path, monkeypatch):
    """That home with one sign alone that it is locked; gives the variables."""

    def made(sign: str) -> dict[str, str]:
        shutil.copytree(locked_once, home)
        (tmp_path / "phrase").write_text(PHRASE)
        if sign != "copies":
            shutil.rmtree(home / "backups")
        if sign == "copies":
            (home / "journal-home.json").unlink()
        elif sign != "mark":
            Home(home).set_lock(OFF)
        if sign == "keyring":
            (home / "settings.toml").write_text("keyring = true\n")
            monkeypatch.setattr(keyring, "get_password", Keyring().get_password)
        return {
            "env file": {"JOURNAL_PASSPHRASE_FILE": str(tmp_path / "phrase")},
            "env command": {"JOURNAL_PASSPHRASE_COMMAND": f"cat '{tmp_path / 'phrase'}'"},
        }.get(sign, {})

    return made


@pytest.fixture
def page(tmp_path, answers):
    file = tmp_path / "page"
    file.write_text(json.dumps(answers(facts=CANARY)) + "\n")
    return file


def in_the_clear(home: Path) -> list[str]:
    return [f.name for f in home.rglob("*") if f.is_file() and CANARY.encode() in f.read_bytes()]


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("swap", SWAPS)
def test_nothing_is_written_in_the_clear(run, home, home_with, page, snapshot, swap, sign):
    """Every way of writing; what is refused changes nothing."""
    env = home_with(sign)
    SWAPS[swap](home / "journal.db")
    begun = shutil.copytree(home, home.parent / "begun")
    for line in WRITING:
        before = snapshot(home)
        done = run(*line.format(page=page).split(), stdin=CANARY.encode(), **env)
        goes_on = sign == "none" and swap in IN_SILENCE
        begins = swap == "removed" and sign in ("env file", "env command", "keyring")

        if goes_on or begins:
            assert done.code in (0, 1, 2), done.err
            assert not STOPS.match(done.err)
            if begins and (home / "journal.db").exists():
                assert opens(home / "journal.db", Cipher(PHRASE))
                assert in_the_clear(home) == []
            if line.startswith(("reflect", "import", "note")):
                assert done.code == 0, done.err
        else:
            # Without a terminal to ask on, one that is locked differently is wrong use.
            assert done.code == 1 or (done.code == 2 and swap not in IN_SILENCE), done.err
            assert snapshot(home) == before
            assert in_the_clear(home) == []
            if swap in IN_SILENCE:
                assert STOPS.fullmatch(done.err), done.err
                assert ONE_SENTENCE.fullmatch(done.err)
            shutil.rmtree(home)
            shutil.copytree(begun, home)


@pytest.mark.parametrize("sign", ["mark", "copies", "keyring"])
@pytest.mark.parametrize("swap", IN_SILENCE)
def test_the_ways_out(run, home, home_with, locked_once, page, tmp_path, swap, sign):
    """A copy put back; this file locked, or a new one; or used as it is, if that is wanted."""
    phrase = {"JOURNAL_PASSPHRASE_FILE": str(tmp_path / "phrase")}
    ways = [
        (("backup", "--restore", next((locked_once / "backups").iterdir()), "--yes"), phrase),
        (("lock",), phrase),
    ]
    if swap != "removed":
        ways.append((("lock", "--remove"), {}))
    for arguments, env in ways:
        shutil.rmtree(home, ignore_errors=True)
        home_with(sign)
        SWAPS[swap](home / "journal.db")
        if swap != "removed" or sign != "keyring":
            assert STOPS.fullmatch(run("list").err)
        done = run(*arguments, **env)
        assert done.code == 0, done.err
        after = run("import", page, **({} if "--remove" in arguments else phrase))

        assert after.code == 0, after.err
        assert is_locked(home / "journal.db") == ("--remove" not in arguments)


def test_an_unlocked_copy_in_place_of_locked_pages(run, home, home_with, tmp_path, page):
    """It is locked with the passphrase that is set; without one nothing is put back."""
    home_with("mark")
    (home / "journal.db").unlink()
    copy = tmp_path / "copy.db"
    open_store(copy).close()
    refused = run("backup", "--restore", copy)
    assert (refused.code, (home / "journal.db").exists()) == (2, False)

    given = {"JOURNAL_PASSPHRASE_FILE": str(tmp_path / "phrase")}
    assert run("backup", "--restore", copy, **given).code == 0
    assert opens(home / "journal.db", Cipher(PHRASE))
    assert run("import", page, **given).code == 0
    assert in_the_clear(home) == []
