"""
The export to JSON Lines, one object an entry; format: docs/formats.md.

Export, import into an empty home and export again give the same bytes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from journal.core.flows.flow import Flow, Question
from journal.core.model import OTHER, Answer, Entry, Other
from journal.core.text import json_safe

FlowOf = Callable[[str], Flow | None]
"""A function that returns the flow with a name, or None without a file for it."""

_ENCODER = json.JSONEncoder(ensure_ascii=False)
_PLACEHOLDER = re.compile(r"\\\{[a-z_.\\]+\\\}")


def as_lines(entries: Iterable[Entry], flow_of: FlowOf) -> Iterator[str]:
    """Yield one line of JSON for each entry, with its line break."""
    for entry in entries:
        yield as_json(as_object(entry, flow_of(entry.flow))) + "\n"


def as_json(value: object) -> str:
    """Return JSON on one line, not limited to ASCII but without control characters."""
    return json_safe(_ENCODER.encode(value))


def as_object(entry: Entry, flow: Flow | None) -> dict[str, Any]:
    """Return an entry as JSON data, with the keys in a fixed order."""
    order = list(entry.answers)
    if flow is not None:
        order.sort(key=flow.position)
    asked = {
        question: entry.answers[question].wording
        for question in order
        if not _is_packaged(flow, question, entry.answers[question].wording)
    }
    return {
        "uid": entry.uid,
        "flow": entry.flow,
        "happened_at": entry.happened_at.isoformat(),
        "written_at": entry.written_at.isoformat(),
        "edited_at": entry.edited_at.isoformat() if entry.edited_at else None,
        "about": entry.about,
        "care": entry.care,
        "lean": entry.lean,
        "lean_detail": entry.lean_detail,
        "their_lean": entry.their_lean,
        "lean_overruled": entry.lean_overruled,
        "answers": {q: answer_as_json(entry.answers[q].value) for q in order},
        **({"asked": asked} if asked else {}),
    }


def answer_as_json(answer: Answer) -> Any:
    """Return an answer as JSON data: an id, a text, a number, `{"other": …}` or a list."""
    match answer:
        case tuple():
            return [answer_as_json(pick) for pick in answer]
        case Other(text):
            return {OTHER: text}
        case _:
            return answer


def _is_packaged(flow: Flow | None, question_id: str, wording: str) -> bool:
    """Return whether a wording is one of the question's own in a packaged flow."""
    question = flow.question(question_id) if flow is not None and flow.packaged else None
    if question is None:
        return False
    return question.ask == wording or any(_fits(ask, wording) for ask in _wordings(question))


def _wordings(question: Question) -> list[str]:
    return [question.ask, *(variant.ask for variant in question.variants if variant.ask)]


def _fits(template: str, wording: str) -> bool:
    if "{" not in template:
        return template == wording
    pattern = _PLACEHOLDER.sub(".*", re.escape(template))
    return re.fullmatch(pattern, wording, re.DOTALL) is not None
