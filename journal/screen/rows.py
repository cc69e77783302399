"""From a question to the rows of a list, from a line to tags."""

from __future__ import annotations

from journal.core.flows import Question
from journal.core.model import NOT_SURE, OTHER
from journal.screen.picker import Row


def rows_of(question: Question) -> list[Row]:
    """All choices in the order of the screen; those that are never hidden stand last."""
    rows = [
        Row(w.id, w.label, w.about(question.about), heading, always=w.id == "scary")
        for heading, w in question.offered_words()
    ]
    last = (question.word(OTHER), question.word(NOT_SURE)) if question.takes_own else ()
    return rows + [Row(w.id, w.label, w.description, always=True) for w in last if w is not None]


def as_tags(text: str) -> tuple[str, ...]:
    """Tags from a line of them, each once."""
    return tuple(dict.fromkeys(text.replace(",", " ").split()))
