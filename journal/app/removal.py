"""The removal of all files of ours, known by the marker, the application id or their names."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from journal.app.ownership import FILE_NAMES, ours_in
from journal.core.errors import JournalError
from journal.core.platform import disk
from journal.local.home import Home
from journal.local.home_mark import FOLDER, NAME
from journal.local.passphrase_sources import from_environment

_BESIDE = ("-journal", "-wal", "-shm")
"""Suffixes of SQLite's side files; the last two if another program opened the database."""


def is_known(home: Home) -> bool:
    """Return whether any file shows that a folder is the home of a journal."""
    from journal.store.backups import all_of
    from journal.store.database_file import is_ours

    if home.mark is not None or is_ours(home.database) or may_be_anothers(home):
        return True
    return _opens(home) or any(is_ours(copy) for copy in all_of(home.database))


def may_be_anothers(home: Home) -> bool:
    """Return whether an encrypted database may be another program's: no marker, no passphrase."""
    from journal.store import is_locked

    return home.mark is None and is_locked(home.database) and not _opens(home)


def remove_ours(home: Home) -> list[str]:
    """
    Remove all files of ours, the database first and the marker last.

    Returns:
        The paths, relative to the home, of the files that others made and that stay.

    Raises:
        OSError: If a file cannot be removed.
    """
    # The database goes first, so that no half-removed journal can be opened.
    for path in belongings(home):
        if path.is_dir() and not path.is_symlink():
            with suppress(OSError):  # not empty, or the current folder of a process
                disk.remove_folder(path)
        else:
            disk.erase(path)
    left = [f for f in home.path.rglob("*") if f.is_symlink() or not f.is_dir()]
    return sorted(str(file.relative_to(home.path)) for file in left)


def belongings(home: Home) -> list[Path]:
    """Return our existing files and folders: the database first, files before their folder."""
    ours = home.mark.ours if home.mark else ours_in(home)
    paths = [*_files(home, ours)]
    for folder in ("prompts/flows", "prompts", "backups", "journal-editing"):
        if folder.partition("/")[0] in ours:
            paths.append(home.path / folder)
    if home.mark is not None:
        paths.append(home.path / NAME)
    if FOLDER in ours:
        paths.append(home.path)
    return [p for p in paths if os.path.lexists(p) and (not p.is_symlink() or p == home.path)]


def _files(home: Home, ours: frozenset[str]) -> Iterator[Path]:
    from journal.store.database_file import is_foreign, is_ours

    if _are_ours(home):
        yield from _with_side_files(home.database)
    if home.settings.name in ours and home.settings.is_file():
        yield home.settings
    for folder, names in FILE_NAMES.items():
        # In `backups/` the names are enough, once the marker says that this is a home.
        is_by_name = folder.partition("/")[0] in ours or (folder == "backups" and home.mark)
        for file in _in(home.path / folder):
            if is_ours(file) or (
                is_by_name and names.fullmatch(file.name) and not is_foreign(file)
            ):
                yield from _with_side_files(file)
            elif disk.is_unfinished(file.name):
                yield file
    yield from (file for file in _in(home.path) if disk.is_unfinished(file.name))


def _are_ours(home: Home) -> bool:
    """Return whether the database may be removed; without a marker, an encrypted one may."""
    from journal.store import is_locked
    from journal.store.database_file import is_foreign, is_ours

    if home.mark is None:
        return is_ours(home.database) or is_locked(home.database)
    return not is_foreign(home.database)


def _with_side_files(file: Path) -> Iterator[Path]:
    for path in (file, *(file.with_name(file.name + ending) for ending in _BESIDE)):
        if os.path.lexists(path):
            yield path


def _in(folder: Path) -> list[Path]:
    """Return the regular files of a folder, without following links."""
    with suppress(OSError):
        if not folder.is_symlink():
            return [f for f in folder.iterdir() if f.is_file() and not f.is_symlink()]
    return []


def _opens(home: Home) -> bool:
    """Return whether the passphrase in the environment opens the database as ours."""
    from journal.store import Cipher
    from journal.store.backups import opens

    with suppress(JournalError):
        passphrase = from_environment()
        return passphrase is not None and opens(home.database, Cipher(passphrase))
    return False
