"""
Words of one's own: kept in a list for next time, and never merged without a yes.

What is wished for is put down at the end of a page, so that nothing of it stays if the
person chooses to keep nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher

from journal.core.dialogue.ports import Keep, Person
from journal.core.dialogue.progress import Progress
from journal.core.errors import StoreError
from journal.core.flows.flow import Question
from journal.core.model import Answer, Other, Pick, picks
from journal.core.text import isolated

LIKE_ENOUGH = 0.6
"""From this likeness on a kept word is named; difflib's own bound for a good match."""

_MOST = 3

_LONGEST = 200
"""Characters up to which words are compared letter by letter, which takes time by the square."""


@dataclass(slots=True)
class OwnWords:
    """
    The own words of one sitting.

    Attributes:
        wishes: Word and the list it is wished into, in order.
    """

    person: Person
    keep: Keep
    wishes: dict[tuple[str, str], str] = field(default_factory=dict)
    _asked: set[tuple[str, str]] = field(default_factory=set)

    def known(self, question: Question) -> tuple[str, ...]:
        """The own words to offer in a question, those wished for just now included."""
        if question.words is None:
            return ()
        name = question.words.name
        wished = [text for (of, _), text in self.wishes.items() if of == name]
        kept: Sequence[str] = ()
        with suppress(StoreError):  # keeping the answer tells what is wrong
            kept = self.keep.own_words(name)
        return tuple(dict.fromkeys([*kept, *wished]))

    def settle(
        self, progress: Progress, question: Question, there: Sequence[Pick] = ()
    ) -> Progress:
        """
        Ask about each new own word in the answer to a question.

        Args:
            there: What was in the answer before; nothing of it is new.

        Returns:
            The progress, with a kept word in its place where the person says it is the same.
        """
        said = progress.entry.answers.get(question.id)
        if said is None or question.words is None:
            return progress
        settled = [p if p in there else self._settled(p, question) for p in picks(said.value)]
        value: Answer = tuple(dict.fromkeys(settled))
        if not isinstance(said.value, tuple):
            value = settled[0]
        answers = {**progress.entry.answers, question.id: replace(said, value=value)}
        return replace(progress, entry=replace(progress.entry, answers=answers))

    def put_down(self, progress: Progress) -> None:
        """Keep the words wished for that still stand in an answer."""
        said = {
            pick.folded
            for one in progress.entry.answers.values()
            for pick in picks(one.value)
            if isinstance(pick, Other)
        }
        for (name, folded), text in self.wishes.items():
            if folded in said:
                self.keep.keep_own_word(name, text)
        self.wishes.clear()

    def _settled(self, pick: Pick, question: Question) -> Pick:
        if not isinstance(pick, Other) or question.words is None:
            return pick
        key = (question.words.name, pick.folded)
        kept = self.known(question)
        if key in self._asked or pick.folded in {Other(text).folded for text in kept}:
            return pick
        self._asked.add(key)
        near = nearest(pick.text, kept)
        if near:
            choices = {str(n): f"“{isolated(text)}”" for n, text in enumerate(near, 1)}
            text = f"Is “{isolated(pick.text)}” the same as one of your own words?"
            choice = self.person.page(text, {**choices, "n": "no, another one"})
            if choice in choices:
                return Other(near[int(choice) - 1])
        text = f"Keep “{isolated(pick.text)}” as a word of your own for next time?"
        if self.person.page(text, {"y": "yes", "n": "no"}) == "y":
            self.wishes[key] = pick.text
        return pick


def nearest(text: str, kept: Sequence[str]) -> list[str]:
    """The kept words most like a text, best first; none if none is like it."""
    likeness = {other: _likeness(text, other) for other in kept}
    like = [other for other in kept if likeness[other] >= LIKE_ENOUGH]
    return sorted(like, key=lambda other: -likeness[other])[:_MOST]


def _likeness(one: str, other: str) -> float:
    """From 0 to 1, letter by letter, in whatever order; 1 if one has all words of the other."""
    first, second = (Other(text).folded.split() for text in (one, other))
    if set(first) <= set(second) or set(second) <= set(first):
        return 1.0
    if max(len(one), len(other)) > _LONGEST:
        return 0.0
    pairs = ((first, second), (sorted(first), sorted(second)))
    return max(SequenceMatcher(None, " ".join(a), " ".join(b)).ratio() for a, b in pairs)
