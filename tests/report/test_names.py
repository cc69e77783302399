"""
Names that go onto no page:
* gone from every text, whatever its case, with an s or a mark at its end
* ids, numbers and the journal's own words stay
* a name that occurs nowhere, or is left, stops it
"""

from __future__ import annotations

import unicodedata
from dataclasses import replace

import pytest

from journal.core.errors import InputError, OutputError
from journal.core.model import Other
from journal.report.name_replacement import read_names

LINES = "Sam=S.\nZoë = Z.\n\nJosé María=J.\nJosé=J2\n".encode()


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("Sam left.", "S. left."),
        ("sam, SAM and Sam's", "S., S. and S.'s"),
        ("Sams phone", "S.s phone"),
        ("_Sam_ *Sam* (Sam)", "_S._ *S.* (S.)"),
        ("The same sample, Samuel", "The same sample, Samuel"),
        ("José María and José", "J. and J2"),
        (unicodedata.normalize("NFD", "Zoë"), "Z."),
        ("Zoe", "Zoe"),
        ("", ""),
    ],
)
def test_a_name_is_replaced_as_a_word(typed, told):
    """Not inside another word."""
    assert read_names(LINES, "names").text(typed) == told


def test_every_text_of_an_entry(prompts, entries):
    """Own words, free text, tags; what was picked from a list stays what it is."""
    told = {
        "trigger": {"other": "Sam's call"},
        "facts": "Zoë and Sam.",
        "body": ["chest", {"other": "Sam-ache"}],
        "heat_before": 7,
    }
    found = entries(
        [
            {"flow": "full", "answers": told},
            {"flow": "note", "answers": {"text": "Sam", "tags": ["Sam", "x"]}},
        ]
    )
    names = read_names(b"Sam=S.\nZo\xc3\xab=Z.", "names")
    page = names.entry(next(e for e in found if e.flow == "full"))
    note = names.entry(next(e for e in found if e.flow == "note"))

    assert page.value("trigger") == Other("S.'s call")
    assert page.value("facts") == "Z. and S.."
    assert page.value("body") == ("chest", Other("S.-ache"))
    assert page.value("heat_before") == 7
    assert (note.value("text"), note.value("tags")) == ("S.", ("S.", "x"))
    names.check()


def test_ids_are_not_words(entries):
    """Someone may be called like an id."""
    [entry] = entries([{"flow": "full", "answers": {"body": ["chest"], "facts": "Chest."}}])
    done = read_names(b"Chest=C.", "names").entry(entry)

    assert (done.value("body"), done.value("facts")) == (("chest",), "C..")


def test_a_name_that_occurs_nowhere_stops_it():
    """Told by its place in the file, not by itself."""
    names = read_names(LINES, "names")
    names.text("Sam, José María and José")
    with pytest.raises(OutputError) as caught:
        names.check()

    assert str(caught.value) == (
        "--replace-file: name 2 of it occurs nowhere in these entries. Nothing was written."
    )


def test_a_name_that_comes_back_stops_it():
    """What stands instead may not hold one."""
    names = read_names(b"Sam=Sam S.", "names")
    names.text("Sam")
    with pytest.raises(OutputError, match="still stands"):
        names.check()


@pytest.mark.parametrize("key", ["uid", "about", "flow"])
def test_a_name_in_a_key_stops_it(entries, key):
    """It could not be replaced there without breaking what holds together."""
    [entry] = entries([{"flow": "full", "answers": {"facts": "x"}}])
    with pytest.raises(OutputError, match="name of a flow"):
        read_names(b"Sam=S.", "names").entry(replace(entry, **{key: "with_sam-1"}))


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "Expected lines such as Sam=S. and found none."),
        (b"\xff", "Expected text in UTF-8."),
        (b"Sam=S.\nzebrafinch", "Line 2: expected a line such as Sam=S."),
        (b"=zebrafinch", "Line 1: expected a line such as Sam=S."),
    ],
)
def test_a_file_that_is_none(data, problem):
    """One sentence, with the line and without the name."""
    with pytest.raises(InputError) as caught:
        read_names(data, "names")

    assert str(caught.value) == f"names: {problem} Nothing was taken from it."
