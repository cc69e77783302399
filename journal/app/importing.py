"""The import of entries from a file."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import chain, islice
from typing import TYPE_CHECKING, BinaryIO

from journal.app.input_file import opened_input
from journal.app.journal import open_journal
from journal.app.program import Program

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journal.core.entries.merged import Taken
    from journal.core.model import Entry


_NOTHING = "Nothing was taken: each entry in it was left out."


def take_in(program: Program, file: str, source: str | None, *, dry_run: bool) -> bool:
    """
    Import the entries of a file, and tell the result.

    Args:
        file: The path; `-` for standard input.
        source: The format, a key of `exchange.sources.catalog.SOURCES`; None to detect it.
        dry_run: Only tell what would be imported.

    Returns:
        Whether the file held at least one valid entry.

    Raises:
        InputError: If the file cannot be read or is invalid.
    """
    from journal.exchange.imported_notes import ImportContext
    from journal.exchange.sources.catalog import SOURCES, entries_of, peek, recognise, what_was_left

    with opened_input(file) as (stream, place):
        head, whole = peek(stream)
        name = source or recognise(head, place)
        context = ImportContext(program.prompts.flow_if_any, program.now())
        entries = entries_of(name, whole, place, context)
        # Read one entry before opening the journal: an invalid file creates no home.
        first = list(islice(entries, 1))
        taken: Taken | None = None  # stays None if all entries were left out
        if first:
            whole_file = _shown(chain(first, entries), stream)
            with open_journal(program, to_read=dry_run) as j:
                taken = j.take(whole_file, keep=not dry_run, without_uids=SOURCES[name].no_uids)
    if dry_run:
        title = SOURCES[name].title
        program.tell(f"Nothing was changed. As a file of {title} it would be:")
    for sentence in (*(taken.sentences() if taken else [_NOTHING]), *what_was_left(context)):
        program.tell(sentence)
    return taken is not None


_EVERY = 100
"""The number of entries between two updates of the progress bar."""


def _shown(entries: Iterable[Entry], source: BinaryIO) -> Iterator[Entry]:
    """Yield the entries unchanged, with a progress bar by the position in the file."""
    from journal.screen.output.progress_bar import progress

    with progress(_size(source)) as show:
        for number, entry in enumerate(entries):
            if number % _EVERY == 0 and source.seekable():
                show(source.tell())
            yield entry


def _size(source: BinaryIO) -> int:
    """Return the size of a file in bytes; 0 if it is unknown."""
    try:
        return os.fstat(source.fileno()).st_size
    except OSError:
        return 0
