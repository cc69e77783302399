"""The messages of a command, wrapped between words on a terminal."""

from __future__ import annotations

import sys

from journal.core.text import visible


def tell(text: str, *, err: bool = False, hang: int = 0) -> None:
    """
    Print a message; on a terminal it is wrapped, with long paths and addresses kept whole.

    Args:
        text: The message; control characters become visible.
        err: Print to standard error instead of standard output.
        hang: The indentation of the lines after the first, in columns.
    """
    stream = sys.stderr if err else sys.stdout
    text = visible(text)  # file and flow names are not under our control
    print(_wrapped(text, hang) if stream and stream.isatty() else text, file=stream, flush=True)


def _wrapped(text: str, hang: int) -> str:
    import shutil

    from journal.screen.cells import laid_out

    columns = max(20, shutil.get_terminal_size().columns - 1)
    # A path or an address longer than the line stays whole, so that it can be copied.
    return "\n".join(laid_out(text, columns, hang=hang, parts_words=False))
