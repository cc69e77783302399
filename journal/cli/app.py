"""The command `journal`: its panels of help, and how errors reach a person."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from journal import __version__
from journal.cli import back, hot, sharing
from journal.core.errors import COULD_NOT, STOPPED, JournalError

PANELS: dict[str, tuple[Callable[..., None], ...]] = {
    "When it is hot": hot.COMMANDS,
    "Looking back": back.COMMANDS,
    "Sharing": sharing.COMMANDS,
}
"""Heading in the help -> its commands, in order."""


class Commands(TyperGroup):
    """Shows the commands in panels, and every error as one sentence."""

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write the commands of each panel under its heading."""
        for panel, functions in PANELS.items():
            names = [_name(function) for function in functions]
            rows = [(n, self.commands[n].get_short_help_str(limit=60)) for n in names]
            with formatter.section(panel):
                formatter.write_dl(rows)

    def invoke(self, ctx: Any) -> Any:
        """Run a command; what goes wrong becomes a sentence and an exit code."""
        try:
            return super().invoke(ctx)
        except JournalError as error:
            sentence = str(error).strip()
            if sentence:
                typer.echo(sentence, err=True)
            raise typer.Exit(error.exit_code) from None
        except KeyboardInterrupt:
            raise typer.Exit(STOPPED) from None
        except BrokenPipeError:
            # Whoever read the output has gone; there is nobody left to tell.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(COULD_NOT) from None
        except (typer.Exit, typer.Abort):
            raise
        except Exception as error:
            if _is_usage_error(error):
                raise
            typer.echo(_unexpected(error), err=True)
            raise typer.Exit(COULD_NOT) from None


def _name(function: Any) -> str:
    return str(function.__name__).removesuffix("_").replace("_", "-")


def _is_usage_error(error: Exception) -> bool:
    """Whether typer itself tells the person about it, with an exit code."""
    return hasattr(error, "exit_code") and hasattr(error, "format_message")


def _unexpected(error: Exception) -> str:
    """A fault of ours, by its type and place alone; never what was being handled."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f"{trace.tb_frame.f_globals.get('__name__')}:{trace.tb_lineno}" if trace else "unknown"
    return (
        f"Something went wrong inside the journal ({type(error).__name__} at {place}). "
        "What was kept before is safe."
    )


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
    if context.invoked_subcommand is None:
        back.home_line()


for _functions in PANELS.values():
    for _function in _functions:
        app.command(_name(_function))(_function)
