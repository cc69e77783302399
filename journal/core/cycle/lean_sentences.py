"""The sentences on the lean of one entry: facts of this entry, never traits of a person."""

from __future__ import annotations

from journal.core.flows.word_lists import Word
from journal.core.lean import Lean

LEAN_LABELS = {
    "toward": "Pressed or reached",
    "away": "Stepped back",
    "both": "Both ways",
    "engaged": "Stayed with it",
    "unknown": "Not clear",
}

LEAN_CHOICES = (
    Word("toward", "Pressed or reached"),
    Word("away", "Stepped back"),
    Word("both", "Both ways"),
    Word("engaged", "Stayed with it"),
    Word("unknown", "Can't say"),
)

TAKE_OUT = "take the answer out"
"""The label of skipping a question that has an answer."""

FULL_PAGE_CHARACTERS = 600
FULL_PAGE = "That is a full page for one answer. You can go on. A short line is often enough."

_SOFT_MOMENT = "There was also a moment when you softened or stayed."
_SHARP = "Some of it came out sharp."

_SENTENCES: dict[str, tuple[str, str]] = {
    "pursue": (
        "In this one you mostly pressed to reach them.",
        "You began by pressing to reach them, and ended on something steadier.",
    ),
    "attack": (
        "In this one it mostly came out sharp. Sharp words can guard a wish to be heard, "
        "and they can still hurt.",
        "It came out sharp at first. You ended on something steadier.",
    ),
    "mostly_pursue": (
        "In this one you mostly pressed, and stepped back a little too.",
        "You pressed, stepped back a little, and ended on something steadier.",
    ),
    "withdraw": (
        "In this one you mostly stepped back. That can be a way to keep it from getting worse.",
        "You began by stepping back, and ended on something steadier.",
    ),
    "placate": (
        "In this one you mostly went along to make it stop. If saying no feels scary, that is "
        "worth a talk: journal support",
        "You went along at first, and ended on something steadier.",
    ),
    "freeze": (
        "In this one you mostly froze or went blank. A body can do that by itself.",
        "You froze or went blank at first, and ended on something steadier.",
    ),
    "mostly_withdraw": (
        "In this one you mostly stepped back, and pressed a little too.",
        "You stepped back, pressed a little, and ended on something steadier.",
    ),
    "pursue_then_withdraw": (
        "In this one you pressed first, and then stepped back. That can be being worn out, "
        "not being cold.",
        "",
    ),
    "withdraw_then_pursue": (
        "In this one you stepped back first, and then pressed. That can come when there seems "
        "no way out.",
        "",
    ),
    "mixed": (
        "In this one you did some of each.",
        "You did some of each, and ended on something steadier.",
    ),
    "engaged": ("In this one you stayed with it.", ""),
    "unknown": ("No lean here: it takes at least one thing you did.", ""),
}
"""Lean detail -> the sentences for a last move outside and inside the group `engage`."""


_OWN_WORDS = "Your own words for what you did are not sorted into a lean."


def lean_sentence(lean: Lean, overruled: str | None = None, *, own_words: bool = False) -> str:
    """
    Return the sentences on the lean of one entry.

    Args:
        lean: The lean derived from the moves.
        overruled: The lean as the person sees it, a key of `LEAN_LABELS`; None if not overruled.
        own_words: True if some of the moves are in the person's own words.
    """
    if overruled is not None:
        seen = f"You see it as: {LEAN_LABELS[overruled]}. That is what counts."
        return f"{seen} {_SHARP}" if lean.sharp else seen
    if own_words and lean.name == "unknown":
        return _OWN_WORDS
    plain, steadier = _SENTENCES[lean.detail]
    parts = [steadier if lean.ended_engaged and steadier else plain]
    if lean.softened and not lean.ended_engaged:
        parts.append(_SOFT_MOMENT)
    if lean.sharp and lean.detail != "attack":
        parts.append(_SHARP)
    return " ".join(parts)
