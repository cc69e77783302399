"""
Versions:
* before a finished entry is changed, what it was is kept; a draft has none
* any sequence of changes and ways back brings the same content back
* they show nowhere: neither in lists, the search, counts nor an export
* a changed answer about safety keeps no earlier one, unless that is wished for
* with the entry they go, and leave no byte; alone, when their time is over
* the table can be read by hand
"""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from journal.core.model import Other, Said
from journal.store import Cipher, open_store
from journal.store.retention import ENOUGH, LONGEST_STEP
from journal.store.sqlite import connect_plain

CANARY = "zq7xk9vj3"
PHRASE = "four words in a row"

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)
PICKS = st.one_of(TEXTS.map(Other), st.sampled_from(["went_quiet", "tone"]))
SAID = st.one_of(
    st.builds(Said, TEXTS, st.just("facts"), TEXTS),
    st.builds(Said, st.integers(0, 10), st.just("heat_before"), TEXTS),
    st.builds(Said, PICKS, st.just("trigger"), TEXTS, st.just({"tone": "Their tone"})),
    st.builds(
        Said,
        st.lists(PICKS, min_size=1, max_size=3).map(tuple),
        st.just("my_moves"),
        TEXTS,
        st.just({"went_quiet": "They went quiet"}),
    ),
)
ANSWERS = st.dictionaries(st.sampled_from(["facts", "body", "own one"]), SAID, min_size=1)
LEANS = st.sampled_from([None, "toward", "away"])


def content(entry):
    """All of an entry but when and in which state it is kept."""
    return {
        "fields": replace(entry, answers={}, edited_at=None),
        "answers": list(entry.answers.items()),
        "labels": [dict(said.labels) for said in entry.answers.values()],
    }


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    states=st.lists(st.tuples(ANSWERS, LEANS), min_size=2, max_size=5),
    ways_back=st.lists(st.integers(0, 10), max_size=4),
)
def test_any_changes_and_ways_back_bring_the_same_content_back(entry, states, ways_back):
    """Wordings, labels, leans and order included; every state is there or a version."""
    from journal.store import empty_store

    with empty_store() as store:
        answers, lean = states[0]
        present = store.put(entry(answers=answers, lean=lean))
        seen = [content(store.find("a"))]
        for number, (answers, lean) in enumerate(states[1:]):
            at = present.written_at + timedelta(minutes=number)
            present = store.put(replace(present, answers=answers, lean=lean, edited_at=at))
            seen.append(content(store.find("a")))
        for way in ways_back:
            versions = store.versions(present)
            if versions:
                chosen = versions[way % len(versions)].entry
                present = store.put(replace(chosen, revision=present.revision))
                assert content(store.find("a")) == content(chosen)
        there = [content(store.find("a")), *(content(v.entry) for v in store.versions(present))]

    assert all(state in there for state in seen)
    assert len(there) == len([s for i, s in enumerate(seen) if s not in seen[:i]])


def test_only_a_finished_entry_that_changes_has_versions(store, entry):
    """Neither the answers of a draft nor a write of the same."""
    draft = store.put(entry(draft_at="body", said="begun"))
    kept = store.put(replace(draft, draft_at=None))
    same = store.put(replace(kept, edited_at=kept.written_at))

    assert store.versions(same) == []
    changed = store.put(replace(same, lean_overruled="away"))
    assert [v.entry for v in store.versions(changed)] == [same]


def test_they_show_nowhere(store, entry):
    """Not by their words, and nothing counts them."""
    kept = store.put(entry(said=CANARY))
    store.put(replace(kept, answers=entry(said="other").answers))

    assert list(store.search(CANARY)) == []
    assert store.count() == len(list(store.entries(flagged=True, drafts=True))) == 1
    assert CANARY not in str(list(store.entries(flagged=True, drafts=True)))


SAFETY = [("no", "yes"), ("not_sure", "no"), ("yes", "not_sure")]


@pytest.mark.parametrize(("before", "after"), SAFETY)
@pytest.mark.parametrize("wished", [True, False])
def test_a_changed_answer_about_safety_keeps_no_earlier_one(
    store, path, entry, before, after, wished
):
    """Nor do the versions from before; no byte of them stays. Wished for, all are kept."""

    def telling(value, words):
        care = {"yes": "flagged", "not_sure": "unsure", "no": None}[value]
        answers = {"unsafe": Said(value, "unsafe", f"Asked {words}?"), **entry(said=words).answers}
        return {"answers": answers, "care": care}

    first = store.put(entry(**telling(before, f"first {CANARY}")))
    second = store.put(replace(first, **telling(before, f"second {CANARY}")))
    third = store.put(replace(second, **telling(after, "third")), keeps_safety=wished)

    assert [v.entry.value("unsafe") for v in store.versions(third)] == [before] * 2 * wished
    assert (CANARY.encode() in path.read_bytes().lower()) is wished


@pytest.mark.parametrize("phrase", [None, PHRASE])
@pytest.mark.parametrize("end", ["erase", "delete, then erase", "purge"])
def test_with_the_entry_its_versions_go(tmp_path, entry, phrase, end):
    """From the file and its copies, though a copy holds a version of its own."""
    path = tmp_path / "journal.db"
    with open_store(path, connect=Cipher(phrase)) as store:
        kept = store.put(entry(said=f"first {CANARY}"))
        kept = store.put(replace(kept, answers=entry(said=f"second {CANARY}").answers))
        store.put_all([entry("b")])  # makes a copy first
        now = kept.written_at
        if end != "erase":
            store.bin.put(kept, now)
            kept = store.bin.entry("1")
        if end == "purge":
            while now < kept.written_at + 2 * ENOUGH:
                store.bin.purge(now)
                now += LONGEST_STEP
        else:
            store.erase(kept)
        rows = store._connection.execute("SELECT count(*) FROM versions").fetchall()
    [copy] = (tmp_path / "backups").iterdir()
    with open_store(copy, connect=Cipher(phrase)) as copied:
        rows += copied._connection.execute("SELECT count(*) FROM versions").fetchall()

    assert rows == [(0,), (0,)]
    for file in (path, copy):
        assert CANARY.encode() not in file.read_bytes().lower()


def test_when_its_time_is_over_a_version_goes(store, path, entry):
    """Not before, and the entry stays; no byte is left of it."""
    kept = store.put(entry(said=CANARY))
    kept = store.put(replace(kept, answers=entry(said="other").answers))
    now = kept.written_at
    for _ in range(4):
        store.bin.purge(now)
        now += LONGEST_STEP
    assert len(store.versions(kept)) == 1
    for _ in range(4):
        store.bin.purge(now)
        now += LONGEST_STEP

    assert store.versions(kept) == []
    assert store.find("a") == kept
    assert CANARY.encode() not in path.read_bytes().lower()


def test_they_can_be_read_by_hand(store, path, entry):
    """As JSON, with the words as they were typed."""
    kept = store.put(entry(said="Tränen — 涙"))
    store.put(replace(kept, answers=entry(said="other").answers))
    with closing(connect_plain(path)) as connection:
        [(text,)] = connection.execute("SELECT content FROM versions").fetchall()

    assert "Tränen — 涙" in text
    assert json.loads(text)["answers"]["facts"]["wording"] == "What was seen?"
