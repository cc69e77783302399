"""Whether my part goes with a subject, or with the moment it turned."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from journal.core.conflicts import Looking
from journal.core.insights.by_subject import Link
from journal.core.insights.family import LEAST, RISK, compare
from journal.core.insights.finding import Finding, Insight, Result
from journal.core.insights.phrases import too_early
from journal.core.sayings import LEAN_LABELS
from journal.core.words import WordList

_ID, _TITLE = "lean_by", "Your part by subject"
_THINGS = f"entries with a subject and {LEAST} without"
_OPENINGS = {"topic": "When the subject was '{label}'", "trigger": "After '{label}'"}
_SENTENCE = ", you {phrase} in {k} of {n}. At other times: {k2} of {n2}."
_NOTHING = "No subject or moment stands out."


def lean_by(looking: Looking, lists: Mapping[str, WordList]) -> Result:
    """
    Find the subjects and moments with which my lean is another than at other times.

    Of two leans that stand out with one subject, the one that came up more often with it
    is told.

    Source:
        docs/counting.md
    """
    compared = compare(looking, lists)
    if not compared.links:
        return too_early(_TITLE, LEAST, compared.smaller, _THINGS)
    told = _one_a_subject(
        link for link, chance in compared.links if chance <= RISK and link.is_wide
    )
    findings = tuple(_finding(link) for link in told)
    says = tuple(f.sentence for f in findings) or (_NOTHING,)
    return Result(findings, says, compared.smaller, LEAST)


def _one_a_subject(links: Iterable[Link]) -> list[Link]:
    """The link with the largest count of each subject; most frequent first, then by label."""
    best: dict[tuple[str, str], Link] = {}
    for link in links:
        value = (link.theme, link.subject)
        if value not in best or best[value].count < link.count:
            best[value] = link
    return sorted(best.values(), key=lambda link: (-link.count, link.label.casefold(), link.theme))


def _finding(link: Link) -> Finding:
    sentence = (_OPENINGS[link.theme] + _SENTENCE).format(
        label=link.label,
        phrase=link.phrase,
        k=link.count,
        n=link.of,
        k2=link.elsewhere,
        n2=link.of_elsewhere,
    )
    return Finding(
        id=_ID,
        subject=f"{link.subject}>{link.lean}",
        label=f"{link.label} → {LEAN_LABELS[link.lean]}",
        count=link.count,
        of=link.of,
        sentence=sentence,
        entries=link.entries,
    )


LEAN_BY = Insight(_ID, _TITLE, lean_by)
