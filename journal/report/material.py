"""The material of a page: the summary, the texts typed for it, and the ticked parts."""

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
"""The ids of the insights that can reveal that I froze or went along."""


@dataclass(frozen=True, slots=True)
class Typed:
    """
    The texts typed for this page alone; each may be empty.

    Attributes:
        want: The wish for the session.
        questions: The questions to the reader.
        name: The writer's name or initials.
    """

    want: str = ""
    questions: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Material:
    """
    The complete input of a report.

    Attributes:
        summary: The insights of the period.
        lists: Name -> word list.
        reader: One of `READERS`.
        picked: The arguments to describe in detail.
        typed: The texts typed for this page.
        ticked: The ids of the parts on the page.
        whole: The entries shown in full, each with its flow; only for the reader `self`.
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
        """Return the look back that the summary is made of."""
        return self.summary.looking

    @property
    def framed(self) -> bool:
        """Return whether the view shows the frame of the cycle."""
        return self.summary.framed

    def result(self, insight: str) -> Result | None:
        """
        Return the result of an insight, filtered by `shown`.

        Args:
            insight: The id of the insight.

        Returns:
            The result; None if the view does not include the insight.
        """
        result = next((r for row, r in self.summary.results if row.id == insight), None)
        return result if result is None else self.shown(result)

    def findings(self, insight: str) -> tuple[Finding, ...]:
        """Return the findings of an insight, filtered by `shown`; empty without any."""
        result = self.result(insight)
        return result.findings if result else ()

    def froze(self, pick: Pick) -> bool:
        """Return whether a pick is a move of freezing or going along; False for own words."""
        word = self.lists["moves"].words.get(pick) if isinstance(pick, str) else None
        return word is not None and word.facts.get("group") in YIELDING

    def shown(self, result: Result) -> Result:
        """Return a result without findings about my freezing, unless the part `froze` is ticked."""
        if self.has("froze"):
            return result
        hidden = {FROZE, *FROZEN, *filter(self.froze, self.lists["moves"].words)}
        kept = tuple(
            replace(f, notes=tuple(n for n in f.notes if n not in (*SCARED, SAY_NO)))
            for f in result.findings
            if f.id not in _ABOUT_ME
            # By subject, freezing is counted together with stepping back.
            or (f.subject not in hidden and not f.froze)
        )
        return replace(result, findings=kept)

    def has(self, part: str) -> bool:
        """Return whether a part is ticked, by its id."""
        return part in self.ticked


def words_of(said: Said | None, words: WordList | None, fact: str = "label") -> list[str]:
    """
    Return the choices of an answer as words; labels and own words are isolated.

    "Not sure" is left out, and so is an id without a label in the list or the answer.

    Args:
        said: The answer; None gives no words.
        words: The word list of the choices.
        fact: The fact of the word to return, such as `phrase`; a word without it gives its
            label, with a small first letter.
    """
    texts = []
    for pick in picks(said.value) if said else ():
        if isinstance(pick, Other):
            texts.append(isolated(pick.text))
        elif pick != NOT_SURE:
            word = words.words.get(pick) if words else None
            label = word.label if word else said.labels.get(pick, "") if said else ""
            wording = word.facts.get(fact) if word else None
            texts.append(isolated(lower(label)) if wording is None else wording)
    return [text for text in texts if text]


def lower(label: str) -> str:
    """Return a label with a small first letter, for use inside a sentence; "I" stays."""
    first = label.split(" ", 1)[0].split("'", 1)[0]
    return label if first == "I" else label[:1].lower() + label[1:]


def as_sentence(typed: str) -> str:
    """Return a typed text with exactly one full stop at its end."""
    return typed.rstrip(". \t\r\n") + "."


def typed_sentence(typed: str) -> str:
    """Return a typed text as a sentence: isolated, with the full stop outside of the isolate."""
    return isolated(typed.rstrip(". \t\r\n")) + "."


def span(first: date, last: date) -> str:
    """Return a range of days, with the year once if both have the same."""
    if first == last:
        return date_of(first)
    begin = date_of(first, with_year=first.year != last.year)
    return f"{begin} – {date_of(last)}"


def joined_with(parts: Iterable[str], last: str) -> str:
    """
    Join parts of a sentence, such as `a, b, then c`.

    Args:
        parts: The parts, at least one.
        last: The word before the last of several parts, such as `then`.
    """
    *before, final = parts
    return f"{', '.join(before)}, {last} {final}" if before else final
