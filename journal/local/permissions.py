"""Who can read the home: rights of its files and folders, and services that copy it elsewhere."""

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
"""What a part of a path may be called or begin with, in small letters -> the service."""


def open_to_others(ours: Iterable[Path]) -> list[Path]:
    """Those of our files and folders that another login could read or change."""
    return [p for p in ours if p.stat().st_mode & OTHERS]


def close_to_others(ours: Iterable[Path]) -> None:
    """
    Take the rights of other logins away.

    Raises:
        OSError: If the files are not ours.
    """
    for path in open_to_others(ours):
        path.chmod(FOLDER_MODE if path.is_dir() else OWNER_ONLY_FILE)


def folder_is_open(home: Home) -> bool:
    """Whether others can look into a home that this program did not make, so does not close."""
    is_ours = home.mark is not None and FOLDER in home.mark.ours
    return not is_ours and bool(home.path.stat().st_mode & OTHERS)


def synced_by(path: Path) -> str | None:
    """The service that seems to copy a folder to other devices; None if none does."""
    parts = {part.lower() for p in (path, path.resolve()) for part in p.parts}
    for name, service in _SERVICES.items():
        if any(part.startswith(name) for part in parts):
            return service
    return None
