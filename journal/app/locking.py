"""The passphrase: set one, change it, take it off, let the keyring know it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from journal.app.opening import opened
from journal.app.program import Program
from journal.app.safeguards import adopt, agree, claim, forget_the_lock, refuse_others, sign_of_lock
from journal.app.unlocking import new_passphrase, other_passphrase, passphrases_of
from journal.app.unopened_backups import ciphers_for, counted
from journal.core.errors import PassphraseError, SettingsError, StoreError, WrongUseError
from journal.local.home_mark import COMING_OFF
from journal.local.passphrase_sources import forget as forget_in_keyring
from journal.local.passphrase_sources import remember as remember_in_keyring
from journal.local.settings_file import read_choice, write_choice

if TYPE_CHECKING:
    from journal.store import Cipher

_LOCKED = "Locked, and the copies in backups/ with it. Every command asks for the passphrase now."
_CHANGED = "Changed, for the journal and for the copies in backups/."
_REMOVED = "Unlocked. Anyone who can use this login can read the entries now."
_STAYED = (
    "{count} in backups/ could not be changed with it, and kept as before: {names}. "
    "To see to that: journal check --repair"
)


def lock(
    program: Program,
    file: Path | None = None,
    *,
    change: bool = False,
    remove: bool = False,
    remember: bool = False,
    forget: bool = False,
) -> None:
    """
    Set a passphrase, or do the one other thing that is told.

    Args:
        file: What a new passphrase is taken from; None to ask for it.

    Raises:
        WrongUseError: If these do not go together.
        JournalError: If it is not as locked as that needs, or no passphrase is to be had.
    """
    if sum((change, remove, remember, forget)) > 1:
        raise WrongUseError("Give one of --change, --remove, --remember and --forget.")
    if file is not None and (remove or remember or forget):
        raise WrongUseError("--new-passphrase-file goes with --change, or alone.")
    if forget:
        _forget(program)
    elif remember:
        _remember(program)
    elif remove:
        _remove(program)
    elif change:
        _change(program, file)
    else:
        _set(program, file)


def _set(program: Program, file: Path | None) -> None:
    """
    Lock the journal, and the copies beside it; make a locked one if there is none.

    Args:
        file: What the passphrase is taken from; None to ask for it.

    Raises:
        JournalError: If it is locked already, or there is no passphrase to be had.
    """
    from journal.store import Cipher, is_locked
    from journal.store.lock_change import change_lock

    home = program.home
    refuse_others(home)
    if is_locked(home.database):
        raise StoreError("It is locked already. For another passphrase: journal lock --change")
    new = Cipher(new_passphrase(program, file))
    claim(home)
    stayed: list[Path] = []
    if program.is_there():
        stayed = change_lock(home.database, Cipher(None), new)
    else:
        opened(home, new).close()
    # Only now: the mark never says so of a file that is not.
    agree(home, locked=True)
    _tell(program, _LOCKED, new, stayed)


def _change(program: Program, file: Path | None) -> None:
    """
    Give the journal, and the copies beside it, another passphrase.

    Args:
        file: What the new one is taken from; None to ask for it.

    Raises:
        JournalError: If it is not locked, or a passphrase is not to be had.
    """
    from journal.store import Cipher
    from journal.store.lock_change import change_lock

    home = program.home
    now = _cipher_of(program)
    new = Cipher(other_passphrase(program, file))
    stayed = change_lock(home.database, now, new)
    # The lock is changed by now: what is wrong with the settings is told, and stops nothing.
    try:
        if read_choice(home.settings, "keyring"):
            remember_in_keyring(home.path, str(new.key))
    except (PassphraseError, SettingsError) as error:
        program.tell(str(error))
    _tell(program, _CHANGED, new, stayed)


def _remove(program: Program) -> None:
    """
    Take the passphrase off, and off the copies beside it.

    Raises:
        JournalError: If it is not locked, or the passphrase does not fit.
    """
    from journal.store import Cipher
    from journal.store.backup_locks import relock
    from journal.store.database_file import is_plain
    from journal.store.lock_change import change_lock

    home, new = program.home, Cipher(None)
    if is_plain(home.database) and sign_of_lock(home):
        # It is not what it was, and the person wants it all the same.
        opened(home, new).close()
        stayed = relock(home.database, new)
        adopt(home)
    else:
        now = _cipher_of(program)
        home.set_lock(COMING_OFF)
        stayed = change_lock(home.database, now, new)
    try:
        if read_choice(home.settings, "keyring"):
            _forget(program)
    except (PassphraseError, SettingsError) as error:
        program.tell(str(error))
    forget_the_lock(home)
    _tell(program, _REMOVED, new, stayed)


def _cipher_of(program: Program) -> Cipher:
    """
    What opens the journal; tried before anything else is asked.

    Raises:
        StoreError: If it is not locked, or the passphrase does not fit.
    """
    from journal.store import is_locked
    from journal.store.lock_change import cipher_of

    home = program.home
    if not is_locked(home.database):
        raise StoreError("It is not locked. To lock it: journal lock")
    now = cipher_of(home.database, lambda: passphrases_of(program))
    opened(home, now).close()
    agree(home, locked=True)
    return now


def _remember(program: Program) -> None:
    """Let the keyring of the system know the passphrase."""
    home = program.home
    now = _cipher_of(program)
    remember_in_keyring(home.path, str(now.key))
    write_choice(home.settings, "keyring", True)
    program.tell("The keyring knows it now. To undo that: journal lock --forget")


def _forget(program: Program) -> None:
    """Take the passphrase out of the keyring of the system."""
    home = program.home
    forget_in_keyring(home.path)
    if home.mark is not None and home.settings.exists():
        write_choice(home.settings, "keyring", False)
    program.tell("The keyring does not know it any more.")


def _tell(program: Program, done: str, new: Cipher, stayed: Sequence[Path]) -> None:
    """Say what was done; copies that did not follow may, with a passphrase that is typed."""
    from journal.store.backup_locks import relock

    program.tell(done)
    known = ciphers_for(program, stayed)
    if known:
        stayed = relock(program.home.database, new, *known)
    if stayed:
        names = ", ".join(copy.name for copy in stayed)
        program.tell(_STAYED.format(count=counted(stayed), names=names))
