"""
Whatever is typed, twice as much of it takes twice as long, and no longer:
* laid out on a screen, shown, listed, found, put on a page, scrubbed of names, read for signs
* one word without an end, blanks, breaks, marks, signs that show nothing, scripts of all sorts
* no pattern looks again and again at what it has passed

Steps are counted, not seconds.
"""

from __future__ import annotations

import re
import sys
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from re import _compiler, _constants, _parser  # type: ignore[attr-defined]

import pytest

import journal
from journal.core.care.care_book import signs_in
from journal.core.dialogue.own_words import nearest
from journal.core.entries.rendering import Shown
from journal.core.flows.kinds import read_minutes
from journal.core.loop.counted import draw_cycle
from journal.core.text import isolated, visible
from journal.report.builder import report_of
from journal.report.document import Bullets, PageSection, Paragraph, Report, Table
from journal.report.drawing.text_width import broken
from journal.report.name_replacement import Names
from journal.report.writers import pdf
from journal.report.writers.html import as_html
from journal.report.writers.markdown import as_markdown
from journal.screen import cells
from journal.screen import layout as calm
from journal.screen.interactive.word_wrap import filled_line
from journal.screen.output.entry_text import entry_text, list_text
from journal.screen.output.loop_boxes import cycle_text
from journal.screen.output.messages import _wrapped
from journal.screen.output.search_results import found_text
from journal.screen.output.summary_text import summary_text

TEXTS = {
    "one word": "a",
    "words": "ab ",
    "blanks": " ",
    "breaks": "\n",
    "blanks and breaks": " \n\t",
    "one Chinese sentence": "水",
    "Thai": "ที่",
    "marks alone": "\u0301",
    "marks out of order": "\u0301\u0316",
    "letters with marks": "a\u0301",
    "one emoji of many": "👩\u200d",
    "flags": "🇩🇪",
    "nothing to see": "\u200b",
    "no break": "\xa0",
    "from the right": "ש",
    "isolates": "\u2068א\u2069",
    "isolates that do not end": "\u2068a",
    "marks of Markdown": "#*_[`",
    "full stops": ". ",
    "hits": "\x02a",
    "hours": "1h",
    "quotes": '"',
}


def told(text):
    """A page with a text in every place there is."""
    blocks = (Paragraph(text, lead=text), Bullets((text,)), Table((text,), ((text,),)))
    return Report(text, text, text, (PageSection(text, blocks),))


def doors(entry, care):
    """Everything that what was typed goes through, by name."""
    return {
        "wrapped": lambda t: cells.wrapped(visible(t), 40),
        "wrapped in one column": lambda t: cells.wrapped(visible(t), 1),
        "wrapped in 200": lambda t: cells.wrapped(visible(t), 200),
        "cut": lambda t: cells.cut(visible(t), 40, "…"),
        "width": lambda t: cells.pad(t, 40),
        "isolated": isolated,
        "a page": lambda t: calm.wrap("", t, 80),
        "a line of a page": lambda t: calm.fit(t, 40),
        "the head of a question": lambda t: calm.frame(
            calm.Head((1, 2), (t,), t, t), [], [t], (3, 1), (80, 3)
        ),
        "a field": lambda t: filled_line(t, 60),
        "show": lambda t: entry_text(entry, t, [Shown(t, (t,))], [visible(t)]),
        "in short": lambda t: list_text(t, [(entry, t, t[:40])]),
        "search": lambda t: found_text([(entry, t)]),
        "a sentence": lambda t: _wrapped(visible(t), 2),
        "Markdown": lambda t: as_markdown(told(t)),
        "HTML": lambda t: as_html(told(t)),
        "PDF": lambda t: pdf.template_data(told(t), "a4"),
        "a picture": lambda t: list(broken(t, 300, 15)),
        "names": lambda t: Names({"Sam": "S."}).text(t),
        "signs": lambda t: signs_in(t, care),
        "own words": lambda t: nearest(t, [t[1:], "tea"]),
        "a length": read_minutes,
    }


def steps(work, text):
    """How many lines of Python run."""
    count = 0

    def line(_frame, _event, _arg):
        nonlocal count
        count += 1
        return line

    before = sys.gettrace()
    sys.settrace(line)
    try:
        work(text)
    finally:
        sys.settrace(before)
    return count


QUICK = ("one word", "blanks", "letters with marks")


@pytest.mark.parametrize(
    "text", [*QUICK, *(pytest.param(t, marks=pytest.mark.slow) for t in TEXTS if t not in QUICK)]
)
def test_twice_as_much_is_twice_the_work(text, entries, seventeen, prompts):
    """At every door; what is remembered of a text before does not count."""
    [entry, *_] = entries(seventeen)
    care = prompts.care
    for name, work in doors(entry, care).items():
        steps(work, TEXTS[text] * 10)
        short, long = (steps(work, (TEXTS[text] * n)[:n]) for n in (1100, 2200))

        assert long <= 2.1 * short + 200, name


def test_a_look_back_takes_no_longer_for_it(material, seventeen, monkeypatch):
    """A summary, a cycle and a page, with own words that have no end."""
    monkeypatch.setenv("COLUMNS", "80")

    def look_back(text):
        own = {"other": text}
        for one in seventeen:
            one["answers"] |= {"trigger": own, "body": [own], "story": [own], "their_moves": [own]}
            one["answers"] |= {"loop": text, "plan_cue": text, "plan_move": own}
        m = material(seventeen)
        summary_text(m.summary, why=False)
        summary_text(m.summary, why=True)
        cycle = draw_cycle(m.looking, m.lists)
        cycle_text(cycle, plain=False)
        cycle_text(cycle, plain=True)
        for write in (as_markdown, as_html):
            write(report_of(m))

    steps(look_back, "ab")
    for unit in ("a", "水", "ש", "👩\u200d"):
        short, long = (steps(look_back, (unit * n)[:n]) for n in (500, 1000))

        assert long <= 2.1 * short


def patterns():
    """Every pattern of the program that has a name, with the module and the name."""
    for module in walk_packages(journal.__path__, "journal."):
        if not module.name.endswith("__main__"):
            for name, value in vars(import_module(module.name)).items():
                if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
                    yield module.name, name, value


WITH_A_BOUND = {
    "_COUNT": "it reads lines of an exercise, never what was typed",
    "_MARKDOWN": "three marks of code that do not end are looked for at most three times",
}
"""Patterns that look as if they could, and cannot; with the reason."""


def test_no_pattern_passes_the_same_signs_again_and_again():
    """
    One that looks for something anywhere does not begin with a run without an end that more has
    to follow: each sign of such a run would be a beginning. Nor can what comes before the run
    stand inside it.
    """
    found = [
        f"{module}.{name}"
        for module, name, pattern in patterns()
        if name not in WITH_A_BOUND and is_searched_for(module, name) and begins_anew(pattern)
    ]

    assert found == []
    assert begins_anew(re.compile(r"\s*\n\s*"))
    assert begins_anew(re.compile("\x02([^\x03]*)\x03"))
    assert not begins_anew(re.compile("\x02([^\x02\x03]*)\x03"))


def is_searched_for(module, name):
    source = Path(sys.modules[module].__file__).read_text(encoding="utf-8")
    return re.search(rf"\b{name}\.(?:sub|search|findall|finditer|split)\b", source) is not None


def begins_anew(pattern):
    """Whether a run without an end can be entered at each of its signs, and may come to nothing."""
    tree = _parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE)
    return any(_begins_anew(list(way), pattern.flags, tree.state) for way in ways(list(tree)))


def ways(items):
    """The parts of a pattern in order, for each of its alternatives; groups taken apart."""
    if not items:
        yield []
        return
    (kind, value), rest = items[0], items[1:]
    for after in ways(rest):
        if kind is _constants.BRANCH:
            for branch in value[1]:
                yield from ([*way, *after] for way in ways(list(branch)))
        elif kind is _constants.SUBPATTERN:
            yield from ([*way, *after] for way in ways(list(value[-1])))
        else:
            yield [(kind, value), *after]


def _begins_anew(items, flags, state):
    before = []
    for at, (kind, value) in enumerate(items):
        if kind in (_constants.AT, _constants.ASSERT, _constants.ASSERT_NOT):
            return False  # bound to a place, or to what stands there
        if kind in (_constants.MAX_REPEAT, _constants.MIN_REPEAT):
            least, most, inside = value
            if most is _constants.MAXREPEAT:
                run = compiled(list(inside), flags, state)
                passes = all(any(map(one.fullmatch, map(chr, range(256)))) for one in before)
                inside_it = all(
                    any(run.fullmatch(chr(c)) for c in range(256) if one.fullmatch(chr(c)))
                    for one in before
                )
                return passes and inside_it and needs_more(items[at + 1 :])
            if least == 0:
                continue
        before.append(compiled([(kind, value)], flags, state))
    return False


def needs_more(items):
    return any(
        not (kind in (_constants.MAX_REPEAT, _constants.MIN_REPEAT) and value[0] == 0)
        for kind, value in items
    )


def compiled(items, flags, state):
    return _compiler.compile(_parser.SubPattern(state, items), flags & ~re.UNICODE)
