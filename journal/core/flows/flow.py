"""Flows and their questions, as values. How they are read from a file: `reading.py`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from journal.core.flows.conditions import Clause
from journal.core.flows.word_lists import Word, WordList
from journal.core.model import NOT_SURE, OTHER, Pick
from journal.core.terms import Counts, Kind, LeanName, Theme

SOMETHING_ELSE = Word(OTHER, "Something else", "Your own word")
NOT_SURE_WORD = Word(NOT_SURE, "Not sure", "A fine answer")


@dataclass(frozen=True, slots=True)
class Variant:
    """Other words for a question, for one lean or one condition; empty texts change nothing."""

    lean: LeanName | Literal[""] = ""
    when: tuple[Clause, ...] = ()
    ask: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class ListSection:
    """A part of a list on the screen: words whose facts fit, under a heading or none."""

    facts: Mapping[str, frozenset[str]]
    heading: str = ""

    def holds(self, word: Word) -> bool:
        """Whether the word belongs here."""
        return all(word.facts.get(fact) in values for fact, values in self.facts.items())


@dataclass(frozen=True, slots=True)
class Order:
    """
    Which pick came first, which last; asked once the picks are known.

    Attributes:
        when: `several` (two picks or more) or `both_sides` (only if some moves
            press and some step back).
        first, last: The two questions.
    """

    when: str
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Question:
    """
    One question of a flow.

    Attributes:
        id: Unique in its flow.
        theme, kind: See `core.terms`.
        ask, hint: The words; may hold placeholders such as `{surface.inside}`.
        always: One of the main questions, those that the progress counts.
        words: The list to pick from; then "something else" and "not sure" fit too.
        choices: Choices beside the list, or all of them if there is none.
        limit: Most picks; 0 for any number.
        ends: What 0 and 10 mean, for a scale.
        only: Facts that a word must have to be offered at all.
        sections: The order on the screen; the rest of the words follow.
        short: Ids shown first; the rest opens with "more".
        about: `me` or `them`: which description fits.
        before, after: Lines shown before and after it.
        offered: A short label: the question is offered under it, not just asked.
        bundle: Questions of one bundle are offered together.
        opened: Not even offered, only opened by the person.
        draft: Which draft it comes with: `loop` or none.
        prefill: Picks of an earlier answer that are ticked to begin with.
        order: Asked about the order of the picks.
        overrule: Asked after "no", for the lean in the person's own view.
        when: All have to hold for it to be asked.
        variants: The first that fits gives the words.
        framed: Belongs to the frame of the cycle; left out with the plain view.
        asked_alike: Asked in the same words whatever was said before; worked out.
    """

    id: str
    theme: Theme
    kind: Kind
    ask: str
    hint: str = ""
    always: bool = False
    words: WordList | None = None
    choices: tuple[Word, ...] = ()
    limit: int = 0
    ends: tuple[str, str] = ("", "")
    only: ListSection | None = None
    sections: tuple[ListSection, ...] = ()
    short: tuple[str, ...] = ()
    about: str = "me"
    before: str = ""
    after: str = ""
    offered: str = ""
    bundle: str = ""
    opened: bool = False
    draft: str = ""
    prefill: Clause | None = None
    order: Order | None = None
    overrule: str = ""
    when: tuple[Clause, ...] = ()
    variants: tuple[Variant, ...] = ()
    framed: bool = True
    asked_alike: bool = field(init=False, repr=False, compare=False)
    _known: Mapping[str, Word] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        alike = "{" not in self.ask and not any(v.ask for v in self.variants)
        object.__setattr__(self, "asked_alike", alike)
        object.__setattr__(self, "_known", self._words_by_id())

    @property
    def takes_own(self) -> bool:
        """Whether "something else" and "not sure" fit."""
        return self.words is not None

    @property
    def is_asked(self) -> bool:
        """Whether it takes an answer; a pause takes none."""
        return self.kind not in ("pause", "settle")

    def word(self, word_id: str) -> Word | None:
        """The word that a pick names, if the question offers it."""
        return self._known.get(word_id)

    def _words_by_id(self) -> dict[str, Word]:
        """
        All words by their ids: its own choices before the two of every list, and those before
        what is listed. Worked out once, because every pick of every entry is looked up.
        """
        known: dict[str, Word] = {}
        if self.words is not None:
            listed = self.words.words
            only = self.only
            known.update(
                listed if only is None else {i: listed[i] for i in listed if only.holds(listed[i])}
            )
            known |= {OTHER: SOMETHING_ELSE, NOT_SURE: NOT_SURE_WORD}
        return known | {choice.id: choice for choice in reversed(self.choices)}

    def offered_words(self) -> list[tuple[str, Word]]:
        """All its words with the heading each stands under, in the order of the screen."""
        listed = [
            w
            for w in (self.words.words.values() if self.words else ())
            if self.only is None or self.only.holds(w)
        ]
        placed: list[tuple[str, Word]] = []
        for section in (*self.sections, ListSection({})):
            inside = [w for w in listed if section.holds(w) and (w not in [p for _, p in placed])]
            placed += self._grouped(inside, section.heading)
        return placed + [("", choice) for choice in self.choices]

    def _grouped(self, words: list[Word], heading: str) -> list[tuple[str, Word]]:
        if heading or self.words is None or not self.words.group_by:
            return [(heading, w) for w in words]
        by, headings = self.words.group_by, self.words.headings
        order = [*headings, ""]
        known = {w.id: w.facts.get(by, "") if w.facts.get(by) in headings else "" for w in words}
        return [(headings.get(g, ""), w) for g in order for w in words if known[w.id] == g]


@dataclass(frozen=True, slots=True)
class Flow:
    """
    An ordered list of questions.

    Attributes:
        name: What `--flow` calls it.
        counts: Whether its entries are conflicts, counted apart, or never counted.
        lean_from: The question whose moves choose the lean variants.
        return_time: Asked at the end: when to come back. A state, not an answer.
        closing: Last lines by how it went: `lower`, `same`, `higher`, `none`,
            `toward`, `away`, `base`.
        packaged: Whether it came with the program.
    """

    name: str
    title: str
    counts: Counts
    questions: tuple[Question, ...]
    minutes: str = ""
    opening: str = ""
    lean_from: str = ""
    return_time: str = ""
    closing: Mapping[str, str] = field(default_factory=dict)
    packaged: bool = True
    _places: Mapping[str, int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        places = {question.id: place for place, question in enumerate(self.questions)}
        object.__setattr__(self, "_places", places)

    def question(self, question_id: str) -> Question | None:
        """The question of that id."""
        place = self._places.get(question_id)
        return None if place is None else self.questions[place]

    def position(self, question_id: str) -> int:
        """Where a question stands, from 0; past the end if it is not of this flow."""
        return self._places.get(question_id, len(self.questions))

    def word_of(self, question_id: str, pick: Pick) -> Word | None:
        """The word behind a pick; that of an own word which equals one of the list is that one."""
        question = self.question(question_id)
        if question is None:
            return None
        known = question.words.counted(pick) if question.words else pick
        return question.word(known) if isinstance(known, str) else None

    def plain(self) -> Flow:
        """
        Return the same flow without the questions of the cycle's frame.

        The question about harm stays, whatever its file says: no view goes without it.
        """
        kept = (q for q in self.questions if not q.framed or q.theme == "unsafe")
        return replace(self, questions=tuple(kept))
