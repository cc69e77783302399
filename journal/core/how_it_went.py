"""
What is said about the lean and the pattern of one entry.

Apart from `reading_back`, so that a list of entries loads no flows.
"""

from __future__ import annotations

from journal.core.flows import Flow
from journal.core.lean import lean_of
from journal.core.model import Entry
from journal.core.patterns import pattern_sentence
from journal.core.progress import groups_of
from journal.core.sayings import lean_sentence


def how_it_went(entry: Entry, flow: Flow | None) -> list[str]:
    """The sentences, as the person sees it; none where care is needed."""
    mine = next(((q, s) for q, s in entry.answers.items() if s.theme == "my_moves"), None)
    if flow is None or mine is None or entry.lean is None or entry.argument_care is not None:
        return []
    question, said = mine
    lean = lean_of(groups_of(flow, question, said.value))
    sentences = [lean_sentence(lean, entry.lean_overruled)]
    if entry.lean_overruled in (None, entry.lean):
        pattern = pattern_sentence(
            entry.lean, entry.lean_detail, entry.their_lean, entry.their_detail
        )
        sentences += [pattern] if pattern else []
    return sentences
