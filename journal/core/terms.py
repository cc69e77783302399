"""
The closed vocabularies of the program, each defined once as a type.

All but the kinds of questions are stored in journals and exports, so no word changes its meaning
or is removed.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, TypeVar, get_args

T = TypeVar("T")

View = Literal["loop", "plain"]
"""The view: arguments with the loop, or with feelings, body and facts only."""

Care = Literal["unsure", "flagged"]
"""The care for an entry: `unsure` is counted in few insights, `flagged` in none."""

Counts = Literal["conflict", "apart", "never"]
"""The way entries of a flow count: as conflicts, apart, or never."""

Toward = Literal["pursue", "attack"]
Away = Literal["withdraw", "placate", "freeze"]
Group = Literal[Toward, Away, "engage"]
"""The group of a move: pressing or reaching, stepping back, or staying with it."""

LeanName = Literal["toward", "away", "both", "engaged", "unknown"]
"""The lean: the part someone took in one argument."""

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
"""The detail of a lean."""

Kind = Literal["one", "many", "scale", "minutes", "text", "tags", "pause", "settle"]
"""The kind of a question: one choice or many, a number, text; `pause`, `settle` take no answer."""

Sort = Literal["picks", "number", "text"]
"""The sort of the answers under a theme."""

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
"""The theme of a question, under which its answers are counted; `free` is never counted."""

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
"""Theme -> the sort of its answers; without `free`, which takes all sorts."""

LENGTHS: tuple[Theme, ...] = ("hot_minutes", "okay_minutes")
"""The themes whose numbers are minutes."""


def one_of(value: object, allowed: Iterable[T]) -> T | None:
    """Return the allowed word that equals a value, with its type; None if none does."""
    return next((one for one in allowed if one == value), None)
