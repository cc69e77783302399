"""Looking back as text: a list of entries, one entry."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from journal.core.entries.rendering import Shown, day_in_month, day_of, month_of
from journal.core.model import Entry
from journal.core.text import isolated, one_line
from journal.screen.cells import pad, width_of
from journal.screen.layout import fit
from journal.screen.output.printed import bold, columns, dim, joined, lines

BESIDE_FROM = 60
"""Columns from which what an entry is about stands beside its date, not under it."""

_WIDEST_KIND, _BESIDE_KIND = 24, 50
"""Columns of what an entry is, and of what stands beside it on its line."""


def list_text(head: str, rows: Sequence[tuple[Entry, str, str]]) -> str:
    """
    A list of entries, month by month.

    Args:
        head: How many there are, and how many are here.
        rows: The entry, what it is, and what it is about.
    """
    across = columns()
    numbers, dates, kinds = (
        max((width_of(part) for part in parts), default=0)
        for parts in (
            [e.call for e, *_ in rows],
            [day_in_month(e.happened_at) for e, *_ in rows],
            [isolated(one_line(kind)) for _, kind, _ in rows],
        )
    )
    kinds = max(0, min(kinds, _WIDEST_KIND, across - _BESIDE_KIND))
    parts = list(lines(head))
    month = ""
    for entry, kind, about in rows:
        if month != month_of(entry.happened_at):
            month = month_of(entry.happened_at)
            parts += ["", *lines(month, style=bold)]
        number, date = f"{entry.call:>{numbers}}", day_in_month(entry.happened_at)
        kind = isolated(one_line(kind))
        if across < BESIDE_FROM:
            parts += lines(f"{date}  {kind}", f"{number}  ")
            parts += lines(about, " " * (numbers + 2)) if about else []
        else:
            parts += lines(about, f"{number}  {pad(date, dates)}  {pad(fit(kind, kinds), kinds)}  ")
    return joined(parts)


def entry_text(entry: Entry, title: str, shown: Sequence[Shown], went: Sequence[str]) -> str:
    """One entry, as it was asked."""
    return joined(_entry_lines(entry, title, shown, went))


def _entry_lines(
    entry: Entry, title: str, shown: Sequence[Shown], went: Sequence[str]
) -> Iterator[str]:
    yield from lines(f"{entry.call}  {day_of(entry.happened_at)}", style=bold)
    yield from lines(isolated(title), style=dim)
    yield ""
    for one in shown:
        yield from lines(isolated(one.asked), style=dim)
        for answer in one.answers:
            yield from lines(isolated(answer), "  ")
        yield ""
    for sentence in went:
        yield from lines(sentence)
