"""Whether my part goes with a subject, or with the moment it turned."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from journal.core.conflicts import Conflict, Looking
from journal.core.insights.by_subject import Link, Value
from journal.core.insights.family import LEAST, RISK, compare
from journal.core.insights.finding import Finding, Insight, Result
from journal.core.insights.part import PARTS
from journal.core.insights.phrases import to_quote, too_early
from journal.core.insights.tally import answer, labels_of, numbers_of, subject_of
from journal.core.model import Pick
from journal.core.sayings import LEAN_LABELS
from journal.core.words import WordList

_ID, _TITLE = "lean_by", "Your part by subject"
_THINGS = f"entries with a subject and {LEAST} without"
_OPENINGS = {"topic": "When the subject was '{label}'", "trigger": "After '{label}'"}
_WORDS = {"topic": "topics", "trigger": "triggers"}
_SENTENCE = ", you {phrase} in {k} of {n}. {others}: {k2} of {n2}."
_OTHERS = {"topic": "With other subjects", "trigger": "After other moments"}
_NOTHING = "No subject or moment stands out."


def lean_by(looking: Looking, lists: Mapping[str, WordList]) -> Result:
    """
    Find the subjects and moments with which my lean is another than at other times.

    Of the leans that stand out with one subject, the one that came up most often with it
    is told.

    Source:
        docs/counting.md
    """
    compared = compare(looking, lists)
    if not compared.links:
        return too_early(_TITLE, LEAST, compared.smaller, _THINGS)
    told = (link for link, chance in compared.links if chance <= RISK and link.is_wide)
    found = [_finding(link, lists) for link in _one_a_subject(told)]
    findings = tuple(sorted(found, key=lambda f: (-f.count, f.label.casefold(), f.subject)))
    says = tuple(f.sentence for f in findings) or (_NOTHING,)
    return Result(findings, says, compared.smaller, LEAST)


def _one_a_subject(links: Iterable[Link]) -> Iterable[Link]:
    """Of each subject the link with the largest count."""
    best: dict[tuple[str, Pick], Link] = {}
    for link in links:
        value = (link.value.theme, link.value.pick)
        if value not in best or best[value].count < link.count:
            best[value] = link
    return best.values()


def _finding(link: Link, lists: Mapping[str, WordList]) -> Finding:
    value = link.value
    inside = [c for those in value.inside.values() for c in those]
    label = _label(value, inside, lists)
    sentence = (_OPENINGS[value.theme] + _SENTENCE).format(
        label=to_quote(label),
        phrase=_phrase(link.lean, value.everywhere.get(link.lean, ())),
        others=_OTHERS[value.theme],
        k=link.count,
        n=link.of,
        k2=link.elsewhere,
        n2=link.of_elsewhere,
    )
    return Finding(
        id=_ID,
        subject=f"{subject_of(value.pick)}>{link.lean}",
        label=f"{label} → {LEAN_LABELS[link.lean]}",
        count=link.count,
        of=link.of,
        sentence=sentence,
        # If none of them leans so, it rests on all that named the value.
        entries=numbers_of(value.inside.get(link.lean, inside)),
    )


def _label(value: Value, inside: Sequence[Conflict], lists: Mapping[str, WordList]) -> str:
    in_order = sorted(inside, key=lambda c: c.entry.happened_at)
    answers = [(c, answer(c, value.theme)) for c in in_order]
    return labels_of(answers, value.theme, lists[_WORDS[value.theme]])[value.pick]


def _phrase(lean: str, leaning: Sequence[Conflict]) -> str:
    """The lean in words: those of its finer detail if all of it is that, on both sides."""
    part = PARTS[lean]
    every = all(c.my_detail in part.special for c in leaning)
    return part.all_special if every and part.all_special else part.phrase


LEAN_BY = Insight(_ID, _TITLE, lean_by, in_words=True)
