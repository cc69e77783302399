"""Sharing: entries and pages out, entries in."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from journal.cli.open import Journal, journal, now, prompts
from journal.cli.options import Last, Since, Until, period
from journal.core.errors import InputError, WrongUseError
from journal.settings.places import find_home

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journal.core.model import Entry
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
    from journal.settings.writing import write_file

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


class From(StrEnum):
    """Whose file it is; the names of `exchange.sources.SOURCES`."""

    JOURNAL = "journal"
    JRNL = "jrnl"
    DAYONE = "dayone"


def import_(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A file to take in; or -.")],
    from_: Annotated[
        From | None, typer.Option("--from", help="Whose file it is. Else: what it looks like.")
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Tell what would be taken; change nothing.")
    ] = False,
) -> None:
    """
    Take in exported entries, or those of jrnl or Day One.

    The whole file is taken, or nothing. Those of other journals become notes.

    Example: journal import entries.jsonl
    """
    from journal.exchange.notes import Taking
    from journal.exchange.sources import SOURCES, begin, entries_of, recognise, told
    from journal.screen.progress import progress

    with _opened(file) as (source, place):
        head, whole = begin(source)
        name = from_ or recognise(head)
        taking = Taking(prompts(find_home()).flow_if_any, now())
        entries = entries_of(name, whole, place, taking)
        # A file that is refused at its first entry makes no home.
        entries = chain(list(islice(entries, 1)), entries)
        with journal(to_read=dry_run) as j, progress(_size(source)) as show:
            counts = j.store.put_all(_shown(entries, source, show), keep=not dry_run)
    if dry_run:
        title = SOURCES[name].title
        typer.echo(f"Nothing was changed. As a file of {title} it would be:", err=True)
    added, updated, unchanged = counts
    typer.echo(f"{added} added, {updated} updated, {unchanged} here already.", err=True)
    for sentence in told(taking):
        typer.echo(sentence, err=True)


_EVERY = 100
"""Entries between two looks at how far it is."""


def _shown(
    entries: Iterable[Entry], source: BinaryIO, show: Callable[[int], None]
) -> Iterator[Entry]:
    """The same entries, and how far the file has been read."""
    for number, entry in enumerate(entries):
        if number % _EVERY == 0 and source.seekable():
            show(source.tell())
        yield entry


def _size(source: BinaryIO) -> int:
    """Bytes of a file; 0 if that is not known."""
    try:
        return os.fstat(source.fileno()).st_size
    except OSError:
        return 0


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
