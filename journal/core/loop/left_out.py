"""The arguments that are no part of the loop, and the sentences of care about them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from journal.core.cycle import yielding
from journal.core.cycle.patterns import FROZEN, YIELDING
from journal.core.flows.word_lists import WordList
from journal.core.insights.conflicts import Conflict
from journal.core.insights.moves import SAY_NO, sides_of
from journal.core.insights.sentence import Sentence, voiced
from journal.core.text import capitalised

_YOU = Sentence(
    yielding.IF_YOU_SCARED.format(there=""), yielding.I_SCARED.format(there=""), is_help=True
)
_THEY = Sentence(
    capitalised(yielding.THEY_MAY_BE_SCARED), capitalised(yielding.THEY_SCARED_THERE), is_help=True
)
_OF_OTHERS = "In {those} not drawn, {who} froze or went along with sharp words. {care}"
_I_FROZE, _THEY_FROZE = Sentence("you", "I"), Sentence("they")
_HELP = Sentence(
    "Help lines: journal support", "Some of it may be one for a talk alone.", is_help=True
)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """
    The arguments that are no part of the loop.

    Attributes:
        froze: The number in which someone froze or went along.
        who: The subject for a sentence: `you`, `they` or `one or both of you`.
        scared: The number in which something scared or hurt.
        unsure: The number in which safety is in question.
        care: The sentences for someone who may have been scared.
    """

    froze: int = 0
    who: str = ""
    scared: int = 0
    unsure: int = 0
    care: tuple[Sentence, ...] = ()


NONE_LEFT_OUT = LeftOut()


def who_froze(conflict: Conflict, lists: Mapping[str, WordList]) -> tuple[bool, bool]:
    """Return whether the person froze or went along, and whether the partner did."""
    sides, frozen = sides_of(conflict, lists), conflict.pattern in FROZEN
    mine, theirs = (d in YIELDING for d in (conflict.my_detail, conflict.their_detail))
    return sides.i_yielded or (frozen and mine), sides.they_yielded or (frozen and theirs)


def left_out(
    frozen: Sequence[Conflict],
    scared: int,
    unsure: int,
    lists: Mapping[str, WordList],
    *,
    drawn: bool,
) -> LeftOut:
    """
    Describe the arguments that are no part of the loop.

    Args:
        frozen: The arguments in which someone froze or went along.
        scared: The number of others in which something scared or hurt.
        unsure: The number in which safety is in question.
        lists: List name -> the words.
        drawn: True if other arguments are drawn; then the sentences of care say that they are
            not about those.
    """
    froze = [who_froze(c, lists) for c in frozen]
    mine, theirs = (any(side[at] for side in froze) for at in (0, 1))
    who = "one or both of you" if mine and theirs else "you" if mine else "they"
    sides = [sides_of(c, lists) for c in frozen]
    i_sharp = sum(s.i_yielded_to_sharp for s in sides)
    they_sharp = sum(s.they_yielded_to_sharp for s in sides)
    care = [_of_others(_YOU, i_sharp, _I_FROZE, drawn=drawn)] if i_sharp else []
    care += [SAY_NO] if mine and not i_sharp else []
    care += [_of_others(_THEY, they_sharp, _THEY_FROZE, drawn=drawn)] if they_sharp else []
    care = care or ([_HELP] if unsure or scared else [])
    return LeftOut(len(frozen), who, scared, unsure, tuple(care))


def _of_others(care: Sentence, count: int, who: Sentence, *, drawn: bool) -> Sentence:
    """Return a sentence of care, with the count of its entries if other entries are drawn."""
    if not drawn:
        return care
    those = "1 entry that is" if count == 1 else f"{count} entries that are"
    return replace(voiced(_OF_OTHERS, those=those, who=who, care=care), is_help=True)
