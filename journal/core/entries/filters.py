"""The filters of entries by flow and by choice."""

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
"""The fewest letters of a prefix that is matched; shorter ones match too many words."""

_SAY_NOTHING = frozenset(
    "a an and at be by for i in is it me my no not of on or out the their them they to up was we "
    "with you".split()
)
"""The stop words: words that occur in many labels."""


@dataclass(frozen=True, slots=True)
class Named:
    """
    A choice that an entry must contain.

    Attributes:
        themes: The themes it may be under; one match is enough.
        word: The id of a word, or the text of an own word or a tag.
        typed: The text of an own word that counts as the word; empty for `word` itself.
        is_tag: True for a tag, one of the texts in a typed list.
    """

    themes: tuple[str, ...]
    word: str
    typed: str = ""
    is_tag: bool = False

    @property
    def own(self) -> str:
        """The folded own word that matches."""
        return Other(self.typed or self.word).folded


@dataclass(frozen=True, slots=True)
class Like:
    """
    The conditions on entries; all must hold.

    Attributes:
        flow: The name of the flow; empty for any.
        named: The choices that must all be present.
    """

    flow: str = ""
    named: tuple[Named, ...] = ()


@dataclass(frozen=True, slots=True)
class Filter:
    """
    An option that filters entries.

    Attributes:
        about: The noun phrase for its words.
        themes: The themes that are searched.
        lists: The names of its word lists; empty for texts that a person typed.
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
"""The filters by option name of `list` and `search`."""


@dataclass(frozen=True, slots=True)
class Fitting:
    """
    A suggested filter for a search text.

    Attributes:
        label: The word or the kind of entry, as shown.
        about: The noun phrase for it.
        option, value: The option of `journal list` and its value.
    """

    label: str
    about: str
    option: str
    value: str

    @property
    def command(self) -> str:
        """The command to type, quoted for a shell."""
        return f"journal list {self.option} {shlex.quote(self.value)}"


def fitting(typed: str, lists: Mapping[str, WordList], flows: Mapping[str, str]) -> list[Fitting]:
    """
    Suggest filters for a search text.

    Args:
        typed: The search text.
        lists: List name -> the packaged words.
        flows: Flow name -> its title.

        Returns:
            The filters whose label or value equals the text; else those that contain all of its
            words; else those with words that begin with them. Texts of stop words alone match only
            by equality.
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
