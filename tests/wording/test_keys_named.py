"""
Keys that are named are there:
* what both ways of reading show names none that only a screen has, and says no "any key"
* line by line, only what can be typed as a line is named; on a screen, only its keys
"""

from __future__ import annotations

import re

import pytest

SCREEN_ONLY = re.compile(
    r"\b(Shift-Tab|Tab|F[1-9]:|Esc|Space ticks|Space:|PgDn|PgUp|Ctrl-E)"
    r"|[↓↑←] |[Aa]ny key|[Oo]ne key"
)
LINES_ONLY = re.compile(r"Type (a )?number|Type a line|: back\.|-: |<: |\+ after the numbers")

OF_A_SCREEN = "screen/interactive/"
OF_LINES = "screen/line_by_line/"
DRAWN = ("screen/", "report/drawing/", "cli/completion")
"""Drawings, and what is said of the keys of a shell."""

EDITOR = "Opens with Ctrl-E in a longer answer; not when you are asked line by line."
"""What the settings say of the editor; it names the way that has the key."""


def test_what_both_ways_show(everything):
    """Questions, hints, pages, errors and help."""
    shared = [x for x in everything if not x.where.startswith(DRAWN) and x.text != EDITOR]

    assert [x for x in shared if SCREEN_ONLY.search(x.text)] == []


def test_line_by_line(program):
    """No key that is pressed without Enter is named there."""
    told = [x for x in program if x.where.startswith(OF_LINES)]

    assert told
    assert [x for x in told if SCREEN_ONLY.search(x.text)] == []


def test_on_a_screen(program):
    """No word or sign that is typed as a line."""
    told = [x for x in program if x.where.startswith(OF_A_SCREEN)]

    assert told
    assert [x for x in told if LINES_ONLY.search(x.text)] == []


@pytest.mark.parametrize(
    "name", ["Tab: skip", "F1: help lines", "One key. You can skip it.", "Any key moves on."]
)
def test_the_rule_finds_them(name):
    """The rule itself is no blind one."""
    assert SCREEN_ONLY.search(name)
