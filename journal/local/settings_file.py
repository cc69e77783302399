"""Harmless choices, kept in `local.toml_files`: one row each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from journal.core.errors import SettingsError
from journal.local.atomic_write import write_file
from journal.local.toml_files import TomlError, read_text, read_toml, with_switch


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

_DEFAULTS = {setting.name: setting.default for setting in SETTINGS}

_KEY = re.compile(r"""\s*\[*\s*(["']?)(?P<name>[\w-]+)\1\s*[]=.]""")
"""A line that begins with a key, or with the name of a table."""

_NO_SWITCH = "expected true or false. To set it: journal settings {name} off"
_CORRECT = "Correct it in {path}, or remove that file."


def read_choices(file: Path) -> dict[str, bool]:
    """
    All settings, those of the file over the defaults.

    What is not known here stands there for another version, and does nothing.

    Raises:
        SettingsError: If the file is not what it has to be.
    """
    return {name: read_choice(file, name) for name in _DEFAULTS}


def read_choice(file: Path, name: str) -> bool:
    """
    One setting, whatever is wrong with the others.

    Raises:
        SettingsError: If the file can't be read, or has something else there than it has to.
    """
    found = _read(file)
    value = found.get(name, _DEFAULTS[name])
    if not isinstance(value, bool):
        raise SettingsError(f"{_place(file, name)}, {name}: {_NO_SWITCH.format(name=name)}")
    return value


def settings_faults(file: Path) -> list[str]:
    """All that keeps a command from reading the settings, with what ends it."""
    told: dict[str, None] = {}
    for name in _DEFAULTS:
        try:
            read_choice(file, name)
        except SettingsError as error:
            told[str(error)] = None
    return list(told)


def chosen(file: Path) -> set[str]:
    """
    The names of the settings that the file itself has.

    Raises:
        SettingsError: If the file is not what it has to be.
    """
    return set(_read(file)) & _DEFAULTS.keys()


def unknown(file: Path) -> list[str]:
    """
    A sentence for each name in the file that is that of no setting of it.

    Raises:
        SettingsError: If the file is not what it has to be.
    """
    names = [name for name in _read(file) if name not in _DEFAULTS]
    # Any text can be a name in quotes: what is none by its look is not repeated.
    shown = [name if _KEY.fullmatch(f"{name}=") else "that" for name in names]
    return [
        f"{_place(file, name)}: no setting in this file is called {said}."
        for name, said in zip(names, shown, strict=True)
    ]


def write_choice(file: Path, name: str, value: bool) -> None:
    """
    Keep one setting; all else in the file stays as it is, with what a person wrote beside it.

    What stood there for it before may have been no setting at all.

    Raises:
        SettingsError: If the file is not what it has to be; it is left as it is.
        OutputError: If it cannot be written.
    """
    try:
        changed = with_switch(read_text(file) if _is_there(file) else "", name, value)
    except TomlError as error:
        raise SettingsError(_told(file, error)) from None
    if changed is None:
        state = str(value).lower()
        raise SettingsError(f"{file.name} is left as it is. Please write there: {name} = {state}")
    write_file(file, [changed], force=True)


def _read(file: Path) -> dict[str, Any]:
    try:
        return read_toml(file) if _is_there(file) else {}
    except TomlError as error:
        name = _name_in(file, error.line)
        if name in _DEFAULTS:
            told = _NO_SWITCH.format(name=name)
            raise SettingsError(f"{file.name}, line {error.line}, {name}: {told}") from None
        raise SettingsError(_told(file, error)) from None


def _is_there(file: Path) -> bool:
    try:
        return file.exists()
    except OSError as error:
        raise SettingsError(f"{file.name} can't be looked for: {error.strerror}.") from None


def _told(file: Path, error: TomlError) -> str:
    """What is wrong with the file as a whole, and what ends it."""
    place, said = (
        (f"{file.name}, line {error.line}", "valid TOML") if error.line else (file.name, str(error))
    )
    return f"{place}: expected {said}. {_CORRECT.format(path=file)}"


def _name_in(file: Path, line: int | None) -> str:
    """The key that a line of the file begins with; empty if it begins with none."""
    found = _KEY.match(read_text(file).split("\n")[line - 1]) if line else None
    return found["name"] if found else ""


def _place(file: Path, name: str) -> str:
    """The file, and the line in it that a key stands in, where it can be told."""
    for number, line in enumerate(read_text(file).split("\n"), 1):
        found = _KEY.match(line)
        if found and found["name"] == name:
            return f"{file.name}, line {number}"
    return file.name
