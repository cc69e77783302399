"""Whether someone tried to mend it, and whether that helped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from journal.core.conflicts import Conflict, Looking
from journal.core.insights.finding import Finding, Insight, Result
from journal.core.insights.phrases import too_early
from journal.core.insights.tally import Column, Tally, answer, column, numbers_of, tally
from journal.core.words import WordList

_ID, _TITLE = "repair", "Mending"
_BY, _HELPED = "repair_by", "repair_helped"
_NEED, _TRIES = 5, 3  # docs/counting.md
_TRIED_BY, _DID_HELP = ("me", "them", "both"), ("a_bit", "yes")

_TRIED = "A mend was tried in {k} of {n} entries."
_DID = "It helped, at least a bit, in {h} of those {k}."
_DID_OF_KNOWN = "It helped, at least a bit, in {h} of the {k} with an answer."
_HELP_TOO_EARLY = "A mend was tried in {k} of {n}. Whether it helps: too early to tell."
_NONE = "No mend noted yet in {n} entries."


def repair(looking: Looking, _lists: Mapping[str, WordList]) -> Result:
    """
    Count the tries to mend, whoever made them, and those that helped.

    Who tried is for the data and for `--why`: in a sentence it keeps score.

    Source:
        docs/counting.md
    """
    answers = column(looking, _BY)
    n = len(answers)
    if n < _NEED:
        return too_early(_TITLE, _NEED, n)
    tries = [(c, by) for c, by in answers if by[0] in _TRIED_BY]
    tried = [c for c, _ in tries]
    k = len(tried)
    if not tried:
        return Result((), (_NONE.format(n=n),), n, _NEED)
    found = Tally("tried", ("A mend was tried",), numbers_of(tried))
    findings = [found.finding(_ID, n, _TRIED.format(k=k, n=n))]
    told = [c for c in tried if answer(c, _HELPED)]
    if len(told) < _TRIES:
        says = _HELP_TOO_EARLY.format(k=k, n=n)
        return Result(tuple(findings), (says,), n, _NEED, _by_whom(tries))
    findings += _helped(told, all_tries=len(told) == k)
    says = " ".join(f.sentence for f in findings)
    return Result(tuple(findings), (says,), n, _NEED, _by_whom(tries))


def _helped(told: Sequence[Conflict], *, all_tries: bool) -> list[Finding]:
    """The finding that it helped; none if it never did."""
    helped = [c for c in told if c.value(_HELPED) in _DID_HELP]
    found = Tally("helped", ("It helped, at least a bit",), numbers_of(helped))
    sentence = (_DID if all_tries else _DID_OF_KNOWN).format(h=found.count, k=len(told))
    return [found.finding(_ID, len(told), sentence)] if helped else []


def _by_whom(tries: Column) -> tuple[Finding, ...]:
    """Who tried, in the words that were picked."""
    k = len(tries)
    counts = tally(tries, _BY, WordList(_BY, {}))
    return tuple(t.finding(_ID, k, f"{t.label}: {t.count} of {k}.") for t in counts)


REPAIR = Insight(_ID, _TITLE, repair)
