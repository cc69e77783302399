"""All commands that write, each with a journal to begin with, and what that holds afterwards."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import NamedTuple

from journal.core.model import Entry
from journal.store import Cipher, open_store

from .house import PHRASES, House

OLD, NEW = PHRASES


class OnADisk(House):
    """A home on a disk, two new folders deep, and beside it a folder for what is exported."""

    place: Path

    @property
    def home(self) -> Path:
        return self.place / "mine" / "journal"

    @property
    def outside(self) -> Path:
        return self.place / "outside"

    def at(self, place: Path) -> OnADisk:
        """The same, on the disk as it is when the power is back."""
        other = OnADisk(self.folder, self.server, self.now)
        other.place = place
        return other


class Content(NamedTuple):
    """All that was kept, as far as a person knows of it."""

    phrase: str | None
    entries: dict[str, Entry]
    deleted: set[str]
    view: object
    settings: str
    outside: dict[str, object]


def content(house: OnADisk) -> Content:
    """What is there and can be read."""
    settings = house.home / "settings.toml"
    told = settings.read_text() if settings.exists() else ""
    outside = {
        f.name: holds(f, house) for f in house.outside.iterdir() if not f.name.startswith(".")
    }
    if not house.path.exists():
        return Content(None, {}, set(), None, told, outside)
    phrase = phrase_of(house)
    with open_store(house.path, connect=Cipher(phrase)) as store:
        entries = {e.uid: e for e in store.entries(flagged=True, drafts=True)}
        copies = {f"{uid}, being changed": store.aside(uid) for uid in entries}
        entries |= {name: copy for name, copy in copies.items() if copy is not None}
        deleted = {e.uid for e, _ in store.bin.contents()}
        return Content(phrase, entries, deleted, store.state.view, told, outside)


def phrase_of(house: OnADisk) -> str | None:
    """What opens the journal; None if nothing has to, or if there is none."""
    return house.opens_with((None, *PHRASES)) if house.path.exists() else None


def holds(file: Path, house: OnADisk) -> object:
    """What a page holds, to the byte; of a copy of the journal its entries."""
    if file.suffix != ".db":
        return file.read_bytes()
    return house.uids(house.now, shutil.copy(file, house.folder / "looked-at.db"))


class Does(NamedTuple):
    """A command, what it says when it is done, and what opens the journal before."""

    arguments: str
    says: str
    phrase: str | None = None


ONCE = [
    Does("reflect --answers {page}", "Kept as"),
    Does("import {many}", "30 added"),
    Does("delete 4 --yes", "is deleted"),
    Does("delete 4 --now --yes", "gone for good"),
    Does("restore", "is back"),
    Does("settings plain on", "plain: on"),
    Does("settings view plain", "view: plain"),
    Does("backup {outside}/copy.db", "Saved"),
    Does("backup --restore {copy} --yes", "Put back"),
    Does("export --format json -o {outside}/all.jsonl", "Written to"),
    Does("export --format md --for self -o {outside}/old.md --force", "Written to"),
]
DOES = [
    *ONCE,
    *(does._replace(phrase=OLD) for does in (ONCE[0], ONCE[3], ONCE[8])),
    Does("lock", "Locked"),
    Does("lock --change --new-passphrase-file {new}", "Changed", OLD),
    Does("lock --remove", "Unlocked", OLD),
    Does("wipe --yes", "Gone."),
]


def prepared(house: OnADisk, does: Does) -> tuple[list[str], dict[str, str]]:
    """
    A journal with five notes, copies, and a page outside; and what the command is given.

    Returns:
        Its arguments and its variables.
    """
    copy = house.folder / "copy.db"
    house.write("n0", "n1", "n2")
    assert house.run("backup", copy).code == 0
    (house.outside / "old.md").write_text("before")
    house.write("n3", "n4")
    if does.arguments == "restore":
        assert house.run("delete", "4", "--yes").code == 0
    if does.phrase is not None:
        phrase = house.file("first", does.phrase)
        assert house.run("lock", JOURNAL_PASSPHRASE_FILE=str(phrase)).code == 0
        house.now = does.phrase
    files = {
        "page": house.file("page", house.page("new")),
        "many": house.file("many", "".join(f"{house.page(f'm{i}')}\n" for i in range(30))),
        "new": house.file("new", NEW),
        "copy": copy,
        "outside": house.outside,
    }
    arguments = does.arguments.format(**{n: str(f) for n, f in files.items()}).split()
    env = {"JOURNAL_PASSPHRASE_FILE": str(files["new"])} if does.arguments == "lock" else {}
    return arguments, env
