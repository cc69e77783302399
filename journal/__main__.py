"""Where the command begins."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Run `journal`."""
    if sys.argv[1:] == ["--version"]:  # answered before anything else is loaded
        from journal import __version__

        try:
            sys.stdout.write(f"journal {__version__}\n")
            sys.stdout.flush()
        except OSError:
            os._exit(1)  # the output is full or gone, and nothing waits to be saved
        return
    _leave_no_core()
    try:
        from journal.cli.app import app
    except KeyboardInterrupt:
        sys.exit(130)  # while it was still loading
    app(prog_name="journal")


def _leave_no_core() -> None:
    """A crash, of this or of an editor or pager started from it, leaves no memory on the disk."""
    try:
        import resource
    except ImportError:  # no such thing on this system
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    main()
