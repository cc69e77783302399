"""
What stands in a field and is no answer:
* left or gone back from at any question of any flow, it stands there when that is asked again
* it goes with the answer, or with the skip, and is in no finished entry
* so does what stands at the question when to come back, which belongs to no flow's list
* what is said about danger is never kept like that
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from journal.core.dialogue import steps as talk
from journal.core.dialogue.asks import Ask
from journal.core.dialogue.finishing import as_draft, as_finished
from journal.core.dialogue.ports import Left, Wrote
from journal.core.dialogue.steps import start
from journal.core.model import IN_HAND, Entry
from journal.local.prompts.loader import Prompts

EVENING = datetime(2026, 3, 4, 20, tzinfo=UTC)
TYPED = "twenty or so"
Meet = Callable[..., Any]
FLOWS = Prompts().flow_names()


@pytest.mark.parametrize("name", FLOWS)
def test_at_every_question(prompts: Prompts, name: str) -> None:
    """There again after a stop; gone once it is answered or skipped."""
    flow = prompts.flow(name)
    for question in flow.questions:
        if not question.is_asked:
            continue
        entry = Entry("u1", name, flow.counts, EVENING, EVENING, {}, draft_at=question.id)
        at = start(flow, entry, {})
        step = talk.next_step(at)
        if not isinstance(step, Ask) or step.question.id != question.id:
            continue
        held = talk.with_partial_answer(at, None, TYPED)
        again = talk.next_step(start(flow, as_draft(held), {}))

        assert isinstance(again, Ask), question.id
        assert again.typed == ("" if question.theme == "unsafe" else TYPED), question.id
        assert again.default == step.default, question.id
        assert IN_HAND + question.id not in talk.skip(held).entry.answers
        assert all(not q.startswith(IN_HAND) for q in as_finished(held).answers)


LEAVES = {
    "a text": Left("half past"),
    "what is no text": Left(None, "half past"),
    "for an editor": Wrote("half past"),
    "refused": Wrote(None, "half past"),
}


@pytest.mark.parametrize("name", FLOWS)
@pytest.mark.parametrize("how", LEAVES)
def test_when_to_come_back(prompts: Prompts, meet: Meet, name: str, how: str) -> None:
    """On disk with the entry that is not finished, and there again; answered, it is gone."""
    flow = prompts.flow(name)
    first = next(q for q in flow.questions if q.kind in ("scale", "text") and q.is_asked)
    says = {first.id: 5 if first.kind == "scale" else "Some."}
    left = meet(name, {**says, "return_time": (LEAVES[how], Left("half past"))}, opens=[first.id])
    if not flow.return_time:
        assert "return_time" not in left.person.names("ask")
        return

    assert left.stopped == "Kept. Go on with: journal resume"
    assert left.disk.entry.is_draft
    assert left.disk.entry.value(IN_HAND + "return_time") == "half past"
    again = meet(name, {"return_time": "21:30"}, draft=left.disk.entry)
    assert again.person.names("ask") == ["return_time"]
    assert again.person.ask_of("return_time").typed == "half past"
    assert again.disk.returns == [EVENING.replace(hour=21, minute=30)]
    assert {*again.disk.entry.answers} == {first.id}
    assert not again.disk.entry.is_draft


def test_something_was_tried(prompts: Prompts) -> None:
    """Most questions of the long flow can be come to like that."""
    flow = prompts.flow("full")
    entry = Entry("u1", "full", flow.counts, EVENING, EVENING, {}, draft_at="hot_minutes")
    step = talk.next_step(start(flow, entry, {}))
    assert isinstance(step, Ask)
    assert step.question.id == "hot_minutes"
