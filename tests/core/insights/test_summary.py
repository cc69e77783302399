"""
The summary:
* the table of insights, my part first
* as data: the shape that is promised, and nothing else
* nothing written yet: every insight says kindly that it is too early
"""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest

from journal.core.dates.periods import Period
from journal.core.insights.registry import INSIGHTS
from journal.core.insights.summary import Summary, summarise, summary_as_data

DOCS = Path(__file__).parents[3] / "docs" / "counting.md"

READING_ORDER = "lean trigger softer need softened change".split()
"""My part, what sets it off, what is under it, what I need, what helps, what changes."""


def test_my_part_is_read_first():
    """The order of the table is the order that matters to the person."""
    ids = [row.id for row in INSIGHTS]

    assert ids[0] == READING_ORDER[0]
    assert [i for i in ids if i in READING_ORDER] == READING_ORDER
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("row", INSIGHTS, ids=lambda row: row.id)
def test_every_line_is_explained(row):
    """Under its title, on the page about counting."""
    told = row.title.lower() in DOCS.read_text(encoding="utf-8").lower()

    assert told, "docs/counting.md: give it a line in the table under “Each line”"


def test_the_plain_view_holds_what_is_no_part_of_the_loop(look, lists):
    """Body, feelings, needs, heat and check-ins; no part, no pattern, no moment, no mend."""
    shown = {row.id for row, _ in summarise(look(), lists, framed=False).results}

    assert {"body", "surface", "need", "heat_peak", "writing_effect", "checkin"} <= shown
    assert not {"lean", "pattern", "lean_by", "softened", "repair", "plan_use", "change"} & shown


def test_whatever_is_worked_out_twice_is_worked_out_once(look, lists, seventeen):
    """The same, row by row, as from a look back of which nothing was worked out yet."""
    shared = look(*seventeen)

    assert [row.look(shared, lists) for row in INSIGHTS] == [
        row.look(look(*seventeen), lists) for row in INSIGHTS
    ]


@pytest.mark.parametrize("row", INSIGHTS, ids=lambda row: row.id)
def test_with_nothing_written_each_insight_says_so_kindly(row, look, lists):
    """Under its title, one sentence: that there is nothing to count, and how many it takes."""
    result = row.look(look(), lists)

    assert row.title.strip()
    assert (result.too_early, result.findings) == (True, ())
    [sentence] = (said.you for said in result.says)
    if row.id == "plan_use":
        assert sentence.startswith("Your plan: none in these entries yet. The long entry and ")
    else:
        assert re.match(rf"{row.title}: nothing to count yet\. It takes \d", sentence)


def test_a_summary_holds_every_row_of_the_table(look, lists, page):
    """In the order of the table, with what it rests on."""
    looking = look(page(body="jaw"))
    summary = summarise(looking, lists)

    assert Summary(looking, tuple((row, row.look(looking, lists)) for row in INSIGHTS)) == summary


def test_as_data_it_has_the_promised_shape(look, lists, page):
    """Period, entries by flow, findings in the order of the table, and what is not found."""
    pages = [page(trigger=t, topic=s) for t, s in zip(
        ("went_quiet", "went_quiet", "tone"), ("money", "work", "plans"), strict=True
    )]  # fmt: skip
    looking = look(*pages, period=Period(date(2026, 1, 1), None))
    data = summary_as_data(summarise(looking, lists))

    assert list(data) == [
        *("period", "entries", "findings", "too_early", "no_pattern", "absent", "notes")
    ]
    assert data["period"] == {"since": "2026-01-01", "until": None}
    assert data["entries"] == {"full": 3}
    assert data["findings"] == [
        {
            "id": "trigger",
            "subject": "went_quiet",
            "label": "They went quiet",
            "count": 2,
            "of": 3,
            "value": None,
            "unit": None,
            "sentence": "'They went quiet' came up in 2 of 3 entries.",
            "entries": [1, 2],
        }
    ]
    assert {"id": "cue", "have": 3, "need": 5} in data["too_early"]
    assert {"id": "lean", "have": 0, "need": 3} in data["too_early"]
    assert "topic" in data["no_pattern"]
    assert data == json.loads(json.dumps(data))


def test_every_row_is_found_too_early_or_without_a_pattern(look, lists, seventeen):
    """No id is missing from the data, and none stands in two places."""
    data = summary_as_data(summarise(look(*seventeen), lists))
    found = {f["id"] for f in data["findings"]}
    early = {e["id"] for e in data["too_early"]}
    silent = set(data["no_pattern"])

    assert {row.id for row in INSIGHTS} == found | early | silent
    assert len(found) + len(early) + len(silent) == len(INSIGHTS)


def test_a_period_with_nothing_in_it_is_no_fault(look, lists, page):
    """Pages outside the period are in no count."""
    looking = look(page(body="jaw"), period=Period(None, date(2020, 1, 1)))
    data = summary_as_data(summarise(looking, lists))

    assert (data["entries"], data["findings"], data["no_pattern"]) == ({"full": 0}, [], [])
    assert data["period"] == {"since": None, "until": "2020-01-01"}
