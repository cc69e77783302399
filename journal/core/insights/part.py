"""My part: how often I pressed, stepped back, froze or went along, did both, or stayed with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from journal.core.conflicts import Conflict, Looking
from journal.core.insights.absence import Reason
from journal.core.insights.finding import Finding, Insight, Note, Result
from journal.core.insights.moves import SAY_NO, YOU_SCARED, care_of, sides_of
from journal.core.insights.phrases import listed, nothing, too_early
from journal.core.insights.tally import Tally, answer, grouped, numbers_of, ranked
from journal.core.patterns import SHARP, YIELDING
from journal.core.words import WordList

_ID, _TITLE = "lean", "Your part"
_THEME = "my_moves"
_NEED = 3  # docs/counting.md
_OF = "Of {n} entries, you {parts}."
_TELLS = "what you did"
_GOT_SHARP = "Of {k} where {i} {phrase}, {x} got sharp{last}."
_LAST, _NOT_LAST = ", {j} at the end", ", none at the end"

FROZE = "froze"
"""The part of someone who froze or went along: told apart from stepping back, everywhere."""


@dataclass(frozen=True, slots=True)
class Part:
    """
    One way of taking part.

    Attributes:
        label: How it is shown.
        phrase: Follows "you" or "I".
    """

    label: str
    phrase: str


PARTS = {
    "toward": Part("Pressed or reached", "pressed or reached"),
    "away": Part("Stepped back", "stepped back"),
    FROZE: Part("Froze or went along", "froze or went along"),
    "both": Part("Both ways", "did both"),
    "engaged": Part("Stayed with it", "stayed with it"),
}
"""By part, in the order of the sentence."""

ONLY_SHARP = Part("Pressed", "pressed")
"""Of those who only got sharp: nobody who did is said to have reached."""

MIXED_BACK = Part("Stepped back, froze or went along", "stepped back, froze or went along")
"""Where stepping back and freezing are told as one."""


def lean_part(conflict: Conflict) -> str | None:
    """The lean of a conflict that tells something of my part, if only that it is not clear."""
    lean = conflict.lean
    return lean if lean and (lean in PARTS or answer(conflict, _THEME)) else None


def part_of(conflict: Conflict) -> str | None:
    """The same, with freezing and going along apart from stepping back."""
    froze = conflict.lean == "away" and conflict.my_detail in YIELDING
    return FROZE if froze else lean_part(conflict)


def part_named(part: str, conflicts: Sequence[Conflict]) -> Part:
    """How a part is named that these conflicts took."""
    if part == "toward" and conflicts and all(c.my_detail == SHARP for c in conflicts):
        return ONLY_SHARP
    if part == "away" and any(c.my_detail in YIELDING for c in conflicts):
        every = all(c.my_detail in YIELDING for c in conflicts)
        return PARTS[FROZE] if every else MIXED_BACK
    return PARTS[part]


def phrase_of(finding: Finding) -> str:
    """What follows "you" or "I" for one of the findings about my part."""
    return next(p.phrase for p in (*PARTS.values(), ONLY_SHARP) if p.label == finding.label)


def lean(looking: Looking, lists: Mapping[str, WordList]) -> Result:
    """
    Count the parts, as the person sees them where they put it otherwise.

    Entries whose moves show no lean, such as own words alone, are among those that
    answered and make no finding. Any count is told.

    Source:
        docs/counting.md
    """
    taken = grouped((part, c) for c in looking.conflicts if (part := part_of(c)))
    n = sum(map(len, taken.values()))
    if n < _NEED:
        return too_early(_TITLE, _NEED, n)
    named = {part: part_named(part, taken[part]) for part in PARTS if part in taken}
    if not named:
        return nothing(Reason.NEVER, _TITLE, n, _NEED, _TELLS, what="not clear")
    tallies = ranked(Tally(p, (named[p].label,), numbers_of(taken[p])) for p in named)
    findings = tuple(_finding(t, named[t.subject], taken[t.subject], n, lists) for t in tallies)
    says = _OF.format(n=n, parts=listed([f"{named[p].phrase} in {len(taken[p])}" for p in named]))
    return Result(findings, (says,), n, _NEED)


def _finding(
    found: Tally, part: Part, conflicts: Sequence[Conflict], n: int, lists: Mapping[str, WordList]
) -> Finding:
    sentence = _OF.format(n=n, parts=f"{part.phrase} in {found.count}")
    notes = (*_sharp(part, conflicts, lists), *_care(found.subject, conflicts, lists))
    return found.finding(_ID, n, sentence, notes)


def _sharp(
    part: Part, conflicts: Sequence[Conflict], lists: Mapping[str, WordList]
) -> tuple[Note, ...]:
    sides = [sides_of(c, lists) for c in conflicts]
    x, j = sum(s.was_sharp for s in sides), sum(s.ended_sharp for s in sides)
    last = _LAST.format(j=j) if j else _NOT_LAST
    you, me = (
        _GOT_SHARP.format(i=i, phrase=part.phrase, k=len(conflicts), x=x, last=last)
        for i in ("you", "I")
    )
    return (Note(you, me),) if x else ()


def _care(
    part: str, conflicts: Sequence[Conflict], lists: Mapping[str, WordList]
) -> tuple[Note, ...]:
    care = care_of(conflicts, lists)
    if part == FROZE and YOU_SCARED not in care:
        care = (*care, SAY_NO)
    return care


LEAN = Insight(_ID, _TITLE, lean)
