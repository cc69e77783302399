"""The word lists to choose from, and the validation of the files in `prompts/words/`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from journal.core.errors import PromptFileError
from journal.core.model import Answer, Other, Pick, picks

ID = re.compile(r"[a-z][a-z0-9_]*")

_FACTS: dict[str, dict[str, frozenset[str]]] = {
    "triggers": {"cue": frozenset({"distance", "pressure", "either"})},
    "feelings": {"layer": frozenset("SRUW")},
    "moves": {"group": frozenset({"pursue", "attack", "withdraw", "placate", "freeze", "engage"})},
}
"""List -> fact -> the valid values of facts that insights count by; words may lack a fact."""


@dataclass(frozen=True, slots=True)
class Word:
    """
    A word: one choice of a list.

    Attributes:
        id: The id; it never changes once released.
        label: The text as shown.
        description: One line about it, as done or felt by the person.
        facts: Further facts by name, such as `cue`, `layer`, `group` or `phrase`.
    """

    id: str
    label: str
    description: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)

    def about(self, whom: str) -> str:
        """Return the description for `me` or `them`."""
        return self.facts.get(f"description_{whom}", self.description)


@dataclass(frozen=True, slots=True)
class WordList:
    """
    A word list.

    Attributes:
        name: The name of the list.
        words: Id -> word, in the order shown.
        group_by: The fact by which a screen groups the words; empty for none.
        headings: Value of that fact -> the heading of the group, in order.
    """

    name: str
    words: Mapping[str, Word]
    group_by: str = ""
    headings: Mapping[str, str] = field(default_factory=dict)
    _by_label: Mapping[str, str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_label = {Other(word.label).folded: word.id for word in self.words.values()}
        object.__setattr__(self, "_by_label", by_label)

    def counted(self, pick: Pick) -> Pick:
        """Return a choice as counted: the id of the word for an own word that equals its label."""
        return self._by_label.get(pick.folded, pick) if isinstance(pick, Other) else pick

    def known(self, answer: Answer | None) -> list[Word]:
        """Return the words of the list among the choices of an answer, in order."""
        counted = (self.counted(pick) for pick in picks(answer))
        return [self.words[p] for p in counted if isinstance(p, str) and p in self.words]


def build_words(name: str, data: Mapping[str, Any], file: str) -> WordList:
    """
    Build a word list from the content of its file.

    Args:
        name: The name of the list.
        data: The parsed TOML.
        file: The name of the file, for errors.

    Raises:
        PromptFileError: If the file is invalid; it names the file, the word and what was
            expected.
    """
    rows = data.get("word")
    if not isinstance(rows, list) or not rows:
        raise PromptFileError(file, "word", "at least one [[word]]")
    words: dict[str, Word] = {}
    for position, row in enumerate(rows, 1):
        word = _build_word(name, row, file, position)
        if word.id in words:
            raise PromptFileError(file, f"word {word.id}", "an id that stands only once")
        words[word.id] = word
    headings = data.get("headings", {})
    group_by = data.get("group_by", "")
    if not isinstance(headings, dict) or not all(isinstance(h, str) for h in headings.values()):
        raise PromptFileError(file, "headings", "a heading text for each value")
    if not isinstance(group_by, str) or bool(headings) != bool(group_by):
        raise PromptFileError(file, "group_by", "group_by and [headings], both or neither")
    return WordList(name, words, group_by, headings)


def _build_word(name: str, row: object, file: str, position: int) -> Word:
    place = f"word {position}"
    if not isinstance(row, dict) or not all(isinstance(v, str) for v in row.values()):
        raise PromptFileError(file, place, "a table of texts")
    word_id, label = row.get("id", ""), row.get("label", "")
    if not ID.fullmatch(word_id):
        raise PromptFileError(file, place, "an id of small letters, digits and _")
    if not label.strip():
        raise PromptFileError(file, f"word {word_id}", "a label")
    facts = {k: v for k, v in row.items() if k not in ("id", "label", "description")}
    for fact, allowed in _FACTS.get(name, {}).items():
        if fact in facts and facts[fact] not in allowed:
            raise PromptFileError(
                file, f"word {word_id}, {fact}", f"one of {', '.join(sorted(allowed))}"
            )
    return Word(word_id, label, row.get("description", ""), facts)
