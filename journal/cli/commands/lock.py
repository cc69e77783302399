"""The commands around a passphrase: set one, change it, take it off, let the keyring know it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from journal.app.safeguards import adopt, agree, claim, forget_the_lock, refuse_others, sign_of_lock
from journal.app.unlocking import new_passphrase, other_passphrase, passphrases_of
from journal.app.unopened_backups import ciphers_for, counted
from journal.cli.program import program
from journal.core.errors import PassphraseError, SettingsError, StoreError, WrongUseError
from journal.local.home import Home
from journal.local.home_mark import COMING_OFF
from journal.local.passphrase_sources import forget as forget_in_keyring
from journal.local.passphrase_sources import remember as remember_in_keyring
from journal.local.settings_file import read_choice, write_choice
from journal.screen.output.messages import tell

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
    change: Annotated[bool, typer.Option("--change", help="Choose another passphrase.")] = False,
    remove: Annotated[bool, typer.Option("--remove", help="Take the passphrase off.")] = False,
    new_passphrase_file: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Take the new passphrase from a file."),
    ] = None,
    remember: Annotated[
        bool, typer.Option("--remember", help="Let the system's keyring know it.")
    ] = False,
    forget: Annotated[
        bool, typer.Option("--forget", help="Take it out of the system's keyring.")
    ] = False,
) -> None:
    """
    Lock entries with a passphrase, change it, or take it off.

    A passphrase that is lost cannot be recovered. Without a terminal it comes from
    JOURNAL_PASSPHRASE_FILE or JOURNAL_PASSPHRASE_COMMAND.

    Example: journal lock
    """
    if sum((change, remove, remember, forget)) > 1:
        raise WrongUseError("Give one of --change, --remove, --remember and --forget.")
    if new_passphrase_file is not None and (remove or remember or forget):
        raise WrongUseError("--new-passphrase-file goes with --change, or alone.")
    home = program().home
    if forget:
        _forget(home)
    elif remember:
        _remember(home)
    elif remove:
        _remove(home)
    elif change:
        _change(home, new_passphrase_file)
    else:
        _set(home, new_passphrase_file)


def _set(home: Home, file: Path | None) -> None:
    from journal.store import Cipher, is_locked, open_store
    from journal.store.lock_change import change_lock

    refuse_others(home)
    if is_locked(home.database):
        raise StoreError("It is locked already. For another passphrase: journal lock --change")
    new = Cipher(new_passphrase(file))
    claim(home)
    stayed: list[Path] = []
    if program().is_there():
        stayed = change_lock(home.database, Cipher(None), new)
    else:
        open_store(home.database, connect=new).close()
    # Only now: the mark never says so of a file that is not.
    agree(home, locked=True)
    _tell(home, _LOCKED, new, stayed)


def _change(home: Home, file: Path | None) -> None:
    from journal.store import Cipher
    from journal.store.lock_change import change_lock

    now = _opened(home)
    new = Cipher(other_passphrase(file))
    stayed = change_lock(home.database, now, new)
    # The lock is changed by now: what is wrong with the settings is told, and stops nothing.
    try:
        if read_choice(home.settings, "keyring"):
            remember_in_keyring(home.path, str(new.key))
    except (PassphraseError, SettingsError) as error:
        tell(str(error), err=True)
    _tell(home, _CHANGED, new, stayed)


def _remove(home: Home) -> None:
    from journal.store import Cipher, open_store
    from journal.store.backup_locks import settle
    from journal.store.database_file import is_plain
    from journal.store.lock_change import change_lock

    new = Cipher(None)
    if is_plain(home.database) and sign_of_lock(home):
        # It is not what it was, and the person wants it all the same.
        open_store(home.database, connect=new).close()
        stayed = settle(home.database, new)
        adopt(home)
    else:
        now = _opened(home)
        home.set_lock(COMING_OFF)
        stayed = change_lock(home.database, now, new)
    try:
        if read_choice(home.settings, "keyring"):
            _forget(home)
    except (PassphraseError, SettingsError) as error:
        tell(str(error), err=True)
    forget_the_lock(home)
    _tell(home, _REMOVED, new, stayed)


def _opened(home: Home) -> Cipher:
    """
    What opens the journal; tried before anything else is asked.

    Raises:
        StoreError: If it is not locked, or the passphrase does not fit.
    """
    from journal.store import is_locked, open_store
    from journal.store.lock_change import cipher_of

    if not is_locked(home.database):
        raise StoreError("It is not locked. To lock it: journal lock")
    now = cipher_of(home.database, lambda: passphrases_of(home))
    open_store(home.database, connect=now).close()
    agree(home, locked=True)
    return now


def _remember(home: Home) -> None:
    now = _opened(home)
    remember_in_keyring(home.path, str(now.key))
    write_choice(home.settings, "keyring", True)
    tell("The keyring knows it now. To undo that: journal lock --forget", err=True)


def _forget(home: Home) -> None:
    forget_in_keyring(home.path)
    if home.mark is not None and home.settings.exists():
        write_choice(home.settings, "keyring", False)
    tell("The keyring does not know it any more.", err=True)


def _tell(home: Home, done: str, new: Cipher, stayed: Sequence[Path]) -> None:
    """Say what was done; copies that did not follow may, with a passphrase that is typed."""
    from journal.store.backup_locks import settle

    tell(done, err=True)
    known = ciphers_for(stayed)
    if known:
        stayed = settle(home.database, new, *known)
    if stayed:
        names = ", ".join(copy.name for copy in stayed)
        tell(_STAYED.format(count=counted(stayed), names=names), err=True)
