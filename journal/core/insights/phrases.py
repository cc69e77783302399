"""The sentences and empty results that several insights share."""

from __future__ import annotations

from collections.abc import Sequence

from journal.core.insights.absence import Reason, reason_in_short, reason_told
from journal.core.insights.finding import Finding, Result
from journal.core.insights.sentence import Sentence, voiced

_TWO_LEAD = "{title}: '{labels}' came up most, {k} times each in {n} entries."
_NONE_LEADS = "{title}: no single one leads: '{labels}', {k} times each in {n} entries."


def too_early(title: Sentence, need: int, have: int, things: str = "entries") -> Result:
    """
    Return the empty result of an insight that has too few entries.

    Args:
        title: The title of the insight.
        need: The fewest entries it takes.
        have: The number of entries there are, below *need*.
        things: The noun for what is counted, such as `known times`.
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
    Return the empty result of an insight that has enough entries but no finding.

    Args:
        reason: The reason for which there is no finding.
        title: The title of the insight.
        have: The number of entries that answered.
        need: The fewest entries it takes.
        of: The content of those entries, or the things that were compared.
        what: The word for what is absent.
        least: The smallest count that is a finding.
        more: A text to add after the sentence.
    """
    said = reason_told(reason, title, n=have, of=of, what=what, least=least)
    return absent(reason, voiced("{said}{more}", said=said, more=more), have, need, least)


def absent(reason: Reason, said: Sentence, have: int, need: int, least: int = 2) -> Result:
    """Return an empty result with its sentence; see `nothing` for the arguments."""
    return Result((), (said,), have, need, reason=reason, short=reason_in_short(reason, least))


def lead(title: Sentence, findings: Sequence[Finding]) -> Sentence:
    """Return the sentence of the first of ranked findings, or one that states a tie for first."""
    first = findings[0]
    labels = [to_quote(f.label) for f in findings if f.count == first.count]
    if len(labels) == 1:
        return first.sentence
    template = _TWO_LEAD if len(labels) == 2 else _NONE_LEADS
    quoted = "' and '".join(["', '".join(labels[:-1]), labels[-1]])
    return voiced(template, title=title, labels=quoted, k=first.count, n=first.of)


def to_quote(label: str) -> str:
    """Return a label without double quotes, to be placed between quotes."""
    return label.replace('"', "")


def listed(parts: Sequence[str]) -> str:
    """Join at least one part of a sentence: `a`, `a, and b`, `a, b, and c`."""
    return ", and ".join(filter(None, [", ".join(parts[:-1]), parts[-1]]))
