"""Which entries are looked for: the options that list and search share, and the search itself."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from journal.app.journal import Journal, open_journal
from journal.cli import completion as of
from journal.cli.commands.home import sentence
from journal.cli.options import Format, Last, Plain, Since, TextOrJson, Until, period
from journal.cli.output_file import show_json
from journal.cli.program import program
from journal.core.dates.periods import Period
from journal.core.entries.filters import FILTERS, Like, Named, fitting
from journal.core.errors import UnknownFlowError, WrongUseError
from journal.core.model import Other
from journal.screen.output.messages import tell

if TYPE_CHECKING:
    from journal.core.model import Entry

_NONE_THEN = "No entries in that time."
_NONE_LIKE_IT = "No entries like that."

NOTHING_FOUND = (
    "Nothing found. It looks only at what you typed. Fewer words, or others, may find more."
)

_MOST_NAMED = 3
"""Filters that are named where nothing was found."""


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

    wanted = period(since, until, last)
    tell_of_it(program())
    with open_journal(program(), to_read=True) as j:
        most = min(number, sys.maxsize)
        like = like_these(
            j, flow, trigger=trigger, feeling=feeling, move=move, topic=topic, body=body,
            story=story, need=need, ending=ending, repair=repair, context=context, tag=tag,
        )  # fmt: skip
        newest = j.store.entries(wanted, like, flagged=flagged, newest_first=True, limit=most)
        entries = list(newest)[::-1]
        if format_ is TextOrJson.JSON:
            show_json([j.as_data(e) for e in entries])
            return
        fit = j.store.how_many(wanted, like, flagged=flagged)
        if not entries:
            nothing = _NONE_THEN if wanted != Period() else sentence(j)
            tell(_NONE_LIKE_IT if like != Like() else nothing)
            return
        rows = list(_rows(j, entries))
    from journal.screen.output.entry_text import list_text
    from journal.screen.output.pager import show

    is_all = (wanted, like) == (Period(), Like())
    show(list_text(_head(fit, len(rows), is_all=is_all), rows))


def _head(fit: int, shown: int, *, is_all: bool) -> str:
    """How many entries there are, and how many of them are shown."""
    entries = "1 entry" if fit == 1 else f"{fit:,} entries"
    told = entries if is_all else f"{entries} like that"
    if shown == fit:
        return f"{told}."
    newest = "the newest one is" if shown == 1 else f"the newest {shown:,} are"
    return f"{told}; {newest} here. For all of them add: -n {fit}"


def _rows(j: Journal, entries: Sequence[Entry]) -> Iterator[tuple[Entry, str, str]]:
    """Each entry, what it is and what it is about."""
    from journal.core.entries.one_line import KINDS, in_short

    calls = {entry.uid: entry.call for entry in entries}
    for entry in entries:
        if entry.about is not None and entry.about not in calls:
            there = j.store.find(entry.about)
            calls[entry.about] = there.call if there and not there.is_draft else ""
        about = calls.get(entry.about) if entry.about else None
        yield entry, KINDS.get(entry.flow, entry.flow), in_short(entry, j.flow_of, about)


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
    wanted = period(since, until, last)
    typed = " ".join(words) if words else _asked(plain=plain)
    if typed is None:
        return
    with open_journal(program(), to_read=True) as j:
        like = like_these(
            j, flow, trigger=trigger, feeling=feeling, move=move, topic=topic, body=body,
            story=story, need=need, ending=ending, repair=repair, context=context, tag=tag,
        )  # fmt: skip
        found = list(j.store.search(typed, min(number, sys.maxsize), wanted, like))
        if format_ is TextOrJson.JSON:
            from journal.screen.output.search_results import marked

            show_json([{**j.as_data(entry), "found": marked(piece)} for entry, piece in found])
            return
        nothing = [] if found else _nothing_found(j, typed)
    from journal.screen.output.pager import show
    from journal.screen.output.search_results import found_text

    if found:
        show(found_text(found))
    for line in nothing:
        tell(line)


def like_these(j: Journal, flow: str | None, **named: str | None) -> Like:
    """
    What entries have to be like.

    Args:
        named: Under the name of a filter the id or label of a word, or what a person typed;
            None for any.

    Raises:
        WrongUseError: If a word is in no list and in no entry.
        UnknownFlowError: If a flow is known neither now nor by an entry.
    """
    chosen = tuple(_named(j, what, word) for what, word in named.items() if word is not None)
    if flow is not None and j.flow_of(flow) is None and not _any(j, Like(flow)):
        raise UnknownFlowError(j.prompts.flow_names())
    return Like(flow or "", chosen)


def _named(j: Journal, what: str, word: str) -> Named:
    wanted = FILTERS[what]
    if not wanted.lists:
        return Named(wanted.themes, word, is_tag=True)
    lists = [j.prompts.lists[name] for name in wanted.lists]
    for words in lists:
        # An own word that reads like a label counts as that word, in a filter as in all counts.
        known = word if word in words.words else words.counted(Other(word))
        if isinstance(known, str):
            return Named(wanted.themes, known, words.words[known].label)
    named = Named(wanted.themes, word)
    own = (Other(text).folded for name in wanted.lists for text in j.store.own_words(name))
    if named.own not in own and not _any(j, Like(named=(named,))):
        ids = dict.fromkeys(i for words in lists for i in words.words)
        raise WrongUseError(f"--{what}: expected one of {', '.join(ids)}.")
    return named


def _nothing_found(j: Journal, typed: str) -> list[str]:
    """That nothing was, and where what was looked for can be picked instead of typed."""
    names = j.prompts.flow_names()
    flows = {name: flow.title for name in names if (flow := j.flow_of(name)) is not None}
    told = []
    for one in fitting(typed, j.prompts.lists, flows):
        what = one.option.removeprefix("--")
        by_flow = what == "flow"
        like = Like(one.value) if by_flow else like_these(j, None, **{what: one.value})
        # A filter that lists nothing is no help.
        if n := sum(1 for _ in j.store.entries(like=like, typed=False)):
            entries = "1 entry" if n == 1 else f"{n} entries"
            told.append(f"“{one.label}” is {one.about} ({entries}): {one.command}")
    return [NOTHING_FOUND, *told[:_MOST_NAMED]]


def _any(j: Journal, like: Like) -> bool:
    return next(j.store.entries(like=like, limit=1), None) is not None


def _asked(*, plain: bool) -> str | None:
    """
    The words to look for, asked for on a screen that is cleared; None if none are given.

    Raises:
        Stopped: If the person leaves instead.
    """
    from journal.core.dialogue.ports import ask_aside
    from journal.core.flows.flow import Question

    program().terminal.need("To search without one: journal search WORDS")
    question = Question("search", "free", "text", "Which words are you looking for?")
    with program().at_terminal(plain=plain) as person:
        typed = ask_aside(person, question)
    return None if typed is None else str(typed)
