"""
Names that go onto no page, however they are written:
* in every spelling that a reader would take for the same name, they are gone or nothing is written
* the words around them stay to the letter
* what is only like a name stops it, and can be kept by saying so
* in scripts without blanks a name is found anywhere
"""

from __future__ import annotations

import unicodedata
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journal.core.errors import OutputError
from journal.report.name_replacement import read_names

NAMES = ("Qzévo", "Jan-Xérxa O'Brük", "İrekß", "Zoë  Ma\u0301ri", "ΣίσυφΟς", "Łódzia", "Ñeq")
BLANKS = (" ", "  ", "\n", " \n\t ", "\u00a0", "\u3000", "\r\n")
HYPHENS = "-\u2010\u2011\u2012\u2013\u2014\u2212\ufe63\uff0d"
APOSTROPHES = "'\u2019\u2018\u02bc\uff07\u00b4`"
NOTHING = ("\u200b", "\u00ad", "\u2060", "\ufeff", "\u200d", "\ufe0f", "\u034f", "\u202e")


def letters(text: str) -> str:
    """The letters of a text alone, without case and marks: what a reader would recognise."""
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(s for s in apart if s.isalpha())


@st.composite
def written(draw, name):
    """A name as people, keyboards and other programs write it."""
    changed = draw(st.sampled_from([str, str.upper, str.lower, str.title, str.casefold]))(name)
    changed = unicodedata.normalize(draw(st.sampled_from(["NFC", "NFD", "NFKC", "NFKD"])), changed)
    signs = []
    for sign in changed:
        if sign.isspace():
            sign = draw(st.sampled_from(BLANKS))
        elif sign in HYPHENS:
            sign = draw(st.sampled_from(HYPHENS)) + draw(st.sampled_from(["", "\n", " "]))
        elif sign in APOSTROPHES:
            sign = draw(st.sampled_from(APOSTROPHES))
        signs.append(sign + draw(st.sampled_from(["", "", "", "", *NOTHING])))
    return "".join(signs) + draw(st.sampled_from(["", "s", "'s", "\u2019s", "S", "2", "_x"]))


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=40, deadline=None)
@given(st.data())
def test_however_it_is_written_it_is_gone_or_nothing_is(name, data):
    """Told apart by what a reader would recognise, not by the code that replaces."""
    names = read_names(f"{name}=W.".encode(), "names")
    around = data.draw(st.sampled_from([("we met ", "."), ("(", ")"), ("*", "*"), ("x\n", "\ny")]))
    shown = names.text(around[0] + data.draw(written(name)) + around[1])
    with suppress(OutputError):
        names.check()

        assert letters(name) not in letters(shown)
        assert shown.startswith(around[0])
        assert shown.endswith(around[1])


@pytest.mark.parametrize("name", NAMES)
def test_as_it_is_written_in_the_file_it_is_replaced(name):
    """In capitals, in small letters, and with letters and marks apart."""
    for spelled in (name, name.upper(), name.lower(), unicodedata.normalize("NFD", name)):
        names = read_names(f"{name}=W.".encode(), "names")

        assert names.text(f"and {spelled}, too") == "and W., too"
        names.check()


@settings(max_examples=40, deadline=None)
@given(st.text())
def test_other_words_stay_to_the_letter(text):
    """Of any text; one with the name in it is not looked at here."""
    names = read_names("Qzévoxu=W.".encode(), "names")
    if letters("Qzévoxu") not in letters(text):
        assert names.text(text) == text


@pytest.mark.parametrize(
    "like", ["Qzevo", "QZEVO", "Qz\u00e9vo7", "Qz-\u00e9vo", "Q_zevo", "Qzevoes"]
)
def test_what_is_very_like_it_stops_it(like):
    """It is told by the place, and a line of its own replaces it, or keeps it."""
    names = read_names("Qzévo=W.".encode(), "names")
    names.text(f"{like} left")
    with pytest.raises(OutputError, match="close to name 1 of --replace-file"):
        names.check()
    named = read_names(f"Qzévo=W.\n{like}=X.".encode(), "names")
    kept = read_names(f"Qzévo=W.\n{like}={like}".encode(), "names")

    assert named.text(f"Qzévo and {like}") == "W. and X."
    assert kept.text(f"Qzévo and {like}") == f"W. and {like}"
    named.check()
    kept.check()


@pytest.mark.parametrize(
    ("name", "typed", "told"),
    [
        ("恵子", "昨日恵子さんと話した", "昨日W.さんと話した"),
        ("ケイコ", "ｹｲｺに言った", "W.に言った"),
        ("สมชาย", "ฉันบอกสมชายแล้ว", "ฉันบอกW.แล้ว"),
        ("민수", "민수가 말했다", "W.가 말했다"),
        ("Sam", "我对Sam说", "我对W.说"),
        ("İrem", "İrem ve i̇rem", "W. ve W."),
        ("Strauß", "STRAUSS, Strauß", "W., W."),
    ],
)
def test_scripts_without_blanks_and_letters_that_grow(name, typed, told):
    """Anywhere in a text; folding may make one letter two."""
    names = read_names(f"{name}=W.".encode(), "names")

    assert names.text(typed) == told
    names.check()
