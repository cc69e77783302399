"""Which entries are looked for, beside a period: their flow, and choices made in them."""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from journal.core.model import Other

if TYPE_CHECKING:
    from journal.core.flows.word_lists import WordList

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_SHORTEST = 3
"""Letters of a beginning; fewer begin too many words."""

_SAY_NOTHING = frozenset(
    "a an and at be by for i in is it me my no not of on or out the their them they to up was we "
    "with you".split()
)
"""Words that stand in the names of many things."""


@dataclass(frozen=True, slots=True)
class Named:
    """
    A choice that stands in an entry.

    Attributes:
        themes: Under which themes it may stand; one is enough.
        word: The id of a word, or the text of an own word or a tag.
        typed: How an own word reads that counts as it; empty for as `word`.
        is_tag: It is a tag: one of the texts of a list that were typed.
    """

    themes: tuple[str, ...]
    word: str
    typed: str = ""
    is_tag: bool = False

    @property
    def own(self) -> str:
        """What is typed for it, as it is compared."""
        return Other(self.typed or self.word).folded


@dataclass(frozen=True, slots=True)
class Like:
    """
    What entries have to be like; all of it.

    Attributes:
        flow: Its name; empty for any.
        named: Choices, every one of which has to be there.
    """

    flow: str = ""
    named: tuple[Named, ...] = ()


@dataclass(frozen=True, slots=True)
class Filter:
    """
    One thing that entries can be filtered by.

    Attributes:
        about: What a word of it is, in a sentence.
        themes: Under which themes it may stand.
        lists: The lists of its words; without any, it is what a person typed.
    """

    about: str
    themes: tuple[str, ...]
    lists: tuple[str, ...] = ()


FILTERS = {
    "trigger": Filter("a trigger", ("trigger",), ("triggers",)),
    "feeling": Filter("a feeling", ("surface", "softer"), ("feelings",)),
    "move": Filter("a move", ("my_moves", "their_moves", "nearly", "instead"), ("moves",)),
    "topic": Filter("a subject", ("topic",), ("topics",)),
    "body": Filter("a sign of the body", ("body",), ("body",)),
    "story": Filter("a story", ("story",), ("stories",)),
    "need": Filter("a need", ("need", "need_now"), ("needs", "needs_now")),
    "ending": Filter("a way it ended", ("ending",), ("endings",)),
    "repair": Filter("a way to mend", ("repairs",), ("repairs",)),
    "context": Filter("what was going on around it", ("context",), ("context",)),
    "tag": Filter("a tag", ("free", "tags")),
}
"""What a person asks for, as the options of `list` and `search` name it."""


@dataclass(frozen=True, slots=True)
class Fitting:
    """
    A filter that fits what was looked for.

    Attributes:
        label: The word or the kind of entry, as it is shown.
        about: What that is.
        option, value: As they are typed after `journal list`.
    """

    label: str
    about: str
    option: str
    value: str

    @property
    def command(self) -> str:
        """What to type."""
        return f"journal list {self.option} {shlex.quote(self.value)}"


def fitting(typed: str, lists: Mapping[str, WordList], flows: Mapping[str, str]) -> list[Fitting]:
    """
    The filters that fit what was typed: those of words of that name, else with it in their name.

    Args:
        lists: The packaged words.
        flows: Name of each kind of entry -> its title.
    """
    known = [
        Fitting(word.label, f.about, f"--{name}", word.id)
        for name, f in FILTERS.items()
        for of in f.lists
        for word in lists[of].words.values()
    ]
    known += [Fitting(title, "a kind of entry", "--flow", name) for name, title in flows.items()]
    wanted = _words(typed)
    whole = "".join(wanted)
    named = [
        one
        for one in known
        if wanted and whole in ("".join(_words(one.label)), "".join(_words(one.value)))
    ]
    if named or _SAY_NOTHING.issuperset(wanted):
        return named
    with_words = [o for o in known if set(wanted) <= {*_words(o.label), *_words(o.value)}]
    return with_words or [one for one in known if _has_beginnings(wanted, one)]


def _has_beginnings(wanted: Sequence[str], one: Fitting) -> bool:
    known = [*_words(one.label), *_words(one.value)]
    return all(len(w) >= _SHORTEST and any(k.startswith(w) for k in known) for w in wanted)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold().replace("’", "'"))
