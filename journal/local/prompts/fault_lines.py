"""The line number of a fault in a file of questions, which parsed TOML no longer holds."""

from __future__ import annotations

import re
from itertools import pairwise

_QUESTION = re.compile(r"\s*\[\[\s*question\s*\]\]")


def line_of(text: str, question: str, key: str) -> int | None:
    """
    Return the line of a fault.

    Args:
        text: The content of the file.
        question: The id of a question, or its position from 1; empty for the head of the file.
        key: The key; empty for all of the question.

    Returns:
        The line of the key, from 1, else the first line of the question; None if neither is
        found.
    """
    lines = text.split("\n")  # the line breaks of TOML
    starts = [i for i, line in enumerate(lines) if _QUESTION.match(line)]
    inside = (0, starts[0] if starts else len(lines))
    found = _block(lines, starts, question) if question else inside
    if found is None:
        return None
    at = _line_with(lines, *found, key) if key else None
    if at is not None:
        return at + 1
    return found[0] + 1 if question else None


def _block(lines: list[str], starts: list[int], question: str) -> tuple[int, int] | None:
    """Return the line range of a question by id (the last of duplicates) or by position."""
    blocks = list(pairwise([*starts, len(lines)]))
    has_id = re.compile(rf"\s*[\"']?id[\"']?\s*=\s*[\"']{re.escape(question)}[\"']")
    named = [b for b in blocks if any(has_id.match(line) for line in lines[b[0] : b[1]])]
    if named:
        return named[-1]
    position = int(question) if question.isdecimal() else 0
    return blocks[position - 1] if 1 <= position <= len(blocks) else None


def _line_with(lines: list[str], begin: int, end: int, key: str) -> int | None:
    key = re.escape(key)
    first = re.compile(rf"\s*(\[+[\w.]*\b)?[\"']?{key}\b")
    inside = re.compile(rf"(?<![\w\"']){key}\s*=")
    for pattern in (first.match, inside.search):
        for at in range(begin, end):
            if pattern(lines[at]):
                return at
    return None
