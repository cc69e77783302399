"""The ways to write: an entry of a flow, a waiting draft, answers from a file, a note."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from journal.app.input_file import read_bytes
from journal.app.journal import Journal, open_journal
from journal.app.program import Program
from journal.app.recovered_text import gone_with, note_of, pick_up
from journal.app.write_session import write, writing_session
from journal.core.entries.rendering import day_of
from journal.core.errors import (
    AnswerError,
    ChangedElsewhereError,
    FollowUpError,
    InputError,
    UnknownEntryError,
)

if TYPE_CHECKING:
    from journal.core.dialogue.ports import Person
    from journal.core.model import Entry

_ABOUT_AN_ARGUMENT = ("full", "quick")

_SAME_ARGUMENT = timedelta(days=2)
"""The time after a short entry within which a long one may be about the same argument."""


def write_entry(
    program: Program, name: str, happened_at: datetime | None = None, *, plain: bool = False
) -> None:
    """
    Ask the questions of a flow, or continue a waiting draft.

    Args:
        name: The name of the flow.
        happened_at: The moment of the event; None for now.
        plain: Ask line by line.

    Raises:
        JournalError: If there is no such flow, or nobody can be asked.
        Stopped: If the person leaves.
    """
    program.prompts.flow(name)  # an unknown flow is reported before anything is opened
    with writing_session(program, plain=plain) as session:
        if session is None:
            return
        j, person = session
        draft = j.store.draft()
        if draft is not None and _wants_draft(j, draft, name, person):
            write(j, draft, person)
            return
        about = _short_entry_before(j, person) if name == "full" and happened_at is None else None
        at = about.happened_at if about else happened_at or j.now()
        write(j, j.begin(j.prompts.flow(name), at, about), person)


def resume(program: Program, *, plain: bool = False) -> None:
    """
    Continue an unfinished entry, or tell that none waits.

    Raises:
        NoTerminalError: If nobody can be asked.
        Stopped: If the person leaves.
    """
    program.terminal.need("To go on with an entry, use a terminal.")
    with open_journal(program, to_read=True) as j:
        if j.store.draft() is None and not program.editor().has_unfinished():
            calls = [entry.call for entry in j.store.changes_waiting()]
            waiting = [f"Changes to entry {call} wait: journal edit {call}" for call in calls]
            rest = "\n".join(waiting) or "To start: journal reflect"
            program.tell(f"No entry waits to be finished. {rest}")
            return
        with program.at_terminal(plain=plain) as person:
            pick_up(j, person)
            draft = j.store.draft()
            if draft is not None:
                write(j, draft, person)


def follow_up(program: Program, name: str | None, *, plain: bool = False) -> None:
    """
    Ask the questions of a second look at an argument.

    Args:
        name: The number of the argument's entry, or `last`; None for the newest without a
            second look.

    Raises:
        FollowUpError: If no argument waits, or the named entry is no argument.
        UnknownEntryError: If there is no such entry.
        Stopped: If the person leaves.
    """
    with writing_session(program, plain=plain) as session:
        if session is None:
            return
        j, person = session
        about = _subject(j, name)
        at = max(j.now(), about.happened_at)
        write(j, j.begin(j.prompts.flow("followup"), at, about), person)


def write_by_file(program: Program, name: str) -> None:
    """
    Save an entry whose answers are in a file.

    Args:
        name: The path of the file; `-` for standard input.

    Raises:
        InputError: If the file cannot be read, is invalid, or holds an entry that exists already.
    """
    from journal.core.care.care_book import tells_of_danger
    from journal.exchange.json_import import EntryReader

    data, place = read_bytes(name)
    entry = EntryReader(program.prompts.flow_if_any, program.now()).read_one(
        data, place, uid=str(uuid.uuid4())
    )
    with open_journal(program) as j:
        try:
            kept = j.save(entry)
        except ChangedElsewhereError:
            raise InputError(place, "An entry with this uid is here already.") from None
        message = f"Kept as {kept.call}."
        if kept.is_apart:
            thanks = "Thank you for saying so. " if kept.care == "flagged" else ""
            message = f"{thanks}Kept apart: it shows in no list or count."
        if kept.is_apart or tells_of_danger(kept):
            message += f"\n{j.prompts.care.block('abuse', j.program.country)}"
        program.tell(message)


def note_by_file(program: Program, happened_at: datetime | None = None) -> None:
    """
    Save the text on standard input as a note.

    Args:
        happened_at: The moment of the event; None for now.

    Raises:
        InputError: If the input is empty or no text in UTF-8.
    """
    from journal.core.flows.kinds import read_answer

    data, place = read_bytes("-")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError(place, "Expected text in UTF-8.") from None
    with open_journal(program) as j:
        try:
            answer = read_answer(j.prompts.flow("note").questions[0], text.strip())
        except AnswerError as error:
            raise InputError(place, str(error)) from None
        if answer is None:
            raise InputError(place, "Expected a text, found nothing.")
        kept = j.save(note_of(j, answer, happened_at or j.now()))
    program.tell(f"Kept as {kept.call}.")


def _wants_draft(j: Journal, draft: Entry, name: str, person: Person) -> bool:
    if name not in (draft.flow, *_ABOUT_AN_ARGUMENT):
        return False  # a note or a check-in need not wait for the draft
    text = f"There is an entry you did not finish, from {day_of(draft.happened_at)}."
    goes = gone_with(j, draft)
    if goes:
        text += f" If you throw it away: {goes}"
    choices = {"": "go on with it", "n": "new entry", "x": "throw it away, then a new entry"}
    choice = person.page(text, choices)
    if choice == "x":
        j.erase(draft)
    return choice == ""


def _short_entry_before(j: Journal, person: Person) -> Entry | None:
    """Ask whether the long entry is about a recent short one, and return that; else None."""
    newest = list(j.store.entries(newest_first=True, limit=1))
    if not newest or newest[0].flow != "quick":
        return None
    if j.now() - newest[0].happened_at > _SAME_ARGUMENT:
        return None
    text = (
        f"You wrote a short entry on {day_of(newest[0].happened_at)}. Is this about the same one?"
    )
    return newest[0] if person.page(text, {"y": "yes", "n": "no"}) == "y" else None


def _subject(j: Journal, name: str | None) -> Entry:
    """
    Return the conflict that a follow-up is about.

    Raises:
        FollowUpError: If no conflict waits, or the named entry is no conflict.
        UnknownEntryError: If there is no such entry.
    """
    from journal.core.entries.plan import without_followup

    conflicts = [flow for flow, counts in j.counts().items() if counts == "conflict"]
    if name is None:
        entry = without_followup(j.store.entries(newest_first=True, limit=100), conflicts)
        if entry is None:
            raise FollowUpError("No entry waits for a second look. See: journal list")
        return entry
    entry = j.store.entry(name)
    if entry.is_apart:
        raise UnknownEntryError
    if entry.flow not in conflicts:
        raise FollowUpError("A second look is for an entry about an argument. See: journal list")
    return entry
