"""The home of a journal: its folders and files, for the owner only."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from journal.core.errors import OutputError, StoreError
from journal.core.platform import disk
from journal.core.platform.system import expanded
from journal.local.home_mark import FOLDER, MAY_STAND_THERE, Mark, read_mark, write_mark

OTHERS = stat.S_IRWXG | stat.S_IRWXO
"""The rights of other logins."""


@dataclass(frozen=True, slots=True)
class Home:
    """The folder in which everything of one journal lives; it may not exist yet."""

    path: Path

    @property
    def database(self) -> Path:
        """The entries."""
        return self.path / "journal.db"

    @property
    def settings(self) -> Path:
        """Harmless choices."""
        return self.path / "settings.toml"

    @property
    def own_flows(self) -> Path:
        """Flows of the person's own, one file each."""
        return self.path / "prompts" / "flows"

    @property
    def mark(self) -> Mark | None:
        """What the mark in it says; None without one."""
        return read_mark(self.path)

    def set_lock(self, lock: str) -> None:
        """
        Let the mark say whether the pages are locked.

        Raises:
            OutputError: If it cannot be written.
        """
        mark = self.mark or Mark()
        if mark.lock != lock or self.mark is None:
            write_mark(self.path, mark.locked(lock))

    def check_outside(self, path: Path) -> None:
        """
        Make sure that a file to be written is none of the journal's own.

        Args:
            path: It may not exist yet, and may be or lie behind a link.

        Raises:
            OutputError: If it lies in the folder of the journal.
        """
        place = path.parent.resolve() / path.name
        for above in (*place.parents, *path.resolve().parents):
            with suppress(OSError):
                if above.samefile(self.path):
                    raise OutputError(
                        "The folder of the journal is for the journal alone. Choose another place."
                    )

    def check(self) -> None:
        """
        Make sure that a journal could be made here, and leave nothing of the try.

        Raises:
            StoreError: As `make` does.
        """
        for folder in reversed(self._folders()):
            disk.remove_folder(folder)

    def make(self, ours: frozenset[str] = MAY_STAND_THERE) -> None:
        """
        Make the folder, and those above it that are missing, for its owner alone, and mark it.

        Whatever the umask says. A folder that was there keeps its rights.

        Args:
            ours: What in the folder is taken for ours from now on.

        Raises:
            StoreError: If it cannot be made, or is no folder.
        """
        made = self._folders()
        mark = self.mark
        try:
            if mark is None:
                write_mark(self.path, Mark(ours=ours | {FOLDER} if made else ours))
            elif FOLDER in mark.ours and self.path.stat().st_mode & OTHERS:
                self.path.chmod(disk.FOLDER_MODE)
        except OSError as error:
            raise self._no_use(error.strerror) from None
        except OutputError as error:
            if self.mark is None:  # else another process was faster
                raise StoreError(str(error)) from None

    def _folders(self) -> list[Path]:
        """Make the folders that are missing, and give them, the outermost first."""
        made: list[Path] = []
        try:
            # One by one: `parents=True` would give those above it the rights of the umask.
            for folder in (*reversed(self.path.parents), self.path):
                if not folder.exists() and disk.make_folder(folder):
                    made.append(folder)
            disk.make_folder(self.path)
        except OSError as error:
            raise self._no_use(error.strerror) from None
        if not os.access(self.path, os.W_OK):
            raise self._no_use("It can't be written to")
        return made

    def _no_use(self, reason: str | None) -> StoreError:
        return StoreError(
            f"Can't make or use the folder {self.path}: {reason}. "
            "Set JOURNAL_HOME to a folder that can be written."
        )


def find_home() -> Home:
    """
    The folder that `JOURNAL_HOME` names, else the platform's folder for user data.

    Raises:
        StoreError: If there is none.
    """
    named = os.environ.get("JOURNAL_HOME")
    if named:
        return Home(expanded(named).absolute())
    from platformdirs import user_data_path

    try:
        return Home(user_data_path("journal", appauthor=False))
    except RuntimeError:  # this login has no row, and HOME is not set
        raise StoreError(
            "There is no home folder for this login. Set JOURNAL_HOME to a folder that can be "
            "written."
        ) from None


def origin_of(*variables: str) -> str:
    """Where a choice of the surroundings comes from: the first variable set, else `default`."""
    return next((name for name in variables if os.environ.get(name)), "default")


def find_country() -> str:
    """The country of the locale as ISO 3166 alpha-2; empty if it names none."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        _, _, country = os.environ.get(variable, "").partition(".")[0].partition("_")
        code = country.partition("@")[0].upper()
        if len(code) == 2 and code.isalpha():
            return "GB" if code == "UK" else code
    return ""
