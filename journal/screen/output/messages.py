"""Sentences of a command, on a terminal broken between words and not in the middle of them."""

from __future__ import annotations

import sys

from journal.core.text import visible


def tell(text: str, *, err: bool = False, hang: int = 0) -> None:
    """
    Say something on standard output, or on standard error.

    Args:
        hang: Columns by which what does not fit on the first line is moved in.
    """
    stream = sys.stderr if err else sys.stdout
    text = visible(text)  # names of files and flows come from elsewhere
    print(_wrapped(text, hang) if stream and stream.isatty() else text, file=stream, flush=True)


def _wrapped(text: str, hang: int) -> str:
    import shutil

    from journal.screen.cells import laid_out

    columns = max(20, shutil.get_terminal_size().columns - 1)
    # A path or an address that is longer than the line stays whole, to be copied.
    return "\n".join(laid_out(text, columns, hang=hang, parts_words=False))
