"""Harmless choices, kept in `settings.toml`: one row each."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from journal.core.errors import SettingsError
from journal.settings.toml import TomlError, read_toml
from journal.settings.writing import write_file


@dataclass(frozen=True, slots=True)
class Setting:
    """One choice: its name, what holds without it, and what it does."""

    name: str
    default: bool
    about: str


SETTINGS = (
    Setting("plain", False, "Ask line by line, without a screen of its own."),
    Setting("keyring", False, "Ask the system's keyring for the passphrase first."),
)


def read_choices(file: Path) -> dict[str, bool]:
    """
    All settings, those of the file over the defaults.

    Raises:
        SettingsError: If the file is not what it has to be.
    """
    return {setting.name: setting.default for setting in SETTINGS} | _read(file)


def chosen(file: Path) -> set[str]:
    """
    The names of the settings that the file itself has.

    Raises:
        SettingsError: If the file is not what it has to be.
    """
    return set(_read(file))


def write_choice(file: Path, name: str, value: bool) -> None:
    """
    Keep one setting, beside those that are there.

    Raises:
        SettingsError: If the file is not what it has to be; it is left as it is.
        OutputError: If it cannot be written.
    """
    changed = {**_read(file), name: value}
    lines = (f"{key} = {'true' if state else 'false'}\n" for key, state in changed.items())
    write_file(file, lines, force=True)


def _read(file: Path) -> dict[str, bool]:
    try:
        if not file.exists():
            return {}
        found = read_toml(file)
    except OSError as error:
        raise SettingsError(f"{file.name} can't be looked for: {error.strerror}.") from None
    except TomlError as error:
        raise SettingsError(f"{file.name}: expected {error}.") from None
    known = {setting.name for setting in SETTINGS}
    for name, value in found.items():
        if name not in known:
            raise SettingsError(
                f"{file.name}: expected only {', '.join(s.name for s in SETTINGS)}."
            )
        if not isinstance(value, bool):
            raise SettingsError(f"{file.name}, {name}: expected true or false.")
    return found
