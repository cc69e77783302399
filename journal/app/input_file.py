"""Input files named by the person, or standard input."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import BinaryIO

from journal.core.errors import InputError


@contextmanager
def opened_input(name: str) -> Iterator[tuple[BinaryIO, str]]:
    """
    Open a file, `-` for standard input; yields the binary stream and its name for errors.

    Raises:
        InputError: If the file cannot be read.
    """
    path = Path(os.path.expanduser(name))
    place = "standard input" if name == "-" else path.name
    try:
        with nullcontext(sys.stdin.buffer) if name == "-" else path.open("rb") as file:
            yield file, place
    except OSError as error:
        raise InputError(place, f"It can't be read: {error.strerror}.") from None


def read_bytes(name: str) -> tuple[bytes, str]:
    """
    Return the content of a file, `-` for standard input, and its name for errors.

    Raises:
        InputError: If the file cannot be read, or is longer than 64 MiB.
    """
    from journal.exchange.strict_json import TOO_LONG, TOO_LONG_SAID

    with opened_input(name) as (source, place):
        data = source.read(TOO_LONG + 1)
    if len(data) > TOO_LONG:
        raise InputError(place, TOO_LONG_SAID)
    return data, place
