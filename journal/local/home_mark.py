"""The marker file of a home: which files are ours, and whether the database is encrypted."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from journal.local.toml_files import TomlError, read_text

NAME = "journal-home.json"

MAY_STAND_THERE = frozenset({"settings.toml", "prompts", "backups", "journal-editing"})
"""The names that this program may create in a home, besides the database."""

FOLDER = "."
"""The name that stands for the home folder itself in `Mark.ours`."""

ON, OFF, COMING_OFF = "on", "off", "coming off"
"""The states of the lock; `COMING_OFF` while `journal lock --remove` runs."""

_ABOUT = "This folder holds a journal. Please leave this file here."


@dataclass(frozen=True, slots=True)
class Mark:
    """
    The content of a marker.

    Attributes:
        lock: `ON`, `OFF` or `COMING_OFF`. It is `ON` only while the database is certainly
            encrypted, so that an interrupted change never makes the journal unreachable.
        ours: The names of `MAY_STAND_THERE`, and `FOLDER`, that this program made or may claim.
    """

    lock: str = OFF
    ours: frozenset[str] = MAY_STAND_THERE


def read_mark(folder: Path) -> Mark | None:
    """Return the marker of a home; None if it is missing or invalid."""
    try:
        content = json.loads(read_text(folder / NAME))
        lock, ours = content["lock"], frozenset(content["ours"])
    except (TomlError, ValueError, LookupError, TypeError, RecursionError):
        return None
    if lock not in (ON, OFF, COMING_OFF) or not ours <= MAY_STAND_THERE | {FOLDER}:
        return None
    return Mark(lock, ours)


def write_mark(folder: Path, mark: Mark) -> None:
    """
    Write the marker of a home, replacing a valid one.

    Raises:
        OutputError: If it cannot be written, or another file has its name.
    """
    from journal.local.atomic_write import write_file

    content = {"about": _ABOUT, "lock": mark.lock, "ours": sorted(mark.ours)}
    is_there = read_mark(folder) is not None
    write_file(folder / NAME, [json.dumps(content, indent=1) + "\n"], force=is_there)
