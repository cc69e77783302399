"""The rows of a list for a question, and the parser of tags."""

from __future__ import annotations

from journal.core.dialogue.asks import Ask
from journal.core.flows.flow import Question
from journal.core.flows.word_lists import Word
from journal.core.model import NOT_SURE, OTHER, Other, picks
from journal.core.text import capitalised
from journal.screen.list_model import Row

OWN_HEADING = "Your own words"


def rows_of(question: Question) -> list[Row]:
    """
    Return the rows of a question's choices, in order.

    The own word and "not sure" are last, if the question takes own words; no filter hides them.
    """
    rows = [
        Row(w.id, _label(w, question), w.about(question.about), heading, always=w.id == "scary")
        for heading, w in question.offered_words()
    ]
    last = (question.word(OTHER), question.word(NOT_SURE)) if question.takes_own else ()
    return rows + [Row(w.id, w.label, w.description, always=True) for w in last if w is not None]


def own_rows(ask: Ask) -> dict[str, Other]:
    """
    Return the own words that a question offers: those kept in its list, then those answered.

    Returns:
        Row value (`own_0`, …) -> own word; each word once.
    """
    answered = [pick for pick in picks(ask.default) if isinstance(pick, Other)]
    by_form = {own.folded: own for own in (*map(Other, ask.own), *answered)}
    return {f"own_{i}": own for i, own in enumerate(by_form.values())}


def _label(word: Word, question: Question) -> str:
    """Return the label of a word; in a question about a plan, its wording as an intention."""
    planned = word.facts.get("plan", "") if question.theme == "plan_move" else ""
    return capitalised(planned) or word.label


def as_tags(text: str) -> tuple[str, ...]:
    """Return the tags of a line, separated by spaces or commas, without duplicates."""
    return tuple(dict.fromkeys(text.replace(",", " ").split()))
