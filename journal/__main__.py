"""Where the command begins."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from journal.app.program import Program


def main(program: Program | None = None) -> None:
    """
    Run `journal`.

    Args:
        program: What it runs with; None for these surroundings.
    """
    # Answered before anything else is loaded, if there is somewhere to show it.
    if sys.argv[1:] == ["--version"] and sys.stdout is not None:
        _version()
        return
    _leave_no_core()
    try:
        from journal.cli.main import app

        app(prog_name="journal", obj=program)
    except KeyboardInterrupt:
        sys.exit(130)  # while it was still loading, or on its way out


def _version() -> None:
    from journal import __version__

    try:
        sys.stdout.write(f"journal {__version__}\n")
        sys.stdout.flush()
    except OSError as error:
        if sys.stderr is not None and not isinstance(error, BrokenPipeError):
            with suppress(OSError):
                sys.stderr.write(f"This could not be done: {error.strerror}.\n")
        os._exit(1)  # the output is full or gone, and nothing waits to be saved


def _leave_no_core() -> None:
    """A crash, of this or of an editor or pager started from it, leaves no memory on the disk."""
    try:
        import resource
    except ImportError:  # no such thing on this system
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    main()
