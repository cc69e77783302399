"""
Lock, backup, check and wipe, without a terminal:
* a passphrase comes from a file or a command, in this order; without one it says what to set
* what goes wrong is one sentence, exit 1, and changes nothing
* a copy is locked if the journal is; one is put back after what is there is saved
* the check says what is wrong and what to do; the bare command on a locked journal opens nothing
* wiping takes everything that is ours and nothing else, and says what it cannot take
"""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from journal.core.platform.system import is_process_running
from journal.local import passphrase_sources, permissions
from journal.store import Cipher, is_locked, open_store

pytestmark = pytest.mark.slow

CANARY = "zebrafinch"
PHRASE, OTHER = "four words in a row", 'it\'s "another" one'
FALSE = "false"
LOCKED = "Locked. journal reflect asks for the passphrase. journal pause needs none.\n"


@pytest.fixture
def phrase_file(tmp_path):
    """Makes a file with a passphrase, and gives the variable that names it."""

    def made(text, name="phrase"):
        file = tmp_path / name
        file.write_text(text)
        return {"JOURNAL_PASSPHRASE_FILE": str(file)}

    return made


@pytest.fixture
def locked(run, keep, answers, home, phrase_file):
    """A home with a locked journal of one page."""
    keep(answers(facts=CANARY))
    done = run("lock", **phrase_file(PHRASE))

    assert (done.code, done.out) == (0, ""), done.err
    return home


def test_every_command_opens_a_locked_journal(run, locked, phrase_file):
    """Given the passphrase; and none without."""
    for command in ("list", "show", "summary", "cycle", "plan", "settings", "check"):
        assert run(command, **phrase_file(PHRASE)).code == 0
        refused = run(command)
        assert (refused.code, refused.out) == (2, "")
        assert refused.err == (
            "There is no terminal to ask for the passphrase on. "
            "Set JOURNAL_PASSPHRASE_FILE or JOURNAL_PASSPHRASE_COMMAND.\n"
        )
    assert CANARY in run("show", **phrase_file(PHRASE)).out


def test_the_bare_command_opens_nothing(run, locked, phrase_file):
    """It only says what to type, whether the passphrase is at hand or not."""
    assert (run().code, run().out) == (0, LOCKED)
    assert run(**phrase_file("wrong")).out == LOCKED


@pytest.mark.parametrize("typed", ["--help", "lock --help", "--version", "support"])
def test_what_never_asks_for_it(run, locked, typed):
    """Help is there without it."""
    assert run(*typed.split()).code == 0


def test_nothing_can_be_read_in_a_locked_home(locked):
    """Not in the journal and not in its copies."""
    assert [f for f in locked.rglob("*.db") if CANARY.encode() in f.read_bytes()] == []
    assert len(list(locked.rglob("*.db"))) == 2


@pytest.mark.parametrize("text", [f"{PHRASE}\n", f"{PHRASE}\r\n", PHRASE])
def test_one_line_break_at_the_end_does_not_belong_to_it(run, locked, phrase_file, text):
    """As editors and `echo` put it there."""
    assert run("list", **phrase_file(text)).code == 0


def test_a_command_may_give_it(run, locked, phrase_file, tmp_path):
    """After the file, if both are named; without a shell."""
    file = phrase_file(PHRASE)["JOURNAL_PASSPHRASE_FILE"]

    assert run("list", JOURNAL_PASSPHRASE_COMMAND=f"cat '{file}'").code == 0
    both = run("list", JOURNAL_PASSPHRASE_COMMAND=FALSE, JOURNAL_PASSPHRASE_FILE=file)
    assert both.code == 0
    assert run("list", JOURNAL_PASSPHRASE_COMMAND=f"cat {file} | cat").code == 1


WAYS_TO_SET = {
    "a first lock, by the file": (None, "lock", "file"),
    "a first lock, by the command": (None, "lock", "command"),
    "a first lock, by a file of its own": (None, "lock --new-passphrase-file {new}", None),
    "another": (PHRASE, "lock --change --new-passphrase-file {new}", None),
    "a new journal, by the file": (..., "note", "file"),
    "a new journal, by the command": (..., "note", "command"),
    "a copy put back where none is": (..., "backup --restore {copy} --yes", "file"),
}


@pytest.mark.parametrize(("now", "typed", "by"), WAYS_TO_SET.values(), ids=WAYS_TO_SET)
def test_one_of_blanks_is_set_nowhere(
    run, keep, answers, home, tmp_path, phrase_file, now, typed, by
):
    """Whatever sets it: one sentence, and all as before."""
    blanks, copy = phrase_file("   \n", "new")["JOURNAL_PASSPHRASE_FILE"], tmp_path / "copy.db"
    keep(answers())
    assert run("backup", copy).code == 0
    env = phrase_file(PHRASE) if now else {}
    if now is ...:
        shutil.rmtree(home)
        env = {}
    elif now:
        assert run("lock", **env).code == 0
    if by == "file":
        env = {"JOURNAL_PASSPHRASE_FILE": blanks}
    elif by == "command":
        env = {"JOURNAL_PASSPHRASE_COMMAND": f"cat {blanks}"}
    refused = run(*typed.format(new=blanks, copy=copy).split(), stdin=b"Something.", **env)

    assert (refused.code, refused.out) == (1, "")
    assert refused.err.startswith("A passphrase of blanks alone"), refused.err
    assert refused.err.endswith("Nothing was changed.\n")
    assert (home / "journal.db").exists() is (now is not ...)
    if now is not ...:
        assert is_locked(home / "journal.db") is bool(now)
        assert run("list", **(phrase_file(PHRASE) if now else {})).code == 0


def test_a_lock_of_blanks_from_before_opens_and_changes(run, home, phrase_file, tmp_path):
    """The one that is there is taken as it is, and another can take its place."""
    home.mkdir(mode=0o700)
    open_store(home / "journal.db", connect=Cipher("   ")).close()
    blanks, new = phrase_file("   \n"), tmp_path / "new"
    new.write_text(OTHER)

    assert run("list", **blanks).code == 0
    assert run("lock", "--change", "--new-passphrase-file", new, **blanks).code == 0
    assert run("list", **phrase_file(OTHER)).code == 0


NO_PHRASE = {
    "JOURNAL_PASSPHRASE_FILE: the passphrase is empty.": {"JOURNAL_PASSPHRASE_FILE": "empty"},
    "JOURNAL_PASSPHRASE_FILE: the file can't be read: No such file or directory.": {
        "JOURNAL_PASSPHRASE_FILE": "nowhere"
    },
    "JOURNAL_PASSPHRASE_FILE: the passphrase is no text in UTF-8.": {
        "JOURNAL_PASSPHRASE_FILE": "bytes"
    },
    "JOURNAL_PASSPHRASE_COMMAND: the command failed.": {"JOURNAL_PASSPHRASE_COMMAND": "false"},
    "JOURNAL_PASSPHRASE_COMMAND: the command can't be started.": {
        "JOURNAL_PASSPHRASE_COMMAND": f"/nowhere/{CANARY}"
    },
    "JOURNAL_PASSPHRASE_COMMAND: the passphrase is empty.": {"JOURNAL_PASSPHRASE_COMMAND": "true"},
    "The passphrase does not fit, or the file is damaged.": {
        "JOURNAL_PASSPHRASE_COMMAND": f"echo {CANARY}"
    },
    "A passphrase needs at least one character, and none that is no text.": {
        "JOURNAL_PASSPHRASE_COMMAND": r"printf 'a\0b'"
    },
}


@pytest.mark.parametrize("way", ["named", "file", "change"])
@pytest.mark.parametrize("phrase", ["two\nlines", "\ufeffmark", "t\tab", "x" * 1001])
def test_what_no_keyboard_gives_is_not_set(
    refused, run, written, tmp_path, phrase_file, way, phrase
):
    """By whatever way a new one comes; the journal stays as it was."""
    new = tmp_path / "new"
    new.write_text(f"{phrase}\n")
    if way == "change":
        assert run("lock", **phrase_file(PHRASE)).code == 0
        told = refused(
            "lock", "--change", "--new-passphrase-file", new, code=1, **phrase_file(PHRASE)
        )
    elif way == "file":
        told = refused("lock", "--new-passphrase-file", new, code=1)
    else:
        told = refused("lock", code=1, JOURNAL_PASSPHRASE_FILE=str(new))

    assert "passphrase" in told
    assert phrase not in told


@pytest.mark.parametrize(("sentence", "given"), NO_PHRASE.items(), ids=NO_PHRASE)
@pytest.mark.parametrize("typed", ["list", "lock --remove", "check"])
def test_no_passphrase_to_be_had(run, locked, tmp_path, snapshot, sentence, given, typed):
    """One sentence, exit 1, nothing changed; never a word of what came."""
    (tmp_path / "empty").write_text("\n")
    (tmp_path / "bytes").write_bytes(b"\xff\xfe\xfa")
    given = {k: str(tmp_path / v) if k.endswith("FILE") else v for k, v in given.items()}
    before = snapshot(locked)
    done = run(*typed.split(), **given)

    assert done.code == 1
    assert sentence in (done.out if typed == "check" and "fit" in sentence else done.err)
    assert CANARY not in done.err + done.out
    assert snapshot(locked) == before


def test_a_command_that_hangs(run, locked, monkeypatch):
    """It is ended, with all that it started."""
    monkeypatch.setattr(passphrase_sources, "PATIENCE", 0.2)
    done = run("list", **{"JOURNAL_PASSPHRASE_COMMAND": "sh -c 'sleep 1000 & sleep 1000'"})

    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("JOURNAL_PASSPHRASE_COMMAND: no passphrase came in ")


def test_too_much_for_a_passphrase(run, locked):
    """It is not read to its end, which may never come."""
    longer = "the passphrase is longer than 64 KiB.\n"
    for name, value in (("FILE", "/dev/zero"), ("COMMAND", "cat /dev/zero")):
        done = run("list", **{f"JOURNAL_PASSPHRASE_{name}": value})

        assert (done.code, done.out) == (1, "")
        assert done.err == f"JOURNAL_PASSPHRASE_{name}: {longer}"


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGHUP])
def test_a_command_does_not_outlive_the_journal(locked, env, tmp_path, ending):
    """Ended politely, it ends what it waits for."""
    started = tmp_path / "started"
    os.mkfifo(started)
    script = f"exec sh -c 'sleep 0.3; echo $$ > {started}; sleep 1000'"
    given = {**os.environ, **env, "JOURNAL_PASSPHRASE_COMMAND": shlex.join(["sh", "-c", script])}
    with subprocess.Popen([sys.executable, "-m", "journal", "list"], env=given) as process:
        child = int(started.read_text())
        process.send_signal(ending)

        assert process.wait(20) == 130
    assert not is_process_running(child)


def test_changing_and_taking_it_off(run, locked, phrase_file):
    """The new one comes from a file of its own; the old one opens nothing any more."""
    old, new = phrase_file(PHRASE), phrase_file(OTHER, "new")
    changed = run(
        "lock", "--change", "--new-passphrase-file", new["JOURNAL_PASSPHRASE_FILE"], **old
    )

    assert changed.err == "Changed, for the journal and for the copies in backups/.\n"
    assert run("list", **old).code == 1
    assert CANARY in run("show", **new).out
    removed = run("lock", "--remove", **new)
    assert removed.err == "Unlocked. Anyone who can use this login can read the entries now.\n"
    assert CANARY in run("show").out


def test_without_a_new_one_it_stays_as_it_is(run, locked, phrase_file, snapshot):
    """The sources still give the old one, so there has to be somebody to type another."""
    before = snapshot(locked)

    assert run("lock", "--change", **phrase_file(PHRASE)).code == 2
    assert snapshot(locked) == before


WRONG_USE = ("lock --change --remove", "lock --remove --new-passphrase-file x")


@pytest.mark.parametrize("typed", WRONG_USE)
def test_what_does_not_go_together(refused, typed):
    """It says so, exit 2."""
    refused(*typed.split(), code=2)


def test_locking_twice_and_changing_what_is_open(run, locked, phrase_file):
    """It says which of the two to type."""
    file = phrase_file(PHRASE)
    assert run("lock", **file).err == (
        "It is locked already. For another passphrase: journal lock --change\n"
    )
    assert run("lock", "--remove", **file).code == 0
    for option in ("--change", "--remove", "--remember"):
        done = run("lock", option, **file)
        assert (done.code, done.err) == (1, "It is not locked. To lock it: journal lock\n")


def test_locking_before_the_first_page(run, home, phrase_file, answers):
    """What is written then is locked from the start."""
    assert run("lock", **phrase_file(PHRASE)).code == 0
    assert is_locked(home / "journal.db")
    assert run("reflect", "--answers", "-", stdin=answers(), **phrase_file(PHRASE)).code == 0


FAKE = """
import json, os
import keyring.backend, keyring.errors
class Keyring(keyring.backend.KeyringBackend):
    priority = 1
    file = os.environ["FAKE_KEYRING"]
    def _all(self): return json.load(open(self.file)) if os.path.exists(self.file) else {}
    def _put(self, all_): json.dump(all_, open(self.file, "w"))
    def get_password(self, service, name): return self._all().get(f"{service} {name}")
    def set_password(self, service, name, word):
        self._put({**self._all(), f"{service} {name}": word})
    def delete_password(self, service, name):
        all_ = self._all(); del all_[f"{service} {name}"]; self._put(all_)
"""


@pytest.fixture
def keyring(tmp_path):
    """The variables under which a keyring works that keeps its words in a file."""
    (tmp_path / "fake_keyring.py").write_text(FAKE)
    return {
        "PYTHONPATH": str(tmp_path),
        "PYTHON_KEYRING_BACKEND": "fake_keyring.Keyring",
        "FAKE_KEYRING": str(tmp_path / "words.json"),
    }


@pytest.mark.slow
def test_a_keyring_remembers_and_forgets(shell, locked, tmp_path, phrase_file, keyring):
    """If the person chose that; another passphrase is told to it, none is taken out of it."""
    old = phrase_file(PHRASE)
    assert shell("$journal list", **keyring).code == 2
    assert shell("$journal lock --remember", **old, **keyring).code == 0
    assert shell("$journal show", **keyring).code == 0
    (tmp_path / "new").write_text(OTHER)
    changed = shell("$journal lock --change --new-passphrase-file new", **keyring)
    assert changed.code == 0, changed.err
    assert CANARY in shell("$journal show", **keyring).out
    assert OTHER in (tmp_path / "words.json").read_text().replace('\\"', '"')
    assert shell("$journal lock --forget", **keyring).code == 0
    assert (tmp_path / "words.json").read_text() == "{}"
    assert shell("$journal list", **keyring).code == 2


@pytest.mark.slow
def test_without_a_keyring(shell, locked, tmp_path, phrase_file):
    """Neither the library nor a keyring on this machine: said plainly, nothing changed."""
    (tmp_path / "keyring.py").write_text("raise ImportError")
    missing = shell("$journal lock --remember", PYTHONPATH=str(tmp_path), **phrase_file(PHRASE))
    (tmp_path / "keyring.py").unlink()
    none = shell(
        "$journal lock --remember",
        PYTHON_KEYRING_BACKEND="keyring.backends.fail.Keyring",
        **phrase_file(PHRASE),
    )

    assert (missing.code, none.code) == (1, 1)
    assert missing.err == (
        "There is no keyring here to remember it. "
        "To add it: pip install 'cycle-journal[keyring]'.\n"
    )
    assert none.err == "There is no keyring here to remember it. (NoKeyringError).\n"
    assert not (locked / "settings.toml").exists()


def entries(path, phrase=None):
    with open_store(path, connect=Cipher(phrase)) as store:
        return list(store.entries(flagged=True))


@pytest.mark.parametrize("phrase", [None, PHRASE], ids=["open", "locked"])
def test_a_copy_is_as_the_journal_is(run, keep, answers, home, phrase_file, tmp_path, phrase):
    """All of it, locked if that is, for its owner alone, with nothing beside it."""
    keep(answers(facts=CANARY), answers(flow="quick", heat_before=3))
    given = {} if phrase is None else phrase_file(phrase)
    if phrase is not None:
        assert run("lock", **given).code == 0
    target = tmp_path / "stick" / "notes.db"
    target.parent.mkdir()
    before = os.umask(0)
    done = run("backup", target, **given)
    os.umask(before)

    assert (done.code, done.out) == (0, ""), done.err
    assert done.err.startswith("Saved and read through.")
    assert ("not locked" in done.err) == (phrase is None)
    assert is_locked(target) == (phrase is not None)
    assert target.stat().st_mode == 0o100600
    assert list(target.parent.iterdir()) == [target]
    assert entries(target, phrase) == entries(home / "journal.db", phrase)


def test_a_copy_replaces_nothing(refused, tmp_path, written):
    """What is there stays as it is."""
    file = tmp_path / "mine"
    file.write_text(CANARY)

    assert "is there already" in refused("backup", file, code=1)
    assert file.read_text() == CANARY


def test_nothing_to_copy(run, tmp_path):
    """Before the first page."""
    done = run("backup", tmp_path / "copy.db")

    assert (done.code, done.out) == (1, "")
    assert not (tmp_path / "copy.db").exists()


@pytest.mark.parametrize("now", [None, PHRASE], ids=["open", "locked"])
@pytest.mark.parametrize("then", [None, OTHER], ids=["from open", "from locked"])
def test_putting_back(run, keep, answers, home, phrase_file, tmp_path, now, then):
    """What was there is saved; the journal keeps its lock, or takes that of the copy."""
    keep(answers(facts="then"))
    copy, words = tmp_path / "copy.db", tmp_path / "copy phrase"
    if then is not None:
        assert run("lock", **phrase_file(then)).code == 0
    assert run("backup", copy, **({} if then is None else phrase_file(then))).code == 0
    if then is not None:
        assert run("lock", "--remove", **phrase_file(then)).code == 0
    keep(answers(facts="later"))
    if now is not None:
        assert run("lock", **phrase_file(now)).code == 0
    words.write_text(then or "none")
    # Two passphrases without a terminal: the second comes from the second call of a command.
    script = tmp_path / "both"
    script.write_text(
        f"#!/bin/sh\nif [ -e {tmp_path}/asked ] || [ -z '{now or ''}' ]; "
        f"then cat '{words}'; else touch {tmp_path}/asked; printf '%s' '{now}'; fi\n"
    )
    script.chmod(0o700)
    asked = {} if now is then is None else {"JOURNAL_PASSPHRASE_COMMAND": f"'{script}'"}
    done = run("backup", "--restore", copy, **asked)

    assert done.code == 0, done.err
    assert "What was there is saved as journal-" in done.err
    lock = now or then
    assert [e.value("facts") for e in entries(home / "journal.db", lock)] == ["then"]
    saved = sorted((home / "backups").iterdir())[-1]
    assert is_locked(saved) == (lock is not None)
    assert {e.value("facts") for e in entries(saved, lock)} == {"then", "later"}
    assert run("check", **({} if lock is None else phrase_file(lock))).code == 0


def test_putting_back_where_nothing_is(run, written, tmp_path, home):
    """As on a new machine."""
    assert run("backup", tmp_path / "copy.db").code == 0
    before = entries(home / "journal.db")
    assert run("wipe", "--yes").code == 0
    done = run("backup", "--restore", tmp_path / "copy.db")

    assert (done.code, done.err) == (0, "Put back. It is not locked.\n")
    assert entries(home / "journal.db") == before


def test_putting_back_in_place_of_a_damaged_one(run, written, tmp_path, home):
    """It is put aside byte for byte; asked first, as it may be only a wrong passphrase."""
    path, copy = home / "journal.db", tmp_path / "copy.db"
    assert run("backup", copy).code == 0
    whole = path.read_bytes()
    path.write_bytes(whole[:100] + b"\xff" * (len(whole) - 100))
    damaged = path.read_bytes()
    asked = run("backup", "--restore", copy)
    assert (asked.code, path.read_bytes()) == (2, damaged)
    done = run("backup", "--restore", copy, "--yes")

    assert done.code == 0, done.err
    [aside] = (home / "backups").glob("set-aside-*.db")
    assert aside.read_bytes() == damaged
    assert len(entries(path)) == 1


def not_a_copy(path: Path, kind: str) -> Path:
    """A file that is no copy."""
    match kind:
        case "folder":
            path.mkdir()
        case "empty":
            path.touch()
        case "text":
            path.write_text("Dear diary")
        case "noise":
            path.write_bytes(bytes(range(255, 127, -1)) * 64)
        case "another program's":
            with closing(sqlite3.connect(path)) as db:
                db.execute("CREATE TABLE places (url)")
    return path


KINDS = ("missing", "folder", "empty", "text", "noise", "another program's")


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_no_copy_is_not_put_back(refused, tmp_path, kind, phrase_file):
    """One sentence, and the journal is as it was."""
    file = not_a_copy(tmp_path / "copy.db", kind)

    refused("backup", "--restore", file, code=1, **phrase_file(PHRASE))


def test_the_last_five_copies_are_kept(run, keep, answers, home):
    """One before each import that changes something."""
    for number in range(8):
        keep(answers(uid=f"n{number}", facts=str(number)))
    keep(answers(uid="n7", facts="7"))

    copies = sorted((home / "backups").iterdir())
    assert [len(entries(copy)) for copy in copies] == [3, 4, 5, 6, 7]


def test_a_refused_import_makes_no_copy(run, refused, answers):
    """Nothing was changed, so there is nothing to go back to."""
    refused("import", "-", code=1, stdin=[answers(facts="new"), answers(heat_before=11)])


def look(done):
    return [
        line.removeprefix("look   ") for line in done.out.splitlines() if line.startswith("look")
    ]


def test_all_is_well(run, written, tmp_path):
    """A line each, and exit 0; hints are no faults."""
    done = run("check")

    assert (done.code, look(done)) == (0, [])
    assert [line.split()[0] for line in done.out.splitlines()] == (
        ["fine", "fine", "hint", "hint", "fine"]
    )


def test_nothing_to_check(run, home):
    """And nothing made by looking."""
    assert (run("check").code, home.exists()) == (0, False)


def sql(path, statement):
    with closing(sqlite3.connect(path)) as db:
        db.execute(statement)
        db.commit()


def test_the_check_as_data(run, home, written):
    """The same lines, each with its state; without a journal none."""
    told = [f"{one['state']:5}  {one['text']}" for one in run("check", "--format", "json").data]

    assert told == run("check").out.splitlines()
    shutil.rmtree(home)
    assert run("check", "--format", "json").data == []


def test_the_check_mends_the_index(run, written):
    """It says how, and does it if told to."""
    sql(written / "journal.db", "INSERT INTO search (search) VALUES ('delete-all')")
    done = run("check")

    assert (done.code, look(done)) == (
        1,
        ["The search index does not fit the entries. To make it anew: journal check --repair"],
    )
    assert run("check", "--repair").code == 0
    assert run("check").code == 0


def test_the_check_finds_answers_without_a_page(run, written):
    """It can't mend them, and says what to do."""
    sql(written / "journal.db", "UPDATE answers SET entry = 99 WHERE question = 'body'")

    [line] = look(run("check", "--repair"))
    assert line.startswith("Some answers belong to no entry. To put a copy back:")


def test_the_check_mends_rights(run, written):
    """Of the folder and of each file."""
    (written / "settings.toml").write_text("plain = false\n")
    (written / "settings.toml").chmod(0o644)
    (written / "journal.db").chmod(0o640)
    done = run("check")

    assert done.code == 1
    assert look(done)[0].startswith("2 files or folders are open to other logins.")
    assert run("check", "--repair").code == 0
    assert (written / "journal.db").stat().st_mode == 0o100600


def test_the_check_of_a_home_behind_a_link(run, written, tmp_path):
    """What counts are the rights of the folder, which a link has none of."""
    (tmp_path / "link").symlink_to(written)
    there = {"JOURNAL_HOME": str(tmp_path / "link")}
    assert "fine   The files are for your login alone.\n" in run("check", **there).out

    written.chmod(0o755)
    assert "1 file or folder is open" in run("check", **there).out


def test_the_check_finds_a_copy_that_is_not_locked(run, locked, phrase_file):
    """And locks it."""
    given = phrase_file(PHRASE)
    copy = locked / "backups" / "journal-20250101-120000.db"
    open_store(copy).close()
    done = run("check", **given)

    assert done.code == 1
    assert copy.name in look(done)[0]
    assert run("check", "--repair", **given).code == 0
    assert is_locked(copy)


def test_a_damaged_file(run, written):
    """What can be done about it."""
    whole = (written / "journal.db").read_bytes()
    (written / "journal.db").write_bytes(whole[:100] + b"\xff" * (len(whole) - 100))
    done = run("check")

    assert done.code == 1
    assert "journal backup --restore FILE" in look(done)[0]


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        ("Dropbox", "Dropbox"),
        ("OneDrive - Home", "OneDrive"),
        ("Mobile Documents", "iCloud"),
        ("Google Drive", "Google Drive"),
        ("Dropping a box", None),
    ],
)
def test_a_folder_that_is_copied_elsewhere(folder, service):
    """Told by the names that these services give their folders."""
    assert permissions.synced_by(Path("/home/a") / folder / "notes") == service


def test_wiping(run, written, tmp_path, home):
    """All that is ours, and what cannot be taken is told; what is not ours stays."""
    run("backup", tmp_path / "mine.db")
    (home / "backups").mkdir()
    (tmp_path / "mine.db").rename(home / "backups" / "mine.db")
    (home / "prompts" / "flows").mkdir(parents=True)
    (home / "prompts" / "flows" / "own.toml").write_text("x")
    (home / ".journal.db-1-abc").write_text(CANARY)
    mine = home / "letter.txt"
    mine.write_text("mine")
    done = run("wipe", "--yes")

    assert (done.code, done.out) == (0, "")
    assert done.err.startswith("Gone. What this program cannot remove:\n- files you exported")
    assert "1 file in" in done.err
    assert list(home.rglob("*")) == [mine]
    assert done.err.endswith("that this program did not make: letter.txt\n")
    assert run("wipe", "--yes").err == "There is nothing to remove.\n"
    assert mine.read_text() == "mine"


def test_wiping_spares_what_another_program_made(run, written):
    """Its database, with what stands beside it; all else goes, and it is told."""
    run("settings", "plain", "on")
    theirs = [written / name for name in ("journal.db", "journal.db-wal", "journal.db-shm")]
    theirs[0].unlink()
    with closing(sqlite3.connect(theirs[0])) as db:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("CREATE TABLE theirs (x)")
        db.commit()
        before = [file.read_bytes() for file in theirs]
        done = run("wipe", "--yes")
        after = [file.read_bytes() for file in theirs]

    assert (done.code, after) == (0, before)
    assert f"- 3 files in {written} that this program did not make: " in done.err
    assert not (written / "settings.toml").exists()


def test_wiping_takes_a_journal_that_cannot_be_opened(run, written, tmp_path):
    """It is ours by the mark, though it is damaged, or was made by a newer version."""
    kept = shutil.copytree(written, tmp_path / "kept")
    path = written / "journal.db"
    for spoil in (
        lambda: path.write_bytes(path.read_bytes()[:5000]),
        lambda: path.write_bytes(b"\xff" * 5000),
        lambda: path.write_bytes(b""),
    ):
        shutil.copytree(kept, written, dirs_exist_ok=True)
        spoil()

        assert run("wipe", "--yes").code == 0
        assert not written.exists()


def test_wiping_does_not_leave_behind_what_a_link_leads_to(refused, written, tmp_path):
    """So it refuses, and says what to do."""
    path = written / "journal.db"
    path.symlink_to(path.rename(tmp_path / "pages.db"))

    assert refused("wipe", "--yes", code=1) == (
        f"{path} is a link. Move the file that it leads to here, "
        "or set JOURNAL_HOME to the folder of that file."
    )
    assert (tmp_path / "pages.db").exists()


def test_wiping_needs_a_word(refused):
    """Or --yes, where nobody can type one."""
    assert (
        refused("wipe", code=2)
        == "There is no terminal to ask on. To go ahead without it, add --yes."
    )


def test_wiping_needs_no_passphrase(run, locked):
    """A lost one is no hindrance."""
    assert run("wipe", "--yes").code == 0
    assert not locked.exists()
