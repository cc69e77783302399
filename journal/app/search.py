"""The search for entries, by filters or by words."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from journal.app.home_line import sentence
from journal.app.journal import Journal
from journal.app.look_back import NO_ENTRIES_THEN
from journal.app.program import Program
from journal.core.dates.periods import Period
from journal.core.entries.filters import FILTERS, Like, Named, fitting
from journal.core.errors import UnknownFlowError, WrongUseError
from journal.core.model import Other

if TYPE_CHECKING:
    from journal.core.model import Entry

_NONE_LIKE_IT = "No entries like that."

NOTHING_FOUND = (
    "Nothing found. It looks only at what you typed. Fewer words, or others, may find more."
)

_MOST_NAMED = 3
"""The most filters suggested when a search finds nothing."""


@dataclass(frozen=True, slots=True)
class Listing:
    """
    The newest entries that match, oldest first.

    Attributes:
        entries: The entries to show.
        fit: The number of entries that match.
        is_all: Whether there was no filter and no period.
        instead: The message to show if nothing matches; empty otherwise.
    """

    entries: Sequence[Entry]
    fit: int
    is_all: bool
    instead: str

    @property
    def head(self) -> str:
        """The heading: the number of matches, and of those shown."""
        return _head(self.fit, len(self.entries), is_all=self.is_all)


def listing(j: Journal, wanted: Period, like: Like, most: int, *, flagged: bool) -> Listing:
    """Return the newest entries, at most *most*, that match a period and filters."""
    most = min(most, sys.maxsize)
    newest = j.store.entries(wanted, like, flagged=flagged, newest_first=True, limit=most)
    entries = list(newest)[::-1]
    fit = j.store.how_many(wanted, like, flagged=flagged)
    instead = "" if entries else _none(j, wanted, like)
    return Listing(entries, fit, (wanted, like) == (Period(), Like()), instead)


def _none(j: Journal, wanted: Period, like: Like) -> str:
    """Return what to say where no entry fits."""
    if like != Like():
        return _NONE_LIKE_IT
    return NO_ENTRIES_THEN if wanted != Period() else sentence(j)


def _head(fit: int, shown: int, *, is_all: bool) -> str:
    entries = "1 entry" if fit == 1 else f"{fit:,} entries"
    heading = entries if is_all else f"{entries} like that"
    if shown == fit:
        return f"{heading}."
    newest = "the newest one is" if shown == 1 else f"the newest {shown:,} are"
    return f"{heading}; {newest} here. For all of them add: -n {fit}"


def rows(j: Journal, entries: Sequence[Entry]) -> Iterator[tuple[Entry, str, str]]:
    """Yield each entry with the noun of its flow and a short description."""
    from journal.core.entries.one_line import FLOW_NOUNS, in_short

    calls = {entry.uid: entry.call for entry in entries}
    for entry in entries:
        if entry.about is not None and entry.about not in calls:
            there = j.store.find(entry.about)
            calls[entry.about] = there.call if there and not there.is_draft else ""
        about = calls.get(entry.about) if entry.about else None
        yield entry, FLOW_NOUNS.get(entry.flow, entry.flow), in_short(entry, j.flow_of, about)


def search(
    j: Journal, typed: str, most: int, wanted: Period, like: Like
) -> list[tuple[Entry, str]]:
    """Return the entries that hold all words, best first, each with a snippet."""
    return list(j.store.search(typed, min(most, sys.maxsize), wanted, like))


def like_these(j: Journal, flow: str | None, **named: str | None) -> Like:
    """
    Return the filters that the options name.

    Args:
        flow: The name of a flow; None for any.
        named: Filter name -> the id or label of a word, or typed text; None for any.

    Raises:
        WrongUseError: If a word is in no list and in no entry.
        UnknownFlowError: If neither a file nor an entry has the flow.
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
        # An own word that equals a label counts as that word, as everywhere else.
        counted = word if word in words.words else words.counted(Other(word))
        if isinstance(counted, str):
            return Named(wanted.themes, counted, words.words[counted].label)
    named = Named(wanted.themes, word)
    own = (Other(text).folded for name in wanted.lists for text in j.store.own_words(name))
    if named.own not in own and not _any(j, Like(named=(named,))):
        ids = dict.fromkeys(i for words in lists for i in words.words)
        raise WrongUseError(f"--{what}: expected one of {', '.join(ids)}.")
    return named


def nothing_found(j: Journal, typed: str) -> list[str]:
    """Return a message that nothing was found, and filters that would find something."""
    names = j.prompts.flow_names()
    flows = {name: flow.title for name in names if (flow := j.flow_of(name)) is not None}
    suggestions = []
    for one in fitting(typed, j.prompts.lists, flows):
        what = one.option.removeprefix("--")
        by_flow = what == "flow"
        like = Like(one.value) if by_flow else like_these(j, None, **{what: one.value})
        # Suggest only filters that match an entry.
        if n := sum(1 for _ in j.store.entries(like=like, typed=False)):
            entries = "1 entry" if n == 1 else f"{n} entries"
            suggestions.append(f"“{one.label}” is {one.about} ({entries}): {one.command}")
    return [NOTHING_FOUND, *suggestions[:_MOST_NAMED]]


def _any(j: Journal, like: Like) -> bool:
    return next(j.store.entries(like=like, limit=1), None) is not None


def ask_words(program: Program, *, plain: bool) -> str | None:
    """
    Ask for the search words on a screen that is cleared; None if none are given.

    Raises:
        NoTerminalError: If there is no terminal to ask on.
        Stopped: If the person leaves.
    """
    from journal.core.dialogue.ports import ask_aside
    from journal.core.flows.flow import Question

    program.terminal.need("To search without one: journal search WORDS")
    question = Question("search", "free", "text", "Which words are you looking for?")
    with program.at_terminal(plain=plain) as person:
        typed = ask_aside(person, question)
    return None if typed is None else str(typed)
