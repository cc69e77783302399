"""The two of us: which patterns came up, both directions told alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from journal.core.conflicts import Conflict, Looking
from journal.core.insights.finding import Finding, Insight, Result
from journal.core.insights.phrases import too_early
from journal.core.insights.tally import Tally, grouped, leading, numbers_of, ranked
from journal.core.patterns import PATTERN_LABELS, YIELDING
from journal.core.words import WordList

_ID, _TITLE = "pattern", "The two of you"
_NEED, _LEAST = 5, 2  # docs/counting.md
_THINGS = "entries with both sides"
_NOTHING = "No pattern leads yet, in {n} entries."
_IN = "In {k} of {n}, {clause}."

_CLAUSES = {
    "pressed_back": "you pressed and they stepped back",
    "back_pressed": "they pressed and you stepped back",
    "sharp_back": "your words got sharp and they stepped back",
    "attacked_back": "their words got sharp and you stepped back",
    "attacked_froze": "their words got sharp and you froze or went along",
    "both_pressed": "you both pressed",
    "both_sharp": "sharp words came from both sides",
    "both_back": "you both stepped back",
    "stayed": "one or both of you stayed with it",
    "other": "it went more than one way",
}

_YIELDED = {
    "back_pressed": ("they pressed and", "you froze or went along"),
    "sharp_back": ("your words got sharp and", "they froze or went along"),
}
"""Patterns in which one side may have frozen or gone along: how all, or some, are told."""

_LOOPS = ("pressed_back", "back_pressed")
_SOME_YIELDED = " In {y} of those, {what}."
_FEEDS = " Each can feed the other."
_THEY_SCARED = " They may have been scared. That is worth a closer look: journal support"
_YOU_SCARED = " If you were scared, this is not a loop to fix: journal support"


def pattern(looking: Looking, lists: Mapping[str, WordList]) -> Result:
    """
    Count the patterns of the conflicts whose two sides are both known.

    Source:
        docs/counting.md
    """
    found = grouped((p, c) for c in looking.conflicts if (p := c.pattern))
    n = sum(map(len, found.values()))
    if n < _NEED:
        return too_early(_TITLE, _NEED, n, _THINGS)
    tallies = ranked(
        Tally(p, (PATTERN_LABELS[p],), numbers_of(those)) for p, those in found.items()
    )
    often = leading(tallies, len(PATTERN_LABELS), _LEAST)
    if not often:
        return Result((), (_NOTHING.format(n=n),), n, _NEED)
    findings = tuple(t.finding(_ID, n, _sentence(t, found[t.subject], n)) for t in often)
    adds = _adds(findings, found)
    says = tuple(f.sentence + adds.get(f.subject, "") for f in findings)
    return Result(findings, says, n, _NEED)


def _sentence(told: Tally, conflicts: Sequence[Conflict], n: int) -> str:
    y = _yielded(told.subject, conflicts)
    clause, tail = _CLAUSES[told.subject], ""
    if y:
        before, what = _YIELDED[told.subject]
        if y == told.count:
            clause = f"{before} {what}"
        else:
            tail = _SOME_YIELDED.format(y=y, what=what)
    return _IN.format(k=told.count, n=n, clause=clause) + tail


def _yielded(subject: str, conflicts: Sequence[Conflict]) -> int:
    """In how many the side that stepped back froze or went along."""
    match subject:
        case "back_pressed":
            return sum(c.my_detail in YIELDING for c in conflicts)
        case "sharp_back":
            return sum(c.their_detail in YIELDING for c in conflicts)
        case _:
            return 0


def _adds(findings: Sequence[Finding], found: Mapping[str, Sequence[Conflict]]) -> dict[str, str]:
    """
    What is said once after a sentence, by pattern.

    That each feeds the other is said of one loop only, and not at all where someone
    froze or went along under sharp words: that is no loop.
    """
    adds = {"attacked_froze": _YOU_SCARED}
    if _yielded("sharp_back", found.get("sharp_back", ())):
        adds["sharp_back"] = _THEY_SCARED
    loops = [f.subject for f in findings if f.subject in _LOOPS]
    plain = [loop for loop in loops if not _yielded(loop, found[loop])]
    if plain and "attacked_froze" not in found and "sharp_back" not in adds:
        adds[plain[0]] = _FEEDS
    return adds


PATTERN = Insight(_ID, _TITLE, pattern)
