"""The rendering of entries: questions as they were asked, answers in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from journal.core.model import Entry, Other, Pick, Said, picks
from journal.core.terms import LENGTHS, THEMES

if TYPE_CHECKING:
    from journal.core.flows.flow import Flow

_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_WHOLE_MONTHS = (
    "January February March April May June July August September October November December"
).split()
_DAYS = "Mon Tue Wed Thu Fri Sat Sun".split()


@dataclass(frozen=True, slots=True)
class Shown:
    """
    A question and its answer, as shown.

    Attributes:
        asked: The question as it was asked.
        answers: The answer, one text for each choice; empty without an answer.
    """

    asked: str
    answers: tuple[str, ...]


def date_of(day: date, *, with_year: bool = True) -> str:
    """Return a date without its weekday: `1 Mar 2026`."""
    told = f"{day.day} {_MONTHS[day.month - 1]}"
    return f"{told} {day.year}" if with_year else told


def day_of(moment: datetime) -> str:
    """Return the date and time in the offset of the moment: `Sun 1 Mar 2026, 21:30`."""
    month = _MONTHS[moment.month - 1]
    return f"{_DAYS[moment.weekday()]} {moment.day} {month} {moment.year}, {moment:%H:%M}"


def month_of(moment: datetime) -> str:
    """Return the month in the offset of the moment: `March 2026`."""
    return f"{_WHOLE_MONTHS[moment.month - 1]} {moment.year}"


def day_in_month(moment: datetime) -> str:
    """Return the day and time without the month: `Sun 1, 21:30`."""
    return f"{_DAYS[moment.weekday()]} {moment.day}, {moment:%H:%M}"


def duration(minutes: int) -> str:
    """Return a duration in words: `45 min`, `1 h 30`, `2 days`; from two days on in whole hours."""
    if minutes < 60:
        return f"{minutes} min"
    if minutes < 48 * 60:
        hours, rest = divmod(minutes, 60)
        return f"{hours} h {rest:02d}" if rest else f"{hours} h"
    days, rest = divmod(minutes, 24 * 60)
    return f"{days} days {rest // 60} h" if rest >= 60 else f"{days} days"


def read_again(entry: Entry, flow: Flow | None) -> list[Shown]:
    """Return all questions and answers of an entry, in the order of the flow if it is known."""
    order = sorted(entry.answers, key=flow.position) if flow else list(entry.answers)
    return [
        Shown(entry.answers[q].wording, answer_in_words(entry.answers[q], q, flow)) for q in order
    ]


def differences(before: Entry, present: Entry, flow: Flow | None) -> list[Shown]:
    """
    Return the former answers that differ from the present ones, in the order of the flow.

    A question without a former answer is included, with none.
    """
    questions = list({**before.answers, **present.answers})
    changed = [q for q in questions if before.value(q) != present.value(q)]
    shown = []
    for question in sorted(changed, key=flow.position) if flow else changed:
        said = before.answers.get(question)
        if said is None:
            shown.append(Shown(present.answers[question].wording, ()))
        else:
            shown.append(Shown(said.wording, answer_in_words(said, question, flow)))
    return shown


def answer_in_words(said: Said, question: str, flow: Flow | None) -> tuple[str, ...]:
    """
    Return an answer in words, one text for each choice.

    Args:
        said: The answer.
        question: The id of the question.
        flow: The flow, for labels that were not stored; may be unknown.
    """
    value = said.value
    if isinstance(value, int):
        asked = flow.question(question) if flow else None
        is_length = said.theme in LENGTHS or (asked and asked.kind == "minutes")
        return (duration(value) if is_length else f"{value} of 10",)
    if THEMES.get(said.theme) == "text" and isinstance(value, str):
        return (value,)
    return tuple(label_of(pick, said, question, flow) for pick in picks(value))


def label_of(pick: Pick, said: Said, question: str, flow: Flow | None) -> str:
    """Return the label of a choice: as stored, else from the word list, else its id."""
    if isinstance(pick, Other):
        return pick.text
    word = flow.word_of(question, pick) if flow else None
    return said.labels.get(pick) or (word.label if word else pick)
