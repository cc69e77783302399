"""Harmless choices, kept in `settings.toml`: one row each."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from journal.core.errors import SettingsError
from journal.settings.toml import TomlError, read_text, read_toml, with_switch
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

_NAMES = frozenset(setting.name for setting in SETTINGS)


def read_choices(file: Path) -> dict[str, bool]:
    """
    All settings, those of the file over the defaults.

    What is not known here stands there for another version, and does nothing.

    Raises:
        SettingsError: If the file is not what it has to be.
    """
    found = _read(file)
    return {s.name: found.get(s.name, s.default) for s in SETTINGS}


def chosen(file: Path) -> set[str]:
    """
    The names of the settings that the file itself has.

    Raises:
        SettingsError: If the file is not what it has to be.
    """
    return set(_read(file)) & _NAMES


def unknown(file: Path) -> int:
    """
    How many names in the file are those of no setting.

    Raises:
        SettingsError: If the file is not what it has to be.
    """
    return len(set(_read(file)) - _NAMES)


def write_choice(file: Path, name: str, value: bool) -> None:
    """
    Keep one setting; all else in the file stays as it is, with what a person wrote beside it.

    Raises:
        SettingsError: If the file is not what it has to be; it is left as it is.
        OutputError: If it cannot be written.
    """
    _read(file)
    changed = with_switch(read_text(file) if file.exists() else "", name, value)
    if changed is None:
        state = str(value).lower()
        raise SettingsError(f"{file.name} is left as it is. Please write there: {name} = {state}")
    write_file(file, [changed], force=True)


def _read(file: Path) -> dict[str, Any]:
    try:
        if not file.exists():
            return {}
        found = read_toml(file)
    except OSError as error:
        raise SettingsError(f"{file.name} can't be looked for: {error.strerror}.") from None
    except TomlError as error:
        raise SettingsError(f"{file.name}: expected {error}.") from None
    for name in _NAMES & set(found):
        if not isinstance(found[name], bool):
            raise SettingsError(f"{file.name}, {name}: expected true or false.")
    return found
