"""
A PDF that takes a while:
* at a terminal it is said before, with what is quicker; a pipe gets nothing of it
* of an ordinary page nothing is said
"""

from __future__ import annotations

import io
import sys

import pytest

from journal.app.export import _PAGES, PageFormat, Paper
from journal.app.program import Program
from journal.report.document import PageSection, Paragraph, Report


class Stream(io.StringIO):
    """Standard error, at a terminal or not."""

    def __init__(self, terminal: bool) -> None:
        super().__init__()
        self.isatty = lambda: terminal


@pytest.mark.parametrize(
    ("text", "terminal", "said"),
    [
        ("I asked again. " * 7000, True, True),
        ("ที่" * 12_000, True, True),
        ("I asked again. " * 7000, False, False),
        ("I asked again. " * 700, True, False),
    ],
)
def test_a_long_one_is_said_to_take_a_while(monkeypatch, text, terminal, said):
    """Before it is begun, in letters of any script."""
    stream, before = Stream(terminal), []

    def made(*_):
        before.append(stream.getvalue())
        return b""

    monkeypatch.setattr("journal.report.writers.pdf.as_pdf", made)
    monkeypatch.setattr(sys, "stderr", stream)
    report = Report("T", "", "", (PageSection("", (Paragraph(text),)),))
    _PAGES[PageFormat.PDF](report, Paper.A4, Program())

    assert ["--format html" in told for told in before] == [said]
