"""
Own words that read the same are one word:
* composed or not, wide or not, with what shows nothing in them, with any quote or hyphen
* what reads otherwise stays another
* the form of a form is itself, and is soon made of any text
* the words themselves stay as typed
"""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.core.model import Other

WORDS = (
    "caf\u00e9 again",
    "I don't matter",
    'said "not now"',
    "late-night talk",
    "\u0130zmir",
    "stra\u00dfe",
)
QUOTES = "'\"\u2018\u2019\u201c\u201d\u201e\u00ab\u00bb\u02bc\uff07"
HYPHENS = "-\u2010\u2011\u2013\u2014\u2212"
NOTHING = ("\u200b", "\ufeff", "\u00ad", "\u2060", "\u200d", "\u200e", "\ufe0f", "\u034f")


@st.composite
def spellings(draw, word):
    """A word as keyboards and other programs write it."""
    changed = draw(st.sampled_from([str, str.upper, str.casefold]))(word)
    signs = [draw(st.sampled_from(["", " ", "\n"]))]
    for sign in unicodedata.normalize(draw(st.sampled_from(["NFC", "NFD", "NFKD"])), changed):
        if sign == " ":
            sign = draw(st.sampled_from([" ", "  ", "\u00a0", "\u3000", "\r\n"]))
        elif sign in "'\"":
            sign = draw(st.sampled_from(QUOTES))
        elif sign == "-":
            sign = draw(st.sampled_from(HYPHENS))
        elif "!" <= sign <= "~" and draw(st.booleans()):
            sign = chr(ord(sign) + 0xFEE0)
        signs.append(sign + draw(st.sampled_from(["", "", *NOTHING])))
    return "".join(signs)


@given(data=st.data(), word=st.sampled_from(WORDS))
def test_every_spelling_of_a_word_is_that_word(data, word):
    """And stays as it was typed."""
    spelled = data.draw(spellings(word))

    assert Other(spelled).folded == Other(word).folded
    assert Other(spelled).text == spelled


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("caf\u00e9", "cafe"),
        ("don't", "dont"),
        ("late night", "latenight"),
        ("late-night", "late night"),
        ("\u0661 \u0600", "\u0661"),
        ("\U0001f642", "\U0001f641"),
    ],
)
def test_what_reads_otherwise_is_another(one, other):
    """An accent, an apostrophe, a blank, a sign that is seen."""
    assert Other(one).folded != Other(other).folded


@given(st.text())
def test_the_form_of_a_form_is_itself(text):
    """So that what is compared can be compared again."""
    assert Other(Other(text).folded).folded == Other(text).folded


def test_a_million_marks_are_soon_compared():
    """They would be put in order by their square."""
    assert len(Other("a" + "\u0301\u0323" * 500_000).folded) > 1000
