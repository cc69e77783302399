"""
The closed lists:
* every word of a list is known wherever something is looked up by it, and nothing else is
* what came with the program uses no other words
"""

from __future__ import annotations

from typing import get_args

import pytest

from journal.core.cycle.lean_sentences import LEAN_CHOICES, LEAN_LABELS
from journal.core.flows.kinds import KINDS
from journal.core.lean import AWAY_GROUPS, ENGAGE, TOWARD_GROUPS, Lean
from journal.core.terms import (
    CARES,
    COUNTS,
    DETAILS,
    FREE,
    LEANS,
    THEMES,
    VIEWS,
    Group,
    Kind,
    Sort,
    Theme,
    one_of,
)
from journal.local.prompts.loader import Prompts

PROMPTS = Prompts()

TABLES = {
    "kinds": (get_args(Kind), KINDS),
    "sorts of a kind": (get_args(Sort), {row.themed for row in KINDS.values()}),
    "sorts of a theme": (get_args(Sort), THEMES.values()),
    "themes": (get_args(Theme), {*THEMES, FREE}),
    "groups": (get_args(Group), (*TOWARD_GROUPS, *AWAY_GROUPS, ENGAGE)),
    "groups of moves": (
        get_args(Group),
        {w.facts["group"] for w in PROMPTS.lists["moves"].words.values() if "group" in w.facts},
    ),
    "leans of a detail": (LEANS, {Lean(detail).name for detail in DETAILS}),
    "leans in words": (LEANS, LEAN_LABELS),
    "leans to choose": (LEANS, {choice.id for choice in LEAN_CHOICES}),
    "what flows count as": (COUNTS, set(PROMPTS.counts().values())),
}
"""What is known by a list: its words, and the words that are there."""


@pytest.mark.parametrize(("words", "there"), TABLES.values(), ids=TABLES)
def test_a_list_and_what_is_known_by_it_have_the_same_words(words, there):
    """Else a lookup fails for a word that a type allows, or a row is never used."""
    assert {*there} == {*words}


@pytest.mark.parametrize("words", [VIEWS, CARES, COUNTS, LEANS, DETAILS, tuple(THEMES)])
def test_a_word_is_known_and_nothing_else_is(words):
    """From a file or a command line anything may come."""
    assert [one_of(word, words) for word in words] == [*words]
    for other in (None, "", 0, True, [], {}, "Loop", f" {words[0]}", (words[0],)):
        assert one_of(other, words) is None
