"""Backups: save one into a file of the person's choice, or restore one."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from journal.app.confirm import confirmed
from journal.app.opening import opened
from journal.app.ownership import adopt, claim, refuse_others
from journal.app.program import Program
from journal.app.safeguards import agree, lock_of_restored, stop_if_swapped
from journal.app.unlocking import passphrases_of, passphrases_of_copy
from journal.core.errors import (
    InputError,
    OutputError,
    Stopped,
    StoreError,
    WrongPassphraseError,
)
from journal.local.home_mark import OFF, ON

if TYPE_CHECKING:
    from journal.store import Cipher

_UNLOCKED = "Saved and read through. It is not locked: anyone who gets the file can read it."
_LOCKED = "Saved and read through. It opens with the passphrase that the journal has now."
_SET_ASIDE = "The journal that is there can't be opened. Put it aside as it is, and go on?"


def save_copy(program: Program, file: Path) -> None:
    """
    Save a verified backup into a new file, encrypted if the journal is.

    Args:
        file: The path to write; nothing may exist there.

    Raises:
        JournalError: If there is no journal, it cannot be opened, or the file exists already.
    """
    from journal.store.backups import save_copy as save
    from journal.store.lock_change import cipher_of

    home = program.home
    stop_if_swapped(home)
    if not program.is_there():
        raise StoreError("There is nothing to copy yet. To start: journal reflect")
    if os.path.lexists(file):
        raise OutputError(f"{file.name} is there already. Choose another name.")
    cipher = cipher_of(home.database, lambda: passphrases_of(program))
    opened(home, cipher).close()
    agree(home, locked=cipher.key is not None)
    save(home.database, file, cipher)
    # A read-only journal can be backed up all the same.
    with suppress(StoreError), opened(home, cipher) as store:
        store.state.copied_at = program.utc_now()
    program.tell(_UNLOCKED if cipher.key is None else _LOCKED)


def put_back(program: Program, file: Path, *, yes: bool) -> None:
    """
    Restore a backup over the journal, after saving the present one.

    Args:
        file: The backup.
        yes: Replace a journal that cannot be opened without asking, if its home has a marker.

    Raises:
        JournalError: If the file is no backup of a journal, or cannot be opened.
        Stopped: If the person declines.
    """
    from journal.store import Cipher
    from journal.store.database_file import is_foreign, look_at
    from journal.store.lock_change import cipher_of, put_copy_back

    home = program.home
    try:
        if program.is_there() and file.samefile(home.database):
            raise InputError(file.name, "That is the journal itself.")
        look_at(file)
    except OSError as error:
        raise InputError(file.name, f"It can't be read: {error.strerror}.") from None
    if is_foreign(home.database):
        look_at(home.database)  # refuses it
    refuse_others(home)
    try:
        now = cipher_of(home.database, lambda: passphrases_of(program))
    except WrongPassphraseError:
        now = Cipher(None)  # opens nothing that is locked
    of_copy = _cipher_of_copy(program, file, now)
    if program.is_there():
        try:
            opened(home, now).close()
        except StoreError:
            # Without a marker the file may belong to another program: only a person can tell.
            if not confirmed(program, _SET_ASIDE, yes=yes and home.mark is not None):
                raise Stopped("Nothing was changed.") from None
    locks = of_copy.key is not None or now.key is not None
    lock = None if locks else lock_of_restored(program)
    claim(home)
    saved, cipher = put_copy_back(home.database, file, of_copy, now, lock=lock)
    adopt(home)
    home.set_lock(OFF if cipher.key is None else ON)
    message = (
        "Put back." if saved is None else f"Put back. What was there is saved as {saved.name}."
    )
    program.tell(f"{message} {_opens_with(cipher, now, lock)}")


def _opens_with(cipher: Cipher, now: Cipher, lock: Cipher | None) -> str:
    if cipher.key is None:
        return "It is not locked."
    if cipher is lock:
        return "It is locked with the passphrase that is set here."
    if cipher is now:
        return "The passphrase is as before."
    return "It opens with the passphrase of that copy."


def _cipher_of_copy(program: Program, file: Path, now: Cipher) -> Cipher:
    from journal.store import Cipher
    from journal.store.backups import opens
    from journal.store.encryption import fitting_cipher, is_locked

    if not is_locked(file):
        return Cipher(None)
    if now.key is not None and opens(file, now):
        return now
    return fitting_cipher(file, lambda: passphrases_of_copy(program, file.name))
