"""
The conversation with a person through one flow.

Each answer is on disk before the next question is asked. The one exception is safety:
answers about danger stay in memory until the person has chosen to keep them.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime

from journal.core.care.calming import settle_first
from journal.core.care.care_book import SCARY, CareBook, asks_again, asks_for_care
from journal.core.care.monitor import WritingMonitor
from journal.core.care.safety_dialogue import ask_unsafe_again, see_to_safety
from journal.core.dates import clock
from journal.core.dialogue import steps as talk
from journal.core.dialogue.asks import Ask, Offer
from journal.core.dialogue.finishing import as_draft, as_finished, last_line
from journal.core.dialogue.own_words import OwnWords
from journal.core.dialogue.ports import (
    Answered,
    Keep,
    Left,
    Opened,
    Person,
    Skipped,
    WentBack,
    Wrote,
)
from journal.core.dialogue.progress import Progress, filled
from journal.core.dialogue.return_time import ask_return_time
from journal.core.dialogue.saving import Keeping
from journal.core.errors import ClosedForSafety, Stopped, StoreError
from journal.core.flows.flow import Flow, Question
from journal.core.model import Entry, picks

KEPT = "Kept. Go on with: journal resume"
NOT_WRITTEN = "Nothing was written."


@dataclass(slots=True)
class Conversation:
    """
    The conversation of one person through one flow.

    Attributes:
        progress: The progress, at first from `steps.start`.
        person: The person.
        keep: The store of entries.
        care: The texts, questions and help lines for safety and calming.
        country: The country of the help lines, ISO 3166 alpha-2; may be empty.
        short: The flow of the short entry, offered at high heat; None for no offer.
        plan: The current plan as a sentence; empty if there is none.
        now: The clock.
        closing: Returns the last line; None for that of the flow.
    """

    progress: Progress
    person: Person
    keep: Keep
    care: CareBook
    country: str
    short: Flow | None = None
    plan: str = ""
    now: Callable[[], datetime] = clock.now
    closing: Callable[[], str] | None = None
    _settled: bool = False
    _was_asked_again: bool = False
    _own: OwnWords = field(init=False)
    _keeping: Keeping = field(init=False)

    def __post_init__(self) -> None:
        """Set up own words and saving, with this person and store."""
        self._own = OwnWords(self.person, self.keep)
        self._keeping = Keeping(self.person, self.keep)

    def run(self) -> Entry | None:
        """
        Lead the person to the end of the flow.

        Returns:
            The finished entry, on disk; None if nothing was written or kept.

        Raises:
            Stopped: If the person stops; it has the last sentence, and the answers are on disk.
            ClosedForSafety: If they close the safety dialogue; nothing more is kept.
            StoreError: If an answer cannot be saved and the person chooses to stop.
        """
        if self.progress.flow.opening and not self._is_kept:
            self.person.say(filled(self.progress, self.progress.flow.opening))
        monitor = WritingMonitor(self.person, self.care, self.country, self.now)
        try:
            while (step := talk.next_step(self.progress)) is not None:
                before = self.progress
                goes_on = True
                if isinstance(step, Ask) and step.question.kind == "settle":
                    self._settle()
                else:
                    goes_on = self._take(step)
                danger = self._danger(before, step) or self._asked_again(before, step)
                if danger:
                    after = self._see_to_safety(before, danger)
                    if not isinstance(after, Progress):
                        return after
                    self.progress = after
                self._save()
                monitor.check(before.entry, self.progress.entry)
                if goes_on and isinstance(step, Ask) and step.question.takes_own and not danger:
                    there = picks(before.entry.value(step.question.id)) if before.again else ()
                    self.progress = self._own.settle(self.progress, step.question, there)
                    self._save()
            come_back = ask_return_time(self.progress, self.person, self.now, self._hold)
        except KeyboardInterrupt:
            raise Stopped(KEPT if self._is_kept else NOT_WRITTEN) from None
        except ClosedForSafety:
            raise  # and nothing more is kept
        except Stopped as stop:
            self._put_words_down()
            raise Stopped(stop.told or (KEPT if self._is_kept else NOT_WRITTEN)) from None
        return self._finish(come_back)

    @property
    def _is_kept(self) -> bool:
        return bool(self.progress.entry.answers) or self.progress.entry.draft_at is not None

    def _take(self, step: Ask | Offer) -> bool:
        """Ask, and move on by the reply; return False if the same question is asked again."""
        if isinstance(step, Ask):
            own = self._own.known(step.question)
            step = replace(step, own=own, entry=self.progress.entry.uid)
        reply = self.person.ask(step) if isinstance(step, Ask) else self.person.offer(step)
        match reply:
            case Answered(value, more):
                self.progress = talk.answer(self.progress, value, more)
            case Opened(question):
                self.progress = talk.open_offer(self.progress, question)
            case Wrote(typed, text):
                self.progress = talk.with_partial_answer(self.progress, typed, text)
            case WentBack(typed, text):
                self.progress = talk.back(talk.with_partial_answer(self.progress, typed, text))
            case Left(typed, text):
                question = step.question.id if isinstance(step, Ask) else ""
                if not asks_for_care(self.progress.flow, question, typed):
                    self.progress = talk.with_partial_answer(self.progress, typed, text)
                    self._save()
                raise Stopped()
            case Skipped() if isinstance(step, Offer):
                self.progress = talk.decline(self.progress)
            case Skipped():
                self.progress = talk.skip(self.progress)
        return not isinstance(reply, Wrote)

    def _put_words_down(self) -> None:
        with suppress(StoreError):  # the entry itself is saved
            self._own.put_down(self.progress)

    def _settle(self) -> None:
        if self.short is None or self._settled:
            self.progress = talk.skip(self.progress)
        else:
            self._settled = True
            self.progress = settle_first(
                self.progress, self.person, self.care, self.country, self.short, self.plan
            )

    def _save(self) -> None:
        """Save the draft; an entry that was only skipped so far leaves no trace."""
        if self._is_kept:
            entry = self._keeping.put(as_draft(self.progress))
            self.progress = replace(self.progress, entry=entry)

    def _went_on(self, kept: Entry) -> None:
        """Take over uid, number and revision of the saved entry, and keep the current answers."""
        entry = replace(
            self.progress.entry, uid=kept.uid, number=kept.number, revision=kept.revision
        )
        self.progress = replace(self.progress, entry=entry)

    def _danger(self, before: Progress, step: Ask | Offer) -> str:
        """Return the id of the question if its new answer tells of danger; else an empty text."""
        question = self._newly_answered(before, step)
        value = self.progress.entry.value(question)
        return question if asks_for_care(before.flow, question, value) else ""

    def _asked_again(self, before: Progress, step: Ask | Offer) -> str:
        """
        Ask the question about danger again if the answer calls for it.

        The draft stays at that answer, so that after a crash `resume` leads here again.

        Returns:
            The id of the question about danger if the answer was `yes` or `not_sure`; else an
            empty text.
        """
        question = step.question.id if isinstance(step, Ask) else ""
        value = self.progress.entry.value(question)
        same = before.again and not self._newly_answered(before, step)
        if self._was_asked_again or same or not asks_again(before.flow, question, value):
            return ""
        self._went_on(self._keeping.put(as_draft(talk.with_partial_answer(before, value))))
        self.progress, told = ask_unsafe_again(self.progress, self.person)
        self._was_asked_again = True
        return told

    def _see_to_safety(self, before: Progress, danger: str) -> Progress | Entry | None:
        """Lead the safety dialogue, even if saving fails; see `safety_dialogue.see_to_safety`."""
        unsaid = self._unsaid(before, danger)
        if before.entry.draft_at is not None:
            # After a crash here, `resume` asks that question again.
            with suppress(StoreError):
                self._went_on(self.keep.save(as_draft(unsaid)))
            unsaid = self._unsaid(before, danger)
        value = self.progress.entry.value(danger)
        others = tuple(p for p in picks(value) if p != SCARY) if isinstance(value, tuple) else ()
        slip = talk.with_partial_answer(unsaid, others or None)
        return see_to_safety(
            self.progress, danger, slip, self.person, self._keeping, self.care, self.country
        )

    def _newly_answered(self, before: Progress, step: Ask | Offer) -> str:
        question = step.question.id if isinstance(step, Ask) else ""
        same = self.progress.entry.value(question) == before.entry.value(question)
        return "" if same else question

    def _unsaid(self, before: Progress, question: str) -> Progress:
        """Return the progress at a question without its answer; in an edit, with the former one."""
        answers = {q: said for q, said in self.progress.entry.answers.items() if q != question}
        if before.again and question in before.entry.answers:
            answers[question] = before.entry.answers[question]
        entry = replace(self.progress.entry, answers=answers)
        at = before.flow.position(question)
        return replace(self.progress, entry=entry, at=at, stage="")

    def _finish(self, come_back: datetime | None) -> Entry | None:
        entry = as_finished(self.progress)
        if not entry.answers and not self.progress.again:
            self._keeping.erase(entry)
            self.person.say(NOT_WRITTEN)
            return None
        entry = self._keeping.put(entry)
        self._put_words_down()
        if come_back is not None:
            self._keeping.come_back(entry, come_back)
        closing = self.closing() if self.closing else last_line(self.progress, entry)
        if closing:
            self.person.say(closing)
        return entry

    def _hold(self, question: Question, text: str) -> Progress:
        """Save the unfinished text of a question, and return the progress."""
        self.progress = talk.held(self.progress, question, text)
        self._save()
        return self.progress
