"""The weather between arguments: five numbers of the check-ins, each with both its ends."""

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
    One number of the check-in.

    Attributes:
        label: What it is called in the summary.
        low, high: What 0 and 10 mean; told each time, since more is not always lighter.
    """

    theme: Theme
    label: str
    low: str
    high: str

    def finding(self, known: Sequence[tuple[int, Entry]]) -> Finding:
        """Where the numbers mostly were; `value` is the median, in points from 0 to 10."""
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
        """The same beside its track, short."""
        return f"{from_to(*mostly(values))} (0 {self.low}, 10 {self.high})"


def checkin_levels(looking: Looking, _lists: Mapping[str, WordList]) -> Result:
    """
    Where each number of the check-ins mostly was; they are never added up.

    Source:
        docs/counting.md
    """
    known = by_scale(looking)
    most = max(map(len, known.values()))
    if most < _NEED:
        return too_early(_TITLE, _NEED, most, "check-ins")
    told = {scale: found for scale, found in known.items() if len(found) >= _NEED}
    findings = tuple(scale.finding(found) for scale, found in told.items())
    tracks = tuple(tuple(value for value, _ in found) for found in told.values())
    beside = tuple(scale.beside(track) for scale, track in zip(told, tracks, strict=True))
    says = tuple(f.sentence for f in findings)
    return Result(findings, says, most, _NEED, beside=beside, tracks=tracks)


def by_scale(looking: Looking) -> dict[Scale, list[tuple[int, Entry]]]:
    """Every number of the check-ins with what it was each time; not of entries with `care`."""
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
