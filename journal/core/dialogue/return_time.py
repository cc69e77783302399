"""The time to come back, asked at the end; a state of the journal, not an answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from journal.core.dialogue.asks import aside
from journal.core.dialogue.ports import Answered, Left, Person, Wrote
from journal.core.dialogue.progress import Progress
from journal.core.entries.plan import read_return_time
from journal.core.errors import Stopped
from journal.core.flows.flow import Question
from journal.core.model import IN_HAND

_LIKE_A_TIME = "A time, like 21:30 or tomorrow 9:00. Or skip."
_NO_TIME = f"That is no time that can be read here. {_LIKE_A_TIME}"


def ask_return_time(
    progress: Progress,
    person: Person,
    now: Callable[[], datetime],
    hold: Callable[[Question, str], Progress],
) -> datetime | None:
    """
    Ask for the time to come back, if the flow has that question.

    The entry is finished after it, so that `resume` asks it again if the person stops here.

    Args:
        progress: The progress, after the last question.
        person: The person.
        now: The clock.
        hold: Saves the unfinished text of the question, and returns the progress.

    Returns:
        The time; None if none is set.

    Raises:
        Stopped: If the person stops.
    """

    def no_time(text: str) -> str:
        return "" if read_return_time(text, now()) is not None else _NO_TIME

    flow = progress.flow
    question = Question("return_time", "free", "text", flow.return_time, _LIKE_A_TIME)
    while flow.return_time and progress.entry.answers:
        typed = str(progress.entry.value(IN_HAND + question.id) or "")
        ask = replace(aside(question), check=no_time, typed=typed, entry=progress.entry.uid)
        match person.ask(ask):
            case Answered(value):
                return read_return_time(str(value), now())
            case Left(value, text) | Wrote(value, text) as reply:
                progress = hold(question, text or str(value or ""))
                if isinstance(reply, Left):
                    raise Stopped
            case _:
                break
    return None
