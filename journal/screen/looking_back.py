"""Looking back as text: a list of entries, one entry."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import wcwidth

from journal.core.model import Entry
from journal.core.reading_back import Shown, day_of
from journal.core.text import one_line, visible
from journal.screen.page import fit, pad
from journal.screen.printed import bold, columns, dim, joined, lines

BESIDE_FROM = 60
"""Columns from which what a page was about stands beside its date, not under it."""

_WIDEST_FLOW, _BESIDE_FLOW = 24, 50
"""Columns of the name of a flow, and of what stands beside it on its line."""


def list_text(rows: Sequence[tuple[Entry, str, str]]) -> str:
    """
    A list of entries.

    Args:
        rows: The entry, the name of its flow, and the entry in short.
    """
    across = columns()
    shown = [(e.call, day_of(e.happened_at), one_line(flow), short) for e, flow, short in rows]
    numbers, dates, flows = (
        max((wcwidth.wcswidth(row[i]) for row in shown), default=0) for i in range(3)
    )
    flows = min(flows, _WIDEST_FLOW, across - _BESIDE_FLOW)
    parts: list[str] = []
    for number, date, flow, short in shown:
        if across < BESIDE_FROM:
            parts += lines(date, f"{number:>{numbers}}  ")
            parts += lines(f"{dim(flow)}  {short}", "   ")
        else:
            kind = pad(dim(fit(flow, flows)), flows)
            parts += lines(short, f"{number:>{numbers}}  {pad(date, dates)}  {kind}  ")
    return joined(parts)


def entry_text(entry: Entry, title: str, shown: Sequence[Shown], went: Sequence[str]) -> str:
    """One entry, as it was asked."""
    return joined(_entry_lines(entry, title, shown, went))


def _entry_lines(
    entry: Entry, title: str, shown: Sequence[Shown], went: Sequence[str]
) -> Iterator[str]:
    yield from lines(f"{entry.call}  {day_of(entry.happened_at)}", style=bold)
    yield from lines(title, style=dim)
    yield ""
    for one in shown:
        yield from lines(visible(one.asked), style=dim)
        for answer in one.answers:
            yield from lines(visible(answer), "  ")
        yield ""
    for sentence in went:
        yield from lines(sentence)
