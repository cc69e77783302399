"""
A long JSON object, a piece at a time:
* whatever it holds comes out as if it had been read at once, wherever the pieces end
* what is not well formed is refused with the place, also far behind the beginning
* a value without an end is not read for ever
"""

from __future__ import annotations

import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journal.core.errors import InputError
from journal.exchange import json_stream
from journal.exchange.json_stream import members

pytestmark = pytest.mark.slow

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)  # fmt: skip


class Trickle(io.BytesIO):
    """Gives so many bytes at a time."""

    size = 1

    def read(self, _size=-1):
        return super().read(self.size)


@settings(deadline=None, database=None)
@given(
    st.dictionaries(st.text().filter(lambda key: key != "list"), VALUES, max_size=4),
    st.lists(VALUES, max_size=5),
    st.integers(1, 9),
    st.sampled_from([None, 1, "\t"]),
    st.booleans(),
)
def test_read_in_pieces_as_if_at_once(others, listed, size, indent, plain):
    """Members in their order, the elements of the list one by one."""
    text = json.dumps({**others, "list": listed, "z" * 9: 1.5e3}, indent=indent, ensure_ascii=plain)
    file = Trickle(text.encode(errors="surrogatepass" if plain else "strict"))
    file.size = size

    assert list(members(file, "file", "list")) == [
        *others.items(),
        *(("list", one) for one in listed),
        ("z" * 9, 1500.0),
    ]


LONG = '"' + "a" * 200_000 + '"'
REFUSED = {
    "nothing": (b"", "Expected JSON; it breaks at line 1, column 1."),
    "a list": (b"[1]", "Expected a JSON object."),
    "a list that is none": (b'{"list": {}}', "list: expected a list."),
    "half a list": (b'{"list": [1,', "Expected JSON; it breaks at line 1, column 13."),
    "half a text": (b'{"list": ["a', "Expected JSON; it breaks at line 1, column 11."),
    "half an object": (b'{"list": [1]', "Expected JSON; it breaks at line 1, column 13."),
    "a comma too many": (b'{"list": [1,\n]}', "Expected JSON; it breaks at line 2, column 1."),
    "a comma too few": (b'{"list": [1 2]}', "Expected JSON; it breaks at line 1, column 13."),
    "a number for a key": (b"{1: 2}", "Expected JSON; it breaks at line 1, column 3."),
    "more behind it": (b'{"list": []}\n{}', "Expected JSON; it breaks at line 2, column 1."),
    "a doubled list": (
        b'{"list": [1], "list": [2]}',
        "Expected JSON, found a key that stands twice.",
    ),
    "NaN": (b'{"list": [NaN]}', "Expected JSON, found NaN or Infinity for a number."),
    "endless nesting": (
        b'{"list": [' + b"[" * 100_000,
        "Expected JSON, found it nested too deep.",
    ),
    "UTF-16": ('{"list": []}'.encode("utf-16"), "Expected text in UTF-8."),
    "Latin-1": ('{"list": ["é"]}'.encode("latin-1"), "Expected text in UTF-8."),
    "far behind": (
        f'{{"list": [{LONG},\n{LONG},\n\n  {LONG}, x]}}'.encode(),
        "Expected JSON; it breaks at line 4, column 200007.",
    ),
}


@pytest.mark.parametrize(("data", "said"), REFUSED.values(), ids=REFUSED)
def test_what_is_not_well_formed_is_refused(data, said):
    """One sentence with the place."""
    with pytest.raises(InputError) as refused:
        list(members(io.BytesIO(data), "file", "list"))

    assert str(refused.value) == f"file: {said} Nothing was taken from it."


def test_of_a_doubled_key_the_last_holds():
    """As in most readers; the list alone may not stand twice, since its first is given by then."""
    data = b'{"list": [{"a": 1, "a": 2}], "b": 1, "b": 2}'

    assert list(members(io.BytesIO(data), "file", "list")) == [
        ("list", {"a": 2}), ("b", 1), ("b", 2),
    ]  # fmt: skip


class Endless(io.RawIOBase):
    """The same bytes again and again."""

    def __init__(self, begin, again):
        self.begin, self.again, self.given = begin, again, 0

    def read(self, size=-1):
        data, self.begin = self.begin or self.again * (size // len(self.again) + 1), b""
        self.given += len(data)
        return data


@pytest.mark.parametrize(
    ("begin", "again"),
    [(b"{", b" "), (b'{"list": ["', b"a"), (b'{"list": [', b"1"), (b'{"list": [{"a": [', b"0,")],
    ids=["blanks", "text", "number", "elements"],
)
def test_a_value_without_an_end(monkeypatch, begin, again):
    """It is given up at the bound; little more than that is read."""
    monkeypatch.setattr(json_stream, "TOO_LONG", 1 << 20)
    file = Endless(begin, again)

    with pytest.raises(InputError):
        list(members(file, "file", "list"))
    assert file.given < 4 << 20


def test_a_list_without_an_end(monkeypatch):
    """Each element is short, and there are too many."""
    monkeypatch.setattr(json_stream, "MOST", 1 << 20)
    file = Endless(b'{"list": [', b"1234567, ")

    with pytest.raises(InputError, match="at most"):
        list(members(file, "file", "list"))
    assert file.given < 2 << 20
