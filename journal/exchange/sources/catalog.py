"""Where entries can come from: one row a source, and how to tell them apart."""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO

from journal.core.dates.moments import EARLIEST_YEAR
from journal.core.entries.rendering import date_of
from journal.core.errors import InputError
from journal.core.model import Entry
from journal.exchange import zip_files
from journal.exchange.imported_notes import Taking, WhyNotTaken
from journal.exchange.json_import import KEYS, EntryReader
from journal.exchange.sources import dayone, jrnl

HEAD = 1 << 16
"""Bytes that tell what a file is."""

MOST_ENTRIES = 500_000
"""Thirty years of a page every half hour; more is a file without an end."""

_FIRST_KEY = re.compile(rb'[\xef\xbb\xbf\s]*\{\s*"(\w+)"')
_OF_JRNL = frozenset(("tags", "title", "body", "date", "time", "starred"))
_OF_DAYONE = re.compile(rb'"(?:creationDate|metadata)"\s*:')
_EMPTY = re.compile(rb'[\xef\xbb\xbf\s]*\{\s*"entries"\s*:\s*\[\s*\]\s*\}')
_CONTAINER = "entries"


@dataclass(frozen=True, slots=True)
class Source:
    """
    A kind of file to take entries from.

    Attributes:
        title: What it is called in a sentence.
        entries: Its entries, one by one; raises `InputError` at what can't be read.
        no_uids: It does not name its entries, so that one corrected there seems another.
    """

    title: str
    entries: Callable[[io.BufferedReader, str, Taking], Iterator[Entry]]
    no_uids: bool = False


def recognise(head: bytes, place: str) -> str:
    """
    The name of the source that a file is from, by how it begins.

    Args:
        head: Its first `HEAD` bytes. What is empty, or no text in UTF-8, is taken for one of
            ours, whose errors tell what was expected.
        place: Names the file in errors.

    Raises:
        InputError: If it is something else.
    """
    if head.startswith(zip_files.BEGINS):
        return "dayone"
    found = _FIRST_KEY.match(head)
    first = found[1].decode() if found else ""
    if is_dayone(head):
        return "dayone"
    if first == _CONTAINER or first in _OF_JRNL:
        return "jrnl"
    if first in KEYS or not head.strip(b"\xef\xbb\xbf \t\r\n") or not _is_text(head):
        return "journal"
    raise InputError(place, f"It is no export that is known here: of {_TITLES}.")


def _is_text(head: bytes) -> bool:
    """Whether a file begins in UTF-8, and with no sign that no text has, as databases do."""
    if head.startswith(b"SQLite format"):
        return True  # told as any other file that is none of ours
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return False
    return b"\0" not in head


def is_dayone(head: bytes) -> bool:
    """Whether a JSON file is one of Day One, by how it begins."""
    found = _FIRST_KEY.match(head)
    return found is not None and (
        found[1] == b"metadata"
        or (found[1] == _CONTAINER.encode() and bool(_OF_DAYONE.search(head)))
    )


def peek(file: BinaryIO) -> tuple[bytes, io.BufferedReader]:
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
        InputError: If one of ours does not fit, if it has no end, or nothing in it is an entry.
    """
    number = 0
    for number, entry in enumerate(SOURCES[name].entries(file, place, taking), 1):
        if number > MOST_ENTRIES:
            raise InputError(place, f"Expected at most {MOST_ENTRIES:,} entries.")
        yield entry
    if not number and not taking.out:
        raise InputError(place, "There are no entries in it.")
    if not number and all(one.reason in _NO_SIGN for one in taking.out):
        raise InputError(place, f"Nothing in it is an entry of {SOURCES[name].title}.")


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
    yield from EntryReader(taking.flow_of, taking.now).read_lines(file, place)


def _dayone(file: io.BufferedReader, place: str, taking: Taking) -> Iterator[Entry]:
    if not file.peek(len(zip_files.BEGINS)).startswith(zip_files.BEGINS):
        yield from dayone.entries(file, place, taking)
        return
    journals = 0
    with zip_files.sound(place):
        for inside, within in zip_files.json_files(file, place):
            head, whole = peek(inside)
            if not is_dayone(head) and not _EMPTY.match(head):
                taking.left["other file"] += 1
                continue
            journals += 1
            where = f"{place}, {within}" if within else place
            yield from dayone.entries(whole, where, taking, f"{within}, " if within else "")
    if not journals:
        raise InputError(place, "No JSON file in the zip is an export of Day One.")


SOURCES: dict[str, Source] = {
    "journal": Source("this journal", _ours),
    "jrnl": Source("jrnl", jrnl.entries, no_uids=True),
    "dayone": Source("Day One", _dayone),
}
"""Name, as `--from` takes it -> how it is read."""


*_FIRST, _LAST = [source.title for source in SOURCES.values()]
_TITLES = f"{', '.join(_FIRST)} or {_LAST}"

REASONS: dict[WhyNotTaken, str] = {
    "ahead": "dated in the future",
    "early": f"dated before {EARLIEST_YEAR}",
    "undated": "without a date and time that can be read",
    "empty": "with nothing written in it",
    "form": "written in a form that can't be read here",
    "signs": "with a sign that can't be kept, such as half an emoji",
    "no entry": "not an entry at all",
}
"""Why an entry was left out -> how that is told."""

_NO_SIGN = frozenset(("undated", "no entry"))
"""Reasons that leave no sign of an entry at all."""

LEFT: dict[str, str] = {
    "photo": "Pictures not taken, only named in the text: {n}.",
    "video": "Videos not taken, only named in the text: {n}.",
    "recording": "Recordings not taken, only named in the text: {n}.",
    "document": "Documents not taken, only named in the text: {n}.",
    "rich": "Taken as plain text, as the file has them as rich text only: {n}.",
    "star": "Stars not kept, as there is no place for them here: {n}.",
    "tags": "Tags not kept, as they can't be read: {n}.",
    "zone": "Kept in UTC, as its zone is not known here: {n}.",
    "no zone": "The file names no zone: times are by the clock of this place.",
    "other file": "Other JSON files in the zip, not read: {n}.",
}
"""What was left out of entries, or taken otherwise -> how it is told."""


def _day(day: date | str | None) -> str:
    if isinstance(day, str):
        return f"as written: {day}"
    return date_of(day) if day else "no date"


def what_was_left(taking: Taking) -> list[str]:
    """
    Every entry that was left out, by its place and day under the reason; then a sentence for
    each thing that was left out of others, or taken otherwise than it stood there.
    """
    sentences = []
    for reason, said in REASONS.items():
        out = [one for one in taking.out if one.reason == reason]
        if out:
            named = ", ".join(f"{one.place} ({_day(one.day)})" for one in out)
            sentences.append(f"Left out, {said}: {len(out)}.\n  {named}")
    return sentences + [said.format(n=taking.left[k]) for k, said in LEFT.items() if taking.left[k]]
