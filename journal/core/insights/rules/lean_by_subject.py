"""The subjects and triggers with which the person's part differs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from journal.core.flows.word_lists import WordList
from journal.core.insights.absence import Reason, reason_told
from journal.core.insights.comparison.associations import Link, Value
from journal.core.insights.comparison.family import LEAST_WITH_IT, RISK, Compared, compare
from journal.core.insights.conflicts import Conflict, Looking
from journal.core.insights.finding import Finding, Insight, Result
from journal.core.insights.parts import part_named
from journal.core.insights.phrases import absent, nothing, to_quote, too_early
from journal.core.insights.sentence import Sentence, voiced
from journal.core.insights.tally import labels_of, numbers_of, picks_of, subject_of
from journal.core.model import Pick

_ID, _TITLE = "lean_by", Sentence("Your part by subject", "My part by subject")
_THINGS = f"entries with one subject or moment and {LEAST_WITH_IT} with others"
_OPENINGS = {"topic": "When the subject was '{label}'", "trigger": "After '{label}'"}
_WORDS = {"topic": "topics", "trigger": "triggers"}
_SENTENCE = ", {you} {phrase} in {k} of {n}. {others}: {k2} of {n2}."
_OTHERS = {"topic": "With other subjects", "trigger": "After other moments"}
_COMPARED = "what was compared: {labels}"
_TOO_RARE = " Too few with it, or without it, to compare: {k} more."


def lean_by(looking: Looking, lists: Mapping[str, WordList]) -> Result:
    """
    Find the subjects and triggers with which the person's lean differs from other conflicts.

    A finding needs an adjusted p-value of at most `RISK` and shares at least 50 percentage
    points apart. Of several leans with one subject, the most frequent is the finding.

    Source:
        docs/counting.md.
    """
    compared = compare(looking, lists)
    if not compared.links:
        return _too_few(compared)
    clear = (link for link, chance in compared.links if chance <= RISK and link.is_wide)
    found = [_finding(link, lists) for link in _one_a_subject(clear)]
    findings = tuple(sorted(found, key=lambda f: (-f.count, f.label.casefold(), f.subject)))
    if not findings:
        return _no_difference(compared, lists)
    return Result(findings, tuple(f.sentence for f in findings), _have(compared), LEAST_WITH_IT)


def _too_few(compared: Compared) -> Result:
    if not compared.named:
        return too_early(_TITLE, LEAST_WITH_IT, 0, _THINGS)
    have = "are {} and {}".format(*compared.named[0].split)
    said = reason_told(Reason.TOO_FEW, _TITLE, takes=f"{LEAST_WITH_IT} {_THINGS}", have=have)
    return absent(Reason.TOO_FEW, said, _have(compared), LEAST_WITH_IT)


def _no_difference(compared: Compared, lists: Mapping[str, WordList]) -> Result:
    enough = [value for value in compared.named if value.smaller >= LEAST_WITH_IT]
    labels = ", ".join(f"'{to_quote(_label(value, _all(value), lists))}'" for value in enough)
    rare = len(compared.named) - len(enough)
    more = _TOO_RARE.format(k=rare) if rare else ""
    of = voiced(_COMPARED, labels=labels)
    return nothing(Reason.NO_DIFFERENCE, _TITLE, _have(compared), LEAST_WITH_IT, of, more=more)


def _have(compared: Compared) -> int:
    return compared.named[0].smaller


def _all(value: Value) -> list[Conflict]:
    return [c for those in value.inside.values() for c in those]


def _one_a_subject(links: Iterable[Link]) -> Iterable[Link]:
    """Return the link with the largest count for each subject or trigger."""
    best: dict[tuple[str, Pick], Link] = {}
    for link in links:
        value = (link.value.theme, link.value.pick)
        if value not in best or best[value].count < link.count:
            best[value] = link
    return best.values()


def _finding(link: Link, lists: Mapping[str, WordList]) -> Finding:
    value = link.value
    inside = _all(value)
    part = part_named(link.lean, value.everywhere.get(link.lean, ()))
    label = _label(value, inside, lists)
    sentence = voiced(
        _OPENINGS[value.theme] + _SENTENCE,
        label=to_quote(label),
        phrase=part.phrase,
        others=_OTHERS[value.theme],
        k=link.count,
        n=link.of,
        k2=link.elsewhere,
        n2=link.of_elsewhere,
    )
    return Finding(
        id=_ID,
        subject=f"{subject_of(value.pick)}>{link.lean}",
        label=f"{label} → {part.label}",
        count=link.count,
        of=link.of,
        sentence=sentence,
        # Without a conflict of that lean, the finding rests on all that named the value.
        entries=numbers_of(value.inside.get(link.lean, inside)),
        labels=(label, part.label),
        phrase=part.phrase,
        froze=part.froze,
    )


def _label(value: Value, inside: Sequence[Conflict], lists: Mapping[str, WordList]) -> str:
    in_order = sorted(inside, key=lambda c: c.entry.happened_at)
    answers = [(c, picks_of(c, value.theme)) for c in in_order]
    return labels_of(answers, value.theme, lists[_WORDS[value.theme]])[value.pick]


LEAN_BY = Insight(_ID, _TITLE.you, lean_by, in_words=True)
