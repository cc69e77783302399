"""
The file of a text that was handed to an editor, with its metadata and its recovery.

A small JSON file beside the private folder names the entry and the question that the text
belongs to. It is locked as long as this program or the editor runs. A file lock also works
across containers, where processes cannot see each other.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from journal.core.decoding import decoded
from journal.core.platform import disk
from journal.core.platform.system import take_lock
from journal.core.text import without_unkeepable

NAMED = ("text-", "page-")
"""Prefixes of the names of texts handed to an editor; the second is from earlier versions."""

_NAME = "entry.txt"
_BELONGS, _BEGUN, _SIDE = ".json", ".new", ".side"
_NO_TEXT = (b"b0VIM ", b"Vim\x9fUnDo\xe5")
"""The first bytes of vim's swap and undo files, which hold more than the text."""


@dataclass(slots=True)
class HandedOut:
    """
    A text handed to an editor.

    Attributes:
        path: The private folder; the names of all its files begin with this path.
        entry, question: The uid of the entry and the id of the question; empty if unknown.
        digest: The SHA-256 of the text as it was handed out; see `digest_of`.
        handle: The descriptor of the locked metadata file; None if it is not locked.
    """

    path: Path
    entry: str = ""
    question: str = ""
    digest: str = ""
    handle: int | None = field(default=None, compare=False)

    @property
    def file(self) -> Path:
        """The file that the editor opens."""
        return self.path / _NAME

    @property
    def side(self) -> Path:
        """A private folder for the side files of an editor; never read."""
        return self.path.with_suffix(_SIDE)

    def hand_out(self, text: str) -> None:
        """
        Write the text for an editor, and lock it.

        Raises:
            OSError: If a file cannot be written.
        """
        self.digest = digest_of(text)
        belongs = {"entry": self.entry, "question": self.question, "digest": self.digest}
        begun = self.path.with_suffix(_BEGUN)
        self.handle = disk.new_file(begun)
        take_lock(self.handle)
        os.write(self.handle, json.dumps(belongs).encode())
        # Renamed only once it is locked, so that no other process takes it first.
        disk.replace(begun, self.path.with_suffix(_BELONGS))
        for folder in (self.path, self.side):
            disk.make_folder(folder)
        with os.fdopen(disk.new_file(self.file), "wb") as opened:
            opened.write(text.encode())

    def take(self) -> bool:
        """Lock the metadata file; False if an editor may still have the text open."""
        self.release()
        try:
            self.handle = os.open(self.path.with_suffix(_BELONGS), os.O_RDWR)
        except OSError:
            return True  # from an earlier version, or not handed out yet
        if not take_lock(self.handle):
            self.release()
            return False
        return True

    def learn(self) -> None:
        """Read the metadata file; an incomplete one is ignored."""
        with suppress(OSError, ValueError, KeyError, TypeError):
            metadata = json.loads(self.path.with_suffix(_BELONGS).read_bytes())
            self.entry, self.question = str(metadata["entry"]), str(metadata["question"])
            self.digest = str(metadata["digest"])

    def release(self) -> None:
        """Release the lock; an editor that still runs keeps its own."""
        if self.handle is not None:
            os.close(self.handle)
            self.handle = None

    def is_of(self, text: str) -> bool:
        """Return whether a text equals the one handed out, line ends and outer blanks aside."""
        return digest_of(text) == self.digest

    def unread(self, *, ended_well: bool) -> str | None:
        """
        Return the saved text that differs from the one handed out; None without any.

        Args:
            ended_well: Whether the person closed the editor normally; then only the main file
                counts. Otherwise a side file of the editor may hold the newest text.
        """
        main_text = self._read(self.file)
        if main_text is not None and ended_well:
            return None if self.is_of(main_text) else main_text
        others = (self._read(file) for file in self._files() if file != self.file)
        read = [text for text in (*others, main_text) if text is not None]
        differ = [text for text in dict.fromkeys(read) if not self.is_of(text)]
        if not differ:
            return None
        texts = list(dict.fromkeys(text.strip() for text in differ))
        whole = [t for t in texts if not any(t in other for other in texts if other != t)]
        return "\n\n".join(whole)

    @property
    def is_readable(self) -> bool:
        """Return whether the main file still exists and holds text, changed or not."""
        return self._read(self.file) is not None

    def remove(self) -> None:
        """Overwrite and remove all files of the text."""
        for part in self._parts():
            _opened_up(part)
            with suppress(OSError):
                if part.is_dir() and not part.is_symlink():
                    disk.erase_folder(part)
                else:
                    disk.erase(part)
        self.release()
        with suppress(OSError):
            disk.remove_folder(self.path.parent)

    def _parts(self) -> list[Path]:
        """Return the existing files and folders, the metadata file last."""
        with suppress(OSError):
            parts = [p for p in self.path.parent.iterdir() if unit_of(p) == self.path.name]
            return sorted(parts, key=lambda p: (p.suffix == _BELONGS, p.name))
        return []

    def _files(self) -> list[Path]:
        """Return the files that may hold text, oldest first."""
        kept = (p for p in self._parts() if p.suffix not in (_BELONGS, _BEGUN, _SIDE))
        files = [f for part in kept for f in _opened_up(part) if f.is_file()]
        return sorted(files, key=lambda f: f.stat().st_mtime_ns)

    @staticmethod
    def _read(file: Path) -> str | None:
        with suppress(OSError):
            if file.is_file():
                if not file.is_symlink():
                    file.chmod(0o600)
                data = file.read_bytes()
                return None if data.startswith(_NO_TEXT) else decoded(data)
        return None


def new_one(root: Path, entry: str, question: str) -> HandedOut:
    """Return a new, unwritten text with a random name, in a folder with mode 0700."""
    disk.make_folder(root)
    root.chmod(disk.FOLDER_MODE)
    return HandedOut(root / f"text-{os.urandom(8).hex()}", entry, question)


def left_in(root: Path) -> Iterator[HandedOut]:
    """Yield the texts handed out in a folder, whether an editor has them open or not."""
    with suppress(OSError):
        # Files with other names are temporary, or not ours.
        for unit in sorted({unit_of(p) for p in root.iterdir() if p.name.startswith(NAMED)}):
            handed = HandedOut(root / unit)
            handed.learn()
            yield handed


def unit_of(path: Path) -> str:
    """Return the name that all files of one text begin with."""
    return path.name.partition(".")[0]


def digest_of(text: str) -> str:
    """Return the SHA-256 of a text in hex, line ends and outer blanks aside."""
    plain = without_unkeepable(text).replace("\r\n", "\n").strip()
    return hashlib.sha256(plain.encode()).hexdigest()


def _opened_up(part: Path) -> Iterable[Path]:
    """Return the file, or the files in a folder, with access restored where an editor took it."""
    if part.is_symlink() or not part.is_dir():
        return [part]
    with suppress(OSError):
        part.chmod(0o700)
        return [file for inner in part.iterdir() for file in _opened_up(inner)]
    return []
