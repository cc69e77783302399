"""The command `prompts`."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from journal.cli.completion import flows
from journal.cli.options import Format, TextOrJson
from journal.cli.output_file import show_json
from journal.cli.program import program
from journal.core.errors import WrongUseError
from journal.core.text import one_line
from journal.screen.output.messages import tell

_NO_FLOWS = "No flows of your own yet. An example to copy: journal prompts show caught"


class About(StrEnum):
    """The action on a flow."""

    SHOW = "show"
    CHECK = "check"


def prompts_(
    what: Annotated[About | None, typer.Argument(help="Else: all flows.")] = None,
    name: Annotated[
        str | None,
        typer.Argument(help="A flow to show; a flow or a file to check.", autocompletion=flows),
    ] = None,
    format_: Format = TextOrJson.TEXT,
) -> None:
    """
    Show the flows and where they are from, or check yours.

    Example: journal prompts show caught
    """
    if what is About.CHECK:
        _check(name, format_)
    elif what is None and name is None:
        _show_all(format_)
    elif name is not None:
        _show(name, format_)
    else:
        raise WrongUseError("journal prompts, prompts show NAME, or prompts check [FILE].")


def _check(name: str | None, format_: TextOrJson) -> None:
    """Tell the check of a flow, or of all of the person's own; raises the last fault found."""
    from journal.app.flows import check_flows

    sound, faults = check_flows(program(), name)
    if format_ is TextOrJson.JSON:
        flows_found = [{"name": flow, "questions": questions} for flow, questions in sound]
        for data in [flows_found] if name is None else flows_found:
            show_json(data)
    else:
        for flow, questions in sound:
            many = "1 question" if questions == 1 else f"{questions} questions"
            tell(f"{flow}: {many}, all well.")
        if not sound and not faults:
            tell(_NO_FLOWS)
    for fault in faults[:-1]:
        tell(one_line(str(fault)), err=True)
    if faults:
        raise faults[-1]


def _show_all(format_: TextOrJson) -> None:
    from journal.app.flows import all_flows
    from journal.screen.output.pager import show_paged
    from journal.screen.output.search_results import flows_text

    rows = all_flows(program())
    if format_ is TextOrJson.JSON:
        show_json(rows)
    else:
        show_paged(flows_text(rows, str(program().home.own_flows)))


def _show(name: str, format_: TextOrJson) -> None:
    from journal.app.flows import flow_data
    from journal.core.text import visible
    from journal.screen.output.pager import show_paged

    if format_ is TextOrJson.TEXT:
        show_paged(visible(program().prompts.text(name)))
    else:
        show_json(flow_data(program(), name))
