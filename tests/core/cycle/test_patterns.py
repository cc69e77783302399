"""
The pattern of one argument:
* every meeting of two sides has exactly one name, finer details first
* nobody who froze or went along is told of a loop, or of stepping back
* no name where one side is not known
"""

from __future__ import annotations

from itertools import product

import pytest

from journal.core.cycle.patterns import PATTERN_LABELS, pattern_of, pattern_sentence
from journal.core.lean import Lean
from journal.core.terms import DETAILS

GRID = """
mine/theirs     pursue       attack         mostly_pursue withdraw     placate       mostly_withdraw mixed  engaged
pursue          both_pressed both_pressed   both_pressed  pressed_back pressed_froze pressed_back    other  stayed
attack          both_pressed both_sharp     both_pressed  sharp_back   sharp_froze   sharp_back      other  stayed
mostly_pursue   both_pressed both_pressed   both_pressed  pressed_back pressed_froze pressed_back    other  stayed
withdraw        back_pressed attacked_back  back_pressed  both_back    one_froze     both_back       other  stayed
placate         froze_pressed attacked_froze froze_pressed one_froze   one_froze     one_froze       other  stayed
freeze          froze_pressed attacked_froze froze_pressed one_froze   one_froze     one_froze       other  stayed
mostly_withdraw back_pressed attacked_back  back_pressed  both_back    one_froze     both_back       other  stayed
mixed           other        other          other         other        other        other           other  stayed
engaged         stayed       stayed         stayed        stayed       stayed       stayed          stayed stayed
"""  # noqa: E501 - a grid

MIRROR = {
    "pressed_back": {"back_pressed"},
    "back_pressed": {"pressed_back"},
    "pressed_froze": {"froze_pressed"},
    "froze_pressed": {"pressed_froze"},
    "sharp_back": {"attacked_back"},
    "attacked_back": {"sharp_back"},
    "sharp_froze": {"attacked_froze"},
    "attacked_froze": {"sharp_froze"},
}


def meeting(mine: str, theirs: str) -> tuple[str, str, str, str]:
    return Lean(mine).name, mine, Lean(theirs).name, theirs


def cells() -> list[tuple[str, str, str]]:
    head, *rows = (line.split() for line in GRID.strip().split("\n"))
    return [
        (mine, theirs, pattern)
        for mine, *patterns in rows
        for theirs, pattern in zip(head[1:], patterns, strict=True)
    ]


@pytest.mark.parametrize(("mine", "theirs", "pattern"), cells())
def test_every_meeting_has_its_name(mine: str, theirs: str, pattern: str) -> None:
    """My part and theirs make the pattern of the grid."""
    assert pattern == pattern_of(*meeting(mine, theirs))


@pytest.mark.parametrize("theirs", ["freeze", "placate"])
def test_my_sharp_words_are_named_also_when_they_froze(theirs: str) -> None:
    """Being sharp to someone who froze or went along is never told as pressing."""
    assert pattern_of(*meeting("attack", theirs)) == "sharp_froze"


def test_seen_from_the_other_side_it_is_the_same_argument() -> None:
    """Swapping the two sides swaps the directions and changes nothing else."""
    for mine, theirs in product(DETAILS, DETAILS):
        here, there = pattern_of(*meeting(mine, theirs)), pattern_of(*meeting(theirs, mine))

        assert there in MIRROR.get(str(here), {here})


@pytest.mark.parametrize(
    "sides",
    [
        ("unknown", "unknown", "away", "withdraw"),
        ("toward", "pursue", "unknown", "unknown"),
        ("toward", "pursue", None, None),
        (None, None, "away", "withdraw"),
    ],
)
def test_one_side_alone_makes_no_pattern(sides: tuple[str, str, str, str]) -> None:
    """Where a side is not known there is no name and no sentence."""
    assert (pattern_of(*sides), pattern_sentence(*sides)) == (None, None)


def test_a_lean_in_the_persons_own_view_counts_without_its_detail() -> None:
    """Whoever sees their part otherwise is told by that view."""
    assert pattern_of("away", None, "toward", "attack") == "attacked_back"
    assert pattern_of("toward", None, "away", "freeze") == "pressed_froze"


SENTENCES = {
    ("attack", "freeze"): "Your words got sharp and they froze or went along. They may have been "
    "scared. That is worth a closer look: journal support",
    ("attack", "withdraw"): "Your words got sharp and they stepped back. Under both there may be "
    "something softer.",
    ("pursue", "freeze"): "You pressed or reached and they froze or went along.",
    (
        "mostly_pursue",
        "withdraw",
    ): "You pressed or reached and they stepped back. Each can feed the other.",
    ("placate", "attack"): "Their words got sharp and you froze or went along. If you were "
    "scared, that is no loop to fix: journal support",
    ("withdraw", "attack"): "Their words got sharp and you stepped back.",
    ("freeze", "pursue"): "They pressed or reached and you froze or went along.",
    (
        "withdraw",
        "mostly_pursue",
    ): "They pressed or reached and you stepped back. Each can feed the other.",
    ("pursue", "attack"): "You both pressed, and it climbed.",
    ("attack", "attack"): "Sharp words came from both sides. Two people can want to be heard at "
    "once.",
    ("withdraw", "withdraw"): "You both stepped back, and it got quiet between you.",
    ("withdraw", "freeze"): "You stepped back, and they froze or went along.",
    ("placate", "withdraw"): "You froze or went along, and they stepped back.",
    ("freeze", "placate"): "You both froze or went along.",
    ("engaged", "engaged"): "You both stayed with it.",
    ("engaged", "attack"): "You stayed with it.",
    ("mixed", "engaged"): "They stayed with it.",
    ("mixed", "attack"): "It went more than one way.",
}


@pytest.mark.parametrize(("sides", "sentence"), SENTENCES.items())
def test_every_meeting_has_its_sentence(sides: tuple[str, str], sentence: str) -> None:
    """One entry's pattern is told as a fact of this one."""
    assert sentence == pattern_sentence(*meeting(*sides))


@pytest.mark.parametrize("yielding", ["freeze", "placate"])
@pytest.mark.parametrize("pressing", ["attack", "pursue", "mostly_pursue"])
def test_whoever_froze_is_told_of_no_loop(yielding: str, pressing: str) -> None:
    """To someone who froze or went along, nothing says that they fed it."""
    assert "feed" not in str(pattern_sentence(*meeting(yielding, pressing)))


def test_every_name_can_be_shown() -> None:
    """Whatever the two sides, the pattern has a label."""
    met = {pattern_of(*meeting(m, t)) for m, t in product(DETAILS, DETAILS)} - {None}

    assert set(PATTERN_LABELS) == met
