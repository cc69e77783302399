"""Sharing: entries in. What goes out: `exporting.py`."""

from __future__ import annotations

import os
from collections.abc import Iterator
from enum import StrEnum
from itertools import chain, islice
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from journal.app.input_file import opened
from journal.app.journal import open_journal
from journal.cli.program import program
from journal.core.errors import COULD_NOT
from journal.screen.output.messages import tell

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journal.core.entries.merged import Taken
    from journal.core.model import Entry


class From(StrEnum):
    """Whose file it is; the names of `exchange.sources.catalog.SOURCES`."""

    JOURNAL = "journal"
    JRNL = "jrnl"
    DAYONE = "dayone"


_NOTHING = "Nothing was taken: each entry in it was left out."


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

    A file of this journal is taken whole, or not at all. The entries of other journals become
    notes; those that do not fit are left out, and named by their day and the reason.

    Example: journal import entries.jsonl
    """
    from journal.exchange.imported_notes import Taking
    from journal.exchange.sources.catalog import SOURCES, begin, entries_of, recognise, told

    with opened(file) as (source, place):
        head, whole = begin(source)
        name = from_ or recognise(head, place)
        taking = Taking(program().prompts.flow_if_any, program().now())
        entries = entries_of(name, whole, place, taking)
        # A file that is refused at its first entry makes no home.
        first = list(islice(entries, 1))
        taken: Taken | None = None  # each of them was left out
        if first:
            whole_file = _shown(chain(first, entries), source)
            with open_journal(program(), to_read=dry_run) as j:
                taken = j.take(whole_file, keep=not dry_run, without_uids=SOURCES[name].no_uids)
    if dry_run:
        title = SOURCES[name].title
        tell(f"Nothing was changed. As a file of {title} it would be:", err=True)
    for sentence in (*(taken.sentences() if taken else [_NOTHING]), *told(taking)):
        tell(sentence, err=True)
    if taken is None:
        raise typer.Exit(COULD_NOT)


_EVERY = 100
"""Entries between two looks at how far it is."""


def _shown(entries: Iterable[Entry], source: BinaryIO) -> Iterator[Entry]:
    """The same entries, while it is shown how far the file has been read."""
    from journal.screen.output.progress_bar import progress

    with progress(_size(source)) as show:
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


COMMANDS = (import_,)
