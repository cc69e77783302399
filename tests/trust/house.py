"""A home with a journal in it, and many runs of the real command on it."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from support import house as shared

from journal.store import Cipher, open_store

PHRASES = ("four words in a row", "and four quite different ones")
CANARY = "zq7xk9vj3"
"""Like no other word."""

ROUNDS = 1_000
"""Keys are derived with so few rounds here: what is tried is the writing, not the waiting."""


class Ended(NamedTuple):
    """How a run ended: exit status, negative for a signal; what it said; seconds it took."""

    code: int
    out: str
    err: str
    seconds: float


class House(shared.House):
    """
    A home with a journal in it, and one process that the command is run from.

    Attributes:
        now: The passphrase of the journal; None if it has none.
    """

    def __init__(self, folder: Path, server: subprocess.Popen[str], now: str | None = None) -> None:
        super().__init__(folder)
        self.server = server
        self.now = now

    @property
    def path(self) -> Path:
        return self.home / "journal.db"

    @property
    def backups(self) -> list[Path]:
        return sorted((self.home / "backups").glob("*.db"))

    def file(self, name: str, content: str) -> Path:
        """A file beside the home, for its owner alone."""
        made = self.folder / name
        made.write_text(content)
        return made

    def page(self, uid: str, text: str = CANARY) -> str:
        """A note as it is handed in, with its uid in its text."""
        told = {"flow": "note", "uid": uid, "answers": {"text": f"{text} {uid}"}}
        return json.dumps({**told, "happened_at": "2026-03-01T21:30:00+01:00"})

    def run(self, *arguments: object, kill: float | None = None, **env: str) -> Ended:
        """Run `journal`; the passphrase of now comes from a file."""
        given = {"JOURNAL_HOME": str(self.home)}
        if self.now is not None:
            given["JOURNAL_PASSPHRASE_FILE"] = str(self.file("phrase", self.now + "\n"))
        out, err = self.folder / "out", self.folder / "err"
        job = {
            "arguments": [str(a) for a in arguments],
            "env": self.env(**given, **env),
            "out": str(out),
            "err": str(err),
            "kill": kill,
        }
        self.server.stdin.write(json.dumps(job) + "\n")
        self.server.stdin.flush()
        code, seconds = json.loads(self.server.stdout.readline())
        return Ended(code, out.read_text(), err.read_text(), seconds)

    def write(self, *uids: str) -> None:
        """Put notes into the journal."""
        done = self.run(
            "import", self.file("some.jsonl", "".join(f"{self.page(u)}\n" for u in uids))
        )

        assert done.code == 0, done.err

    def uids(self, phrase: str | None = ..., path: Path | None = None) -> set[str]:
        """The entries of a file, each of which is read whole."""
        key = self.now if phrase is ... else phrase
        with open_store(path or self.path, connect=Cipher(key)) as store:
            entries = list(store.entries(flagged=True, drafts=True))
        assert all(str(e.value("text")).endswith(e.uid) for e in entries)
        return {e.uid for e in entries}

    def opens_with(self, phrases: Sequence[str | None]) -> str | None:
        """The one of these passphrases that opens the journal."""
        from journal.store.backups import opens

        [fits] = [p for p in phrases if opens(self.path, Cipher(p))]
        return fits

    def leftovers(self) -> set[str]:
        """What stands in the home beside what belongs there."""
        known = {"journal.db", "journal-home.json", "settings.toml", "backups", "prompts"}
        there = {f.name for f in self.home.iterdir()} - known
        return there | {f.name for f in self.home.glob("backups/*") if f.suffix != ".db"}

    def reads(self, words: str = CANARY) -> set[str]:
        """The files of the home in which words can be read."""
        found = (f for f in self.home.rglob("*") if f.is_file())
        return {str(f.relative_to(self.home)) for f in found if words.encode() in f.read_bytes()}

    def keep(self) -> Path:
        """A picture of the home, to go back to."""
        kept = self.folder / "kept"
        shutil.rmtree(kept, ignore_errors=True)
        return shutil.copytree(self.home, kept)

    def back_to(self, kept: Path) -> None:
        shutil.rmtree(self.home)
        shutil.copytree(kept, self.home)
