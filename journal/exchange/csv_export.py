"""The export to CSV (RFC 4180), one row an entry, for spreadsheets; format: docs/export.md."""

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
"""The columns about an entry; the answers follow, headed by the ids of their questions."""

BETWEEN = " | "
"""The separator of the choices of one answer."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""The prefixes that a spreadsheet reads as a formula, after leading blanks."""


def as_table(entries: Iterable[Entry], questions: Sequence[str]) -> Iterator[str]:
    """
    Yield the header line, then one line for each entry, each ending with CR LF.

    Args:
        entries: The entries, in the order of the lines.
        questions: The ids of the questions that get a column, in order; other answers are
            left out.
    """
    yield _line([*ABOUT, *map(_safe, questions)])
    for entry in entries:
        yield _line([*_about(entry), *(_cell(entry.value(q)) for q in questions)])


def _about(entry: Entry) -> list[str]:
    edited = entry.edited_at.isoformat() if entry.edited_at else ""
    moments = [entry.happened_at.isoformat(), entry.written_at.isoformat(), edited]
    leans = [entry.lean, entry.lean_detail, entry.their_lean, entry.lean_overruled]
    cells = [entry.call, entry.uid, entry.flow, *moments, entry.about, entry.care, *leans]
    return [_safe(value or "") for value in cells]


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
    """Return a text that no spreadsheet runs: a quote precedes a formula."""
    shown = visible(text)
    begins = shown.lstrip(" \u00a0\u3000")
    return f"'{shown}" if begins.startswith(_FORMULA) else shown


def _line(cells: Sequence[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    return out.getvalue()
