"""The command `journal`: its subcommands in panels, and the handling of errors."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Annotated, Any, NoReturn

import typer
from typer.core import TyperGroup

from journal import __version__
from journal.cli.commands import entries, export, followup, import_, keep, look_back, reflect
from journal.cli.exit_codes import run
from journal.cli.program import hand_in, program
from journal.screen.output.messages import tell

PANELS: dict[str, tuple[Callable[..., None], ...]] = {
    "When it is hot": reflect.COMMANDS,
    "Afterwards": followup.COMMANDS,
    "Looking back": look_back.COMMANDS,
    "Sharing": (*export.COMMANDS, *import_.COMMANDS),
    "Entries": entries.COMMANDS,
    "Keeping it": keep.COMMANDS,
}
"""Heading in the help -> its commands, in order."""


class Commands(TyperGroup):
    """A Typer group that lists the commands in panels and tells an error in one sentence."""

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write the commands in their panels to the help."""
        for panel, functions in PANELS.items():
            names = [_name(function) for function in functions]
            rows = [(n, self.commands[n].get_short_help_str(limit=60)) for n in names]
            with formatter.section(panel):
                formatter.write_dl(rows)

    def main(self, *args: Any, **extra: Any) -> NoReturn:
        """Run the command line, and exit with its exit code."""
        extra["standalone_mode"] = False
        sys.exit(run(lambda: super(Commands, self).main(*args, **extra), self.commands))


def _name(function: Any) -> str:
    return str(function.__name__).removesuffix("_").replace("_", "-")


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"journal {__version__}")
        raise typer.Exit


app = typer.Typer(
    cls=Commands,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback(invoke_without_command=True)
def home(
    context: typer.Context,
    _version_wanted: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    """
    A private notebook for the hours after an argument.

    Start with: journal reflect
    """
    hand_in(context.obj)
    if context.invoked_subcommand is None:
        from journal.app.home_line import home_line

        tell(home_line(program()))


for _functions in PANELS.values():
    for _function in _functions:
        app.command(_name(_function))(_function)
