"""The entry point of the command `journal`."""

from __future__ import annotations

import os
import sys
from contextlib import suppress

TYPE_CHECKING = False  # `typing` itself takes a third of the time of --version
if TYPE_CHECKING:
    from journal.app.program import Program


def main(program: Program | None = None) -> None:
    """
    Run the command line, and exit with its exit code.

    Args:
        program: The dependencies; None for the default ones.
    """
    # Answered before anything else is imported, if standard output is open.
    if sys.argv[1:] == ["--version"] and sys.stdout is not None:
        _version()
        return
    _leave_no_core()
    try:
        from journal.cli.main import app

        app(prog_name="journal", obj=program)
    except KeyboardInterrupt:
        sys.exit(130)  # interrupted during the import or at exit


def _version() -> None:
    from journal import __version__

    try:
        sys.stdout.write(f"journal {__version__}\n")
        sys.stdout.flush()
    except OSError as error:
        if sys.stderr is not None and not isinstance(error, BrokenPipeError):
            with suppress(OSError):
                sys.stderr.write(f"This could not be done: {error.strerror}.\n")
        os._exit(1)  # standard output is full or gone, and nothing is unsaved


def _leave_no_core() -> None:
    """Disable core dumps, of this process and of the editor and pager started from it."""
    try:
        import resource
    except ImportError:  # Windows has no resource limits
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    main()
