"""The commands for looking back: `summary`, `cycle`, `show`, and the list with both searches."""

from __future__ import annotations

from typing import Annotated

import typer

from journal.app.journal import open_journal
from journal.cli.commands.loop_formats import SUFFIXES, CycleFormat, drawn_as
from journal.cli.commands.search import list_, search
from journal.cli.completion import EntryName, Topic, Trigger
from journal.cli.options import Format, Last, Plain, Since, TextOrJson, Until, period
from journal.cli.output_file import STDOUT, Force, Output, by_suffix, put, show_either, show_json
from journal.cli.program import program
from journal.screen.output.messages import tell


def summary(
    since: Since = None,
    until: Until = None,
    last: Last = None,
    why: Annotated[bool, typer.Option("--why", help="Show the entries behind each line.")] = False,
    format_: Format = TextOrJson.TEXT,
    plain: Plain = False,
) -> None:
    """
    See what keeps coming back, and your own part in it.

    Example: journal summary --last 90d --why
    """
    from journal.app import look_back
    from journal.core.insights.summary import summary_as_data
    from journal.screen.output.pager import show_paged
    from journal.screen.output.summary_text import summary_text

    wanted = period(since, until, last)
    with open_journal(program(), to_read=True) as j:
        found, instead = look_back.summary(j, wanted)
    if format_ is TextOrJson.JSON:
        show_json(summary_as_data(found))
    elif instead:
        tell(instead)
    else:
        show_paged(summary_text(found, why=why, plain=plain or program().setting("plain")))


def cycle(
    since: Since = None,
    until: Until = None,
    last: Last = None,
    trigger: Trigger = None,
    topic: Topic = None,
    format_: Annotated[
        CycleFormat | None,
        typer.Option(
            "--format", help="Text, JSON, or a picture. Else the suffix of -o, else text."
        ),
    ] = None,
    output: Output = None,
    force: Force = False,
    plain: Plain = False,
) -> None:
    """
    See your loop drawn, with its counts, and a way out.

    Example: journal cycle --last 90d -o loop.svg
    """
    from journal.app import look_back

    wanted, target = period(since, until, last), output or STDOUT
    chosen = format_ or by_suffix(output, SUFFIXES)
    with open_journal(program(), to_read=True) as j:
        drawn, instead = look_back.loop(j, wanted, trigger=trigger, topic=topic)
    if drawn.is_seen or chosen is CycleFormat.JSON:
        put(target, [drawn_as(chosen, drawn, plain=plain)], force=force)
    else:
        tell(instead, err=chosen is CycleFormat.SVG or target != STDOUT)


def show(
    entry: EntryName = "last",
    format_: Format = TextOrJson.TEXT,
) -> None:
    """
    Read one entry again, as it was asked.

    Example: journal show last
    """
    from journal.app.look_back import read_again
    from journal.screen.output.entry_text import entry_text

    with open_journal(program(), to_read=True) as j:
        read = read_again(j, entry)
    show_either(format_, lambda: j.as_data(read.entry), lambda: entry_text(*read))


COMMANDS = (summary, cycle, list_, show, search)
