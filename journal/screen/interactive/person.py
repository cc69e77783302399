"""A person at a terminal, asked one question at a time on a quiet screen."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

from prompt_toolkit.key_binding import KeyBindings

from journal.core.dialogue.asks import Ask, Offer
from journal.core.dialogue.exercises import Cue
from journal.core.dialogue.ports import Answered, Edited, Left, Opened, Skipped, WentBack, Wrote
from journal.core.errors import EditorError, NoTerminalError, Stopped
from journal.core.model import Answer, picks
from journal.core.text import capitalised, isolated, without_unkeepable
from journal.screen import layout
from journal.screen.cells import unstyled, wrapped
from journal.screen.choice_rows import as_tags
from journal.screen.interactive.alternate_screen import clear, enter, has_own_screen, quiet
from journal.screen.interactive.application import exits_with, helping
from journal.screen.interactive.breathing import breathe
from journal.screen.interactive.list_view import ask_list
from journal.screen.interactive.questions import ASKING, holds_text
from journal.screen.interactive.ways_to_leave import key_names, leave_keys
from journal.screen.interactive.widgets import read_page
from journal.screen.line_by_line.person import Plain, is_dumb
from journal.screen.line_by_line.stdio import keeps_half_lines
from journal.screen.list_model import ListPage, Picked, Picker, Row

T = TypeVar("T")

Edit = Callable[[str, str, str], Edited]
"""
Changes a text, of an entry's uid and a question's id, in an editor; raises `EditorError`, and then
the text is as it was.
"""

EMPTIED = "The text is empty now."
WHAT_OF_EMPTIED = {"": "keep the old one", "t": "take it out"}


STAYS = "This terminal has no screen of its own for this: what is shown may stay in its history."


def need_terminal(instead: str) -> None:
    """
    Make sure that there is someone to ask.

    Raises:
        NoTerminalError: Naming the option to use instead.
    """
    if not has_terminal():
        raise NoTerminalError(f"There is no terminal to ask on. {instead}")


def has_terminal() -> bool:
    """Whether someone can be asked and shown things here."""
    return _is_terminal(sys.stdin) and _is_terminal(sys.stdout)


@contextmanager
def person_at(
    edit: Edit, help_lines: Callable[[], str], *, plain: bool
) -> Iterator[Terminal | Plain]:
    """
    Whoever is at the terminal, asked on a screen of its own.

    Args:
        edit: Changes a longer text in an editor.
        help_lines: What one key shows on every page.
        plain: Ask line by line; also if the terminal can do no more.
    """
    if plain or is_dumb():
        with keeps_half_lines():
            yield Plain(help_lines)
        return
    os.environ.setdefault("PROMPT_TOOLKIT_NO_CPR", "1")
    with quiet(), helping(help_lines):
        terminal = Terminal(edit)
        if not has_own_screen():
            terminal.say(STAYS)
        yield terminal
        terminal.finish()


def read_on_own_screen(text: str) -> None:
    """Show a text that is laid out already where there is no pager, without its weights."""
    laid_out = unstyled(text).splitlines()

    def lines(columns: int) -> list[layout.Line]:
        return [("", row) for line in laid_out for row in wrapped(line, columns)]

    with quiet():
        _shown(lambda: read_page(lines, {"": "close"}))


class Terminal:
    """Implements `core.dialogue.ports.Person` with questionary."""

    clears = True

    def __init__(self, edit: Edit) -> None:
        self._told: list[str] = []
        self._edit = edit
        self._goes_to_editor = ""
        self._let_go: Callable[[], None] | None = None

    def say(self, text: str) -> None:
        """Show a line over the next question."""
        self._told.append(text)

    def finish(self) -> None:
        """Let the last lines be read before the screen goes."""
        if self._told:
            self.page("\n\n".join(self._take_told()), {"": "close"})

    def page(self, text: str, choices: Mapping[str, str]) -> str:
        """Show a page of its own; returns the key of the choice taken."""
        told = "\n\n".join([*self._take_told(), text])
        return _shown(lambda: read_page(lambda columns: layout.wrap("", told, columns), choices))

    def ground(self, cues: Sequence[Cue]) -> None:
        """Lead through an exercise; any key ends it."""
        _shown(lambda: breathe(cues))

    def ask(self, ask: Ask) -> Answered | Skipped | WentBack | Left | Wrote:
        """Ask one question, in the way that its kind needs."""
        question = ask.question
        if self._let_go is not None:  # what came from the editor is on disk by now
            self._let_go()
            self._let_go = None
        if self._goes_to_editor == question.id:
            self._goes_to_editor = ""
            return Wrote(self._in_editor(ask))
        before = self._take_told() + ([question.before] if question.before else [])
        if ask.typed and not holds_text(question):
            before.append(f"You typed: {isolated(ask.typed)}")
        reply = _shown(lambda: ASKING[question.kind](ask, before))
        if isinstance(reply, Wrote):
            self._goes_to_editor = question.id
        elif question.after:
            self.say(question.after)
        return reply

    def _in_editor(self, ask: Ask) -> Answer | None:
        """What is said so far, changed in the editor; as it was if that fails."""
        is_tags = ask.question.kind == "tags"
        said = " ".join(map(str, picks(ask.default))) if is_tags else str(ask.default or "")
        said = ask.typed or said
        try:
            edited = self._edit(said, ask.entry, ask.question.id)
        except EditorError as error:
            edited = Edited(said, str(error))
        enter()
        text = without_unkeepable(edited.text)
        if edited.told:
            self.say(edited.told)
        if text != edited.text:
            self.say("Characters that can't be kept were left out.")
        if said.strip() and not text.strip() and not self.page(EMPTIED, WHAT_OF_EMPTIED):
            text = said
        self._let_go = edited.let_go
        return as_tags(text) if is_tags else text.strip()

    def offer(self, offer: Offer) -> Opened | Skipped | WentBack:
        """Offer follow-ups, one key each; Enter goes on."""
        numbered = list(enumerate(offer.questions, 1))
        rows = [Row(q.id, f"{n}  {capitalised(q.offered)}") for n, q in numbered]
        list_page = ListPage(
            [Row("", "Go on"), *rows],
            head=layout.Head(offer.step, self._take_told(), "A little more, if you like:"),
            unpicked="Enter: go on",
            keys=key_names(can_go_back=offer.can_go_back, skip=""),
        )

        def extra(keys: KeyBindings, _picker: Picker) -> None:
            leave_keys(keys, can_go_back=offer.can_go_back)
            for number, asked in numbered:
                exits_with(keys, str(number), Picked([asked.id]))

        reply: Picked | Skipped | WentBack = _shown(lambda: ask_list(list_page, extra))
        match reply:
            case Picked([""]):
                return Skipped()
            case Picked([question]):
                return Opened(question)
            case Picked():
                return Skipped()
        return reply

    def _take_told(self) -> list[str]:
        told, self._told = self._told, []
        return told


def _shown(show: Callable[[], T]) -> T:
    """Show one page on a clear screen; a stop of whatever sort becomes ours."""
    clear()
    try:
        return show()
    except (KeyboardInterrupt, EOFError):
        raise Stopped() from None


def _is_terminal(stream: Any) -> bool:
    try:
        return stream is not None and stream.isatty()
    except ValueError:
        return False
