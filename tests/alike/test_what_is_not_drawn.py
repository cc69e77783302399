"""
What is no part of a loop is said with its reason, its count, and where help is:
* how many entries each reason holds for; together with those drawn, they are all
* froze or went along: who; something scared or hurt, not sure about safety: said as that; each
  names `journal support`
* under a drawn loop no sentence of care seems to be about the loop that is drawn
* a picture, which others may see, does not tell what is left out
* who froze at sharp words reads of no lack of soft moments, and of no way out
"""

from __future__ import annotations

import pytest
from made_up import Journal, entries_of

from journal.core.loop.counted import cycle_as_data
from journal.core.loop.sentences import not_drawn, resting_on
from journal.report.drawing.loop_svg import loop_svg, loop_words
from journal.screen.output.loop_boxes import cycle_text

SCARY = {"unsafe": "no", "trigger": "tone"}
KINDS = {
    "loop": {"my_moves": ["ask_again"], "their_moves": ["go_quiet"], "trigger": "tone"},
    "me": {"my_moves": ["stuck"], "their_moves": ["criticise"], "trigger": "tone"},
    "gave in": {"my_moves": ["give_in"], "their_moves": ["ask_again"], "trigger": "tone"},
    "them": {"my_moves": ["criticise"], "their_moves": ["stuck"], "trigger": "tone"},
    "scary": {**SCARY, "my_moves": ["ask_again"], "their_moves": ["scary", "go_quiet"]},
    "only scary": {**SCARY, "my_moves": ["scary"]},
    "unsure": {"unsafe": "not_sure", "my_moves": ["stuck"], "their_moves": ["criticise"]},
}
SCARED = "If you were scared, that is no loop to fix: journal support"
NO = "If saying no feels scary, that is worth a talk: journal support"
THEY = "hey may have been scared. That is worth a closer look: journal support"
LINES = "Help lines: journal support"
SOME = [
    {"me": 5},
    {"gave in": 5},
    {"them": 2},
    {"unsure": 5},
    {"unsure": 1},
    {"me": 2, "unsure": 3},
    {"me": 1, "them": 1},
    {"loop": 1, "me": 1, "unsure": 2},
    {"loop": 4, "me": 3},
    {"loop": 4, "them": 1, "unsure": 1},
    {"loop": 4, "unsure": 2},
    {"scary": 5},
    {"only scary": 1},
    {"loop": 4, "scary": 1},
    {"me": 1, "scary": 2, "only scary": 1, "unsure": 1},
    {"loop": 3},
]


def journal_of(kinds):
    told = [("full", KINDS[kind]) for kind, times in kinds.items() for _ in range(times)]
    return Journal("some", entries_of(told))


def told_of(kinds):
    journal = journal_of(kinds)
    cycle = journal.cycle
    if cycle.is_seen:
        return " ".join(cycle_text(cycle, plain=False).split())
    return not_drawn(cycle, journal.looking, filtered=False)


@pytest.mark.parametrize("kinds", SOME, ids=str)
def test_each_reason_has_its_count(kinds):
    """Added up with those drawn, they are all there are."""
    cycle = journal_of(kinds).cycle
    out = cycle.left_out

    assert cycle.of + out.froze + out.scared + out.unsure == cycle.out_of == sum(kinds.values())
    assert out.unsure == kinds.get("unsure", 0)
    assert out.scared == kinds.get("scary", 0) + kinds.get("only scary", 0)
    said = told_of(kinds)
    if out.froze:
        assert "froze or went along" in said
    if out.scared:
        assert "scared or hurt" in said
        assert "journal support" in said
        assert "scared or hurt. Help lines: journal support" in journal_of(kinds).text()
    if out.unsure:
        assert "you were not sure about safety" in said
    assert ("Left out" in said) == (0 < cycle.of < cycle.out_of)


@pytest.mark.parametrize("kinds", SOME, ids=str)
def test_where_help_is(kinds):
    """Once for each that may have been scared; for nobody else."""
    said = told_of(kinds)

    assert (SCARED in said) == ("me" in kinds)
    assert (NO in said) == ("gave in" in kinds and "me" not in kinds)
    assert (THEY in said) == ("them" in kinds)
    assert ("journal support" in said) == ({*kinds} != {"loop"})


@pytest.mark.parametrize(
    ("kinds", "said"),
    [
        ({"me": 5}, f"No loop is drawn: in 5 of 5 entries you froze or went along. {SCARED}"),
        ({"gave in": 1}, f"No loop is drawn: in the only entry you froze or went along. {NO}"),
        ({"them": 2}, f"No loop is drawn: in 2 of 2 entries they froze or went along. T{THEY}"),
        (
            {"me": 2, "unsure": 3},
            "No loop is drawn: in 2 of 5 entries you froze or went along, in 3 of 5 entries you "
            f"were not sure about safety. {SCARED}",
        ),
        (
            {"unsure": 1},
            f"No loop is drawn: in the only entry you were not sure about safety. {LINES}",
        ),
        (
            {"loop": 1, "me": 1, "unsure": 2},
            "From 1 of 4 entries. Left out: 1 where someone froze or went along, 2 where you were "
            "not sure about safety. Too early to draw the loop. From 3 on, you see here what came "
            "up more than once. In 1 entry that is not drawn, you froze or went along with sharp "
            f"words. {SCARED}",
        ),
    ],
)
def test_what_is_said_where_nothing_is_drawn(kinds, said):
    """Of how many, who, and where help is."""
    assert told_of(kinds) == said


def test_care_under_a_drawn_loop_names_the_entries_that_are_not_drawn():
    """The picture above it is not what it is about."""
    said = told_of({"loop": 4, "me": 3, "them": 1})

    assert (
        f"In 3 entries that are not drawn, you froze or went along with sharp words. {SCARED}"
        in (said)
    )
    assert (
        "In 1 entry that is not drawn, they froze or went along with sharp words. They may" in said
    )


@pytest.mark.parametrize("kinds", [k for k in SOME if "unsure" in k], ids=str)
def test_a_picture_does_not_tell_what_is_left_out(kinds):
    """It may lie on a table; on the screen of one's own it is told."""
    cycle = journal_of(kinds).cycle

    assert "safety" in resting_on(cycle)
    assert "safety" not in loop_svg(cycle) + " ".join(loop_words(cycle))


@pytest.mark.parametrize("plain", [False, True])
def test_who_froze_at_sharp_words_reads_of_no_lack_of_softness(plain):
    """Not in the summary, and no way out in any way of showing the loop."""
    frozen = journal_of({"me": 5})
    some = journal_of({"loop": 6, "me": 2})
    shown = [cycle_text(some.cycle, plain=plain), " ".join(loop_words(some.cycle))]

    assert "easy to miss" not in frozen.text(plain=plain) + some.text(plain=plain)
    assert all("way out" not in out for out in shown)
    assert all("oft moment" not in out for out in shown)
    assert cycle_as_data(some.cycle)["way_out"]["sentence"] == ""
    assert "A way out" in cycle_text(journal_of({"loop": 6}).cycle, plain=plain)
