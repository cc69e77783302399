"""Where entries can come from: one row a source, and how to tell them apart."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from journal.core.errors import InputError
from journal.core.model import Entry
from journal.exchange import dayone, jrnl, zipped
from journal.exchange.notes import Taking
from journal.exchange.reading import KEYS, Reader

HEAD = 1 << 16
"""Bytes that tell what a file is."""

MOST_ENTRIES = 500_000
"""Thirty years of a page every half hour; more is a file without an end."""

_FIRST_KEY = re.compile(rb'[\xef\xbb\xbf\s]*\{\s*"(\w+)"')
_OF_JRNL = frozenset(("tags", "title", "body", "date", "time", "starred"))
_OF_DAYONE = re.compile(rb'"(?:creationDate|metadata)"\s*:')
_CONTAINER = "entries"


@dataclass(frozen=True, slots=True)
class Source:
    """
    A kind of file to take entries from.

    Attributes:
        title: What it is called in a sentence.
        entries: Its entries, one by one; raises `InputError` at the first that does not fit.
        no_uids: It does not name its entries, so that one corrected there seems another.
    """

    title: str
    entries: Callable[[io.BufferedReader, str, Taking], Iterator[Entry]]
    no_uids: bool = False


def recognise(head: bytes) -> str:
    """
    The name of the source that a file is from, by how it begins.

    Args:
        head: Its first `HEAD` bytes. What is none of the others is taken for one of ours,
            whose errors tell what was expected.
    """
    if head.startswith(zipped.BEGINS):
        return "dayone"
    found = _FIRST_KEY.match(head)
    first = found[1].decode() if found else ""
    if first in KEYS or not found:
        return "journal"
    if first == "metadata" or (first == _CONTAINER and _OF_DAYONE.search(head)):
        return "dayone"
    return "jrnl" if first == _CONTAINER or first in _OF_JRNL else "journal"


def begin(file: BinaryIO) -> tuple[bytes, io.BufferedReader]:
    """How a file begins, and the whole of it."""
    if file.seekable():
        place = file.tell()
        head = file.read(HEAD)
        file.seek(place)
        return head, io.BufferedReader(file)  # type: ignore[arg-type] # it can be read into
    head = file.read(HEAD)
    return head, io.BufferedReader(_Rejoined(head, file))


def entries_of(name: str, file: io.BufferedReader, place: str, taking: Taking) -> Iterator[Entry]:
    """
    The entries of a file that is from the source of this name.

    Raises:
        InputError: At the first that does not fit, or if it has no end.
    """
    for number, entry in enumerate(SOURCES[name].entries(file, place, taking)):
        if number == MOST_ENTRIES:
            raise InputError(place, f"Expected at most {MOST_ENTRIES:,} entries.")
        yield entry


class _Rejoined(io.RawIOBase):
    """A stream of which the first bytes were read already."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = head
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self._head[: len(buffer)] or self._rest.read(len(buffer))
        self._head = self._head[len(data) :]
        buffer[: len(data)] = data
        return len(data)


def _ours(file: io.BufferedReader, place: str, taking: Taking) -> Iterator[Entry]:
    yield from Reader(taking.flow_of, taking.now).read_lines(file, place)


def _dayone(file: io.BufferedReader, place: str, taking: Taking) -> Iterator[Entry]:
    if not file.peek(len(zipped.BEGINS)).startswith(zipped.BEGINS):
        yield from dayone.entries(file, place, taking)
        return
    with zipped.sound(place):
        for inside, where in zipped.json_files(file, place):
            yield from dayone.entries(inside, where, taking)


SOURCES: dict[str, Source] = {
    "journal": Source("this journal", _ours),
    "jrnl": Source("jrnl", jrnl.entries, no_uids=True),
    "dayone": Source("Day One", _dayone),
}
"""Name, as `--from` takes it -> how it is read."""


LEFT: dict[str, str] = {
    "ahead": "Left out, as they are dated in the future: {n}.",
    "empty": "Left out, with nothing written in it: {n}.",
    "photo": "Pictures not taken, only named in the text: {n}.",
    "video": "Videos not taken, only named in the text: {n}.",
    "recording": "Recordings not taken, only named in the text: {n}.",
    "document": "Documents not taken, only named in the text: {n}.",
    "star": "Stars not kept, as there is no place for them here: {n}.",
    "zone": "Kept in UTC, as its zone is not known here: {n}.",
    "no zone": "The file names no zone: times are by the clock of this place.",
}
"""What was left out or taken otherwise -> how it is told."""


_MOST_NAMED = 20
"""Places in a file that are named one by one."""


def told(taking: Taking) -> list[str]:
    """A sentence for each thing that was left out, or taken otherwise than it stood there."""
    sentences = [said.format(n=taking.left[k]) for k, said in LEFT.items() if taking.left[k]]
    if taking.ahead:
        more = len(taking.ahead) - _MOST_NAMED
        named = [*taking.ahead[:_MOST_NAMED], *([f"and {more} more"] if more > 0 else [])]
        sentences.append(f"They stand there: {'; '.join(named)}.")
    return sentences
