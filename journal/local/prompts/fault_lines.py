"""The line number of a fault in a file of questions, which parsed TOML no longer holds."""

from __future__ import annotations

import re
from itertools import pairwise

_QUESTION = re.compile(r"\s*\[\[\s*question\s*\]\]")
_PLACE = re.compile(r"(?:question (?P<question>\w+)|[\w ]+?)(?:, (?P<key>\w+))?")


def line_of(text: str, place: str) -> int | None:
    """
    Return the line of a fault.

    Args:
        text: The content of the file.
        place: The place as in `PromptFileError`: `the flow, counts`, `question 3, id`,
            `question body, kind` or `question body`.

    Returns:
        The line of the key, from 1, else the first line of the question; None if neither is
        found.
    """
    lines = text.split("\n")  # the line breaks of TOML
    match = _PLACE.fullmatch(place)
    if match is None:
        return None
    starts = [i for i, line in enumerate(lines) if _QUESTION.match(line)]
    begin, end = 0, starts[0] if starts else len(lines)
    if match["question"]:
        found = _block(lines, starts, match["question"])
        if found is None:
            return None
        begin, end = found
    elif not match["key"]:
        return None
    at = _line_with(lines, begin, end, match["key"]) if match["key"] else None
    if at is None:
        return begin + 1 if match["question"] else None
    return at + 1


def _block(lines: list[str], starts: list[int], question: str) -> tuple[int, int] | None:
    """Return the line range of a question by id (the last of duplicates) or by position."""
    blocks = list(pairwise([*starts, len(lines)]))
    has_id = re.compile(rf"\s*[\"']?id[\"']?\s*=\s*[\"']{question}[\"']")
    named = [b for b in blocks if any(has_id.match(line) for line in lines[b[0] : b[1]])]
    if named:
        return named[-1]
    position = int(question) if question.isdigit() else 0
    return blocks[position - 1] if 1 <= position <= len(blocks) else None


def _line_with(lines: list[str], begin: int, end: int, key: str) -> int | None:
    first = re.compile(rf"\s*(\[+[\w.]*\b)?[\"']?{key}\b")
    inside = re.compile(rf"(?<![\w\"']){key}\s*=")
    for pattern in (first.match, inside.search):
        for at in range(begin, end):
            if pattern(lines[at]):
                return at
    return None
