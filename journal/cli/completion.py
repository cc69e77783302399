"""
The completion of entry numbers, flows and words by Tab, and the options that use it.

Completion is silent: every error gives an empty result. It cannot ask for a passphrase, so a
locked journal completes no numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import chain
from typing import Annotated

import typer

from journal.cli.program import program

Completed = list[tuple[str, str]]
"""The candidates, each with a short description."""

_MOST_NUMBERS = 50
"""The most entry numbers offered; more would fill the screen."""


def entries(incomplete: str) -> Completed:
    """Return the entry numbers with a prefix, newest first."""
    return _quietly(lambda: _entries(incomplete))


def restorable(incomplete: str) -> Completed:
    """Return the numbers with a prefix of entries that are deleted or have earlier versions."""
    return _quietly(lambda: _entries(incomplete, restores=True))


def flows(incomplete: str) -> Completed:
    """Return the names of flows with a prefix."""
    return _quietly(lambda: _flows(incomplete))


def words(*lists: str) -> Callable[[str], Completed]:
    """Return a completion function for the ids of the words in some lists."""

    def complete(incomplete: str) -> Completed:
        return _quietly(lambda: chain.from_iterable(_words(name, incomplete) for name in lists))

    return complete


EntryName = Annotated[str, typer.Argument(help="Its number, or last.", autocompletion=entries)]
FlowName = Annotated[
    str | None, typer.Option("--flow", help="Only of this flow.", autocompletion=flows)
]
Trigger = Annotated[
    str | None, typer.Option(help="Only with this trigger.", autocompletion=words("triggers"))
]
Feeling = Annotated[
    str | None, typer.Option(help="Only with this feeling.", autocompletion=words("feelings"))
]
Move = Annotated[
    str | None,
    typer.Option(help="Only with this move, by either of you.", autocompletion=words("moves")),
]
Topic = Annotated[
    str | None, typer.Option(help="Only about this subject.", autocompletion=words("topics"))
]
Body = Annotated[
    str | None,
    typer.Option(help="Only with this sign of the body.", autocompletion=words("body")),
]
Story = Annotated[
    str | None, typer.Option(help="Only with this story.", autocompletion=words("stories"))
]
Need = Annotated[
    str | None,
    typer.Option(help="Only with this need.", autocompletion=words("needs", "needs_now")),
]
Ending = Annotated[
    str | None, typer.Option(help="Only those that ended so.", autocompletion=words("endings"))
]
Repair = Annotated[
    str | None,
    typer.Option(help="Only with this way to mend.", autocompletion=words("repairs")),
]
Context = Annotated[
    str | None,
    typer.Option(help="Only with this going on around it.", autocompletion=words("context")),
]
Tag = Annotated[str | None, typer.Option(help="Only with this tag.")]


def _quietly(find: Callable[[], Iterator[tuple[str, str]]]) -> Completed:
    with suppress(Exception):
        return list(find())
    return []


def _entries(incomplete: str, *, restores: bool = False) -> Iterator[tuple[str, str]]:
    from journal.core.entries.rendering import day_of

    if not restores and "last".startswith(incomplete):
        yield "last", "the newest"
    found = program().entry_numbers(incomplete, _MOST_NUMBERS, restores=restores)
    for number, happened_at in found:
        yield str(number), day_of(happened_at)


def _flows(incomplete: str) -> Iterator[tuple[str, str]]:
    from journal.cli.program import program

    known = program().prompts
    for name in known.flow_names():
        if name.startswith(incomplete):
            flow = known.known_flow(name)
            yield name, flow.title if flow else ""


def _words(list_name: str, incomplete: str) -> Iterator[tuple[str, str]]:
    from journal.cli.program import program

    for word in program().prompts.lists[list_name].words.values():
        if word.id.startswith(incomplete):
            yield word.id, word.label
