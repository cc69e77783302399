"""In how many conflicts each choice came up, and in which."""

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
"""Conflicts, oldest first, each with what was picked under one theme."""

_ALIKE = 4096
"""Answers that are worked out once: most are alike in many conflicts."""

_MOVES = ("my_moves", "their_moves")


@dataclass(frozen=True, slots=True)
class Tally:
    """
    One subject and the conflicts it came up in.

    Attributes:
        subject: The id of a word, an own word folded, or two joined by `>`.
        labels: The subject as it is shown, on one line; one label, or two of a pair.
        entries: The numbers of the entries, in order; each conflict once.
    """

    subject: str
    labels: tuple[str, ...]
    entries: tuple[int, ...]

    @property
    def label(self) -> str:
        """The subject as it is shown; a pair with an arrow."""
        return " → ".join(self.labels)

    @property
    def count(self) -> int:
        """In how many conflicts."""
        return len(self.entries)

    def finding(
        self, insight: str, of: int, sentence: Sentence, notes: tuple[Sentence, ...] = ()
    ) -> Finding:
        """The finding that it makes, out of `of` conflicts."""
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
    The conflicts in which something was answered under a theme, each with its picks.

    "Not sure" is an answer. The words for something that scared or hurt are none: they
    open the safety page and count nowhere.
    """
    return looking.once(f"picks of {theme}", lambda: _column(looking, theme))


def that_answered(looking: Looking, theme: Theme) -> list[Conflict]:
    """The conflicts in which something was answered under a theme; see `column`."""
    return [conflict for conflict, _ in column(looking, theme)]


def picks_of(conflict: Conflict, theme: Theme) -> tuple[Pick, ...]:
    """What was picked under a theme in one conflict; empty if nothing was; see `column`."""
    said = conflict.said.get(theme)
    return _picked(said.value, theme) if said is not None else ()


@lru_cache(_ALIKE)
def named(picked: tuple[Pick, ...]) -> tuple[Pick, ...]:
    """What was named among some picks, each once and in order; own words as they are counted."""
    if NOT_SURE not in picked and Other not in map(type, picked):
        return tuple(dict.fromkeys(picked))
    counted = (p if isinstance(p, str) else Other(p.folded) for p in picked if p != NOT_SURE)
    return tuple(dict.fromkeys(counted))


def tally(answers: Column, theme: Theme, words: WordList) -> list[Tally]:
    """
    Count every choice named under a theme.

    Returns:
        Most frequent first, then by label. Empty if nothing was named.
    """
    labels = labels_of(answers, theme, words)
    return ranked(
        Tally(subject_of(pick), (labels[pick],), numbers_of(found))
        for pick, found in grouped((p, c) for c, picked in answers for p in named(picked)).items()
    )


def ranked(tallies: Iterable[Tally]) -> list[Tally]:
    """Most frequent first, then by label."""
    return sorted(tallies, key=lambda t: (-t.count, t.label.casefold(), t.label, t.subject))


def leading(tallies: Sequence[Tally], top: int, least: int) -> list[Tally]:
    """The first `top` of ranked tallies and all tied with the last of them, from `least` on."""
    often = [t for t in tallies if t.count >= least]
    return [t for t in often if t.count >= often[:top][-1].count]


def grouped(pairs: Iterable[tuple[K, Conflict]]) -> dict[K, list[Conflict]]:
    """The conflicts by what they are paired with, in the order met."""
    groups: dict[K, list[Conflict]] = {}
    for key, conflict in pairs:
        groups.setdefault(key, []).append(conflict)
    return groups


def numbers_of(conflicts: Iterable[Conflict]) -> tuple[int, ...]:
    """What the person calls the entries by, in order."""
    return tuple(sorted(c.entry.number or 0 for c in conflicts))


def subject_of(pick: Pick) -> str:
    """The subject that a choice from `named` makes."""
    return pick if isinstance(pick, str) else pick.text


def labels_of(answers: Column, theme: Theme, words: WordList) -> dict[Pick, str]:
    """
    How each choice named under a theme is shown, on one line.

    A word has its label from the list; one that is gone, the label it was picked by, else
    its id. An own word is shown as it was first typed. Each is isolated, since counts of
    ours stand beside it.
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
