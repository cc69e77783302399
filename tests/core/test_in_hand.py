"""
What stands in a field and is no answer:
* left or gone back from at any question of any flow, it stands there when that is asked again
* it goes with the answer, or with the skip, and is in no finished entry
* what is said about danger is never kept like that
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from journal.core import conversation as talk
from journal.core.conversation import Ask, start
from journal.core.finish import as_draft, as_finished
from journal.core.model import IN_HAND, Entry

if TYPE_CHECKING:
    from journal.settings.prompts import Prompts

EVENING = datetime(2026, 3, 4, 20, tzinfo=UTC)
TYPED = "twenty or so"
FLOWS = ("full", "quick", "followup", "caught", "checkin", "note")


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
        held = talk.noted(at, None, TYPED)
        again = talk.next_step(start(flow, as_draft(held), {}))

        assert isinstance(again, Ask), question.id
        assert again.typed == ("" if question.theme == "unsafe" else TYPED), question.id
        assert again.default == step.default, question.id
        assert IN_HAND + question.id not in talk.skip(held).entry.answers
        assert all(not q.startswith(IN_HAND) for q in as_finished(held).answers)


def test_something_was_tried(prompts: Prompts) -> None:
    """Most questions of the long flow can be come to like that."""
    flow = prompts.flow("full")
    entry = Entry("u1", "full", flow.counts, EVENING, EVENING, {}, draft_at="hot_minutes")
    step = talk.next_step(start(flow, entry, {}))
    assert isinstance(step, Ask)
    assert step.question.id == "hot_minutes"
