"""From a question to the rows of a list, from a line to tags."""

from __future__ import annotations

from journal.core.dialogue.asks import Ask
from journal.core.flows.flow import Question
from journal.core.flows.word_lists import Word
from journal.core.model import NOT_SURE, OTHER, Other, picks
from journal.core.text import capitalised
from journal.screen.list_model import Row

OWN_HEADING = "Your own words"


def rows_of(question: Question) -> list[Row]:
    """All choices in the order of the screen; those that are never hidden stand last."""
    rows = [
        Row(w.id, _label(w, question), w.about(question.about), heading, always=w.id == "scary")
        for heading, w in question.offered_words()
    ]
    last = (question.word(OTHER), question.word(NOT_SURE)) if question.takes_own else ()
    return rows + [Row(w.id, w.label, w.description, always=True) for w in last if w is not None]


def own_rows(ask: Ask) -> dict[str, Other]:
    """The own words of a question, said before or kept in its list, each under a value."""
    said = [pick for pick in picks(ask.default) if isinstance(pick, Other)]
    known = {own.folded: own for own in (*map(Other, ask.own), *said)}
    return {f"own_{i}": own for i, own in enumerate(known.values())}


def _label(word: Word, question: Question) -> str:
    """A move stands there as done; in a plan, as what one will do."""
    planned = word.facts.get("plan", "") if question.theme == "plan_move" else ""
    return capitalised(planned) or word.label


def as_tags(text: str) -> tuple[str, ...]:
    """Tags from a line of them, each once."""
    return tuple(dict.fromkeys(text.replace(",", " ").split()))
