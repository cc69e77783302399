"""The moments in which the person softened or stayed, however the argument ended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from journal.core.entries.one_line import shortened
from journal.core.flows.word_lists import WordList
from journal.core.insights.absence import Reason
from journal.core.insights.conflicts import Conflict, Looking
from journal.core.insights.finding import Insight, Result
from journal.core.insights.moves import sides_of, soft_moments
from journal.core.insights.phrases import absent, nothing, to_quote, too_early
from journal.core.insights.sentence import Sentence, voiced
from journal.core.insights.tally import Column, Tally, distinct_choices, numbers_of, picks_of, tally
from journal.core.model import Other
from journal.core.terms import Theme

_ID, _TITLE, _LABEL = "softened", Sentence("Soft moments"), "Softened or stayed"
_THEME: Theme = "my_moves"
_NEED = 5  # docs/counting.md
_SENTENCE = "There were {k} entries of {n} with a moment when {you} softened or stayed."
_ONE = "There was 1 entry of {n} with a moment when {you} softened or stayed."
_TELLS = Sentence("what you did", "what I did")
_EASY_TO_MISS = " Small ones are easy to miss."
_OWN_WORDS = "Soft moments: none among the words of the list; {your} own words are not sorted."
_YIELDED = (
    "Soft moments: none yet in {n} entries. Left out: {k} where {you} froze or went along with "
    "sharp words."
)

_ENDING: Theme = "ending"
_ENDINGS = "endings"
_ENDS_FROM = 3
"""The fewest soft moments with a known ending for a sentence on endings; docs/counting.md."""
_ENDED = "These soft moments ended ({m}): {ends}."
_NO_END = "How these soft moments ended: not noted yet."
_ENDS_EARLY = "How soft moments end: too early. An ending is noted for {have}; it takes {need}."


def softened(looking: Looking, lists: Mapping[str, WordList]) -> Result:
    """
    Count the conflicts in which the person made at least one move of the group `engage`.

    Entries where safety is in question are left out: no part is derived from them.

    Source:
        docs/counting.md.
    """
    known = soft_moments(looking, lists)
    n = len(known)
    if n < _NEED:
        return too_early(_TITLE, _NEED, n)
    found = Tally(_ID, (_LABEL,), numbers_of(c for soft, c in known if soft))
    if not found.count:
        return _none([c for _, c in known], lists)
    sentence = voiced(_ONE if found.count == 1 else _SENTENCE, k=found.count, n=n)
    ended = Sentence(_how_it_ended([c for soft, c in known if soft], lists))
    return Result((found.finding(_ID, n, sentence, (ended,)),), (sentence,), n, _NEED)


def _none(known: Sequence[Conflict], lists: Mapping[str, WordList]) -> Result:
    """
    Return the result without soft moments.

    Conflicts in which the person yielded to sharp words are left out of the count, so that
    nobody is told that they lacked softness there.
    """
    free = [c for c in known if not sides_of(c, lists).i_yielded_to_sharp]
    n, yielded = len(free), len(known) - len(free)
    if n < _NEED:
        return too_early(_TITLE, _NEED, n)
    if any(isinstance(move, Other) for c in free for move in picks_of(c, _THEME)):
        return absent(Reason.NEVER, voiced(_OWN_WORDS), n, _NEED)
    if yielded:
        return absent(Reason.NEVER, voiced(_YIELDED, n=n, k=yielded), n, _NEED)
    return nothing(Reason.NEVER, _TITLE, n, _NEED, _TELLS, more=_EASY_TO_MISS)


def _how_it_ended(soft: Sequence[Conflict], lists: Mapping[str, WordList]) -> str:
    """Return the sentence on the endings of soft moments, or that it is too early to tell."""
    told = _with_ending(soft)
    m = len(told)
    if not m:
        return _NO_END
    if m < _ENDS_FROM:
        return _ENDS_EARLY.format(need=_ENDS_FROM, have=m)
    counted = tally(told, _ENDING, lists[_ENDINGS])
    ends = ", ".join(f"'{to_quote(shortened(t.label))}' {t.count}" for t in counted)
    return _ENDED.format(m=m, ends=ends)


def soft_endings(looking: Looking, lists: Mapping[str, WordList]) -> list[Tally]:
    """Return the endings of conflicts with a soft moment, ranked; empty if it is too early."""
    if len(known := soft_moments(looking, lists)) < _NEED:
        return []
    told = _with_ending([c for soft, c in known if soft])
    return tally(told, _ENDING, lists[_ENDINGS]) if len(told) >= _ENDS_FROM else []


def _with_ending(soft: Sequence[Conflict]) -> Column:
    return [(c, ended) for c in soft if (ended := distinct_choices(picks_of(c, _ENDING)))]


SOFTENED = Insight(_ID, _TITLE.you, softened)
