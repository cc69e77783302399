"""Distance or pressure: which of the two doors into the loop the moments came through."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from journal.core.conflicts import Looking
from journal.core.insights.finding import Finding, Insight, Result
from journal.core.insights.phrases import too_early
from journal.core.insights.tally import Tally, column, grouped, numbers_of, ranked
from journal.core.model import Pick
from journal.core.words import WordList

_ID, _TITLE = "cue", "Distance or pressure"
_THEME, _WORDS = "trigger", "triggers"
_NEED, _LEAST = 5, 2  # docs/counting.md
_OF = "{k} of {n} began with "
_SENTENCES = {
    "distance": 'distance, such as no reply or a "not now".',
    "pressure": "pressure, such as fault found or many questions.",
}
_SECOND = "{k} began with "
_EQUAL = "Distance and pressure came about equally: {d} and {p} of {n}."
_NEITHER = "Neither distance nor pressure has come up twice yet, in {n} entries."


def cue(looking: Looking, lists: Mapping[str, WordList]) -> Result:
    """
    Count the moments that felt like distance and those that felt like pressure.

    A moment that can be either, or in the person's own words, counts for none of them.
    """
    answers = column(looking, _THEME)
    n = len(answers)
    if n < _NEED:
        return too_early(_TITLE, _NEED, n)
    words = lists[_WORDS]
    doors = grouped((door, c) for c, picked in answers for door in _doors(picked, words))
    d, p = (len(doors.get(door, ())) for door in _SENTENCES)
    if max(d, p) < _LEAST:
        return Result((), (_NEITHER.format(n=n),), n, _NEED)
    if d == p:
        return Result((), (_EQUAL.format(d=d, p=p, n=n),), n, _NEED)
    found = (
        Tally(door, (words.headings.get(door, door),), numbers_of(those))
        for door, those in doors.items()
    )
    findings = tuple(_finding(t, n) for t in ranked(found))
    return Result(findings, (_combined(d, p, n),), n, _NEED)


def _doors(picked: Sequence[Pick], words: WordList) -> list[str]:
    known = (words.words.get(p) for p in picked if isinstance(p, str))
    cues = (word.facts.get("cue", "") for word in known if word)
    return [door for door in dict.fromkeys(cues) if door in _SENTENCES]


def _finding(found: Tally, n: int) -> Finding:
    sentence = _OF.format(k=found.count, n=n) + _SENTENCES[found.subject]
    return found.finding(_ID, n, sentence)


def _combined(d: int, p: int, n: int) -> str:
    counted = [(door, k) for door, k in (("distance", d), ("pressure", p)) if k]
    openings = [_OF, _SECOND]
    return " ".join(
        opening.format(k=k, n=n) + _SENTENCES[door]
        for opening, (door, k) in zip(openings, counted, strict=False)
    )


CUE = Insight(_ID, _TITLE, cue)
