"""The export: a page for a reader, or the entries as data."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from journal.app.journal import Journal
from journal.app.program import Program
from journal.core.errors import WrongUseError

if TYPE_CHECKING:
    from journal.core.dates.periods import Period
    from journal.report.document import Report
    from journal.report.name_replacement import Names


class PageFormat(StrEnum):
    """The file format of an export."""

    MD = "md"
    HTML = "html"
    PDF = "pdf"
    JSON = "json"
    CSV = "csv"


class Reader(StrEnum):
    """The reader of a page."""

    THERAPIST = "therapist"
    COUPLE = "couple"
    SELF = "self"


class Paper(StrEnum):
    """The paper size of a PDF."""

    A4 = "a4"
    LETTER = "letter"


_LETTER_IN = frozenset("US CA MX PH CL CO CR GT NI PA PR SV VE DO".split())
"""Countries, as ISO 3166 alpha-2, whose usual paper size is Letter."""

_LONG = 100_000
"""Bytes of a page whose PDF takes about a second, or five in scripts with joined letters."""

_TAKES_LONG = (
    "This is a lot of text: the PDF can take a minute or more. "
    "A page to print is quicker: --format html."
)


@dataclass(frozen=True, slots=True)
class Export:
    """
    The options of an export.

    Attributes:
        format: The file format.
        period: The period of the entries.
        reader: The reader; None for a therapist, or for oneself with a data format.
        flagged: Include entries kept apart.
        entries: The numbers of the entries to tell in detail.
        want_file: A file with the person's wishes for the session; `-` for standard input.
        names: The names to replace in all typed text.
        paper: The paper size of a PDF; None for the usual one of the country.
        plain: Ask line by line.

    Raises:
        WrongUseError: If the options contradict each other.
    """

    format: PageFormat
    period: Period
    reader: Reader | None = None
    flagged: bool = False
    entries: tuple[str, ...] = ()
    want_file: str | None = None
    names: Names | None = None
    paper: Paper | None = None
    plain: bool = False

    def __post_init__(self) -> None:
        if not self.is_data:
            return
        chosen = self.format
        if self.reader not in (None, Reader.SELF):
            raise WrongUseError(f"{chosen} holds the entries themselves: it is --for self alone.")
        if self.entries or self.want_file:
            raise WrongUseError(
                f"{chosen} holds every entry: --entry and --want-file are for a page."
            )

    @property
    def is_data(self) -> bool:
        """Return whether the format holds the entries themselves instead of a page."""
        return self.format in _DATA


def exported(j: Journal, options: Export) -> Iterable[str] | Iterable[bytes] | None:
    """
    Return the content of the export in parts; None if there is nothing to put on a page.

    With names to replace, the whole content is made first, so that a name which does not occur
    is reported before anything is written.

    Raises:
        JournalError: If a named file cannot be read, or a named entry does not exist.
    """
    parts = _data(j, options) if options.is_data else _page(j, options)
    if options.names is None or parts is None:
        return parts
    whole = [part.encode() if isinstance(part, str) else part for part in parts]
    options.names.check()
    return whole


def _data(j: Journal, options: Export) -> Iterable[str]:
    return _DATA[options.format](j, options.period, options.flagged, options.names)


def _page(j: Journal, options: Export) -> Iterable[bytes] | None:
    from journal.app.page import Wanted, page

    wanted = Wanted(
        reader=(options.reader or Reader.THERAPIST).value,
        period=options.period,
        flagged=options.flagged,
        entries=options.entries,
        want_file=options.want_file,
        pictures=options.format is PageFormat.HTML,
        plain=options.plain,
    )
    report = page(j, wanted, options.names)
    if report is None:
        return None
    usual = Paper.LETTER if j.program.country in _LETTER_IN else Paper.A4
    return [_PAGES[options.format](report, options.paper or usual, j.program)]


def names_in(file: str | None) -> Names | None:
    """
    Read the names to replace from a file; `-` for standard input, None for none.

    Raises:
        InputError: If the file cannot be read or has another format.
    """
    if file is None:
        return None
    from journal.app.input_file import read_bytes
    from journal.report.name_replacement import read_names

    return read_names(*read_bytes(file))


def _json(j: Journal, wanted: Period, flagged: bool, names: Names | None) -> Iterable[str]:
    from journal.exchange.json_export import as_lines

    entries = j.store.entries(wanted, flagged=flagged)
    return as_lines(names.entries(entries) if names else entries, j.flow_of)


def _csv(j: Journal, wanted: Period, flagged: bool, names: Names | None) -> Iterable[str]:
    from journal.exchange.csv_export import as_table

    entries = list(j.store.entries(wanted, flagged=flagged))
    if names:
        entries = list(names.entries(entries))
    known_ids = [q.id for name in j.prompts.flow_names() for q in j.prompts.flow(name).questions]
    answered = {q for e in entries for q in e.answers}
    order = dict.fromkeys([*known_ids, *sorted(answered)])
    return as_table(entries, [q for q in order if q in answered or q in known_ids])


def _markdown(report: Report, _paper: Paper, _program: Program) -> bytes:
    from journal.report.writers.markdown import as_markdown

    return as_markdown(report).encode()


def _html(report: Report, _paper: Paper, _program: Program) -> bytes:
    from journal.report.writers.html import as_html

    return as_html(report).encode()


def _pdf(report: Report, paper: Paper, program: Program) -> bytes:
    from journal.report.writers.pdf import as_pdf

    if len(str(report).encode(errors="replace")) > _LONG and program.terminal.shows_messages():
        program.tell(_TAKES_LONG)
    return as_pdf(report, paper.value, program.tell)


_PAGES: dict[PageFormat, Callable[[Report, Paper, Program], bytes]] = {
    PageFormat.MD: _markdown,
    PageFormat.HTML: _html,
    PageFormat.PDF: _pdf,
}
"""Format -> the writer of a page; a new format is a module in `report/writers/` and a row."""

_DATA: dict[PageFormat, Callable[[Journal, Period, bool, Names | None], Iterable[str]]] = {
    PageFormat.JSON: _json,
    PageFormat.CSV: _csv,
}
"""Format -> the writer of the entries themselves."""
