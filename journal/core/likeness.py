"""The normal form of texts that read the same, for counting and searching, never for storing."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_APOSTROPHES = frozenset("'\u2018\u2019\u201b\u02bc\u02bb\u2032\u00b4`\uff07")
_HYPHENS = frozenset("\u2212\u00b7\u30fb\u02d7")
"""The hyphens beyond the Unicode category Pd (dash punctuation)."""

_QUOTES = str.maketrans(
    dict.fromkeys('"`\u201a\u201c\u201d\u201e\u201f\u00ab\u00bb\u2039\u203a', "'")
)

_IGNORED = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0")
"""The invisible letters and marks beyond format characters (Cf) and variation selectors."""

_SEEN = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2")
"""The visible format characters: signs around numbers."""


STROKES = str.maketrans("\u0131\u0142\u00f8\u0111\u0127\u0167", "ilodht")
"""The letters with a stroke or without a dot that Unicode does not decompose: ı ł ø đ ħ ŧ."""

_LONGEST = 1000
"""The most characters that are normalised; the reordering of marks takes quadratic time."""


def even(text: str) -> str:
    """
    Return the normal form of a text; texts that read the same have the same form.

    Letters are normalised to NFKC and case-folded; quotes, apostrophes, hyphens and runs of
    blanks become one sign each; invisible characters are removed. The function is idempotent.

    Source:
        Unicode Standard Annex 15 (normalisation forms).
    """
    if text.isascii():
        return " ".join(text.casefold().translate(_QUOTES).split())
    return _even(text)


@lru_cache(4096)
def _even(text: str) -> str:
    form = text.casefold()
    for _ in range(2 if len(text) <= _LONGEST else 0):
        seen = "".join(plain(s) for s in form if s in _SEEN or not shows_nothing(s))
        form = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", seen).casefold())
    return " ".join(form.translate(_QUOTES).split())


def shows_nothing(sign: str) -> bool:
    """Return whether a character is invisible: a format character, selector or blank letter."""
    selector = "\ufe00" <= sign <= "\ufe0f" or "\U000e0100" <= sign <= "\U000e01ef"
    return selector or sign in _IGNORED or unicodedata.category(sign) == "Cf"


def plain(sign: str) -> str:
    """Return `-`, `'` or a blank for a hyphen, apostrophe or blank; other characters unchanged."""
    if sign in _APOSTROPHES:
        return "'"
    if sign in _HYPHENS or unicodedata.category(sign) == "Pd":
        return "-"
    return " " if sign.isspace() else sign
