"""Options that several commands share."""

from __future__ import annotations

import sys
from datetime import datetime
from enum import StrEnum
from typing import Annotated

import typer

from journal.core.errors import NoTerminalError, PeriodError, Stopped
from journal.core.periods import Period, read_period

Since = Annotated[str | None, typer.Option(help="From this day on, such as 2026-03-01.")]
Until = Annotated[str | None, typer.Option(help="Up to this day, it included.")]
Last = Annotated[str | None, typer.Option(help="The last days, weeks or months: 30d, 8w, 6m.")]
When = Annotated[
    str | None, typer.Option(help="When it happened, such as 2026-03-01T21:30. Else: now.")
]


Plain = Annotated[
    bool, typer.Option("--plain", help="Line by line, for screen readers and slow links.")
]


Yes = Annotated[bool, typer.Option("--yes", help="Answer the question with yes.")]


class TextOrJson(StrEnum):
    """How something is shown."""

    TEXT = "text"
    JSON = "json"


Format = Annotated[TextOrJson, typer.Option("--format", help="Text to read, or JSON.")]


def confirmed(question: str, *, yes: bool, word: str = "yes") -> None:
    """
    Let a person type a word before something is done that they may not mean.

    Raises:
        Stopped: If they type anything else.
        NoTerminalError: If there is nobody to ask.
    """
    if yes:
        return
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise NoTerminalError(
            "There is no terminal to ask on. To go on without a question, give --yes."
        )
    typer.echo(question, err=True)
    typer.echo(f"To go on, type {word}: ", err=True, nl=False)
    if sys.stdin.readline().strip().lower() != word:
        raise Stopped("Nothing was changed.")


def period(since: str | None, until: str | None, last: str | None) -> Period:
    """The period that the three options name."""
    from journal.cli.open import now

    return read_period(since, until, last, now().date())


def moment(when: str | None, now: datetime) -> datetime:
    """
    The moment that `--when` names, by the clock of this place if it has no zone.

    Raises:
        PeriodError: If it cannot be read, or lies in the future.
    """
    if when is None:
        return now
    try:
        read = datetime.fromisoformat(when)
        read = read if read.utcoffset() is not None else read.astimezone()
    except (ValueError, OverflowError, OSError):
        raise PeriodError("--when", "a time such as 2026-03-01T21:30") from None
    if read > now or read.year < 1900:
        raise PeriodError("--when", "a time since 1900 that is not in the future")
    return read
