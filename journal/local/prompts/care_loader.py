"""The loader of `prompts/care/`: texts and help lines for someone who may be in danger."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from journal.core.care.care_book import AddOn, CareBook, HelpLine
from journal.core.dialogue.exercises import Exercise, Grounding, script
from journal.core.errors import PromptFileError
from journal.core.flows.parser import build_flow
from journal.local.prompts.care_fallback import CARE_FILES


def read_care(read: Callable[[str], dict[str, Any]]) -> CareBook:
    """
    Return the care book, with built-in texts in place of an invalid file.

    Args:
        read: Reads the file with a name; may raise `PromptFileError`.
    """
    parts: dict[str, Any] = {}
    unreadable = []
    for name, build in _CARE.items():
        try:
            data = read(name)
            _need(data, CARE_FILES[name])
            parts |= build(data)
        except (PromptFileError, LookupError, TypeError, ValueError, AttributeError):
            unreadable.append(name)
            parts |= build(CARE_FILES[name])
    this_year = date.today().year
    return CareBook(**parts, this_year=this_year, unreadable=tuple(unreadable))


def _need(data: Any, needed: object) -> None:
    """Raise `KeyError` or `TypeError` unless all tables, lists and texts needed are there."""
    if isinstance(needed, dict):
        for name, part in needed.items():
            _need(data[name], part)
    elif not isinstance(data, type(needed)):
        raise TypeError


def _build_words(safety: dict[str, Any]) -> dict[str, Any]:
    built = build_flow("safety", {"question": safety["question"]}, "care/safety.toml", {})
    questions = {q.id: q for q in built.questions}
    if not {row["id"] for row in CARE_FILES["safety.toml"]["question"]} <= questions.keys():
        raise KeyError
    for row in safety["addon"]:
        _need(row, {"when_kind": "", "text": ""})
    return {
        "branches": {name: branch["text"] for name, branch in safety["branch"].items()},
        "add_ons": [
            AddOn(
                row["when_kind"],
                row["text"],
                frozenset(row.get("by", ())),
                first=row.get("first") is True,
            )
            for row in safety["addon"]
        ],
        "signs": {kind: tuple(words) for kind, words in safety["signs"].items()},
        "questions": questions,
        # Multi-line TOML strings end with a line break, which would show as an empty line.
        **{name: {key: text.strip() for key, text in safety[name].items()} for name in _TEXTS},
    }


def _build_lines(help_lines: dict[str, Any]) -> dict[str, Any]:
    for row in help_lines["line"]:
        _need(row, {"country": "", "for": "", "name": "", "contact": "", "source": "", "year": 0})
    rows = [{"purpose": row["for"], **row} for row in help_lines["line"]]
    lines = [HelpLine(**{k: v for k, v in row.items() if k != "for"}) for row in rows]
    if "" not in {line.country for line in lines if line.shown()}:
        raise ValueError  # a person in another country would have no line at all
    return {"lines": lines}


def _build_grounding(grounding: dict[str, Any]) -> dict[str, Any]:
    for row in grounding["exercise"]:
        _need(row, {"id": "", "label": "", "lines": []})
    exercises = [Exercise(e["id"], e["label"], tuple(e["lines"])) for e in grounding["exercise"]]
    if not (exercises and all(script(exercise, 1) for exercise in exercises)):
        raise ValueError  # at least one exercise is needed, and none may be empty
    texts = {key: text for key, text in grounding.items() if isinstance(text, str)}
    return {"grounding": Grounding(exercises, texts)}


_TEXTS = ("keep", "support", "past_year", "first_run", "self_harm", "free_text")

_CARE: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "safety.toml": _build_words,
    "help_lines.toml": _build_lines,
    "grounding.toml": _build_grounding,
}
"""File of `prompts/care/` -> the function that builds its parts of the care book."""
