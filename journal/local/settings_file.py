"""The settings file: switches that reveal nothing private, in TOML."""

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
    """A switch: its name, its default, and its effect in a sentence."""

    name: str
    default: bool
    about: str


SETTINGS = (
    Setting("plain", False, "Ask line by line, without a screen of its own."),
    Setting("keyring", False, "Ask the system's keyring for the passphrase first."),
)

_DEFAULTS = {setting.name: setting.default for setting in SETTINGS}

_KEY = re.compile(r"""\s*\[*\s*(["']?)(?P<name>[\w-]+)\1\s*[]=.]""")
"""A line that begins with a key or a table header."""

_NO_SWITCH = "expected true or false. To set it: journal settings {name} off"
_CORRECT = "Correct it in {path}, or remove that file."


def read_choices(file: Path) -> dict[str, bool]:
    """
    Return all settings, with defaults for those that the file lacks.

    Unknown names are ignored: they may belong to another version.

    Raises:
        SettingsError: If the file is invalid.
    """
    return {name: read_choice(file, name) for name in _DEFAULTS}


def read_choice(file: Path, name: str) -> bool:
    """
    Return one setting, even if others are invalid.

    Raises:
        SettingsError: If the file cannot be read or parsed, or the value is no boolean.
    """
    values = _read(file)
    value = values.get(name, _DEFAULTS[name])
    if not isinstance(value, bool):
        raise SettingsError(f"{_place(file, name)}, {name}: {_NO_SWITCH.format(name=name)}")
    return value


def settings_faults(file: Path) -> list[str]:
    """Return the faults of the settings file, each as a sentence with its remedy."""
    sentences: dict[str, None] = {}
    for name in _DEFAULTS:
        try:
            read_choice(file, name)
        except SettingsError as error:
            sentences[str(error)] = None
    return list(sentences)


def chosen(file: Path) -> set[str]:
    """
    Return the names of the known settings in the file.

    Raises:
        SettingsError: If the file cannot be read or parsed.
    """
    return set(_read(file)) & _DEFAULTS.keys()


def unknown(file: Path) -> list[str]:
    """
    Return a sentence for each unknown name in the file.

    Raises:
        SettingsError: If the file cannot be read or parsed.
    """
    names = [name for name in _read(file) if name not in _DEFAULTS]
    # A quoted TOML key can be any text: only plain identifiers are repeated.
    shown = [name if _KEY.fullmatch(f"{name}=") else "that" for name in names]
    return [
        f"{_place(file, name)}: no setting in this file is called {label}."
        for name, label in zip(names, shown, strict=True)
    ]


def write_choice(file: Path, name: str, value: bool) -> None:
    """
    Save one setting, and keep the rest of the file with its comments.

    An invalid value of this setting is replaced.

    Raises:
        SettingsError: If the file is invalid otherwise; it is left unchanged.
        OutputError: If the file cannot be written.
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
            expected = _NO_SWITCH.format(name=name)
            raise SettingsError(f"{file.name}, line {error.line}, {name}: {expected}") from None
        raise SettingsError(_told(file, error)) from None


def _is_there(file: Path) -> bool:
    try:
        return file.exists()
    except OSError as error:
        raise SettingsError(f"{file.name} can't be looked for: {error.strerror}.") from None


def _told(file: Path, error: TomlError) -> str:
    """Return a sentence on a fault of the whole file, with its remedy."""
    place, said = (
        (f"{file.name}, line {error.line}", "valid TOML") if error.line else (file.name, str(error))
    )
    return f"{place}: expected {said}. {_CORRECT.format(path=file)}"


def _name_in(file: Path, line: int | None) -> str:
    """Return the key at the beginning of a line of the file; empty without one."""
    found = _KEY.match(read_text(file).split("\n")[line - 1]) if line else None
    return found["name"] if found else ""


def _place(file: Path, name: str) -> str:
    """Return the name of the file, with the line of a key if it is found."""
    for number, line in enumerate(read_text(file).split("\n"), 1):
        found = _KEY.match(line)
        if found and found["name"] == name:
            return f"{file.name}, line {number}"
    return file.name
