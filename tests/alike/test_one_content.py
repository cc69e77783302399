"""
A finding has one content, whatever shows it:
* what it says beyond label and count (care, truth, limits) is in every way of showing it
* where someone froze or went along with sharp words, each way says where help is; a page, whose
  reader has no journal, names a talk alone and no command
* nobody who froze or went along is told to have stepped back, or to have fed a loop
"""

from __future__ import annotations

import json
import re

import pytest
import typer

from journal.cli.main import app
from journal.core.insights.moves import SAY_NO, SCARED
from journal.core.insights.summary import summary_as_data
from journal.core.loop.counted import cycle_as_data
from journal.core.loop.sentences import not_drawn, ways_out
from journal.report.drawing.loop_svg import loop_svg, loop_words
from journal.report.material import COUPLE, SELF, THERAPIST
from journal.report.writers.markdown import as_markdown
from journal.screen.output.loop_boxes import cycle_text
from journal.screen.output.summary_text import summary_text

ON_A_PAGE = {
    *("trigger", "body", "surface", "story", "my_moves", "softer", "need", "their_moves"),
    *("lean", "pattern", "repair", "okay_minutes", "writing_effect", "softened", "change"),
}
"""Insights whose findings stand on the page of a therapist."""

COMMAND = re.compile(rf"journal ({'|'.join(typer.main.get_command(app).commands)})\b")
TALK_ALONE = re.compile(r"\b(talk about|talk) alone\b")

SHARP = {"criticise", "get_loud", "sarcasm"}
YIELDING = {"give_in", "stuck", "over_sorry"}
BACK = {"go_quiet", "leave"}


def one_line(text):
    return " ".join(text.split())


def notes(journal, ids=None):
    """What the findings of a journal carry beyond label and count, by insight."""
    return [
        (row.id, note)
        for row, result in journal.summary.results
        if ids is None or row.id in ids
        for finding in result.findings
        for note in finding.notes
    ]


def moves(entry, theme):
    said = entry.value(theme) or ()
    return [p if isinstance(p, str) else "go_quiet" for p in said]


def froze_under_sharp_words(entry):
    """Straight from what was done, either way round."""
    mine, theirs = moves(entry, "my_moves"), moves(entry, "their_moves")

    def yields(side):
        return bool({*side} & YIELDING) or (
            0 < side.count("blank") >= sum(move in BACK for move in side)
        )

    return (SHARP & {*theirs} and yields(mine)) or (SHARP & {*mine} and yields(theirs))


@pytest.mark.parametrize("how", [{}, {"plain": True}, {"why": True}, {"why": True, "plain": True}])
def test_whatever_a_finding_carries_is_in_the_summary(journal, how):
    """With bars, in sentences, at length."""
    out = journal.text(**how)
    if "Too early to tell: " in out:
        return

    assert [(i, n.you) for i, n in notes(journal) if one_line(n.you) not in out] == []


def test_whatever_a_finding_carries_is_in_the_data(journal):
    """In its own sentence there."""
    data = summary_as_data(journal.summary)["findings"]
    told = {(f["id"], f["subject"], note) for f in data for note in [f["sentence"]]}

    for row, result in journal.summary.results:
        for f in result.findings:
            [said] = [s for i, subject, s in told if (i, subject) == (row.id, f.subject)]
            assert all(note.you.rstrip(".") in said for note in f.notes)


@pytest.mark.parametrize("reader", [THERAPIST, SELF, COUPLE])
def test_whatever_a_finding_carries_is_on_the_page(journal, reader):
    """Of all that stands on it; freezing is left out where that is not ticked, as for a couple."""
    page = one_line(journal.page(reader))
    ids = ON_A_PAGE - ({"their_moves", "pattern", "story", "softer"} if reader == COUPLE else set())
    hidden = SCARED if reader == COUPLE else ()
    carried = [n for i, n in notes(journal, ids) if n not in hidden and "saying no" not in n.you]

    assert [n.mine for n in carried if one_line(n.mine) not in page] == []


def test_the_written_page_has_all_words_of_the_page(journal):
    """Where help is stands in the file as in the values."""
    report = journal.report(THERAPIST)
    if report is not None:
        written, page = one_line(as_markdown(report)), one_line(journal.page(THERAPIST))
        for note in (*SCARED, SAY_NO):
            assert written.count(note.mine) == page.count(note.mine)


@pytest.mark.parametrize("reader", [THERAPIST, SELF, COUPLE])
def test_no_page_names_a_command(journal, reader):
    """Whoever reads one cannot type it; nor does a picture of the loop, which is shown around."""
    report = journal.report(reader)
    written = as_markdown(report) if report is not None else ""
    drawn = loop_svg(journal.cycle) if journal.cycle.is_seen else ""

    assert COMMAND.findall(written + journal.page(reader) + drawn) == []


def test_whatever_a_step_carries_is_in_each_way_of_drawing(journal):
    """Boxes, list, data, picture, its words; and all there is of a way out."""
    cycle = journal.cycle
    if not cycle.is_seen:
        return
    boxes, listed = (one_line(cycle_text(cycle, plain=plain)) for plain in (False, True))
    data = json.dumps(cycle_as_data(cycle), ensure_ascii=False)
    words, svg = one_line(" ".join(loop_words(cycle))), loop_svg(cycle)

    for note in cycle.notes:
        assert all(one_line(note.you) in out for out in (boxes, listed, data))
        assert one_line(note.mine) in words
    assert " ".join(cycle.more) in listed
    assert all(half in boxes for half in cycle.more)
    for said in ways_out(cycle.way_out):
        assert all(one_line(said) in out for out in (boxes, listed))
    assert len(TALK_ALONE.findall(one_line(svg))) >= len(TALK_ALONE.findall(words))


def test_whoever_may_have_been_scared_is_told_where_help_is_everywhere(journal):
    """Worked out here from the moves alone, whatever the lean, the pattern, the overruling."""
    counted = [c.entry for c in journal.looking.conflicts if c.entry.argument_care is None]
    if not any(map(froze_under_sharp_words, counted)):
        return
    cycle = journal.cycle
    drawn = cycle_text(cycle, plain=False) if cycle.is_seen else ""
    shown = [drawn or not_drawn(cycle, journal.looking, filtered=False)]
    if len(counted) >= 3:
        shown += [journal.text(), journal.text(plain=True), journal.text(why=True)]
        shown += [json.dumps(summary_as_data(journal.summary))]
        assert TALK_ALONE.search(journal.page(THERAPIST))

    assert all("journal support" in out for out in shown)


def test_nobody_froze_or_gave_in_the_more(journal):
    """The line that goes round tells of pressing and stepping back alone."""
    round_it_goes = " ".join(journal.cycle.more)

    assert "froze" not in round_it_goes
    assert "gave in" not in round_it_goes
    assert "blank" not in round_it_goes


def test_who_only_froze_or_gave_in_never_stepped_back(journal):
    """In no way of showing is stepping back told of entries that hold none of it."""
    mine = [moves(c.entry, "my_moves") for c in journal.looking.conflicts]
    overruled = any(c.entry.lean_overruled for c in journal.looking.conflicts)
    if overruled or any({*m} & BACK for m in mine):
        return
    told = {f.label for row, r in journal.summary.results if row.id == "lean" for f in r.findings}

    assert "Stepped back" not in told
    assert "I stepped back" not in journal.text() + journal.page(THERAPIST)


@pytest.mark.parametrize("how", [{}, {"plain": True}, {"why": True}, {"why": True, "plain": True}])
def test_where_help_is_stands_on_lines_of_its_own(journal, how):
    """Before the counts of its section, once: nobody has to look for it between numbers."""
    lines = summary_text(journal.summary, **{"why": False, **how}).splitlines()
    helps = {n.you for _, r in journal.summary.results for n in r.notes if "support" in n.you}
    if len(journal.looking.conflicts) < 3:
        return
    start = lines.index("Your part") + 1 if helps else 0
    text = " ".join(" ".join(lines[start:]).split())

    while helps:
        [first] = [said for said in helps if text.startswith(said)]
        helps.remove(first)
        text = text.removeprefix(first).strip()
        assert first not in text


def test_every_part_has_a_row_of_its_own(journal):
    """None hides behind a "+1": care that is told of it would belong to nothing."""
    rows = summary_text(journal.summary, why=False, plain=False).splitlines()
    for row, result in journal.summary.results:
        for finding in result.findings if row.id == "lean" else ():
            count = re.compile(rf" {finding.count} of {finding.of}\b(?! \+)")
            assert [r for r in rows if one_line(finding.label) in r and count.search(r)], (
                finding.label
            )


def test_no_care_says_a_word_twice():
    """Each stands alone, as filled in."""
    for note in (*SCARED, SAY_NO):
        for said in (note.you, note.me):
            assert len(re.findall(r"\bscared\b", said)) <= 1, said
