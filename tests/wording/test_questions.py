"""
Every question, of every flow and of the pages about safety:
* fits a glance
* can be skipped
* takes "not sure" where it asks to name something
* in the words for someone who reached: none that can be read as force
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from journal.core.dialogue import steps as talk
from journal.core.dialogue.asks import Ask
from journal.core.flows.kinds import read_answer
from journal.core.model import NOT_SURE, Entry
from journal.screen.choice_rows import rows_of

LONGEST_ASK, LONGEST_HINT = 90, 110
"""Characters: two lines of a narrow terminal."""

NOW = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.fixture
def questions(flow, prompts):
    """The questions of a flow, and those about safety."""
    return [*flow.questions, *prompts.care.questions.values()]


def skipped_through(flow):
    """What an entry holds after every question was skipped and every offer declined."""
    progress = talk.start(flow, Entry("", flow.name, flow.counts, NOW, NOW, {}), {})
    for _ in range(2 * len(flow.questions) + 1):
        step = talk.next_step(progress)
        if step is None:
            return progress.entry.answers
        progress = talk.skip(progress) if isinstance(step, Ask) else talk.decline(progress)
    raise AssertionError("A skip leads nowhere.")


def test_every_question_fits_a_glance(questions):
    """A question and its variants in 90 characters, a hint in 110."""
    worded = [w for q in questions for w in (q, *q.variants)]

    assert [w.ask for w in worded if len(w.ask) > LONGEST_ASK] == []
    assert [w.hint for w in worded if len(w.hint) > LONGEST_HINT] == []


def test_every_question_is_a_whole_sentence(questions):
    """It ends as one, and asks one thing."""
    asks = [w.ask for q in questions for w in (q, *q.variants) if w.ask]

    assert [ask for ask in asks if not ask.endswith(("?", ".", "…"))] == []
    assert [ask for ask in asks if ask.count("?") > 1] == []


def test_a_flow_can_be_skipped_from_end_to_end(flow):
    """Nothing is asked twice, nothing is kept."""
    assert skipped_through(flow) == {}


def test_every_question_can_be_skipped(flow):
    """Also one that is only asked after certain answers, or that someone opened."""
    for question in flow.questions:
        alone = replace(question, when=(), offered="", opened=False)

        assert skipped_through(replace(flow, questions=(alone,))) == {}
        assert not question.is_asked or read_answer(question, None) is None


def test_whoever_is_to_name_something_may_be_not_sure(questions):
    """Every question with a list of words takes it, and shows it last, where it is never hidden."""
    for question in (q for q in questions if q.words is not None):
        last = rows_of(question)[-1]
        answer = [NOT_SURE] if question.kind == "many" else NOT_SURE

        assert (last.value, last.label, last.always) == (NOT_SURE, "Not sure", True)
        assert read_answer(question, answer)


def test_whoever_is_asked_about_danger_may_be_not_sure(flow, prompts):
    """In every flow that asks, and in the question about the past year."""
    asked = [q for q in flow.questions if q.theme == "unsafe"]

    assert all(q.word(NOT_SURE) for q in [*asked, prompts.care.questions["past_year"]])


def test_no_word_for_reaching_can_be_read_as_force(flow, force):
    """Variants and last lines for someone who leaned toward the other."""
    toward = [v for q in flow.questions for v in q.variants if v.lean == "toward"]
    said = [text for v in toward for text in (v.ask, v.hint)] + [flow.closing.get("toward", "")]

    assert [text for text in said if force.search(text)] == []
