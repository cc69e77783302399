"""
The lean of one argument:
* whatever was done, in whatever order, has exactly one label
* the rule of the table, case by case, ties and turns included
* a second telling of the rule agrees everywhere
* softening and sharpness are noted beside the label, never instead of it
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import permutations, product

import pytest

from journal.core.lean import Lean, lean_of
from journal.core.terms import DETAILS, LEANS

LETTERS = {
    "P": "pursue", "A": "attack", "W": "withdraw", "C": "placate", "F": "freeze", "E": "engage",
}  # fmt: skip
TOWARD, AWAY = "PA", "WCF"

CASES = """
.        unknown              unknown   nothing was done
E        engaged              engaged   one thing, and it was staying
EEE      engaged              engaged

P        pursue               toward
PPA      pursue               toward    more reaching than sharp words
A        attack               toward
PAA      attack               toward    more sharp words than reaching
PA       pursue               toward    as many of each: the kinder label
AP       pursue               toward    in either order
PE       pursue               toward    staying changes no side
EAE      attack               toward

W        withdraw             away
C        placate              away
F        freeze               away
WWF      withdraw             away      the largest
WFF      freeze               away
FCCW     placate              away
WF       freeze               away      as many of each: the one it ended on
FW       withdraw             away
WCF      freeze               away
CFW      withdraw             away
FWC      placate              away
WFE      freeze               away      staying is not what the tie is broken by
WWFFC    freeze               away      of those that lead, the later one
FEW      withdraw             away

PW       pursue_then_withdraw both      began one way, ended the other
AC       pursue_then_withdraw both
PPPPF    pursue_then_withdraw both      the turn comes before the count
PWAEF    pursue_then_withdraw both
WP       withdraw_then_pursue both
FA       withdraw_then_pursue both
WWWWA    withdraw_then_pursue both
CEP      withdraw_then_pursue both

PWP      mostly_pursue        toward    twice as much one way as the other
PWA      mostly_pursue        toward
EPPW     mostly_pursue        toward    begun with staying: no turn
PPWE     mostly_pursue        toward    ended on staying: no turn
PPWWPP   mostly_pursue        toward
WPW      mostly_withdraw      away
FPC      mostly_withdraw      away
EPWC     mostly_withdraw      away
WPFE     mostly_withdraw      away

PWE      mixed                both      one of each, and then it was stayed with
EPW      mixed                both
EWP      mixed                both
PWWP     mixed                both
PWPWP    mixed                both      three and two is not twice
WPWPW    mixed                both
"""


def groups(letters: str) -> list[str]:
    return [LETTERS[c] for c in letters]


def cases() -> list[tuple[str, str, str]]:
    rows = (line.split(maxsplit=3) for line in CASES.splitlines() if line)
    return [(letters.strip("."), detail, name) for letters, detail, name, *_ in rows]


@pytest.mark.parametrize(("letters", "detail", "name"), cases())
def test_each_way_to_take_part_has_its_label(letters: str, detail: str, name: str) -> None:
    """Steps in their order make the label of the table, and the lean it belongs to."""
    lean = lean_of(groups(letters))

    assert (lean.detail, lean.name) == (detail, name)


def test_the_cases_show_every_label() -> None:
    """No label is without an example in this file."""
    assert {detail for _, detail, _ in cases()} == set(DETAILS)
    assert {name for _, _, name in cases()} == set(LEANS)


def told_again(letters: str) -> str:
    """
    The rule a second time, as questions asked one after the other.

    In other terms than the code, so that one slip is not made twice: letters for steps, the
    share of reaching for "twice as many", the best by count and place for "the largest".
    """
    reached = [c for c in letters if c in TOWARD]
    stepped_back = [c for c in letters if c in AWAY]
    match bool(reached), bool(stepped_back):
        case False, False:
            return "engaged" if letters else "unknown"
        case True, False:
            return "attack" if reached.count("A") * 2 > len(reached) else "pursue"
        case False, True:
            places = range(len(stepped_back))
            best = max(places, key=lambda i: (stepped_back.count(stepped_back[i]), i))
            return LETTERS[stepped_back[best]]
    first, last = letters[0], letters[-1]
    if first in TOWARD and last in AWAY:
        return "pursue_then_withdraw"
    if first in AWAY and last in TOWARD:
        return "withdraw_then_pursue"
    share = len(reached) / (len(reached) + len(stepped_back))
    if share >= 2 / 3:
        return "mostly_pursue"
    return "mostly_withdraw" if share <= 1 / 3 else "mixed"


def short_sequences() -> Iterator[str]:
    """Every order of up to five steps."""
    for length in range(6):
        yield from map("".join, product(LETTERS, repeat=length))


def combinations_and_ends() -> Iterator[str]:
    """
    Every combination of up to two moves a group, under every first and last of them.

    Between the ends the order counts only for a tie of stepping back: those of one or two
    moves a group stand in every order they can have.
    """
    for counts in product(range(3), repeat=len(LETTERS)):
        steps = "".join(c * n for c, n in zip(LETTERS, counts, strict=True))
        if set(steps) <= set(AWAY):
            yield from sorted({"".join(p) for p in permutations(steps)})
            continue
        for first, last in permutations(range(len(steps)), 2):
            middle = "".join(c for i, c in enumerate(steps) if i not in (first, last))
            yield steps[first] + middle + steps[last]
            yield steps[first] + middle[::-1] + steps[last]
        if len(steps) == 1:
            yield steps


@pytest.mark.parametrize("sequences", [short_sequences, combinations_and_ends])
def test_every_argument_has_exactly_one_label_and_it_is_the_one_of_the_rule(
    sequences: Callable[[], Iterator[str]],
) -> None:
    """Whatever was done in whatever order: one label of the table, as the rule tells it."""
    for letters in set(sequences()):
        lean = lean_of(groups(letters))

        assert lean.detail in DETAILS
        assert lean.name in LEANS
        assert lean.detail == told_again(letters), letters


def test_softening_and_sharpness_stand_beside_the_label() -> None:
    """Staying, how it ended, and sharp words are noted for every sequence, whatever its label."""
    for letters in short_sequences():
        noted = Lean(told_again(letters), "E" in letters, letters.endswith("E"), "A" in letters)

        assert noted == lean_of(groups(letters))


def test_a_move_without_a_known_group_changes_nothing() -> None:
    """A group that a later version may add, and `scary`, count nowhere."""
    assert lean_of(["hover", "pursue", "", "attack", "attack", "hover"]) == lean_of(groups("PAA"))
    assert lean_of(["hover"]) == Lean("unknown")


def test_trying_once_more_the_same_way_never_turns_the_label_round() -> None:
    """One step more to the same side never makes a lean toward into one away, or the reverse."""
    for letters in short_sequences():
        for side, name in ((TOWARD, "toward"), (AWAY, "away")):
            if lean_of(groups(letters)).name != name:
                continue
            for step in side:
                assert lean_of(groups(letters + step)).name in (name, "both")


def test_seen_in_a_mirror_the_sides_change_places() -> None:
    """With reaching and stepping back exchanged, the label is the mirrored one."""
    mirror = {
        **dict.fromkeys(["unknown", "engaged", "mixed"]),
        "pursue": "withdraw",
        "mostly_pursue": "mostly_withdraw",
        "pursue_then_withdraw": "withdraw_then_pursue",
    }
    mirror = {a: b or a for a, b in mirror.items()}
    mirror |= {b: a for a, b in mirror.items()}
    exchange = str.maketrans("PW", "WP")

    for length in range(7):
        for letters in map("".join, product("PWE", repeat=length)):
            here, there = lean_of(groups(letters)), lean_of(groups(letters.translate(exchange)))

            assert there.detail == mirror[here.detail]
