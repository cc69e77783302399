"""The end of a command: an error becomes one sentence and an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Collection
from contextlib import suppress
from io import TextIOBase, TextIOWrapper
from typing import Any, NoReturn, TextIO, cast

import typer

from journal.core.errors import COULD_NOT, STOPPED, WRONG_USE, JournalError, OutputError
from journal.core.text import one_line
from journal.screen.output.messages import tell


class _Closed(TextIOBase):
    """A substitute for a standard output that was closed before the program started."""

    encoding = "utf-8"

    @property
    def buffer(self) -> NoReturn:
        """Refuse bytes as well; raises `OutputError`."""
        self.write("")

    def write(self, _text: str, /) -> NoReturn:
        """
        Refuse all output, where Python itself would stay silent.

        Raises:
            OutputError: On every call.
        """
        raise OutputError("Standard output is closed, so there is nowhere to show it.")


def run(command: Callable[[], Any], names: Collection[str]) -> int:
    """
    Run a command, and tell an error in one sentence on standard error.

    The sentence holds nothing that was typed, not even a mistyped word.

    Args:
        command: The command.
        names: The names of all commands, to suggest one close to a mistyped name.

    Returns:
        The exit code.
    """
    _stand_in_for_closed_ends()
    if isinstance(sys.stdout, TextIOWrapper):
        # Characters that the terminal's encoding lacks are shown as question marks.
        sys.stdout.reconfigure(errors="replace")
    try:
        status = command()
    except JournalError as error:
        return _tell(str(error), error.exit_code)
    except (KeyboardInterrupt, typer.Abort):
        return STOPPED
    except typer.Exit as done:
        return done.exit_code
    except BrokenPipeError:
        # The reader of the pipe has gone; there is nobody left to tell.
        _drop_output()
        return COULD_NOT
    except OSError as error:
        _drop_output()
        reason = error.strerror or type(error).__name__
        return _tell(f"This could not be done: {reason}.", COULD_NOT)
    except Exception as error:
        if hasattr(error, "format_message"):
            return _tell(_usage(error, names), WRONG_USE)
        return _tell(_unexpected(error), COULD_NOT)
    return status if isinstance(status, int) else 0


def _stand_in_for_closed_ends() -> None:
    """Replace standard streams that are None because they were closed before the start."""
    if sys.stdin is None:
        sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: SIM115 - for as long as it runs
    if sys.stdout is None:
        sys.stdout = cast("TextIO", _Closed())


def _drop_output() -> None:
    """Redirect stdout to the null device so that Python reports no broken pipe at exit."""
    with suppress(OSError), open(os.devnull, "wb") as nowhere:
        os.dup2(nowhere.fileno(), sys.stdout.fileno())


def _tell(sentence: str, code: int) -> int:
    # After a hang-up, writing fails and there is nobody left to tell.
    with suppress(OSError):
        if sentence:
            # A file name in the sentence can hold control characters.
            tell(one_line(sentence), err=True)
    return code


def _usage(error: Any, names: Collection[str]) -> str:
    """Return a sentence on a usage error; Click's own message would repeat what was typed."""
    path = error.ctx.command_path if getattr(error, "ctx", None) else "journal"
    see = f"See: {path} --help"
    if hasattr(error, "possibilities"):
        near = ", ".join(sorted(error.possibilities or ()))
        return f"There is no option of that name. {f'Did you mean {near}?' if near else see}"
    if getattr(error, "param", None) is not None:
        return f"{_param(error.param)}: {_expected(error)}. {see}"
    message = str(error.format_message())
    if "No such command" in message:
        import difflib

        typed = next((a for a in sys.argv[1:] if not a.startswith("-")), "")
        near = ", ".join(difflib.get_close_matches(typed, names, 1))
        return f"There is no command of that name. {f'Did you mean {near}?' if near else see}"
    if "extra argument" in message:
        return f"There is a word too many. {see}"
    return f"Those words do not fit together. {see}"


def _param(param: Any) -> str:
    is_option = param.opts[0].startswith("-")
    return str(max(param.opts, key=len) if is_option else param.human_readable_name)


def _expected(error: Any) -> str:
    kind = error.param.type
    choices = getattr(kind, "choices", None)
    if type(error).__name__ == "MissingParameter":
        return "it is needed here"
    if choices:
        return f"expected one of {', '.join(getattr(c, 'value', str(c)) for c in choices)}"
    least = getattr(kind, "min", None)
    return (
        f"expected a number of {least} or more" if least is not None else "expected another value"
    )


def _unexpected(error: Exception) -> str:
    """Return a sentence on a bug, with its type and place only, never its message."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f"{trace.tb_frame.f_globals.get('__name__')}:{trace.tb_lineno}" if trace else "unknown"
    return (
        f"Something went wrong inside the journal ({type(error).__name__} at {place}). "
        "What was kept before is safe."
    )
