"""The passphrase of the journal: set, change, remove, or store it in the keyring."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from journal.app.opening import opened
from journal.app.ownership import adopt, claim, refuse_others
from journal.app.program import Program
from journal.app.safeguards import agree, forget_the_lock, sign_of_lock
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
    Set a passphrase, or do the one other action named.

    Args:
        file: A file with the new passphrase; None to ask for it.
        change: Replace the passphrase.
        remove: Decrypt the journal.
        remember: Store the passphrase in the system's keyring.
        forget: Delete it from the system's keyring.

    Raises:
        WrongUseError: If the options contradict each other.
        JournalError: If the journal is not locked (or locked already), or no passphrase is given.
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
    Encrypt the journal and its backups, or create an encrypted journal.

    Args:
        file: A file with the passphrase; None to ask for it.

    Raises:
        JournalError: If the journal is locked already, or no passphrase is given.
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
    # Only now: the marker must never call an unlocked file locked.
    agree(home, locked=True)
    _tell(program, _LOCKED, new, stayed)


def _change(program: Program, file: Path | None) -> None:
    """
    Change the passphrase of the journal and its backups.

    Args:
        file: A file with the new passphrase; None to ask for it.

    Raises:
        JournalError: If the journal is not locked, or a passphrase is missing.
    """
    from journal.store import Cipher
    from journal.store.lock_change import change_lock

    home = program.home
    now = _cipher_of(program)
    new = Cipher(other_passphrase(program, file))
    stayed = change_lock(home.database, now, new)
    # The passphrase is changed by now: a fault in the settings is reported and stops nothing.
    try:
        if read_choice(home.settings, "keyring"):
            remember_in_keyring(home.path, str(new.key))
    except (PassphraseError, SettingsError) as error:
        program.tell(str(error))
    _tell(program, _CHANGED, new, stayed)


def _remove(program: Program) -> None:
    """
    Decrypt the journal and its backups.

    Raises:
        JournalError: If the journal is not locked, or the passphrase does not fit.
    """
    from journal.store import Cipher
    from journal.store.backup_locks import relock
    from journal.store.database_file import is_plain
    from journal.store.lock_change import change_lock

    home, new = program.home, Cipher(None)
    if is_plain(home.database) and sign_of_lock(home):
        # An unlocked file stands where a locked one was expected, and the person accepts it.
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
    Return the verified cipher of the journal.

    Raises:
        StoreError: If the journal is not locked, or the passphrase does not fit.
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
    """Store the passphrase in the system's keyring."""
    home = program.home
    now = _cipher_of(program)
    remember_in_keyring(home.path, str(now.key))
    write_choice(home.settings, "keyring", True)
    program.tell("The keyring knows it now. To undo that: journal lock --forget")


def _forget(program: Program) -> None:
    """Delete the passphrase from the system's keyring."""
    home = program.home
    forget_in_keyring(home.path)
    if home.mark is not None and home.settings.exists():
        write_choice(home.settings, "keyring", False)
    program.tell("The keyring does not know it any more.")


def _tell(program: Program, done: str, new: Cipher, stayed: Sequence[Path]) -> None:
    """Tell the result, and retry backups that did not follow with passphrases typed for them."""
    from journal.store.backup_locks import relock

    program.tell(done)
    ciphers = ciphers_for(program, stayed)
    if ciphers:
        stayed = relock(program.home.database, new, *ciphers)
    if stayed:
        names = ", ".join(copy.name for copy in stayed)
        program.tell(_STAYED.format(count=counted(stayed), names=names))
