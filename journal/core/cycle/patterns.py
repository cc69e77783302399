"""
The pattern of one argument, from the leans of both partners.

A pattern is a fact of one argument, never a trait. Details are matched before leans, so that
nobody who froze or went along with sharp words is told of a loop to mend.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from journal.core.cycle.yielding import IF_YOU_SCARED, THEY_MAY_BE_SCARED
from journal.core.terms import LEANS, Detail, LeanName
from journal.core.text import capitalised

SHARP = "attack"
YIELDING = ("freeze", "placate")
"""The lean details of freezing and going along."""

FROZEN = ("attacked_froze", "sharp_froze", "froze_pressed", "pressed_froze", "one_froze")
"""The patterns in which someone froze or went along; they are never called a loop."""

PATTERN_LABELS = {
    "pressed_back": "I pressed or reached, they stepped back",
    "back_pressed": "They pressed or reached, I stepped back",
    "pressed_froze": "I pressed or reached, they froze or went along",
    "froze_pressed": "They pressed or reached, I froze or went along",
    "sharp_back": "I was mostly sharp, they stepped back",
    "attacked_back": "They were mostly sharp, I stepped back",
    "sharp_froze": "I was mostly sharp, they froze or went along",
    "attacked_froze": "They were mostly sharp, I froze or went along",
    "both_pressed": "We both pressed",
    "both_sharp": "Both of us were mostly sharp",
    "both_back": "We both stepped back",
    "one_froze": "One or both of us froze or went along",
    "stayed": "One or both of us stayed with it",
    "other": "It went more than one way",
}
"""Pattern id -> label; "mostly sharp", since sharp words occur in other patterns too."""


Who = Literal["me", "them"]

_IF_SCARED: dict[Who, str] = {
    "me": IF_YOU_SCARED.format(there=""),
    "them": capitalised(THEY_MAY_BE_SCARED),
}


@dataclass(frozen=True, slots=True)
class _Row:
    """
    A row of the table of patterns.

    Attributes:
        mine, theirs: The leans or details of each side; either kind can match.
        pattern: The id of the pattern.
        sentence: The sentence on one entry.
        scared: The side that may have been scared; a sentence on that is added.
    """

    mine: tuple[str, ...]
    theirs: tuple[str, ...]
    pattern: str
    sentence: str
    scared: Who | None = None


_ANY = LEANS
_ROWS = (
    _Row(
        YIELDING,
        (SHARP,),
        "attacked_froze",
        "Their words got sharp and you froze or went along.",
        scared="me",
    ),
    _Row(("away",), (SHARP,), "attacked_back", "Their words got sharp and you stepped back."),
    _Row(
        (SHARP,),
        YIELDING,
        "sharp_froze",
        "Your words got sharp and they froze or went along.",
        scared="them",
    ),
    _Row(
        (SHARP,),
        ("away",),
        "sharp_back",
        "Your words got sharp and they stepped back. Under both there may be something softer.",
    ),
    _Row(
        (SHARP,),
        (SHARP,),
        "both_sharp",
        "Sharp words came from both sides. Two people can want to be heard at once.",
    ),
    _Row(
        YIELDING,
        ("toward",),
        "froze_pressed",
        "They pressed or reached and you froze or went along.",
    ),
    _Row(
        ("toward",),
        YIELDING,
        "pressed_froze",
        "You pressed or reached and they froze or went along.",
    ),
    _Row(
        ("away",),
        ("toward",),
        "back_pressed",
        "They pressed or reached and you stepped back. Each can feed the other.",
    ),
    _Row(
        ("toward",),
        ("away",),
        "pressed_back",
        "You pressed or reached and they stepped back. Each can feed the other.",
    ),
    _Row(("toward",), ("toward",), "both_pressed", "You both pressed, and it climbed."),
    _Row(YIELDING, YIELDING, "one_froze", "You both froze or went along."),
    _Row(YIELDING, ("away",), "one_froze", "You froze or went along, and they stepped back."),
    _Row(("away",), YIELDING, "one_froze", "You stepped back, and they froze or went along."),
    _Row(("away",), ("away",), "both_back", "You both stepped back, and it got quiet between you."),
    _Row(("engaged",), ("engaged",), "stayed", "You both stayed with it."),
    _Row(("engaged",), _ANY, "stayed", "You stayed with it."),
    _Row(_ANY, ("engaged",), "stayed", "They stayed with it."),
    _Row(_ANY, _ANY, "other", "It went more than one way."),
)
"""The table of patterns; the first row that matches both sides applies."""


def pattern_of(
    my_lean: LeanName | None,
    my_detail: Detail | None,
    their_lean: LeanName | None,
    their_detail: Detail | None,
) -> str | None:
    """
    Return the pattern of one argument.

    Args:
        my_lean, their_lean: The leans; None or `unknown` if not known.
        my_detail, their_detail: The details, such as `freeze`; None if not known, as for an
            overruled lean.

    Returns:
        A key of `PATTERN_LABELS`; None if one of the sides is not known.
    """
    row = _row(my_lean, my_detail, their_lean, their_detail)
    return row.pattern if row else None


def pattern_sentence(
    my_lean: LeanName | None,
    my_detail: Detail | None,
    their_lean: LeanName | None,
    their_detail: Detail | None,
) -> str | None:
    """Return the sentence on the pattern of one entry; None if one side is not known."""
    row = _row(my_lean, my_detail, their_lean, their_detail)
    if row is None or row.scared is None:
        return row.sentence if row else None
    return f"{row.sentence} {_IF_SCARED[row.scared]}"


def says_who_was_scared(
    my_lean: LeanName | None,
    my_detail: Detail | None,
    their_lean: LeanName | None,
    their_detail: Detail | None,
) -> Who | None:
    """Return the side that `pattern_sentence` says may have been scared; None if neither."""
    row = _row(my_lean, my_detail, their_lean, their_detail)
    return row.scared if row else None


@cache
def _row(
    my_lean: LeanName | None,
    my_detail: Detail | None,
    their_lean: LeanName | None,
    their_detail: Detail | None,
) -> _Row | None:
    if {my_lean, their_lean} & {None, "unknown"}:
        return None
    mine, theirs = {my_detail, my_lean}, {their_detail, their_lean}
    fitting = (r for r in _ROWS if mine & {*r.mine} and theirs & {*r.theirs})
    return next(fitting, None)
