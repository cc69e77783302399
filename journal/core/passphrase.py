"""The passphrase of a locked journal: its source, its forms and its limits."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import Protocol

from journal.core.errors import PassphraseError

MOST_BYTES = 1000
"""The most bytes of a new passphrase in UTF-8; a terminal line holds 1,024 at least (macOS)."""

_BREAKS = "\ufeff\u2028\u2029"
"""A byte order mark, and line breaks that are not control characters; no key types them."""

_SHOWS_NOTHING = ("Zs", "Cf")
"""The Unicode categories of blanks and invisible characters."""


class Passphrase(Protocol):
    """A source of passphrases, called only if the file is locked."""

    def __call__(self) -> Iterable[str]:
        """
        Yield non-empty passphrases, to be tried until one opens the file.

        Raises:
            JournalError: If there is none.
        """


def forms(passphrase: str) -> list[str]:
    """
    Return the Unicode forms in which a passphrase may have been set, the likeliest first.

    Keyboards type an accented letter as one character or as two. New passphrases are set in
    the composed form (NFC), older ones as they were typed.
    """
    composed, decomposed = (unicodedata.normalize(f, passphrase) for f in ("NFC", "NFD"))
    return list(dict.fromkeys((composed, passphrase, decomposed)))


def as_set(passphrase: str) -> str:
    """
    Return a new passphrase in the form in which it is set (NFC).

    Raises:
        PassphraseError: If it is blank, has characters that no key types, or is longer than
            `MOST_BYTES`.
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
