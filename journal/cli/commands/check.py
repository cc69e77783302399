"""The command `check`."""

from __future__ import annotations

from typing import Annotated

import typer

from journal.cli.options import Format, TextOrJson
from journal.cli.output_file import show_json
from journal.cli.program import program
from journal.core.errors import COULD_NOT
from journal.screen.output.messages import tell


def check(
    repair: Annotated[
        bool, typer.Option("--repair", help="Mend the search index, the rights and the copies.")
    ] = False,
    format_: Format = TextOrJson.TEXT,
) -> None:
    """
    See that all is whole, private and copied, and what to do.

    Example: journal check --repair
    """
    from journal.app.checkup import checked
    from journal.app.recovered_text import tell_of_it

    if program().is_there():
        tell_of_it(program())
    findings = checked(program(), repair=repair)
    if format_ is TextOrJson.TEXT and not program().is_there():
        tell("No entries yet. To start: journal reflect")
    if format_ is TextOrJson.JSON:
        show_json([one._asdict() for one in findings])
    for one in findings if format_ is TextOrJson.TEXT else ():
        tell(f"{one.state:5}  {one.text}", hang=7)
    if any(one.state == "look" for one in findings):
        raise typer.Exit(COULD_NOT)
