"""Backups that no known passphrase opens: name them, and ask for their passphrases."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from journal.app.program import Program

if TYPE_CHECKING:
    from journal.core.model import Entry
    from journal.store import Cipher, Store

_MAY_HOLD = (
    "{count} in backups/ could not be opened with a passphrase known here, and may still hold it: "
    "{names}. Nothing was done to {them}."
)


def erase_there_too(program: Program, store: Store, entry: Entry, *, ask: bool) -> None:
    """Erase an entry from backups whose passphrases the person gives, and name the rest."""
    if ask:
        typed = _asked(program, store.copies_left())
        for passphrase in typed:
            store.know(passphrase)
        if typed:
            store.erase(entry)
    tell_left(program, store.copies_left())


def tell_left(program: Program, copies: Sequence[Path]) -> None:
    """Name the backups that may still hold what was erased."""
    if copies:
        names = ", ".join(copy.name for copy in copies)
        them = "it" if len(copies) == 1 else "them"
        program.tell(_MAY_HOLD.format(count=counted(copies), names=names, them=them))


def counted(copies: Sequence[Path]) -> str:
    """Return the number of backups, with its noun."""
    return f"{len(copies)} {'copy' if len(copies) == 1 else 'copies'}"


def ciphers_for(program: Program, copies: Sequence[Path]) -> list[Cipher]:
    """Ask for the passphrases of backups, and return their ciphers; empty without a terminal."""
    from journal.store import Cipher

    return [Cipher(passphrase) for passphrase in _asked(program, copies)]


def _asked(program: Program, copies: Sequence[Path]) -> list[str]:
    from journal.store import Cipher, is_locked
    from journal.store.backups import opens

    typed: list[str] = []
    if not program.terminal.can_type():
        return typed
    for copy in copies:
        if not is_locked(copy) or any(opens(copy, Cipher(known)) for known in typed):
            continue
        passphrase = program.terminal.ask_secret(
            f"Passphrase of {copy.name} (Enter leaves it as it is): "
        )
        if passphrase:
            typed.append(passphrase)
    return typed
