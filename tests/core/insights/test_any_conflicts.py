"""Whatever was written: no insight fails, and no count says more than its entries."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from journal.core.dialogue.finishing import with_care_and_leans
from journal.core.flows.kinds import TEN_YEARS
from journal.core.insights.summary import summarise, summary_as_data
from journal.core.model import Entry, Other, Said
from journal.core.terms import LEANS
from journal.local.prompts.loader import Prompts

pytestmark = pytest.mark.slow

PROMPTS = Prompts()
FULL = PROMPTS.flow("full")
CHOICES = (
    "trigger topic body surface softer story my_moves their_moves need ending"
).split()  # fmt: skip
FEW = {
    "repair_by": ["me", "them", "both", "not_yet", "no"],
    "repair_helped": ["no", "a_bit", "yes"],
    "plan_used": ["yes", "partly", "no_chance", "forgot"],
}
AMOUNTS = {"heat_before": 10, "heat_after": 10, "heat_peak": 10, "hope": 10, "bracing": 10}
MINUTES = ("hot_minutes", "okay_minutes")
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


def number(theme: str, most: int) -> st.SearchStrategy[Said]:
    some = st.integers(0, most) | st.sampled_from([0, 1, most])
    return st.builds(Said, some, st.just(theme), st.just("?"))


def one_of(theme: str, choices: list[str]) -> st.SearchStrategy[Said]:
    return st.builds(Said, st.sampled_from(choices), st.just(theme), st.just("?"))


def entry(answers: dict[str, Said], unsafe: str, overruled: str | None, flow: str) -> Entry:
    said = {**answers, "unsafe": Said(unsafe, "unsafe", "?")}
    asked = PROMPTS.flow(flow)
    about = "1" if flow == "followup" else None
    written = Entry("", flow, asked.counts, MOMENT, MOMENT, said, about=about)
    return replace(with_care_and_leans(written, asked), lean_overruled=overruled)


ANSWERS = {
    **{t: picked(t) for t in CHOICES},
    **{t: one_of(t, choices) for t, choices in FEW.items()},
    **{t: number(t, most) for t, most in AMOUNTS.items()},
    **{t: number(t, TEN_YEARS) for t in MINUTES},
}
ENTRY = st.builds(
    entry,
    st.fixed_dictionaries({}, optional=ANSWERS),
    st.sampled_from(["no"] * 6 + ["not_sure", "yes"]),
    st.none() | st.sampled_from(LEANS),
    st.sampled_from(["full"] * 6 + ["followup", "checkin"]),
)
FEW_ENTRIES, TIMES = st.lists(ENTRY, max_size=4), st.integers(1, 9)
ENTRIES = st.builds(lambda few, times: few * times, FEW_ENTRIES, TIMES) | st.builds(
    lambda few, times: [e for e in few for _ in range(times)], FEW_ENTRIES, TIMES
)
"""A few entries, by turns or one after the other: things come back, differ, and change."""

GENTLY = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""A slow machine is no fault of the entries."""


def named(conflict, theme):
    value = conflict.value(theme)
    all_picks = value if isinstance(value, tuple) else (value,)
    return {p.folded if isinstance(p, Other) else p for p in all_picks if p is not None}


def numbers_in(sentence: str) -> set[int]:
    return {int(n) for n in re.findall(r"\d+", sentence)}


@GENTLY
@given(ENTRIES, st.booleans())
def test_no_count_says_more_than_its_entries(look, entries, flagged):
    """At most as many as answered, as many as its entries, and in the sentence."""
    summary = summarise(look(*entries, flagged=flagged), PROMPTS.lists)

    json.dumps(summary_as_data(summary), allow_nan=False)
    for row, result in summary.results:
        assert result.says
        assert not (result.too_early and result.findings)
        for f in (*result.findings, *result.behind):
            assert f.id == row.id
            assert 0 <= f.count <= f.of
            assert [*f.entries] == sorted(f.entries)
            assert "\n" not in f.label + f.whole


@GENTLY
@given(ENTRIES, st.booleans())
def test_a_count_is_told_with_its_entries(look, entries, flagged):
    """The sentence of what is no measure holds both numbers; every count has its entries."""
    summary = summarise(look(*entries, flagged=flagged), PROMPTS.lists)
    counts = [f for _, r in summary.results for f in (*r.findings, *r.behind) if f.unit is None]

    for f in counts:
        assert {f.count, f.of} <= numbers_in(f.sentence.you)
        assert len(f.entries) == (f.count or f.of)


@GENTLY
@given(ENTRIES, st.booleans())
def test_most_frequent_first(look, entries, flagged):
    """Choices that were named, by how often they were."""
    summary = summarise(look(*entries, flagged=flagged), PROMPTS.lists)

    for row, result in summary.results:
        counts = [f.count for f in result.findings if f.unit is None]
        assert sorted(counts, reverse=True) == counts
        if row.id in CHOICES:
            assert {f.of for f in result.findings} <= {result.have}


@GENTLY
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


@GENTLY
@given(ENTRIES)
def test_what_scared_or_was_not_sure_is_never_a_subject(look, entries):
    """Neither is a choice, however often it was picked."""
    summary = summarise(look(*entries), PROMPTS.lists)
    subjects = {(f.id, f.subject) for _, r in summary.results for f in r.findings}

    assert "not_sure" not in {subject for _, subject in subjects}
    assert not subjects & {("my_moves", "scary"), ("their_moves", "scary")}
