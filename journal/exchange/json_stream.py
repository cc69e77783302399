"""A JSON object that may be longer than memory: one member, or one element, at a time."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from journal.core.errors import InputError
from journal.exchange.strict_json import FOREIGN, NOT_UTF8, TOO_LONG, TOO_LONG_SAID, broken

MOST = 1 << 30
"""Bytes of one file; more is a file without an end."""

_CHUNK = 1 << 16
_BLANKS = re.compile(r"[ \t\n\r]*")
_LONGEST_TOKEN = 16
"""Characters; what breaks further than this from the end is not made whole by reading on."""


def members(
    file: BinaryIO, place: str, within: str, seen: set[str] | None = None
) -> Iterator[tuple[str, Any]]:
    """
    The members of the one JSON object that a file of another journal holds, in their order.

    Args:
        place: Names the file in errors.
        within: The name of a list whose elements are given one by one, each as a member of
            that name; so only one of them is held at a time.
        seen: Filled with the names of the members, that of an empty list as well.

    Raises:
        InputError: If it is no JSON object, or one value of it is longer than 64 MiB.
    """
    text = _Text(file, place)
    text.expect("{", "Expected a JSON object.")
    seen = set() if seen is None else seen
    while text.next_in("}", first=not seen):
        key = text.value()
        if not isinstance(key, str):
            raise text.broken_here()
        if key in seen and key == within:  # the elements of the first are given by now
            raise InputError(place, "Expected JSON, found a key that stands twice.")
        seen.add(key)
        text.expect(":")
        if key == within:
            text.expect("[", f"{within}: expected a list.")
            first = True
            while text.next_in("]", first=first):
                first = False
                yield key, text.value()
        else:
            yield key, text.value()
    if text.peek():
        raise text.broken_here()


class _Text:
    """The text of a file from where it has been read to, some of it at a time."""

    def __init__(self, file: BinaryIO, place: str) -> None:
        self._file = file
        self._place = place
        self._decoder = codecs.getincrementaldecoder("utf-8-sig")()
        self._text = ""
        self._at = 0
        self._read = 0
        self._ended = False
        self._line = self._column = 1  # where self._text begins

    def peek(self) -> str:
        """The next character that is no blank; empty at the end."""
        blanks = 0
        while True:
            begin, self._at = self._at, self._end_of_blanks()
            blanks += self._at - begin
            if self._at < len(self._text):
                return self._text[self._at]
            if blanks > TOO_LONG:
                raise InputError(self._place, TOO_LONG_SAID)
            if not self._more():
                return ""

    def expect(self, mark: str, otherwise: str = "") -> None:
        """Pass over a mark that has to be next."""
        found = self.peek()
        if found != mark:
            raise InputError(self._place, otherwise) if found and otherwise else self.broken_here()
        self._at += 1

    def next_in(self, closing: str, *, first: bool) -> bool:
        """Go on to the next part of an object or list; False when it is closed."""
        if self.peek() == closing:
            self._at += 1
            return False
        if not first:
            self.expect(",")
        return True

    def value(self) -> Any:
        """The value that is next."""
        self.peek()
        while True:
            try:
                value, end = FOREIGN.raw_decode(self._text, self._at)
            except json.JSONDecodeError as error:
                if self._is_final(error) or not self._more():
                    raise self._broken(error) from None
            except (RecursionError, ValueError) as error:
                raise self._broken(error) from None
            else:
                # A number may go on behind the end, also after "1." or "1e".
                if end + _LONGEST_TOKEN < len(self._text) or not self._more():
                    self._at = end
                    return value

    def broken_here(self) -> InputError:
        """The error that something else has to stand here."""
        self.peek()
        return self._broken(json.JSONDecodeError("", self._text, self._at))

    def _broken(self, error: Exception) -> InputError:
        return broken(self._place, error, self._line, self._column)

    def _is_final(self, error: json.JSONDecodeError) -> bool:
        is_open = error.msg.startswith("Unterminated string")
        return not is_open and error.pos + _LONGEST_TOKEN < len(self._text)

    def _end_of_blanks(self) -> int:
        found = _BLANKS.match(self._text, self._at)
        return found.end() if found else self._at

    def _more(self) -> bool:
        """Drop what was read, and read on; False at the end of the file."""
        if self._ended:
            return False
        gone, self._text, self._at = self._text[: self._at], self._text[self._at :], 0
        if len(self._text) > TOO_LONG:
            raise InputError(self._place, TOO_LONG_SAID)
        breaks = gone.count("\n")
        self._line += breaks
        self._column = len(gone) - gone.rfind("\n") if breaks else self._column + len(gone)
        # Twice as much each time: a long value is not decoded from its beginning too often.
        data = self._file.read(max(_CHUNK, len(self._text)))
        self._ended = not data
        self._read += len(data)
        if self._read > MOST:
            raise InputError(self._place, "Expected at most 1 GiB.")
        try:
            self._text += self._decoder.decode(data, final=self._ended)
        except UnicodeDecodeError:
            raise InputError(self._place, NOT_UTF8) from None
        return True
