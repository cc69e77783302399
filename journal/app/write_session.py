"""The writing of an entry with a person at the terminal, from first question to last."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from journal.app.journal import Journal, open_journal
from journal.app.program import Program
from journal.app.recovered_text import pick_up
from journal.app.safeguards import before_anything_is_typed, lock_of_new
from journal.core.care.first_run import Started, first_run
from journal.core.care.screening import ask_past_year, is_due_again
from journal.core.conversation import Conversation
from journal.core.dialogue.steps import start
from journal.core.entries.rendering import date_of
from journal.core.errors import Stopped
from journal.core.model import Entry

if TYPE_CHECKING:
    from journal.core.dialogue.ports import Moved, Person
    from journal.core.flows.conditions import Situation
    from journal.core.flows.flow import Flow
    from journal.store import Cipher

_RECENT = 100
"""Newest entries considered when the past-year question may be due; over three months' worth."""

_ABOUT_IS_GONE = (
    "The entry that you look back on here was erased for good in another window."
    " What you write is kept as an entry of its own."
)
_NEEDS_A_FILE = "To hand in answers from a file: journal reflect --answers FILE"


@contextmanager
def writing_session(
    program: Program, *, plain: bool = False
) -> Iterator[tuple[Journal, Person] | None]:
    """
    Open the journal for a person at the terminal, with the first-run dialogue if it is needed.

    On the first run, nothing is written to disk before the person chooses to go on.

    Yields:
        The open journal and the person; None if the person closes the first-run dialogue.

    Raises:
        NoTerminalError: If there is nobody to ask.
    """
    from journal.store import load_meanwhile

    program.terminal.need(_NEEDS_A_FILE)
    before_anything_is_typed(program.home)
    lock = None if program.is_there() else lock_of_new(program)
    load_meanwhile()
    with program.at_terminal(plain=plain) as person:
        started = None if program.is_there() else _first_run(program, person, can_lock=lock is None)
        if started is None and not program.is_there():
            yield None
            return
        with open_journal(program, new=lock or _new_lock(program, started)) as j:
            if started is None and _is_untouched(j):
                started = _first_run(program, person, can_lock=False)
                if started is None:
                    yield None
                    return
            if started is not None:
                j.store.state.past_year_asked_at = j.now()
                if started.plain_view:
                    j.store.state.view = "plain"
            pick_up(j, person)
            yield j, person


def _first_run(program: Program, person: Person, *, can_lock: bool) -> Started | None:
    path = str(program.home.path)
    return first_run(person, program.prompts.care, program.country, path, can_lock=can_lock)


def _new_lock(program: Program, started: Started | None) -> Cipher | None:
    """Ask for the passphrase of a new journal, if the person wants one."""
    if started is None or not started.locks:
        return None
    from journal.app.unlocking import choose_passphrase
    from journal.store import Cipher

    return Cipher(choose_passphrase(program))


def _is_untouched(j: Journal) -> bool:
    """Return whether the journal exists only because a setting was changed."""
    anything = j.store.entries(flagged=True, drafts=True, limit=1)
    return j.store.state.past_year_asked_at is None and next(anything, None) is None


@dataclass(frozen=True, slots=True)
class Writing:
    """The storage of an entry being written; implements `core.dialogue.ports.Keep`."""

    j: Journal
    person: Person

    def save(self, entry: Entry) -> Entry:
        """Save an entry; without its reference if the entry it looks back on was erased."""
        if entry.about is not None and not self.j.store.knows(entry.about):
            entry = replace(entry, about=None)
            with suppress(Stopped):
                self.person.page(_ABOUT_IS_GONE, {"": "go on"})
        return self.j.save(entry)

    def erase(self, entry: Entry) -> None:
        """Erase an entry permanently."""
        self.j.erase(entry)

    def moved(self) -> Moved | None:
        """Return the change that another window made to the file; None without one."""
        return self.j.moved()

    def reopen(self, entry: Entry) -> Entry:
        """Open the file now in place; an entry that it lacks continues as a new one."""
        self.j.reopen()
        if entry.revision is None or self.j.store.knows(entry.uid):
            return entry
        return replace(entry, uid=str(uuid.uuid4()), number=None, revision=None)

    def come_back(self, at: datetime) -> None:
        """Save the time the person chose to come back."""
        self.j.come_back(at)

    def own_words(self, list_name: str) -> list[str]:
        """Return the person's own words in a list."""
        return self.j.own_words(list_name)

    def keep_own_word(self, list_name: str, text: str) -> None:
        """Add one of the person's own words to a list."""
        self.j.keep_own_word(list_name, text)


def write(j: Journal, entry: Entry, person: Person) -> None:
    """Ask the questions of an entry, new or begun, and the past-year question if it is due."""
    flow = j.prompts.flow(entry.flow)
    situation = situation_of(j, entry)
    shown = flow if j.view == "loop" else flow.plain()
    short = j.prompts.flow("quick")
    return_at = j.store.state.return_at
    conversation = Conversation(
        start(shown, entry, situation),
        person,
        Writing(j, person),
        j.prompts.care,
        j.program.country,
        short=short if j.view == "loop" else short.plain(),
        plan=str(situation["plan"]) if j.view == "loop" else "",
        now=j.now,
    )
    done = conversation.run()
    if j.moved():
        return  # the entry is kept, and what follows can wait
    if done is not None and _comes_back(done, short):
        j.store.state.came_back(return_at)
    if done is not None and not done.is_apart:
        _ask_again(j, person)


def _comes_back(done: Entry, short: Flow) -> bool:
    """Return whether an entry fulfils the time to come back; a check-in or a note does not."""
    return done.flow != short.name and (done.counts == "conflict" or done.about is not None)


def situation_of(j: Journal, entry: Entry) -> Situation:
    """Return the facts that conditions of questions refer to, other than the answers."""
    plan = j.plan()
    about = j.store.find(entry.about) if entry.about else None
    subject = about or entry
    facts: dict[str, str | int] = {
        "minutes_since": int((j.now() - entry.happened_at).total_seconds() // 60),
        "has_plan": "yes" if plan else "no",
        "plan": plan.sentence() if plan else "",
        "plan_was_there": "yes" if plan and plan.since < subject.happened_at else "no",
        "loop_missing": "no" if about and about.value("loop") else "yes",
    }
    if about is not None:
        from journal.core.cycle.loop_draft import loop_draft

        flow = j.flow_of(about.flow)
        facts["day"] = date_of(about.happened_at.date())
        facts["lean_detail"] = about.lean_detail or "unknown"
        if about.argument_care is not None:
            facts |= {"loop_missing": "no", "plan_was_there": "no", "lean_detail": "unknown"}
        elif flow is not None and entry.flow == "followup":
            facts["loop_draft"] = loop_draft(flow, about)
    return facts


def _ask_again(j: Journal, person: Person) -> None:
    """Ask the question about the past year, if it is due."""
    last = j.store.state.past_year_asked_at
    moment = j.now()
    recent = [
        e
        for e in j.store.entries(flagged=True, newest_first=True, limit=_RECENT)
        # An entry that a wrong clock dated in the future is left out.
        if last is None or last < e.written_at <= moment
    ]
    if is_due_again(last, moment, recent):
        country, again = j.program.country, last is not None
        plain_view = ask_past_year(person, j.prompts.care, country, again=again)
        j.store.state.past_year_asked_at = j.now()
        if plain_view:
            j.store.state.view = "plain"
