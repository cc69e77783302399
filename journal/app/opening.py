"""The file of the entries at home, opened: the one place that opens a store."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import TYPE_CHECKING

from journal.app.safeguards import agree, before_anything_is_typed, claim, lock_of_new
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
    Open what is at home; a new file if nothing is.

    Args:
        to_read: Make nothing: where nothing is, an empty store in memory stands in.
        new: The passphrase of a new file, before that which is configured.
        known: What is tried before anyone is asked.

    Raises:
        JournalError: If it cannot be opened, or should not be.
    """
    from journal.store import empty_store
    from journal.store.database_file import is_plain

    home = program.home
    before_anything_is_typed(home)
    if to_read and not program.is_there():
        home.check()
        return empty_store()
    if not to_read:  # it may be on a disk to read only
        claim(home)
    if not program.is_there():
        new = new or lock_of_new(program)
    locked = not is_plain(home.database) if program.is_there() else new is not None
    store = opened(home, new, lambda: chain(known, passphrases_of(program)))
    agree(home, locked=locked)
    return store


def opened(home: Home, cipher: Cipher | None = None, ask: Passphrase | None = None) -> Store:
    """
    Open the file, which brings it up to date and makes good what was cut off.

    Args:
        cipher: What opens it, if that is known.
        ask: Returns passphrases to try, else.

    Raises:
        StoreError: If it cannot be opened.
    """
    from journal.store import open_store

    return open_store(home.database, passphrase=ask, connect=cipher)
