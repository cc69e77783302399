"""
Out and in again:
* whatever can be said comes back, and the second export is the first, byte for byte; so do the
  times of a clock that was ahead
* the same file twice adds nothing; of two versions the one edited later stays
* keys stand in their order; a wording stands there only if it is not a packaged one
"""

from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journal.core.dialogue.finishing import with_care_and_leans
from journal.core.entries.merged import Taken
from journal.core.flows.kinds import TEN_YEARS
from journal.core.model import NOT_SURE, Entry, Said
from journal.core.terms import LEANS

pytestmark = pytest.mark.slow

KEYS = (
    "uid flow happened_at written_at edited_at about care lean lean_detail their_lean "
    "lean_overruled answers"
).split()

KEEPABLE = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
TEXTS = st.text(KEEPABLE, min_size=1, max_size=40).filter(str.strip)
UIDS = st.from_regex(r"[A-Za-z0-9._:-]{1,20}", fullmatch=True)
ZONES = st.integers(-86399, 86399).map(lambda s: timezone(timedelta(seconds=s)))
MOMENTS = st.datetimes(datetime(1900, 1, 3), datetime(2200, 11, 20), timezones=ZONES)


def values(question):
    """What can be answered to a question, as JSON data."""
    own = st.fixed_dictionaries({"other": TEXTS})
    ids = st.sampled_from([*(w.id for _, w in question.offered_words()), NOT_SURE])
    picks = st.one_of(ids, own) if question.takes_own else ids.filter(lambda i: question.word(i))
    return {
        "one": picks,
        "many": st.lists(picks, min_size=1, max_size=question.limit or 6, unique_by=json.dumps),
        "scale": st.integers(0, 10),
        "minutes": st.integers(0, TEN_YEARS),
        "text": TEXTS,
        "tags": st.lists(TEXTS, min_size=1, max_size=4, unique=True),
    }[question.kind]


def pages(flow):
    """Any entry of a flow."""
    asked = {q.id: values(q) for q in flow.questions if q.kind not in ("pause", "settle")}
    return st.fixed_dictionaries(
        {
            "uid": UIDS,
            "flow": st.just(flow.name),
            "happened_at": MOMENTS.map(datetime.isoformat),
            "written_at": MOMENTS.map(datetime.isoformat),
            "edited_at": st.none() | MOMENTS.map(datetime.isoformat),
            "about": st.none() | UIDS.map(lambda uid: f"-{uid}") | st.sampled_from("-abc"),
            "care": st.sampled_from([None, "unsure", "flagged"]),
            "lean_overruled": st.sampled_from([None, *LEANS]),
            "answers": st.fixed_dictionaries({}, optional=asked).filter(bool),
        }
    )


def kept_apart(journal, harm):
    """
    How many entries of a journal are kept apart: all of each argument in which one says so.

    Args:
        harm: The ids of the questions about danger.
    """
    groups = []
    for page in journal:
        names, told = {page["uid"], page["about"]} - {None}, page["answers"]
        says_so = page["care"] == "flagged" or any(told.get(q) == "yes" for q in harm)
        group = names, int(says_so), 1
        for other in [g for g in groups if g[0] & names]:
            groups.remove(other)
            group = group[0] | other[0], group[1] + other[1], group[2] + other[2]
        groups.append(group)
    return sum(entries for _, flagged, entries in groups if flagged)


def as_set(objects):
    return {json.dumps(one, sort_keys=True) for one in objects}


@pytest.mark.parametrize("own_flow_there", [True, False])
def test_whatever_can_be_said_comes_back(prompts, new_home, own_flow_there):
    """Also of a flow of one's own whose file is not there where it is read again."""
    flows = [prompts.flow(name) for name in prompts.flow_names()]
    harm = {q.id for flow in flows for q in flow.questions if q.theme == "unsafe"}
    journals = st.lists(
        st.one_of([pages(flow) for flow in flows]),
        min_size=1, max_size=4, unique_by=lambda page: page["uid"],
    )  # fmt: skip

    @settings(max_examples=25, deadline=None, database=None)
    @given(journals)
    def check(journal):
        with new_home() as here, new_home(own_flow=own_flow_there) as there:
            expected = Taken(len(journal), apart=kept_apart(journal, harm))
            assert here.take(journal) == expected
            first = here.give()
            assert there.take(first) == expected
            second = there.give()
            again = there.take(first)
            told = here.objects()

        assert second == first
        assert again == Taken(0, 0, len(journal))
        same = ("uid", "flow", "happened_at", "written_at", "edited_at", "about", "answers")
        assert as_set({k: e[k] for k in same} for e in told) == as_set(
            {k: e[k] for k in same} for e in journal
        )

    check()


def test_the_keys_stand_in_their_order(new_home, prompts, page):
    """Answers in the order of the flow, whatever order they were handed in."""
    told = page(heat_after=1, need=["matter"], trigger="tone", heat_before=5)
    with new_home() as home:
        home.take(dict(reversed(told.items())))
        [given_back] = home.objects()

    assert list(given_back) == KEYS
    assert list(given_back["answers"]) == ["heat_before", "trigger", "need", "heat_after"]


def test_one_entry_whole(new_home, page):
    """Every key, as it is written."""
    told = page(unsafe="not_sure", trigger={"other": "Café \x1b \u202e 🙄"}, body=["chest"])
    with new_home() as home:
        home.take({**told, "uid": "u1", "about": "u0"})
        line = home.give()

    assert line.decode() == (
        '{"uid": "u1", "flow": "full", "happened_at": "2026-03-01T21:30:00+01:00", '
        '"written_at": "2026-11-22T09:30:00+00:00", "edited_at": null, "about": "u0", '
        '"care": "unsure", "lean": null, "lean_detail": null, "their_lean": null, '
        '"lean_overruled": null, "answers": {"unsafe": "not_sure", '
        '"trigger": {"other": "Café \\u001b \\u202e 🙄"}, "body": ["chest"]}}\n'
    )


def test_the_oldest_stands_first(new_home, page):
    """By instant, not by the clock on the wall; at the same instant by uid."""
    moments = {
        "b": "2026-03-01T12:00:00+00:00",
        "a": "2026-03-01T13:00:00+01:00",
        "c": "2026-03-01T12:30:00+02:00",
        "d": "2026-02-28T23:00:00-12:00",
    }
    with new_home() as home:
        home.take(
            [{**page(trigger="tone"), "uid": u, "happened_at": m} for u, m in moments.items()]
        )

        assert [e["uid"] for e in home.objects()] == ["c", "d", "a", "b"]


def test_without_a_uid_the_same_file_is_the_same_entries(new_home, page):
    """Whatever order its answers stand in; another word, time or flow is another entry."""
    first = page(trigger="tone", facts="It rained.")
    turned = {**first, "answers": dict(reversed(first["answers"].items()))}
    others = [
        page(trigger="tone", facts="It snowed."),
        {**first, "happened_at": "2026-03-01T21:31:00+01:00"},
        {"flow": "quick", "answers": {"heat_before": 3}},
        {"flow": "full", "answers": {"heat_before": 3}},
    ]
    with new_home() as home:
        assert home.take([first]) == Taken(1, 0, 0)
        assert home.take([first, turned]) == Taken(0, 0, 2)
        assert home.take(others) == Taken(4, 0, 0)
        assert home.take([*others, first]) == Taken(0, 0, 5)


EDITED = [
    (None, None, "old"),
    (None, "2026-03-02T10:00:00+00:00", "new"),
    ("2026-03-02T10:00:00+00:00", None, "old"),
    ("2026-03-02T10:00:00+00:00", "2026-03-02T10:00:00+00:00", "old"),
    ("2026-03-02T10:00:00+00:00", "2026-03-02T11:30:00+02:00", "old"),
    ("2026-03-02T10:00:00+00:00", "2026-03-02T09:30:00-01:00", "new"),
]


@pytest.mark.parametrize(("here", "comes", "stays"), EDITED)
@pytest.mark.parametrize("in_one_file", [True, False])
def test_the_version_edited_later_stays(new_home, page, here, comes, stays, in_one_file):
    """By instant; what was never edited is the oldest."""
    old = {**page(facts="old"), "uid": "u", "edited_at": here}
    new = {**page(facts="new"), "uid": "u", "edited_at": comes}
    with new_home() as home:
        taken = [home.take([old, new])] if in_one_file else [home.take(old), home.take(new)]
        [told] = home.objects()

    assert told["answers"] == {"facts": stays}
    updated = int(stays == "new")
    assert sum(taken, Taken()) == Taken(1, updated, older=1 - updated)


def test_a_file_that_is_half_valid_takes_nothing(new_home, page):
    """Not even the entries before the one that does not fit."""
    good = [{**page(trigger="tone"), "uid": f"u{n}"} for n in range(250)]
    with new_home() as home:
        home.take({**page(trigger="tone"), "uid": "u0"})
        before = home.give()
        with pytest.raises(Exception, match="file, line 251: heat_before"):
            home.take([*good, page(heat_before=11)])

        assert home.give() == before


def test_what_an_entry_is_about_comes_along(new_home, page):
    """Also when the other entry does not."""
    with new_home() as home:
        home.take({"flow": "followup", "about": "gone", "answers": {"looks_different": "No."}})

        assert [e["about"] for e in home.objects()] == ["gone"]


def test_what_was_kept_apart_comes_only_if_asked_for(new_home, page):
    """By default the data is as if it had never been written."""
    pages = [{**page(unsafe=u), "uid": f"u{n}"} for n, u in enumerate(("no", "yes", "not_sure"))]
    with new_home() as home:
        home.take([pages[0], pages[2]])
        without = home.give(flagged=False)
        home.take(pages[1])

        assert home.give(flagged=False) == without
        assert [e["care"] for e in home.objects()] == [None, "flagged", "unsure"]


ASKED = {
    "as it is packaged": ("trigger", "tone", None, None),
    "for a lean": (
        "body",
        ["chest"],
        "When you pressed, what was your body doing?",
        None,
    ),
    "with a word filled in": (
        "like_what",
        "A door",
        "And what was that like inside, to feel unheard and small?",
        None,
    ),
    "as it was once": ("trigger", "tone", "What set it off?", "What set it off?"),
    "but for a sign": (
        "trigger",
        "tone",
        "What was the moment it turned for you",
        "What was the moment it turned for you",
    ),
    "with an end": (
        "trigger",
        "tone",
        "What was the moment it turned for you?\n",
        "What was the moment it turned for you?\n",
    ),
    "a question that is gone": ("blame", "me", "Who began?", "Who began?"),
}


@pytest.mark.parametrize(("question", "value", "asked", "told"), ASKED.values(), ids=ASKED)
def test_a_wording_is_told_where_it_is_not_packaged(new_home, page, question, value, asked, told):
    """So that an old entry stays readable, and a new one short."""
    wording = {"asked": {question: asked}} if asked else {}
    with new_home() as home:
        home.take({**page(**{question: value}), **wording})
        [given_back] = home.objects()

    assert given_back.get("asked") == ({question: told} if told else None)


def test_a_flow_of_ones_own_is_always_told_in_words(new_home):
    """Nobody else has its file; placeholders are filled in."""
    said = {"felt": ["unheard"], "did": ["go_quiet"], "instead_of": "talk"}
    with new_home() as home:
        home.take({"flow": "phone", "answers": said})
        [told] = home.objects()

    assert (told["lean"], told["answers"]) == ("away", said)
    assert told["asked"] == {
        "felt": "What was there, with the phone in your hand?",
        "did": "And then you …",
        "instead_of": "What was it instead of, after unheard?",
    }


def test_an_entry_outlives_the_flow_it_was_asked_by(new_home, prompts):
    """A choice that its file no longer has, and a question of another kind."""
    told = {
        "flow": "phone",
        "answers": {"instead_of": "work", "strength": "rather", "marks": 3},
        "asked": {"instead_of": "Instead of?", "strength": "Strong?", "marks": "How many?"},
    }
    with new_home() as here, new_home() as there:
        here.take(told)
        there.take(here.give())
        [given_back] = there.objects()

        assert there.give() == here.give()
    assert {k: given_back[k] for k in told} == told


def test_what_was_written_on_screen_is_told_the_same(new_home, prompts):
    """An entry that never was a file, its wordings of an older version: out, in, out again."""
    flow = prompts.flow("full")
    said = {
        "heat_before": Said(7, "heat_before", flow.question("heat_before").ask),
        "trigger": Said("tone", "trigger", "What was it?", {"tone": "How they said it"}),
        "body": Said(("chest",), "body", flow.question("body").variants[0].ask),
        "my_moves": Said(("go_quiet",), "my_moves", flow.question("my_moves").ask),
    }
    moment = datetime(2026, 3, 1, 21, 30, 0, 123456, timezone(timedelta(hours=1)))
    with new_home() as here, new_home() as there:
        here.store.put(
            with_care_and_leans(Entry("u", "full", "conflict", moment, moment, said), flow)
        )
        there.take(here.give())
        [told] = there.objects()

        assert there.give() == here.give()
    assert told["happened_at"] == "2026-03-01T21:30:00.123456+01:00"
    assert (told["lean"], told["asked"]) == ("away", {"trigger": "What was it?"})
