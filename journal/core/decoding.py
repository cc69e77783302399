"""The decoding of bytes of unknown encoding, as editors save them."""

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
"""
The lowest byte of text in UTF-8, a tab.

In UTF-16 the high byte of each character is often below it.
"""

_MOSTLY, _AT_TIMES = 4, 20
"""
The bytes per low byte in UTF-16 without a byte order mark, at most.

The first is for European letters; the second for other scripts, where only the high bytes of
blanks and line breaks are low.
"""

_STRAY = re.compile("[\udc80-\udcff]")
"""A byte that is not UTF-8, as decoded with `surrogateescape`."""


def decoded(data: bytes) -> str:
    """
    Return the text of some bytes, decoded by the first encoding that fits.

    Tried are the encoding of a byte order mark, UTF-16 without a mark, UTF-8 and that of the
    locale. If none fits, it is UTF-8 with single bytes as Windows-1252 or Latin-1. CR LF becomes
    LF; one line break at the end is removed.
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
