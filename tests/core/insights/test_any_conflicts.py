"""Whatever was written: no insight fails, and no count says more than its entries."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from journal.core.finish import settle
from journal.core.insights.summary import as_json, summarise
from journal.core.lean import LEANS
from journal.core.model import Entry, Other, Said
from journal.settings.prompts import Prompts

PROMPTS = Prompts()
FULL = PROMPTS.flow("full")
COUNTING = (
    "trigger topic cue body surface softer story my_moves their_moves lean pattern need ending "
    "first_last_move"
).split()
CHOICES = (
    "trigger topic body surface softer story my_moves their_moves need ending"
).split()  # fmt: skip
LETTERS = "aÄß {}>\n\t\x1b\u202e"
MOMENT = datetime(2026, 3, 1, 21, tzinfo=UTC)


def picked(theme: str) -> st.SearchStrategy[Said]:
    words = FULL.question(theme).words
    listed = st.sampled_from([*list(words.words)[::4], "not_sure", "scary", "gone", "attack"])
    own = st.builds(
        Other, st.text(LETTERS, min_size=1, max_size=4) | st.sampled_from(["Tea", "tea "])
    )
    many = st.lists(listed | own, min_size=1, max_size=4).map(tuple)
    return st.builds(
        Said,
        listed | own | many,
        st.just(theme),
        st.just("?"),
        st.dictionaries(st.just("gone"), st.text(LETTERS, max_size=3)),
    )


def entry(answers: dict[str, Said | None], unsafe: str, overruled: str | None) -> Entry:
    said = {t: s for t, s in answers.items() if s is not None}
    said["unsafe"] = Said(unsafe, "unsafe", "?")
    written = Entry("", "full", "conflict", MOMENT, MOMENT, said)
    return replace(settle(written, FULL), lean_overruled=overruled)


ENTRIES = st.lists(
    st.builds(
        entry,
        st.fixed_dictionaries({t: st.none() | picked(t) for t in CHOICES}),
        st.sampled_from(["no"] * 6 + ["not_sure", "yes"]),
        st.none() | st.sampled_from(LEANS),
    ),
    max_size=12,
)


def named(conflict, theme):
    value = conflict.value(theme)
    all_picks = value if isinstance(value, tuple) else (value,)
    return {p.folded if isinstance(p, Other) else p for p in all_picks if p is not None}


@given(ENTRIES, st.booleans())
def test_no_count_says_more_than_its_entries(look, entries, flagged):
    """At most as many as answered, as many as its entries, and in the sentence."""
    summary = summarise(look(*entries, flagged=flagged), PROMPTS.lists)

    json.dumps(as_json(summary))
    for row, result in summary.results:
        assert result.says
        assert not (result.too_early and result.findings)
        for f in result.findings if row.id in COUNTING else ():
            assert 1 <= f.count <= f.of == result.have
            assert (f.count, sorted(f.entries)) == (len(f.entries), list(f.entries))
            assert str(f.count) in f.sentence
            assert str(f.of) in f.sentence
            assert "\n" not in f.label + f.sentence
        counts = [f.count for f in result.findings]
        assert sorted(counts, reverse=True) == counts


@given(ENTRIES)
def test_each_count_can_be_counted_by_hand(look, entries):
    """A choice counts once in each conflict that names it, among those that answered."""
    looking = look(*entries)
    summary = summarise(looking, PROMPTS.lists)

    for row, result in summary.results:
        if row.id in CHOICES:
            answers = [(c.number, named(c, row.id)) for c in looking.conflicts]
            moves = {"scary"} if row.id.endswith("moves") else set()
            assert sum(1 for _, a in answers if a - moves) == result.have
            for f in result.findings:
                assert tuple(n for n, a in answers if f.subject in a) == f.entries


@given(ENTRIES)
def test_what_scared_or_was_not_sure_is_never_a_subject(look, entries):
    """Neither is a choice, however often it was picked."""
    summary = summarise(look(*entries), PROMPTS.lists)
    subjects = {(f.id, f.subject) for _, r in summary.results for f in r.findings}

    assert "not_sure" not in {subject for _, subject in subjects}
    assert not subjects & {("my_moves", "scary"), ("their_moves", "scary")}
