"""When it is hot: write a page, go on with one, settle first, or find help."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from journal.app.input_file import read_bytes
from journal.app.journal import Journal, open_journal
from journal.cli.completion import flows
from journal.cli.options import Format, Plain, TextOrJson, When, moment
from journal.cli.output_file import show_json
from journal.cli.program import program
from journal.core.errors import ChangedElsewhereError, InputError, JournalError, WrongUseError
from journal.screen.output.messages import tell

if TYPE_CHECKING:
    from journal.core.dialogue.ports import Person
    from journal.core.model import Entry

_ABOUT_AN_ARGUMENT = ("full", "quick")

_SAME_ARGUMENT = timedelta(days=2)
"""How long after a short entry a long one may be about the same argument."""


def reflect(
    quick: Annotated[bool, typer.Option("--quick", help="The short entry: a few keys.")] = False,
    flow: Annotated[
        str | None, typer.Option(help="Another flow, by its name.", autocompletion=flows)
    ] = None,
    answers: Annotated[
        str | None, typer.Option(metavar="FILE", help="Answers as JSON; - for standard input.")
    ] = None,
    when: When = None,
    plain: Plain = False,
) -> None:
    """
    Write an entry, step by step.

    Every answer is kept before the next question comes. Stop with Ctrl-C whenever you
    like, and go on with: journal resume

    Example: journal reflect --quick
    """
    if quick and flow is not None:
        raise WrongUseError("Give --quick or --flow, not both.")
    if answers is not None:
        if quick or flow or when:
            raise WrongUseError("With --answers, the file itself says the flow and the time.")
        _reflect_by_file(answers)
        return
    write_page("quick" if quick else flow or "full", when, plain=plain)


def resume(plain: Plain = False) -> None:
    """
    Go on with an entry that was not finished.

    Example: journal resume
    """
    from journal.app.recovered_text import pick_up
    from journal.app.write_session import write

    program().terminal.need("To go on with an entry, use a terminal.")
    with open_journal(program(), to_read=True) as j:
        if j.store.draft() is None and not program().editor().has_unfinished():
            calls = [entry.call for entry in j.store.changes_waiting()]
            waiting = [f"Changes to entry {call} wait: journal edit {call}" for call in calls]
            rest = "\n".join(waiting) or "To start: journal reflect"
            tell(f"No entry waits to be finished. {rest}", err=True)
            return
        with program().at_terminal(plain=plain) as person:
            pick_up(j, person)
            draft = j.store.draft()
            if draft is not None:
                write(j, draft, person)


def pause(plain: Plain = False) -> None:
    """
    Settle the body first; opens no entry and keeps nothing.

    Example: journal pause
    """
    from journal.core.care.calming import pause as settle

    program().terminal.need("A pause needs a terminal.")
    with program().seat(plain=plain or _asks_line_by_line()) as person:
        settle(person, program().care, program().country)


def support(
    country: Annotated[
        str | None, typer.Option(help="Two letters, such as GB. Else: from the locale.")
    ] = None,
    format_: Format = TextOrJson.TEXT,
    plain: Plain = False,
) -> None:
    """
    Show help lines; opens no entry and calls no one.

    Example: journal support --country GB
    """
    from journal.cli.commands.support import country_code, support_data, support_text, talk
    from journal.screen.output.pager import show

    book, code = program().care, country_code(country)
    if format_ is TextOrJson.JSON:
        show_json(support_data(book, code))
        return
    if not program().terminal.is_there():
        show(support_text(book, code))
        return
    with program().seat(plain=plain or _asks_line_by_line()) as person:
        talk(person, book, code)


def _asks_line_by_line() -> bool:
    """The setting; help and a pause come whatever is wrong with the file."""
    try:
        return program().setting("plain")
    except (JournalError, OSError):
        return False


def write_page(name: str, when: str | None, *, plain: bool) -> None:
    """Write a page of a flow, or go on with a draft that waits."""
    from journal.app.write_session import write, writing_session

    moment(when, program().now())  # a slip is told before anything is opened
    program().prompts.flow(name)
    with writing_session(program(), plain=plain) as at_table:
        if at_table is None:
            return
        j, person = at_table
        draft = j.store.draft()
        if draft is not None and _wants_draft(j, draft, name, person):
            write(j, draft, person)
            return
        about = _short_page_before(j, person) if name == "full" and when is None else None
        happened_at = about.happened_at if about else moment(when, program().now())
        write(j, j.begin(j.prompts.flow(name), happened_at, about), person)


def _wants_draft(j: Journal, draft: Entry, name: str, person: Person) -> bool:
    if name not in (draft.flow, *_ABOUT_AN_ARGUMENT):
        return False  # a note does not have to wait for it
    from journal.app.recovered_text import gone_with
    from journal.core.entries.rendering import day_of

    text = f"There is an entry you did not finish, from {day_of(draft.happened_at)}."
    goes = gone_with(j, draft)
    if goes:
        text += f" If you throw it away: {goes}"
    choices = {"": "go on with it", "n": "new entry", "x": "throw it away, then a new entry"}
    choice = person.page(text, choices)
    if choice == "x":
        j.erase(draft)
    return choice == ""


def _short_page_before(j: Journal, person: Person) -> Entry | None:
    """The short entry that the long one about to be written goes back to, if it does."""
    from journal.core.entries.rendering import day_of

    newest = list(j.store.entries(newest_first=True, limit=1))
    if not newest or newest[0].flow != "quick":
        return None
    if program().now() - newest[0].happened_at > _SAME_ARGUMENT:
        return None
    text = (
        f"You wrote a short entry on {day_of(newest[0].happened_at)}. Is this about the same one?"
    )
    return newest[0] if person.page(text, {"y": "yes", "n": "no"}) == "y" else None


def _reflect_by_file(name: str) -> None:
    from journal.core.care.care_book import tells_of_danger
    from journal.exchange.json_import import Reader

    data, place = read_bytes(name)
    own = program().prompts
    entry = Reader(own.flow_if_any, program().now()).read_one(data, place, uid=str(uuid.uuid4()))
    with open_journal(program()) as j:
        try:
            kept = j.save(entry)
        except ChangedElsewhereError:
            raise InputError(place, "An entry with this uid is here already.") from None
        told = f"Kept as {kept.call}."
        if kept.is_apart:
            thanks = "Thank you for saying so. " if kept.care == "flagged" else ""
            told = f"{thanks}Kept apart: it shows in no list or count."
        if kept.is_apart or tells_of_danger(kept):
            told += f"\n{j.prompts.care.block('abuse', j.program.country)}"
        tell(told, err=True)


COMMANDS = (reflect, pause, resume, support)
