"""What opens a locked journal: what the store needs of whoever knows it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import Protocol

from journal.core.errors import PassphraseError

MOST_BYTES = 1000
"""Length of a new passphrase in UTF-8; a terminal takes 1,024 bytes a line at least (macOS)."""

_BREAKS = "\ufeff\u2028\u2029"
"""A byte order mark and breaks that are no control characters; no keyboard has them."""

_SHOWS_NOTHING = ("Zs", "Cf")
"""Categories of blanks and of signs that no screen shows."""


class Passphrase(Protocol):
    """Asked only when a file turns out to be locked."""

    def __call__(self) -> Iterable[str]:
        """
        Yield one passphrase after the other until one opens the file; none is empty.

        Raises:
            JournalError: If there is none to be had.
        """


def forms(passphrase: str) -> list[str]:
    """
    Return the ways in which the same passphrase may have been set, the likeliest first.

    An accented letter is one character on some keyboards and two on others; a new passphrase
    is set in the composed form (NFC), one from before in whatever form it came.
    """
    composed, decomposed = (unicodedata.normalize(f, passphrase) for f in ("NFC", "NFD"))
    return list(dict.fromkeys((composed, passphrase, decomposed)))


def as_set(passphrase: str) -> str:
    """
    Return a new passphrase in the form in which it is set.

    Raises:
        PassphraseError: If it could never be typed at a terminal, or shows nothing.
    """
    composed = unicodedata.normalize("NFC", passphrase)
    if all(unicodedata.category(c) in _SHOWS_NOTHING for c in composed):
        raise PassphraseError(
            "A passphrase of blanks alone is easy to miss, so it needs a letter or another sign. "
            "Nothing was changed."
        )
    if any(c in _BREAKS or unicodedata.category(c) == "Cc" for c in composed):
        raise PassphraseError(
            "A passphrase is one line, without a break or another sign that no key types. "
            "Nothing was changed."
        )
    if len(composed.encode(errors="surrogatepass")) > MOST_BYTES:
        raise PassphraseError(
            f"That passphrase is too long: it can have {MOST_BYTES:,} bytes, some 300 letters in "
            "any script. Nothing was changed."
        )
    return composed
