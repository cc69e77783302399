"""Options that several commands share."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated

import typer

from journal.core.errors import PeriodError
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


class TextOrJson(StrEnum):
    """How something is shown."""

    TEXT = "text"
    JSON = "json"


Format = Annotated[TextOrJson, typer.Option("--format", help="Text to read, or JSON.")]


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
