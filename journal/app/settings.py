"""The settings and own words: list them with their origin, and change them."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from journal.app.journal import Journal, open_journal
from journal.app.ownership import claim
from journal.app.program import Program
from journal.core.errors import EditorError, WrongUseError
from journal.core.terms import VIEWS, one_of
from journal.local.settings_file import SETTINGS, chosen, read_choices, unknown, write_choice

_SWITCHES = {"on": True, "off": False}
_ABOUT_VIEW = "What is shown: loop, or plain for feelings, body and facts only."
_ABOUT_EDITOR = "Opens with Ctrl-E in a longer answer; not when you are asked line by line."


class Row(NamedTuple):
    """
    A setting and its value.

    Attributes:
        origin: The source of the value: `journal`, a file, a variable or `default`.
        about: The effect of the setting, in a sentence.
    """

    name: str
    value: str
    origin: str
    about: str


class OwnWord(NamedTuple):
    """One of the person's own words, and its list."""

    list: str
    text: str


def all_settings(program: Program) -> list[Row]:
    """Return all settings, those from the environment last."""
    home, view = program.home, None
    if program.is_there():
        with open_journal(program, to_read=True) as j:
            view = j.store.state.view
    rows = [Row("view", view or "loop", "journal" if view else "default", _ABOUT_VIEW)]
    values, in_file = read_choices(home.settings), chosen(home.settings)
    for setting in SETTINGS:
        state = "on" if values[setting.name] else "off"
        origin = home.settings.name if setting.name in in_file else "default"
        rows.append(Row(setting.name, state, origin, setting.about))
    return [*rows, *_of_the_surroundings(home.path)]


def unknown_settings(program: Program) -> list[str]:
    """Return a sentence for each unknown setting in the settings file."""
    return unknown(program.home.settings)


def change_setting(program: Program, name: str, value: str | None) -> None:
    """
    Change a setting.

    Raises:
        WrongUseError: If there is no such setting, or it takes other values.
        JournalError: If the setting cannot be written.
    """
    if name == "view":
        _change_view(program, value)
    else:
        _switch(program, name, value)
    program.tell(f"{name}: {value}")


def own_words(j: Journal) -> list[OwnWord]:
    """Return the person's own words, list after list."""
    return [OwnWord(name, text) for name in j.prompts.lists for text in j.own_words(name)]


def forget_own_word(j: Journal, number: int) -> str:
    """
    Remove an own word from its list; entries keep it.

    Args:
        number: The position in `own_words`, from 1.

    Returns:
        The result, in a sentence.

    Raises:
        WrongUseError: If there is no word with that number.
    """
    words = own_words(j)
    if not 1 <= number <= len(words):
        raise WrongUseError("--remove: expected a number of: journal settings words")
    j.store.forget_own_word(*words[number - 1])
    return f"Number {number} is out of the list {words[number - 1].list}. Entries keep it."


def _change_view(program: Program, value: str | None) -> None:
    view = one_of(value, VIEWS)
    if view is None:
        raise WrongUseError(f"view: expected {' or '.join(VIEWS)}.")
    with open_journal(program) as j:
        j.store.state.view = view


def _switch(program: Program, name: str, value: str | None) -> None:
    if name not in {setting.name for setting in SETTINGS}:
        names = ", ".join(["view", *(s.name for s in SETTINGS), "words"])
        raise WrongUseError(f"There is no setting of that name. Settings: {names}.")
    if value not in _SWITCHES:
        raise WrongUseError(f"{name}: expected on or off.")
    home = program.home
    if home.mark is None and program.is_there():
        with open_journal(program):  # opening shows whether the database is ours
            pass
    claim(home)
    write_choice(home.settings, name, _SWITCHES[value])


def _of_the_surroundings(home: Path) -> list[Row]:
    """Return the settings that the environment decides."""
    from journal.local.editor import editor_command
    from journal.local.home import origin_of
    from journal.screen.output.pager import pager_command

    try:
        editor = editor_command()[0]
    except EditorError:
        editor = "none"
    pager = (pager_command() or ["none"])[0]
    about_home = "Where everything of this journal lives."
    of_pager = origin_of("PAGER") if pager != "less" else "default"
    return [
        Row("home", str(home), origin_of("JOURNAL_HOME"), about_home),
        Row("editor", editor, origin_of("VISUAL", "EDITOR"), _ABOUT_EDITOR),
        Row("pager", pager, of_pager, "Shows your entries."),
    ]
