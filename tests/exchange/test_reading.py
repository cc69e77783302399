"""
From an object to an entry:
* what is valid is kept, as it was said and in the order of the flow
* care and leans are worked out; what is left out has its default
* each question in the words it would have been asked with
(What is refused, and how: tests/cli/test_bad_files.py.)
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from journal.core.model import Entry, Other, Said

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
MOMENT = datetime(2026, 3, 1, 21, 30, tzinfo=timezone(timedelta(hours=1)))

TIMES = {
    "2026-03-01T21:30:00+01:00": MOMENT,
    "2026-03-01T20:30:00Z": MOMENT,
    "2026-03-01 21:30+01:00": MOMENT,
    "20260301T213000+0100": MOMENT,
    "2026-W09-7T21:30:00+01:00": MOMENT,
    "2026-03-01T21:30:00.5+01:00": MOMENT.replace(microsecond=500_000),
    "1900-01-01T00:00:00+14:00": datetime(1900, 1, 1, tzinfo=timezone(timedelta(hours=14))),
    "2026-11-22T23:30:00+14:00": NOW,
}

ANSWERS = {
    "one choice": ("trigger", "tone", "tone"),
    "own word": ("trigger", {"other": " The café "}, Other(" The café ")),
    "not sure": ("trigger", "not_sure", "not_sure"),
    "list": ("body", ["heat", "chest"], ("heat", "chest")),
    "own words in a list": (
        "my_moves",
        ["go_quiet", {"other": "Sang"}, {"other": "sang"}],
        ("go_quiet", Other("Sang"), Other("sang")),
    ),
    "no idea": ("their_side", ["no_idea"], ("no_idea",)),
    "nothing of 10": ("heat_before", 0, 0),
    "10 of 10": ("heat_before", 10, 10),
    "no minutes": ("hot_minutes", 0, 0),
    "ten years": ("hot_minutes", 5_270_400, 5_270_400),
    "text": ("facts", " two\r\nlines \x1b[31m", " two\r\nlines \x1b[31m"),
    "a long text": ("facts", "x" * 1_000_000, "x" * 1_000_000),
    "an answer that a person is not asked": ("heat_peak", 3, 3),
}

SKIPS = {"trigger": None, "facts": "", "soft_line": " \n", "body": [], "heat_before": None}

CARE = [
    ({"unsafe": "yes"}, None, "flagged"),
    ({"unsafe": "not_sure"}, None, "unsure"),
    ({"unsafe": "no"}, None, None),
    ({"unsafe": "no"}, "flagged", "flagged"),
    ({"unsafe": "not_sure"}, "flagged", "flagged"),
    ({"unsafe": "yes"}, "unsure", "flagged"),
    ({"trigger": "tone"}, None, None),
    ({"trigger": "tone"}, "unsure", "unsure"),
    ({"trigger": "tone"}, "flagged", "flagged"),
]

WORDED = {
    # as in a conversation, the lean is not known before the moves are
    "body": "What did your body do first?",
    "surface": "Which feelings were loudest, whether they showed or not?",
    "like_what": "And what was that like inside, to feel unheard?",
    "my_moves": "What did you do next?",
    "softer": "Under the rush to be heard, what softer feeling might there be?",
}


@pytest.fixture
def read_page(read, page):
    """Read one long entry."""

    def entry(told=(), **said):
        [found] = read({**page(**said), **dict(told)})
        return found

    return entry


def test_an_entry_whole(read, page, packaged):
    """Every field, from an object that says as little as it may."""
    [entry] = read({"uid": "u1", "flow": "full", "answers": {"my_moves": ["ask_again"]}})
    asked = packaged.flow("full").question("my_moves").ask
    said = Said(("ask_again",), "my_moves", asked, {"ask_again": "Asked again"})

    assert entry == Entry(
        uid="u1",
        flow="full",
        counts="conflict",
        happened_at=NOW,
        written_at=NOW,
        answers={"my_moves": said},
        lean="toward",
        lean_detail="pursue",
        their_lean="unknown",
        their_detail="unknown",
    )


def test_an_entry_of_a_flow_that_is_not_here(read):
    """By its wordings alone; its leans stay as they came, and it counts nowhere."""
    told = {
        "uid": "u1", "flow": "their own", "happened_at": "2026-03-01T21:30:00+01:00",
        "written_at": "2026-03-02T21:30:00+01:00", "edited_at": "2026-03-03T21:30:00+01:00",
        "about": "u0", "lean": "away", "lean_detail": "freeze", "their_lean": "toward",
        "lean_overruled": "both", "answers": {"b": ["x", {"other": "y"}], "trigger": "z", "a": -3},
        "asked": {"a": "A?", "b": "B?", "trigger": "Why?", "c": "Not answered?"},
    }  # fmt: skip
    [entry] = read(told)

    assert entry == Entry(
        uid="u1",
        flow="their own",
        counts="never",
        happened_at=MOMENT,
        written_at=MOMENT + timedelta(days=1),
        edited_at=MOMENT + timedelta(days=2),
        about="u0",
        lean="away",
        lean_detail="freeze",
        their_lean="toward",
        lean_overruled="both",
        answers={
            "b": Said(("x", Other("y")), "free", "B?"),
            "trigger": Said("z", "trigger", "Why?"),
            "a": Said(-3, "free", "A?"),
        },
    )
    assert list(entry.answers) == ["b", "trigger", "a"]


@pytest.mark.parametrize(("told", "moment"), TIMES.items())
def test_times(read_page, told, moment):
    """Any form of ISO 8601 that has a zone, up to now; the zone is kept."""
    read = read_page({"happened_at": told}, trigger="tone").happened_at

    assert read == moment
    assert read.utcoffset() == datetime.fromisoformat(told).utcoffset()


@pytest.mark.parametrize(("question", "value", "answer"), ANSWERS.values(), ids=ANSWERS)
def test_answers(read_page, question, value, answer):
    """As they were said, to the letter."""
    assert read_page(**{question: value}).value(question) == answer


@pytest.mark.parametrize(("question", "value"), SKIPS.items())
def test_skips(read_page, question, value):
    """A null, an empty list and an empty text are as good as nothing."""
    assert list(read_page(heat_after=1, **{question: value}).answers) == ["heat_after"]


@pytest.mark.parametrize(("said", "told", "care"), CARE)
def test_care(read_page, said, told, care):
    """The more careful of what was answered and what the object says; no lean then."""
    entry = read_page({"care": told, "lean": "away"}, my_moves=["ask_again"], **said)

    assert entry.care == care
    assert (entry.lean, entry.lean_detail) == ((None, None) if care else ("toward", "pursue"))


def test_the_words_it_would_have_been_asked_with(read_page):
    """By what was answered before each question, as in a conversation."""
    said = {
        "body": ["chest"],
        "surface": ["unheard"],
        "like_what": "A door",
        "my_moves": ["ask_again"],
        "softer": ["alone"],
    }
    entry = read_page(**said)

    assert {q: s.wording for q, s in entry.answers.items()} == WORDED


def test_the_words_it_was_asked_with(read_page):
    """They go before."""
    asked = {"trigger": "What set it off?", "body": "And your body?"}
    entry = read_page({"asked": asked}, trigger="tone", body=["chest"])

    assert {q: s.wording for q, s in entry.answers.items()} == asked
    assert entry.answers["body"].labels == {"chest": "Tight chest"}


@pytest.mark.parametrize(
    "lines",
    [
        b"%s\n%s\n",
        b"%s\n%s",
        b"\xef\xbb\xbf%s\r\n%s\r\n",
        b"\n\n%s\n \t\n\r\n%s\n\n",
    ],
    ids=["lines", "no break at the end", "as of Windows", "blank lines between"],
)
def test_one_object_a_line(read, page, lines):
    """Blank lines and the habits of other systems do no harm."""
    one, two = (
        b'{"uid": "%d", "flow": "note", "answers": {"text": "\xc3\xa9"}}' % n for n in (1, 2)
    )

    assert [e.uid for e in read(lines % (one, two))] == ["1", "2"]


def test_a_uid_is_derived_from_what_was_said(read, page):
    """The same at any time and place; the time of reading has no part in it."""
    told = page(trigger="tone", facts="Café")
    [first], [again] = read(told), read({**told, "uid": None, "about": "u0"})

    assert first.uid == again.uid == "348462ad-efd7-5c93-b40c-fe700dd3c262"
    assert replace(again, about=None) == first
