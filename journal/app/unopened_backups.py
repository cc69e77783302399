"""Copies that don't open: named, and their passphrase asked for where there is someone to ask."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from journal.screen.output.messages import tell

if TYPE_CHECKING:
    from journal.core.model import Entry
    from journal.store import Cipher, Store

_MAY_HOLD = (
    "{count} in backups/ could not be opened with a passphrase known here, and may still hold it: "
    "{names}. Nothing was done to {them}."
)


def erase_there_too(store: Store, entry: Entry, *, ask: bool) -> None:
    """Name the copies that may still hold an erased entry, after asking for their passphrases."""
    if ask:
        typed = _asked(store.copies_left())
        for passphrase in typed:
            store.know(passphrase)
        if typed:
            store.erase(entry)
    tell_left(store.copies_left())


def tell_left(copies: Sequence[Path]) -> None:
    """Name the copies that may still hold what was erased."""
    if copies:
        names = ", ".join(copy.name for copy in copies)
        them = "it" if len(copies) == 1 else "them"
        tell(_MAY_HOLD.format(count=counted(copies), names=names, them=them), err=True)


def counted(copies: Sequence[Path]) -> str:
    """How many, in words."""
    return f"{len(copies)} {'copy' if len(copies) == 1 else 'copies'}"


def ciphers_for(copies: Sequence[Path]) -> list[Cipher]:
    """What opens copies with another passphrase, as a person at the terminal tells it."""
    from journal.store import Cipher

    return [Cipher(passphrase) for passphrase in _asked(copies)]


def _asked(copies: Sequence[Path]) -> list[str]:
    from journal.screen.passphrase_prompt import ask_secret
    from journal.store import Cipher, is_locked
    from journal.store.backups import opens

    typed: list[str] = []
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return typed
    for copy in copies:
        if not is_locked(copy) or any(opens(copy, Cipher(known)) for known in typed):
            continue
        passphrase = ask_secret(f"Passphrase of {copy.name} (Enter leaves it as it is): ")
        if passphrase:
            typed.append(passphrase)
    return typed
