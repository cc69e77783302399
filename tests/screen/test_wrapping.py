"""
A typed line on a page of some width:
* rows end between words; a word longer than a row is broken
* every character has its place, in order, and none is changed
"""

from __future__ import annotations

import wcwidth
from hypothesis import given
from hypothesis import strategies as st

from journal.screen.interactive.word_wrap import filled_line


def rows(shown: str, width: int) -> list[str]:
    """The rows that a terminal makes of it."""
    made, row = [], ""
    for character in shown:
        if wcwidth.wcswidth(row + character) > width:
            made.append(row)
            row = ""
        row += character
    return [*made, row]


def test_a_row_ends_between_words():
    """Also where a word ends just at the edge, and where one is longer than a row."""
    assert rows(filled_line("one two three", 7)[0], 7) == ["one two", "three"]
    assert rows(filled_line("one two", 5)[0], 5) == ["one  ", "two"]
    assert rows(filled_line("a considerable", 6)[0], 6) == ["a     ", "consid", "erable"]
    assert rows(filled_line("水水 水水", 5)[0], 5) == ["水水 ", "水水"]


@given(st.text(st.sampled_from("ab \u6c34\u0301"), max_size=60), st.integers(4, 20))
def test_every_character_has_its_place(text, width):
    """In order; what is shown there is that character, unless it is a blank at an edge."""
    shown, at = filled_line(text, width)

    assert len(at) == len(text) + 1
    assert sorted(at) == at
    assert at[-1] == len(shown)
    for character, place in zip(text, at, strict=False):
        assert character == " " or shown[place] == character
    assert shown.replace(" ", "") == text.replace(" ", "")
