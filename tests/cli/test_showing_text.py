"""
Whatever is typed is stored as typed and shown harmlessly:
* terminal escapes, controls, directions and Rich markup, in every place that takes text
* nothing of it steers a terminal, in no view; all of it is still there as data
"""

from __future__ import annotations

import json
import re

import pytest

from journal.core.flows.flow import Question
from journal.core.text import unisolated, visible
from journal.local.prompts.loader import Prompts

pytestmark = pytest.mark.slow

STEERING = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
"""Every control character but the line break, and what turns the direction of text."""

JSON = ("--format", "json")

TEXTS = {
    "colours": "\x1b[31mred\x1b[0m and \x1b[2J\x1b[Hgone",
    "a title and a link": "\x1b]0;title\x07 \x1b]8;;http://x.example\x1b\\link\x1b]8;;\x1b\\",
    "the clipboard": "\x1b]52;c;cm0gLXJmIH4K\x07",
    "a question to the terminal": "\x1b[6n\x1bP+q544e\x1b\\\x05",
    "controls": "a\x01b\x07c\x08d\x0be\x0cf\x0eg\x1ah\x1fi\x7fj",
    "eight bit controls": "a\x84b\x85c\x90d\x9be31mf\x9dg",
    "carriage returns": "what was\rshown\r\nand then",
    "line breaks": "one\ntwo\n\nthree",
    "tabs": "one\ttwo\t\tthree",
    "line separators": "one\u2028two\u2029three",
    "markup": "[bold]not bold[/bold] [/] [red][/red] [link=http://x.example]x[/link]",
    "markup that is broken": "[/] [[/ ]] \\[bold] [bold",
    "an emoji by its name": ":smile: :warning:",
    "another direction": "evil\u202egnp.exe \u202a\u202b\u202c\u202d \u2066\u2067\u2068\u2069",
    "right to left": "שלום עולם, مرحبا بالعالم",
    "an emoji family": "👩‍👩‍👧‍👦 🏳️‍🌈 🇬🇧 👍🏽",
    "combining marks": "Z̸̢̛a̴l̵g̶o̷ é Å",
    "wide": "喧嘩のあと、黙った。",
    "no blank": "x" * 10_000,
    "no blank and wide": "喧" * 3_000,
    "quotes": "\"'`\\ {} %s %(x)s $HOME `id` ; DROP TABLE entries; --",
    "blanks around": "  two before, three after   ",
    "last characters": "\ufffd\uffff\U0010ffff\ue000\u200b\ufeff",
}


def typed_fields():
    """Every question that takes text, with the flow it stands in."""
    prompts = Prompts()
    return [
        (flow, question)
        for flow in prompts.flow_names()
        for question in prompts.flow(flow).questions
        if question.kind in ("text", "tags") or question.takes_own
    ]


def answer_with(question: Question, text: str):
    """An answer to a question that holds a text."""
    if question.kind in ("text", "tags"):
        return text if question.kind == "text" else [text]
    return [{"other": text}] if question.kind == "many" else {"other": text}


def pages_with(text):
    """A page of every flow, three of the long one, with the text wherever it can be typed."""
    said = {}
    for flow, question in typed_fields():
        said.setdefault(flow, {})[question.id] = answer_with(question, text)
    said["full"] |= {"heat_before": 3, "plan_move": "stay"}
    return [
        {"uid": f"{flow}-{n}", "flow": flow, "happened_at": f"2026-03-0{n}T20:00:00+00:00",
         "answers": answers}
        for flow, answers in said.items()
        for n in ((1, 2, 3) if flow == "full" else (1,))
    ]  # fmt: skip


def test_there_are_many_places_for_text():
    """Free texts, tags and own words of every list."""
    kinds = {(flow, question.kind) for flow, question in typed_fields()}

    assert {("full", "text"), ("full", "one"), ("full", "many"), ("note", "tags")} <= kinds
    assert {flow for flow, _ in kinds} == set(Prompts().flow_names())


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_stored_as_typed_and_shown_harmlessly(run, keep, text):
    """In the list, an entry, the summary and the exports."""
    pages = pages_with(text)
    keep(*pages)
    lines = ["list", "show 1", "summary --why", "summary --format json"]
    lines += ["export", "export --format json"]
    shown = {line: run(*line.split()) for line in lines}

    assert {(r.code, r.err) for r in shown.values()} == {(0, "")}
    assert [line for line, r in shown.items() if STEERING.search(unisolated(r.out))] == []
    assert squeezed(visible(text).expandtabs(1)) in squeezed(unisolated(shown["show 1"].out))
    exported = map(json.loads, shown["export --format json"].out.splitlines())
    assert {e["uid"]: e["answers"] for e in exported} == {p["uid"]: p["answers"] for p in pages}


@pytest.mark.parametrize("flow", Prompts().flow_names())
def test_every_flow_shows_it_harmlessly(run, keep, flow):
    """All the short texts at once, in every place that takes one."""
    text = " ".join(t for t in TEXTS.values() if len(t) < 1000)
    pages = [page for page in pages_with(text) if page["flow"] == flow]
    keep(*pages)
    shown, data, listed = run("show", 1).out, run("show", 1, *JSON), run("list", *JSON)
    fields = [q for name, q in typed_fields() if name == flow]

    assert not STEERING.search(unisolated(shown + data.out + listed.out))
    assert data.data["answers"] == listed.data[0]["answers"] == pages[0]["answers"]
    assert squeezed(unisolated(shown)).count(squeezed(visible(text).expandtabs(1))) == len(fields)


def squeezed(text):
    """Without blanks and line breaks, which depend on the width of the page."""
    return "".join(text.split())


def test_the_summary_names_own_words(run, keep):
    """An own word that recurs is a row like any other, however it was spelled."""
    words = ("[/] The Dishes", "[/] the dishes", "[/]  THE dishes ")
    keep(*(pages_with(word)[n] for n, word in enumerate(words)))
    trigger = [f for f in run("summary", "--format", "json").data["findings"]
               if f["id"] == "trigger"]  # fmt: skip

    assert [(f["subject"], f["label"], f["count"]) for f in trigger] == [
        ("[/] the dishes", "[/] The Dishes", 3)
    ]
    assert "  [/] The Dishes          ████████████████████    3 of 3\n" in run("summary").out


def test_names_from_a_foreign_file_are_harmless_too(run, keep):
    """The name of a flow, an id and a wording may come from anyone."""
    keep(
        {
            "flow": "\x1b[31mflow\u202e\n[/]", "happened_at": "2026-03-01T20:00:00+00:00",
            "answers": {"\x1b[31mid\u202e[/]": "said", "trigger": "\x1b[31mword[/]"},
            "asked": {"\x1b[31mid\u202e[/]": "\x1b[31mAsked?\u202e[/]", "trigger": "\x9b31m?"},
        }
    )  # fmt: skip
    lines = ("list", "show 1", "summary", "summary --format json", "list --format json", "export")
    shown = {line: run(*line.split()) for line in lines}

    assert {r.code for r in shown.values()} == {0}
    assert [line for line, r in shown.items() if STEERING.search(unisolated(r.out))] == []
    assert "␛[31mflow<U+202E> [/]" in shown["list"].out
    assert "␛[31mAsked?<U+202E>[/]\n  said\n" in shown["show 1"].out


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_a_terminal_that_lacks_the_signs(shell, run, keep, encoding):
    """What its encoding lacks is a question mark; the data is whole all the same."""
    keep(*pages_with("喧嘩 – 👍🏽")[:3])
    listed = shell("$journal list && $journal summary", PYTHONIOENCODING=encoding)
    exported = shell("$journal export --format json", PYTHONIOENCODING=encoding)

    assert (listed.code, listed.err) == (0, "")
    assert re.search(r"\?\? . \?\?", listed.out)
    assert exported.out == run("export", "--format", "json").out
