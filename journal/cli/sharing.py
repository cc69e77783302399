"""Sharing: entries and pages out, entries in."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from journal.cli.open import Journal, journal, now
from journal.cli.options import Last, Since, Until, period
from journal.core.errors import InputError, WrongUseError
from journal.settings.writing import write_file

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journal.core.periods import Period


NOTHING = "Nothing to put on a page yet. One page is a start: journal reflect"


class PageFormat(StrEnum):
    """What an export is written as."""

    MD = "md"
    JSON = "json"


class Reader(StrEnum):
    """Whom a page is for."""

    THERAPIST = "therapist"
    SELF = "self"


def export(
    format_: Annotated[
        PageFormat | None, typer.Option("--format", help="Else the suffix of -o, else md.")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="A new file. Else: standard output.")
    ] = None,
    for_: Annotated[
        Reader | None, typer.Option("--for", help="Whom it is for; json is for self alone.")
    ] = None,
    since: Since = None,
    until: Until = None,
    last: Last = None,
    force: Annotated[bool, typer.Option("--force", help="Replace a file that is there.")] = False,
    flagged: Annotated[bool, typer.Option("--flagged", hidden=True)] = False,
) -> None:
    """
    Write a page for therapy, or all entries as data.

    Example: journal export --last 60d -o notes.md
    """
    wanted = period(since, until, last)
    chosen = format_ or _by_suffix(output)
    if chosen is PageFormat.JSON and for_ not in (None, Reader.SELF):
        raise WrongUseError("json holds the entries themselves: it is --for self alone.")
    if chosen is PageFormat.MD and for_ is Reader.SELF:
        raise WrongUseError("A page --for self is not there yet; json holds everything.")
    with journal(to_read=True) as j:
        parts = _data(j, wanted, flagged) if chosen is PageFormat.JSON else _page(j, wanted)
        if parts is None:
            typer.echo(NOTHING, err=True)
        elif output is None:
            _to_standard_output(parts)
        else:
            write_file(output, parts, force=force)


def import_(
    file: Annotated[str, typer.Argument(metavar="FILE", help="One JSON object a line; or -.")],
) -> None:
    """
    Take in exported entries; the whole file or nothing.

    Example: journal import entries.jsonl
    """
    from journal.exchange.reading import Reader as EntryReader

    with _opened(file) as (source, place), journal() as j:
        reader = EntryReader(j.prompts.flow_if_any, now())
        flagged = 0

        def counted() -> Iterable[object]:
            nonlocal flagged
            for entry in reader.read_lines(source, place):
                flagged += entry.care == "flagged"
                yield entry

        added, updated, unchanged = j.store.put_all(counted())  # type: ignore[arg-type]
    typer.echo(f"{added} added, {updated} updated, {unchanged} here already.", err=True)
    if flagged:
        typer.echo(f"{flagged} kept apart. journal support", err=True)


def _by_suffix(output: Path | None) -> PageFormat:
    suffix = output.suffix.lower().lstrip(".") if output else ""
    if not suffix:
        return PageFormat.MD
    if suffix in ("json", "jsonl"):
        return PageFormat.JSON
    if suffix == "md":
        return PageFormat.MD
    raise WrongUseError(f"-o: expected a file that ends in {', '.join(PageFormat)}; or --format.")


def _data(j: Journal, wanted: Period, flagged: bool) -> Iterable[str]:
    from journal.exchange.lines import as_lines

    return as_lines(j.store.entries(wanted, flagged=flagged), j.flow_of)


def _page(j: Journal, wanted: Period) -> Iterable[str] | None:
    from journal.core.conflicts import look_back
    from journal.core.insights.summary import summarise
    from journal.report.markdown import as_markdown
    from journal.report.therapist import therapist_page

    looking = look_back(j.store.entries(), j.counts(), wanted)
    found = summarise(looking, j.prompts.lists, framed=j.view == "loop")
    report = therapist_page(found, j.prompts.lists)
    return None if report is None else [as_markdown(report)]


@contextmanager
def _opened(name: str) -> Iterator[tuple[BinaryIO, str]]:
    """A file to read from, `-` for standard input, and how to name it in errors."""
    if name == "-":
        yield sys.stdin.buffer, "standard input"
        return
    path = Path(os.path.expanduser(name))
    try:
        with path.open("rb") as file:
            yield file, path.name
    except OSError as error:
        raise InputError(path.name, f"It can't be read: {error.strerror}.") from None


def _to_standard_output(parts: Iterable[str]) -> None:
    # In UTF-8, as a file would be: what the terminal's encoding lacks must not get lost.
    for part in parts:
        sys.stdout.buffer.write(part.encode())
    sys.stdout.buffer.flush()


COMMANDS = (export, import_)
