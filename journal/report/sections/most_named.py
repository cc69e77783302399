"""The parts with counts: the choices named most at each step, and the moves of both sides."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from journal.core.insights.conflicts import Conflict, Looking
from journal.core.insights.finding import Finding, Result
from journal.core.insights.moves import YOU_SCARED, yielded_to_sharp
from journal.core.insights.parts import part_named, part_of
from journal.core.insights.registry import INSIGHTS
from journal.core.insights.sentence import running
from journal.core.insights.tally import Tally, column, leading, tally
from journal.core.lean import ENGAGE
from journal.report.document import Block, Paragraph, Table
from journal.report.material import COUPLE, Material

_STEPS = {
    "trigger": "Moment",
    "body": "Body",
    "surface": "Loud feeling",
    "story": "Story",
    "my_moves": "What I did",
    "softer": "Under it",
    "need": "Need",
}
_TICKED_APART = {"story": "story", "softer": "softer", "my_moves": "counts"}
"""Insight -> the part that it needs on the page."""

_FROZE_IN = "In {k} of {n} entries I froze or went along with sharp words."
_TWO_ROWS = ("toward", "away")
_WHEN = "When I {phrase} ({n})"
_TWO_ROWS_FROM = 5
"""The fewest entries with each lean for a row of its own."""

_WITH = "' with '"
_BOTH_WAYS = (
    "In {a} of {n}, I pressed or reached and they stepped back; in {b}, they pressed or reached "
    "and I stepped back."
)


def steps(m: Material) -> tuple[Block, ...]:
    """
    Return a table of the choices named most at each step, with notes.

    The table has two rows, one for each lean, if both have enough entries.
    """
    asked = {
        insight: heading
        for insight, heading in _STEPS.items()
        if m.result(insight) and (insight not in _TICKED_APART or m.has(_TICKED_APART[insight]))
    }
    rows = _rows(m, list(asked))
    # Empty columns are left out.
    filled = [i for i in range(len(asked)) if any(cells[i] for _, cells in rows)]
    if not filled:
        first = m.result(next(iter(asked)))
        return (Paragraph(" ".join(first.mine)),) if first else ()
    two = len(rows) > 1
    header = (*([""] if two else []), *([*asked.values()][i] for i in filled))
    table_rows = tuple(
        (*([name] if two else []), *(cells[i] or "–" for i in filled)) for name, cells in rows
    )
    return (
        Table(header, table_rows),
        *_beside(m),
        *_notes(m, (*asked, "cue", "loud_soft", "topic")),
    )


def _notes(m: Material, insights: Iterable[str]) -> tuple[Block, ...]:
    """Return the notes of the findings of some insights; see `notes_of`."""
    return notes_of(m, (f for insight in insights for f in m.findings(insight)))


def notes_of(m: Material, findings: Iterable[Finding]) -> tuple[Block, ...]:
    """Return the notes of some findings as one paragraph; empty without notes."""
    sentences: list[str] = []
    for note in (note for f in findings for note in f.notes):
        if note == YOU_SCARED:
            k, n = yielded_to_sharp(m.looking.conflicts, m.lists)
            sentences.append(_FROZE_IN.format(k=k, n=n))
        sentences.append(note.mine)
    return (Paragraph(running(sentences)),) if sentences else ()


def _rows(m: Material, insights: Sequence[str]) -> list[tuple[str, list[str]]]:
    by_part = {part: [c for c in m.looking.conflicts if part_of(c) == part] for part in _TWO_ROWS}
    if m.framed and all(len(conflicts) >= _TWO_ROWS_FROM for conflicts in by_part.values()):
        return [
            (
                _WHEN.format(phrase=part_named(part, conflicts).phrase, n=len(conflicts)),
                [_top(m.shown(_looked(m, i, conflicts))) for i in insights],
            )
            for part, conflicts in by_part.items()
        ]
    return [("", [_top(m.result(i)) for i in insights])]


def _looked(m: Material, insight: str, conflicts: Sequence[Conflict]) -> Result:
    row = next(r for r in INSIGHTS if r.id == insight)
    looking = m.looking
    part = Looking(looking.period, tuple(conflicts), looking.apart, looking.entries)
    return row.look(part, m.lists)


def _top(result: Result | None) -> str:
    """Return the choices named most, ties included, such as `Put off 3, Went quiet 3 of 17`."""
    if result is None or not result.findings:
        return ""
    most = result.findings[0].count
    tops = ", ".join(f"{f.label} {f.count}" for f in result.findings if f.count == most)
    return f"{tops} of {result.findings[0].of}"


def _beside(m: Material) -> Iterable[Block]:
    lines = []
    doors = m.findings("cue")
    if doors:
        others = "".join(f", {f.count} with {f.subject}" for f in doors[1:])
        lines.append(f"{doors[0].count} of {doors[0].of} began with {doors[0].subject}{others}.")
    pairs = m.findings("loud_soft") if m.has("softer") else ()
    if pairs:
        items = [f"'{_WITH.join(f.labels)}' {f.count}" for f in pairs]
        items[0] += f" of {pairs[0].of}"
        lines.append(f"Loud with soft: {'; '.join(items)}.")
    subjects = m.findings("topic") if m.reader != COUPLE else ()
    if subjects:
        items = [f"{f.label} {f.count}" for f in subjects]
        items[0] += f" of {subjects[0].of}"
        lines.append(f"Subjects: {', '.join(items)}.")
    return (Paragraph(" ".join(lines)),) if lines else ()


def counts(m: Material) -> tuple[Block, ...]:
    """
    Return a table with my moves, their moves, my part and the pattern of both, with notes.

    For a couple: sentences about my part, both directions, and what helped of their moves.
    """
    if m.reader == COUPLE:
        return _for_couple(m)
    shown = {
        "I did": m.findings("my_moves"),
        "I saw": m.findings("their_moves") if m.has("theirs") else (),
        "My part": m.findings("lean"),
        "The two of us": m.findings("pattern") if m.has("theirs") else (),
    }
    notes = notes_of(m, (f for findings in shown.values() for f in findings))
    listed = {name: _listed(findings) for name, findings in shown.items()}
    rows = {name: (text, of) for name, (text, of) in listed.items() if text}
    if not rows:
        return ()
    ofs = {of for _, of in rows.values()}
    if len(ofs) == 1:
        header = ("", f"Count, of {ofs.pop()}")
        cells = tuple((name, text) for name, (text, _) in rows.items())
        return (Table(header, cells), *notes)
    every = tuple((name, f"{text} (of {of})") for name, (text, of) in rows.items())
    return (Table(("", "Count"), every), *notes)


def _for_couple(m: Material) -> tuple[Block, ...]:
    parts = m.findings("lean")
    mine = [f"{f.phrase} in {f.count}{f' of {f.of}' if not n else ''}" for n, f in enumerate(parts)]
    lines = [f"I {', '.join(mine)}." if mine else "", _both_ways(m), _what_helped(m)]
    told = [Paragraph(line) for line in lines if line]
    return (*told[:1], *notes_of(m, parts), *told[1:])


def by_subject(m: Material) -> tuple[Block, ...]:
    """Return the sentences about subjects and moments where my part differs; see `lean_by`."""
    lines = [finding.mine for finding in m.findings("lean_by")]
    return (Paragraph(" ".join(lines)),) if lines else ()


def _listed(findings: Sequence[Finding]) -> tuple[str, int]:
    text = " · ".join(f"{f.label} {f.count}" for f in findings)
    return text, findings[0].of if findings else 0


def _both_ways(m: Material) -> str:
    """Return the counts of both directions of distance and pressure; empty unless both occur."""
    findings = {f.subject: f for f in m.findings("pattern")}
    pressed, back = (findings.get(p) for p in ("pressed_back", "back_pressed"))
    if pressed is None or back is None:
        return ""
    return _BOTH_WAYS.format(a=pressed.count, b=back.count, n=pressed.of)


def _what_helped(m: Material) -> str:
    answers, moves = column(m.looking, "their_moves"), m.lists["moves"]
    soft = {w.id for w in moves.words.values() if w.facts.get("group") == ENGAGE}
    tallies: list[Tally] = [t for t in tally(answers, "their_moves", moves) if t.subject in soft]
    text = " · ".join(f"{t.label} {t.count} of {len(answers)}" for t in leading(tallies, 5, 2))
    return f"What I saw them do that was staying or softening: {text}." if text else ""
