"""The text of a summary: sections by importance, with bars, tracks and sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from journal.core.entries.totals import NOTHING_YET, kinds_written
from journal.core.insights.absence import Reason
from journal.core.insights.amounts import POINTS
from journal.core.insights.finding import Finding, Insight, Result, SummarySection
from journal.core.insights.registry import SECTIONS
from journal.core.insights.sentence import running
from journal.core.insights.summary import Summary
from journal.core.text import one_line
from journal.screen.cells import pad, width_of, wrapped
from journal.screen.layout import fit
from journal.screen.output.bars import bar, track
from journal.screen.output.printed import bold, columns, dim, joined, lines

_FITS = "Does this fit? What is missing?"

_WHY = "Behind each line: journal summary --why"
_SO_FAR = "So far: {kinds}. From 3 arguments on, you see here what came up more than once."
_NO_ARGUMENT = ", no argument"
_FROM = 3
_PLAIN_VIEW = "Feelings, body and facts only. To change that: journal settings"
_NONE_YET = "Nothing to count yet: {titles}."
_TOO_FEW = "Too early to tell. Entries so far, of those needed: {titles}."

_NAME, _BAR, _TRACK = 22, 20, 11
"""The columns of a name, of the longest bar, and of a track."""

_LEAST_BAR, _AROUND = 8, 18
"""The fewest columns of a bar beside long names; the columns around name and bar."""

_SIDE_BY_SIDE = 70
"""The columns from which a name is beside its bar; below that it is above it."""

_MOST_POINTS = 10

RowsTold = Sequence[tuple[Insight, Result]]


def summary_text(summary: Summary, *, why: bool, plain: bool = False) -> str:
    """
    Return the text of a summary; the short form fits two screens of 80 columns.

    Args:
        summary: The summary.
        why: Use the long form: all sentences, with the numbers of the entries behind them.
        plain: Use sentences alone, without drawings.
    """
    conflicts = len(summary.looking.conflicts)
    if sum(summary.looking.entries.values()) == 0:
        return joined(lines(NOTHING_YET))
    if not why and conflicts < _FROM and all(result.too_early for _, result in summary.results):
        kinds = kinds_written(summary.looking.entries) + ("" if conflicts else _NO_ARGUMENT)
        sentences = [_SO_FAR.format(kinds=kinds), *(note.you for note in summary.notes)]
        return joined(line for sentence in sentences for line in lines(sentence))
    noun = "entry" if conflicts == 1 else "entries"
    base = f"{conflicts} {noun}" if conflicts else kinds_written(summary.looking.entries)
    head = f"From {base}, in your own choices. Counts, not verdicts."
    parts = [*lines(head, style=bold), *(() if summary.framed else lines(_PLAIN_VIEW))]
    page = _Page(columns(), why=why, plain=plain)
    results = {row.id: (row, result) for row, result in summary.results}
    for section in SECTIONS:
        rows = [results[row.id] for row in section.rows if row.id in results]
        body = list(page.lines(section, [(r, found) for r, found in rows if not found.too_early]))
        if body:
            title = section.title if summary.framed else section.plain_title or section.title
            parts += [*lines(title, style=bold), *body]
    parts += [line for note in summary.notes for line in lines(note.you)]
    parts += page.early([(row, r) for row, r in summary.results if r.too_early])
    parts += page.end()
    return joined(line.rstrip() for line in parts)


class _Page:
    """
    The layout of a summary.

    Args:
        columns: The width of a line.
        why, plain: See `summary_text`.
    """

    def __init__(self, columns: int, *, why: bool, plain: bool) -> None:
        self._columns, self._why, self._plain = columns, why, plain
        self._wide = columns >= _SIDE_BY_SIDE

    def lines(self, section: SummarySection, known: RowsTold) -> Iterator[str]:
        """Yield the lines of a section: offers of help, drawings, then the rest in words."""
        helps = dict.fromkeys(note.you for _, r in known for note in r.notes if note.is_help)
        yield from self._wrapped(map(one_line, helps))
        sentences: list[str] = []
        absent: list[str] = []
        for row, result in known:
            if self._why:
                yield from self._at_length(row, result)
            elif self._plain:
                yield from self._wrapped(map(one_line, result.counts))
            elif row.in_words or not result.findings:
                (sentences if result.findings else absent).extend(result.counts)
            else:
                yield from self._drawn(row, result, section)
                sentences += [note.you for note in result.notes if not note.is_help]
        in_words = [*sentences, *absent]
        yield from self._wrapped([one_line(running(in_words))] if in_words else [])

    def _drawn(self, row: Insight, result: Result, section: SummarySection) -> Iterator[str]:
        if result.tracks:
            yield from self._tracks(result)
        elif row is section.rows[0]:
            yield from self._bars(result.findings, section.bars)
        else:
            yield from self._listed(row, result)

    def end(self) -> list[str]:
        """Return the closing question and, in the short form, the command for the long one."""
        ends = [_FITS] if self._why else [_FITS, _WHY]
        if self._wide and not self._plain:
            ends = ["   ".join(ends)]
        return [line for end in ends for line in lines(end, style=dim)]

    def early(self, known: RowsTold) -> list[str]:
        """
        Return the lines about insights for which it is too early.

        Args:
            known: Those insights with their results.

        Returns:
            A few sentences; in the long form, or without drawings, a list with a heading.
        """
        if not known:
            return []
        none = [f"{row.title} (from {r.need})" for row, r in known if r.reason is Reason.NO_ANSWER]
        unanswered = lines(_NONE_YET.format(titles=", ".join(none))) if none else []
        rest = [(row, r) for row, r in known if r.reason is not Reason.NO_ANSWER]
        if self._why or self._plain:
            in_full = [line for _, r in rest for line in self._wrapped(map(one_line, r.sentences))]
            return [bold("Not yet"), *in_full, *unanswered]
        few = [
            f"{row.title} ({r.have} of {r.need})" for row, r in rest if r.reason is Reason.TOO_FEW
        ]
        own = [
            line for _, r in rest if r.reason is not Reason.TOO_FEW for line in lines(r.says[0].you)
        ]
        return [*(lines(_TOO_FEW.format(titles=", ".join(few))) if few else []), *unanswered, *own]

    def _bars(self, findings: Sequence[Finding], most: int, lead: str = "  ") -> Iterator[str]:
        shown, hidden = findings[:most], len(findings) - most
        labels = [one_line(f.label) for f in shown]
        longest = max([_NAME, *map(width_of, labels)])
        width = min(longest, self._columns - _LEAST_BAR - _AROUND)
        long = min(_BAR, self._columns - _AROUND - (width if self._wide else 0))
        for label, f in zip(labels, shown, strict=True):
            count = f"{f.count} of {f.of}"
            more = f" +{hidden}" if hidden > 0 and f is shown[-1] else ""
            drawn = f"{bar(f.count, f.of, max(1, long))}  {count:>8}{more}"
            if self._wide:
                yield f"{lead}{pad(fit(label, width), width)}  {drawn}"
            else:
                yield from self._wrapped([label], lead)
                yield f"{lead}  {drawn}"

    def _listed(self, row: Insight, result: Result) -> Iterator[str]:
        """Yield a name and its most frequent choices, as many as fit on one line."""
        first, *others = result.findings
        items = [f"{one_line(first.label)} {first.count} of {first.of}"]
        for f in others:
            of = "" if f.of == first.of else f" of {f.of}"
            items.append(f"{one_line(f.label)} {f.count}{of}")
        lead = f"  {pad(row.title, _NAME)}  " if self._wide else f"  {row.title}: "
        wide, hidden = width_of(lead + items[0]), len(items) - 1
        for item in items[1:]:
            wide += width_of(f" · {item}")
            if wide + (4 if hidden > 1 else 0) > self._columns:
                break
            hidden -= 1
        line = " · ".join(items[: len(items) - hidden])
        yield from self._wrapped([line + (f" +{hidden}" if hidden else "")], lead)

    def _tracks(self, result: Result) -> Iterator[str]:
        """Yield a line for each measure, with its track over time."""
        several = len(result.findings) > 1
        for f, values, beside in zip(result.findings, result.tracks, result.beside, strict=True):
            top = _MOST_POINTS if f.unit == POINTS else None
            name = f"{f.label} ({f.of})" if several else f.label
            lead = f"  {pad(name, _NAME)}  " if self._wide else f"  {name}: "
            yield from self._wrapped([f"{track(values, _TRACK, top)}  {beside}"], lead)

    def _at_length(self, row: Insight, result: Result) -> Iterator[str]:
        yield f"  {row.title}"
        yield from self._wrapped(map(one_line, result.counts), "    ")
        for f in (*result.findings, *result.behind):
            line = f"entries {', '.join(map(str, f.entries))}"
            if self._plain or f.unit:
                line = f"{one_line(f.label)}: {line}"
            else:
                yield from self._bars([f], 1, "    ")
            yield from self._wrapped([line], "      ")

    def _wrapped(self, texts: Iterable[str], lead: str = "  ") -> Iterator[str]:
        """Yield each text on lines that fit: the first with a prefix, the others indented."""
        under = " " * (width_of(lead) if self._wide or not lead.strip() else 4)
        if width_of(lead) > self._columns - len(under) - _LEAST_BAR:
            yield from lines(lead)
            lead = under
        for text in texts:
            yield from wrapped(text, self._columns, first=lead, others=under)
