"""The text of an entry in a list, on one line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from journal.core.entries.rendering import answer_in_words
from journal.core.model import NOT_SURE, Entry, Other, Said, picks
from journal.core.terms import FREE, THEMES, Theme
from journal.core.text import isolated, one_line

if TYPE_CHECKING:
    from journal.core.flows.flow import Flow

_LONGEST = 40
"""The most characters of a label in a list."""

_MOST = 3
"""The most labels or numbers of an entry in a list."""

_BY_CHOICES: tuple[Theme, ...] = ("trigger", "topic", "nearly", "surface", "body", "text")
"""The themes whose answers distinguish an entry, in order of preference."""

_NEARLY: Theme = "nearly"
_INSTEAD: Theme = "instead"
"""The move made instead takes precedence over the move nearly made, which is marked as such."""

_BY_NUMBERS = {
    "closeness": "close",
    "safe_to_speak": "safe to speak",
    "hope": "hope",
    "bracing": "on guard",
    "alone_together": "alone",
    "heat_before": "upset",
    "heat_now": "upset",
}
"""Theme of a number -> its name, for entries without distinguishing choices."""

_TRIED = {"yes": "it helped", "a_bit": "it helped a bit", "no": "no help this time"}
_MENDED = {
    **dict.fromkeys(("me", "them", "both"), "mended"),
    "not_yet": "not mended yet",
    "no": "not mended",
}

FOLLOWUP = "followup"

FLOW_NOUNS = {
    "full": "long entry",
    "quick": "short entry",
    FOLLOWUP: "second look",
    "caught": "caught moment",
    "checkin": "check-in",
    "note": "note",
}
"""Packaged flow -> the noun for its entries; in code, so that a list reads no prompt file."""


def in_short(entry: Entry, flow_of: Callable[[str], Flow | None], about: str | None = None) -> str:
    """
    Return an entry on one line, by its distinguishing choices.

    The only free texts in it are those of notes.

    Args:
        entry: The entry.
        flow_of: Returns the flow with a name; called only if a label is missing, since it is slow.
        about: The number of the entry that this one is about, as shown; None without one.
    """
    flow = None if _is_labelled(entry) else flow_of(entry.flow)
    by_theme = {q if s.theme == FREE else s.theme: (q, s) for q, s in entry.answers.items()}
    labels = list(_choices(by_theme, flow)) or [("", one) for one in _numbers(by_theme)]
    mended = _mended(entry)
    if mended:
        labels = [("", mended)]
    short = " · ".join(
        f"{as_}{isolated(shortened(one_line(label)))}" for as_, label in labels[:_MOST]
    )
    return f"on {about}{': ' if short else ''}{short}" if about else short


def _choices(said: dict[str, tuple[str, Said]], flow: Flow | None) -> Iterator[tuple[str, str]]:
    """Yield (prefix, label) for each distinguishing choice."""
    for name in _BY_CHOICES:
        theme = _INSTEAD if name == _NEARLY and _is_told(said, _INSTEAD) else name
        if _is_told(said, theme):
            question, answer = said[theme]
            before = f"{_NEARLY}: " if theme == _NEARLY else ""
            yield from ((before, label) for label in answer_in_words(answer, question, flow))


def _is_told(said: dict[str, tuple[str, Said]], theme: Theme) -> bool:
    return theme in said and said[theme][1].value not in (NOT_SURE, (NOT_SURE,))


def _numbers(said: dict[str, tuple[str, Said]]) -> Iterator[str]:
    for theme, name in _BY_NUMBERS.items():
        if theme in said:
            yield f"{name} {said[theme][1].value}"


def _mended(entry: Entry) -> str:
    """Return the state of mending in a follow-up; empty for other entries."""
    is_second_look = entry.flow == FOLLOWUP
    mended = _MENDED.get(str(entry.value("repair_by")), "") if is_second_look else ""
    helped = _TRIED.get(str(entry.value("repair_helped")), "") if mended == "mended" else ""
    return f"{mended}, {helped}" if helped else mended


def _is_labelled(entry: Entry) -> bool:
    """Return whether all words chosen were stored with their labels."""
    return all(
        isinstance(pick, Other) or pick in said.labels
        for said in entry.answers.values()
        if THEMES.get(said.theme) == "picks"
        for pick in picks(said.value)
    )


def shortened(label: str) -> str:
    """Return a label cut to 40 characters, with an ellipsis if it was longer."""
    return label if len(label) <= _LONGEST else f"{label[: _LONGEST - 1].rstrip()}…"
