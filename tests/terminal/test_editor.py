"""
A longer answer in an editor:
* the text goes there and comes back; whatever the editor does, no word that it saved is lost
* its file is private while it is open, and gone once its text is kept
* what nobody took in is shown at the next start, to keep or to throw away; a command that only
  reads leaves it
"""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from journal.local.editor import Editor
from journal.store import Cipher, open_store

pytestmark = pytest.mark.slow

BEFORE = "canary-dunnock"
WAITS = "There is text from an editor that was not finished."

EDITORS = {
    "changes it": ('printf "and more" >> "$1"', f"{BEFORE}and more", ""),
    "leaves it": ("true", BEFORE, ""),
    "ends with an error": ("exit 1", BEFORE, "The editor ended with an error."),
    "saves, then fails": ('printf more >> "$1"; exit 1', f"{BEFORE}more", "What it saved is here."),
    "removes its file": ('rm "$1"', BEFORE, "The editor left no text that can be read."),
    "writes latin-1": (r'printf " \351t\351" >> "$1"', f"{BEFORE} été", ""),
    "leaves copies": ('cp "$1" "$1~"; cp "$1" "$(dirname "$1")/#$(basename "$1")#"', BEFORE, ""),
    "is killed": ('printf more >> "$1"; kill -9 $$', f"{BEFORE}more", "What it saved is here."),
    "stops for a while": ('printf more >> "$1"; kill -STOP $$', f"{BEFORE}more", ""),
}


def script(house, body: str) -> str:
    """An editor that looks at where its file stands, and then does what it does."""
    editor = house.folder / "editor"
    look = f'stat -c "%a %n" "$1" "$(dirname "$1")" > "{house.folder}/looked"\n'
    args = f'tr "\\0" " " < /proc/$$/cmdline > "{house.folder}/arguments"\n'
    editor.write_text(f"#!/bin/sh\n{look}{args}{body}\n")
    editor.chmod(0o755)
    return str(editor)


def to_the_text(term):
    return (
        term.answer(
            ("How strong is the upset", "6<enter>"),
            ("Was anyone hit", "<down><enter>"),
            ("What was the moment it turned", "<down><enter>"),
            ("1 What a camera saw", "1"),
        )
        .wait("What would a camera have seen")
        .send(BEFORE)
        .wait(BEFORE)
    )


@pytest.mark.parametrize("what", list(EDITORS))
def test_whatever_the_editor_does(house, what):
    """Its text is taken, or the text is as it was and one line says why; nothing is left."""
    body, text, told = EDITORS[what]
    term = to_the_text(house.start("reflect", EDITOR=script(house, body)))
    term.send("<ctrl-e>").wait(told or text).wait("Enter: go on").wait(text).go("<enter>")
    term.wait("What did your body do first?").send("<ctrl-c>")

    assert term.close() == 130
    with house.store() as store:
        draft = store.draft()
    assert draft is not None
    assert draft.value("facts") == text
    assert house.holds(BEFORE) == ["journal.db"]
    modes = [line.split()[0] for line in (house.folder / "looked").read_text().splitlines()]
    assert modes == ["600", "700"]
    assert BEFORE not in (house.folder / "arguments").read_text()


def test_no_editor_to_be_found(house):
    """One line says so, and the text stands there as it was."""
    term = to_the_text(house.start("reflect", EDITOR="/nowhere/at-all"))
    term.send("<ctrl-e>").wait("The editor can't be started").wait(BEFORE).send("<ctrl-c>")

    assert term.close() == 130
    assert house.holds(BEFORE) == ["journal.db"]


@pytest.mark.parametrize("choice", ["keep the old one", "take it out"])
def test_an_emptied_text_is_asked_about(house, choice):
    """It may be a slip, or meant."""
    term = to_the_text(house.start("reflect", EDITOR=script(house, ': > "$1"')))
    term.send("<ctrl-e>").wait("The text is empty now.").wait("take it out")
    term.go("<enter>" if choice == "keep the old one" else "t")
    term.wait("What would a camera have seen").send("<ctrl-c>")

    assert term.close() == 130
    with house.store() as store:
        draft = store.draft()
    assert draft is not None
    assert draft.value("facts") == (BEFORE if choice == "keep the old one" else None)


SAVED = f"{BEFORE} and more"


@pytest.fixture
def left_behind(house):
    """All was killed while the editor was open: first we, then the editor, which had saved."""
    go, gone = house.folder / "go", house.folder / "gone"
    os.mkfifo(go)
    body = f'trap "" HUP; printf " and more" >> "$1"; read _ < {go}; echo > {gone}'
    term = to_the_text(house.start("reflect", EDITOR=script(house, body)))
    term.send("<ctrl-e>")
    looked = house.folder / "looked"
    wait_until(lambda: looked.exists() and looked.read_text().count("\n") == 2)
    left = Path(looked.read_text().splitlines()[0].split()[1])
    wait_until(lambda: left.read_text() == SAVED)
    term.kill()
    listed = house.call("list")
    assert (listed.returncode, WAITS in listed.stderr, left.exists()) == (0, False, True)
    go.write_text("\n")
    wait_until(gone.exists)
    return left


def test_a_command_that_only_reads_leaves_it(house, left_behind):
    """It says in one line that it waits."""
    ran = [house.call(*line.split()) for line in ("list", "list --format json", "check", "list")]

    assert all(WAITS in r.stderr and SAVED not in r.stderr + r.stdout for r in ran)
    assert left_behind.read_text() == SAVED


@pytest.mark.parametrize("plain", [[], ["--plain"]], ids=["terminal", "line by line"])
@pytest.mark.parametrize(
    ("key", "answer", "notes"),
    [("", SAVED, []), ("n", BEFORE, [SAVED]), ("t", BEFORE, [])],
    ids=["the answer", "a note", "thrown away"],
)
def test_what_was_left_is_shown_at_the_next_start(house, left_behind, plain, key, answer, notes):
    """With where it belongs; it is what the person chooses it to be, and the file is gone."""
    term = house.start("resume", *plain)
    term.wait(WAITS).wait("What would a camera have seen").wait(SAVED).wait("keep it as the answer")
    term.send(key + "<enter>" if plain or not key else key).wait("Type a line" if plain else "F1")
    term.wait("What would a camera have seen").send("<ctrl-c>")

    assert term.close() == 130
    with house.store() as store:
        draft = store.draft()
        kept = [entry.value("text") for entry in store.entries() if entry.flow == "note"]
    assert draft is not None
    assert (draft.value("facts"), kept) == (answer, notes)
    assert not left_behind.exists()
    assert house.holds(BEFORE) == ["journal.db"]


def test_leaving_without_a_choice_leaves_it_there(house, left_behind):
    """Ctrl-C decides nothing."""
    left = house.start("resume").wait(WAITS).send("<ctrl-c>")
    assert (left.close(), left.primary()) == (130, "It still waits: journal resume")
    again = house.start("note")
    again.wait(WAITS).wait(SAVED).send("<ctrl-c>")

    assert again.close() == 130
    assert left_behind.read_text() == SAVED


@pytest.mark.parametrize("how", ["thrown away", "wiped"])
def test_erasing_takes_it_too(house, left_behind, how):
    """Whoever keeps nothing of an entry keeps nothing of what an editor saved of it."""
    if how == "wiped":
        assert house.call("wipe", "--yes").returncode == 0
    else:
        with house.store() as store:
            uid = store.draft().uid
        other = Editor(house.home)
        other.forget("another")
        assert left_behind.exists()
        other.forget(uid)

    assert not left_behind.exists()


def test_keeping_nothing_takes_what_an_editor_still_has(house):
    """Told of danger, the person keeps nothing: not the text either that is open elsewhere."""
    go = house.folder / "go"
    os.mkfifo(go)
    body = f'(trap "" HUP; read _ < {go}) > /dev/null 2>&1 < /dev/null & exit 0'
    term = to_the_text(house.start("reflect", EDITOR=script(house, body), rows=40))
    term.send("<ctrl-e>").wait("An editor may still have your text open.")
    left = Path((house.folder / "looked").read_text().splitlines()[0].split()[1])
    left.write_text(SAVED)
    term.go("<shift-tab>").wait("What was the moment").go("<shift-tab>")
    term.wait("Was anyone hit").send("<down><down>").settle().go("<enter>")
    term.answer(
        ("What fits?", "<tab>"),
        ("Who did it?", "<tab>"),
        ("back, that was a slip", "<enter>"),
        ("What would you like to do with this entry?", "2"),
    )
    term.leave()
    go.write_text("\n")

    assert not left.exists()
    assert house.holds(BEFORE) == []


@pytest.mark.parametrize("plain", [[], ["--plain"]], ids=["terminal", "line by line"])
def test_a_locked_journal_shows_what_was_left_once_it_is_open(house, left_behind, plain):
    """Not before the passphrase; then it is in the locked file, and nowhere in the clear."""
    (house.folder / "phrase").write_text("four words in a row")
    named = house.env(JOURNAL_PASSPHRASE_FILE=str(house.folder / "phrase"))
    assert house.call("lock", env=named).returncode == 0
    term = house.start("resume", *plain)
    term.wait("Passphrase:").settle()
    assert BEFORE.encode() not in term.bytes
    assert left_behind.read_text() == SAVED
    term.send("four words in a row<enter>").wait(WAITS).wait(SAVED)
    term.send("<enter>").wait("Type a line" if plain else "F1")
    term.wait("What would a camera have seen").send("<ctrl-c>")

    assert term.close() == 130
    assert house.holds(BEFORE) == []
    with open_store(house.home / "journal.db", connect=Cipher("four words in a row")) as store:
        assert store.draft().value("facts") == SAVED


def test_a_window_that_is_closed(house):
    """The terminal goes away under both: what the editor saved is in the draft."""
    body = 'printf " and more" >> "$1"; cat < /dev/tty'
    term = to_the_text(house.start("reflect", EDITOR=script(house, body)))
    term.send("<ctrl-e>")
    looked = house.folder / "looked"
    wait_until(lambda: looked.exists() and looked.read_text().count("\n") == 2)
    left = Path(looked.read_text().splitlines()[0].split()[1])
    wait_until(lambda: left.read_text() == SAVED)
    term.hang_up()

    with house.store() as store:
        draft = store.draft()
    assert draft is not None
    assert draft.value("facts") == SAVED
    assert not left.exists()


def wait_until(is_so) -> None:
    end = time.monotonic() + 10
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.01)
