"""What in a home is ours to remove: by the mark, by our application id, by the names we give."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from journal.app.safeguards import COPY, ours_in
from journal.core.errors import JournalError
from journal.core.platform import disk
from journal.local.home import Home
from journal.local.home_mark import FOLDER, NAME
from journal.local.passphrase_sources import from_environment

_BESIDE = ("-journal", "-wal", "-shm")
"""Endings of what SQLite keeps beside a file; the last two if another program opened it."""

_NAMES = {
    "backups": COPY,
    "journal-editing": re.compile(r"(?:text|page)-.+"),
    "prompts/flows": re.compile(r".+\.toml"),
}
"""Folder -> how files of ours are called in it."""


def is_known(home: Home) -> bool:
    """Whether anything in a home says that it is one."""
    from journal.store.backups import all_of
    from journal.store.database_file import is_ours

    if home.mark is not None or is_ours(home.database) or may_be_anothers(home):
        return True
    return _opens(home) or any(is_ours(copy) for copy in all_of(home.database))


def may_be_anothers(home: Home) -> bool:
    """Whether nothing tells who made the pages: they are locked, no mark is there, nor a key."""
    from journal.store import is_locked

    return home.mark is None and is_locked(home.database) and not _opens(home)


def remove_ours(home: Home) -> list[str]:
    """
    Remove all that is ours, the pages first, and the mark last.

    Returns:
        The files that stay, since others made them.

    Raises:
        OSError: If something cannot be removed.
    """
    # Nothing may be found half there: a journal that is gone is gone at once.
    for path in belongings(home):
        if path.is_dir() and not path.is_symlink():
            with suppress(OSError):  # with something of others in it, or someone's current one
                disk.remove_folder(path)
        else:
            disk.erase(path)
    left = [f for f in home.path.rglob("*") if f.is_symlink() or not f.is_dir()]
    return sorted(str(file.relative_to(home.path)) for file in left)


def belongings(home: Home) -> list[Path]:
    """All that is there and ours: files before the folder they are in, the pages first."""
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
    for folder, names in _NAMES.items():
        # In `backups/` the names say enough, once it is known that a journal lives here.
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
    """Whether the file in the place of the pages is to be removed; without a mark, if in doubt."""
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
    """The files of a folder that is one; never through a link."""
    with suppress(OSError):
        if not folder.is_symlink():
            return [f for f in folder.iterdir() if f.is_file() and not f.is_symlink()]
    return []


def _opens(home: Home) -> bool:
    """Whether the passphrase in the environment opens the pages, as ours."""
    from journal.store import Cipher
    from journal.store.backups import opens

    with suppress(JournalError):
        known = from_environment()
        return known is not None and opens(home.database, Cipher(known))
    return False
