"""Sentences in two voices: "you" for the person at the terminal, "I" for a page of theirs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

_WORDS = {
    "you": ("you", "I"),
    "You": ("You", "I"),
    "your": ("your", "my"),
    "Your": ("Your", "My"),
    "were": ("were", "was"),
    "we": ("you", "we"),
    "us": ("you", "us"),
}
_YOU, _ME = ({word: both[at] for word, both in _WORDS.items()} for at in (0, 1))


@dataclass(frozen=True, slots=True)
class Sentence:
    """
    One or more sentences about the person, in two voices; see `voiced`.

    Attributes:
        you: The text in the second person, as the program says it.
        me: The text in the first person, for a page; empty if it is the same.
        is_help: True if it points to help; then it is shown on separate lines.
    """

    you: str
    me: str = ""
    is_help: bool = False

    @property
    def mine(self) -> str:
        """The text in the first person, for a page."""
        return self.me or self.you


def voiced(template: str, **facts: object) -> Sentence:
    """
    Fill a template in both voices.

    Args:
        template: A format string. It may contain `{you}`, `{You}`, `{your}`, `{Your}` and
            `{were}`, which become "I", "my" and "was" in the first person; and `{we}` and `{us}`
            for both partners, which become "you" in the second person.
        facts: The other fields of the template; a `Sentence` is inserted in the same voice.
    """
    parts = {name: fact for name, fact in facts.items() if isinstance(fact, Sentence)}
    you = template.format(**_YOU, **{**facts, **{name: part.you for name, part in parts.items()}})
    me = template.format(**_ME, **{**facts, **{name: part.mine for name, part in parts.items()}})
    return Sentence(you, "" if me == you else me)


def running(texts: Iterable[str]) -> str:
    """Join at least one text, without duplicates or empty ones; each but the last gets a stop."""
    *before, last = dict.fromkeys(filter(None, texts))
    return " ".join([*(t if t[-1] in ".!?)\u2026" else f"{t}." for t in before), last])
