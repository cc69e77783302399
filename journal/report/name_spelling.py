"""
Names compared as people read them, not byte by byte.

A text is folded cluster by cluster (a letter with its marks), and each folded character knows
which part of the text it stands for, so that what is found can be replaced where it stands.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from journal.core.likeness import STROKES, plain, shows_nothing

_MOST_MARKS = 32
"""Marks in a row are put in order by their square; no language has so many on one letter."""

JOINED = (
    "\u0e00-\u0eff\u0f00-\u109f\u1100-\u11ff\u1780-\u17ff\u1b00-\u1b7f\u3005-\u31ff"
    "\u3400-\u4dbf\u4e00-\ua4cf\ua960-\ua9df\uac00-\ud7fb\uf900-\ufaff\U00020000-\U0003ffff"
)
"""
Ranges of letters that are written without blanks between words, or with endings joined on:
Thai, Lao, Tibetan, Burmese, Khmer, Balinese, Javanese, kana, Chinese, Yi, Hangul.
"""


class Folded(NamedTuple):
    """
    A text as it is compared.

    Attributes:
        text: Case folded, blanks and breaks as one blank, one sort of hyphen and apostrophe.
        begins, ends: For each character of `text`, where in the original what it stands for
            begins and ends.
    """

    text: str
    begins: list[int]
    ends: list[int]


def folded(text: str) -> Folded:
    """Return a text as it is compared, with the place of each character in the original."""
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
    """Return a folded text without the marks on its letters, such as an accent."""
    return "".join(_bare(text[begin:end]) for begin, end in _clusters(text)).translate(STROKES)


def _bare(cluster: str) -> str:
    apart = unicodedata.normalize("NFD", cluster)
    return unicodedata.normalize(
        "NFC", "".join(s for s in apart if unicodedata.category(s) != "Mn")
    )


def _clusters(text: str) -> Iterator[tuple[int, int]]:
    """Yield the bounds of each character together with the marks that follow it, up to a bound."""
    begin = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or at - begin == _MOST_MARKS or not _goes_on(text[at]):
            yield begin, at
            begin = at


@lru_cache(maxsize=4096)
def _goes_on(sign: str) -> bool:
    # Also what joins syllables of Hangul, so that both ways of writing them are one.
    return unicodedata.combining(sign) != 0 or "\u1160" <= sign <= "\u11ff"


@lru_cache(maxsize=65536)
def _fold(cluster: str) -> str:
    shown = "".join(s for s in cluster if not shows_nothing(s))
    if not shown:
        return ""
    even = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", shown).casefold())
    return "".join(plain(sign) for sign in even if not shows_nothing(sign))
