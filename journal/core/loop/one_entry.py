"""
The sentences on the lean and the pattern of one entry.

They are not in `entries.rendering`, so that a list of entries loads no flows.
"""

from __future__ import annotations

from journal.core.care.care_book import tells_of_danger
from journal.core.cycle import yielding
from journal.core.cycle.lean_sentences import lean_sentence
from journal.core.cycle.patterns import Who, pattern_sentence, says_who_was_scared
from journal.core.dialogue.progress import groups_of
from journal.core.flows.flow import Flow
from journal.core.lean import lean_of
from journal.core.model import Entry, Other, picks

_SCARED = "You noted something that scared or hurt. Help lines: journal support"


def scared(entry: Entry) -> list[str]:
    """
    Return the note for an entry with the move `SCARY`, which both views show; else an empty list.

    An entry where safety is in question (`argument_care`) has none.
    """
    return [_SCARED] if tells_of_danger(entry) and entry.argument_care is None else []


def how_it_went(entry: Entry, flow: Flow | None) -> list[str]:
    """
    Return the sentences on the lean and pattern of an entry.

    Args:
        entry: The entry. An overruled lean is stated as the person sees it.
        flow: The flow of the entry; without it there are no sentences.

    Returns:
        No sentences if the entry has no moves of the person or no lean, if something scared or
        hurt, or if safety is in question.
    """
    if tells_of_danger(entry):
        return []
    mine = next(((q, s) for q, s in entry.answers.items() if s.theme == "my_moves"), None)
    if flow is None or mine is None or entry.lean is None or entry.argument_care is not None:
        return []
    question, said = mine
    lean = lean_of(groups_of(flow, question, said.value))
    own = any(isinstance(pick, Other) for pick in picks(said.value))
    sentences = [lean_sentence(lean, entry.lean_overruled, own_words=own)]
    told = None
    if entry.lean_overruled in (None, entry.lean):
        sides = (entry.lean, entry.lean_detail, entry.their_lean, entry.their_detail)
        pattern, told = pattern_sentence(*sides), says_who_was_scared(*sides)
        sentences += [pattern] if pattern else []
    return [*sentences, *_care(_sides(entry, flow), told)]


def _sides(entry: Entry, flow: Flow) -> yielding.Sides:
    """Return the moves of both sides, in order."""
    moves = {
        said.theme: tuple(w for p in picks(said.value) if (w := flow.word_of(question, p)))
        for question, said in entry.answers.items()
        if said.theme in ("my_moves", "their_moves")
    }
    return yielding.Sides(moves.get("my_moves", ()), moves.get("their_moves", ()))


def _care(sides: yielding.Sides, told: Who | None) -> list[str]:
    """
    Return the sentences for someone who may have been scared.

    Args:
        sides: The moves of both sides.
        told: The side whose fear a sentence already mentions.
    """
    care = []
    if sides.i_yielded_to_sharp and told != "me":
        care.append(yielding.IF_YOU_SCARED.format(there=""))
    if sides.they_yielded_to_sharp and told != "them":
        care.append(f"Where they froze or went along, {yielding.THEY_MAY_BE_SCARED}")
    return care
