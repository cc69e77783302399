"""Looking back as text: a list of entries, one entry, a summary with its bars."""

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

from journal.core.insights.finding import Finding, Insight, Result
from journal.core.insights.summary import Summary
from journal.core.model import Entry
from journal.core.reading_back import Shown, day_of
from journal.core.text import one_line, visible
from journal.screen.page import WIDEST, mark

_BAR = 20
"""Columns of the longest bar."""


def list_text(rows: Sequence[tuple[Entry, str, str]]) -> str:
    """
    A list of entries.

    Args:
        rows: The entry, the name of its flow, and the entry in short.
    """
    table = Table.grid(padding=(0, 2))
    table.add_column(justify="right", no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(style="dim")
    table.add_column()
    for entry, flow, short in rows:
        table.add_row(entry.call, day_of(entry.happened_at), Text(one_line(flow)), Text(short))
    return rendered([table])


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


def summary_text(summary: Summary, *, why: bool) -> str:
    """
    A summary: a heading, bars and a sentence for every insight.

    Args:
        why: Also show the numbers of the entries that each line rests on.
    """
    conflicts = len(summary.looking.conflicts)
    total = sum(summary.looking.entries.values())
    if total == 0:
        return "Nothing to look back on yet. One page is a start: journal reflect\n"
    noun = "entry" if conflicts == 1 else "entries"
    parts: list[RenderableType] = [
        Text(f"From {conflicts} {noun}, in your own choices. Counts, not verdicts.", "bold"),
        Text(),
    ]
    if not summary.framed:
        parts += [Text("Feelings, body and facts only. To change that: journal settings"), Text()]
    early = []
    for insight, result in summary.results:
        if result.too_early:
            early.append(result)
        else:
            parts += [*_section(insight, result, why=why), Text()]
    if early:
        parts.append(Text("Not yet", "underline"))
        parts += [_indented(Text(s)) for result in early for s in result.says]
        parts.append(Text())
    parts.append(Text("Does this fit? What is missing?"))
    if not why:
        parts.append(Text("The entries behind each line: journal summary --why", "dim"))
    return rendered(parts)


def _section(insight: Insight, result: Result, *, why: bool) -> list[RenderableType]:
    parts: list[RenderableType] = [Text(insight.title, "underline")]
    if result.findings:
        parts.append(_indented(_bars(result.findings, why=why)))
    return parts + [_indented(Text(one_line(sentence))) for sentence in result.says]


def _bars(findings: Sequence[Finding], *, why: bool) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(ratio=None)
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True, justify="right")
    for finding in findings:
        table.add_row(
            Text(one_line(finding.label)),
            Text(_bar(finding.count, finding.of)),
            f"{finding.count} of {finding.of}",
        )
        if why:
            numbers = ", ".join(str(n) for n in finding.entries)
            table.add_row(Text(f"  entries {numbers}", "dim"), "", "")
    return table


def _bar(count: int, of: int) -> str:
    """Filled for the entries with it, light for those without; read without colour."""
    filled = max(1, round(_BAR * count / of)) if of else 0
    return mark("█", "#") * filled + mark("░", ".") * (_BAR - filled)


def _indented(part: RenderableType) -> Padding:
    return Padding(part, (0, 0, 0, 2))


def rendered(parts: Sequence[RenderableType]) -> str:
    """Parts as lines that fit the terminal; colour and weight only on one."""
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
