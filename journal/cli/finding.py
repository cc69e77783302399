"""Which entries are looked for: the options that list and search share, and the search itself."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from journal.cli.completing import Feeling, FlowName, Move, Topic, Trigger
from journal.cli.open import Journal, at_terminal, journal, settings, show_json
from journal.cli.options import Format, Last, Plain, Since, TextOrJson, Until, period
from journal.cli.telling import tell
from journal.core.errors import UnknownFlowError, WrongUseError
from journal.core.like import LISTS_OF, THEMES_OF, Like, Named
from journal.core.model import Other

NOTHING_FOUND = (
    "Nothing found. It looks only at what you typed. Fewer words, or others, may find more."
)


def search(
    words: Annotated[
        list[str] | None, typer.Argument(metavar="[WORDS]", help="Else they are asked for.")
    ] = None,
    number: Annotated[int, typer.Option("-n", min=1, help="How many at most.")] = 20,
    trigger: Trigger = None,
    feeling: Feeling = None,
    move: Move = None,
    topic: Topic = None,
    flow: FlowName = None,
    since: Since = None,
    until: Until = None,
    last: Last = None,
    format_: Format = TextOrJson.TEXT,
    plain: Plain = False,
) -> None:
    """
    Find what you wrote, by its words; best first.

    Finds pages that hold all the words, in any form; "quoted ones" next to each other.
    Without words it asks for them, so that the shell keeps none in its history.

    Example: journal search sunday --last 90d
    """
    wanted = period(since, until, last)
    typed = " ".join(words) if words else _asked(plain=plain)
    if typed is None:
        return
    with journal(to_read=True) as j:
        like = like_these(j, trigger=trigger, feeling=feeling, move=move, topic=topic, flow=flow)
        found = list(j.store.search(typed, min(number, sys.maxsize), wanted, like))
        if format_ is TextOrJson.JSON:
            from journal.screen.finding import marked

            show_json([{**j.as_data(entry), "found": marked(piece)} for entry, piece in found])
            return
    from journal.screen.finding import found_text
    from journal.screen.show import show

    if found:
        show(found_text(found))
    else:
        tell(NOTHING_FOUND)


def like_these(j: Journal, *, flow: str | None, **named: str | None) -> Like:
    """
    What entries have to be like.

    Args:
        named: `trigger`, `feeling`, `move`, `topic`: the id or label of a word, or an own
            word; None for any.

    Raises:
        WrongUseError: If a word is in no list and in no entry.
        UnknownFlowError: If a flow is known neither now nor by an entry.
    """
    chosen = tuple(_named(j, what, word) for what, word in named.items() if word is not None)
    if flow is not None and j.flow_of(flow) is None and not _any(j, Like(flow)):
        raise UnknownFlowError(j.prompts.flow_names())
    return Like(flow or "", chosen)


def _named(j: Journal, what: str, word: str) -> Named:
    known = j.prompts.lists[LISTS_OF[what]].words
    folded = Other(word).folded
    by_label = (w.id for w in known.values() if Other(w.label).folded == folded)
    named = Named(THEMES_OF[what], word if word in known else next(by_label, word))
    own = (Other(text).folded for text in j.store.own_words(LISTS_OF[what]))
    if named.word not in known and folded not in own and not _any(j, Like(named=(named,))):
        raise WrongUseError(f"--{what}: expected one of {', '.join(known)}.")
    return named


def _any(j: Journal, like: Like) -> bool:
    return next(j.store.entries(like=like, limit=1), None) is not None


def _asked(*, plain: bool) -> str | None:
    """
    The words to look for, asked for on a screen that is cleared; None if none are given.

    Raises:
        Stopped: If the person leaves instead.
    """
    from journal.core.flows import Question
    from journal.core.person import ask_aside
    from journal.screen.terminal import need_terminal

    need_terminal("To search without one: journal search WORDS")
    question = Question("search", "free", "text", "Which words are you looking for?")
    with at_terminal(plain=plain or settings()["plain"]) as person:
        typed = ask_aside(person, question)
    return None if typed is None else str(typed)
