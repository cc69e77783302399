"""An entry in a list: what it is, and what it is about, on one line."""

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
"""Characters of a label in a list; the whole stands in the entry."""

_MOST = 3
"""Things that are told of an entry."""

_BY_CHOICES: tuple[Theme, ...] = ("trigger", "topic", "nearly", "surface", "body", "text")
"""Themes that tell an entry from others."""

_NEARLY: Theme = "nearly"
_INSTEAD: Theme = "instead"
"""What someone nearly did is told as that, and only where it is not known what they did."""

_BY_NUMBERS = {
    "closeness": "close",
    "safe_to_speak": "safe to speak",
    "hope": "hope",
    "bracing": "on guard",
    "alone_together": "alone",
    "heat_before": "upset",
    "heat_now": "upset",
}
"""Theme of a number -> how it is told where no choice tells anything."""

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
"""Packaged flow -> what an entry of it is. Here, so that a list reads no file of questions."""


def in_short(entry: Entry, flow_of: Callable[[str], Flow | None], about: str | None = None) -> str:
    """
    An entry on one line, by the choices that tell it from others; no free text but notes.

    Args:
        flow_of: Asked only for an entry that lacks a label, since reading a flow takes a while.
        about: What the entry is called that this one goes back to.
    """
    flow = None if _is_labelled(entry) else flow_of(entry.flow)
    said = {q if s.theme == FREE else s.theme: (q, s) for q, s in entry.answers.items()}
    told = list(_choices(said, flow))[:_MOST] or [("", one) for one in _numbers(said)][:_MOST]
    mended = _mended(entry)
    if mended:
        told = [("", mended)]
    short = " · ".join(f"{as_}{isolated(shortened(one_line(label)))}" for as_, label in told)
    return f"on {about}{': ' if short else ''}{short}" if about else short


def _choices(said: dict[str, tuple[str, Said]], flow: Flow | None) -> Iterator[tuple[str, str]]:
    """Each label that tells an entry from others, after what has to be said of it."""
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
    """How a second look found it."""
    is_second_look = entry.flow == FOLLOWUP
    mended = _MENDED.get(str(entry.value("repair_by")), "") if is_second_look else ""
    helped = _TRIED.get(str(entry.value("repair_helped")), "") if mended == "mended" else ""
    return f"{mended}, {helped}" if helped else mended


def _is_labelled(entry: Entry) -> bool:
    """Whether every pick was kept with the label it was shown with."""
    return all(
        isinstance(pick, Other) or pick in said.labels
        for said in entry.answers.values()
        if THEMES.get(said.theme) == "picks"
        for pick in picks(said.value)
    )


def shortened(label: str) -> str:
    """A label where there is little room: the whole stands in the entry."""
    return label if len(label) <= _LONGEST else f"{label[: _LONGEST - 1].rstrip()}…"
