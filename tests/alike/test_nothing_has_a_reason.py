"""
"Nothing" says of what, and why:
* nobody answered, too few, asked and never given, given too seldom, compared and no difference
* the reason is true of the entries; the sentence names what there is nothing of
* nothing is said of what could not be compared
* a journal of one kind of entry alone names that kind; no command sends to itself
"""

from __future__ import annotations

import re

import pytest
from made_up import ALONE, BY_NAME

from journal.core.insights.absence import Reason
from journal.core.insights.comparison.family import LEAST_WITH_IT, compare
from journal.core.insights.comparison.halves import halves
from journal.core.insights.moves import sides_of
from journal.core.insights.summary import summary_as_data
from journal.core.insights.tally import column, distinct_choices
from journal.core.loop.sentences import not_drawn
from journal.core.model import Other
from journal.local.prompts.loader import Prompts

LISTS = Prompts().lists
CHOICES = "trigger topic body surface softer my_moves their_moves ending story need".split()


def absent(journal):
    return [(row, r) for row, r in journal.summary.results if not r.findings]


def test_every_absence_has_a_reason_and_a_sentence_under_its_title(journal):
    """None without; whatever was found has none."""
    for _, result in journal.summary.results:
        assert (result.reason is None) == bool(result.findings)
    for row, result in absent(journal):
        [said] = result.sentences
        assert said.startswith(row.title) or result.reason is Reason.NEVER


def test_each_way_of_showing_says_the_same_reason(journal):
    """At length, in sentences and as data; in short, its title with what it takes."""
    data = {a["id"]: a for a in summary_as_data(journal.summary)["absent"]}
    plain, why, short = (journal.text(plain=True), journal.text(why=True), journal.text())
    shown = (plain, why, short)

    assert set(data) == {row.id for row, _ in absent(journal)}
    for row, result in absent(journal):
        [said] = result.sentences
        assert data[row.id] == {"id": row.id, "reason": result.reason, "sentence": said}
        if "From " in plain[:5]:
            none = f"{row.title} (from {result.need})"
            told = f"{row.title} ({result.have} of {result.need})"
            if result.reason is Reason.NO_ANSWER:
                assert all(none in out.partition("Nothing to count yet: ")[2] for out in shown)
            else:
                assert said in plain
                assert said in why
                assert said in short or told in short


@pytest.mark.parametrize("theme", CHOICES)
def test_the_reason_is_true_of_the_entries(journal, theme):
    """Counted here: who answered, what was named, how often."""
    result = next(r for row, r in journal.summary.results if row.id == theme)
    answers = column(journal.looking, theme)
    counts = {}
    for _, picked in answers:
        for pick in distinct_choices(picked):
            counts[pick] = counts.get(pick, 0) + 1
    least = 3 if theme in ("story", "need") else 2
    expected = (
        Reason.NO_ANSWER
        if not answers
        else Reason.TOO_FEW
        if len(answers) < result.need
        else Reason.NEVER
        if not counts
        else Reason.TOO_RARE
        if max(counts.values()) < least
        else None
    )

    assert result.reason is expected


def test_no_difference_is_said_of_what_was_compared_alone(journal):
    """Measures with eight in each half, subjects with five on each side; the rest named so."""
    for row, result in journal.summary.results:
        if row.id == "change" and not result.too_early:
            told = " ".join(result.sentences)
            same = re.search(r"no clear (?:difference in|change:) ([^.]*)\.", told, re.IGNORECASE)
            for half in halves(journal.looking, LISTS):
                name = half.measure.label.lower()
                assert not (same and name in same[1]) or half.is_enough
                assert half.is_enough or name in told
        if row.id == "lean_by" and result.reason is Reason.NO_DIFFERENCE:
            compared = compare(journal.looking, LISTS)
            enough = [v for v in compared.named if v.smaller >= LEAST_WITH_IT]
            rare = len(compared.named) - len(enough)
            assert result.says[0].you.count("'") == 2 * len(enough)
            assert (
                f"Too few with it, or without it, to compare: {rare} more" in result.says[0].you
            ) == bool(rare)


def test_soft_moments_that_never_came_are_no_skipped_question(journal):
    """'None yet' is said only where someone told what they did."""
    result = next(r for row, r in journal.summary.results if row.id == "softened")
    if result.reason is Reason.NEVER:
        told = [c for c in journal.looking.conflicts if c.said.get("my_moves")]
        free = [c for c in told if not sides_of(c, LISTS).i_yielded_to_sharp]
        own = any(isinstance(p, Other) for c in free for p in c.value("my_moves"))
        n, k = len(free), len(told) - len(free)
        assert (
            "none among the words of the list"
            if own
            else f"none yet in {n} entries. Left out: {k} where you froze"
            if k
            else f"none yet in the {n} entries that tell what you did"
        ) in result.says[0].you


@pytest.mark.parametrize("name", ALONE)
def test_a_journal_of_one_kind_alone_names_that_kind(name):
    """Never "0 so far" with six of something; never sent to the command one is in."""
    journal = BY_NAME[name]
    told = journal.text()
    loop = not_drawn(journal.cycle, journal.looking, filtered=False)
    kinds = {"second looks": "6 second looks", "check-ins": "6 check-ins"}
    kinds |= {"caught": "6 caught moments", "notes": "3 notes", "one": "1 long entry"}

    assert "0 so far" not in told + loop
    assert "journal cycle" not in loop
    if name in kinds:
        assert kinds[name] in told
    if name in ("second looks", "check-ins", "caught", "notes"):
        assert kinds[name] in loop
    if name in ("nothing", "kept apart"):
        assert told == "Nothing to count here. To write: journal reflect"


@pytest.mark.parametrize("how", [{}, {"plain": True}, {"why": True}, {"why": True, "plain": True}])
def test_who_was_not_sure_is_told_what_is_left_out(journal, how):
    """Once, with the count and where help is; nobody else, and no entry is said not to tell."""
    conflicts = journal.looking.conflicts
    unsure = sum(c.entry.argument_care is not None for c in conflicts)
    told, data = journal.text(**how), summary_as_data(journal.summary)["notes"]
    there = f"{unsure} of {len(conflicts)} entries" if len(conflicts) > 1 else "1 entry"
    said = f"In {there} you were not sure about safety. "

    assert told.count(said) == (unsure > 0)
    assert told.count("Help lines: journal support") == (unsure > 0)
    assert ([n.startswith(said) for n in data]) == ([True] if unsure else [])
    assert "tells of that" not in told
