"""
What is said of one entry, in every case there is: its lean, its pattern, the first try at a loop.
* easy to read, whole sentences
* nobody only sharp "reached"; nobody who froze or went along with sharp words is in a loop
* no word for reaching can be read as force
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from itertools import product

import pytest

from journal.core.cycle.lean_sentences import lean_sentence
from journal.core.cycle.loop_draft import loop_draft
from journal.core.cycle.patterns import SHARP, YIELDING, pattern_sentence
from journal.core.dialogue.finishing import with_care_and_leans
from journal.core.lean import Lean
from journal.core.loop.one_entry import how_it_went
from journal.core.model import Entry, Other, Said
from journal.core.terms import DETAILS, LEANS

MOST = 6
NOW = datetime(2026, 3, 1, tzinfo=UTC)
A_LOOP = re.compile(r"\b(loop|the more|feed)\b(?! to fix)", re.IGNORECASE)


@pytest.fixture(scope="module")
def leans():
    """Lean -> what is said of it, in all its forms."""
    every = [Lean(d, *flags) for d, *flags in product(DETAILS, *[(False, True)] * 3)]
    return {lean: lean_sentence(lean) for lean in every}


@pytest.fixture(scope="module")
def patterns():
    """My detail and theirs -> what is said of the two."""
    said = {
        (mine, theirs): pattern_sentence(Lean(mine).name, mine, Lean(theirs).name, theirs)
        for mine, theirs in product(DETAILS, DETAILS)
    }
    return {pair: sentence for pair, sentence in said.items() if sentence is not None}


@pytest.fixture(scope="module")
def drafts(prompts):
    """My detail and theirs -> first tries at the loop, with every word of the moves in some."""
    flow = prompts.flow("full")
    moves = [w.id for w in prompts.lists["moves"].words.values() if "group" in w.facts]
    alone = [(move,) for move in moves]
    first_of = {prompts.lists["moves"].words[m].facts["group"]: m for m in reversed(moves)}
    rows = [*alone, *product(first_of.values(), repeat=2), ("ask_again", "stay", "go_quiet"), ()]
    told = {}
    for mine, theirs in product(rows, rows):
        if mine in alone and theirs in alone and moves.index(*theirs) % 5:
            continue  # a fifth of those are enough to meet each word on each side
        entry = _entry(flow, mine, theirs)
        key = (entry.lean_detail, entry.their_detail)
        told.setdefault(key, []).append(loop_draft(flow, entry))
    return told


def _entry(flow, mine, theirs):
    picked = {
        "trigger": "no_reply",
        "my_moves": mine,
        "their_moves": theirs,
        "softer": ("alone",),
        "need": ("matter",),
    }
    said = {q: Said(value, q, "?") for q, value in picked.items() if value}
    return with_care_and_leans(Entry("", flow.name, flow.counts, NOW, NOW, said), flow)


@pytest.fixture(scope="module")
def all_said(leans, patterns, drafts):
    """Every sentence about one entry."""
    others = [lean_sentence(Lean("mixed"), lean) for lean in LEANS]
    others.append(lean_sentence(Lean("unknown"), own_words=True))
    several = [draft for tries in drafts.values() for draft in tries if draft]
    return [*leans.values(), *others, *patterns.values(), *several]


def test_they_are_easy_to_read(leans, patterns, drafts, grade):
    """The mean of each sort."""
    assert grade(set(leans.values())) <= MOST
    assert grade(set(patterns.values())) <= MOST
    assert grade([draft for tries in drafts.values() for draft in tries[:3] if draft]) <= MOST


@pytest.mark.parametrize(
    ("moves", "own", "none"),
    [
        ((Other("slammed it"),), True, False),
        ((Other("slammed it"), Other("left town")), True, False),
        ((Other("slammed it"), "ask_again"), False, False),
        ((Other("Asked again"),), False, False),
        (("not_sure",), False, True),
    ],
)
def test_own_words_alone_are_told_as_something_done(prompts, moves, own, none):
    """Not as if nothing was; and only where no lean is worked out of them."""
    flow = prompts.flow("full")
    [told, *_] = how_it_went(_entry(flow, moves, ("leave",)), flow)

    assert ("Your own words for what you did" in told) == own
    assert ("at least one thing you did" in told) == none


def test_they_are_whole_sentences(all_said):
    """A capital, a full stop or what to type; no gap where a word is missing."""
    whole = re.compile(r"[A-Z][^{}]*(\.|: journal support)")
    gap = re.compile(r"  | [.,]|\b(I|they|was|needed|When)[.,]|,,")

    assert [s for s in all_said if not whole.fullmatch(s) or gap.search(s)] == []


def test_nobody_only_sharp_reached(leans):
    """Sharp words are not called reaching, in any form."""
    said = [sentence for lean, sentence in leans.items() if lean.detail == SHARP]

    assert [s for s in said if re.search(r"\breach", s)] == []


def test_nobody_who_went_along_with_sharp_words_is_told_of_a_loop(patterns, drafts):
    """Either way round: no "more … more", no loop, no feeding each other."""
    pairs = [*product(YIELDING, [SHARP]), *product([SHARP], YIELDING)]
    said = [s for pair in pairs for s in (patterns[pair], *drafts[pair])]

    assert [s for s in said if A_LOOP.search(s)] == []


def test_no_word_for_reaching_can_be_read_as_force(all_said, force):
    """Of nobody, on either side."""
    assert [s for s in all_said if force.search(s)] == []
