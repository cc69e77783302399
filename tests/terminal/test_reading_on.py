"""
Pages of text on a real terminal, small ones too:
* the keys that are named bring up every word, and Enter does not leave before the end
* help lines over a question are read the same way, and lead back to what was begun
* a question that does not fit is read first, and again with one key
"""

from __future__ import annotations

import pytest

from journal.app.help_lines import support_text
from journal.local.prompts.loader import Prompts

pytestmark = pytest.mark.slow

CARE = Prompts().care
SIZES = pytest.mark.parametrize("size", [(24, 80), (20, 40), (5, 20)], ids=str)
PAST_YEAR = CARE.questions["past_year"]


def squeezed(*lines):
    return "".join("".join(lines).split())


def read(term, key):
    """Press a key until the end; all lines that came up, each once, in order."""
    lines: list[str] = []
    while True:
        shown = term.settle().screen()
        told = next(
            (i for i, line in enumerate(shown) if "Space" in line or "The end" in line), None
        )
        page = shown[:told]
        again = next(
            (n for n in range(min(len(lines), len(page)), 0, -1) if lines[-n:] == page[:n]), 0
        )
        lines += page[again:]
        if told is None or "The end" in shown[told]:
            return squeezed(*lines)
        assert "\u2193" in shown[told]
        term.step(key)


@SIZES
@pytest.mark.parametrize("key", ["<space>", "<enter>", "<down>"])
def test_help_lines_to_their_end(new_house, size, key):
    """Every word of them, whichever key turns the page."""
    term = new_house.start("support", "--country", "GB", rows=size[0], columns=size[1])
    words = read(term.wait("999"), key)
    term.send("q")

    assert term.close() == 0
    assert words.startswith(squeezed(support_text(CARE, "GB")))


@SIZES
def test_help_lines_over_a_question(house, size):
    """All of them; any key that does not turn them leads back to what was typed."""
    term = house.start("note", rows=size[0], columns=size[1], LANG="en_GB.UTF-8")
    term.step()
    term.step("a")  # where the question is read first, a letter is typed on its page
    term.wait(" a").send("<f1>").wait("999")
    words = read(term, "<space>")
    term.send("x").wait_gone("Befrienders").wait(" a").send("<ctrl-c>")

    assert term.close() == 130
    assert words.startswith(squeezed(CARE.help_lines("GB")))


@SIZES
def test_a_long_question_to_its_end(new_house, size):
    """The one about the past year, its hint and what is said before it."""
    term = new_house.start("reflect", rows=size[0], columns=size[1])
    for _ in range(200):
        shown = squeezed(term.step("<enter>"))
        if "Everyoneisasked" in shown or "Inthepastyear" in shown:
            break
    for again in (False, True):
        words = read(term, "<space>")
        assert squeezed(PAST_YEAR.ask, PAST_YEAR.hint) in words
        if "Enter: answer" not in term.text():
            break
        answering = term.step("<enter>")
        assert "F4: all of it" in answering
        assert "Rather" not in words
        if not again:
            term.step("<f4>")
    term.send("<ctrl-c>")
    assert term.close() == 130
