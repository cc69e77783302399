"""
What is said of one entry where someone may have been scared:
* exactly where one side was sharp and the other froze or went along, of whoever it was, and once
* as it is in the pattern too, nothing is said a second time
* who only stayed with it is told of that alone
"""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import product
from typing import Any

import pytest

from journal.core.cycle.yielding import Sides
from journal.core.dialogue.finishing import with_care_and_leans
from journal.core.flows.flow import Flow
from journal.core.flows.word_lists import Word
from journal.core.loop.one_entry import how_it_went
from journal.core.model import Entry, Said

NOW = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.fixture
def sides(lists: Any) -> list[tuple[Word, ...]]:
    """Each move alone, and each sharp one followed by one of every group."""
    moves = [w for w in lists["moves"].words.values() if "group" in w.facts]
    one_of = {w.facts["group"]: w for w in reversed(moves)}
    return [*((m,) for m in moves), *product((one_of["attack"],), one_of.values())]


def told(flow: Flow, mine: tuple[Word, ...], theirs: tuple[Word, ...]) -> str:
    """What is said of an entry with these moves."""
    picked = {"my_moves": mine, "their_moves": theirs}
    said = {q: Said(tuple(w.id for w in moves), q, "?") for q, moves in picked.items()}
    entry = Entry("", flow.name, flow.counts, NOW, NOW, said)
    return " ".join(how_it_went(with_care_and_leans(entry, flow), flow))


def test_who_may_have_been_scared_is_told_exactly_then(full: Flow, sides: Any) -> None:
    """Once, of the side that yielded to sharp words; of no other meeting."""
    for mine, theirs in product(sides, sides):
        both, said = Sides(mine, theirs), told(full, mine, theirs).casefold()

        assert said.count("they may have been scared") == both.they_yielded_to_sharp
        assert said.count("if you were scared") == both.i_yielded_to_sharp


def test_staying_alone_is_told_as_that(full: Flow, sides: Any) -> None:
    """Whatever thing of staying it was; of the other side nothing was noted."""
    [*staying] = [moves for moves in sides if {m.facts["group"] for m in moves} == {"engage"}]

    assert {told(full, moves, ()) for moves in staying} == {"In this one you stayed with it."}
