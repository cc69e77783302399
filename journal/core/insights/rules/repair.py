"""The attempts to mend an argument, and whether they helped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from journal.core.flows.word_lists import WordList
from journal.core.insights.absence import Reason
from journal.core.insights.conflicts import Conflict, Looking
from journal.core.insights.finding import Finding, Insight, Result
from journal.core.insights.phrases import nothing, too_early
from journal.core.insights.sentence import Sentence, voiced
from journal.core.insights.tally import Column, Tally, column, numbers_of, picks_of, tally
from journal.core.terms import Theme

_ID, _TITLE = "repair", Sentence("Mending")
_BY: Theme = "repair_by"
_HELPED: Theme = "repair_helped"
_NEED, _TRIES = 5, 3  # docs/counting.md
_TRIED_BY, _DID_HELP = ("me", "them", "both"), ("a_bit", "yes")

_TRIED = "A mend was tried in {k} of {n} entries."
_DID = "It helped, at least a bit, in {h} of those {k}."
_DID_OF_KNOWN = "It helped, at least a bit, in {h} of the {k} with an answer."
_HELP_TOO_EARLY = (
    "Whether a mend helps: too early to tell. It takes {need} with an answer; there {have}."
)
_NEVER_HELPED = "A mend that helped: none yet in the {k} tries with an answer."
_TELLS = Sentence("if someone tried to mend it")


def repair(looking: Looking, _lists: Mapping[str, WordList]) -> Result:
    """
    Count the attempts to mend, by either partner, and those that helped.

    The counts by person are in `Result.behind` only: in a sentence they would keep score.

    Source:
        docs/counting.md.
    """
    answers = column(looking, _BY)
    n = len(answers)
    if n < _NEED:
        return too_early(_TITLE, _NEED, n)
    tries = [(c, by) for c, by in answers if by[0] in _TRIED_BY]
    tried = [c for c, _ in tries]
    k = len(tried)
    if not tried:
        return nothing(Reason.NEVER, _TITLE, n, _NEED, _TELLS)
    answered = [c for c in tried if picks_of(c, _HELPED)]
    helped = [c for c in answered if c.value(_HELPED) in _DID_HELP]
    tally_of_tries = Tally("tried", ("A mend was tried",), numbers_of(tried))
    is_told = len(answered) >= _TRIES and bool(helped)
    notes = () if is_told else (Sentence(_no_help_told(len(answered))),)
    findings = [tally_of_tries.finding(_ID, n, voiced(_TRIED, k=k, n=n), notes)]
    if is_told:
        findings.append(_helped(helped, answered, all_tries=len(answered) == k))
    says = (Sentence(" ".join(f.sentence.you for f in findings)),)
    return Result(tuple(findings), says, n, _NEED, _by_whom(tries))


def _no_help_told(known: int) -> str:
    """Return the sentence that no attempt helped yet, or that it is too early to tell."""
    if known >= _TRIES:
        return _NEVER_HELPED.format(k=known)
    return _HELP_TOO_EARLY.format(need=_TRIES, have="is 1" if known == 1 else f"are {known}")


def _helped(helped: Sequence[Conflict], told: Sequence[Conflict], *, all_tries: bool) -> Finding:
    found = Tally("helped", ("It helped, at least a bit",), numbers_of(helped))
    sentence = voiced(_DID if all_tries else _DID_OF_KNOWN, h=found.count, k=len(told))
    return found.finding(_ID, len(told), sentence)


def _by_whom(tries: Column) -> tuple[Finding, ...]:
    """Return one finding for each answer to the question who tried."""
    k = len(tries)
    counts = tally(tries, _BY, WordList(_BY, {}))
    return tuple(t.finding(_ID, k, Sentence(f"{t.label}: {t.count} of {k}.")) for t in counts)


REPAIR = Insight(_ID, _TITLE.you, repair)
