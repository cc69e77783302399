"""The look back: the summary, the loop, and one entry."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from journal.app.journal import Journal
from journal.core.dates.periods import Period
from journal.core.errors import WrongUseError
from journal.core.text import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journal.core.entries.rendering import Shown
    from journal.core.insights.summary import Summary
    from journal.core.loop.counted import Cycle
    from journal.core.model import Entry

NO_ENTRIES_THEN = "No entries in that time."
_NO_LOOP = "The view is set to plain, so no loop is drawn. To see the setting: journal settings"


class Recurring(NamedTuple):
    """
    The summary of a period.

    Attributes:
        instead: The message to show if the period holds no entry; empty otherwise.
    """

    summary: Summary
    instead: str


class Loop(NamedTuple):
    """
    The loop of a period.

    Attributes:
        instead: The message to show if no loop is drawn.
    """

    drawn: Cycle
    instead: str


class ReadAgain(NamedTuple):
    """An entry to read again: its title, its answers in words, and how the argument went."""

    entry: Entry
    title: str
    read: Sequence[Shown]
    went: Sequence[str]


def summary(j: Journal, wanted: Period) -> Recurring:
    """Return all insights of a period."""
    from journal.core.insights.conflicts import look_back
    from journal.core.insights.summary import summarise

    looking = look_back(j.store.entries(typed=False), j.counts(), wanted, j.prompts.lists)
    is_empty = wanted != Period() and not any(looking.entries.values())
    insights = summarise(looking, j.prompts.lists, framed=j.view == "loop")
    return Recurring(insights, NO_ENTRIES_THEN if is_empty else "")


def loop(
    j: Journal, wanted: Period, *, trigger: str | None = None, topic: str | None = None
) -> Loop:
    """
    Return the loop of a period.

    Args:
        trigger: The id of a trigger; only entries with it count.
        topic: The id of a subject; only entries about it count.

    Raises:
        WrongUseError: If there is no such trigger or subject.
    """
    from journal.core.insights.conflicts import look_back
    from journal.core.loop.counted import NOT_DRAWN, draw_cycle
    from journal.core.loop.sentences import not_drawn

    _known_word(j, "triggers", trigger, "--trigger")
    _known_word(j, "topics", topic, "--topic")
    if j.view != "loop":
        return Loop(NOT_DRAWN, _NO_LOOP)
    looking = look_back(j.store.entries(), j.counts(), wanted, j.prompts.lists)
    drawn = draw_cycle(looking, j.prompts.lists, trigger=trigger, topic=topic)
    is_filtered = trigger is not None or topic is not None
    is_empty = wanted != Period() and not any(looking.entries.values())
    instead = NO_ENTRIES_THEN if is_empty else not_drawn(drawn, looking, filtered=is_filtered)
    return Loop(drawn, instead)


def read_again(j: Journal, name: str) -> ReadAgain:
    """
    Return an entry with its title, answers and course in words.

    Args:
        name: Its number, or `last`.

    Raises:
        UnknownEntryError: If it is not there.
    """
    from journal.core.entries import rendering
    from journal.core.loop.one_entry import how_it_went, scared

    entry = j.store.entry(name)
    flow = j.flow_of(entry.flow)
    went = [*scared(entry), *(how_it_went(entry, flow) if j.view == "loop" else [])]
    return ReadAgain(entry, _title(entry, j), rendering.read_again(entry, flow), went)


def _title(entry: Entry, j: Journal) -> str:
    flow = j.flow_of(entry.flow)
    return one_line(flow.title if flow else entry.flow)


def _known_word(j: Journal, name: str, word: str | None, option: str) -> None:
    words = j.prompts.lists[name].words
    if word is not None and word not in words:
        raise WrongUseError(f"{option}: expected one of {', '.join(words)}.")
