"""The person at a terminal, asked one question at a time on the alternate screen."""

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
from journal.screen.line_by_line.person import LineByLinePerson, is_dumb
from journal.screen.line_by_line.stdio import keeps_half_lines
from journal.screen.list_model import ListPage, Picked, Picker, Row

T = TypeVar("T")

Edit = Callable[[str, str, str], Edited]
"""
A function that lets the person edit a text in an editor.

Its arguments are the text, the uid of the entry and the id of the question. It raises
`EditorError` if that fails; the text is unchanged then.
"""

EMPTIED = "The text is empty now."
WHAT_OF_EMPTIED = {"": "keep the old one", "t": "take it out"}


STAYS = "This terminal has no screen of its own for this: what is shown may stay in its history."


def need_terminal(instead: str) -> None:
    """
    Require a terminal for questions.

    Args:
        instead: The sentence for the error that names the option to use instead.

    Raises:
        NoTerminalError: If input or output is no terminal.
    """
    if not has_terminal():
        raise NoTerminalError(f"There is no terminal to ask on. {instead}")


def has_terminal() -> bool:
    """Return whether standard input and output are terminals."""
    return _is_terminal(sys.stdin) and _is_terminal(sys.stdout)


@contextmanager
def person_at(
    edit: Edit, help_lines: Callable[[], str], *, plain: bool
) -> Iterator[ScreenPerson | LineByLinePerson]:
    """
    Yield the person at the terminal, asked on the alternate screen or line by line.

    Args:
        edit: Lets the person edit a longer text in an editor.
        help_lines: Returns the help lines, for one key on all pages.
        plain: Ask line by line, as on a dumb terminal.

    Raises:
        Stopped: If the person stops while the last messages are shown.
    """
    if plain or is_dumb():
        with keeps_half_lines():
            yield LineByLinePerson(help_lines)
        return
    os.environ.setdefault("PROMPT_TOOLKIT_NO_CPR", "1")
    with quiet(), helping(help_lines):
        terminal = ScreenPerson(edit)
        if not has_own_screen():
            terminal.say(STAYS)
        yield terminal
        terminal.finish()


def read_on_own_screen(text: str) -> None:
    """
    Show a text on the alternate screen without a pager, all in normal weight.

    Raises:
        Stopped: If the person stops.
    """
    laid_out = unstyled(text).splitlines()

    def lines(columns: int) -> list[layout.Line]:
        return [("", row) for line in laid_out for row in wrapped(line, columns)]

    with quiet():
        _shown(lambda: read_page(lines, {"": "close"}))


class ScreenPerson:
    """
    An implementation of `core.dialogue.ports.Person` with questionary.

    Args:
        edit: Lets the person edit a text in an editor.
    """

    clears = True

    def __init__(self, edit: Edit) -> None:
        self._told: list[str] = []
        self._edit = edit
        self._goes_to_editor = ""
        self._let_go: Callable[[], None] | None = None

    def say(self, text: str) -> None:
        """Show a message above the next question."""
        self._told.append(text)

    def finish(self) -> None:
        """
        Show the messages that no question has shown, until Enter is pressed.

        Raises:
            Stopped: If the person stops.
        """
        if self._told:
            self.page("\n\n".join(self._take_told()), {"": "close"})

    def page(self, text: str, choices: Mapping[str, str]) -> str:
        """
        Show a text on a page of its own until a choice is taken.

        Args:
            text: The text.
            choices: Key -> its effect; the key "" is Enter.

        Returns:
            The key of the choice.

        Raises:
            Stopped: If the person stops.
        """
        told = "\n\n".join([*self._take_told(), text])
        return _shown(lambda: read_page(lambda columns: layout.wrap("", told, columns), choices))

    def ground(self, cues: Sequence[Cue]) -> None:
        """
        Lead through an exercise; any key ends it.

        Raises:
            Stopped: If the person stops.
        """
        _shown(lambda: breathe(cues))

    def ask(self, ask: Ask) -> Answered | Skipped | WentBack | Left | Wrote:
        """
        Ask one question, according to its kind.

        Returns:
            The reply; `Wrote` before and after the editor, for the caller to save the text and
            ask again.

        Raises:
            Stopped: If the person stops on a page without input.
        """
        question = ask.question
        if self._let_go is not None:  # the text from the editor is saved by now
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
        """Return the answer so far, changed in the editor; unchanged if the editor fails."""
        is_tags = ask.question.kind == "tags"
        old = " ".join(map(str, picks(ask.default))) if is_tags else str(ask.default or "")
        old = ask.typed or old
        try:
            edited = self._edit(old, ask.entry, ask.question.id)
        except EditorError as error:
            edited = Edited(old, str(error))
        enter()
        text = without_unkeepable(edited.text)
        if edited.told:
            self.say(edited.told)
        if text != edited.text:
            self.say("Characters that can't be kept were left out.")
        if old.strip() and not text.strip() and not self.page(EMPTIED, WHAT_OF_EMPTIED):
            text = old
        self._let_go = edited.let_go
        return as_tags(text) if is_tags else text.strip()

    def offer(self, offer: Offer) -> Opened | Skipped | WentBack:
        """
        Offer follow-up questions, one key each; Enter goes on without.

        Raises:
            Stopped: If the person stops.
        """
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
    """
    Show one page on an empty screen, and return its result.

    Raises:
        Stopped: On Ctrl-C, a signal of `ENDINGS`, or if the terminal goes away.
    """
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
