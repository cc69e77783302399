"""Looking back: the home line, what recurs, the list, one entry."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from journal.app.journal import Journal, open_journal
from journal.cli.commands.loop_formats import SUFFIXES, CycleFormat, drawn_as
from journal.cli.commands.search import list_, search
from journal.cli.completion import EntryName, Topic, Trigger
from journal.cli.options import Format, Last, Plain, Since, TextOrJson, Until, period
from journal.cli.output_file import STDOUT, Force, Output, by_suffix, put, show_json
from journal.cli.program import program
from journal.core.dates.periods import Period
from journal.core.errors import WrongUseError
from journal.core.text import one_line
from journal.screen.output.messages import tell

if TYPE_CHECKING:
    from journal.core.model import Entry

_NONE_THEN = "No entries in that time."

_NO_LOOP = "The view is set to plain, so no loop is drawn. To see the setting: journal settings"


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
    from journal.core.insights.conflicts import look_back
    from journal.core.insights.summary import as_json, summarise

    wanted = period(since, until, last)
    with open_journal(program(), to_read=True) as j:
        looking = look_back(j.store.entries(typed=False), j.counts(), wanted, j.prompts.lists)
        found = summarise(looking, j.prompts.lists, framed=j.view == "loop")
    if format_ is TextOrJson.JSON:
        show_json(as_json(found))
        return
    if wanted != Period() and not any(looking.entries.values()):
        tell(_NONE_THEN)
        return
    from journal.screen.output.pager import show
    from journal.screen.output.summary_text import summary_text

    show(summary_text(found, why=why, plain=plain or program().setting("plain")))


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
    from journal.core.insights.conflicts import look_back
    from journal.core.loop.counted import NOT_DRAWN, draw_cycle
    from journal.core.loop.sentences import not_drawn

    wanted, target = period(since, until, last), output or STDOUT
    chosen = format_ or by_suffix(output, SUFFIXES)
    with open_journal(program(), to_read=True) as j:
        _known_word(j, "triggers", trigger, "--trigger")
        _known_word(j, "topics", topic, "--topic")
        drawn, instead = NOT_DRAWN, _NO_LOOP
        if j.view == "loop":
            looking = look_back(j.store.entries(), j.counts(), wanted, j.prompts.lists)
            drawn = draw_cycle(looking, j.prompts.lists, trigger=trigger, topic=topic)
            none = wanted != Period() and not any(looking.entries.values())
            filtered = trigger is not None or topic is not None
            instead = _NONE_THEN if none else not_drawn(drawn, looking, filtered=filtered)
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
    from journal.core.entries.rendering import read_again
    from journal.core.loop.one_entry import how_it_went, scared

    with open_journal(program(), to_read=True) as j:
        found = j.store.entry(entry)
        if format_ is TextOrJson.JSON:
            show_json(j.as_data(found))
            return
        flow = j.flow_of(found.flow)
        read = read_again(found, flow)
        went = [*scared(found), *(how_it_went(found, flow) if j.view == "loop" else [])]
        title = _title(found, j)
    from journal.screen.output import pager as screen
    from journal.screen.output.entry_text import entry_text

    screen.show(entry_text(found, title, read, went))


def _title(entry: Entry, j: Journal) -> str:
    flow = j.flow_of(entry.flow)
    return one_line(flow.title if flow else entry.flow)


def _known_word(j: Journal, name: str, word: str | None, option: str) -> None:
    known = j.prompts.lists[name].words
    if word is not None and word not in known:
        raise WrongUseError(f"{option}: expected one of {', '.join(known)}.")


COMMANDS = (summary, cycle, list_, show, search)
