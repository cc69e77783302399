"""Entries as CSV, one row each, for a spreadsheet; the columns: docs/export.md."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from journal.core.model import Answer, Entry, Other
from journal.core.text import visible

ABOUT = (
    "number uid flow happened_at written_at edited_at about care lean lean_detail their_lean "
    "lean_overruled"
).split()
"""Columns about an entry; those of its answers follow, under the ids of the questions."""

BETWEEN = " | "
"""Between the picks of one answer."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet takes for the beginning of a formula, once blanks are gone."""


def as_table(entries: Iterable[Entry], questions: Sequence[str]) -> Iterator[str]:
    """
    A line of headings, then each entry as a line.

    Args:
        questions: The columns of the answers, in order; an answer without one is left out.
    """
    yield _line([*ABOUT, *map(_safe, questions)])
    for entry in entries:
        yield _line([*_about(entry), *(_cell(entry.value(q)) for q in questions)])


def _about(entry: Entry) -> list[str]:
    edited = entry.edited_at.isoformat() if entry.edited_at else ""
    moments = [entry.happened_at.isoformat(), entry.written_at.isoformat(), edited]
    leans = [entry.lean, entry.lean_detail, entry.their_lean, entry.lean_overruled]
    known = [entry.call, entry.uid, entry.flow, *moments, entry.about, entry.care, *leans]
    return [_safe(value or "") for value in known]


def _cell(answer: Answer | None) -> str:
    match answer:
        case None:
            return ""
        case int():
            return str(answer)
        case tuple():
            return _safe(BETWEEN.join(p.text if isinstance(p, Other) else p for p in answer))
        case Other(text) | str(text):
            return _safe(text)


def _safe(text: str) -> str:
    """Text that no spreadsheet runs: a quote stands before what would begin a formula."""
    shown = visible(text)
    begins = shown.lstrip(" \u00a0\u3000")
    return f"'{shown}" if begins.startswith(_FORMULA) else shown


def _line(cells: Sequence[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    return out.getvalue()
