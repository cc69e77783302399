"""The checks before opening: is the folder ours, and is the database encrypted as before."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

from journal.app.ownership import adopt, refuse_others
from journal.core.errors import JournalError, OutputError, SettingsError, StoreError
from journal.local.home import Home
from journal.local.home_mark import (
    COMING_OFF,
    OFF,
    ON,
)
from journal.local.passphrase_sources import named_by
from journal.local.settings_file import read_choice, write_choice

if TYPE_CHECKING:
    from journal.app.program import Program
    from journal.store import Cipher

_IS_OPEN = (
    "The file of your entries is not locked, though {sign}. Nothing was read or written. To put a "
    "locked copy back: journal backup --restore FILE. To lock this file: journal lock. {use}"
)
_IS_GONE = (
    "The file of your entries is gone, though {sign}. Nothing was written. To put a copy back: "
    "journal backup --restore FILE. To begin a new locked one: journal lock"
)
_USE = "To use it as it is: journal lock --remove"
_UNSET = "To use it as it is, unset {name}."


def before_anything_is_typed(home: Home) -> None:
    """
    Make sure that answers can be saved, before any are typed.

    Raises:
        StoreError: As `refuse_others` and `stop_if_swapped`.
    """
    refuse_others(home)
    stop_if_swapped(home)


def agree(home: Home, *, locked: bool) -> None:
    """
    Bring the marker in line with the database that was opened.

    This also completes an interrupted change of the lock; a read-only folder is left as it is.

    Args:
        locked: Whether the database is encrypted.
    """
    mark = home.mark
    with suppress(OutputError, OSError):
        if mark is None:
            adopt(home)
            home.set_lock(ON if locked else OFF)
        elif locked:
            home.set_lock(ON)
        elif mark.lock == COMING_OFF:
            forget_the_lock(home)


def forget_the_lock(home: Home) -> None:
    """
    Record that the journal is decrypted, and turn off the keyring setting.

    Raises:
        OutputError: If the marker cannot be written.
    """
    with suppress(SettingsError):
        if read_choice(home.settings, "keyring"):
            write_choice(home.settings, "keyring", False)
    home.set_lock(OFF)


def stop_if_swapped(home: Home) -> None:
    """
    Refuse a database that is unencrypted or missing although it was encrypted before.

    Raises:
        StoreError: If the database was swapped; the message names the way out.
    """
    from journal.store.database_file import is_plain

    if os.path.lexists(home.database):
        if not is_plain(home.database):
            return  # encrypted, or no database: opening it shows which
        name = named_by()
        sign = f"{name} names a passphrase" if name else sign_of_lock(home)
        if sign:
            use = _UNSET.format(name=name) if name else _USE
            raise StoreError(_IS_OPEN.format(sign=sign, use=use))
    else:
        sign = sign_of_lock(home, is_gone=True)
        if sign:
            raise StoreError(_IS_GONE.format(sign=sign))


def sign_of_lock(home: Home, *, is_gone: bool = False) -> str:
    """Return the evidence that the journal is encrypted, as a clause; empty without any."""
    from journal.store import is_locked
    from journal.store.backups import copies_of

    lock = home.mark.lock if home.mark else ""
    if lock == COMING_OFF:
        return ""
    if lock == ON:
        return "it was locked before"
    if not is_gone and _asks_keyring(home):
        return "the settings say its passphrase is in the keyring"
    with suppress(OSError):
        # If the marker says that the journal was decrypted, old backups may still be encrypted.
        if not lock and any(is_locked(copy) for copy in copies_of(home.database)):
            return "copies of it are locked"
    return ""


def lock_of_new(program: Program) -> Cipher | None:
    """
    Return the lock of a new database; None if no passphrase is configured.

    Raises:
        JournalError: If a passphrase is configured but cannot be obtained.
    """
    from journal.app.unlocking import new_passphrase
    from journal.core.passphrase import as_set
    from journal.local.passphrase_sources import remembered
    from journal.store import Cipher

    if named_by():
        return Cipher(new_passphrase(program))
    if not _asks_keyring(program.home):
        return None
    with suppress(JournalError):
        passphrase = remembered(program.home.path)
        if passphrase:
            return Cipher(as_set(passphrase))
    return Cipher(new_passphrase(program))


def lock_of_restored(program: Program) -> Cipher | None:
    """Return the lock for an unencrypted backup that replaces an encrypted journal, if any."""
    from journal.app.unlocking import new_passphrase
    from journal.store import Cipher

    if not is_configured(program.home) and not sign_of_lock(program.home):
        return None
    return lock_of_new(program) or Cipher(new_passphrase(program))


def is_configured(home: Home) -> bool:
    """Return whether the environment or the keyring setting names a passphrase."""
    return bool(named_by()) or _asks_keyring(home)


def _asks_keyring(home: Home) -> bool:
    try:
        return read_choice(home.settings, "keyring")
    except SettingsError:
        return False
