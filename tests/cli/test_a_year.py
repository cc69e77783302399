"""
A year of entries, looked back on:
* the summary fits two screens, in the order that matters, each section ends in the question
* what is measured has a track and no bar; what compares is told in words
* without drawing: every sentence; narrow: no line too long
* `--why` has every sentence, whatever made it, and who tried to mend
* what a person of this year is to find is found
"""

from __future__ import annotations

import re

import a_year
import pytest
import wcwidth

from journal.core.dates.periods import Period
from journal.core.insights import registry
from journal.core.insights.conflicts import look_back
from journal.core.insights.summary import summarise, summary_as_data
from journal.local.prompts.loader import Prompts
from journal.store import open_store

QUESTION = "Does this fit? What is missing?"
SECTIONS = tuple(section.title for section in registry.SECTIONS)
MEASURES = (
    *("The worst point", "How long it stays hot", "Time to okay"),
    *("Close", "Safe to speak", "On guard", "Alone together", "Hope"),
)


def parts(out):
    """The lines of each section, by its heading."""
    told: dict[str, list[str]] = {}
    for line in out.splitlines()[1:]:
        if line in SECTIONS:
            told[line] = []
        elif told and line.startswith(" "):
            told[list(told)[-1]].append(line)
    return told


def test_the_year_is_the_same_at_every_run_and_has_a_life_in_it():
    """Every kind of entry, words of one's own, no two at one moment, nothing of tomorrow."""
    told = a_year.entries()

    assert told == a_year.entries()
    assert {e["flow"] for e in told} == {"full", "quick", "followup", "caught", "checkin", "note"}
    assert len({e["uid"] for e in told}) == len(told) > 100
    assert {e["happened_at"][:4] for e in told} == {str(a_year.YEAR)}


def test_it_fits_two_screens(run, year):
    """Of 24 lines and 80 columns, though everything is found."""
    lines = run("summary").out.splitlines()

    assert len(lines) <= 2 * 24, "a new line takes the place of one in core/insights/registry.py"
    assert max(map(wcwidth.wcswidth, lines)) <= 80
    assert "oo early" not in "".join(lines)


def test_it_reads_in_the_order_that_matters(run, year):
    """My part first; at the end, once, the question."""
    out = run("summary").out

    assert tuple(parts(out)) == SECTIONS
    assert out.count(QUESTION) == 1
    assert out.splitlines()[-1].startswith(QUESTION)


def test_what_is_measured_has_a_track_and_no_bar(run, year):
    """How it went over time, and where it mostly was; it grew cooler and was mended sooner."""
    lines = run("summary").out.splitlines()
    tracks = {
        name: re.search("[▁-█]{6,}", line)[0]
        for name in MEASURES
        for line in lines
        if re.match(rf"  {name}( \(\d+\))? .*[▁-▇]", line)
    }

    assert tuple(tracks) == MEASURES
    assert not [line for line in lines if "░" not in line and "█" * 20 in line]
    assert tracks["The worst point"][0] > tracks["The worst point"][-1]
    assert tracks["Time to okay"][0] > tracks["Time to okay"][-1]
    assert tracks["Hope"][0] < tracks["Hope"][-1]


def test_what_a_person_of_this_year_is_to_find(run, year):
    """Pressing, but with the parents; cooler, shorter, softer; nothing that is not there."""
    found = run("summary", "--format", "json").data["findings"]
    first = {f["id"]: f["subject"] for f in reversed(found)}

    assert first["lean"] == "toward"
    assert first["pattern"] == "pressed_back"
    assert [f["subject"] for f in found if f["id"] == "lean_by"] == ["family>away"]
    assert [f["subject"] for f in found if f["id"] == "change"] == [
        "heat_peak",
        "hot_minutes",
        "softened",
    ]


def test_without_drawing_every_sentence_is_told(run, year):
    """For screen readers: no bar, no track, the question at the end."""
    out = run("summary", "--plain").out

    assert not re.search("[▁-█░]", out)
    assert out.count(f"\n{QUESTION}\n") == 1
    told = " ".join(out.split())
    for f in run("summary", "--format", "json").data["findings"]:
        if f["id"] in ("pattern", "lean_by", "checkin", "change"):
            assert f["sentence"].split(" A difference")[0] in told
    run("settings", "plain", "on")
    assert run("summary").out == out


@pytest.mark.parametrize("columns", [40, 60, 200])
def test_no_line_is_too_long(run, year, columns):
    """Whatever the width; never wider than a tired eye can read."""
    for options in ((), ("--why",), ("--plain",)):
        lines = run("summary", *options, COLUMNS=str(columns)).out.splitlines()

        assert max(map(wcwidth.wcswidth, lines)) <= min(columns, 88)


def test_narrow_labels_are_whole_and_bars_differ(run, year):
    """A label stands above its bar; where counts are more than a column apart, bars differ."""
    out = run("summary", COLUMNS="40").out
    bars = re.findall(r"^    (█+)(░*) +(\d+) of (\d+)", out, re.MULTILINE)

    assert "…" not in out
    assert "  Pressed or reached\n    █" in out
    assert len({len(full + rest) for full, rest, _, _ in bars}) == 1
    for full, rest, k, n in bars:
        for other, _, k2, n2 in bars:
            apart = (int(k) / int(n) - int(k2) / int(n2)) * len(full + rest)
            assert apart <= 1 or len(full) > len(other)


def test_why_shows_what_each_line_rests_on(run, year):
    """The numbers of every finding, those of who tried to mend as well."""
    out = " ".join(run("summary", "--why").out.split())

    for f in run("summary", "--format", "json").data["findings"]:
        bar = rf"{re.escape(f['label'])} +[█░]+ +{f['count']} of {f['of']} "
        lead = f"{re.escape(f['label'])}: " if f["unit"] else bar
        assert re.search(f"{lead}entries {', '.join(map(str, f['entries']))}", out)
    assert re.search(r"A mend was tried .*Both of us [█░]+ +19 of 39 entries \d+", out)


def test_the_plain_view_has_no_word_of_the_loop(run, year, home):
    """No part, no pattern, no soft moment; feelings, body, heat and needs stay."""
    run("settings", "view", "plain")
    out = run("summary").out

    assert "What you felt, and the need" in out
    told = re.search("Your part|under it|ressed|tepped back|oftened|sets it off", out)
    assert not told, "core/insights/registry.py: frame the row, or give its section a plain_title"
    assert {"Unheard", "Tight chest", "To matter", "The worst point"} <= {
        word for word in ("Unheard", "Tight chest", "To matter", "The worst point") if word in out
    }


def test_free_texts_are_not_needed_to_count(year):
    """The summary is read without them, and says the same as with them."""
    with open_store(year / "journal.db") as store:
        prompts = Prompts()
        whole, counted = (
            summarise(
                look_back(store.entries(typed=t), prompts.counts(), Period(), prompts.lists),
                prompts.lists,
            )
            for t in (True, False)
        )

    assert summary_as_data(counted) == summary_as_data(whole)
    assert [r.says for _, r in counted.results] == [r.says for _, r in whole.results]
    assert [r.beside for _, r in counted.results] == [r.beside for _, r in whole.results]
