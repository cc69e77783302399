"""
Entries as CSV:
* one row each, in columns that never move; what was not asked stays empty
* no cell begins what a spreadsheet takes for a formula, and nothing else is changed
* every column is in the docs
"""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from journal.core.model import Entry, Other, Said
from journal.core.text import visible
from journal.exchange.csv_export import ABOUT, as_table

AT = datetime(2026, 3, 1, 21, 30, tzinfo=UTC)
DOCS = Path(__file__).parents[2] / "docs" / "export.md"

FORMULAS = [
    "=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "\u00a0=1",
    "＝1", '=HYPERLINK("http://x.example","x")',
]  # fmt: skip

TEXTS = ["plain", 'with "quotes", commas', "two\nlines", "שלום", "👍🏽", "W" * 10_000, "# x", "a=b"]


def entry(**answers):
    said = {q: Said(v, "free", "?") for q, v in answers.items()}
    return Entry("u1", "full", "conflict", AT, AT, said, number=1)


def read(entries, questions):
    text = "".join(as_table(entries, questions))
    return list(csv.reader(io.StringIO(text, newline="")))


def test_one_row_an_entry():
    """Whole rows, headings first."""
    first = entry(heat_before=7, body=("chest", Other("a knot")), trigger=Other("The café"))
    flagged = replace(entry(), care="flagged", about="u1", lean="away", number=2)
    rows = read([first, flagged], ["heat_before", "trigger", "body", "facts"])
    at = AT.isoformat()

    assert rows == [
        [*ABOUT, "heat_before", "trigger", "body", "facts"],
        ["1", "u1", "full", at, at, *[""] * 7, "7", "The café", "chest | a knot", ""],
        ["F2", "u1", "full", at, at, "", "u1", "flagged", "away", "", "", "", "", "", "", ""],
    ]


@pytest.mark.parametrize("text", FORMULAS)
@pytest.mark.parametrize("kind", [str, Other, lambda t: (Other(t), "x")])
def test_no_cell_is_a_formula(text, kind):
    """A quote stands before it; all else is as it was typed."""
    [_, row] = read([entry(facts=kind(text))], ["facts"])

    assert row[-1].startswith(f"'{visible(text)}")


@pytest.mark.parametrize("text", TEXTS)
def test_any_other_text_is_as_it_was_typed(text):
    """Also with line breaks, quotes and commas."""
    [_, row] = read([entry(facts=text)], ["facts"])

    assert row[-1] == text


def test_nothing_steers_a_terminal():
    """As in every other format."""
    [_, row] = read([entry(facts="a\x1b[31m\u202eb")], ["facts"])

    assert row[-1] == "a␛[31m<U+202E>b"


def test_every_column_about_an_entry_is_in_the_docs():
    """So that no one has to guess."""
    told = DOCS.read_text(encoding="utf-8")

    assert [column for column in ABOUT if f"`{column}`" not in told] == []
