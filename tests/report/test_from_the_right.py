"""
Own words and texts from right to left, among our words and counts:
* in every view each stands isolated: on the terminal, line by line, in Markdown, HTML and PDF
* in the data (JSON, CSV) and in what is kept there are no marks of ours
"""

from __future__ import annotations

import json
import re
from copy import deepcopy

import pytest

from journal.core.entries.one_line import in_short
from journal.core.entries.plan import plan_of
from journal.core.entries.rendering import read_again
from journal.core.insights.summary import summary_as_data
from journal.core.loop.counted import cycle_as_data, draw_cycle
from journal.core.text import isolated, unisolated, visible
from journal.exchange.csv_export import as_table
from journal.report.builder import report_of
from journal.report.material import READERS, Typed
from journal.report.writers import pdf
from journal.report.writers.html import as_html
from journal.report.writers.markdown import as_markdown
from journal.screen.choice_rows import OWN_HEADING
from journal.screen.interactive.list_view import _row
from journal.screen.layout import Head
from journal.screen.line_by_line.person import _list
from journal.screen.list_model import ListPage, Picker, Row
from journal.screen.output.entry_text import entry_text, list_text
from journal.screen.output.loop_boxes import cycle_text
from journal.screen.output.search_results import found_text, marked
from journal.screen.output.summary_text import summary_text

WORD = "שתיקה 7 ימים"
RIGHT = re.compile("[\u0590-\u05ff]")
ISOLATED = re.compile("\u2068[^\u2068\u2069\n]*\u2069|<bdi>[^<]*</bdi>")


@pytest.fixture
def typed(example, prompts):
    """The example, with one text wherever something can be typed."""
    example = deepcopy(example)
    for one in example:
        for question in prompts.flow(one["flow"]).questions:
            own = {"other": WORD}
            if question.kind == "text":
                one["answers"][question.id] = f"{WORD}\n{WORD}."
            elif question.takes_own:
                one["answers"][question.id] = [own] if question.kind == "many" else own
    note = {"flow": "note", "happened_at": "2026-11-13T20:00:00+01:00", "answers": {"text": WORD}}
    return [*example, note]


def views(material, entries, prompts, typed):
    """Every way of showing it, by name; with at least one of the words in each."""
    found = entries(typed)
    m = material(typed, typed=Typed(WORD, WORD, WORD), picked=(3,))
    cycle = draw_cycle(m.looking, m.lists)
    flow = prompts.flow("full")
    plan = next(p for e in found[::-1] if (p := plan_of(e, prompts.known_flow(e.flow))))
    made = {
        "summary": summary_text(m.summary, why=False),
        "summary --why": summary_text(m.summary, why=True),
        "summary --plain": summary_text(m.summary, why=False, plain=True),
        "cycle": cycle_text(cycle, plain=False),
        "cycle --plain": cycle_text(cycle, plain=True),
        "list": list_text("", [(e, WORD, in_short(e, prompts.known_flow)) for e in found]),
        "search": found_text([(found[0], f"{WORD}\n\x02{WORD}\x03 {WORD}")]),
        "plan": plan.sentence(),
        "show": entry_text(found[0], WORD, read_again(found[0], flow), []),
    }
    for reader in READERS:
        report = report_of(material(typed, reader=reader, typed=Typed(WORD, WORD, WORD)))
        made[f"Markdown, {reader}"] = as_markdown(report).replace("&nbsp;", " ")
        made[f"HTML, {reader}"] = as_html(report)
        data = json.dumps(pdf.template_data(report, "a4"), ensure_ascii=False).replace("\\n", "\n")
        made[f"PDF, {reader}"] = data
    return made


def test_it_stands_isolated_in_every_view(material, entries, prompts, typed, monkeypatch, capsys):
    """Nothing of it is left if what is isolated is taken away."""
    for columns in ("40", "80", "200"):
        monkeypatch.setenv("COLUMNS", columns)
        shown = views(material, entries, prompts, typed)
        rows = [Row("own_0", WORD, heading=OWN_HEADING)]
        _list(rows, {}, None)
        shown["choices, line by line"] = capsys.readouterr().out
        picker = Picker(ListPage(rows, Head((0, 0), (), "?")))
        shown["choices"] = _row(picker, rows[0], True, 20, int(columns))[0][1]
        for name, view in shown.items():
            assert RIGHT.search(view), name
            assert not RIGHT.search(ISOLATED.sub("", view)), (columns, name)


def test_the_data_has_no_marks_of_ours(material, entries, typed):
    """JSON of the summary and the cycle, CSV, and a piece that was found."""
    m = material(typed)
    told = json.dumps([summary_as_data(m.summary), cycle_as_data(draw_cycle(m.looking, m.lists))])
    told += "".join(as_table(entries(typed), ["trigger", "facts"])) + marked(f"\x02{WORD}\x03")

    assert "\\u05e9" in told
    assert not re.search("\u2068|\u2069|\\\\u2068|\\\\u2069", told)


@pytest.mark.parametrize(
    "text", [WORD, f"{WORD}\n\nend\n{WORD}", "שלום \u2068a\u2069 \u202e", "של\u2069ום"]
)
def test_isolated_twice_is_isolated_once(text):
    """And what was typed gets out of it in no way."""
    assert isolated(isolated(text)) == isolated(text) == visible(isolated(text))
    assert not RIGHT.search(ISOLATED.sub("", isolated(text)))
    assert isolated("a \u2068b") == visible("a \u2068b") == "a <U+2068>b"
    assert unisolated(isolated(WORD)) == WORD
