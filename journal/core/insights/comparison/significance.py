"""
Three tests of chance, with the standard library alone.

They serve to hold back what chance alone would often show. Their results stand in no
sentence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from math import comb, erfc, sqrt

EXACT_UP_TO = 40
"""Most numbers, both sides together, for which `mann_whitney` counts every division."""

_SAME = 1 + 1e-9
"""Two chances this close are the same one, worked out by another way."""


def fisher(with_yes: int, with_no: int, without_yes: int, without_no: int) -> float:
    """
    How often chance alone puts two shares at least this far apart (Fisher's exact test).

    Args:
        with_yes, with_no: Of the entries on one side, how many have it, how many not.
        without_yes, without_no: The same of the other side.

    Returns:
        The two-sided chance, 0 to 1: that of all tables with the same sums at the edges
        that are as rare as this one, or rarer. 1 where a row or a column is empty.

    Raises:
        ValueError: If a count is below 0.

    Source:
        Fisher (1935), "The Logic of Inductive Inference"; two-sided by rarity, as in
        Freeman and Halton (1951).
    """
    if min(with_yes, with_no, without_yes, without_no) < 0:
        raise ValueError("counts from 0")
    side, other, yes = with_yes + with_no, without_yes + without_no, with_yes + without_yes
    chances = _hypergeometric(side, other, yes)
    least = max(0, yes - other)
    seen = chances[with_yes - least]
    return min(1.0, sum(c for c in chances if c <= seen * _SAME) / sum(chances))


def _hypergeometric(side: int, other: int, yes: int) -> list[float]:
    """
    How likely each count is on one side, in parts of the likeliest.

    Each follows from its neighbour, starting at the top: no number is too large.
    """
    least, most = max(0, yes - other), min(side, yes)
    top = min(max((side + 1) * (yes + 1) // (side + other + 2), least), most)
    up, down = [1.0], []
    for x in range(top, most):
        up.append(up[-1] * (side - x) * (yes - x) / ((x + 1) * (other - yes + x + 1)))
    chance = 1.0
    for x in range(top, least, -1):
        chance *= x * (other - yes + x) / ((side - x + 1) * (yes - x + 1))
        down.append(chance)
    return [*reversed(down), *up]


def mann_whitney(one: Sequence[float], other: Sequence[float]) -> float:
    """
    How often chance alone puts two groups of amounts at least this far apart.

    Only the order counts, never how far apart two amounts are; equal ones share a rank. Up
    to `EXACT_UP_TO` numbers every way to divide them is counted, equal ones too. Beyond, the
    normal distribution stands in, with corrections for equal ranks and for whole steps.

    Args:
        one, other: The amounts of each group, in any order and any unit.

    Returns:
        The two-sided chance, 0 to 1; 1 if a group is empty or all amounts are equal.

    Source:
        Mann and Whitney (1947); equal ranks by Lehmann (1975), "Nonparametrics", ch. 1.
    """
    ranks = _double_ranks([*one, *other])
    mine, numbers = len(one), len(ranks)
    if not one or not other:
        return 1.0
    away = abs(sum(ranks[:mine]) - mine * (numbers + 1))
    if numbers <= EXACT_UP_TO:
        far = (ways for total, ways in _ways(ranks, mine) if abs(total) >= away)
        return sum(far) / comb(numbers, mine)
    equal = sum(t**3 - t for t in Counter(ranks).values()) / (numbers * (numbers - 1))
    variance = mine * len(other) / 12 * (numbers + 1 - equal)
    if variance <= 0:
        return 1.0
    return min(1.0, erfc(max(0.0, away / 2 - 0.5) / sqrt(variance) / sqrt(2)))


def _double_ranks(amounts: Sequence[float]) -> list[int]:
    """The rank of each amount from 1, twice, so that a rank shared by two stays whole."""
    rank_of: dict[float, int] = {}
    smaller = 0
    for amount, equal in sorted(Counter(amounts).items()):
        rank_of[amount] = 2 * smaller + equal + 1
        smaller += equal
    return [rank_of[a] for a in amounts]


def _ways(double_ranks: Sequence[int], chosen: int) -> Iterator[tuple[int, int]]:
    """
    In how many ways some of the ranks add up to each sum.

    For each size a polynomial holds the ways at the power of their sum. It stands in one
    whole number, a slot a power, so that one shift and one sum add a rank to all of them:
    a hundred times faster than counting one by one.

    Yields:
        How far a sum is from the middle, in half ranks, and the ways to get it.
    """
    slot = comb(len(double_ranks), chosen).bit_length() // 8 + 1
    sums = [1] + [0] * chosen
    for rank in double_ranks:
        for size in range(chosen, 0, -1):
            sums[size] += sums[size - 1] << (8 * slot * rank)
    ways = sums[chosen].to_bytes(slot * (sum(double_ranks) + 1), "little")
    middle = chosen * (len(double_ranks) + 1)
    for total in range(len(ways) // slot):
        yield total - middle, int.from_bytes(ways[total * slot : (total + 1) * slot], "little")


def holm(chances: Sequence[float]) -> list[float]:
    """
    The chances of a whole family of tests, raised so that all of them share one risk.

    Telling only what stays at or below 0.05 keeps the risk of telling anything untrue at 5
    in 100, whatever number of tests there are, and however they hang together.

    Args:
        chances: One of each test of the family, 0 to 1, in any order.

    Returns:
        The raised ones, 0 to 1, in the same order.

    Source:
        Holm (1979), "A Simple Sequentially Rejective Multiple Test Procedure".
    """
    raised = [1.0] * len(chances)
    highest = 0.0
    for place, index in enumerate(sorted(range(len(chances)), key=lambda i: chances[i])):
        highest = max(highest, (len(chances) - place) * chances[index])
        raised[index] = min(1.0, highest)
    return raised
