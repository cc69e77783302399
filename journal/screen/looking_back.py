"""Looking back as text: a list of entries, one entry."""

from __future__ import annotations

import io
import os
import shutil
import sys
from collections.abc import Sequence

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from journal.core.model import Entry
from journal.core.reading_back import Shown, day_of
from journal.core.text import one_line, visible
from journal.screen.page import WIDEST

BESIDE_FROM = 60
"""Columns from which what a page was about stands beside its date, not under it."""


def list_text(rows: Sequence[tuple[Entry, str, str]]) -> str:
    """
    A list of entries.

    Args:
        rows: The entry, the name of its flow, and the entry in short.
    """
    if shutil.get_terminal_size((80, 24)).columns < BESIDE_FROM:
        return rendered([part for row in rows for part in _narrow(*row)])
    table = Table.grid(padding=(0, 2))
    table.add_column(justify="right", no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(style="dim", no_wrap=True)
    table.add_column()
    for entry, flow, short in rows:
        table.add_row(entry.call, day_of(entry.happened_at), Text(one_line(flow)), Text(short))
    return rendered([table])


def _narrow(entry: Entry, flow: str, short: str) -> list[RenderableType]:
    below = Text.assemble((one_line(flow), "dim"), "  ", short)
    return [Text(f"{entry.call}  {day_of(entry.happened_at)}"), Padding(below, (0, 0, 0, 3))]


def entry_text(entry: Entry, title: str, shown: Sequence[Shown], went: Sequence[str]) -> str:
    """One entry, as it was asked."""
    parts: list[RenderableType] = [
        Text(f"{entry.call}  {day_of(entry.happened_at)}", "bold"),
        Text(title, "dim"),
        Text(),
    ]
    for one in shown:
        parts.append(Text(visible(one.asked), "dim"))
        parts += [Padding(Text(visible(answer)), (0, 0, 0, 2)) for answer in one.answers]
        parts.append(Text())
    parts += [Text(sentence) for sentence in went]
    return rendered(parts)


def rendered(parts: Sequence[RenderableType]) -> str:
    """Parts one under the other as text, in as many columns as there are, up to `WIDEST`."""
    out = io.StringIO()
    on_terminal = sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
    columns = shutil.get_terminal_size((80, 24)).columns
    console = Console(
        file=out,
        width=max(20, min(columns, WIDEST)),
        force_terminal=on_terminal,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
        color_system="standard" if on_terminal and not os.environ.get("NO_COLOR") else None,
    )
    for part in parts:
        console.print(part)
    return "\n".join(line.rstrip() for line in out.getvalue().split("\n"))
