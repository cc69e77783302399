"""The mark in a home: that it is a journal's, what in it is ours, and whether it is locked."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path

from journal.local.toml_files import TomlError, read_text

NAME = "journal-home.json"

MAY_STAND_THERE = frozenset({"settings.toml", "prompts", "backups", "journal-editing"})
"""What may come to stand in a home beside the pages."""

FOLDER = "."
"""Stands for the home itself among what is ours."""

ON, OFF, COMING_OFF = "on", "off", "coming off"
"""Whether the pages are locked; the last while `journal lock --remove` is at it."""

_ABOUT = "This folder holds a journal. Please leave this file here."


@dataclass(frozen=True, slots=True)
class Mark:
    """
    What a mark says.

    Attributes:
        lock: `on`, `off` or `coming off`. It says `on` only while the file is locked for sure,
            so that a change that was cut off never shuts the pages away.
        ours: Of `PARTS`, and `FOLDER`, what this program made, or may take for its own.
    """

    lock: str = OFF
    ours: frozenset[str] = MAY_STAND_THERE

    def locked(self, lock: str) -> Mark:
        """The same with another lock."""
        return replace(self, lock=lock)


def read_mark(folder: Path) -> Mark | None:
    """The mark of a home; None if there is none, or something else of that name."""
    try:
        told = json.loads(read_text(folder / NAME))
        lock, ours = told["lock"], frozenset(told["ours"])
    except (TomlError, ValueError, LookupError, TypeError, RecursionError):
        return None
    if lock not in (ON, OFF, COMING_OFF) or not ours <= MAY_STAND_THERE | {FOLDER}:
        return None
    return Mark(lock, ours)


def write_mark(folder: Path, mark: Mark) -> None:
    """
    Put a mark into a home, in place of the one that is there.

    Raises:
        OutputError: If it cannot be written, or something else of that name is there.
    """
    from journal.local.atomic_write import write_file

    told = {"about": _ABOUT, "lock": mark.lock, "ours": sorted(mark.ours)}
    is_there = read_mark(folder) is not None
    write_file(folder / NAME, [json.dumps(told, indent=1) + "\n"], force=is_there)
