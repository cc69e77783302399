"""
Text laid out in the columns of a terminal:
* at any width nothing is lost but blanks, and no line is too wide
* a letter keeps its marks; what is open where a line ends is closed there, and goes on
* what is cut is told, and fits
"""

from __future__ import annotations

import re

from hypothesis import example, given, settings
from hypothesis import strategies as st

from journal.core.text import visible
from journal.screen import cells

SIGNS = "a b \xa0 \u6c34 \u0301 \u200b \u05e9 \u2068 \u2069 \U0001f469\u200d\U0001f467 \U0001f1e9"
TEXTS = st.lists(st.sampled_from([*SIGNS.split(" "), " ", "  ", "\t"]), max_size=40).map(
    lambda signs: visible("".join(signs))
)
WIDTHS = st.sampled_from([1, 2, 3, 7, 20, 80, 1000])


def bare(text):
    """Without blanks that break, and without isolates, which are closed and opened anew."""
    return re.sub("[ \t\u2068\u2069]", "", text)


@settings(max_examples=200, deadline=None, database=None)
@given(TEXTS, WIDTHS)
@example("\u0301" * 30, 1)
@example("\u6c34\u6c34", 1)
def test_nothing_is_lost_and_nothing_is_too_wide(text, width):
    """One sign that is wider than the line stands alone."""
    lines = cells.wrapped(text, width)

    assert bare("".join(lines)) == bare(text)
    for line in lines:
        signs = [sign for sign, wide in cells.measured(line) if wide]
        assert cells.width_of(line) <= width or len(signs) == 1
        assert line.count("\u2068") == line.count("\u2069")


def test_lines_end_between_words():
    """A word that fits on no line begins on one of its own."""
    assert cells.wrapped("one two  three", 7) == ["one two", "three"]
    assert cells.wrapped("a considerable", 6) == ["a", "consid", "erable"]
    assert cells.wrapped("7 of\xa028", 6) == ["7", "of\xa028"]
    assert cells.wrapped("ab cd", 5, first="- ", others="  ") == ["- ab", "  cd"]


def test_what_is_open_goes_on_with_the_next_line():
    """A weight and an isolate."""
    assert cells.wrapped("\x1b[1mone two\x1b[0m end", 4) == [
        "\x1b[1mone\x1b[0m", "\x1b[1mtwo\x1b[0m", "end",
    ]  # fmt: skip
    assert cells.wrapped("\u2068\u05d0\u05d1 \u05d2\u2069 3", 2) == [
        "\u2068\u05d0\u05d1\u2069", "\u2068\u05d2\u2069", "3",
    ]  # fmt: skip


@settings(max_examples=200, deadline=None, database=None)
@given(TEXTS, WIDTHS)
def test_what_is_cut_fits_and_says_so(text, width):
    """What fits stays whole."""
    shown = cells.cut(text, width, "…")

    assert cells.width_of(shown) <= width
    assert shown == text if cells.width_of(text) <= width else shown.endswith("…")
