"""
The JSON of another journal, read whole:
* what is not well formed is refused with the place, also far behind the beginning
* of a key that stands twice the last one holds, but no entry is lost by it
* a file without an end is read up to the bound, and one sentence says so
"""

from __future__ import annotations

import io
import sys

import pytest

from journal.core.errors import InputError
from journal.exchange import strict_json
from journal.exchange.strict_json import read_foreign

_LONG = '"' + "a" * 200_000 + '"'
AFTER_A_COMMA = "line 1, column 15" if sys.version_info >= (3, 13) else "line 2, column 1"
"""Later Pythons name the comma, earlier ones what stands after it."""

REFUSED = {
    "nothing": (b"", "Expected JSON, found nothing."),
    "a list": (b"[1]", "Expected a JSON object."),
    "a list that is none": (b'{"entries": {}}', "entries: expected a list."),
    "half a list": (b'{"entries": [1,', "Expected JSON; it breaks at line 1, column 16."),
    "half a text": (b'{"entries": ["a', "Expected JSON; it breaks at line 1, column 14."),
    "half an object": (b'{"entries": [1]', "Expected JSON; it breaks at line 1, column 16."),
    "a comma too many": (b'{"entries": [1,\n]}', f"Expected JSON; it breaks at {AFTER_A_COMMA}."),
    "a comma too few": (b'{"entries": [1 2]}', "Expected JSON; it breaks at line 1, column 16."),
    "a number for a key": (b"{1: 2}", "Expected JSON; it breaks at line 1, column 2."),
    "more behind it": (b'{"entries": []}\n{}', "Expected JSON; it breaks at line 2, column 1."),
    "a doubled list": (
        b'{"entries": [1], "entries": [2]}',
        "Expected JSON, found a key that stands twice.",
    ),
    "NaN": (b'{"entries": [NaN]}', "Expected JSON, found NaN or Infinity for a number."),
    "endless nesting": (
        b'{"entries": [' + b"[" * 100_000,
        "Expected JSON, found it nested too deep.",
    ),
    "UTF-16": ('{"entries": []}'.encode("utf-16"), "Expected text in UTF-8."),
    "Latin-1": ('{"entries": ["é"]}'.encode("latin-1"), "Expected text in UTF-8."),
    "far behind": (
        f'{{"entries": [{_LONG},\n{_LONG},\n\n  {_LONG}, x]}}'.encode(),
        "Expected JSON; it breaks at line 4, column 200007.",
    ),
}


@pytest.mark.parametrize(("data", "said"), REFUSED.values(), ids=REFUSED)
def test_what_is_not_well_formed_is_refused(data, said):
    """One sentence with the place."""
    with pytest.raises(InputError) as refused:
        read_foreign(io.BytesIO(data), "file")

    assert str(refused.value) == f"file: {said} Nothing was taken from it."


def test_of_a_doubled_key_the_last_holds():
    """As in most readers; the list alone may not stand twice, since its first would be lost."""
    data = b'{"entries": [{"a": 1, "a": 2}], "b": 1, "b": 2}'

    assert read_foreign(io.BytesIO(data), "file") == {"entries": [{"a": 2}], "b": 2}


class Endless(io.RawIOBase):
    """The same bytes again and again."""

    def __init__(self, begin, again):
        self.begin, self.again, self.given = begin, again, 0

    def read(self, size=-1):
        data, self.begin = (self.begin + self.again * (size // len(self.again) + 1))[:size], b""
        self.given += len(data)
        return data


@pytest.mark.parametrize(
    ("begin", "again"),
    [(b"{", b" "), (b'{"entries": ["', b"a"), (b'{"entries": [', b"1234567, ")],
    ids=["blanks", "text", "elements"],
)
def test_a_file_without_an_end(monkeypatch, begin, again):
    """It is given up at the bound, and no more than that is read."""
    monkeypatch.setattr(strict_json, "TOO_LONG", 1 << 20)
    file = Endless(begin, again)

    with pytest.raises(InputError, match="Expected at most 64 MiB"):
        read_foreign(file, "file")
    assert file.given == (1 << 20) + 1
