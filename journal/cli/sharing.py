"""Sharing: entries in. What goes out: `exporting.py`."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from enum import StrEnum
from itertools import chain, islice
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from journal.cli.open import journal, now, opened, prompts
from journal.cli.telling import tell
from journal.settings.places import find_home

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journal.core.model import Entry


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

    with opened(file) as (source, place):
        head, whole = begin(source)
        name = from_ or recognise(head)
        taking = Taking(prompts(find_home()).flow_if_any, now())
        entries = entries_of(name, whole, place, taking)
        # A file that is refused at its first entry makes no home.
        entries = chain(list(islice(entries, 1)), entries)
        with journal(to_read=dry_run) as j, progress(_size(source)) as show:
            taken = j.take(
                _shown(entries, source, show), keep=not dry_run, without_uids=SOURCES[name].no_uids
            )
    if dry_run:
        title = SOURCES[name].title
        tell(f"Nothing was changed. As a file of {title} it would be:", err=True)
    for sentence in (*taken.sentences(), *told(taking)):
        tell(sentence, err=True)


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


COMMANDS = (import_,)
