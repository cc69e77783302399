"""Copies: one into a file of the person's choice, and one put back."""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from journal.app.safeguards import (
    adopt,
    agree,
    claim,
    lock_of_restored,
    refuse_others,
    stop_if_swapped,
)
from journal.app.unlocking import passphrases_of, passphrases_of_copy
from journal.cli.confirm import Yes, confirmed
from journal.cli.options import new_file
from journal.cli.program import program
from journal.core.errors import (
    InputError,
    OutputError,
    Stopped,
    StoreError,
    WrongPassphraseError,
)
from journal.core.platform.system import expanded
from journal.local.home import Home
from journal.local.home_mark import OFF, ON
from journal.screen.output.messages import tell

if TYPE_CHECKING:
    from journal.store import Cipher

_UNLOCKED = "Saved and read through. It is not locked: anyone who gets the file can read it."
_LOCKED = "Saved and read through. It opens with the passphrase that the journal has now."
_SET_ASIDE = "The journal that is there can't be opened. Put it aside as it is, and go on?"


def backup(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A new file; or one to put back.")],
    restore: Annotated[
        bool, typer.Option("--restore", help="Put this copy in the place of the journal.")
    ] = False,
    yes: Yes = False,
) -> None:
    """
    Copy the journal into a file, or put a copy back.

    A copy is locked if the journal is. Before one is put back, what is there is saved.

    Example: journal backup notes.db
    """
    home = program().home
    if restore:
        _restore(home, expanded(file), yes=yes)
    else:
        _save(home, new_file(file))


def _save(home: Home, file: Path) -> None:
    from journal.store import open_store
    from journal.store.backups import save_copy
    from journal.store.lock_change import cipher_of

    stop_if_swapped(home)
    if not program().is_there():
        raise StoreError("There is nothing to copy yet. To start: journal reflect")
    if os.path.lexists(file):
        raise OutputError(f"{file.name} is there already. Choose another name.")
    cipher = cipher_of(home.database, lambda: passphrases_of(home))
    open_store(home.database, connect=cipher).close()
    agree(home, locked=cipher.key is not None)
    save_copy(home.database, file, cipher)
    # A journal that can't be written to can be copied all the same.
    with suppress(StoreError), open_store(home.database, connect=cipher) as store:
        store.state.copied_at = datetime.now(UTC)
    tell(_UNLOCKED if cipher.key is None else _LOCKED, err=True)


def _restore(home: Home, file: Path, *, yes: bool) -> None:
    from journal.store import Cipher, open_store
    from journal.store.database_file import is_foreign, look_at
    from journal.store.lock_change import cipher_of
    from journal.store.lock_change import restore as put_back

    try:
        if program().is_there() and file.samefile(home.database):
            raise InputError(file.name, "That is the journal itself.")
        look_at(file)
    except OSError as error:
        raise InputError(file.name, f"It can't be read: {error.strerror}.") from None
    if is_foreign(home.database):
        look_at(home.database)  # refuses it
    refuse_others(home)
    try:
        now = cipher_of(home.database, lambda: passphrases_of(home))
    except WrongPassphraseError:
        now = Cipher(None)  # opens nothing that is locked
    of_copy = _cipher_of_copy(file, now)
    if program().is_there():
        try:
            open_store(home.database, connect=now).close()
        except StoreError:
            # What has no mark may be another program's: only a person can tell.
            if not confirmed(_SET_ASIDE, yes=yes and home.mark is not None):
                raise Stopped("Nothing was changed.") from None
    locks = of_copy.key is not None or now.key is not None
    lock = None if locks else lock_of_restored(home)
    claim(home)
    saved, cipher = put_back(home.database, file, of_copy, now, lock=lock)
    adopt(home)
    home.set_lock(OFF if cipher.key is None else ON)
    told = "Put back." if saved is None else f"Put back. What was there is saved as {saved.name}."
    tell(f"{told} {_opens_with(cipher, now, lock)}", err=True)


def _opens_with(cipher: Cipher, now: Cipher, lock: Cipher | None) -> str:
    if cipher.key is None:
        return "It is not locked."
    if cipher is lock:
        return "It is locked with the passphrase that is set here."
    if cipher is now:
        return "The passphrase is as before."
    return "It opens with the passphrase of that copy."


def _cipher_of_copy(file: Path, now: Cipher) -> Cipher:
    from journal.store import Cipher
    from journal.store.backups import opens
    from journal.store.encryption import fitting, is_locked

    if not is_locked(file):
        return Cipher(None)
    if now.key is not None and opens(file, now):
        return now
    return fitting(file, lambda: passphrases_of_copy(file.name))
