"""Where the command begins."""

from __future__ import annotations

import sys


def main() -> None:
    """Run `journal`."""
    if sys.argv[1:] == ["--version"]:  # answered before anything else is loaded
        from journal import __version__

        sys.stdout.write(f"journal {__version__}\n")
        return
    from journal.cli.app import app

    app(prog_name="journal")


if __name__ == "__main__":
    main()
