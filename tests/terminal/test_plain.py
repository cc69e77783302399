"""
Line by line, for a screen reader or a slow link:
* the same questions, answered by number, kept the same way
* no cursor movement, no colour, no redraw: not one escape
* said once that the words stay
"""

from __future__ import annotations

from dataclasses import replace

import pytest

pytestmark = pytest.mark.slow

STAYS = "In this mode your words stay on the screen and in its history."

HELP_ON_A_WORD = "They pulled away: They left, turned away or felt far off"


@pytest.fixture
def plain(house):
    """The journal asked line by line, on a screen long enough to hold all of it."""

    def start(*arguments: str, **env: str):
        return house.start(*arguments, rows=400, columns=80, **env)

    return start


def say(term, asked: str, typed: str) -> None:
    """Wait until something new is asked, and type a line."""
    term.wait_after(asked).send(f"{typed}<enter>")


def test_the_same_questions_by_number(house, plain):
    """A page answered by numbers, with help on a word, a step back, an own word and a slip."""
    term = plain("reflect", "--plain")
    for asked, typed in (
        ("1 of 13. How strong is the upset in you right now?", "eleven"),
        ("That does not fit here.", "6"),
        ("2 of 13. Was anyone hit, threatened, or scared of the other?", "1"),
        ("3 of 13. What was the moment it turned for you?", "? 3"),
        (HELP_ON_A_WORD, "99"),
        ("Please type numbers from 1 to 22.", "21"),
        ("In your own words:", "die Spülmaschine"),
        ("as a word of your own for next time? y: yes. n: no.", "y"),
        ("A little more, if you like. 1: what a camera saw. Enter: go on.", "1"),
        ("What would a camera have seen and heard?", "It was late."),
        ("4 of 13. What did your body do first?", "<"),
        ("Said before: It was late.", "It was very late."),
        ("4 of 13. What did your body do first? Up to three.", "1 2 3 4"),
        ("3 at most.", "2 8"),
        ("5 of 13. Which feelings were loudest", "?"),
        ("6 of 13. In that second", ""),
        ("7 of 13. What did you do next?", "1 12"),
        ("Which came first?", "2"),
        ("Did you choose that, or did it just happen?", "2"),
        ("What the quiet meant".lower(), "<"),
    ):
        say(term, asked, typed)
    term.send("<ctrl-c>")

    assert (term.close(), term.text().count(STAYS)) == (130, 1)
    assert term.text().endswith("Kept. Go on with: journal resume")
    with house.store() as store:
        draft = store.draft()
    assert draft is not None
    assert draft.value("facts") == "It was very late."
    assert draft.value("body") == ("chest", "restless")
    assert draft.value("surface") == ("not_sure",)


@pytest.mark.parametrize(
    ("arguments", "env", "settings"),
    [
        (["--plain"], {}, ""),
        ([], {"TERM": "dumb"}, ""),
        ([], {}, "plain = true\n"),
    ],
)
def test_not_one_escape(house, plain, arguments, env, settings):
    """Asked for, on a terminal that can do no more, or as a setting: only lines of text."""
    if settings:
        (house.home / "settings.toml").write_text(settings)
    term = plain("reflect", "--quick", *arguments, **env)
    for asked, typed in (
        (STAYS, ""),
        ("Was anyone hit", "1"),
        ("What is your body doing right now?", "2"),
        ("Which feeling is loudest right now?", "+"),
        ("27 Far away", "1"),
        ("What have you done so far?", ""),
        ("What would help you most in the next hour?", "1"),
        ("When would you like to look at this again?", "half past never"),
        ("That is no time that can be read here.", ""),
    ):
        say(term, asked, typed)

    assert term.close() == 0
    assert b"\x1b" not in term.bytes
    assert term.text().endswith(
        "That is enough for now. It is saved. Come back when it is cooler, if you\nlike."
    )


def test_the_setting_can_be_changed(house, plain):
    """`journal settings plain on` makes it the rule, and off ends that."""
    assert house.call("settings", "plain", "on").returncode == 0
    term = plain("reflect", "--quick")
    term.wait(STAYS).send("<ctrl-c>")
    assert term.close() == 130

    assert house.call("settings", "plain", "off").returncode == 0
    term = plain("reflect", "--quick")
    term.wait("Just a few keys.").send("<ctrl-c>")
    assert (term.close(), STAYS in term.text()) == (130, False)


def test_said_once_however_often_someone_is_asked(house, plain):
    """By a command that asks on several pages of their own."""
    (house.home / "settings.toml").write_text("plain = true\n")
    assert house.call("note", input="Before.").returncode == 0
    with house.store() as store:
        entry = store.entry("1")
        said = replace(entry.answers["text"], value="After.")
        store.put(replace(entry, answers={"text": said}))
    term = plain("restore", "1")
    say(term, "Entry 1, as it was.", "1")
    say(term, "Bring this one back?", "y")

    assert term.close() == 0
    assert term.text().count(STAYS) == 1


def test_a_paste_of_several_lines_is_one_answer(house, plain):
    """Pasted lines answer the question that was asked, not the ones that follow."""
    term = plain("note", "--plain")
    term.wait("What would you like to note?").send("one\ntwo\nthree\n")
    term.wait("Any tags?").send("<enter>")

    assert term.close() == 0
    with house.store() as store:
        assert store.entry("last").value("text") == "one\ntwo\nthree"


def test_a_line_that_is_longer_than_the_terminal_takes(house, plain):
    """It is said that the end is missing, and from where to type it again."""
    whole = "".join(f"{number:05d} " for number in range(900)) + "end"
    term = plain("note", "--plain")
    term.wait_after("What would you like to note?").send(f"{whole}<enter>")
    term.wait_after("The line was full").send(f"{whole[4095:]}<enter>")
    say(term, "Any tags?", "")

    assert term.close() == 0
    with house.store() as store:
        assert store.entry("last").value("text") == whole


def test_help_lines_by_a_letter(plain):
    """Where a letter is no answer."""
    term = plain("reflect", "--plain", "--quick", LANG="en_GB.UTF-8")
    say(term, "How strong is the upset", "h")
    say(term, "999", "6")
    say(term, "Was anyone hit", "h")
    say(term, "999", "1")
    term.wait_after("What is your body doing right now?").send("<ctrl-c>")

    assert term.close() == 130
