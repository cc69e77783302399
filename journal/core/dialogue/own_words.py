"""
The person's own words, kept for next time, and merged only with their consent.

They are saved at the end of an entry, so that none is left if the person keeps nothing.
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
"""The similarity, 0 to 1, from which a kept word is suggested; difflib's rule of thumb."""

_MOST = 3

_LONGEST = 200
"""The most characters that are compared by letter, which takes quadratic time."""


@dataclass(slots=True)
class OwnWords:
    """
    The own words of one conversation.

    Attributes:
        person: The person.
        keep: The store of own words.
        wishes: (list name, folded word) -> the word to be kept, in order.
    """

    person: Person
    keep: Keep
    wishes: dict[tuple[str, str], str] = field(default_factory=dict)
    _asked: set[tuple[str, str]] = field(default_factory=set)

    def known(self, question: Question) -> tuple[str, ...]:
        """Return the own words to offer in a question: those kept, then those to be kept."""
        if question.words is None:
            return ()
        name = question.words.name
        wished = [text for (of, _), text in self.wishes.items() if of == name]
        kept: Sequence[str] = ()
        with suppress(StoreError):  # saving the answer reports it
            kept = self.keep.own_words(name)
        return tuple(dict.fromkeys([*kept, *wished]))

    def settle(
        self, progress: Progress, question: Question, there: Sequence[Pick] = ()
    ) -> Progress:
        """
        Ask about each new own word in an answer: whether it is a known one, and whether to keep it.

        Args:
            progress: The progress, with the answer.
            question: The question.
            there: The choices of the former answer, which are not asked about.

        Returns:
            The progress, with kept words in place of new ones that the person calls the same.
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
        """Save the words to be kept that are still in an answer."""
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
    """
    Return the kept words most similar to a text, best first, three at most.

    Source:
        Similarity: `difflib.SequenceMatcher.ratio`, on words as typed and as sorted.
    """
    likeness = {other: _likeness(text, other) for other in kept}
    like = [other for other in kept if likeness[other] >= LIKE_ENOUGH]
    return sorted(like, key=lambda other: -likeness[other])[:_MOST]


def _likeness(one: str, other: str) -> float:
    """Return the similarity, 0 to 1, in any order of words; 1 if one has all words of the other."""
    first, second = (Other(text).folded.split() for text in (one, other))
    if set(first) <= set(second) or set(second) <= set(first):
        return 1.0
    if max(len(one), len(other)) > _LONGEST:
        return 0.0
    pairs = ((first, second), (sorted(first), sorted(second)))
    return max(SequenceMatcher(None, " ".join(a), " ".join(b)).ratio() for a, b in pairs)
