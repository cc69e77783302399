"""Keeping it: the settings."""

from __future__ import annotations

from typing import Annotated

import typer

from journal.cli.open import is_there, journal, settings
from journal.core.errors import WrongUseError
from journal.settings.places import find_home

_VIEWS = ("loop", "plain")
_SWITCHES = {"on": True, "off": False}


def settings_(
    name: Annotated[str | None, typer.Argument(help="Which one to change.")] = None,
    value: Annotated[str | None, typer.Argument(help="What to change it to.")] = None,
) -> None:
    """
    Show the settings, or change one.

    Example: journal settings view plain
    """
    from journal.settings.choices import SETTINGS, write_choice

    if name is None:
        _show()
    elif name == "view":
        if value not in _VIEWS:
            raise WrongUseError(f"view: expected {' or '.join(_VIEWS)}.")
        with journal() as j:
            j.store.set_state("view", value)
        typer.echo(f"view: {value}", err=True)
    else:
        if name not in {setting.name for setting in SETTINGS}:
            known = ", ".join(["view", *(s.name for s in SETTINGS)])
            raise WrongUseError(f"There is no setting of that name. Settings: {known}.")
        if value not in _SWITCHES:
            raise WrongUseError(f"{name}: expected on or off.")
        home = find_home()
        home.make()
        write_choice(home.settings, name, _SWITCHES[value])


def _show() -> None:
    from journal.settings.choices import SETTINGS

    known, view = settings(), "loop"
    if is_there():
        with journal() as j:
            view = j.view
    typer.echo(f"view   {view:6} What is shown: loop, or plain for feelings, body and facts only.")
    for setting in SETTINGS:
        state = "on" if known[setting.name] else "off"
        typer.echo(f"{setting.name:6} {state:6} {setting.about}")


COMMANDS = (settings_,)
