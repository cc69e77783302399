"""Sentences that several insights share; each with its counts."""

from __future__ import annotations

from collections.abc import Sequence

from journal.core.insights.absence import Reason, reason_in_short, reason_told
from journal.core.insights.finding import Finding, Result
from journal.core.insights.sentence import Sentence, voiced

_TWO_LEAD = "{title}: '{labels}' came up most, {k} times each in {n} entries."
_NONE_LEADS = "{title}: no single one leads: '{labels}', {k} times each in {n} entries."


def too_early(title: Sentence, need: int, have: int, things: str = "entries") -> Result:
    """
    The result of an insight that has `have` entries and takes `need`.

    Args:
        things: What is counted, such as `known times`.
    """
    takes = f"{need} {things}".rstrip()
    if not have:
        said = reason_told(Reason.NO_ANSWER, title, takes=takes)
        return absent(Reason.NO_ANSWER, said, have, need)
    there = f"is {have}" if have == 1 else f"are {have}"
    said = reason_told(Reason.TOO_FEW, title, takes=takes, have=there)
    return absent(Reason.TOO_FEW, said, have, need)


def nothing(
    reason: Reason,
    title: Sentence,
    have: int,
    need: int,
    of: Sentence,
    *,
    what: str = "none",
    least: int = 2,
    more: str = "",
) -> Result:
    """
    The result of an insight that has enough entries and nothing to show.

    Args:
        of: What those entries tell, or what was compared.
        what: What of it there is not.
        least: How often something has to come up to be told.
        more: Said after it.
    """
    said = reason_told(reason, title, n=have, of=of, what=what, least=least)
    return absent(reason, voiced("{said}{more}", said=said, more=more), have, need, least)


def absent(reason: Reason, said: Sentence, have: int, need: int, least: int = 2) -> Result:
    """The result of an insight that has nothing to show, with the sentence that says so."""
    return Result((), (said,), have, need, reason=reason, short=reason_in_short(reason, least))


def lead(title: Sentence, findings: Sequence[Finding]) -> Sentence:
    """What leads in ranked findings: the sentence of a plain winner, a tie told as a tie."""
    first = findings[0]
    labels = [to_quote(f.label) for f in findings if f.count == first.count]
    if len(labels) == 1:
        return first.sentence
    template = _TWO_LEAD if len(labels) == 2 else _NONE_LEADS
    quoted = "' and '".join(["', '".join(labels[:-1]), labels[-1]])
    return voiced(template, title=title, labels=quoted, k=first.count, n=first.of)


def to_quote(label: str) -> str:
    """A label to be set in quotes: without quotes of its own, which would nest."""
    return label.replace('"', "")


def listed(parts: Sequence[str]) -> str:
    """Parts of a sentence as one: `a`, `a, and b`, `a, b, and c`."""
    return ", and ".join(filter(None, [", ".join(parts[:-1]), parts[-1]]))
