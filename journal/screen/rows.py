"""From a question to the rows of a list, from a line to tags."""

from __future__ import annotations

from journal.core.flows import Question
from journal.core.model import NOT_SURE, OTHER
from journal.core.words import Word
from journal.screen.picker import Row


def rows_of(question: Question) -> list[Row]:
    """All choices in the order of the screen; those that are never hidden stand last."""
    rows = [
        Row(w.id, _label(w, question), w.about(question.about), heading, always=w.id == "scary")
        for heading, w in question.offered_words()
    ]
    last = (question.word(OTHER), question.word(NOT_SURE)) if question.takes_own else ()
    return rows + [Row(w.id, w.label, w.description, always=True) for w in last if w is not None]


def _label(word: Word, question: Question) -> str:
    """A move stands there as done; in a plan, as what one will do."""
    planned = word.facts.get("plan", "") if question.theme == "plan_move" else ""
    return planned[:1].upper() + planned[1:] or word.label


def as_tags(text: str) -> tuple[str, ...]:
    """Tags from a line of them, each once."""
    return tuple(dict.fromkeys(text.replace(",", " ").split()))
