"""The five scales of the check-ins, each from 0 to 10 with both ends named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from journal.core.flows.word_lists import WordList
from journal.core.insights.amounts import POINTS, from_to, mostly
from journal.core.insights.conflicts import Looking
from journal.core.insights.finding import Finding, Insight, Result
from journal.core.insights.phrases import too_early
from journal.core.insights.sentence import Sentence, voiced
from journal.core.model import Entry
from journal.core.terms import Theme

_ID, _TITLE = "checkin", Sentence("Check-ins")
_NEED = 4  # docs/counting.md
_SENTENCE = "Over {n} check-ins, '{label}' was mostly {mostly} (0 {low}, 10 {high})."


@dataclass(frozen=True, slots=True)
class Scale:
    """
    One scale of the check-in, from 0 to 10.

    Attributes:
        theme: The theme of its question.
        label: The name in the summary.
        low, high: The meanings of 0 and 10; always stated, since a higher value is not always
            better.
    """

    theme: Theme
    label: str
    low: str
    high: str

    def finding(self, known: Sequence[tuple[int, Entry]]) -> Finding:
        """Return the finding of some values, each with its entry; `value` is their median."""
        values = [value for value, _ in known]
        n = len(values)
        sentence = voiced(
            _SENTENCE,
            n=n,
            label=self.label,
            mostly=from_to(*mostly(values)),
            low=self.low,
            high=self.high,
        )
        return Finding(
            id=_ID,
            subject=self.theme,
            label=self.label,
            count=n,
            of=n,
            sentence=sentence,
            entries=tuple(sorted(entry.number or 0 for _, entry in known)),
            value=float(median(values)),
            unit=POINTS,
        )

    def beside(self, values: Sequence[int]) -> str:
        """Return the short text beside the drawing of the values."""
        return f"{from_to(*mostly(values))} (0 {self.low}, 10 {self.high})"


def checkin_levels(looking: Looking, _lists: Mapping[str, WordList]) -> Result:
    """
    Find the typical range of each scale of the check-ins; no total is computed.

    Source:
        docs/counting.md.
    """
    known = by_scale(looking)
    most_known = max(map(len, known.values()))
    if most_known < _NEED:
        return too_early(_TITLE, _NEED, most_known, "check-ins")
    enough = {scale: values for scale, values in known.items() if len(values) >= _NEED}
    findings = tuple(scale.finding(values) for scale, values in enough.items())
    tracks = tuple(tuple(value for value, _ in values) for values in enough.values())
    beside = tuple(scale.beside(track) for scale, track in zip(enough, tracks, strict=True))
    says = tuple(f.sentence for f in findings)
    return Result(findings, says, most_known, _NEED, beside=beside, tracks=tracks)


def by_scale(looking: Looking) -> dict[Scale, list[tuple[int, Entry]]]:
    """Return scale -> (value, entry), oldest first; without entries where safety is in question."""
    known: dict[Scale, list[tuple[int, Entry]]] = {scale: [] for scale in SCALES}
    for entry in looking.apart:
        said = (
            {s.theme: s.value for s in entry.answers.values()}
            if entry.argument_care is None
            else {}
        )
        for scale, found in known.items():
            value = said.get(scale.theme)
            if isinstance(value, int):
                found.append((value, entry))
    return known


SCALES = (
    Scale("closeness", "Close", "far apart", "very close"),
    Scale("safe_to_speak", "Safe to speak", "not safe at all", "fully safe"),
    Scale("bracing", "On guard", "not at all", "all the time"),
    Scale("alone_together", "Alone together", "not alone", "very alone"),
    Scale("hope", "Hope", "none", "a lot"),
)

CHECKIN = Insight(_ID, _TITLE.you, checkin_levels, framed=False)
