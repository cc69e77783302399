"""The person's part in the arguments: pressed, stepped back, froze, both ways, or stayed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from journal.core.flows.word_lists import WordList
from journal.core.insights.absence import Reason
from journal.core.insights.conflicts import Conflict, Looking
from journal.core.insights.finding import Finding, Insight, Result
from journal.core.insights.moves import SAY_NO, YOU_SCARED, care_of, sides_of
from journal.core.insights.parts import FROZE, PARTS, Part, part_named, part_of
from journal.core.insights.phrases import listed, nothing, too_early
from journal.core.insights.sentence import Sentence, voiced
from journal.core.insights.tally import Tally, grouped, numbers_of, ranked

_ID, _TITLE = "lean", Sentence("Your part", "My part")
_NEED = 3  # docs/counting.md
_OF = "Of {n} entries, {you} {parts}."
_TELLS = Sentence("what you did", "what I did")
_GOT_SHARP = "Of {k} where {you} {phrase}, {x} got sharp{last}."
_LAST, _NOT_LAST = ", {j} at the end", ", none at the end"


def lean(looking: Looking, lists: Mapping[str, WordList]) -> Result:
    """
    Count the parts the person took; an overruled lean counts as they see it.

    Entries with moves but without a lean, such as own words alone, are in the total and make
    no finding. There is no minimum count for a finding.

    Source:
        docs/counting.md.
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
    says = voiced(_OF, n=n, parts=listed([f"{named[p].phrase} in {len(taken[p])}" for p in named]))
    return Result(findings, (says,), n, _NEED)


def _finding(
    found: Tally, part: Part, conflicts: Sequence[Conflict], n: int, lists: Mapping[str, WordList]
) -> Finding:
    sentence = voiced(_OF, n=n, parts=f"{part.phrase} in {found.count}")
    notes = (*_sharp(part, conflicts, lists), *_care(found.subject, conflicts, lists))
    told = found.finding(_ID, n, sentence, notes)
    return replace(told, phrase=part.phrase, froze=part.froze)


def _sharp(
    part: Part, conflicts: Sequence[Conflict], lists: Mapping[str, WordList]
) -> tuple[Sentence, ...]:
    sides = [sides_of(c, lists) for c in conflicts]
    x, j = sum(s.was_sharp for s in sides), sum(s.ended_sharp for s in sides)
    last = _LAST.format(j=j) if j else _NOT_LAST
    told = voiced(_GOT_SHARP, phrase=part.phrase, k=len(conflicts), x=x, last=last)
    return (told,) if x else ()


def _care(
    part: str, conflicts: Sequence[Conflict], lists: Mapping[str, WordList]
) -> tuple[Sentence, ...]:
    care = care_of(conflicts, lists)
    if part == FROZE and YOU_SCARED not in care:
        care = (*care, SAY_NO)
    return care


LEAN = Insight(_ID, _TITLE.you, lean)
