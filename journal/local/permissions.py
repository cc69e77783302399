"""The privacy of the home: file permissions, and services that sync it elsewhere."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from journal.core.platform.disk import FOLDER_MODE
from journal.local.home import OTHERS, Home
from journal.local.home_mark import FOLDER

OWNER_ONLY_FILE = 0o600

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
"""Prefix of a path component, in lower case -> the sync service."""


def open_to_others(ours: Iterable[Path]) -> list[Path]:
    """Return the files and folders that another login has any permission on."""
    return [p for p in ours if p.stat().st_mode & OTHERS]


def close_to_others(ours: Iterable[Path]) -> None:
    """
    Remove all permissions of other logins.

    Raises:
        OSError: If a file belongs to another login.
    """
    for path in open_to_others(ours):
        path.chmod(FOLDER_MODE if path.is_dir() else OWNER_ONLY_FILE)


def folder_is_open(home: Home) -> bool:
    """Return whether others can list a home whose folder this program did not create."""
    is_ours = home.mark is not None and FOLDER in home.mark.ours
    return not is_ours and bool(home.path.stat().st_mode & OTHERS)


def synced_by(path: Path) -> str | None:
    """Return the service that seems to sync a folder, by its path; None if none does."""
    parts = {part.lower() for p in (path, path.resolve()) for part in p.parts}
    for name, service in _SERVICES.items():
        if any(part.startswith(name) for part in parts):
            return service
    return None
