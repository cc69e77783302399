"""Before anything is opened: is the folder ours, and are the pages as locked as they were."""

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
"""How copies in `backups/` are called, and the journal of a write beside one."""

_BY_THE_SYSTEM = {".DS_Store", "lost+found"}
"""What systems put into a folder by themselves."""


def before_anything_is_typed(home: Home) -> None:
    """
    Make sure that what will be typed can be kept where it belongs.

    Raises:
        StoreError: As `refuse_others` and `stop_if_swapped` do.
    """
    refuse_others(home)
    stop_if_swapped(home)


def claim(home: Home) -> None:
    """
    Make the home, or make sure that the folder that is there is for a journal alone.

    Nothing is done to a folder without a mark in which pages are: opening them tells whether
    they are ours; see `agree`.

    Raises:
        StoreError: If it is another's, or cannot be made.
    """
    refuse_others(home)
    if home.mark is not None or not os.path.lexists(home.database):
        home.make()


def refuse_others(home: Home) -> None:
    """
    Refuse a folder that holds other things and no pages, or a mark of another.

    Raises:
        StoreError: If it is one.
    """
    if home.mark is not None:
        return
    if os.path.lexists(home.path / NAME):
        raise StoreError(_NO_MARK.format(path=home.path / NAME))
    if not os.path.lexists(home.database) and _others(home):
        raise StoreError(_OTHER_THINGS.format(path=home.path))


def agree(home: Home, *, locked: bool) -> None:
    """
    Let the mark say what was found when the pages opened: that they are ours, and their lock.

    It makes good what was cut off; as far as the folder can be written.
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
    Mark a home that was made before there were marks, once its pages opened.

    Raises:
        OutputError: If it cannot be written.
    """
    if home.mark is None:
        write_mark(home.path, Mark(ours=ours_in(home)))


def ours_in(home: Home) -> frozenset[str]:
    """What in a home without a mark may be taken for ours, by what it holds."""
    ours = frozenset(
        p for p in MAY_STAND_THERE if not os.path.lexists(home.path / p) or _fits(home, p)
    )
    return ours if _others(home) else ours | {FOLDER}


def forget_the_lock(home: Home) -> None:
    """
    The lock came off: nothing is to ask for it any more.

    Raises:
        OutputError: If it cannot be written.
    """
    with suppress(SettingsError):
        if read_choice(home.settings, "keyring"):
            write_choice(home.settings, "keyring", False)
    home.set_lock(OFF)


def stop_if_swapped(home: Home) -> None:
    """
    Stop if all says that the pages are locked, and the file in their place is not, or is gone.

    Raises:
        StoreError: If it is so; names the way out.
    """
    from journal.store.database_file import is_plain

    if os.path.lexists(home.database):
        if not is_plain(home.database):
            return  # locked, or no journal: opening it tells
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
    """What in the home says that the pages are locked; empty if nothing does."""
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
        # Where a mark says that the lock came off, older copies may well have one.
        if not lock and any(is_locked(copy) for copy in copies_of(home.database)):
            return "copies of it are locked"
    return ""


def lock_of_new(program: Program) -> Cipher | None:
    """
    The lock of a file that is not there yet: of the passphrase that is configured, if one is.

    Raises:
        JournalError: If one is, and there is none to be had.
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
    """The lock of a copy without one that takes the place of pages that had one."""
    from journal.app.unlocking import new_passphrase
    from journal.store import Cipher

    if not is_configured(program.home) and not sign_of_lock(program.home):
        return None
    return lock_of_new(program) or Cipher(new_passphrase(program))


def is_configured(home: Home) -> bool:
    """Whether a passphrase is, in the environment or by the choice of the keyring."""
    return bool(named_by()) or _asks_keyring(home)


def _asks_keyring(home: Home) -> bool:
    try:
        return read_choice(home.settings, "keyring")
    except SettingsError:
        return False


def _others(home: Home) -> list[str]:
    """The names in a home without a mark that are not, and cannot be, of a journal."""
    try:
        names = os.listdir(home.path)
    except OSError:
        return []  # it is not there, or opening it tells
    known = {home.database.name, f"{home.database.name}-journal", *_BY_THE_SYSTEM}
    return [
        name
        for name in names
        if not (name in known or disk.is_unfinished(name) or _fits(home, name))
    ]


def _fits(home: Home, name: str) -> bool:
    """Whether something of a name that we give could be ours, as far as can be told."""
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
