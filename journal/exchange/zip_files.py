"""The JSON files in a zip, read in place: nothing is ever unpacked to the disk."""

from __future__ import annotations

import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePosixPath
from typing import BinaryIO

from journal.core.errors import InputError

BEGINS = b"PK"

MOST = 1 << 30
"""Bytes of all JSON in a zip; more is made to do harm."""

_MOST_BLOWN_UP = 50
"""Times its size that a zip beyond `MOST` may unpack to; pictures hardly shrink at all."""

_DAMAGED = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, NotImplementedError, OSError,
    RuntimeError, UnicodeDecodeError, struct.error,
)  # fmt: skip
"""What the reader raises on bytes that are no zip, or on names that are no text."""


def json_files(file: BinaryIO, place: str) -> Iterator[tuple[BinaryIO, str]]:
    """
    Each JSON file in a zip, with what it is called among others, as `journal 2`; else empty.

    Raises:
        InputError: If it holds no JSON, or is made to do harm.
    """
    if not file.seekable():
        raise InputError(place, "A zip can only be read from a file.")
    with zipfile.ZipFile(file) as opened:
        members = opened.infolist()
        _check(members, place)
        found = [m for m in members if _is_json(m.filename)]
        if not found:
            raise InputError(place, "Expected a JSON file in the zip, found none.")
        for number, member in enumerate(found, 1):
            # The name of a file in it is the name of a journal, so it is not repeated.
            within = "" if len(found) == 1 else f"journal {number}"
            with opened.open(member) as inside:
                yield inside, within  # type: ignore[misc]


def _check(members: list[zipfile.ZipInfo], place: str) -> None:
    if any(_climbs_out(m.filename) for m in members):
        raise InputError(place, "Expected names inside the zip only, found one that leads out.")
    if any(m.flag_bits & 1 for m in members):
        raise InputError(place, "Expected a zip without a password.")
    total, packed = (sum(m.file_size for m in members), sum(m.compress_size for m in members))
    in_words = sum(m.file_size for m in members if _is_json(m.filename))
    if in_words > MOST or (total > MOST and total > packed * _MOST_BLOWN_UP):
        raise InputError(place, "Expected at most 1 GiB of JSON, unpacked.")


def _is_json(name: str) -> bool:
    path = PurePosixPath(name)
    is_side_file = path.name.startswith("._") or "__MACOSX" in path.parts
    return path.suffix.lower() == ".json" and not is_side_file


def _climbs_out(name: str) -> bool:
    path = PurePosixPath(name.replace("\\", "/"))
    return path.is_absolute() or ".." in path.parts or ":" in name.partition("/")[0]


@contextmanager
def sound(place: str) -> Iterator[None]:
    """
    While a zip is read: what its own reader says, in a sentence.

    Raises:
        InputError: If it is damaged, or packed in a way that is not known here.
    """
    try:
        yield
    except _DAMAGED:
        raise InputError(place, "The zip is damaged, or of a kind that can't be read.") from None
