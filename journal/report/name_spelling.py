"""
The comparison of names as people read them, not byte by byte.

A text is folded cluster by cluster (a letter with its marks). Each folded character keeps the
position of its cluster in the original, so that a match can be replaced there.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from journal.core.likeness import STROKES, plain, shows_nothing

_MOST_MARKS = 32
"""The most characters of a cluster: normalising n consecutive marks takes n² steps."""

JOINED = (
    "\u0e00-\u0eff\u0f00-\u109f\u1100-\u11ff\u1780-\u17ff\u1b00-\u1b7f\u3005-\u31ff"
    "\u3400-\u4dbf\u4e00-\ua4cf\ua960-\ua9df\uac00-\ud7fb\uf900-\ufaff\U00020000-\U0003ffff"
)
"""
Unicode ranges of scripts without spaces between words, or with endings joined to them.

Thai, Lao, Tibetan, Burmese, Khmer, Balinese, Javanese, kana, Chinese, Yi and Hangul.
"""


class Folded(NamedTuple):
    """
    A text in its form for comparison.

    Attributes:
        text: The text: NFKC, case folded, runs of white space as one space, one form of hyphen
            and apostrophe, without invisible characters.
        begins, ends: The begin and end of the original cluster, for each character of `text`.
    """

    text: str
    begins: list[int]
    ends: list[int]


def folded(text: str) -> Folded:
    """Fold a text for comparison, with the position of each character in the original."""
    signs: list[str] = []
    begins: list[int] = []
    ends: list[int] = []
    for begin, end in _clusters(text):
        for sign in _fold(text[begin:end]):
            if sign == " " and signs and signs[-1] == " ":
                ends[-1] = end
                continue
            signs.append(sign)
            begins.append(begin)
            ends.append(end)
    return Folded("".join(signs), begins, ends)


def bare(text: str) -> str:
    """Return a folded text without the marks and strokes of its letters, such as accents."""
    return "".join(_bare(text[begin:end]) for begin, end in _clusters(text)).translate(STROKES)


def _bare(cluster: str) -> str:
    apart = unicodedata.normalize("NFD", cluster)
    return unicodedata.normalize(
        "NFC", "".join(s for s in apart if unicodedata.category(s) != "Mn")
    )


def _clusters(text: str) -> Iterator[tuple[int, int]]:
    """Yield the bounds of each letter with the marks after it, up to `_MOST_MARKS` characters."""
    begin = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or at - begin == _MOST_MARKS or not _goes_on(text[at]):
            yield begin, at
            begin = at


@lru_cache(maxsize=4096)
def _goes_on(sign: str) -> bool:
    # Also the vowels and final consonants of Hangul, so that both its spellings are equal.
    return unicodedata.combining(sign) != 0 or "\u1160" <= sign <= "\u11ff"


@lru_cache(maxsize=65536)
def _fold(cluster: str) -> str:
    shown = "".join(s for s in cluster if not shows_nothing(s))
    if not shown:
        return ""
    even = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", shown).casefold())
    return "".join(plain(sign) for sign in even if not shows_nothing(sign))
