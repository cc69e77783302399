"""What a signal does for a while, and what it did before once that is over."""

from __future__ import annotations

import signal
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NoReturn

ENDINGS = ("SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT")
"""The ways to end a program politely."""


@contextmanager
def handled(handlers: Mapping[str, Any]) -> Iterator[dict[int, Any]]:
    """
    Give signals other handlers for a while; those that this system lacks are left out.

    Args:
        handlers: Name of a signal -> what it does, as `signal.signal` takes it.

    Yields:
        Number of each signal -> what it did before.
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
    Do nothing, so that a program we started has the signal for itself.

    A handler, since an ignored signal would be ignored by that program as well.
    """


@contextmanager
def interrupted_by(names: Iterable[str]) -> Iterator[None]:
    """Let these signals end what goes on by the way that cleans up, as Ctrl-C does."""

    def stop(_number: int, _frame: object) -> NoReturn:
        raise KeyboardInterrupt

    with handled(dict.fromkeys(names, stop)):
        yield
