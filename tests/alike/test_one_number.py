"""
What bears one name is one number, whatever shows it:
* each choice as counted straight from the entries, an own word that equals a packaged one as that
* the rows of the summary, the steps of the loop, the tables of the page, the data
* how often it got sharp, how often someone froze, how often there was a soft moment: as many as
  the entries that say so of themselves
* how soft moments ended, in the loop as in the summary
"""

from __future__ import annotations

import re

import pytest
from made_up import PROMPTS

from journal.core.flows.themes import LIST_OF
from journal.core.insights.registry import SECTIONS
from journal.core.insights.summary import summary_as_data
from journal.core.loop.counted import cycle_as_data
from journal.core.loop.one_entry import how_it_went
from journal.core.model import Other, picks
from journal.report.document import Table
from journal.report.material import COUPLE, THERAPIST
from journal.screen.output.summary_text import summary_text

CHOICES = (
    "trigger topic body surface softer story need ending my_moves their_moves".split()
)  # fmt: skip
SHORT = {"followup", "checkin", "caught", "note"}


def label(pick, theme):
    """What a pick is shown as: an own word that equals a packaged one as that one."""
    labels = {w.label.casefold(): w.label for w in PROMPTS.lists[LIST_OF[theme]].words.values()}
    if isinstance(pick, Other):
        folded = " ".join(pick.text.split()).casefold()
        return labels.get(folded, folded)
    word = PROMPTS.lists[LIST_OF[theme]].words.get(pick)
    return word.label if word else None


def straight(journal, theme):
    """By label, in how many entries it was named; counted from what was written."""
    counted = {}
    for conflict in journal.looking.conflicts:
        if conflict.entry.argument_care is not None and theme not in ("body", "surface", "need"):
            continue
        written = next(e for e in journal.entries if e.uid == conflict.entry.uid)
        for name in {label(p, theme) for p in picks(written.value(theme))} - {None}:
            counted[name] = counted.get(name, 0) + 1
    return counted


def same(name, count, counted):
    return counted.get(name, counted.get(name.casefold())) == count


def rows(journal):
    """From the summary as text: the title of each row, its items and counts."""
    heads = {s.title: s.rows[0].id for s in SECTIONS}
    titles = {row.title: row.id for s in SECTIONS for row in s.rows}
    told, section = [], ""
    for line in summary_text(journal.summary, why=False).splitlines():
        section = heads.get(line, section)
        if bar := re.fullmatch(r"  (.+?) +[█░]+ +(\d+) of (\d+)(?: \+\d+)?", line):
            told.append((section, bar[1], int(bar[2])))
        title = line[2:24].strip()
        if line[:2] == "  " and titles.get(title) in CHOICES and line[24:26] == "  ":
            for item in re.sub(r" \+\d+$", "", line[26:]).split(" · "):
                name, count = re.fullmatch(r"(.+?) (\d+)(?: of \d+)?", item).groups()
                told.append((titles[title], name, int(count)))
    return [one for one in told if one[0] in CHOICES]


def test_the_data_is_what_was_written(journal):
    """Each finding of a choice has the count of the entries that name it."""
    for f in summary_as_data(journal.summary)["findings"]:
        if f["id"] in CHOICES:
            assert same(f["label"], f["count"], straight(journal, f["id"])), f


def test_the_rows_of_the_summary_are_what_was_written(journal):
    """Bars and lists alike."""
    for insight, name, count in rows(journal):
        assert same(name, count, straight(journal, insight)), (insight, name, count)


def test_the_steps_of_the_loop_are_those_of_the_summary(journal):
    """Where no entry is left out; else it says of how many it tells."""
    cycle = journal.cycle
    for step in cycle_as_data(cycle)["stations"]:
        counted = straight(journal, step["theme"])
        assert step["of"] <= cycle.of
        if cycle.of == cycle.out_of:
            assert same(step["label"], step["count"], counted), step
        else:
            assert step["count"] <= counted[step["label"]]
            assert cycle_as_data(cycle)["of"] < cycle_as_data(cycle)["out_of"]


def test_the_tables_of_the_page_are_those_of_the_data(journal):
    """What I did, what I saw, my part, the two of us: each name with its one number."""
    report = journal.report(THERAPIST)
    data = summary_as_data(journal.summary)["findings"]
    named = {"I did": "my_moves", "I saw": "their_moves", "My part": "lean"}
    named["The two of us"] = "pattern"
    for section in report.sections if report else ():
        for block in section.blocks:
            if isinstance(block, Table):
                for name, *cells in block.rows:
                    if name in named:
                        told = " · ".join(
                            f"{f['label']} {f['count']}" for f in data if f["id"] == named[name]
                        )
                        assert cells[0].split(" (of ")[0] == told


@pytest.mark.parametrize("reader", [THERAPIST, COUPLE])
def test_the_two_rows_of_the_page_are_the_parts_of_the_data(journal, reader):
    """By the same name and number; nobody reached there who was only sharp."""
    report = journal.report(reader)
    data = [f for f in summary_as_data(journal.summary)["findings"] if f["id"] == "lean"]
    parts = {f["sentence"].split("you ")[1].split(".")[0].split(" in ")[0]: f for f in data}
    for section in report.sections if report else ():
        for block in section.blocks:
            for row in block.rows if isinstance(block, Table) else ():
                if found := re.fullmatch(r"When I (.+) \((\d+)\)", row[0]):
                    assert parts[found[1]]["count"] == int(found[2])


def said_of_themselves(journal):
    """What each counted entry says of itself, in `show`."""
    for conflict in journal.looking.conflicts:
        written = next(e for e in journal.entries if e.uid == conflict.entry.uid)
        yield " ".join(how_it_went(written, PROMPTS.flow(written.flow)))


SHARP = r"Some of it came out sharp|it mostly came out sharp|It came out sharp"
SOFT = r"softened or stayed|something steadier|you stayed with it"


def noted(journal, insight, pattern):
    return sum(
        int(found[1])
        for row, result in journal.summary.results
        if row.id == insight
        for f in result.findings
        for note in f.notes
        if (found := re.search(pattern, note.you))
    )


def test_sharp_is_as_often_as_the_entries_say(journal):
    """Told of each part; together as many as say so of themselves."""
    if not any(r.findings for row, r in journal.summary.results if row.id == "lean"):
        return
    say_so = sum(bool(re.search(SHARP, said)) for said in said_of_themselves(journal))

    assert noted(journal, "lean", r"(\d+) got sharp") == say_so
    assert sum(map(int, re.findall(r"(\d+) got sharp", journal.text()))) == say_so


@pytest.mark.parametrize(
    ("insight", "subject", "says"),
    [
        ("softened", "softened", SOFT),
        ("lean", "froze", r"mostly (froze|went along)|You (froze|went along) [a-z ]*at first"),
    ],
)
def test_each_is_as_often_as_the_entries_say(journal, insight, subject, says):
    """Entries whose lean the person put otherwise say that instead, and are left aside."""
    result = next(r for row, r in journal.summary.results if row.id == insight)
    if result.too_early or any(c.entry.lean_overruled for c in journal.looking.conflicts):
        return
    count = sum(f.count for f in result.findings if f.subject == subject)

    assert count == sum(bool(re.search(says, said)) for said in said_of_themselves(journal))


def test_soft_moments_and_their_ends_are_one_number(journal):
    """In the loop as in the summary and on the page."""
    soft = [f for f in summary_as_data(journal.summary)["findings"] if f["id"] == "softened"]
    out = cycle_as_data(journal.cycle)["way_out"]

    assert out["count"] == sum(f["count"] for f in soft)
    assert [f["sentence"] for f in soft] in ([], [out["sentence"]])
    for end in out["endings"]:
        told = f"'{end['label']}' {end['count']}"
        assert told in out["sentence"]
        assert told in journal.page(THERAPIST)


def test_what_is_written_is_counted_alike(journal):
    """The head of the page and what is said where there is too little."""
    counted = {}
    for entry in journal.entries:
        if not entry.is_apart:
            counted[entry.flow] = counted.get(entry.flow, 0) + 1

    assert {k: v for k, v in journal.looking.entries.items() if v} == counted
