"""
Pages to read on terminals of any size:
* every line of the words and of the choices can be scrolled to, and back
* what is seen at once fits
"""

from __future__ import annotations

import itertools

import pytest

from journal.screen.simple import part_of_page


@pytest.mark.parametrize("rows", [4, 5, 6, 10, 24])
def test_every_line_can_be_seen(rows):
    """Whatever there is of words and choices."""
    for words, choices in itertools.product(range(1, 30), range(1, 16)):
        body = [("", f"word {n}") for n in range(words)]
        bottom = [("", f"choice {n}") for n in range(choices)]
        seen, first = set(), 0
        for step in [0] + [1] * 60:
            first, part = part_of_page(body, bottom, first + step, rows)
            assert len(part) < rows
            seen |= set(part)
        assert {*body, *bottom} <= seen, (words, choices)
        for _ in range(60):
            first, part = part_of_page(body, bottom, first - 1, rows)
        assert (first, part[0]) == (0, body[0])
