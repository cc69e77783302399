"""What came first and what it ended on: the pair of moves that comes back most."""

from __future__ import annotations

from collections.abc import Mapping

from journal.core.flows.word_lists import WordList
from journal.core.insights.absence import Reason
from journal.core.insights.conflicts import Looking
from journal.core.insights.finding import Finding, Insight, Result
from journal.core.insights.phrases import absent, lead, nothing, to_quote, too_early
from journal.core.insights.tally import (
    Tally,
    column,
    grouped,
    labels_of,
    leading,
    named,
    numbers_of,
    ranked,
    subject_of,
)
from journal.core.model import Pick

_ID, _TITLE = "first_last_move", "First and last"
_THEME, _WORDS = "my_moves", "moves"
_NEED, _LEAST, _TOP = 5, 3, 1  # docs/counting.md
_SENTENCE = "In {k} of {n} entries you started with '{first}' and ended on '{last}'."
_TELLS = "what you did"
_TAKES_TWO = "First and last: in each of the {n} entries you noted one thing at most. It takes two."


def first_last_move(looking: Looking, lists: Mapping[str, WordList]) -> Result:
    """
    Find the pair of first and last move that comes back most.

    An entry with one move has no pair, yet it is among those that answered. Entries with
    `care` are left out: how someone took part is not worked out of them.
    """
    answers = [(c, p) for c, p in column(looking, _THEME) if c.entry.argument_care is None]
    n = len(answers)
    if n < _NEED:
        return too_early(_TITLE, _NEED, n)
    labels = labels_of(answers, _THEME, lists[_WORDS])
    pairs = grouped((pair, c) for c, picked in answers for pair in _pair(picked))
    tallies = ranked(
        Tally(
            ">".join(subject_of(move) for move in pair),
            tuple(labels[move] for move in pair),
            numbers_of(found),
        )
        for pair, found in pairs.items()
    )
    findings = tuple(_finding(t, n) for t in leading(tallies, _TOP, _LEAST))
    if not pairs:
        return absent(Reason.NEVER, _TAKES_TWO.format(n=n), n, _NEED)
    if not findings:
        return nothing(Reason.TOO_RARE, _TITLE, n, _NEED, _TELLS, least=_LEAST)
    return Result(findings, (lead(_TITLE, findings),), n, _NEED)


def _finding(found: Tally, n: int) -> Finding:
    first, last = map(to_quote, found.labels)
    return found.finding(_ID, n, _SENTENCE.format(k=found.count, n=n, first=first, last=last))


def _pair(picked: tuple[Pick, ...]) -> list[tuple[Pick, Pick]]:
    moves = named(picked)
    return [(moves[0], moves[-1])] if len(moves) > 1 else []


FIRST_LAST_MOVE = Insight(_ID, _TITLE, first_last_move)
