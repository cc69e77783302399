"""Signal handlers that are set for the duration of a block."""

from __future__ import annotations

import signal
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NoReturn

ENDINGS = ("SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT")
"""The names of the signals that ask a program to end."""


@contextmanager
def handled(handlers: Mapping[str, Any]) -> Iterator[dict[int, Any]]:
    """
    Set signal handlers for the duration of a block; signals unknown to the system are ignored.

    Args:
        handlers: Signal name -> handler, as for `signal.signal`.

    Yields:
        Signal number -> the former handler.
    """
    known = {getattr(signal, name): h for name, h in handlers.items() if hasattr(signal, name)}
    before = {number: signal.signal(number, handler) for number, handler in known.items()}
    try:
        yield before
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def pass_over(_number: int, _frame: object) -> None:
    """
    Do nothing, so that a child process alone reacts to the signal.

    `SIG_IGN` would not do, since child processes inherit it.
    """


@contextmanager
def interrupted_by(names: Iterable[str]) -> Iterator[None]:
    """Raise KeyboardInterrupt on these signals within the block, so that cleanup runs."""

    def stop(_number: int, _frame: object) -> NoReturn:
        raise KeyboardInterrupt

    with handled(dict.fromkeys(names, stop)):
        yield
