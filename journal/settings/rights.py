"""Who can read the home: rights of its files and folders, and services that copy it elsewhere."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from journal.core.disk import FOLDER_MODE
from journal.settings.places import Home

OWNER_ONLY_FILE = 0o600
_OTHERS = stat.S_IRWXG | stat.S_IRWXO

_SERVICES = {
    "dropbox": "Dropbox",
    "onedrive": "OneDrive",
    "icloud": "iCloud",
    "mobile documents": "iCloud",
    "cloudstorage": "a cloud folder",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "my drive": "Google Drive",
    "nextcloud": "Nextcloud",
    "syncthing": "Syncthing",
}
"""What a part of a path may be called or begin with, in small letters -> the service."""


def open_to_others(home: Home) -> list[Path]:
    """The files and folders of a home that another login could read or change."""
    return [p for p in _all(home) if p.stat().st_mode & _OTHERS]


def close_to_others(home: Home) -> None:
    """
    Take the rights of other logins away.

    Raises:
        OSError: If the files are not ours.
    """
    for path in open_to_others(home):
        path.chmod(FOLDER_MODE if path.is_dir() else OWNER_ONLY_FILE)


def synced_by(path: Path) -> str | None:
    """The service that seems to copy a folder to other devices; None if none does."""
    parts = {part.lower() for p in (path, path.resolve()) for part in p.parts}
    for name, service in _SERVICES.items():
        if any(part.startswith(name) for part in parts):
            return service
    return None


def _all(home: Home) -> Iterator[Path]:
    """All that is ours, links left aside; a folder that all share is not ours to close."""
    with suppress(OSError):
        if not home.path.stat().st_mode & stat.S_ISVTX:
            yield home.path
    for path in home.ours():
        yield from (p for p in (path, *path.rglob("*")) if not p.is_symlink() and p.exists())
