"""A bar for what takes a while, on standard error, gone when it is done."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_LONG = 1 << 20
"""Bytes; what is shorter is done before a bar could be read."""


@contextmanager
def progress(total: int) -> Iterator[Callable[[int], None]]:
    """
    A bar over the bytes of a file; no bar if it is short, or nobody looks.

    Args:
        total: Bytes in all; 0 if that is not known.

    Yields:
        What to call with the bytes read so far.
    """
    if total < _LONG or sys.stderr is None or not sys.stderr.isatty():
        yield lambda done: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TimeRemainingColumn

    bar = BarColumn(style="dim", complete_style="bold", finished_style="bold")
    columns = (bar, TaskProgressColumn(style="none"), TimeRemainingColumn())
    console = Console(stderr=True, color_system=None)
    with Progress(*columns, console=console, transient=True) as shown:
        task = shown.add_task("", total=total)
        yield lambda done: shown.update(task, completed=done)
