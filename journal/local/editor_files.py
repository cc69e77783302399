"""
A text handed out to an editor: where it stands, what it belongs to, and what became of it.

Beside its private folder stands a small file that says which entry and question it belongs to,
and is locked for as long as we or the editor run. The lock holds across containers, where no
process of the other can be asked whether it runs.
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
"""How the names of what was handed out begin; the second in earlier versions."""

_NAME = "entry.txt"
_BELONGS, _BEGUN, _SIDE = ".json", ".new", ".side"
_NO_TEXT = (b"b0VIM ", b"Vim\x9fUnDo\xe5")
"""How files of vim begin that hold more than the text: swap and undo."""


@dataclass(slots=True)
class HandedOut:
    """
    One text that an editor was given.

    Attributes:
        path: All that belongs to it begins with this name.
        entry, question: What it belongs to; empty if that is not known.
        digest: Of the text as it was handed out; see `digest_of`.
    """

    path: Path
    entry: str = ""
    question: str = ""
    digest: str = ""
    handle: int | None = field(default=None, compare=False)

    @property
    def file(self) -> Path:
        """What the editor opens."""
        return self.path / _NAME

    @property
    def side(self) -> Path:
        """A private folder for what an editor keeps beside a text; never read."""
        return self.path.with_suffix(_SIDE)

    def hand_out(self, text: str) -> None:
        """
        Write it for an editor, locked.

        Raises:
            OSError: If that can't be done.
        """
        self.digest = digest_of(text)
        belongs = {"entry": self.entry, "question": self.question, "digest": self.digest}
        begun = self.path.with_suffix(_BEGUN)
        self.handle = disk.new_file(begun)
        take_lock(self.handle)
        os.write(self.handle, json.dumps(belongs).encode())
        # Nobody finds it before it is locked.
        disk.replace(begun, self.path.with_suffix(_BELONGS))
        for folder in (self.path, self.side):
            disk.make_folder(folder)
        with os.fdopen(disk.new_file(self.file), "wb") as opened:
            opened.write(text.encode())

    def take(self) -> bool:
        """Lock what is left of it; False if an editor may still have it open."""
        self.release()
        try:
            self.handle = os.open(self.path.with_suffix(_BELONGS), os.O_RDWR)
        except OSError:
            return True  # of an earlier version, or nothing was handed out yet
        if not take_lock(self.handle):
            self.release()
            return False
        return True

    def learn(self) -> None:
        """Read what it belongs to; what was not written whole says nothing."""
        with suppress(OSError, ValueError, KeyError, TypeError):
            known = json.loads(self.path.with_suffix(_BELONGS).read_bytes())
            self.entry, self.question = str(known["entry"]), str(known["question"])
            self.digest = str(known["digest"])

    def release(self) -> None:
        """Let the lock go; an editor that still runs keeps it."""
        if self.handle is not None:
            os.close(self.handle)
            self.handle = None

    def is_of(self, text: str) -> bool:
        """Whether it was a text that was handed out, line ends and blanks around it aside."""
        return digest_of(text) == self.digest

    def unread(self, *, ended_well: bool) -> str | None:
        """
        Return what was saved and differs from what was handed out; None if nothing does.

        Args:
            ended_well: What the editor left beside it is of no interest then: it was closed by
                the person. Else that may be the newest text, or all there is.
        """
        said = self._read(self.file)
        if said is not None and ended_well:
            return None if self.is_of(said) else said
        others = (self._read(file) for file in self._files() if file != self.file)
        read = [text for text in (*others, said) if text is not None]
        differ = [text for text in dict.fromkeys(read) if not self.is_of(text)]
        if not differ:
            return None
        texts = list(dict.fromkeys(text.strip() for text in differ))
        whole = [t for t in texts if not any(t in other for other in texts if other != t)]
        return "\n\n".join(whole)

    @property
    def is_readable(self) -> bool:
        """Whether the text that was handed out is still there, changed or not."""
        return self._read(self.file) is not None

    def remove(self) -> None:
        """Overwrite and remove all of it."""
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
        """What is there of it, what says whose it is at the end."""
        with suppress(OSError):
            found = [p for p in self.path.parent.iterdir() if unit_of(p) == self.path.name]
            return sorted(found, key=lambda p: (p.suffix == _BELONGS, p.name))
        return []

    def _files(self) -> list[Path]:
        """What could hold text, the oldest first."""
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
    """A name for a text that is to be handed out, in a folder for its owner alone."""
    disk.make_folder(root)
    root.chmod(disk.FOLDER_MODE)
    return HandedOut(root / f"text-{os.urandom(8).hex()}", entry, question)


def left_in(root: Path) -> Iterator[HandedOut]:
    """Every text that was handed out in a folder, whoever has it now."""
    with suppress(OSError):
        # What has another name is on its way, or is not ours.
        for unit in sorted({unit_of(p) for p in root.iterdir() if p.name.startswith(NAMED)}):
            found = HandedOut(root / unit)
            found.learn()
            yield found


def unit_of(path: Path) -> str:
    """What the parts of one text have in common."""
    return path.name.partition(".")[0]


def digest_of(text: str) -> str:
    """What tells a changed text from the one handed out, line ends and blanks around it aside."""
    plain = without_unkeepable(text).replace("\r\n", "\n").strip()
    return hashlib.sha256(plain.encode()).hexdigest()


def _opened_up(part: Path) -> Iterable[Path]:
    """The files in a folder, or the one it is, made readable for us where an editor was strict."""
    if part.is_symlink() or not part.is_dir():
        return [part]
    with suppress(OSError):
        part.chmod(0o700)
        return [file for inner in part.iterdir() for file in _opened_up(inner)]
    return []
