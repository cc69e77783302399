"""Looking back: the home line, what recurs, the list, one entry."""

from __future__ import annotations

import sys
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from journal.cli.completing import EntryName, Feeling, FlowName, Move, Topic, Trigger
from journal.cli.drawing import SUFFIXES, CycleFormat, drawn_as
from journal.cli.finding import like_these, search
from journal.cli.going_out import STDOUT, Force, Output, by_suffix, put
from journal.cli.open import Journal, is_locked, is_there, journal, now, settings, show_json
from journal.cli.options import Format, Last, Plain, Since, TextOrJson, Until, period
from journal.cli.telling import tell
from journal.core.errors import WrongUseError
from journal.core.like import Like
from journal.core.periods import Period
from journal.core.text import one_line

if TYPE_CHECKING:
    from journal.core.model import Entry

_NONE_THEN = "No pages in that time."
_NONE_LIKE_IT = "No pages like that."

_NO_LOOP = "No loop is drawn with the present settings. To change that: journal settings"
_NOTHING_YET = "Nothing to look back on yet. One page is a start: journal reflect"
_TOO_EARLY = "Too early to draw it, with {n} so far. From 3 pages on, what comes up twice is shown."
_NOTHING_WITH_IT = "No page fits that yet. The whole loop: journal cycle"


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
    from journal.core.conflicts import look_back
    from journal.core.insights.summary import as_json, summarise

    wanted = period(since, until, last)
    with journal(to_read=True) as j:
        looking = look_back(j.store.entries(typed=False), j.counts(), wanted)
        found = summarise(looking, j.prompts.lists, framed=j.view == "loop")
    if format_ is TextOrJson.JSON:
        show_json(as_json(found))
        return
    if wanted != Period() and not any(looking.entries.values()):
        tell(_NONE_THEN)
        return
    from journal.screen.show import show
    from journal.screen.summary_page import summary_text

    show(summary_text(found, why=why, plain=plain or settings()["plain"]))


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
    from journal.core.conflicts import look_back
    from journal.core.cycle import NOT_DRAWN, draw_cycle

    wanted, target = period(since, until, last), output or STDOUT
    chosen = format_ or by_suffix(output, SUFFIXES)
    with journal(to_read=True) as j:
        _known_word(j, "triggers", trigger, "--trigger")
        _known_word(j, "topics", topic, "--topic")
        drawn, instead = NOT_DRAWN, _NO_LOOP
        if j.view == "loop":
            looking = look_back(j.store.entries(), j.counts(), wanted)
            drawn = draw_cycle(looking, j.prompts.lists, trigger=trigger, topic=topic)
            none = wanted != Period() and not any(looking.entries.values())
            instead = _NONE_THEN if none else _NOTHING_YET
            instead = _NOTHING_WITH_IT if looking.conflicts else instead
            instead = _TOO_EARLY.format(n=drawn.of) if drawn.of else instead
    if drawn.is_seen or chosen is CycleFormat.JSON:
        put(target, [drawn_as(chosen, drawn, plain=plain)], force=force)
    else:
        tell(instead, err=chosen is CycleFormat.SVG or target != STDOUT)


def list_(
    number: Annotated[int, typer.Option("-n", min=1, help="How many at most.")] = 20,
    since: Since = None,
    until: Until = None,
    last: Last = None,
    trigger: Trigger = None,
    feeling: Feeling = None,
    move: Move = None,
    topic: Topic = None,
    flow: FlowName = None,
    flagged: Annotated[
        bool, typer.Option("--flagged", help="Show those kept apart as well.", hidden=True)
    ] = False,
    format_: Format = TextOrJson.TEXT,
) -> None:
    """
    List the entries, the newest last.

    Example: journal list -n 5 --flow full
    """
    from journal.cli.picking_up import tell_of_it

    wanted = period(since, until, last)
    tell_of_it()
    with journal(to_read=True) as j:
        most = min(number, sys.maxsize)
        like = like_these(j, trigger=trigger, feeling=feeling, move=move, topic=topic, flow=flow)
        newest = j.store.entries(wanted, like, flagged=flagged, newest_first=True, limit=most)
        entries = list(newest)[::-1]
        if format_ is TextOrJson.JSON:
            show_json([j.as_data(e) for e in entries])
            return
        if not entries:
            nothing = _NONE_THEN if wanted != Period() else _home_line(j)
            tell(_NONE_LIKE_IT if like != Like() else nothing)
            return
        rows = [(e, e.flow, _short(e, j)) for e in entries]
    from journal.screen.looking_back import list_text
    from journal.screen.show import show

    show(list_text(rows))


def show(
    entry: EntryName = "last",
    format_: Format = TextOrJson.TEXT,
) -> None:
    """
    Read one entry again, as it was asked.

    Example: journal show last
    """
    from journal.core.how_it_went import how_it_went
    from journal.core.reading_back import read_again

    with journal(to_read=True) as j:
        found = j.store.entry(entry)
        if format_ is TextOrJson.JSON:
            show_json(j.as_data(found))
            return
        flow = j.flow_of(found.flow)
        read = read_again(found, flow)
        went = how_it_went(found, flow) if j.view == "loop" else []
        title = _title(found, j)
    from journal.screen import show as screen
    from journal.screen.looking_back import entry_text

    screen.show(entry_text(found, title, read, went))


def home_line() -> None:
    """One neutral line: how many pages there are, and what to type."""
    from journal.cli.guarding import stop_if_swapped
    from journal.core.home import LOCKED, NO_PAGES
    from journal.settings.places import find_home

    stop_if_swapped(find_home())
    if not is_there():
        tell(NO_PAGES)
        return
    if is_locked():
        tell(LOCKED)
        return
    with journal(to_read=True) as j:
        tell(_home_line(j))


def _home_line(j: Journal) -> str:
    from journal.core.home import Waiting, home_line
    from journal.core.later import return_time

    at = j.store.state("return_at")
    waiting = Waiting(
        pages=j.store.count(),
        draft=j.store.draft() is not None,
        second_look=_due_for_second_look(j),
        return_at=return_time(datetime.fromisoformat(str(at)) if at else None, now()),
    )
    return home_line(waiting, now())


def _due_for_second_look(j: Journal) -> datetime | None:
    from journal.core.later import is_due, without_followup

    conflicts = [name for name, counts in j.counts().items() if counts == "conflict"]
    found = without_followup(j.store.entries(newest_first=True, limit=100), conflicts)
    return found.happened_at if found is not None and is_due(found, now()) else None


def _title(entry: Entry, j: Journal) -> str:
    flow = j.flow_of(entry.flow)
    return one_line(flow.title if flow else entry.flow)


def _short(entry: Entry, j: Journal) -> str:
    from journal.core.reading_back import in_short

    return in_short(entry, j.flow_of)


def _known_word(j: Journal, name: str, word: str | None, option: str) -> None:
    known = j.prompts.lists[name].words
    if word is not None and word not in known:
        raise WrongUseError(f"{option}: expected one of {', '.join(known)}.")


COMMANDS = (summary, cycle, list_, show, search)
