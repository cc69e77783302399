"""The options that several commands share."""

from __future__ import annotations

import os
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from journal.cli.program import program
from journal.core.dates.moments import read_moment
from journal.core.dates.periods import Period, read_period
from journal.core.errors import OutputError
from journal.core.platform.system import expanded

Since = Annotated[
    str | None, typer.Option(help="From this day on: 2026-03-01, last friday, 3 weeks ago.")
]
Until = Annotated[str | None, typer.Option(help="Up to this day, it included.")]
Last = Annotated[str | None, typer.Option(help="The last days, weeks or months: 30d, 8w, 6m.")]
When = Annotated[
    str | None,
    typer.Option(help="When it was: 2026-03-01T21:30, yesterday 21:30, 2 hours ago. Else: now."),
]


Plain = Annotated[
    bool, typer.Option("--plain", help="Line by line, for screen readers and slow links.")
]


Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do it without asking.")]


class TextOrJson(StrEnum):
    """The output format of a command."""

    TEXT = "text"
    JSON = "json"


Format = Annotated[TextOrJson, typer.Option("--format", help="Text to read, or JSON.")]


def new_file(name: str) -> Path:
    """
    Return the path of a file to write; `-` stays as it is.

    Raises:
        OutputError: If the name is that of a folder, or lies in the folder of the journal.
    """
    if name.endswith(tuple(filter(None, (os.sep, os.altsep)))):
        raise OutputError("The name of a file is needed here, not that of a folder.")
    path = expanded(name)
    if name != "-":
        program().home.check_outside(path)
    return path


def period(since: str | None, until: str | None, last: str | None) -> Period:
    """Return the period of the three options; raises `PeriodError` if they are invalid."""
    today = program().now()
    return read_period(since, until, last, today.date(), lambda text: _in_words(text, today))


def moment(when: str | None) -> datetime | None:
    """
    Return the moment of `--when`, in local time if it has no zone; None without the option.

    Raises:
        PeriodError: If it cannot be parsed, or lies in the future.
    """
    if when is None:
        return None
    now = program().now()
    return read_moment("--when", when, now, lambda text: _in_words(text, now))


def _in_words(text: str, now: datetime) -> datetime | None:
    from journal.app.dates import understand

    return understand(text, now)
