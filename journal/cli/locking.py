"""The commands around a passphrase: set one, change it, take it off, let the keyring know it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from journal.cli.copies_left import counted
from journal.cli.open import is_there
from journal.cli.telling import tell
from journal.cli.unlocking import new_passphrase, other_passphrase, passphrases_of
from journal.core.errors import PassphraseError, StoreError, WrongUseError
from journal.settings.choices import read_choices, write_choice
from journal.settings.passphrase import forget as forget_in_keyring
from journal.settings.passphrase import remember as remember_in_keyring
from journal.settings.places import Home, find_home

if TYPE_CHECKING:
    from journal.store import Cipher

_LOCKED = "Locked, and the copies in backups/ with it. Every command asks for the passphrase now."
_CHANGED = "Changed, for the journal and for the copies in backups/."
_REMOVED = "Unlocked. Anyone who can use this login can read the pages now."
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
    Lock the pages with a passphrase, change it, or take it off.

    A passphrase that is lost cannot be recovered. Without a terminal it comes from
    JOURNAL_PASSPHRASE_FILE or JOURNAL_PASSPHRASE_COMMAND.

    Example: journal lock
    """
    if sum((change, remove, remember, forget)) > 1:
        raise WrongUseError("Give one of --change, --remove, --remember and --forget.")
    if new_passphrase_file is not None and (remove or remember or forget):
        raise WrongUseError("--new-passphrase-file goes with --change, or alone.")
    home = find_home()
    if forget:
        _forget(home)
    elif remember:
        _remember(home)
    elif remove:
        _change(home, None, _REMOVED)
    elif change:
        _change(home, lambda: other_passphrase(new_passphrase_file), _CHANGED)
    else:
        _set(home, new_passphrase_file)


def _set(home: Home, file: Path | None) -> None:
    from journal.store import Cipher, is_locked, open_store
    from journal.store.locking import change_lock

    if is_locked(home.database):
        raise StoreError("It is locked already. For another passphrase: journal lock --change")
    new = Cipher(new_passphrase(file))
    home.make()
    if is_there():
        _tell(_LOCKED, change_lock(home.database, Cipher(None), new))
    else:
        open_store(home.database, connect=new).close()
        _tell(_LOCKED, [])


def _change(home: Home, choose: Callable[[], str] | None, done: str) -> None:
    from journal.store import Cipher
    from journal.store.locking import change_lock

    now = _opened(home)
    new = Cipher(choose() if choose else None)
    stayed = change_lock(home.database, now, new)
    if read_choices(home.settings)["keyring"]:
        _keep_up(home, new.key)
    _tell(done, stayed)


def _opened(home: Home) -> Cipher:
    """
    What opens the journal; tried before anything else is asked.

    Raises:
        StoreError: If it is not locked, or the passphrase does not fit.
    """
    from journal.store import is_locked, open_store
    from journal.store.locking import cipher_of

    if not is_locked(home.database):
        raise StoreError("It is not locked. To lock it: journal lock")
    now = cipher_of(home.database, lambda: passphrases_of(home))
    open_store(home.database, connect=now).close()
    return now


def _remember(home: Home) -> None:
    now = _opened(home)
    remember_in_keyring(home.path, str(now.key))
    write_choice(home.settings, "keyring", True)
    tell("The keyring knows it now. To undo that: journal lock --forget", err=True)


def _forget(home: Home) -> None:
    forget_in_keyring(home.path)
    if home.settings.exists():
        write_choice(home.settings, "keyring", False)
    tell("The keyring does not know it any more.", err=True)


def _keep_up(home: Home, key: str | None) -> None:
    """Let the keyring know the new passphrase, or that there is none."""
    try:
        if key is None:
            _forget(home)
        else:
            remember_in_keyring(home.path, key)
    except PassphraseError as error:
        tell(str(error), err=True)


def _tell(done: str, stayed: Sequence[Path]) -> None:
    tell(done, err=True)
    if stayed:
        names = ", ".join(copy.name for copy in stayed)
        tell(_STAYED.format(count=counted(stayed), names=names), err=True)
