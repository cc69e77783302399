"""
The three tests of chance:
* worked out by hand: small tables, small groups, equal amounts, a family
* all ways to divide, counted one by one, come to the same
* many numbers: the normal distribution, with its corrections
* the empty and the equal: nothing is far apart
* SciPy, where it is installed, says the same
"""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations
from math import comb
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.core.insights.comparison.significance import EXACT_UP_TO, fisher, holm, mann_whitney

COUNTS = st.integers(0, 12)
AMOUNTS = st.lists(st.integers(0, 6), min_size=1, max_size=6)
CHANCES = st.lists(st.floats(0, 1), max_size=30)
ABOUT = pytest.approx


@pytest.mark.parametrize(
    ("table", "chance"),
    [
        ((3, 1, 1, 3), Fraction(34, 70)),  # the lady who tasted tea
        ((4, 0, 0, 4), Fraction(2, 70)),
        ((4, 1, 0, 12), Fraction(comb(5, 4), comb(17, 4))),
        ((0, 5, 10, 2), Fraction(comb(12, 10), comb(17, 10))),
    ],
)
def test_shares_worked_out_by_hand(table, chance):
    """All tables as rare as this one or rarer, of all with the same edges."""
    assert fisher(*table) == ABOUT(float(chance), rel=1e-12)


@pytest.mark.parametrize(
    ("one", "other", "chance"),
    [
        ([1, 2], [3, 4], Fraction(2, 6)),
        ([1, 2, 3], [4, 5, 6], Fraction(2, 20)),
        ([1, 2, 4], [3, 5, 6], Fraction(4, 20)),
        ([1, 1], [2, 2], Fraction(2, 6)),
        ([1, 2], [2, 3], Fraction(4, 6)),
        ([5, 5, 5], [5, 5, 9], Fraction(1)),
    ],
)
def test_amounts_worked_out_by_hand(one, other, chance):
    """Sums of ranks as far from the middle as this one or farther, of all there are."""
    assert mann_whitney(one, other) == ABOUT(float(chance), rel=1e-12)


@pytest.mark.parametrize(
    ("one", "other", "chance"),
    [
        # U = 0, mean 220.5, variance 21 * 21 * 43 / 12: z = 220 / 39.752
        (range(21), range(21, 42), 3.1254e-08),
        # ranks 23 and 53, 225 from the middle, variance 2574.1: z = 224.5 / 50.736
        ([0] * 30, [0] * 15 + [1] * 15, 9.6505e-06),
    ],
)
def test_many_amounts_by_the_normal_distribution(one, other, chance):
    """With the corrections for whole steps and for equal ranks."""
    assert mann_whitney([*one], [*other]) == ABOUT(chance, rel=1e-3)


def test_where_counting_ends_the_two_ways_agree():
    """The last size that is counted, and the first that is not, differ by little."""
    half = EXACT_UP_TO // 2
    counted = mann_whitney(range(half), [x + 4.5 for x in range(half)])
    normal = mann_whitney(range(half + 1), [x + 4.5 for x in range(half + 1)])

    assert counted == ABOUT(normal, abs=0.02)


@pytest.mark.parametrize(
    ("chances", "raised"),
    [
        ([], []),
        ([0.02], [0.02]),
        ([0.01, 0.04, 0.03, 0.005], [0.03, 0.06, 0.06, 0.02]),
        ([0.04, 0.04], [0.08, 0.08]),
        ([0.9, 0.6], [1.0, 1.0]),
    ],
)
def test_a_family_worked_out_by_hand(chances, raised):
    """The smallest times all, the next times one less, none below the one before."""
    assert holm(chances) == ABOUT(raised)


@pytest.mark.parametrize("table", [(0, 0, 0, 0), (5, 0, 3, 0), (0, 4, 0, 9), (3, 2, 0, 0)])
def test_an_empty_side_is_no_difference(table):
    """Nobody has it, or everybody, or there is nothing to compare with."""
    assert fisher(*table) == 1


def test_a_count_below_nought_is_refused():
    """It is a slip, not a table."""
    with pytest.raises(ValueError, match="counts"):
        fisher(1, -1, 2, 2)


@pytest.mark.parametrize(
    ("one", "other"), [([], []), ([], [1, 2]), ([1], []), ([3] * 5, [3] * 5), ([3] * 50, [3] * 50)]
)
def test_equal_or_empty_groups_are_no_difference(one, other):
    """All amounts the same, or none."""
    assert mann_whitney(one, other) == 1


@given(COUNTS, COUNTS, COUNTS, COUNTS)
def test_any_table_as_counted_one_by_one(a, b, c, d):
    """The same as from whole numbers, and the same with the sides or the answers swapped."""
    side, other, yes = a + b, c + d, a + c
    ways = [comb(side, x) * comb(other, yes - x) for x in range(yes + 1)]
    expected = Fraction(sum(w for w in ways if w <= ways[a]), sum(ways))

    assert fisher(a, b, c, d) == ABOUT(float(expected), rel=1e-9)
    assert fisher(c, d, a, b) == ABOUT(float(expected), rel=1e-9)
    assert fisher(b, a, d, c) == ABOUT(float(expected), rel=1e-9)


@given(AMOUNTS, AMOUNTS)
def test_any_groups_as_divided_one_by_one(one, other):
    """Every way to choose as many of the amounts, with equal ranks shared."""
    every = [*one, *other]
    ranks = [sum(x < y for x in every) + (sum(x == y for x in every) + 1) / 2 for y in every]
    middle = len(one) * (len(every) + 1) / 2
    away = abs(sum(ranks[: len(one)]) - middle)
    sums = [sum(chosen) for chosen in combinations(ranks, len(one))]
    expected = sum(abs(s - middle) >= away for s in sums) / len(sums)

    assert mann_whitney(one, other) == ABOUT(expected, rel=1e-12)
    assert mann_whitney(other, one) == ABOUT(expected, rel=1e-12)


@given(CHANCES)
def test_any_family_is_raised_in_order(chances):
    """None becomes smaller, none passes 1, and the order stays."""
    raised = holm(chances)

    assert all(c <= r <= 1 for c, r in zip(chances, raised, strict=True))
    assert sorted(raised) == [r for _, r in sorted(zip(chances, raised, strict=True))]


def test_scipy_says_the_same():
    """Only where it is installed; the journal has no need of it."""
    stats = pytest.importorskip("scipy.stats")
    chance = Random(1)  # noqa: S311 - the same every time
    for size in range(EXACT_UP_TO, EXACT_UP_TO + 60):
        one = [chance.randint(0, 10) for _ in range(size - 10)]
        other = [chance.randint(1, 11) for _ in range(11)]
        expected = stats.mannwhitneyu(one, other, method="asymptotic").pvalue

        assert mann_whitney(one, other) == ABOUT(expected, rel=1e-6)

        table = [chance.randint(0, 40) for _ in range(4)]
        expected = stats.fisher_exact([table[:2], table[2:]]).pvalue

        assert fisher(*table) == ABOUT(expected, rel=1e-6)
