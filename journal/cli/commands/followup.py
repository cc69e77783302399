"""Afterwards: a second look, a moment that went differently, a check-in, a note, the plan."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from journal.app.input_file import read_bytes
from journal.app.journal import Journal, open_journal
from journal.cli.commands.reflect import write_page
from journal.cli.completion import entries
from journal.cli.options import Format, Plain, TextOrJson, When, moment
from journal.cli.output_file import show_json
from journal.cli.program import program
from journal.core.errors import AnswerError, FollowUpError, InputError, UnknownEntryError
from journal.screen.output.messages import tell

if TYPE_CHECKING:
    from journal.core.model import Entry

_NO_PLAN = "The view is set to plain, so no plan is shown. To see the setting: journal settings"


def followup(
    entry: Annotated[
        str | None,
        typer.Argument(
            help="Its number, or last. Else: the latest without one.", autocompletion=entries
        ),
    ] = None,
    plain: Plain = False,
) -> None:
    """
    Look again at an argument, a day or three later.

    Example: journal followup
    """
    from journal.app.write_session import write, writing_session

    with writing_session(program(), plain=plain) as at_table:
        if at_table is None:
            return
        j, person = at_table
        about = _subject(j, entry)
        flow = j.prompts.flow("followup")
        write(j, j.begin(flow, max(program().now(), about.happened_at), about), person)


def caught(when: When = None, plain: Plain = False) -> None:
    """
    Note a moment that went a little differently.

    Example: journal caught
    """
    write_page("caught", when, plain=plain)


def checkin(when: When = None, plain: Plain = False) -> None:
    """
    Five numbers about the last few days, and one good thing.

    Example: journal checkin
    """
    write_page("checkin", when, plain=plain)


def note(when: When = None, plain: Plain = False) -> None:
    """
    Note something; from standard input if there is no terminal.

    Example: journal note < thoughts.txt
    """
    if not sys.stdin.isatty():
        _note_by_file(when)
    else:
        write_page("note", when, plain=plain)


def plan(format_: Format = TextOrJson.TEXT) -> None:
    """
    Read the current plan and a soft line again.

    Example: journal plan
    """
    from journal.core.entries.rendering import date_of
    from journal.core.text import isolated, visible
    from journal.screen.output.pager import show

    with open_journal(program(), to_read=True) as j:
        if j.view != "loop":
            tell(_NO_PLAN)
            return
        current, soft = j.plan(), j.store.latest_with("soft_line")
    said = soft.value("soft_line") if soft else None
    if format_ is TextOrJson.JSON:
        show_json(
            {
                "plan": current
                and {"cue": current.cue, "move": current.move, "since": current.since.isoformat()},
                "soft_line": soft
                and {"text": said, "entry": soft.number, "since": soft.happened_at.isoformat()},
            }
        )
        return
    lines = []
    if current is not None:
        lines.append(f"Your plan. {current.sentence()}")
    if soft is not None and isinstance(said, str):
        lines.append(f"A soft line of yours: {isolated(said)} ({date_of(soft.happened_at.date())})")
    if lines:
        show(visible("\n".join(lines)) + "\n")
    else:
        tell("No plan yet. The long entry and the second look both offer one.")


def _subject(j: Journal, name: str | None) -> Entry:
    """
    The conflict that a follow-up is about.

    Raises:
        FollowUpError: If there is none, or the one named is none.
    """
    from journal.core.entries.plan import without_followup

    conflicts = [flow for flow, counts in j.counts().items() if counts == "conflict"]
    if name is None:
        found = without_followup(j.store.entries(newest_first=True, limit=100), conflicts)
        if found is None:
            raise FollowUpError("No entry waits for a second look. See: journal list")
        return found
    found = j.store.entry(name)
    if found.is_apart:
        raise UnknownEntryError
    if found.flow not in conflicts:
        raise FollowUpError("A second look is for an entry about an argument. See: journal list")
    return found


def _note_by_file(when: str | None) -> None:
    from journal.app.recovered_text import note_of
    from journal.core.flows.kinds import read_answer

    data, place = read_bytes("-")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError(place, "Expected text in UTF-8.") from None
    with open_journal(program()) as j:
        try:
            answer = read_answer(j.prompts.flow("note").questions[0], text.strip())
        except AnswerError as error:
            raise InputError(place, str(error)) from None
        if answer is None:
            raise InputError(place, "Expected a text, found nothing.")
        kept = j.save(note_of(j, answer, moment(when, program().now())))
    tell(f"Kept as {kept.call}.", err=True)


COMMANDS = (followup, caught, checkin, note, plan)
