"""
JSON as strictly as a journal needs it:
* what is well formed is read, with every character as it stands
* what is not, or is not what it seems, is refused with the place and the cause
* nothing that stands in it comes back in the sentence
"""

from __future__ import annotations

import json
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journal.core.errors import InputError
from journal.exchange.strict_json import TOO_LONG, read_json

READ = [
    (b'{"a": [1, -2, 3.5, true, false, null, "x"]}', {"a": [1, -2, 3.5, True, False, None, "x"]}),
    (b"\xef\xbb\xbf{}", {}),
    (b" \t\r\n {} \n", {}),
    (b'{"a": {"a": {"a": 1}}, "b": {"a": 2}}', {"a": {"a": {"a": 1}}, "b": {"a": 2}}),
    ('{"é": "🙄\u2028"}'.encode(), {"é": "🙄\u2028"}),
    (b'"\\u0000 \\ud83d\\ude44 \\u202e"', "\0 🙄 \u202e"),
    (b'"\\ud83d"', "\ud83d"),
    (b"9007199254740993", 9007199254740993),
    (b"-0", 0),
    (b"[" * 500 + b"]" * 500, json.loads("[" * 500 + "]" * 500)),
]

AFTER_A_COMMA = "line 1, column 8" if sys.version_info >= (3, 13) else "line 1, column 9"
"""Later Pythons name the comma, earlier ones what stands after it."""

REFUSED = {
    "nothing": (b"", "Expected JSON, found nothing."),
    "blanks": (b" \n\t ", "Expected JSON, found nothing."),
    "a byte order mark": (b"\xef\xbb\xbf", "Expected JSON, found nothing."),
    "two byte order marks": (
        b"\xef\xbb\xbf\xef\xbb\xbf{}",
        "Expected JSON; it breaks at line 1, column 1.",
    ),
    "half a byte order mark": (b"\xef\xbb{}", "Expected text in UTF-8."),
    "Latin-1": (b'"caf\xe9"', "Expected text in UTF-8."),
    "half a pair in UTF-8": (b'"\xed\xa0\x80"', "Expected text in UTF-8."),
    "an overlong NUL": (b'"\xc0\x80"', "Expected text in UTF-8."),
    "UTF-16": ("{}".encode("utf-16"), "Expected text in UTF-8."),
    "UTF-16 without a mark": (
        "{}".encode("utf-16-le"),
        "Expected JSON; it breaks at line 1, column 2.",
    ),
    "a word": (b"\n secret", "Expected JSON; it breaks at line 2, column 2."),
    "half of it": (b'{"a": ', "Expected JSON; it breaks at line 1, column 7."),
    "a comma too many": (b'{"a": 1,}', f"Expected JSON; it breaks at {AFTER_A_COMMA}."),
    "a comment": (b"{} // secret", "Expected JSON; it breaks at line 1, column 4."),
    "single quotes": (b"{'a': 1}", "Expected JSON; it breaks at line 1, column 2."),
    "a break in a text": (b'"a\nb"', "Expected JSON; it breaks at line 1, column 3."),
    "half an escape": (b'"\\u12"', "Expected JSON; it breaks at line 1, column 3."),
    "a key twice": (b'{"a": 1, "a": 1}', "Expected JSON, found a key that stands twice."),
    "a key twice inside": (
        b'[{"b": {"a": 1, "a": 2}}]',
        "Expected JSON, found a key that stands twice.",
    ),
    "one key in two spellings": (
        b'{"a": 1, "\\u0061": 2}',
        "Expected JSON, found a key that stands twice.",
    ),
    "NaN": (b'{"a": NaN}', "Expected JSON, found NaN or Infinity for a number."),
    "Infinity": (b"[Infinity]", "Expected JSON, found NaN or Infinity for a number."),
    "minus Infinity": (b"-Infinity", "Expected JSON, found NaN or Infinity for a number."),
    "a number without end": (b"1" * 5000, "Expected JSON, found a number that is too long."),
    "lists without end": (b"[" * 100_000, "Expected JSON, found it nested too deep."),
    "objects without end": (b'{"a":' * 100_000, "Expected JSON, found it nested too deep."),
    "more than a page": (b" " * (TOO_LONG + 1), "Expected at most 64 MiB."),
}


@pytest.mark.parametrize(("data", "value"), READ)
def test_what_is_well_formed_is_read(data, value):
    """With or without a byte order mark."""
    assert read_json(data, "file") == value


@pytest.mark.parametrize(("data", "problem"), REFUSED.values(), ids=REFUSED)
def test_what_is_not_is_refused(data, problem):
    """One sentence with the place; the cause is not kept, since it holds the text."""
    with pytest.raises(InputError) as caught:
        read_json(data, "file")

    assert str(caught.value) == f"file: {problem} Nothing was taken from it."
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__ or caught.value.__context__ is None


def test_a_line_is_named_once():
    """By the place where it says so already."""
    with pytest.raises(InputError) as caught:
        read_json(b"{'a': 1}", "file, line 3")

    said = "file, line 3: Expected JSON; it breaks at column 2. Nothing was taken from it."
    assert str(caught.value) == said


@settings(max_examples=200, deadline=None, database=None)
@given(st.binary(max_size=60) | st.text(max_size=60).map(lambda t: t.encode(errors="replace")))
def test_any_bytes_are_a_value_or_one_sentence(data):
    """Nothing else can come of them."""
    try:
        read = read_json(data, "file")
    except InputError as error:
        sentence = str(error)
        read = None
    else:
        sentence = ""

    assert "\n" not in sentence
    assert sentence or read == json.loads(data)
