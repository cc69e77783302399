"""The text of a list of entries, and of one entry."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from journal.core.entries.rendering import Shown, day_in_month, day_of, month_of
from journal.core.model import Entry
from journal.core.text import isolated, one_line
from journal.screen.cells import pad, width_of
from journal.screen.layout import fit
from journal.screen.output.printed import bold, columns, dim, joined, lines

SUBJECT_BESIDE_FROM = 60
"""The columns from which the topic of an entry is beside its date, not below it."""

_WIDEST_KIND, _BESIDE_KIND = 24, 50
"""The most columns of the kind of an entry, and the columns kept for the rest of its line."""


def list_text(head: str, rows: Sequence[tuple[Entry, str, str]]) -> str:
    """
    Return a list of entries, grouped by month.

    Args:
        head: The line above the list, with the numbers of entries.
        rows: The entries in order, each with its kind and its topic in words.
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
        if across < SUBJECT_BESIDE_FROM:
            parts += lines(f"{date}  {kind}", f"{number}  ")
            parts += lines(about, " " * (numbers + 2)) if about else []
        else:
            parts += lines(about, f"{number}  {pad(date, dates)}  {pad(fit(kind, kinds), kinds)}  ")
    return joined(parts)


def entry_text(entry: Entry, title: str, shown: Sequence[Shown], went: Sequence[str]) -> str:
    """
    Return the text of one entry.

    Args:
        entry: The entry.
        title: The title of its flow.
        shown: Its questions with their answers, in order.
        went: The sentences below them.
    """
    return joined(_entry_lines(entry, title, shown, went))


def _entry_lines(
    entry: Entry, title: str, shown: Sequence[Shown], went: Sequence[str]
) -> Iterator[str]:
    yield from lines(f"{entry.call}  {day_of(entry.happened_at)}", style=bold)
    yield from lines(isolated(title), style=dim)
    yield ""
    for question in shown:
        yield from lines(isolated(question.asked), style=dim)
        for answer in question.answers:
            yield from lines(isolated(answer), "  ")
        yield ""
    for sentence in went:
        yield from lines(sentence)
