"""Harmless choices, kept in `settings.toml`: one row each."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from journal.core.errors import SettingsError
from journal.settings.writing import write_file


@dataclass(frozen=True, slots=True)
class Setting:
    """One choice: its name, what holds without it, and what it does."""

    name: str
    default: bool
    about: str


SETTINGS = (Setting("plain", False, "Ask line by line, without a screen of its own."),)


def read_choices(file: Path) -> dict[str, bool]:
    """
    All settings, those of the file over the defaults.

    Raises:
        SettingsError: If the file is not what it has to be.
    """
    known = {setting.name: setting.default for setting in SETTINGS}
    for name, value in _read(file).items():
        if name not in known:
            raise SettingsError(f"{file.name}: expected only {', '.join(known)}.")
        if not isinstance(value, bool):
            raise SettingsError(f"{file.name}, {name}: expected true or false.")
        known[name] = value
    return known


def chosen(file: Path) -> set[str]:
    """
    The names of the settings that the file itself has.

    Raises:
        SettingsError: If the file is not what it has to be.
    """
    return set(_read(file))


def _read(file: Path) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{file.name}: expected valid TOML ({error}).") from None
    except (OSError, UnicodeDecodeError):
        raise SettingsError(f"{file.name}: expected a readable text in UTF-8.") from None


def write_choice(file: Path, name: str, value: bool) -> None:
    """
    Keep one setting, beside those that are there.

    Raises:
        SettingsError: If the file is not what it has to be.
        OutputError: If it cannot be written.
    """

    changed = {**_read(file), name: value}
    lines = (f"{key} = {'true' if state else 'false'}\n" for key, state in changed.items())
    write_file(file, lines, force=True)
