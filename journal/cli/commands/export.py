"""A page to take along, or all entries as data: `journal export`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from journal.app.journal import Journal, open_journal
from journal.cli.options import Last, Plain, Since, Until, new_file, period
from journal.cli.output_file import STDOUT, Force, Output, by_suffix, put
from journal.cli.program import program
from journal.core.errors import WrongUseError
from journal.screen.output.messages import tell

if TYPE_CHECKING:
    from journal.core.dates.periods import Period
    from journal.report.document import Report
    from journal.report.name_replacement import Names


class PageFormat(StrEnum):
    """What an export is written as."""

    MD = "md"
    HTML = "html"
    PDF = "pdf"
    JSON = "json"
    CSV = "csv"


class Reader(StrEnum):
    """Whom a page is for."""

    THERAPIST = "therapist"
    COUPLE = "couple"
    SELF = "self"


class Paper(StrEnum):
    """The size of a sheet."""

    A4 = "a4"
    LETTER = "letter"


_LETTER_IN = frozenset("US CA MX PH CL CO CR GT NI PA PR SV VE DO".split())
"""Where Letter is the usual sheet."""

_LONG = 100_000
"""Bytes of a page that a PDF is made of in a second, or in five where letters are joined."""

_TAKES_LONG = (
    "This is a lot of text: the PDF can take a minute or more. "
    "A page to print is quicker: --format html."
)

_SUFFIXES = {
    "md": PageFormat.MD,
    "html": PageFormat.HTML,
    "htm": PageFormat.HTML,
    "pdf": PageFormat.PDF,
    "json": PageFormat.JSON,
    "jsonl": PageFormat.JSON,
    "csv": PageFormat.CSV,
}


def export(
    for_: Annotated[
        Reader | None, typer.Option("--for", help="Whom it is for; data is for self alone.")
    ] = None,
    format_: Annotated[
        PageFormat | None, typer.Option("--format", help="Else the suffix of -o, else md.")
    ] = None,
    output: Output = None,
    last: Last = None,
    since: Since = None,
    until: Until = None,
    entry: Annotated[
        list[str] | None, typer.Option("--entry", help="One to tell in detail; again for more.")
    ] = None,
    want_file: Annotated[
        str | None,
        typer.Option(help="What you want from the session; after an empty line, your questions."),
    ] = None,
    replace_file: Annotated[
        str | None, typer.Option(help="Names to replace, one a line: Sam=S.")
    ] = None,
    paper: Annotated[
        Paper | None, typer.Option(help="Of a PDF. Else the size of your country.")
    ] = None,
    force: Force = False,
    plain: Plain = False,
    flagged: Annotated[bool, typer.Option("--flagged", hidden=True)] = False,
) -> None:
    """
    Write a page for therapy, or all entries as data.

    Example: journal export --for therapist --last 60d -o notes.pdf
    """
    from journal.local.atomic_write import check_free

    wanted = period(since, until, last)
    chosen = format_ or by_suffix(output, _SUFFIXES)
    data = chosen in _DATA
    if data and for_ not in (None, Reader.SELF):
        raise WrongUseError(f"{chosen} holds the entries themselves: it is --for self alone.")
    if data and (entry or want_file):
        raise WrongUseError(f"{chosen} holds every entry: --entry and --want-file are for a page.")
    target = _target(output, chosen)
    if target != STDOUT:
        check_free(target, force=force)
    elif chosen is PageFormat.PDF and sys.stdout.isatty():
        raise WrongUseError("A PDF can't be shown here. Give -o with the name of a new file.")
    names = _names(replace_file)
    with open_journal(program(), to_read=True) as j:
        if data:
            _put(target, _DATA[chosen](j, wanted, flagged, names), names, force=force)
            return
        from journal.app.page import Wanted, page

        told = Wanted(
            reader=(for_ or Reader.THERAPIST).value,
            period=wanted,
            flagged=flagged,
            entries=tuple(entry or ()),
            want_file=want_file,
            pictures=chosen is PageFormat.HTML,
            plain=plain,
        )
        report = page(j, told, names)
        if report is not None:
            size = paper or (Paper.LETTER if program().country in _LETTER_IN else Paper.A4)
            _put(target, [_PAGES[chosen](report, size)], names, force=force)


def _target(output: Path | None, chosen: PageFormat) -> Path:
    """Where it goes: as told; else a neutral name on a terminal, standard output in a pipe."""
    if output is not None:
        return output
    return new_file(f"notes-{program().now().date()}.{chosen}" if sys.stdout.isatty() else "-")


def _names(file: str | None) -> Names | None:
    if file is None:
        return None
    from journal.app.input_file import read_bytes
    from journal.report.name_replacement import read_names

    return read_names(*read_bytes(file))


def _json(j: Journal, wanted: Period, flagged: bool, names: Names | None) -> Iterable[str]:
    from journal.exchange.json_export import as_lines

    entries = j.store.entries(wanted, flagged=flagged)
    return as_lines(names.entries(entries) if names else entries, j.flow_of)


def _csv(j: Journal, wanted: Period, flagged: bool, names: Names | None) -> Iterable[str]:
    from journal.exchange.csv_export import as_table

    entries = list(j.store.entries(wanted, flagged=flagged))
    if names:
        entries = list(names.entries(entries))
    known = [q.id for name in j.prompts.flow_names() for q in j.prompts.flow(name).questions]
    answered = {q for e in entries for q in e.answers}
    order = dict.fromkeys([*known, *sorted(answered)])
    return as_table(entries, [q for q in order if q in answered or q in known])


def _markdown(report: Report, _paper: Paper) -> bytes:
    from journal.report.writers.markdown import as_markdown

    return as_markdown(report).encode()


def _html(report: Report, _paper: Paper) -> bytes:
    from journal.report.writers.html import as_html

    return as_html(report).encode()


def _pdf(report: Report, paper: Paper) -> bytes:
    from journal.report.writers.pdf import as_pdf

    if len(str(report).encode(errors="replace")) > _LONG and sys.stderr and sys.stderr.isatty():
        tell(_TAKES_LONG, err=True)
    return as_pdf(report, paper.value, lambda told: tell(told, err=True))


_PAGES: dict[PageFormat, Callable[[Report, Paper], bytes]] = {
    PageFormat.MD: _markdown,
    PageFormat.HTML: _html,
    PageFormat.PDF: _pdf,
}
"""How a page is written; to add a format: one module in `report/` and its row here."""

_DATA: dict[PageFormat, Callable[[Journal, Period, bool, Names | None], Iterable[str]]] = {
    PageFormat.JSON: _json,
    PageFormat.CSV: _csv,
}
"""The entries themselves."""


def _put(
    target: Path, parts: Iterable[str] | Iterable[bytes], names: Names | None, *, force: bool
) -> None:
    """Write it where it goes; with names, nothing is written before every one was met."""
    if names:
        whole = [part.encode() if isinstance(part, str) else part for part in parts]
        names.check()
        parts = whole
    put(target, parts, force=force)


COMMANDS = (export,)
