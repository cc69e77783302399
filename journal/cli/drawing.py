"""The loop as it was asked for: which format, and where it goes."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from journal.cli.open import settings

if TYPE_CHECKING:
    from journal.core.cycle import Cycle


class CycleFormat(StrEnum):
    """How the loop is shown."""

    TEXT = "text"
    JSON = "json"
    SVG = "svg"


def by_suffix(output: Path | None) -> CycleFormat:
    """The format that the name of a file asks for; text without one."""
    suffix = output.suffix.lower().lstrip(".") if output else ""
    return CycleFormat(suffix) if suffix in ("json", "svg") else CycleFormat.TEXT


def drawn_as(chosen: CycleFormat, drawn: Cycle, *, plain: bool) -> str:
    """A loop in a format; `plain` as text means a list."""
    if chosen is CycleFormat.SVG:
        from journal.report.loop_svg import loop_svg

        return loop_svg(drawn)
    if chosen is CycleFormat.JSON:
        from journal.core.cycle import as_data
        from journal.exchange.lines import as_json

        return as_json(as_data(drawn)) + "\n"
    from journal.screen.cycle_picture import cycle_text

    return cycle_text(drawn, plain=plain or settings()["plain"])


def put(text: str, chosen: CycleFormat, output: Path | None, *, force: bool) -> None:
    """Write it to a new file for its owner alone, or show it."""
    if output is not None:
        from journal.settings.writing import write_file

        write_file(output, [text], force=force)
        return
    from journal.screen.show import show, show_exactly

    (show_exactly if chosen is CycleFormat.SVG else show)(text)
