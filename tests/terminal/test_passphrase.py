"""
A passphrase at a real terminal:
* it is asked for before anything private is shown, and shows nowhere itself
* a new one is typed twice, after it was told that a lost one can't be recovered; a weak one is
  told of and never refused
* the first time offers one before anything is on the disk
* a word has to be typed before everything is taken away
"""

from __future__ import annotations

import pytest

from journal.store import Cipher, is_locked, open_store

pytestmark = pytest.mark.slow

PHRASE = "correct zebra battery finch"
WEAK = "password1"
LOST = "If you lose the passphrase, nobody can open your entries again"


@pytest.fixture
def locked(house):
    """A home with a locked journal."""
    path = house.home / "journal.db"
    with house.store() as store:
        begun = store.state.past_year_asked_at
    path.unlink()
    with open_store(path, connect=Cipher(PHRASE)) as store:
        store.state.past_year_asked_at = begun
    return house


def opens(house, phrase):
    with open_store(house.home / "journal.db", connect=Cipher(phrase)):
        return True


def test_it_is_asked_for_and_not_shown(locked):
    """Then the page begins; nothing of it is on any screen, or stays in the terminal."""
    term = locked.start("reflect")
    term.wait("Passphrase:").send(f"{PHRASE}<enter>")
    term.wait("How strong is the upset").go("<ctrl-c>")

    assert term.close() == 130
    assert PHRASE.encode() not in term.bytes
    assert "Passphrase" not in term.primary()
    assert locked.holds(PHRASE) == []


@pytest.mark.parametrize("command", ["reflect", "list", "check", "lock --change", "backup x.db"])
def test_a_wrong_one(locked, command):
    """It is asked for three times; then one sentence, which does not call the file no journal."""
    term = locked.start(*command.split())
    for turn in range(3):
        term.wait("Passphrase:", times=turn + 1).send("wrong<enter>")
        if turn < 2:
            term.wait("That one does not fit. Please try again.", times=turn + 1)

    assert term.close() == 1
    assert "The passphrase does not fit, or the file is damaged." in term.primary()
    assert "no journal" not in term.primary()


def test_the_second_try_opens_it(locked):
    """A slip of the finger costs nothing."""
    term = locked.start("list")
    term.wait("Passphrase:").send("wrong<enter>")
    term.wait("Passphrase:", times=2).send(f"{PHRASE}<enter>")
    term.wait("Nothing to list here")

    assert term.close() == 0


def test_one_that_could_not_be_typed_again_is_asked_for_anew(house):
    """With the reason, and nothing changed."""
    term = house.start("lock")
    term.wait("New passphrase:").send("four\twords<enter>")
    term.wait("A passphrase is one line").wait("New passphrase:", times=2).send("<ctrl-c>")

    assert term.close() == 130
    assert not is_locked(house.home / "journal.db")


@pytest.mark.parametrize(("keys", "code"), [("<ctrl-c>", 130), ("\x04", 130), ("<enter>", 1)])
def test_none_is_typed(locked, keys, code):
    """Stopping is no error; the terminal shows what is typed again."""
    term = locked.start("list")
    term.wait("Passphrase:").send(keys)

    assert term.close() == code


def test_it_is_asked_for_where_the_output_is_a_file(locked):
    """On the terminal itself, so that nothing of the question is in the file."""
    script = f"{locked.folder}/list.txt"
    term = locked.start_in_shell(f'"$0" -m journal list > {script}; echo ended $?')
    term.wait("Passphrase:").send(f"{PHRASE}<enter>").wait("ended 0")

    assert (
        locked.folder / "list.txt"
    ).read_text() == "Nothing to list here. To write: journal reflect\n"


def test_setting_one(house):
    """Told what a lost one means, typed twice; two that differ are asked for again."""
    term = house.start("lock")
    term.wait(LOST).wait("New passphrase:").send(f"{PHRASE}<enter>")
    term.wait("The same once more:").send("different<enter>")
    term.wait("Those two differ.").wait("New passphrase:", times=2).send(f"{PHRASE}<enter>")
    term.wait("The same once more:", times=2)
    term.send(f"{PHRASE}<enter>").wait("Locked, and the copies in backups/ with it.")

    assert term.close() == 0
    assert opens(house, PHRASE)
    assert PHRASE.encode() not in term.bytes


def test_a_weak_one_is_told_of_and_taken(house):
    """Enter chooses another; typing it again keeps it."""
    term = house.start("lock")
    term.wait("New passphrase:").send(f"{WEAK}<enter>")
    # Only what is typed after the prompt counts: what was typed before it is dropped.
    term.wait("quick to guess").wait("The same once more:").send("<enter>")
    term.wait("New passphrase:", times=2).send(f"{WEAK}<enter>")
    term.wait("The same once more:", times=2).send(f"{WEAK}<enter>").wait("Locked")

    assert term.close() == 0
    assert opens(house, WEAK)


def test_a_good_one_is_not_called_weak(house):
    """No rule that no one could meet."""
    term = house.start("lock")
    term.wait("New passphrase:").send(f"{PHRASE}<enter>").wait("The same once more:")

    assert "guess" not in term.text()
    term.send("<ctrl-c>")
    assert term.close() == 130
    assert not is_locked(house.home / "journal.db")


def test_changing_it(locked):
    """The old one first."""
    term = locked.start("lock", "--change")
    term.wait("Passphrase:").send(f"{PHRASE}<enter>")
    term.wait("New passphrase:").send("four other long words<enter>")
    term.wait("The same once more:").send("four other long words<enter>").wait("Changed")

    assert term.close() == 0
    assert opens(locked, "four other long words")


@pytest.mark.parametrize("columns", [80, 40])
def test_the_first_time_offers_one(new_house, columns):
    """Before anything is on the disk; the pages are locked from the first one on."""
    term = new_house.start("reflect", columns=columns)
    term.wait("A notebook for the hours")
    if columns == 40:  # the first one turns the page, as it says
        term.wait("Enter: read on").send("<enter>").wait("The end").wait("Enter: go on")
    term.go("<enter>")
    term.wait("private enough").go("<down><enter>")
    term.wait("set a passphrase now (recommended)")
    assert new_house.is_untouched()
    term.go("p").wait("In the past year").send("<down><enter>")
    term.wait("New passphrase:").send(f"{PHRASE}<enter>")
    term.wait("The same once more:")
    assert new_house.is_untouched()
    term.send(f"{PHRASE}<enter>")
    term.wait("How strong is the upset").go("<ctrl-c>")

    assert term.close() == 130
    assert opens(new_house, PHRASE)


def test_the_first_time_may_go_on_without(new_house):
    """Enter is later; it is not asked again."""
    term = new_house.start("reflect")
    term.answer(("A notebook for the hours", "<enter>"), ("private enough", "<down><enter>"))
    term.answer(("later, with journal lock", "<enter>"), ("In the past year", "<down><enter>"))
    term.wait("How strong is the upset").go("<ctrl-c>")
    assert term.close() == 130

    again = new_house.start("reflect", "--quick")
    assert "passphrase" not in again.wait("Enter:").text()
    again.go("<ctrl-c>")
    assert again.close() == 130


@pytest.mark.parametrize("typed", ["no", "", "yes"])
def test_another_word_wipes_nothing(house, typed):
    """Only the one that was asked for."""
    term = house.start("wipe")
    term.wait("To go on, type wipe:").send(f"{typed}<enter>").wait("Nothing was changed.")

    assert term.close() == 130
    assert house.holds("CREATE TABLE") == ["journal.db"]


def test_the_word_wipes(house):
    """Nothing is left."""
    term = house.start("wipe")
    term.wait(str(house.home)).wait("To go on, type wipe:").send("wipe<enter>").wait("Gone.")

    assert term.close() == 0
    assert house.is_untouched()
