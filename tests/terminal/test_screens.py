"""
Every page of a reflection as it looks, in `screens/`: to be read as a story.

A page that changed on purpose is recorded anew with:  RECORD_SCREENS=1 pytest tests/terminal
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
import wcwidth

pytestmark = pytest.mark.slow

SCREENS = Path(__file__).parent / "screens"
RECORD = "RECORD_SCREENS=1 python -m pytest -m slow tests/terminal/test_screens.py"
"""Records the pages anew, to be looked at before they are kept."""

QUICK = (
    ("How strong is the upset", "9<enter>"),
    ("Was anyone hit", "<down><enter>"),
    ("What is your body doing right now?", "<down><down><enter>"),
    ("Which feeling is loudest right now?", "<down><enter>"),
    ("What have you done so far?", "<space><down><down><space><enter>"),
    ("What would help you most in the next hour?", "<down><enter>"),
    ("When would you like to look at this again?", "<tab>"),
    ("The phone in another room can help.", "<enter>"),
)

FULL = (
    ("How strong is the upset", "7<enter>"),
    ("Was anyone hit", "<down><enter>"),
    ("What was the moment it turned", "quiet<enter>"),
    ("1 What a camera saw", "1"),
    ("What would a camera have seen", "The sink, twice.<enter>"),
    ("What did your body do first?", "<tick chest><enter>"),
    ("Which feelings were loudest", "<tick unheard><enter>"),
    ("1 What that was like inside", "<enter>"),
    ("In that second", "?"),
    ("What did you do next?", "<tick again><tick shut><enter>"),
    ("Which came first?", "<down><enter>"),
    ("Did you choose that", "<f2>"),
    ("What did you do next?", "<enter>"),
    ("Which came first?", "<down><enter>"),
    ("Did you choose that", "<down><enter>"),
    ("What you hoped for", "<enter>"),
    ("see or hear them do?", "<tick quiet><enter>"),
    ("Now back to you.", "<tick alone><enter>"),
    ("1 What you were afraid of", "<enter>"),
    ("What did you most need right then?", "something else<enter><enter>"),
    ("In your own words:", "a quiet cup<enter>"),
    ("Keep “a quiet cup” as a word of your own for next time?", "n"),
    ("1 One soft line", "<enter>"),
    ("Three slow breaths", "<enter>"),
    ("A little more, if you like:", "<enter>"),
    ("How did it end", "pause<enter>"),
    ("About how long did the hot part last?", "1h<enter>"),
    ("Three quick facts", "<enter>"),
    ("Did anyone try to mend it", "<tab>"),
    ("What loop do they see?", "keep<enter>"),
    ("One small plan", "<enter>"),
    ("Does that fit?", "<down><enter>"),
    ("How strong is the upset now?", "4<enter>"),
    ("bring this one to therapy?", "<tab>"),
    ("Saved.", "<enter>"),
)


@pytest.mark.parametrize(
    ("name", "arguments", "story", "columns", "rows"),
    [
        ("quick-80", ["--quick"], QUICK, 80, 24),
        ("full-80", [], FULL, 80, 24),
        ("full-40", [], FULL, 40, 24),
        ("full-200", [], FULL, 200, 50),
    ],
)
def test_page_by_page(house, name, arguments, story, columns, rows):
    """Each page looks as it is recorded, and no line is wider than the terminal."""
    term = house.start("reflect", *arguments, columns=columns, rows=rows)
    pages = []
    for asked, keys in story:
        page = term.wait(asked).settle().text()
        pages.append(f"{page}\n\n> {keys}\n")
        term.go(keys)

    assert term.close() == 0
    told = f"\n{'=' * 40}\n\n".join(pages)
    file = SCREENS / f"{name}.txt"
    if os.environ.get("RECORD_SCREENS"):
        file.write_text(told, encoding="utf-8")
    assert told == file.read_text(encoding="utf-8"), RECORD
    assert max(wcwidth.wcswidth(line) for page in term.seen for line in page.split("\n")) <= columns


LINE_BY_LINE = (
    ("How strong is the upset", "7"),
    ("Was anyone hit", "1"),
    ("What was the moment it turned", "? 1"),
    ("Type a number", "1"),
    ("A little more", "1"),
    ("What would a camera have seen", "The sink, twice."),
    ("What did your body do first?", "2 8"),
    ("Which feelings were loudest", "3"),
    ("In that second", "?"),
    ("What did you do next?", "1 12"),
    ("Which came first?", "1"),
    ("Did you choose that", "<"),
    ("What did you do next?", ""),
    ("Which came first?", "1"),
    ("Did you choose that", "1"),
    ("A little more", ""),
    ("see or hear them do?", "11"),
    ("Now back to you.", "1"),
    ("A little more", ""),
    ("What did you most need right then?", ""),
    ("A little more", ""),
    ("Three slow breaths", ""),
    ("A little more", ""),
    ("How did it end", "1"),
    ("About how long did the hot part last?", "soon"),
    ("That does not fit here.", "1h"),
    ("three quick facts", ""),
    ("Did anyone try to mend it", ""),
    ("What loop do they see?", "1"),
    ("One small plan".lower(), ""),
    ("Does that fit?", "1"),
    ("How strong is the upset now?", "4"),
    ("bring this one to therapy?", ""),
)


def test_line_by_line(house):
    """The same page without a screen, as a screen reader or a log would have it."""
    term = house.start("reflect", "--plain", columns=80, rows=600)
    for asked, typed in LINE_BY_LINE:
        term.wait_after(asked).send(f"{typed}<enter>")

    assert term.close() == 0
    file = SCREENS / "full-plain.txt"
    told = f"{term.text()}\n"
    if os.environ.get("RECORD_SCREENS"):
        file.write_text(told, encoding="utf-8")
    assert told == file.read_text(encoding="utf-8"), RECORD


def test_the_readme_shows_a_page_as_it_is():
    """The first page that it shows is the recorded one, line by line."""
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    shown = re.findall(r"^```\n(  3 of 13\n.+?)\n```$", readme, re.MULTILINE | re.DOTALL)
    pages = (SCREENS / "full-80.txt").read_text(encoding="utf-8").split("=" * 40)

    known = {p.partition("\n\n> ")[0].strip() for p in pages}
    assert [s.strip() in known for s in shown] == [True], "README: the page of screens/full-80.txt"


@pytest.mark.parametrize("env", [{}, {"NO_COLOR": "1"}])
def test_no_colour_is_needed(house, env):
    """Only weight is used, so it fits any background and says nothing by colour."""
    term = house.start("reflect", "--quick", **env)
    for asked, keys in QUICK:
        term.wait(asked).go(keys)
    assert term.close() == 0
    styles = {n for s in re.findall(rb"\x1b\[([\d;]*)m", term.bytes) for n in s.split(b";")}

    assert styles <= {b"", b"0", b"1", b"2", b"3", b"4", b"39", b"49"}
