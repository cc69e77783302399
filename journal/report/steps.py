"""What was named most at each step, and what I did beside what I saw."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from journal.core.conflicts import Conflict, Looking
from journal.core.insights.finding import Finding, Result
from journal.core.insights.part import PARTS
from journal.core.insights.table import INSIGHTS
from journal.core.insights.tally import Tally, column, leading, tally
from journal.core.lean import ENGAGE
from journal.core.patterns import YIELDING
from journal.report.material import COUPLE, Material
from journal.report.page import Block, Paragraph, Table

_STEPS = {
    "trigger": "Moment",
    "body": "Body",
    "surface": "Loud feeling",
    "story": "Story",
    "my_moves": "What I did",
    "softer": "Under it",
    "need": "Need",
}
_TICKED_APART = ("story", "softer")
_TWO_ROWS = {"toward": "When I pressed or reached", "away": "When I stepped back"}
_TWO_ROWS_FROM = 5
"""Entries of each lean from which they are told apart."""

_WITH = "' with '"
_FROZE = " (in {x} of them I froze or went along)"
_SHARP = " (in {x} of them it came out sharp)"
_BOTH_WAYS = (
    "In {a} of {n}, I pressed and they stepped back; in {b}, they pressed and I stepped back."
)


def steps(m: Material) -> tuple[Block, ...]:
    """A table of the choices named most; two rows if there is enough of both leans."""
    asked = {
        insight: heading
        for insight, heading in _STEPS.items()
        if m.result(insight) and (insight not in _TICKED_APART or m.has(insight))
    }
    rows = _rows(m, list(asked))
    # A column that no row has anything for is left out.
    filled = [i for i in range(len(asked)) if any(cells[i] for _, cells in rows)]
    if not filled:
        first = m.result(next(iter(asked)))
        return (Paragraph(" ".join(first.says)),) if first else ()
    two = len(rows) > 1
    header = (*([""] if two else []), *([*asked.values()][i] for i in filled))
    told = tuple(
        (*([name] if two else []), *(cells[i] or "–" for i in filled)) for name, cells in rows
    )
    return (Table(header, told), *_beside(m))


def _rows(m: Material, insights: Sequence[str]) -> list[tuple[str, list[str]]]:
    by_lean = {lean: [c for c in m.looking.conflicts if c.lean == lean] for lean in _TWO_ROWS}
    if m.framed and all(len(those) >= _TWO_ROWS_FROM for those in by_lean.values()):
        return [
            (
                f"{name} ({len(by_lean[lean])})",
                [_top(_looked(m, i, by_lean[lean])) for i in insights],
            )
            for lean, name in _TWO_ROWS.items()
        ]
    return [("", [_top(m.result(i)) for i in insights])]


def _looked(m: Material, insight: str, conflicts: Sequence[Conflict]) -> Result:
    row = next(r for r in INSIGHTS if r.id == insight)
    looking = m.looking
    part = Looking(looking.period, tuple(conflicts), looking.apart, looking.entries)
    return row.look(part, m.lists)


def _top(result: Result | None) -> str:
    """The choice named most, with its ties: `Put off 3, They went quiet 3 of 17`."""
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
        told = [f"'{f.label.replace(' → ', _WITH, 1)}' {f.count}" for f in pairs]
        told[0] += f" of {pairs[0].of}"
        lines.append(f"Loud with soft: {'; '.join(told)}.")
    subjects = m.findings("topic") if m.reader != COUPLE else ()
    if subjects:
        told = [f"{f.label} {f.count}" for f in subjects]
        told[0] += f" of {subjects[0].of}"
        lines.append(f"Subjects: {', '.join(told)}.")
    return (Paragraph(" ".join(lines)),) if lines else ()


def counts(m: Material) -> tuple[Block, ...]:
    """What I did, what I saw, my part, the two of us; for a couple, what helped of theirs."""
    if m.reader == COUPLE:
        lines = [_my_part_in_words(m), _both_ways(m), _what_helped(m)]
        return tuple(Paragraph(line) for line in lines if line)
    told = {
        "I did": _listed(m.findings("my_moves")),
        "I saw": _listed(m.findings("their_moves")) if m.has("theirs") else ("", 0),
        "My part": _my_part(m),
        "The two of us": _patterns(m) if m.has("theirs") else ("", 0),
    }
    rows = {name: (text, of) for name, (text, of) in told.items() if text}
    if not rows:
        return ()
    ofs = {of for _, of in rows.values()}
    if len(ofs) == 1:
        header = ("", f"Count, of {ofs.pop()}")
        return (Table(header, tuple((name, text) for name, (text, _) in rows.items())),)
    every = tuple((name, f"{text} (of {of})") for name, (text, of) in rows.items())
    return (Table(("", "Count"), every),)


def by_subject(m: Material) -> tuple[Block, ...]:
    """Where my part is another with a subject or a moment; only what passes the tests."""
    lines = []
    for finding in m.findings("lean_by"):
        # A label may hold anything; what follows it is ours.
        before, _, after = finding.sentence.rpartition(", you ")
        lines.append(f"{before}, I {after}")
    return (Paragraph(" ".join(lines)),) if lines else ()


def _listed(findings: Sequence[Finding]) -> tuple[str, int]:
    text = " · ".join(f"{f.label} {f.count}" for f in findings)
    return text, findings[0].of if findings else 0


def _my_part(m: Material) -> tuple[str, int]:
    findings = m.findings("lean")
    text = " · ".join(f"{f.label} {f.count}{_special(m, f)}" for f in findings)
    return text, findings[0].of if findings else 0


def _special(m: Material, finding: Finding) -> str:
    """How much of a lean was sharp words, or freezing and going along."""
    x = sum(
        c.my_detail in PARTS[finding.subject].special
        for c in m.looking.conflicts
        if c.lean == finding.subject
    )
    if not x:
        return ""
    if finding.subject == "toward":
        return _SHARP.format(x=x)
    return _FROZE.format(x=x) if m.has("froze") else ""


def _my_part_in_words(m: Material) -> str:
    findings = {f.subject: f for f in m.findings("lean")}
    told = [
        f"{part.phrase} in {f.count}{f' of {f.of}' if not n else ''}{_special(m, f)}"
        for n, (part, f) in enumerate(
            (PARTS[lean], findings[lean]) for lean in PARTS if lean in findings
        )
    ]
    return f"I {', '.join(told)}." if told else ""


def _patterns(m: Material) -> tuple[str, int]:
    findings = m.findings("pattern")
    told = []
    for finding in findings:
        yielded = sum(
            c.my_detail in YIELDING and c.pattern == finding.subject == "back_pressed"
            for c in m.looking.conflicts
        )
        tail = _FROZE.format(x=yielded) if yielded and m.has("froze") else ""
        told.append(f"{finding.label} {finding.count}{tail}")
    return " · ".join(told), findings[0].of if findings else 0


def _both_ways(m: Material) -> str:
    """Both directions or none, without anyone who froze or went along."""
    findings = m.findings("pattern")
    plain = [c for c in m.looking.conflicts if not {c.my_detail, c.their_detail} & {*YIELDING}]
    a, b = (sum(c.pattern == p for c in plain) for p in ("pressed_back", "back_pressed"))
    return _BOTH_WAYS.format(a=a, b=b, n=findings[0].of) if findings and a and b else ""


def _what_helped(m: Material) -> str:
    answers, moves = column(m.looking, "their_moves"), m.lists["moves"]
    soft = {w.id for w in moves.words.values() if w.facts.get("group") == ENGAGE}
    found: list[Tally] = [t for t in tally(answers, "their_moves", moves) if t.subject in soft]
    told = " · ".join(f"{t.label} {t.count} of {len(answers)}" for t in leading(found, 5, 2))
    return f"What I saw them do that was staying or softening: {told}." if told else ""
