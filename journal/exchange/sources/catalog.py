"""The catalogue of import sources, one row each, and their detection."""

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
from journal.exchange.imported_notes import ImportContext, WhyNotTaken
from journal.exchange.json_import import KEYS, EntryReader
from journal.exchange.sources import dayone, jrnl

HEAD = 1 << 16
"""The number of bytes that a format is detected by."""

MOST_ENTRIES = 500_000
"""The most entries of a file: one every half hour for thirty years."""

_FIRST_KEY = re.compile(rb'[\xef\xbb\xbf\s]*\{\s*"(\w+)"')
_OF_JRNL = frozenset(("tags", "title", "body", "date", "time", "starred"))
_OF_DAYONE = re.compile(rb'"(?:creationDate|metadata)"\s*:')
_EMPTY = re.compile(rb'[\xef\xbb\xbf\s]*\{\s*"entries"\s*:\s*\[\s*\]\s*\}')
_CONTAINER = "entries"


@dataclass(frozen=True, slots=True)
class Source:
    """
    An import source.

    Attributes:
        title: Its name in a sentence.
        entries: Yields the entries of a file; raises `InputError` if it cannot be read.
        no_uids: Whether its entries have no uids, so that a corrected one looks like a new one.
    """

    title: str
    entries: Callable[[io.BufferedReader, str, ImportContext], Iterator[Entry]]
    no_uids: bool = False


def recognise(head: bytes, place: str) -> str:
    """
    Detect the source of a file by its first bytes.

    Args:
        head: The first `HEAD` bytes. An empty file, or one that is no UTF-8, is taken as our
            own format, whose errors say what was expected.
        place: The name of the file, for errors.

    Returns:
        A key of `SOURCES`.

    Raises:
        InputError: If the format is unknown.
    """
    if head.startswith(zip_files.BEGINS):
        return "dayone"
    match = _FIRST_KEY.match(head)
    first = match[1].decode() if match else ""
    if is_dayone(head):
        return "dayone"
    if first == _CONTAINER or first in _OF_JRNL:
        return "jrnl"
    if first in KEYS or not head.strip(b"\xef\xbb\xbf \t\r\n") or not _is_text(head):
        return "journal"
    raise InputError(place, f"It is no export that is known here: of {_TITLES}.")


def _is_text(head: bytes) -> bool:
    """Return whether a file begins with UTF-8 text; a plain SQLite file counts as text."""
    if head.startswith(b"SQLite format"):
        return True  # reported as an unknown format
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return False
    return b"\0" not in head


def is_dayone(head: bytes) -> bool:
    """Return whether a JSON file is an export of Day One, by its first bytes."""
    match = _FIRST_KEY.match(head)
    return match is not None and (
        match[1] == b"metadata"
        or (match[1] == _CONTAINER.encode() and bool(_OF_DAYONE.search(head)))
    )


def peek(file: BinaryIO) -> tuple[bytes, io.BufferedReader]:
    """Return the first `HEAD` bytes of a file, and a stream of the whole file."""
    if file.seekable():
        place = file.tell()
        head = file.read(HEAD)
        file.seek(place)
        return head, io.BufferedReader(file)  # type: ignore[arg-type] # it can be read into
    head = file.read(HEAD)
    return head, io.BufferedReader(_Rejoined(head, file))


def entries_of(
    name: str, file: io.BufferedReader, place: str, context: ImportContext
) -> Iterator[Entry]:
    """
    Yield the entries of a file.

    Args:
        name: A key of `SOURCES`.
        file: The stream of the whole file.
        place: The name of the file, for errors.
        context: The import run, which records what is left out.

    Raises:
        InputError: If an entry of our own format is invalid, there are over `MOST_ENTRIES`, or
            there is none.
    """
    number = 0
    for number, entry in enumerate(SOURCES[name].entries(file, place, context), 1):
        if number > MOST_ENTRIES:
            raise InputError(place, f"Expected at most {MOST_ENTRIES:,} entries.")
        yield entry
    if not number and not context.out:
        raise InputError(place, "There are no entries in it.")
    if not number and all(one.reason in _NO_SIGN for one in context.out):
        raise InputError(place, f"Nothing in it is an entry of {SOURCES[name].title}.")


class _Rejoined(io.RawIOBase):
    """A stream whose first bytes were read already and are put back."""

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


def _ours(file: io.BufferedReader, place: str, context: ImportContext) -> Iterator[Entry]:
    yield from EntryReader(context.flow_of, context.now).read_lines(file, place)


def _dayone(file: io.BufferedReader, place: str, context: ImportContext) -> Iterator[Entry]:
    if not file.peek(len(zip_files.BEGINS)).startswith(zip_files.BEGINS):
        yield from dayone.entries(file, place, context)
        return
    journals = 0
    with zip_files.sound(place):
        for inside, within in zip_files.json_files(file, place):
            head, whole = peek(inside)
            if not is_dayone(head) and not _EMPTY.match(head):
                context.skipped["other file"] += 1
                continue
            journals += 1
            where = f"{place}, {within}" if within else place
            yield from dayone.entries(whole, where, context, f"{within}, " if within else "")
    if not journals:
        raise InputError(place, "No JSON file in the zip is an export of Day One.")


SOURCES: dict[str, Source] = {
    "journal": Source("this journal", _ours),
    "jrnl": Source("jrnl", jrnl.entries, no_uids=True),
    "dayone": Source("Day One", _dayone),
}
"""The value of `--from` -> its source."""


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
"""The reason why an entry was left out -> its wording."""

_NO_SIGN = frozenset(("undated", "no entry"))
"""The reasons that give no evidence that the object is an entry."""

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
"""A part of entries that was left out or changed -> its sentence, with the number `{n}`."""


def _day(day: date | str | None) -> str:
    if isinstance(day, str):
        return f"as written: {day}"
    return date_of(day) if day else "no date"


def what_was_left(context: ImportContext) -> list[str]:
    """
    Return sentences on all that an import left out or changed.

    The entries left out come first, by reason, each with its place and day; then the parts of
    other entries.
    """
    sentences = []
    for reason, wording in REASONS.items():
        out = [one for one in context.out if one.reason == reason]
        if out:
            named = ", ".join(f"{one.place} ({_day(one.day)})" for one in out)
            sentences.append(f"Left out, {wording}: {len(out)}.\n  {named}")
    return sentences + [
        wording.format(n=context.skipped[k]) for k, wording in LEFT.items() if context.skipped[k]
    ]
