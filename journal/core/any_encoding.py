"""Text from bytes of any encoding: what an editor saved is read, whatever it made of it."""

from __future__ import annotations

import codecs
import locale

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # begins like the mark of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SHARE_OF_NULS = 20
"""Of so many bytes at most, one is NUL in UTF-16 without a mark: its blanks and line breaks."""


def decoded(data: bytes) -> str:
    """
    Return the text of some bytes, by the first encoding that fits; Latin-1 fits all.

    Line breaks are line feeds; one at the very end is left out.
    """
    encodings = [name for mark, name in _MARKS if data.startswith(mark)]
    encodings += [*_utf_16_without_mark(data), "utf-8", locale.getencoding(), "cp1252"]
    text = data.decode("latin-1")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        break
    return text.replace("\r\n", "\n").removesuffix("\n")


def _utf_16_without_mark(data: bytes) -> list[str]:
    even, odd = data[::2].count(0), data[1::2].count(0)
    if len(data) % 2 or min(even, odd) or max(even, odd) * _SHARE_OF_NULS < len(data):
        return []
    return ["utf-16-le" if odd else "utf-16-be"] if data else []
