"""
Any text in any field, then every view and every export:
* no exception, and no character that steers a terminal in what is shown
* the text comes back exactly, and exporting what was imported gives the same bytes
* the same in a journal that is locked
"""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from journal.app.export import _DATA, _PAGES, PageFormat, Paper
from journal.app.journal import Journal
from journal.app.page import Wanted, page
from journal.app.program import Program
from journal.core.dates.clock import now
from journal.core.dates.periods import Period
from journal.core.entries.one_line import in_short
from journal.core.entries.rendering import read_again
from journal.core.insights.conflicts import look_back
from journal.core.insights.summary import summarise
from journal.core.loop.counted import draw_cycle
from journal.core.loop.one_entry import how_it_went
from journal.core.text import unisolated
from journal.exchange.json_export import as_lines
from journal.exchange.json_import import EntryReader
from journal.local.home import Home
from journal.screen.layout import writable
from journal.screen.output.entry_text import entry_text, list_text
from journal.screen.output.loop_boxes import cycle_text
from journal.screen.output.summary_text import summary_text
from journal.store import Cipher, open_store

pytestmark = pytest.mark.slow

STEERS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
"""What a terminal would obey, or what would turn a line around."""

WILD = [
    "\x1b[2J\x1b]0;title\x07", "\u202eturned", "a\r\nb\rc", "\t\v\f", "<script>|*_`#", '"\'";--',
    "🏳️‍🌈 é e\u0301 \u200b\ufeff", "שלום مرحبا", "x" * 3000,
    "{path} {emergency}", "%s %n", "\x7f\x9b31m",
]  # fmt: skip
TEXT = st.one_of(
    st.sampled_from(WILD),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=120),
).filter(lambda text: bool(text.strip()))
FIELDS = ("facts", "like_what", "story_text", "hoping", "afraid_that", "soft_line", "loop")


@pytest.fixture(scope="module", params=[None, "four words in a row"], ids=["open", "locked"])
def opened(request, tmp_path_factory):
    home = Home(tmp_path_factory.mktemp("any") / "home")
    home.make()
    with open_store(home.database, connect=Cipher(request.param)) as store:
        yield Journal(Program(own_home=home), store)


def told(texts, own):
    answers = dict(zip(FIELDS, texts, strict=False))
    answers |= {"trigger": {"other": own}, "body": [{"other": own}], "heat_before": 7}
    answers |= {"my_moves": ["ask_again"], "their_moves": ["go_quiet"], "unsafe": "no"}
    head = {"flow": "full", "uid": "any", "happened_at": "2026-03-01T21:30:00+01:00"}
    return {**head, "written_at": "2026-03-01T22:00:00+01:00", "answers": answers}


def _more(entry):
    """Enough of the same for something to recur."""
    return [replace(entry, uid=f"any {n}", number=n) for n in range(2, 5)]


def shown(j, entry):
    """Everything that would be put on a terminal."""
    flow = j.flow_of(entry.flow)
    looking = look_back([entry, *_more(entry)], j.counts(), Period(), j.prompts.lists)
    drawn = draw_cycle(looking, j.prompts.lists, trigger=None, topic=None)
    found = summarise(looking, j.prompts.lists, framed=True)
    yield entry_text(entry, "title", read_again(entry, flow), how_it_went(entry, flow))
    yield list_text("1 entry.", [(entry, entry.flow, in_short(entry, flow))])
    yield summary_text(found, why=True)
    yield cycle_text(drawn, plain=False)
    yield exported(j, PageFormat.MD).decode()


def exported(j, format_, reader="self"):
    """A page with everything on it, as bytes."""
    wanted = Wanted(
        reader=reader, period=Period(), flagged=True, entries=(), want_file=None,
        pictures=format_ is PageFormat.HTML, plain=False,
    )  # fmt: skip
    return _PAGES[format_](page(j, wanted, None), Paper.A4, j.program)


def kept(j, texts, own):
    """The entry with these texts, as it went in and as it is in the store."""
    data = (json.dumps(told(texts, own)) + "\n").encode()
    [entry] = EntryReader(j.prompts.flow_if_any, now()).read_lines(io.BytesIO(data), "a file")
    there = j.store.find("any")
    j.store.put(replace(entry, revision=there.revision if there else None))
    return entry, j.store.find("any")


EXAMPLES = {"deadline": None, "suppress_health_check": list(HealthCheck)}


@settings(max_examples=1000, **EXAMPLES)
@given(texts=st.lists(TEXT, min_size=1, max_size=len(FIELDS)), own=TEXT)
def test_any_text(opened, texts, own):
    """A thousand examples in a journal that is locked, a thousand in one that is not."""
    j = opened
    entry, found = kept(j, texts, own)

    assert {q: s.value for q, s in found.answers.items()} == {
        q: s.value for q, s in entry.answers.items()
    }
    once = "".join(_DATA[PageFormat.JSON](j, Period(), True, None))
    [again] = EntryReader(j.prompts.flow_if_any, now()).read_lines(io.BytesIO(once.encode()), "it")
    assert "".join(as_lines([again], j.flow_of)) == once
    assert {e.uid for e, _ in j.store.search(own)} <= {"any"}
    assert "".join(_DATA[PageFormat.CSV](j, Period(), True, None))
    for text in shown(j, found):
        assert STEERS.search(unisolated(writable(text))) is None
    html = exported(j, PageFormat.HTML).decode()
    assert "<script>|" not in html


@settings(max_examples=50, **EXAMPLES)
@given(texts=st.lists(TEXT, min_size=1, max_size=len(FIELDS)), own=TEXT)
def test_any_text_as_pdf(opened, texts, own):
    """A hundred, since a PDF takes longer."""
    kept(opened, texts, own)

    assert exported(opened, PageFormat.PDF).startswith(b"%PDF-")
