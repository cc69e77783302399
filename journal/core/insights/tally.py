"""The counting of choices: in how many conflicts each was made, and in which."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from journal.core.care.care_book import SCARY
from journal.core.flows.word_lists import WordList
from journal.core.insights.conflicts import Conflict, Looking
from journal.core.insights.finding import Finding
from journal.core.insights.sentence import Sentence
from journal.core.model import NOT_SURE, Answer, Other, Pick, picks
from journal.core.terms import Theme
from journal.core.text import isolated, one_line

K = TypeVar("K")

Column = Sequence[tuple[Conflict, tuple[Pick, ...]]]
"""The conflicts with an answer under one theme, oldest first, each with its choices."""

_ALIKE = 4096
"""The size of the caches of answers, most of which recur in many conflicts."""

_MOVES = ("my_moves", "their_moves")


@dataclass(frozen=True, slots=True)
class Tally:
    """
    One subject, and the entries in which it was chosen.

    Attributes:
        subject: The id of a word, a folded own word, or two of them joined by `>`.
        labels: The label as shown, on one line; two labels for a pair.
        entries: The numbers of the entries, in order, without duplicates.
    """

    subject: str
    labels: tuple[str, ...]
    entries: tuple[int, ...]

    @property
    def label(self) -> str:
        """The label as shown; two labels are joined by an arrow."""
        return " → ".join(self.labels)

    @property
    def count(self) -> int:
        """The number of conflicts."""
        return len(self.entries)

    def finding(
        self, insight: str, of: int, sentence: Sentence, notes: tuple[Sentence, ...] = ()
    ) -> Finding:
        """Return the finding of an insight, out of `of` conflicts that answered."""
        return Finding(
            insight,
            self.subject,
            self.label,
            self.count,
            of,
            sentence,
            self.entries,
            notes=notes,
            labels=self.labels,
        )


def column(looking: Looking, theme: Theme) -> Column:
    """
    Return the conflicts with an answer under a theme, each with its choices.

    "Not sure" is an answer. The move `SCARY` is not: it opens the safety dialogue and is
    never counted.
    """
    return looking.once(f"picks of {theme}", lambda: _column(looking, theme))


def picks_of(conflict: Conflict, theme: Theme) -> tuple[Pick, ...]:
    """Return the choices under a theme in one conflict; empty without any; see `column`."""
    said = conflict.said.get(theme)
    return _picked(said.value, theme) if said is not None else ()


@lru_cache(_ALIKE)
def distinct_choices(picked: tuple[Pick, ...]) -> tuple[Pick, ...]:
    """Return the choices in order, folded, without duplicates and without "not sure"."""
    if NOT_SURE not in picked and Other not in map(type, picked):
        return tuple(dict.fromkeys(picked))
    counted = (p if isinstance(p, str) else Other(p.folded) for p in picked if p != NOT_SURE)
    return tuple(dict.fromkeys(counted))


def tally(answers: Column, theme: Theme, words: WordList) -> list[Tally]:
    """
    Count each choice made under a theme.

    Returns:
        One tally for each choice, ranked as in `ranked`. Empty if there are no choices.
    """
    labels = labels_of(answers, theme, words)
    chosen = grouped((p, c) for c, picked in answers for p in distinct_choices(picked))
    return ranked(
        Tally(subject_of(pick), (labels[pick],), numbers_of(found))
        for pick, found in chosen.items()
    )


def ranked(tallies: Iterable[Tally]) -> list[Tally]:
    """Return tallies sorted by descending count, then by label."""
    return sorted(tallies, key=lambda t: (-t.count, t.label.casefold(), t.label, t.subject))


def leading(tallies: Sequence[Tally], top: int, least: int) -> list[Tally]:
    """Return the first *top* of ranked tallies and ties with the last; counts from *least* on."""
    often = [t for t in tallies if t.count >= least]
    return [t for t in often if t.count >= often[:top][-1].count]


def grouped(pairs: Iterable[tuple[K, Conflict]]) -> dict[K, list[Conflict]]:
    """Return the conflicts grouped by key, keys and conflicts in order of occurrence."""
    groups: dict[K, list[Conflict]] = {}
    for key, conflict in pairs:
        groups.setdefault(key, []).append(conflict)
    return groups


def numbers_of(conflicts: Iterable[Conflict]) -> tuple[int, ...]:
    """Return the entry numbers of conflicts, in ascending order."""
    return tuple(sorted(c.entry.number or 0 for c in conflicts))


def subject_of(pick: Pick) -> str:
    """Return the subject of a choice: its word id, or its own word."""
    return pick if isinstance(pick, str) else pick.text


def labels_of(answers: Column, theme: Theme, words: WordList) -> dict[Pick, str]:
    """
    Return choice -> its label on one line, for each choice made under a theme.

    A word has its label from the list; if it is no longer there, the label it was picked by,
    else its id. An own word is shown as it was first typed. Labels are isolated
    (`text.isolated`), so that their direction of writing does not affect counts beside them.
    """
    labels: dict[Pick, str] = {}
    for conflict, picked in answers:
        for pick in picked:
            if isinstance(pick, Other):
                labels.setdefault(Other(pick.folded), isolated(one_line(pick.text)))
            elif labels.get(pick, pick) == pick:
                word, said = words.words.get(pick), conflict.said[theme]
                label = word.label if word else said.labels.get(pick) or pick
                labels[pick] = isolated(one_line(label))
    return labels


@lru_cache(_ALIKE)
def _picked(value: Answer, theme: Theme) -> tuple[Pick, ...]:
    picked = picks(value)
    if SCARY in picked and theme in _MOVES:
        return tuple(p for p in picked if p != SCARY)
    return picked


def _column(looking: Looking, theme: Theme) -> Column:
    return [
        (c, picked)
        for c in looking.conflicts
        if (said := c.said.get(theme)) is not None and (picked := _picked(said.value, theme))
    ]
