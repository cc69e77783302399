"""The flows and their questions, as values; `parser.py` reads them from files."""

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
    """
    An alternative wording of a question.

    Attributes:
        lean: The lean for which it applies; empty for all.
        when: The conditions that must hold.
        ask, hint: The wording; an empty text leaves that of the question.
    """

    lean: LeanName | Literal[""] = ""
    when: tuple[Clause, ...] = ()
    ask: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class ListSection:
    """
    A section of a list on the screen.

    Attributes:
        facts: Fact -> the values of words that belong here; all facts must match.
        heading: The heading; empty for none.
    """

    facts: Mapping[str, frozenset[str]]
    heading: str = ""

    def holds(self, word: Word) -> bool:
        """Return whether a word belongs to this section."""
        return all(word.facts.get(fact) in values for fact, values in self.facts.items())


@dataclass(frozen=True, slots=True)
class Order:
    """
    The two questions on the order of the choices: which came first, and which last.

    Attributes:
        when: `several` (from two choices on) or `both_sides` (only if some moves press and some
            step back).
        first, last: The wordings of the two questions.
    """

    when: str
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Question:
    """
    One question of a flow.

    Attributes:
        id: The id, unique in its flow.
        theme, kind: The theme and the kind; see `core.terms`.
        ask, hint: The wording; it may have placeholders such as `{surface.inside}`.
        always: True for a main question, as counted in the progress.
        words: The list to choose from; "something else" and "not sure" are then valid too.
        choices: The choices beside the list, or all choices without a list.
        limit: The most choices; 0 for any number.
        ends: The meanings of 0 and 10 of a scale.
        only: The facts that a word must have to be offered.
        sections: The first sections on the screen; other words follow.
        short: The ids shown first; "more" shows the rest.
        about: The side it is about, `me` or `them`, for the descriptions of words.
        before, after: The lines shown before and after it.
        offered: The label under which it is offered as a follow-up; empty if it is just asked.
        bundle: The name of a group of follow-ups that are offered together.
        opened: True if it is not offered, and only the person opens it.
        draft: The draft it comes with: `loop` or none.
        prefill: The choices of an earlier answer that are preselected.
        order: The questions on the order of the choices.
        overrule: The question after the answer "no", for the lean as the person sees it.
        when: The conditions that must all hold.
        variants: The alternative wordings; the first that applies is used.
        framed: True if it is part of the loop; then the `plain` view leaves it out.
        asked_alike: True if the wording does not depend on answers; derived.
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
        """True if "something else" and "not sure" are valid answers."""
        return self.words is not None

    @property
    def is_asked(self) -> bool:
        """True if it takes an answer; a pause takes none."""
        return self.kind not in ("pause", "settle")

    def word(self, word_id: str) -> Word | None:
        """Return the word with an id; None if the question does not offer it."""
        return self._known.get(word_id)

    def _words_by_id(self) -> dict[str, Word]:
        """
        Return id -> word.

        On equal ids, choices precede "something else" and "not sure", which precede the list. It is
        computed once, since each choice of each entry is looked up.
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
        """Return (heading, word) for all words, in the order of the screen."""
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
        name: The name, as for `--flow`.
        title: The title as shown.
        counts: Whether its entries count as conflicts, apart, or never.
        questions: The questions, in order.
        minutes: The time it takes, as shown.
        opening: The text before the first question.
        lean_from: The id of the question whose moves give the lean; may be empty.
        return_time: The question when to come back, asked at the end; empty for none. Its answer
            is a state of the journal, not part of the entry.
        closing: The last lines, by change of heat (`lower`, `same`, `higher`), by lean (`toward`,
            `away`), or as defaults (`base`, `none`).
        packaged: True if it came with the program.
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
        """Return the question with an id; None if there is none."""
        place = self._places.get(question_id)
        return None if place is None else self.questions[place]

    def position(self, question_id: str) -> int:
        """Return the position of a question, from 0; the number of questions if it is unknown."""
        return self._places.get(question_id, len(self.questions))

    def word_of(self, question_id: str, pick: Pick) -> Word | None:
        """Return the word of a choice, or of an own word that equals one; None if there is none."""
        question = self.question(question_id)
        if question is None:
            return None
        known = question.words.counted(pick) if question.words else pick
        return question.word(known) if isinstance(known, str) else None

    def plain(self) -> Flow:
        """
        Return the flow without the questions that are part of the loop.

        The question about danger stays in all views, whatever its file says.
        """
        kept = (q for q in self.questions if not q.framed or q.theme == "unsafe")
        return replace(self, questions=tuple(kept))
