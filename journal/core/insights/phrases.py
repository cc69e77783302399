"""Sentences that several insights share; each with its counts."""

from __future__ import annotations

from collections.abc import Sequence

from journal.core.insights.finding import Finding, Result

_TOO_EARLY = "{title}: too early to tell. It takes {takes}; there {have}."
_TWO_LEAD = "'{labels}' came up most, {k} times each in {n} entries."
_NONE_LEADS = "No single one leads: '{labels}', {k} times each in {n}."


def too_early(title: str, need: int, have: int, things: str = "entries") -> Result:
    """The result of an insight that has `have` entries and takes `need`."""
    there = f"is {have}" if have == 1 else f"are {have}"
    takes = f"{need} {things}".rstrip()
    sentence = _TOO_EARLY.format(title=title, takes=takes, have=there)
    return Result((), (sentence,), have, need)


def lead(findings: Sequence[Finding]) -> str:
    """What leads in ranked findings: the sentence of a plain winner, a tie told as a tie."""
    first = findings[0]
    labels = [to_quote(f.label) for f in findings if f.count == first.count]
    if len(labels) == 1:
        return first.sentence
    template = _TWO_LEAD if len(labels) == 2 else _NONE_LEADS
    quoted = "' and '".join(["', '".join(labels[:-1]), labels[-1]])
    return template.format(labels=quoted, k=first.count, n=first.of)


def to_quote(label: str) -> str:
    """A label to be set in quotes: without quotes of its own, which would nest."""
    return label.replace('"', "")


def listed(parts: Sequence[str]) -> str:
    """Parts of a sentence as one: `a`, `a, and b`, `a, b, and c`."""
    return ", and ".join(filter(None, [", ".join(parts[:-1]), parts[-1]]))
