"""Ownership of the home: whether a folder is a journal's, and what in it is ours."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from journal.core.errors import StoreError
from journal.core.platform import disk
from journal.local.home import Home
from journal.local.home_mark import (
    FOLDER,
    MAY_STAND_THERE,
    NAME,
    Mark,
    write_mark,
)
from journal.local.settings_file import settings_faults, unknown

if TYPE_CHECKING:
    pass

_OTHER_THINGS = (
    "{path} holds other things, and a journal needs a folder of its own. "
    "Nothing was changed. Set JOURNAL_HOME to {path}/journal, or to another folder."
)
_NO_MARK = (
    "{path} is not the mark of a journal. Move it away, or set JOURNAL_HOME to another folder."
)
FILE_NAMES = {
    "backups": re.compile(r"(?:journal|set-aside)-\d{8}-\d{6}(?:_\d+)?\.db(?:-journal)?"),
    "journal-editing": re.compile(r"(?:text|page)-.+"),
    "prompts/flows": re.compile(r".+\.toml"),
}
"""Folder of a home -> the pattern of the names of our files in it, a rollback journal with them."""

_BY_THE_SYSTEM = {".DS_Store", "lost+found"}
"""Names that operating systems put into a folder by themselves."""


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
            is_ours = {f.name for f in inner} <= {"flows"}
            return is_ours and all(map(_is_flow, _in_folder(path / "flows")))
        case "backups":
            return all(map(_is_backup, inner))
        case "journal-editing":
            return all(FILE_NAMES["journal-editing"].fullmatch(f.name) for f in inner)
    return False


def _in_folder(folder: Path) -> list[Path]:
    """Return what is in a folder; a file in its place stands for itself."""
    return list(folder.iterdir()) if folder.is_dir() else [folder] if folder.exists() else []


def _is_flow(file: Path) -> bool:
    return file.is_file() and bool(FILE_NAMES["prompts/flows"].fullmatch(file.name))


def _is_backup(file: Path) -> bool:
    from journal.store.database_file import is_foreign

    return (
        file.is_file() and bool(FILE_NAMES["backups"].fullmatch(file.name)) and not is_foreign(file)
    )
