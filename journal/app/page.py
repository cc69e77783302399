"""A page for a reader: its material from the journal, and the person's choices."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from journal.app.input_file import read_bytes
from journal.app.journal import Journal
from journal.app.look_back import NO_ENTRIES_THEN
from journal.core.dates.periods import Period
from journal.core.entries.totals import kinds_written
from journal.core.errors import InputError, UnknownEntryError
from journal.core.insights.conflicts import Conflict, look_back
from journal.core.insights.summary import summarise
from journal.report.builder import is_empty, report_of
from journal.report.material import SELF, Material, Typed
from journal.report.parts import default_ticks
from journal.screen.output.messages import tell

if TYPE_CHECKING:
    from journal.core.flows.flow import Flow
    from journal.core.model import Entry
    from journal.report.document import Report
    from journal.report.name_replacement import Names

_NOTHING = "A page needs an entry{about}{so_far}. To write one: journal reflect"
_SO_FAR = "; so far there {are} {kinds}"


@dataclass(frozen=True, slots=True)
class Wanted:
    """
    The options of a page.

    Attributes:
        reader: The reader, a value of `app.export.Reader`.
        period: The period of the entries.
        flagged: Include entries kept apart.
        entries: The numbers of the entries to tell in detail.
        want_file: A file with the person's wishes for the session; `-` for standard input.
        pictures: Whether the format can hold a drawing.
        plain: Ask line by line.
    """

    reader: str
    period: Period
    flagged: bool
    entries: tuple[str, ...]
    want_file: str | None
    pictures: bool
    plain: bool


def page(j: Journal, wanted: Wanted, names: Names | None) -> Report | None:
    """
    Return the page as chosen at the terminal, or with the default parts without one.

    Returns:
        The page; None, after a message, if there is nothing to put on it.

    Raises:
        JournalError: If a named file cannot be read, or a named entry does not exist.
        Stopped: If the person leaves.
    """
    m = _material(j, wanted, names)
    if is_empty(m):
        tell(_nothing(m) if wanted.period == Period() else NO_ENTRIES_THEN, err=True)
        return None
    if j.program.terminal.is_there():
        from journal.report.choose_parts import Choosing, choose

        kept_apart = j.store.count(flagged=True) > 0
        clean = names.text if names else str
        with j.program.at_terminal(plain=wanted.plain) as person:
            m = choose(person, Choosing(m, wanted.pictures, kept_apart, clean))
    else:
        m = replace(m, ticked=default_ticks(m))
    if not wanted.pictures:
        m = replace(m, ticked=m.ticked - {"picture"})
    return report_of(m)


def _nothing(m: Material) -> str:
    """Return a sentence on what a page needs; it does not reveal entries kept apart."""
    counts = m.looking.entries
    are = "is" if sum(counts.values()) == 1 else "are"
    so_far = _SO_FAR.format(are=are, kinds=kinds_written(counts)) if any(counts.values()) else ""
    return _NOTHING.format(about="" if m.reader == SELF else " about an argument", so_far=so_far)


def _material(j: Journal, wanted: Wanted, names: Names | None) -> Material:
    def entries() -> Iterable[Entry]:
        kept = j.store.entries(flagged=wanted.flagged)
        return names.entries(kept) if names else kept

    def flow_of(entry: Entry) -> Flow | None:
        flow = j.flow_of(entry.flow)
        return replace(flow, title=names.text(flow.title)) if flow and names else flow

    every = list(entries())
    looking = look_back(every, j.counts(), wanted.period, j.prompts.lists, flagged=wanted.flagged)
    inside = [e for e in every if wanted.period.holds(e.happened_at)]
    typed = _typed(wanted.want_file, names)
    return Material(
        summary=summarise(looking, j.prompts.lists, framed=j.view == "loop"),
        lists=j.prompts.lists,
        reader=wanted.reader,
        picked=_picked(j, wanted, every),
        typed=typed,
        whole=tuple((e, flow_of(e)) for e in inside) if wanted.reader == SELF else (),
    )


def _picked(j: Journal, wanted: Wanted, every: list[Entry]) -> tuple[Conflict, ...]:
    """
    Return the arguments that `--entry` names, in any period.

    Raises:
        UnknownEntryError: If one does not exist, or is no argument.
    """
    if not wanted.entries:
        return ()
    looking = look_back(every, j.counts(), Period(), j.prompts.lists, flagged=wanted.flagged)
    by_call = {c.entry.call: c for c in looking.conflicts}
    shown = [c for c in looking.conflicts if not c.entry.is_apart]
    if shown:
        by_call["last"] = shown[-1]
    try:
        return tuple(by_call[name.strip()] for name in dict.fromkeys(wanted.entries))
    except KeyError:
        raise UnknownEntryError from None


def _typed(file: str | None, names: Names | None) -> Typed:
    """Read the wishes for the session and, after an empty line, the questions."""
    if file is None:
        return Typed()
    data, place = read_bytes(file)
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n").strip()
    except UnicodeDecodeError:
        raise InputError(place, "Expected text in UTF-8.") from None
    if not text:
        raise InputError(place, "Expected a text, found nothing.")
    want, _, questions = (names.text(text) if names else text).partition("\n\n")
    return Typed(want=want.strip(), questions=questions.strip())
