"""The checks before opening: is the folder ours, and is the database encrypted as before."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from journal.core.errors import JournalError, OutputError, SettingsError, StoreError
from journal.core.platform import disk
from journal.local.home import Home
from journal.local.home_mark import (
    COMING_OFF,
    FOLDER,
    MAY_STAND_THERE,
    NAME,
    OFF,
    ON,
    Mark,
    write_mark,
)
from journal.local.passphrase_sources import named_by
from journal.local.settings_file import read_choice, settings_faults, unknown, write_choice

if TYPE_CHECKING:
    from journal.app.program import Program
    from journal.store import Cipher

_OTHER_THINGS = (
    "{path} holds other things, and a journal needs a folder of its own. "
    "Nothing was changed. Set JOURNAL_HOME to {path}/journal, or to another folder."
)
_NO_MARK = (
    "{path} is not the mark of a journal. Move it away, or set JOURNAL_HOME to another folder."
)
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

COPY = re.compile(r"(?:journal|set-aside)-\d{8}-\d{6}(?:_\d+)?\.db(?:-journal)?")
"""The names of backups in `backups/`, and of a rollback journal beside one."""

_BY_THE_SYSTEM = {".DS_Store", "lost+found"}
"""Names that operating systems put into a folder by themselves."""


def before_anything_is_typed(home: Home) -> None:
    """
    Make sure that answers can be saved, before any are typed.

    Raises:
        StoreError: As `refuse_others` and `stop_if_swapped`.
    """
    refuse_others(home)
    stop_if_swapped(home)


def claim(home: Home) -> None:
    """
    Create the home, or make sure that an existing folder holds nothing but a journal.

    A folder with a database but no marker is left alone: `agree` adds the marker once the
    database has opened.

    Raises:
        StoreError: If the folder holds other things, or cannot be created.
    """
    refuse_others(home)
    if home.mark is not None or not os.path.lexists(home.database):
        home.make()


def refuse_others(home: Home) -> None:
    """
    Refuse a folder that holds other things and no database, or an invalid marker.

    Raises:
        StoreError: If the folder is refused.
    """
    if home.mark is not None:
        return
    if os.path.lexists(home.path / NAME):
        raise StoreError(_NO_MARK.format(path=home.path / NAME))
    if not os.path.lexists(home.database) and _others(home):
        raise StoreError(_OTHER_THINGS.format(path=home.path))


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


def adopt(home: Home) -> None:
    """
    Add the marker to a home without one, once its database has opened.

    Raises:
        OutputError: If the marker cannot be written.
    """
    if home.mark is None:
        write_mark(home.path, Mark(ours=ours_in(home)))


def ours_in(home: Home) -> frozenset[str]:
    """Return the names in a home without a marker that may be taken as ours."""
    ours = frozenset(
        p for p in MAY_STAND_THERE if not os.path.lexists(home.path / p) or _fits(home, p)
    )
    return ours if _others(home) else ours | {FOLDER}


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
        known = remembered(program.home.path)
        if known:
            return Cipher(as_set(known))
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


def _others(home: Home) -> list[str]:
    """Return the names in a home without a marker that cannot belong to a journal."""
    try:
        names = os.listdir(home.path)
    except OSError:
        return []  # missing, or opening it reports the error
    known = {home.database.name, f"{home.database.name}-journal", *_BY_THE_SYSTEM}
    return [
        name
        for name in names
        if not (name in known or disk.is_unfinished(name) or _fits(home, name))
    ]


def _fits(home: Home, name: str) -> bool:
    """Return whether a file or folder with one of our names could be ours by its content."""
    from journal.local.editor_files import NAMED

    path = home.path / name
    if path.is_symlink():
        return False
    if name == home.settings.name:
        return path.is_file() and not settings_faults(path) and not unknown(path)
    if not path.is_dir():
        return False
    inner = list(path.iterdir())
    match name:
        case "prompts":
            flows = [f for folder in inner for f in _within(folder)]
            return {f.name for f in inner} <= {"flows"} and all(_is_flow(f) for f in flows)
        case "backups":
            return all(_is_copy(f) for f in inner)
        case "journal-editing":
            return all(f.name.startswith(NAMED) for f in inner)
    return False


def _within(folder: Path) -> list[Path]:
    return list(folder.iterdir()) if folder.is_dir() else [folder]


def _is_flow(file: Path) -> bool:
    return file.is_file() and file.suffix == ".toml"


def _is_copy(file: Path) -> bool:
    from journal.store.database_file import is_foreign

    return file.is_file() and bool(COPY.fullmatch(file.name)) and not is_foreign(file)
