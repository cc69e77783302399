"""The commands `list` and `search`."""

from __future__ import annotations

from typing import Annotated

import typer

from journal.app.journal import open_journal
from journal.cli import completion as of
from journal.cli.options import Format, Last, Plain, Since, TextOrJson, Until, period
from journal.cli.output_file import show_json
from journal.cli.program import program
from journal.screen.output.messages import tell


def list_(
    number: Annotated[int, typer.Option("-n", min=1, help="How many at most.")] = 20,
    since: Since = None,
    until: Until = None,
    last: Last = None,
    trigger: of.Trigger = None,
    feeling: of.Feeling = None,
    move: of.Move = None,
    topic: of.Topic = None,
    body: of.Body = None,
    story: of.Story = None,
    need: of.Need = None,
    ending: of.Ending = None,
    repair: of.Repair = None,
    context: of.Context = None,
    tag: of.Tag = None,
    flow: of.FlowName = None,
    flagged: Annotated[
        bool, typer.Option("--flagged", help="Show those kept apart as well.", hidden=True)
    ] = False,
    format_: Format = TextOrJson.TEXT,
) -> None:
    """
    List the entries, the newest last.

    Example: journal list -n 5 --flow full
    """
    from journal.app.recovered_text import tell_of_it
    from journal.app.search import like_these, listing, rows
    from journal.screen.output.entry_text import list_text
    from journal.screen.output.pager import show_paged

    wanted = period(since, until, last)
    tell_of_it(program())
    with open_journal(program(), to_read=True) as j:
        like = like_these(
            j, flow, trigger=trigger, feeling=feeling, move=move, topic=topic, body=body,
            story=story, need=need, ending=ending, repair=repair, context=context, tag=tag,
        )  # fmt: skip
        found = listing(j, wanted, like, number, flagged=flagged)
        is_data = format_ is TextOrJson.JSON
        data = [j.as_data(e) for e in found.entries] if is_data else []
        shown = [] if is_data else list(rows(j, found.entries))
    if is_data:
        show_json(data)
    elif found.instead:
        tell(found.instead)
    else:
        show_paged(list_text(found.head, shown))


def search(
    words: Annotated[
        list[str] | None, typer.Argument(metavar="[WORDS]", help="Else they are asked for.")
    ] = None,
    number: Annotated[int, typer.Option("-n", min=1, help="How many at most.")] = 20,
    trigger: of.Trigger = None,
    feeling: of.Feeling = None,
    move: of.Move = None,
    topic: of.Topic = None,
    body: of.Body = None,
    story: of.Story = None,
    need: of.Need = None,
    ending: of.Ending = None,
    repair: of.Repair = None,
    context: of.Context = None,
    tag: of.Tag = None,
    flow: of.FlowName = None,
    since: Since = None,
    until: Until = None,
    last: Last = None,
    format_: Format = TextOrJson.TEXT,
    plain: Plain = False,
) -> None:
    """
    Find what you wrote, by its words; best first.

    Finds entries that hold all the words, in any form or inside longer ones; "quoted ones" next
    to each other.
    Without words it asks for them, so that the shell keeps none in its history.

    Example: journal search sunday --last 90d
    """
    from journal.app.search import ask_words, like_these, nothing_found, search
    from journal.screen.output.pager import show_paged
    from journal.screen.output.search_results import found_text, marked

    wanted = period(since, until, last)
    typed = " ".join(words) if words else ask_words(program(), plain=plain)
    if typed is None:
        return
    with open_journal(program(), to_read=True) as j:
        like = like_these(
            j, flow, trigger=trigger, feeling=feeling, move=move, topic=topic, body=body,
            story=story, need=need, ending=ending, repair=repair, context=context, tag=tag,
        )  # fmt: skip
        found = search(j, typed, number, wanted, like)
        is_data = format_ is TextOrJson.JSON
        data = [{**j.as_data(e), "found": marked(p)} for e, p in found] if is_data else []
        instead = nothing_found(j, typed) if not found else []
    if is_data:
        show_json(data)
    elif found:
        show_paged(found_text(found))
    else:
        tell("\n".join(instead))
