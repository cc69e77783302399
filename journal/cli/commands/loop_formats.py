"""The output formats of the loop."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from journal.cli.program import program

if TYPE_CHECKING:
    from journal.core.loop.counted import Cycle


class CycleFormat(StrEnum):
    """The output format of the loop."""

    TEXT = "text"
    JSON = "json"
    SVG = "svg"


SUFFIXES = {"txt": CycleFormat.TEXT, "json": CycleFormat.JSON, "svg": CycleFormat.SVG}


def drawn_as(chosen: CycleFormat, drawn: Cycle, *, plain: bool) -> str:
    """Return the loop in a format; with *plain*, the text is a list instead of a drawing."""
    if chosen is CycleFormat.SVG:
        from journal.report.drawing.loop_svg import loop_svg

        return loop_svg(drawn)
    if chosen is CycleFormat.JSON:
        from journal.core.loop.counted import cycle_as_data
        from journal.exchange.json_export import as_json

        return as_json(cycle_as_data(drawn)) + "\n"
    from journal.screen.output.loop_boxes import cycle_text

    return cycle_text(drawn, plain=plain or program().setting("plain"))
