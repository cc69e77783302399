"""The home of a journal: its folders and files, accessible by their owner only."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from journal.core.errors import OutputError, StoreError
from journal.core.platform import disk
from journal.core.platform.system import expanded
from journal.local.home_mark import FOLDER, MAY_STAND_THERE, Mark, read_mark, write_mark

OTHERS = stat.S_IRWXG | stat.S_IRWXO
"""The permission bits of group and others."""


@dataclass(frozen=True, slots=True)
class Home:
    """The folder that holds all files of one journal; it may not exist yet."""

    path: Path

    @property
    def database(self) -> Path:
        """The database with the entries."""
        return self.path / "journal.db"

    @property
    def settings(self) -> Path:
        """The settings file, which holds nothing sensitive."""
        return self.path / "settings.toml"

    @property
    def own_flows(self) -> Path:
        """The folder of the person's own flows, one file each."""
        return self.path / "prompts" / "flows"

    @property
    def mark(self) -> Mark | None:
        """The content of the marker file; None without one."""
        return read_mark(self.path)

    def set_lock(self, lock: str) -> None:
        """
        Record in the marker whether the database is encrypted.

        Args:
            lock: `ON`, `OFF` or `COMING_OFF` of `local.home_mark`.

        Raises:
            OutputError: If the marker cannot be written.
        """
        mark = self.mark or Mark()
        if mark.lock != lock or self.mark is None:
            write_mark(self.path, replace(mark, lock=lock))

    def check_outside(self, path: Path) -> None:
        """
        Refuse an output file inside the home.

        Args:
            path: The file; it need not exist, and may be or lie behind a symbolic link.

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
        Make sure that the home can be created, and leave no folder behind.

        Raises:
            StoreError: As `make`.
        """
        for folder in reversed(self._folders()):
            disk.remove_folder(folder)

    def make(self, ours: frozenset[str] = MAY_STAND_THERE) -> None:
        """
        Create the folder and its missing parents with mode 0700, and write the marker.

        The umask has no effect. A folder that existed before keeps its permissions.

        Args:
            ours: The names in the folder that count as ours from now on.

        Raises:
            StoreError: If the folder cannot be created, or is no folder.
        """
        created = self._folders()
        mark = self.mark
        try:
            if mark is None:
                write_mark(self.path, Mark(ours=ours | {FOLDER} if created else ours))
            elif FOLDER in mark.ours and self.path.stat().st_mode & OTHERS:
                self.path.chmod(disk.FOLDER_MODE)
        except OSError as error:
            raise self._no_use(error.strerror) from None
        except OutputError as error:
            if self.mark is None:  # otherwise another process wrote it first
                raise StoreError(str(error)) from None

    def _folders(self) -> list[Path]:
        """Create the missing folders, and return those created, outermost first."""
        created: list[Path] = []
        try:
            # One by one: `parents=True` would create the parents with the mode of the umask.
            for folder in (*reversed(self.path.parents), self.path):
                if not folder.exists() and disk.make_folder(folder):
                    created.append(folder)
            disk.make_folder(self.path)
        except OSError as error:
            raise self._no_use(error.strerror) from None
        if not os.access(self.path, os.W_OK):
            raise self._no_use("It can't be written to")
        return created

    def _no_use(self, reason: str | None) -> StoreError:
        return StoreError(
            f"Can't make or use the folder {self.path}: {reason}. "
            "Set JOURNAL_HOME to a folder that can be written."
        )


def find_home() -> Home:
    """
    Return the home that `JOURNAL_HOME` names, else the platform's folder for user data.

    Raises:
        StoreError: If the login has no home folder and `JOURNAL_HOME` is not set.
    """
    named = os.environ.get("JOURNAL_HOME")
    if named:
        return Home(expanded(named).absolute())
    from platformdirs import user_data_path

    try:
        return Home(user_data_path("journal", appauthor=False))
    except RuntimeError:  # the login is not in the user database, and HOME is not set
        raise StoreError(
            "There is no home folder for this login. Set JOURNAL_HOME to a folder that can be "
            "written."
        ) from None


def origin_of(*variables: str) -> str:
    """Return the first of some environment variables that is set, else `default`."""
    return next((name for name in variables if os.environ.get(name)), "default")


def find_country() -> str:
    """Return the country of the locale as ISO 3166 alpha-2; empty if it names none."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        _, _, country = os.environ.get(variable, "").partition(".")[0].partition("_")
        code = country.partition("@")[0].upper()
        if len(code) == 2 and code.isalpha():
            return "GB" if code == "UK" else code
    return ""
