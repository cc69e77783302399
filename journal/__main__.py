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
    try:
        from journal.cli.app import app
    except KeyboardInterrupt:
        sys.exit(130)  # while it was still loading
    app(prog_name="journal")


if __name__ == "__main__":
    main()
