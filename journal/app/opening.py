"""The opening of the database at home; no other module opens a store."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import TYPE_CHECKING

from journal.app.ownership import claim
from journal.app.safeguards import agree, before_anything_is_typed, lock_of_new
from journal.app.unlocking import passphrases_of

if TYPE_CHECKING:
    from journal.app.program import Program
    from journal.core.passphrase import Passphrase
    from journal.local.home import Home
    from journal.store import Cipher, Store


def store_at(
    program: Program,
    *,
    to_read: bool = False,
    new: Cipher | None = None,
    known: Iterable[str] = (),
) -> Store:
    """
    Open the database at home, creating it if there is none.

    Args:
        to_read: Create nothing; without a file, return an empty store in memory.
        new: The lock of a new file; None for the configured one, if any.
        known: Passphrases to try before the configured ones.

    Raises:
        JournalError: If the file cannot be opened, or must not be for safety.
    """
    from journal.store import empty_store
    from journal.store.database_file import is_plain

    home = program.home
    before_anything_is_typed(home)
    if to_read and not program.is_there():
        home.check()
        return empty_store()
    if not to_read:  # the home may be on a read-only file system
        claim(home)
    if not program.is_there():
        new = new or lock_of_new(program)
    locked = not is_plain(home.database) if program.is_there() else new is not None
    store = opened(home, new, lambda: chain(known, passphrases_of(program)))
    agree(home, locked=locked)
    return store


def opened(home: Home, cipher: Cipher | None = None, ask: Passphrase | None = None) -> Store:
    """
    Open the database, migrating it and completing interrupted operations.

    Args:
        cipher: The cipher that opens it, if known.
        ask: Returns passphrases to try otherwise.

    Raises:
        StoreError: If the file cannot be opened.
    """
    from journal.store import open_store

    return open_store(home.database, passphrase=ask, connect=cipher)
