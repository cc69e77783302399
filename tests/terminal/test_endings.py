"""
However a session ends:
* what was said is kept, half-typed words too
* the terminal is sane afterwards: echo, cursor and the primary screen are back
* at most one short, neutral line
"""

from __future__ import annotations

import signal
import termios

import pytest

pytestmark = pytest.mark.slow

KEPT = "Kept. Go on with: journal resume"
HALF = "a half-typed wrenbird"


def is_sane(term) -> bool:
    """Whether echo and line editing are on, as a shell needs them."""
    flags = termios.tcgetattr(term.handle)[3]
    return bool(flags & termios.ECHO) and bool(flags & termios.ICANON)


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT])
@pytest.mark.parametrize("where", ["list", "text", "breathing"])
def test_a_polite_end_keeps_everything(house, ending, where):
    """A hang-up or a polite kill is taken as Ctrl-C, wherever it comes."""
    term = house.start("reflect")
    term.answer(("How strong is the upset", "9<enter>"), ("Was anyone hit", "<down><enter>"))
    if where == "breathing":
        term.answer(("Settle the body first?", "<enter>"), ("your safety comes first", "2"))
        term.answer(("How long?", "1"))
        term.wait("Keep your eyes open.")
    else:
        term.answer(("Settle the body first?", "g"))
        term.wait("What was the moment it turned")
    if where == "text":
        term.answer(
            ("What was the moment it turned", "<down><enter>"), ("1 What a camera saw", "1")
        )
        term.wait("What would a camera have seen").send(HALF).wait(HALF)
    term.signal(ending)
    status = term.close()

    assert (status, term.primary()) == (130, KEPT)
    with house.store() as store:
        draft = store.draft()
    assert draft is not None
    assert draft.value("heat_before") == 9
    assert draft.value("facts") == (HALF if where == "text" else None)


def test_nothing_said_nothing_kept(house):
    """Stopped at the first question: one line, and no page waits."""
    term = house.start("reflect")
    term.wait("How strong is the upset").send("<ctrl-c>")

    assert (term.close(), term.primary()) == (130, "Nothing was written.")
    assert house.call().stdout == "Nothing to list here. To write: journal reflect\n"


def test_put_aside_and_called_back(house):
    """Ctrl-Z gives the shell its own screen; called back, the page stands as it was."""
    term = house.start_in_shell('set -m; "$0" -m journal reflect; echo aside; read -r _; fg >&-')
    term.answer(("How strong is the upset", "6<enter>"), ("Was anyone hit", "<down><enter>"))
    term.wait("What was the moment it turned").send("quiet").wait("/quiet").send("\x1a")
    term.wait("aside")
    aside = term.primary()
    term.send("<enter>").wait("They went quiet").go("<enter>")
    term.wait("What a camera saw").send("<ctrl-c>")

    assert term.close() == 130
    assert "quiet" not in aside
    assert term.primary().endswith(KEPT)
    with house.store() as store:
        draft = store.draft()
    assert draft is not None
    assert draft.value("trigger") == "went_quiet"


def test_put_aside_inside_a_script(house):
    """Ctrl-Z stops what started the journal as well, so that the shell has the terminal."""
    script = '"$0" -m journal reflect; true'
    shell = f"set -m; sh -c '{script}' \"$0\"; echo aside; read -r _; fg >&-"
    term = house.start_in_shell(shell)
    term.wait("How strong is the upset").send("\x1a").wait("aside")
    term.send("<enter>").wait("How strong is the upset").go("6<enter>")
    term.wait("Was anyone hit").send("<ctrl-c>")

    term.close()
    assert term.primary().endswith(KEPT)


@pytest.mark.parametrize(("keys", "due"), [("<ctrl-c>", "body"), ("<shift-tab>", "trigger")])
def test_ticks_that_were_not_sent(house, keys, due):
    """Stopped or gone back in a list: what was ticked is kept, and still ticked."""
    term = house.start("reflect")
    term.answer(("How strong is the upset", "6<enter>"), ("Was anyone hit", "<down><enter>"))
    term.answer(("What was the moment it turned", "quiet<enter>"), ("What a camera saw", "<enter>"))
    term.wait("What did your body do first?").send("<tick chest><tick heart>")
    term.wait("[x] Tight chest").wait("[x] Heart racing").send(keys)
    if due == "trigger":
        term.wait("What was the moment it turned").send("<ctrl-c>")

    assert term.close() == 130
    with house.store() as store:
        draft = store.draft()
    assert draft.value("body") == ("chest", "heart")
    assert draft.draft_at == due


def test_help_lines_are_one_key_away(house):
    """Over any page, with what was typed still there afterwards."""
    term = house.start("reflect", LANG="en_GB.UTF-8")
    term.wait("How strong is the upset").send("6").wait("[6]").send("<f1>").wait("999")
    term.send("x").wait("[6]").go("<enter>")
    term.answer(
        ("Was anyone hit", "<down><enter>"), ("What was the moment it turned", "<down><enter>")
    )
    term.wait("What a camera saw").go("1")
    term.wait("What would a camera have seen").send(HALF).wait(HALF)
    term.send("<f1>").wait("any key: back").wait("999").send("x").wait_gone("999")
    term.wait(HALF).go("<enter>").wait("What did your body do first?").send("<ctrl-c>")

    assert term.close() == 130
    with house.store() as store:
        assert store.draft().value("facts") == HALF


def test_a_terminal_without_a_screen_of_its_own(house):
    """It is told once that what is shown may stay."""
    term = house.start("reflect", "--quick", TERM="linux")
    term.wait("may stay in its history").wait("How strong is the upset").go("6<enter>")

    term.wait("Was anyone hit").wait_gone("may stay in its history").send("<ctrl-c>")
    assert term.close() == 130


def test_the_terminal_is_as_it_was(house):
    """After a stop in the middle the shell finds echo, lines and cursor as it left them."""
    shell = 'python=$0; "$python" -m journal reflect; stty -a; read -r _'
    term = house.start_in_shell(shell)
    term.answer(("How strong is the upset", "6<enter>"))
    term.wait("Was anyone hit").send("<ctrl-c>")
    term.wait(KEPT)
    term.wait(" icanon").wait(" echo ")

    assert is_sane(term)
    assert term.bytes.rfind(b"\x1b[?25h") > term.bytes.rfind(b"\x1b[?25l")
    term.send("<enter>")
    assert term.close() == 0


@pytest.mark.slow
def test_a_paste_of_a_hundred_thousand_characters(house):
    """It is one answer, kept to the character, escapes and all, and the next question comes."""
    piece = "lorem \x1b]52;c;aGk=\x07 ipsum \x1b[31m dolor\r"
    pasted = (piece * (100_000 // len(piece) + 1))[:100_000].replace("\x1b[201~", "") + "End"
    term = house.start("note")
    term.wait("What would you like to note?")
    term.send_slowly(f"\x1b[200~{pasted}\x1b[201~")
    term.wait("End", patience=30).go("<enter>")
    term.wait("Any tags?").go("<tab>")
    term.wait("Saved").go("x")

    assert term.close() == 0
    with house.store() as store:
        assert store.entry("last").value("text") == pasted.replace("\r", "\n").strip()


@pytest.mark.parametrize("typed", ["", HALF])
def test_the_keyboard_is_gone(house, typed):
    """The other end of the terminal closes: what was said is kept, half-typed words too."""
    term = house.start("reflect")
    term.answer(("How strong is the upset", "6<enter>"), ("Was anyone hit", "<down><enter>"))
    term.wait("What was the moment it turned")
    if typed:
        term.go("<down><enter>").wait("What a camera saw").go("1")
        term.wait("What would a camera have seen").send(typed).wait(typed)
    term.hang_up()

    with house.store() as store:
        draft = store.draft()
    assert draft is not None
    assert draft.value("unsafe") == "no"
    assert draft.value("facts") == (typed or None)
