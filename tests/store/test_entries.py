"""
Entries in and out:
* what is put in comes out the same, whatever its shape and its letters
* numbers are given once and stay
* lists have a certain order and leave out what is not finished or set apart
"""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from journal.core.dates.periods import Period
from journal.core.errors import StoreError, UnknownEntryError
from journal.core.model import OTHER, Entry, Other, Said
from journal.core.terms import THEMES
from journal.store import open_store
from journal.store.row_mapping import BATCH
from journal.store.sqlite import connect_plain

BERLIN, AUCKLAND = timezone(timedelta(hours=1)), timezone(timedelta(hours=13))

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)
words = st.sampled_from(["went_quiet", "not_sure", OTHER, "no_idea"]) | texts
picks = words | texts.map(Other)
numbers = st.integers(0, 2**63 - 1)
values = picks | numbers | st.lists(picks, min_size=1, max_size=4).map(tuple)
offsets = st.integers(-86_399, 86_399).map(lambda s: timezone(timedelta(seconds=s)))
moments = st.datetimes(timezones=offsets)


@st.composite
def saids(draw: st.DrawFn) -> Said:
    value = draw(values)
    listed = value if isinstance(value, tuple) else (value,)
    ids = [OTHER if isinstance(v, Other) else v for v in listed if not isinstance(v, int)]
    labels = draw(st.dictionaries(st.sampled_from(ids), texts)) if ids else {}
    theme = draw(st.sampled_from([*THEMES, "free", "a_theme_of_tomorrow"]))
    return Said(value, theme, draw(texts), labels)


entries = st.builds(
    Entry,
    uid=st.uuids().map(str),
    flow=texts,
    counts=st.sampled_from(["conflict", "apart", "never"]),
    happened_at=moments,
    written_at=moments,
    answers=st.dictionaries(texts, saids(), max_size=6),
    edited_at=st.none() | moments,
    about=st.none() | texts,
    care=st.sampled_from([None, "unsure", "flagged"]),
    lean=st.none() | texts,
    lean_detail=st.none() | texts,
    their_lean=st.none() | texts,
    their_detail=st.none() | texts,
    lean_overruled=st.none() | texts,
    draft_at=st.none() | texts,
)


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    with open_store(tmp_path_factory.mktemp("shared") / "journal.db") as opened:
        yield opened


@given(entry=entries, later=entries)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@pytest.mark.slow
def test_what_is_put_in_comes_out_the_same(shared, entry, later):
    """Every shape, every letter, the order of the answers and the offsets of the moments."""
    known = shared.find(entry.uid)
    for version in (entry, replace(later, uid=entry.uid)):
        put = shared.put(replace(version, revision=known.revision if known else None))
        known = found = shared.find(entry.uid)

        assert found == put == replace(version, number=put.number)
        assert list(found.answers) == list(version.answers)
        assert found.happened_at.isoformat() == version.happened_at.isoformat()


@pytest.mark.parametrize(
    ("theme", "value", "labels", "columns"),
    [
        ("trigger", "went_quiet", {}, (0, "went_quiet", None, None)),
        ("trigger", Other("the dishes"), {}, (0, "other", None, "the dishes")),
        ("body", ("chest",), {}, (1, "chest", None, None)),
        ("heat_before", 7, {}, (0, None, 7, None)),
        ("facts", "went_quiet", {}, (0, None, None, "went_quiet")),
        ("tags", ("sunday",), {}, (1, None, None, "sunday")),
        ("free", "yes", {"yes": "Yes"}, (0, "yes", None, None)),
        ("free", "yes", {}, (0, None, None, "yes")),
        ("of_tomorrow", ("yes",), {"yes": "Yes"}, (1, "yes", None, None)),
    ],
)
def test_each_kind_of_answer_has_its_column(store, path, entry, theme, value, labels, columns):
    """A choice, a number and a text stand apart, so that they can be counted by hand."""
    store.put(entry(answers={"question": Said(value, theme, "Asked?", labels)}))

    with connect_plain(path) as connection:
        rows = connection.execute("SELECT position, choice, number, text FROM answers").fetchall()
    connection.close()
    assert [columns] == rows


def test_an_empty_list_is_a_skip(store, entry):
    """Nothing picked leaves no answer."""
    store.put(entry(answers={"body": Said((), "body", "What?")}))

    assert store.find("a").answers == {}


def test_putting_again_replaces_the_whole_entry(store, entry):
    """An answer that is no longer there is gone; the number stays."""
    first = store.put(entry("a"))
    store.put(entry("b"))
    again = store.put(replace(first, answers={"text": Said("new", "text", "And?")}))

    assert again.number == first.number == 1
    assert list(store.find("a").answers) == ["text"]
    assert store.count() == 2


def test_numbers_are_given_when_finished_and_stay(store, entry):
    """A draft has none; flagged entries count for themselves."""
    draft = store.put(entry("draft", draft_at="body"))
    one = store.put(entry("one"))
    flagged = store.put(entry("flagged", care="flagged"))
    two = store.put(entry("two", care="unsure"))
    finished = store.put(replace(draft, draft_at=None))
    second = store.put(entry("second", care="flagged"))

    assert draft.number is None
    assert [e.call for e in (one, flagged, two, finished, second)] == ["1", "F1", "2", "3", "F2"]
    assert two == store.entry("2")
    assert second == store.entry("F2") == store.entry("f2")


def test_an_entry_that_changes_sides_gets_a_number_there(store, entry):
    """Set apart, it is counted among the flagged; taken back, it has the number it had."""
    store.put(entry("a"))
    store.put(entry("b"))
    a = store.put(replace(store.find("a"), care="flagged"))
    back = store.put(replace(a, care=None))

    assert (a.call, back.call) == ("F1", "1")


def test_a_number_brought_along_is_kept_if_it_is_free(store, entry):
    """A deleted entry comes back under its number, unless another one has it by now."""
    gone = [store.put(entry(uid)) for uid in "abc"][1]
    store.erase(gone)

    assert store.put(replace(gone, revision=None)).number == 2
    assert store.put(entry("d", number=2)).number == 4
    assert store.put(entry("e", number=9)).number == 9
    assert store.put(entry("f")).number == 10


def test_the_list_is_in_order_of_the_moment(store, entry):
    """Across time zones the earlier moment comes first; of two at once, the smaller uid."""
    noon = datetime(2026, 3, 1, 12, 0, 0, 1)
    moments = {
        "berlin": noon.replace(tzinfo=BERLIN),
        "auckland": noon.replace(tzinfo=AUCKLAND),
        "at_once": noon.replace(tzinfo=BERLIN).astimezone(AUCKLAND),
        "sooner": (noon - timedelta(microseconds=1)).replace(tzinfo=BERLIN),
    }
    for uid, moment in moments.items():
        store.put(entry(uid, happened_at=moment))

    oldest = [e.uid for e in store.entries()]
    assert oldest == ["auckland", "sooner", "at_once", "berlin"]
    assert oldest[::-1] == [e.uid for e in store.entries(newest_first=True)]
    assert [e.uid for e in store.entries(newest_first=True, limit=2)] == ["berlin", "at_once"]
    assert store.entry("last").uid == "berlin"


def test_a_period_goes_by_the_day_where_it_happened(store, entry):
    """Both ends belong to it; half past midnight in Auckland is the day it was there."""
    day = datetime(2026, 3, 2)
    moments = {
        "1": datetime(2026, 3, 1, 23, 59, tzinfo=BERLIN),
        "2 early": day.replace(minute=30, tzinfo=AUCKLAND),
        "2 late": day.replace(hour=23, tzinfo=BERLIN),
        "3": datetime(2026, 3, 3, 0, 0, tzinfo=AUCKLAND),
    }
    for uid, moment in moments.items():
        store.put(entry(uid, happened_at=moment))

    def within(since=None, until=None):
        return {e.uid for e in store.entries(Period(since, until))}

    assert {"2 early", "2 late"} == within(day.date(), day.date())
    assert {"2 early", "2 late", "3"} == within(since=day.date())
    assert {"1", "2 early", "2 late"} == within(until=day.date())
    assert set(moments) == within()


def test_drafts_and_flagged_entries_are_left_out(store, entry):
    """They come only when asked for, and are never counted or called last."""
    store.put(entry("a"))
    store.put(entry("b", draft_at="body", hours=1))
    store.put(entry("c", care="flagged", hours=2))

    assert [e.uid for e in store.entries()] == ["a"]
    assert [e.uid for e in store.entries(drafts=True)] == ["a", "b"]
    assert [e.uid for e in store.entries(flagged=True)] == ["a", "c"]
    assert [e.uid for e in store.entries(flagged=True, drafts=True)] == ["a", "b", "c"]
    assert store.count() == 1
    assert store.entry("last").uid == "a"


def test_the_draft_is_the_one_begun_last(store, entry):
    """In the order of their beginning, whatever the clock showed; None without one."""
    assert store.draft() is None
    begun = datetime(2026, 3, 1, 12, tzinfo=BERLIN)
    first = store.put(entry("first", draft_at="body", written_at=begun.replace(year=2031)))
    store.put(entry("last", draft_at="body", written_at=begun, hours=-50))
    store.put(replace(first, draft_at="softer"))
    store.put(entry("finished", hours=50))

    assert store.draft().uid == "last"


@pytest.mark.parametrize("name", ["2", "F1", "0", "-1", "", "x", "٣", "1 OR 1", "9" * 40, "last "])
def test_an_unknown_name_says_so(store, entry, name):
    """Numbers that are not given and names that are none have one error."""
    store.put(entry())

    with pytest.raises(UnknownEntryError):
        store.entry(name)


def test_last_of_an_empty_journal_says_so(store):
    """There is no last entry before the first."""
    with pytest.raises(UnknownEntryError):
        store.entry("last")
    assert store.find("a") is None
    assert list(store.entries(Period(date(2026, 1, 1), None))) == []


def test_a_text_that_cannot_be_kept_is_refused_whole(store, entry):
    """Half a surrogate pair: the entry before stays, and the error does not hold the text."""
    kept = store.put(entry("a", said="kept"))
    half = replace(entry("a", said="secret \ud800"), revision=kept.revision)

    with pytest.raises(StoreError) as refused:
        store.put(half)
    assert store.find("a").value("facts") == "kept"
    assert refused.value.__cause__ is None
    with pytest.raises(StoreError, match="too large"):
        store.put(entry("b", answers={"n": Said(2**63, "heat_before", "How much?")}))


def test_entries_may_be_changed_while_they_are_listed(path, entry):
    """The file is not locked between batches; erased ones are passed over."""
    with open_store(path) as store, open_store(path) as other:
        store.put_all(entry(f"{i:03}", hours=i) for i in range(450))
        seen = []
        for listed in store.entries():
            if not seen:
                other.erase(other.find("449"))
                store.put(replace(listed, lean="toward"))
            seen.append(listed.uid)

    assert [f"{i:03}" for i in range(449)] == seen


@pytest.mark.parametrize("from_elsewhere", [True, False])
def test_while_reading_a_wording_may_go_and_its_id_be_given_anew(
    store, path, entry, from_elsewhere
):
    """Entries read later have their own words, whoever wrote to the file in between."""

    def asked(uid, wording, hours):
        said = {"heat_before": Said(7, "heat_before", wording)}
        return entry(uid, answers=said, hours=hours)

    store.put_all(asked(f"{n:03}", "Asked at first.", n) for n in range(2 * BATCH))
    store.put(asked("gone", "Asked once.", -1))
    reading = store.entries()
    first = [next(reading) for _ in range(BATCH)]
    with open_store(path) if from_elsewhere else nullcontext(store) as writer:
        writer.erase(writer.find("gone"))
        before = writer.find("300")
        writer.put(replace(asked("300", "Asked anew.", 300), revision=before.revision))
    rest = [(e.uid, e.answers["heat_before"].wording) for e in reading]

    assert first[0].answers["heat_before"].wording == "Asked once."
    assert [told for told in rest if told[1] != "Asked at first."] == [("300", "Asked anew.")]


def test_answers_that_are_alike_are_one(store, entry):
    """However many entries there are, the same answer to the same question is held once."""
    for uid in ("a", "b", "c"):
        store.put(entry(uid))

    assert len({id(e.answers["trigger"]) for e in store.entries()}) == 1
    assert len({id(e.answers["facts"]) for e in store.entries()}) == 3


def test_without_free_texts_all_else_is_the_same(store, entry):
    """What only counts is read without them: picks, own words and numbers as they are."""
    counted = {
        "trigger": Said(Other("the dishes"), "trigger", "Trigger?"),
        "body": Said(("chest", Other("my neck")), "body", "Body?", {"chest": "Tight chest"}),
        "heat": Said(7, "heat_before", "Heat?"),
    }
    typed = {"facts": Said("As it was.", "facts", "Facts?"), "tags": Said(("a",), "tags", "Tags?")}
    kept = store.put(entry(answers={**typed, **counted}))

    assert list(store.entries()) == [kept]
    assert list(store.entries(typed=False)) == [replace(kept, answers=counted)]
