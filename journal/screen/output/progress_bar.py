"""A transient progress bar on standard error."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_LONG = 1 << 20
"""The fewest bytes for a bar; shorter files are done before it could be read."""


@contextmanager
def progress(total: int) -> Iterator[Callable[[int], None]]:
    """
    Show a progress bar for the bytes of a file; none if it is short, or without a terminal.

    Args:
        total: The size in bytes; 0 if it is unknown.

    Yields:
        A function to call with the number of bytes read so far.
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
