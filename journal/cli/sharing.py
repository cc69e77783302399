"""Sharing: entries in. What goes out: `exporting.py`."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from journal.cli.open import journal, now
from journal.core.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable


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


COMMANDS = (import_,)
