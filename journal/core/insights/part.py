"""My part: how often I pressed, stepped back, did both, or stayed with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from journal.core.conflicts import Conflict, Looking
from journal.core.insights.finding import Insight, Result
from journal.core.insights.phrases import listed, too_early
from journal.core.insights.tally import Tally, answer, grouped, numbers_of, ranked
from journal.core.patterns import SHARP, YIELDING
from journal.core.sayings import LEAN_LABELS
from journal.core.words import WordList

_ID, _TITLE = "lean", "Your part"
_THEME = "my_moves"
_NEED = 3  # docs/counting.md
_OF = "Of {n} entries, you {parts}."
_UNCLEAR = "Your part is not clear yet, in {n} entries."


@dataclass(frozen=True, slots=True)
class Part:
    """
    What is said about one lean.

    Attributes:
        phrase: Follows "you".
        special: Finer details that are told apart.
        all_special: The phrase if every one of them is special: nobody reached who was
            only sharp, and nobody stepped back who only froze.
        tail: Added if some are special; takes `{x}` and `{n}`.
        tail_if_all: Whether it is added if all are.
    """

    phrase: str
    special: tuple[str, ...] = ()
    all_special: str = ""
    tail: str = ""
    tail_if_all: bool = False

    def told(self, conflicts: Sequence[Conflict], n: int) -> tuple[str, str]:
        """The phrase with its count, and the tail out of `n`; empty where there is none."""
        x = sum(c.my_detail in self.special for c in conflicts)
        every = x == len(conflicts)
        phrase = self.all_special if every else self.phrase
        tail = self.tail.format(x=x, n=n) if x and (self.tail_if_all or not every) else ""
        return f"{phrase} in {len(conflicts)}", tail


PARTS = {
    "toward": Part(
        "pressed or reached",
        special=(SHARP,),
        all_special="pressed",
        tail="It came out sharp in {x} of the {n}.",
        tail_if_all=True,
    ),
    "away": Part(
        "stepped back",
        special=YIELDING,
        all_special="froze or went along",
        tail="You froze or went along in {x} of the {n}.",
    ),
    "both": Part("did both"),
    "engaged": Part("stayed with it"),
}
"""By lean, in the order of the sentence."""


def part_of(conflict: Conflict) -> str | None:
    """The lean of a conflict that tells something of my part, if only that it is not clear."""
    lean = conflict.lean
    return lean if lean and (lean in PARTS or answer(conflict, _THEME)) else None


def lean(looking: Looking, lists: Mapping[str, WordList]) -> Result:
    """
    Count the leans, as the person sees them where they put it otherwise.

    Entries whose moves show no lean, such as own words alone, are among those that
    answered and make no finding. Any count is told.

    Source:
        docs/counting.md
    """
    leaning = grouped((part, c) for c in looking.conflicts if (part := part_of(c)))
    n = sum(map(len, leaning.values()))
    if n < _NEED:
        return too_early(_TITLE, _NEED, n)
    told = {name: part.told(leaning[name], n) for name, part in PARTS.items() if name in leaning}
    if not told:
        return Result((), (_UNCLEAR.format(n=n),), n, _NEED)
    tallies = ranked(Tally(name, (LEAN_LABELS[name],), numbers_of(leaning[name])) for name in told)
    findings = tuple(t.finding(_ID, n, _sentence([told[t.subject]], n)) for t in tallies)
    tails = " ".join(tail for _, tail in told.values() if tail)
    says = (_sentence([*told.values()], n),)
    return Result(findings, says, n, _NEED, beside=(tails,) if tails else ())


def _sentence(told: Sequence[tuple[str, str]], n: int) -> str:
    whole = _OF.format(n=n, parts=listed([phrase for phrase, _ in told]))
    return " ".join([whole, *(tail for _, tail in told if tail)])


LEAN = Insight(_ID, _TITLE, lean)
