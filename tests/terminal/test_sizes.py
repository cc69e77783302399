"""
Any size, and any change of it while a page is open:
* the answer can still be given, and nothing breaks
* a list never hides rows without saying so
* wide characters, right-to-left words and ASCII terminals keep the frame
"""

from __future__ import annotations

import pytest
import wcwidth

pytestmark = pytest.mark.slow

SIZES = ((10, 40), (40, 120), (5, 20), (1, 1), (24, 80))


def test_resized_on_every_kind_of_page(house):
    """A scale, lists, a text and an offer take their answers after any resizing."""
    term = house.start("reflect")
    for asked, keys in (
        ("How strong is the upset", "6<enter>"),
        ("Was anyone hit", "<down><enter>"),
        ("What was the moment it turned", "<down><down><enter>"),
        ("1 What a camera saw", "1"),
        ("What would a camera have seen", "A sink.<enter>"),
        ("What did your body do first?", "<down><space><enter>"),
    ):
        term.wait(asked)
        for rows, columns in SIZES:
            term.resize(rows, columns)
        term.wait(asked).go(keys)
    term.wait("Which feelings were loudest").send("<ctrl-c>")

    assert term.close() == 130
    with house.store() as store:
        draft = store.draft()
    assert draft is not None
    answers = {question: said.value for question, said in draft.answers.items()}
    assert answers == {
        "heat_before": 6,
        "unsafe": "no",
        "trigger": "went_quiet",
        "facts": "A sink.",
        "body": ("chest",),
    }


@pytest.mark.parametrize("columns", [80, 40])
def test_no_row_is_hidden_without_a_word(house, columns):
    """A list that goes on says how far, above and below, wherever the pointer stands."""
    term = house.start("reflect", columns=columns)
    term.answer(("How strong is the upset", "6<enter>"), ("Was anyone hit", "<down><enter>"))
    term.wait("What was the moment it turned")
    for _ in range(24):
        term.settle()
        shows_first = term.shows("No reply")
        shows_last = any(
            line.endswith("A fine answer") or line.endswith("Not sure") for line in term.screen()
        )
        text = term.text()
        assert shows_first or "↑" in text
        assert "↓" in text or shows_last
        assert len(term.screen()) <= 24
        term.send("<down>")


@pytest.mark.parametrize("word", ["洗い物の話 " * 5, "🙂 " * 20, "שוב הכלים בכיור " * 6, "é" * 300])
def test_any_script_keeps_the_frame(house, word):
    """An own word of any script is kept as typed, and no line is wider than the terminal."""
    word = word.strip()
    term = house.start("reflect", columns=60)
    term.answer(("How strong is the upset", "6<enter>"), ("Was anyone hit", "<down><enter>"))
    term.answer(("What was the moment it turned", "something else<enter>"))
    term.wait("In your own words:").send(word).settle().go("<enter>")
    term.wait("as a word of your own for next time?").settle()
    asked = term.screen()
    term.go("y").wait("1 What a camera saw").go("<f2>")
    term.wait("What was the moment it turned").settle()
    wide = [line for line in [*asked, *term.screen()] if wcwidth.wcswidth(line) > 60]
    term.send("<ctrl-c>")

    assert (term.close(), wide) == (130, [])
    with house.store() as store:
        draft = store.draft()
    assert draft is not None
    assert draft.answers["trigger"].value.text == word


@pytest.mark.parametrize("typed", ["ü", "É", "кош"])
def test_any_letter_filters(house, typed):
    """Letters beyond ASCII filter too; where nothing fits, that is said and all stays."""
    term = house.start("reflect")
    term.answer(("How strong is the upset", "6<enter>"), ("Was anyone hit", "<down><enter>"))
    term.wait("What was the moment it turned").send(typed)
    term.wait(f"/{typed}").wait("Nothing here fits that.").send("<ctrl-c>")

    assert term.close() == 130


def test_a_terminal_without_unicode(house):
    """It gets ASCII alone, in questions and in what is shown."""
    ascii_only = {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    term = house.start("reflect", **ascii_only)
    term.answer(("How strong is the upset", "6<enter>"), ("Was anyone hit", "<down><enter>"))
    term.answer(
        ("What was the moment it turned", "<down><enter>"), ("1 What a camera saw", "<enter>")
    )
    term.answer(("What did your body do first?", "<tab>"))
    term.wait("> [ ] Frustrated").send("<ctrl-c>")

    assert term.close() == 130
    assert term.bytes.isascii()
