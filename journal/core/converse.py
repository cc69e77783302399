"""
The conversation with a person: ask, keep, go on.

Every answer is kept before the next question is asked. The one exception is safety:
what is said about danger stays in memory until the person has chosen to keep it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Protocol

from journal.core import conversation as talk
from journal.core.care import CareBook, asks_for_care, branch_for, facts_only
from journal.core.conversation import Ask, Offer
from journal.core.errors import Stopped
from journal.core.finish import as_draft, as_finished
from journal.core.flows import Question
from journal.core.lean import Lean
from journal.core.model import Answer, Entry, Said, picks
from journal.core.progress import Progress, lean_so_far

KEPT = "Kept. Go on with: journal resume"


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer, and the follow-ups that the person opened with it."""

    value: Answer
    more: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Skipped:
    """No answer; go on."""


@dataclass(frozen=True, slots=True)
class WentBack:
    """To the question before."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A follow-up that was offered is wanted."""

    question: str


Reply = Answered | Skipped | WentBack | Opened


class Person(Protocol):
    """Whoever is asked. Any call may raise `Stopped`."""

    def ask(self, ask: Ask) -> Answered | Skipped | WentBack:
        """Ask one question."""

    def offer(self, offer: Offer) -> Opened | Skipped | WentBack:
        """Offer follow-ups; skipping goes on without."""

    def page(self, text: str, choices: Mapping[str, str]) -> str:
        """Show a page of its own; returns the key of the choice taken."""

    def say(self, text: str) -> None:
        """Show a line between questions."""


class Keep(Protocol):
    """Where entries go. Returning means that it is on disk."""

    def save(self, entry: Entry) -> None:
        """Keep an entry, finished or not."""

    def erase(self, entry: Entry) -> None:
        """Leave nothing of an entry."""


def converse(
    progress: Progress, person: Person, keep: Keep, care: CareBook, country: str
) -> Entry | None:
    """
    Lead through a flow to its end.

    Args:
        progress: Where to begin; see `conversation.start`.
        country: ISO 3166 alpha-2, for the help lines; may be empty.

    Returns:
        The finished entry, kept; None if the person chose to keep nothing.

    Raises:
        Stopped: With the sentence to leave them with; what was said is kept.
    """
    kept = bool(progress.entry.answers)
    try:
        if progress.flow.opening and not kept:
            person.say(progress.flow.opening)
        while (step := talk.next_step(progress)) is not None:
            moved = _take(progress, step, person)
            if _needs_care(progress, moved, step):
                _step_back(progress, moved, step, keep, kept)
                after = _with_care(moved, step, person, keep, care, country)
                if not isinstance(after, Progress):
                    return after
                moved = after
            progress = moved
            if progress.entry.answers:
                keep.save(as_draft(progress))
                kept = True
    except Stopped as stop:
        raise Stopped(str(stop) or (KEPT if kept else "")) from None
    return _finish(progress, person, keep)


def _take(progress: Progress, step: Ask | Offer, person: Person) -> Progress:
    reply = person.ask(step) if isinstance(step, Ask) else person.offer(step)
    match reply:
        case Answered(value, more):
            return talk.answer(progress, value, more)
        case Opened(question):
            return talk.open_offer(progress, question)
        case WentBack():
            return talk.back(progress)
        case Skipped() if isinstance(step, Offer):
            return talk.decline(progress)
        case Skipped():
            return talk.skip(progress)


def _finish(progress: Progress, person: Person, keep: Keep) -> Entry | None:
    entry = as_finished(progress)
    if not entry.answers:
        keep.erase(entry)
        person.say("Nothing was written.")
        return None
    keep.save(entry)
    closing = _closing(progress, entry)
    if closing:
        person.say(closing)
    return entry


def _closing(progress: Progress, entry: Entry) -> str:
    """The last line, by how the upset went, else by the lean of this one."""
    lines = progress.flow.closing
    before = entry.value("heat_before")
    after = entry.value("heat_after")
    if isinstance(before, int) and isinstance(after, int) and "lower" in lines:
        trend = "lower" if after < before else "higher" if after > before else "same"
        return lines.get(trend, "")
    lean: Lean = lean_so_far(progress)
    return lines.get(lean.name) or lines.get("base") or lines.get("none", "")


def _needs_care(progress: Progress, moved: Progress, step: Ask | Offer) -> bool:
    """Whether the answer just given is one about danger that was not given before."""
    if not isinstance(step, Ask) or progress.stage:
        return False
    question = step.question.id
    value = moved.entry.value(question)
    before = progress.entry.value(question)
    return asks_for_care(progress.flow, question, value) and value != before


def _step_back(
    progress: Progress, moved: Progress, step: Ask | Offer, keep: Keep, kept: bool
) -> None:
    """
    Let the disk forget the answer about danger that an earlier one was changed from.

    Killed now, `resume` asks that question again instead of going on as if all were well.
    """
    if not kept or not isinstance(step, Ask):
        return
    question = step.question.id
    answers = {q: said for q, said in progress.entry.answers.items() if q != question}
    at = progress.flow.position(question)
    before = replace(moved, entry=replace(progress.entry, answers=answers), at=at, stage="")
    keep.save(as_draft(before))


def _with_care(
    progress: Progress,
    step: Ask | Offer,
    person: Person,
    keep: Keep,
    care: CareBook,
    country: str,
) -> Progress | Entry | None:
    """
    Safety first: the words and lines that fit, then the choice what to keep.

    Returns:
        The progress, to go on (only if not sure and nothing named); the entry that was
        kept; or None if nothing was.
    """
    try:
        unsafe = progress.entry.value(step.question.id) if isinstance(step, Ask) else None
        unsafe = unsafe if unsafe in ("yes", "not_sure") else "yes"
        kinds = [str(p) for p in picks(_ask_aside(person, care.questions["safety_kinds"]))]
        by = ""
        if unsafe == "yes" or kinds:
            by = str(_ask_aside(person, care.questions["safety_by"]) or "")
        branch = branch_for(unsafe, kinds, by)
        words = care.words(branch, kinds, by, country)
        if branch == "not_sure":
            return _not_sure(progress, words, person, keep, care)
        person.page(words, {"": "go on"})
        return _choose_what_to_keep(progress, person, keep, care)
    except Stopped:
        # Close and clear: no word on the screen tells what was on it.
        raise Stopped(" ") from None


def _not_sure(
    progress: Progress, words: str, person: Person, keep: Keep, care: CareBook
) -> Progress | Entry | None:
    choice = person.page(
        words, {"": "go on", "k": "stop and keep what is there", "c": "close and keep nothing"}
    )
    if choice == "c":
        keep.erase(progress.entry)
        return None
    if choice == "k":
        entry = as_finished(progress)
        keep.save(entry)
        person.say("Kept.")
        return entry
    return progress


def _choose_what_to_keep(
    progress: Progress, person: Person, keep: Keep, care: CareBook
) -> Entry | None:
    choice = person.page(
        care.keep["ask"],
        {"1": care.keep["facts"], "2": care.keep["nothing"], "3": care.keep["close"]},
    )
    if choice == "1":
        entry = _with_facts(progress, person, care)
        keep.save(entry)
        person.say(care.keep["kept"])
        return entry
    keep.erase(progress.entry)
    if choice == "2":
        person.say(care.keep["not_kept"])
    return None


def _with_facts(progress: Progress, person: Person, care: CareBook) -> Entry:
    entry = progress.entry
    if not any(said.theme == "facts" for said in entry.answers.values()):
        question = Question("facts", "facts", "text", care.keep["facts_ask"])
        told = _ask_aside(person, question)
        if told is not None:
            said = Said(told, "facts", question.ask)
            entry = replace(entry, answers={**entry.answers, "facts": said})
    return replace(entry, **facts_only(entry))  # type: ignore[arg-type]


def _ask_aside(person: Person, question: Question) -> Answer | None:
    """Ask a question that is no part of a flow; None if it is skipped."""
    reply = person.ask(Ask(question, None, "", (), (0, 0), can_go_back=False))
    return reply.value if isinstance(reply, Answered) else None
