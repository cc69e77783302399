"""
What a person typed, shown without harm:
* nothing in it can steer a terminal, and nothing else of it changes
* as JSON it stays the same text, to the character
"""

from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.core.text import json_safe, keepable, one_line, visible

ESCAPE, RIGHT_TO_LEFT = "\x1b", "\u202e"

SHOWN = {
    "plain words, é, 你好, 🙂": "plain words, é, 你好, 🙂",
    "two\nlines\tand a tab": "two\nlines\tand a tab",
    "from\r\nelsewhere\rand back": "from\nelsewhere\nand back",
    "\x1b[2J\x1b]0;title\x07": "␛[2J␛]0;title␇",
    "\x00\x08\x0b\x0c\x1f\x7f": "␀␈␋␌␟␡",
    "\x85\x9b31m": "<U+0085><U+009B>31m",
    "\u202eevil\u202c": "<U+202E>evil<U+202C>",
    "\u2066a\u2069": "<U+2066>a<U+2069>",
    "a\u2028b\u2029c": "a\nb\nc",
    "\u200ea family 👨‍👩‍👧": "\u200ea family 👨‍👩‍👧",
    "": "",
}


@pytest.mark.parametrize(("typed", "shown"), SHOWN.items())
def test_characters_that_steer_become_pictures(typed: str, shown: str) -> None:
    """Controls are shown as what they are; line breaks and tabs stay, of whatever system."""
    assert visible(typed) == shown


@given(st.text())
def test_nothing_shown_can_steer_a_terminal(typed: str) -> None:
    """Whatever was typed: no control character but line break and tab, no change of direction."""
    shown = visible(typed)
    categories = {unicodedata.category(c) for c in shown if c not in "\n\t"}

    assert "Cc" not in categories
    assert not set(shown) & set(
        "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029"
    )
    assert visible(shown) == shown


@given(st.text(st.characters(exclude_categories=["Cc", "Cf", "Cs", "Zl", "Zp"])))
def test_words_are_shown_as_they_are(typed: str) -> None:
    """Text without controls is not touched."""
    assert visible(typed) == typed


@given(st.text())
def test_on_one_line_there_is_one_line(typed: str) -> None:
    """No break, no tab, no two blanks together, none at the ends."""
    line = one_line(typed)

    assert line == " ".join(line.split())
    assert len(line.splitlines()) <= 1


@given(st.recursive(st.text(), lambda v: st.lists(v) | st.dictionaries(st.text(), v)))
def test_json_made_safe_is_the_same_data(value: object) -> None:
    """It reads back as it was, and holds nothing that steers a terminal."""
    safe = json_safe(json.dumps(value, ensure_ascii=False))

    assert json.loads(safe) == value
    assert visible(safe) == safe


@pytest.mark.parametrize(
    ("text", "can_be_kept"),
    [
        ("", True),
        ("\x1b[2J \u202e \uffff \U0010ffff", True),
        ("🙂", True),
        ("a\x00", False),
        ("\ud83d", False),
        ("\udc80 a", False),
    ],
)
def test_what_cannot_be_kept_is_known(text: str, can_be_kept: bool) -> None:
    """Only NUL and half characters: a database or a file would refuse or cut them."""
    assert keepable(text) is can_be_kept
    if can_be_kept:
        assert text.encode().decode() == text
