"""Text from bytes of any encoding: what an editor saved is read, whatever it made of it."""

from __future__ import annotations

import codecs
import locale
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # begins like the mark of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_PRINTED = 9
"""The first byte that text in UTF-8 holds: a tab. In UTF-16, one of two is often below it."""

_MOSTLY, _AT_TIMES = 4, 20
"""
Of so many bytes at most, one is below that in UTF-16 without a mark: for letters of Europe, or
only for blanks and line breaks between letters of other scripts.
"""

_STRAY = re.compile("[\udc80-\udcff]")
"""A byte that is no UTF-8, as `surrogateescape` keeps it."""


def decoded(data: bytes) -> str:
    """
    Return the text of some bytes, by the first encoding that fits.

    Bytes that fit none stand for a character of Windows-1252 or Latin-1 each, among others that
    are UTF-8. Line breaks are line feeds; one at the very end is left out.
    """
    encodings = [name for mark, name in _MARKS if data.startswith(mark)]
    encodings += _utf_16_without_mark(data, _MOSTLY)
    encodings += ["utf-8", *_utf_16_without_mark(data, _AT_TIMES), locale.getencoding()]
    text = _STRAY.sub(_single, data.decode("utf-8", "surrogateescape"))
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        break
    return text.replace("\r\n", "\n").removesuffix("\n")


def _single(stray: re.Match[str]) -> str:
    byte = bytes([ord(stray[0]) - 0xDC00])
    try:
        return byte.decode("cp1252")
    except UnicodeDecodeError:
        return byte.decode("latin-1")


def _utf_16_without_mark(data: bytes, share: int) -> list[str]:
    even, odd = (sum(byte < _PRINTED for byte in half) for half in (data[::2], data[1::2]))
    if len(data) % 2 or min(even, odd) or max(even, odd) * share < len(data):
        return []
    return ["utf-16-le" if odd else "utf-16-be"] if data else []
