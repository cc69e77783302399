"""What a page is made of: the look back, what was typed for it, and what is ticked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from journal.core.cycle.patterns import FROZEN, YIELDING
from journal.core.entries.rendering import date_of
from journal.core.flows.flow import Flow
from journal.core.flows.word_lists import WordList
from journal.core.insights.conflicts import Conflict, Looking
from journal.core.insights.finding import Finding, Result
from journal.core.insights.moves import SAY_NO, SCARED
from journal.core.insights.parts import FROZE
from journal.core.insights.summary import Summary
from journal.core.model import NOT_SURE, Entry, Other, Pick, Said, picks
from journal.core.text import isolated

THERAPIST, COUPLE, SELF = READERS = ("therapist", "couple", "self")


_ABOUT_ME = ("my_moves", "lean", "lean_by", "pattern")
"""Insights that can tell of my freezing or going along."""


@dataclass(frozen=True, slots=True)
class Typed:
    """
    What is typed for this page alone; each may be empty.

    Attributes:
        want: What is wanted from the session.
        questions: For whoever reads it.
        name: Of the writer, or initials.
    """

    want: str = ""
    questions: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Material:
    """
    Everything that can stand on a page.

    Attributes:
        reader: One of `READERS`.
        picked: Arguments to tell in detail.
        ticked: Ids of the parts that are on the page.
        whole: Entries that are told in full, each with its flow; none but for oneself.
    """

    summary: Summary
    lists: Mapping[str, WordList]
    reader: str
    picked: tuple[Conflict, ...] = ()
    typed: Typed = Typed()
    ticked: frozenset[str] = frozenset()
    whole: tuple[tuple[Entry, Flow | None], ...] = ()

    @property
    def looking(self) -> Looking:
        """What it rests on."""
        return self.summary.looking

    @property
    def framed(self) -> bool:
        """Whether the frame of the cycle is shown."""
        return self.summary.framed

    def result(self, insight: str) -> Result | None:
        """
        What an insight has to say; None if it is no part of the present view.

        Of freezing and going along nothing, unless that is ticked.
        """
        found = next((r for row, r in self.summary.results if row.id == insight), None)
        return found if found is None else self.shown(found)

    def findings(self, insight: str) -> tuple[Finding, ...]:
        """What an insight found; empty if that is nothing, or too early to tell."""
        result = self.result(insight)
        return result.findings if result else ()

    def froze(self, pick: Pick) -> bool:
        """Whether a pick is a move of freezing or going along; of an own word nobody knows."""
        word = self.lists["moves"].words.get(pick) if isinstance(pick, str) else None
        return word is not None and word.facts.get("group") in YIELDING

    def shown(self, result: Result) -> Result:
        """A result without what may not stand on the page: freezing, unless that is ticked."""
        if self.has("froze"):
            return result
        hidden = {FROZE, *FROZEN, *filter(self.froze, self.lists["moves"].words)}
        left = tuple(
            replace(f, notes=tuple(n for n in f.notes if n not in (*SCARED, SAY_NO)))
            for f in result.findings
            if f.id not in _ABOUT_ME
            # Beside a subject, freezing is told as one with stepping back.
            or (f.subject not in hidden and not f.froze)
        )
        return replace(result, findings=left)

    def has(self, part: str) -> bool:
        """Whether a part is on the page."""
        return part in self.ticked


def words_of(said: Said | None, words: WordList | None, fact: str = "label") -> list[str]:
    """
    What was picked, in words: by a fact such as `phrase`, or by the label in small letters.

    "Not sure" is left out, and so is an id that no list knows and no label was kept of.
    """
    found = []
    for pick in picks(said.value) if said else ():
        if isinstance(pick, Other):
            found.append(isolated(pick.text))
        elif pick != NOT_SURE:
            word = words.words.get(pick) if words else None
            label = word.label if word else said.labels.get(pick, "") if said else ""
            known = word.facts.get(fact) if word else None
            found.append(isolated(lower(label)) if known is None else known)
    return [text for text in found if text]


def lower(label: str) -> str:
    """A label inside a sentence; an "I" stays what it is."""
    first = label.split(" ", 1)[0].split("'", 1)[0]
    return label if first == "I" else label[:1].lower() + label[1:]


def as_sentence(typed: str) -> str:
    """What was typed, with one full stop at its end."""
    return typed.rstrip(". \t\r\n") + "."


def typed_sentence(typed: str) -> str:
    """What was typed as a sentence among ours: isolated, the full stop outside."""
    return isolated(typed.rstrip(". \t\r\n")) + "."


def span(first: date, last: date) -> str:
    """From one day to another, the year told once if it is the same."""
    if first == last:
        return date_of(first)
    begin = date_of(first, with_year=first.year != last.year)
    return f"{begin} – {date_of(last)}"


def joined_with(parts: Iterable[str], last: str) -> str:
    """Parts of a sentence: `a, b, then c`, with `last` as its third word."""
    *before, final = parts
    return f"{', '.join(before)}, {last} {final}" if before else final
