"""A sentence for two readers: the person who is told it, and whoever reads a page of theirs."""

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
    One or more sentences about the person. Templates carry who speaks; see `filled`.

    Attributes:
        you: As the program says it.
        me: As it stands on a page of the person's own; the same if empty.
        is_help: It says where help is: then it is shown on lines of its own.
    """

    you: str
    me: str = ""
    is_help: bool = False

    @property
    def mine(self) -> str:
        """As it stands on a page of the person's own."""
        return self.me or self.you


def voiced(template: str, **facts: object) -> Sentence:
    """
    Fill a template once for each reader.

    Args:
        template: May hold `{you}`, `{your}`, both with a capital, and `{were}`: "I", "my" and
            "was" on a page of the person's own. `{we}` and `{us}` are "you" of both of them.
        facts: What else it takes; a `Sentence` is put in as each reader is told it.
    """
    parts = {name: fact for name, fact in facts.items() if isinstance(fact, Sentence)}
    you = template.format(**_YOU, **{**facts, **{name: part.you for name, part in parts.items()}})
    me = template.format(**_ME, **{**facts, **{name: part.mine for name, part in parts.items()}})
    return Sentence(you, "" if me == you else me)


def running(texts: Iterable[str]) -> str:
    """Sentences as one text, each said once; a full stop parts a command from what follows."""
    *before, last = dict.fromkeys(filter(None, texts))
    return " ".join([*(t if t[-1] in ".!?)\u2026" else f"{t}." for t in before), last])
