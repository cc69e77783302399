"""
The closed lists of words that everything here is told in: one type each, said once.

All but the kinds of questions stand in journals and exports, so a word never changes what it
means and never goes.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, TypeVar, get_args

T = TypeVar("T")

View = Literal["loop", "plain"]
"""What is shown of an argument: the loop too, or feelings, body and facts only."""

Care = Literal["unsure", "flagged"]
"""How carefully an entry is handled: `unsure` counts in few things, `flagged` in none."""

Counts = Literal["conflict", "apart", "never"]
"""Whether the entries of a flow are conflicts, are counted apart, or are never counted."""

Toward = Literal["pursue", "attack"]
Away = Literal["withdraw", "placate", "freeze"]
Group = Literal[Toward, Away, "engage"]
"""What a move is: reaching or pressing, stepping back, or staying with it."""

LeanName = Literal["toward", "away", "both", "engaged", "unknown"]
"""How someone took part in one argument."""

Detail = Literal[
    "pursue",
    "attack",
    "mostly_pursue",
    "withdraw",
    "placate",
    "freeze",
    "mostly_withdraw",
    "pursue_then_withdraw",
    "withdraw_then_pursue",
    "mixed",
    "engaged",
    "unknown",
]
"""The finer label of a lean."""

Kind = Literal["one", "many", "scale", "minutes", "text", "tags", "pause", "settle"]
"""How a question is asked: one choice or many, a number, words; a pause takes no answer."""

Sort = Literal["picks", "number", "text"]
"""What an answer is, for counting."""

_Picked = Literal[
    "trigger",
    "topic",
    "body",
    "surface",
    "story",
    "my_moves",
    "their_moves",
    "softer",
    "need",
    "need_now",
    "their_side",
    "ending",
    "context",
    "repairs",
    "nearly",
    "instead",
    "plan_move",
    "unsafe",
    "raised_by",
    "could_not",
    "raw_spot",
    "their_side_sure",
    "repair_by",
    "repair_helped",
    "lean_fits",
    "for_therapy",
    "plan_used",
    "plan_keep",
]
_Measured = Literal[
    "heat_before",
    "heat_now",
    "heat_peak",
    "heat_after",
    "hot_minutes",
    "okay_minutes",
    "closeness",
    "safe_to_speak",
    "bracing",
    "alone_together",
    "hope",
]
_Written = Literal[
    "facts",
    "like_what",
    "story_text",
    "quiet_meant",
    "hoping",
    "afraid_that",
    "soft_line",
    "loop",
    "plan_cue",
    "looks_different",
    "after",
    "helped_me",
    "best_moment",
    "text",
    "tags",
]
Theme = Literal[_Picked, _Measured, _Written, "free"]
"""What a question is about, for counting; `free` is never counted."""

VIEWS: tuple[View, ...] = get_args(View)
CARES: tuple[Care, ...] = get_args(Care)
COUNTS: tuple[Counts, ...] = get_args(Counts)
LEANS: tuple[LeanName, ...] = get_args(LeanName)
DETAILS: tuple[Detail, ...] = get_args(Detail)

FREE: Theme = "free"
THEMES: dict[Theme, Sort] = {
    **dict.fromkeys(get_args(_Picked), "picks"),
    **dict.fromkeys(get_args(_Measured), "number"),
    **dict.fromkeys(get_args(_Written), "text"),
}
"""Theme -> what its answers are; without `free`, which takes any."""

LENGTHS: tuple[Theme, ...] = ("hot_minutes", "okay_minutes")
"""Themes whose numbers are minutes."""


def one_of(value: object, allowed: Iterable[T]) -> T | None:
    """Return which of some words a value is, with their type; None if it is none of them."""
    return next((one for one in allowed if one == value), None)
