"""The JSON files in a ZIP archive, read in place: nothing is extracted to disk."""

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
"""The most bytes of unpacked JSON in an archive; more is likely a ZIP bomb."""

_MOST_BLOWN_UP = 50
"""The highest compression ratio of an archive beyond `MOST`; pictures hardly compress."""

_DAMAGED = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, NotImplementedError, OSError,
    RuntimeError, UnicodeDecodeError, struct.error,
)  # fmt: skip
"""The exceptions that `zipfile` raises for damaged archives and undecodable names."""


def json_files(file: BinaryIO, place: str) -> Iterator[tuple[BinaryIO, str]]:
    """
    Yield the JSON files of an archive as streams, each with its name for messages.

    Yields:
        The stream, and `journal 2` and so on; an empty name for the only JSON file.

    Raises:
        InputError: If the archive holds no JSON, has a password, or looks malicious.
    """
    if not file.seekable():
        raise InputError(place, "A zip can only be read from a file.")
    with zipfile.ZipFile(file) as opened:
        members = opened.infolist()
        _check(members, place)
        json_members = [m for m in members if _is_json(m.filename)]
        if not json_members:
            raise InputError(place, "Expected a JSON file in the zip, found none.")
        for number, member in enumerate(json_members, 1):
            # File names are names of journals, so they are not repeated in messages.
            within = "" if len(json_members) == 1 else f"journal {number}"
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
    Translate the exceptions of `zipfile` for the length of a context.

    Raises:
        InputError: If the archive is damaged, or its compression is not supported.
    """
    try:
        yield
    except _DAMAGED:
        raise InputError(place, "The zip is damaged, or of a kind that can't be read.") from None
