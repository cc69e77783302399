"""The triggers that felt like distance, and those that felt like pressure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from journal.core.flows.word_lists import WordList
from journal.core.insights.absence import Reason
from journal.core.insights.conflicts import Looking
from journal.core.insights.finding import Insight, Result
from journal.core.insights.phrases import nothing, too_early
from journal.core.insights.sentence import Sentence, voiced
from journal.core.insights.tally import Tally, column, grouped, numbers_of, ranked
from journal.core.model import Pick
from journal.core.terms import Theme

_ID, _TITLE = "cue", Sentence("Distance or pressure")
_THEME: Theme = "trigger"
_WORDS = "triggers"
_NEED, _LEAST = 5, 2  # docs/counting.md
_DOORS = ("distance", "pressure")
_OF = "{k} of {n} began with {door}."
_SECOND = "{k} began with {door}."
_EQUAL = "Distance and pressure came about equally: {d} and {p} of {n}."
_TELLS = Sentence("what set it off")


def cue(looking: Looking, lists: Mapping[str, WordList]) -> Result:
    """
    Count the conflicts whose triggers felt like distance, and those like pressure.

    A trigger that can be either, or in the person's own words, counts for neither.
    """
    answers = column(looking, _THEME)
    n = len(answers)
    if n < _NEED:
        return too_early(_TITLE, _NEED, n)
    words = lists[_WORDS]
    doors = grouped((door, c) for c, picked in answers for door in _doors(picked, words))
    d, p = (len(doors.get(door, ())) for door in _DOORS)
    if max(d, p) < _LEAST:
        reason = Reason.TOO_RARE if d or p else Reason.NEVER
        return nothing(reason, _TITLE, n, _NEED, _TELLS, least=_LEAST)
    found = (
        Tally(door, (words.headings.get(door, door),), numbers_of(those))
        for door, those in doors.items()
    )
    findings = tuple(
        t.finding(_ID, n, voiced(_OF, k=t.count, n=n, door=t.subject)) for t in ranked(found)
    )
    says = voiced(_EQUAL, d=d, p=p, n=n) if d == p else _combined(d, p, n)
    return Result(findings, (says,), n, _NEED)


def _doors(picked: Sequence[Pick], words: WordList) -> list[str]:
    known = (words.words.get(p) for p in picked if isinstance(p, str))
    cues = (word.facts.get("cue", "") for word in known if word)
    return [door for door in dict.fromkeys(cues) if door in _DOORS]


def _combined(d: int, p: int, n: int) -> Sentence:
    counted = [(door, k) for door, k in zip(_DOORS, (d, p), strict=True) if k]
    told = (
        opening.format(k=k, n=n, door=door)
        for opening, (door, k) in zip((_OF, _SECOND), counted, strict=False)
    )
    return Sentence(" ".join(told))


CUE = Insight(_ID, _TITLE.you, cue)
