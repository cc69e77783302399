"""Entries from a file."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import chain, islice
from typing import TYPE_CHECKING, BinaryIO

from journal.app.input_file import opened
from journal.app.journal import open_journal
from journal.app.program import Program

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journal.core.entries.merged import Taken
    from journal.core.model import Entry


_NOTHING = "Nothing was taken: each entry in it was left out."


def take_in(program: Program, file: str, source: str | None, *, dry_run: bool) -> bool:
    """
    Take in the entries of a file, and say what became of them.

    Args:
        file: Its name; `-` for standard input.
        source: Whose file it is, by a name of `SOURCES`; None for what it looks like.
        dry_run: Only say what would be taken.

    Returns:
        Whether there was an entry that fits.

    Raises:
        InputError: If it cannot be read, or holds what does not fit.
    """
    from journal.exchange.imported_notes import Taking
    from journal.exchange.sources.catalog import SOURCES, entries_of, peek, recognise, what_was_left

    with opened(file) as (stream, place):
        head, whole = peek(stream)
        name = source or recognise(head, place)
        taking = Taking(program.prompts.flow_if_any, program.now())
        entries = entries_of(name, whole, place, taking)
        # A file that is refused at its first entry makes no home.
        first = list(islice(entries, 1))
        taken: Taken | None = None  # each of them was left out
        if first:
            whole_file = _shown(chain(first, entries), stream)
            with open_journal(program, to_read=dry_run) as j:
                taken = j.take(whole_file, keep=not dry_run, without_uids=SOURCES[name].no_uids)
    if dry_run:
        title = SOURCES[name].title
        program.tell(f"Nothing was changed. As a file of {title} it would be:")
    for sentence in (*(taken.sentences() if taken else [_NOTHING]), *what_was_left(taking)):
        program.tell(sentence)
    return taken is not None


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
