"""Texts that read the same, compared as one: for counting and finding, never for keeping."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_APOSTROPHES = frozenset("'\u2018\u2019\u201b\u02bc\u02bb\u2032\u00b4`\uff07")
_HYPHENS = frozenset("\u2212\u00b7\u30fb\u02d7")
"""Beside all that Unicode calls a dash (category Pd)."""

_QUOTES = str.maketrans(
    dict.fromkeys('"`\u201a\u201c\u201d\u201e\u201f\u00ab\u00bb\u2039\u203a', "'")
)

_IGNORED = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0")
"""Letters and marks that show nothing, beside format characters (Cf) and variation selectors."""

_SEEN = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2")
"""Format characters that are seen: signs around numbers."""


STROKES = str.maketrans("\u0131\u0142\u00f8\u0111\u0127\u0167", "ilodht")
"""Letters with a stroke or without a dot, which do not come apart: ı ł ø đ ħ ŧ."""

_LONGEST = 1000
"""Characters up to which marks are put in order, which takes time by the square of their number."""


def even(text: str) -> str:
    """
    Return the form that texts share which read the same.

    Letters composed, of one width and without capitals; one sort of quote, apostrophe, hyphen
    and blank; nothing that is not seen. The form of a form is itself.
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
    """Whether a character is not seen where it stands."""
    selector = "\ufe00" <= sign <= "\ufe0f" or "\U000e0100" <= sign <= "\U000e01ef"
    return selector or sign in _IGNORED or unicodedata.category(sign) == "Cf"


def plain(sign: str) -> str:
    """Return one sort of hyphen, apostrophe and blank for all that are read as it."""
    if sign in _APOSTROPHES:
        return "'"
    if sign in _HYPHENS or unicodedata.category(sign) == "Pd":
        return "-"
    return " " if sign.isspace() else sign
