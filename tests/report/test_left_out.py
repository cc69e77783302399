"""
What is named as left out is in no form on the page:
* of each part that can be left out, none of the words that tell of it, wherever they would stand
* a piece of a part goes with it
* freezing and going along least of all: in no table, no entry in detail, no moment, no loop
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from journal.report.builder import report_of
from journal.report.choose_parts import Choosing, _told
from journal.report.document import Picture
from journal.report.material import COUPLE, THERAPIST, Typed
from journal.report.parts import PAGE_PARTS, available
from journal.report.writers.markdown import as_markdown

TYPED = Typed(want="Stay longer.", questions="How do I begin?", name="J.")
LOOP = "They criticised. I froze. Under mine was shame."

FROZE = ("stuck", "blank", "give_in", "over_sorry")

TELLS = {
    "want": ["Stay longer"],
    "loop": ["They criticised."],
    "loop_soft": ["Under mine"],
    "picture": ["<svg"],
    "steps": ["| Moment |"],
    "story": ["matter to them", "Story"],
    "softer": ["Not enough", "not enough", "Under it:", "Loud with soft"],
    "counts": ["| What I did |", "| I did |", "My part", "I pressed or reached in", "I froze"],
    "theirs": ["I saw |", "The two of us", "They criticised,"],
    "froze": ["froze", "Froze", "gave in", "Gave in", "went along", "scared"],
    "by_subject": ["With other"],
    "entry": ["in detail"],
    "guesses": ["My guess"],
    "raw_spot": ["An old feeling"],
    "could_not": ["Chosen or not"],
    "context": ["Harder with"],
    "overruled": ["I see my part as"],
    "differently": ["nearly", "aught in time", "softened or stayed"],
    "helped": ["Helped:"],
    "mending": ["By the end of writing"],
    "change": ["First entries", "clear", "A difference"],
    "checkins": ["Check-ins", "check-ins"],
    "plan": ["My plan (since"],
    "safety": ["about safety"],
    "questions": ["How do I begin"],
}
"""Part -> words that tell of it and of nothing else in this journal."""


@pytest.fixture
def froze(example):
    """A year in which every part has something to show, and sixteen times I froze or gave in."""
    for n, yielded in enumerate(FROZE * 4):
        entry = {**example[2], "uid": f"froze-{n}"}
        entry["happened_at"] = f"2026-11-{13 + n // 2}T{12 + n % 2}:00:00+01:00"
        entry["answers"] = {
            **example[2]["answers"],
            "my_moves": [yielded, "ask_again"] if n == 15 else [yielded],
            "their_moves": ["criticise", "get_loud"],
            "topic": "health",
        }
        example.append(entry)
    example[-1]["answers"] |= {
        "their_side": ["overwhelmed"],
        "raw_spot": "yes",
        "could_not": "could_not",
        "context": ["tired"],
        "loop": LOOP,
    }
    example[-1]["lean_overruled"] = "toward"
    caught = {"trigger": "no_reply", "nearly": "give_in", "instead": ["slow_down"]}
    at = "2026-11-19T19:00:00+01:00"
    return [*example, {"flow": "caught", "happened_at": at, "answers": caught}]


@pytest.fixture
def all_ticked(material, froze):
    """What the page for a reader is made of, with every part ticked that can be."""
    newest = max(c.number for c in material(froze).looking.conflicts)

    def of(reader):
        m = material(froze, reader=reader, typed=TYPED, picked=(newest,))
        return replace(m, ticked=frozenset(p.id for p in available(m)))

    return of


def text(m):
    """All words of a page, and a mark for a drawing."""
    report = report_of(m)
    drawn = any(isinstance(b, Picture) for s in report.sections for b in s.blocks)
    return as_markdown(report) + ("<svg" if drawn else "")


def test_each_part_has_words_that_tell_of_it():
    """So that none is left out of what follows."""
    assert [*TELLS] == [p.id for p in PAGE_PARTS]


@pytest.mark.parametrize("reader", [THERAPIST, COUPLE])
def test_what_is_left_out_is_in_no_form_there(all_ticked, reader):
    """With all ticked it is there, so that it is missed; unticked nothing tells of it."""
    m = all_ticked(reader)
    whole = text(m)
    not_there = {p.id for p in PAGE_PARTS} - m.ticked
    assert not_there == {p.id for p in PAGE_PARTS if p.tick(reader) == "never"}

    for part in m.ticked:
        less = text(replace(m, ticked=m.ticked - {part}))
        assert [w for w in TELLS[part] if w in whole], part
        assert (part, [w for w in TELLS[part] if w in less]) == (part, [])


@pytest.mark.parametrize("reader", [THERAPIST, COUPLE])
def test_a_piece_goes_with_what_it_is_in(all_ticked, reader):
    """It is named as left out then, so nothing else on the page tells of it either."""
    m = all_ticked(reader)

    for piece in (p for p in PAGE_PARTS if p.inside and p.id in m.ticked):
        less = replace(m, ticked=m.ticked - {piece.inside})
        told = _told(less, Choosing(less, True, False, str))
        assert piece.title in told.partition("Left out: ")[2]
        assert (piece.id, [w for w in TELLS[piece.id] if w in text(less)]) == (piece.id, [])


@pytest.mark.parametrize("yielded", FROZE)
def test_for_a_couple_freezing_is_there_only_if_it_is_ticked(material, yielded):
    """Also where nothing else is to be told of what I did."""
    said = {"my_moves": [yielded], "their_moves": ["criticise"], "trigger": "tone"}
    five = [
        {"flow": "full", "happened_at": f"2026-11-1{n}T19:00:00+01:00", "answers": said}
        for n in range(5)
    ]
    m = material(five, reader=COUPLE, picked=(5,))
    froze = [w for w in TELLS["froze"] if w in text(m)]
    word = m.lists["moves"].words[yielded]

    assert (froze, "| What I did |" in text(m), word.facts["phrase"] in text(m)) == (
        [],
        False,
        False,
    )
    ticked = text(replace(m, ticked=m.ticked | {"froze"}))
    assert f"{word.label} 5 of 5" in ticked
    assert "In 5 of 5 entries I froze or went along with sharp words. If I was scared" in ticked
