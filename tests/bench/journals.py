"""Homes to measure in: ours, plain and locked, and those of jrnl, all with the same entries."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from content import write

HERE = Path(__file__).parent
ADDED = HERE / "one.json"
PEERS = ("4.6", "4.3")
"""Versions of jrnl: the newest, and the one before adding an entry became slow."""

_KEPT = ("PATH", "LANG", "LC_ALL", "TZ")
_CONFIG = """\
version: v{version}
journals:
  default:
    journal: {journal}
editor: ''
encrypt: false
template: false
default_hour: 9
default_minute: 0
timeformat: '%Y-%m-%d %H:%M'
tagsymbols: '@'
highlight: true
linewrap: 79
indent_character: '|'
display_format: pretty
colors: {{body: none, date: none, tags: none, title: none}}
"""


@dataclass(frozen=True)
class Bench:
    """
    A folder with everything that is measured in.

    Attributes:
        work: Empty at first.
    """

    work: Path

    @cached_property
    def env(self) -> dict[str, str]:
        """The variables of a run, before a home is named."""
        kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
        return {**kept, "HOME": str(self.work), "TERM": "xterm-256color", "COLUMNS": "80"}

    @cached_property
    def command(self) -> list[str]:
        """How our command is called."""
        installed = Path(sys.executable).with_name("journal")
        return [str(installed)] if installed.exists() else [sys.executable, "-m", "journal"]

    def content(self, count: int) -> Path:
        """The folder with the entries as files; made at first."""
        folder = self.work / f"content-{count}"
        if not folder.exists():
            made = self.work / "content.part"
            shutil.rmtree(made, ignore_errors=True)
            made.mkdir()
            write(count, made)
            made.rename(folder)
        return folder

    def ours(self, count: int, *, locked: bool = False) -> dict[str, str]:
        """The variables that name our home with so many entries."""
        home = self.work / f"ours-{count}{'-locked' if locked else ''}"
        env = {**self.env, "JOURNAL_HOME": str(home)}
        if locked:
            env["JOURNAL_PASSPHRASE_FILE"] = str(self._passphrase())
        if not home.exists():
            made = self.work / "ours.part"
            shutil.rmtree(made, ignore_errors=True)
            there = {"JOURNAL_HOME": str(made)}
            file = self.content(count) / "ours.jsonl"
            self._do({**self.env, **there}, "import", str(file))
            if locked:
                self._do({**env, **there}, "lock")
            made.rename(home)
        return env

    def copied(self, env: Mapping[str, str]) -> dict[str, str]:
        """The variables that name a copy of a home, made anew."""
        home = self.work / "copied"
        shutil.rmtree(home, ignore_errors=True)
        shutil.copytree(env["JOURNAL_HOME"], home)
        os.sync()  # else the first to write waits for the whole copy
        return {**env, "JOURNAL_HOME": str(home)}

    def _do(self, env: Mapping[str, str], *arguments: str) -> None:
        subprocess.run([*self.command, *arguments], env=env, check=True, capture_output=True)

    def locked_and_new(self, home: Path) -> dict[str, str]:
        """The variables that name a home made for this, locked, with one entry in it."""
        secret = self._passphrase()
        env = self.begun(home)
        env["JOURNAL_PASSPHRASE_FILE"] = str(secret)
        self._do(env, "lock")
        return env

    def begun(self, home: Path) -> dict[str, str]:
        """The variables that name a home made for this, with one entry in it."""
        env = {**self.env, "JOURNAL_HOME": str(home)}
        self._do(env, "reflect", "--answers", str(ADDED))
        return env

    def year(self) -> dict[str, str]:
        """The variables that name a home with the made-up year of the tests."""
        home = self.work / "year"
        env = {**self.env, "JOURNAL_HOME": str(home)}
        if not home.exists():
            sys.path.insert(0, str(HERE.parent / "year"))
            import a_year

            entries = "".join(json.dumps(entry) + "\n" for entry in a_year.entries())
            subprocess.run(
                [*self.command, "import", "-"], input=entries.encode(), env=env, check=True,
                capture_output=True,
            )  # fmt: skip
        return env

    def _passphrase(self) -> Path:
        secret = self.work / "passphrase"
        secret.write_text("seven quiet herons\n")
        secret.chmod(0o600)
        return secret

    def jrnl(self, version: str, count: int) -> list[str]:
        """How jrnl is called, with a journal of so many entries; installed at first."""
        venv = self.work / f"jrnl-{version}"
        if not venv.exists():
            subprocess.run([sys.executable, "-m", "venv", venv], check=True)
            pip = [venv / "bin" / "pip", "install", "--quiet", f"jrnl=={version}"]
            subprocess.run(pip, check=True)
        journal, config = (self.work / f"jrnl-{version}-{count}.{end}" for end in ("txt", "yaml"))
        # Anew each time: what writes is measured too.
        shutil.copy(self.content(count) / "jrnl.txt", journal)
        config.write_text(_CONFIG.format(version=version, journal=journal))
        return [str(venv / "bin" / "jrnl"), "--config-file", str(config)]
