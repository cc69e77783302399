"""
What can go wrong, each with its sentence and its exit code.

A sentence names ids, files and line numbers; never a word that a person typed.
"""

from __future__ import annotations

from typing import Literal

COULD_NOT = 1
WRONG_USE = 2
STOPPED = 130


class JournalError(Exception):
    """Base of all errors of this program; never raised itself."""

    exit_code = COULD_NOT


class PromptFileError(JournalError):
    """
    A file of words or questions is not what it has to be.

    Attributes:
        part: The part of the file: `the flow`, `question body`, `word jaw`.
        key: The key in it; empty for all of it.
        question: The id of the question, or its position from 1; empty outside of any.
    """

    def __init__(
        self, file: str, part: str, expected: str, *, key: str = "", question: str = ""
    ) -> None:
        super().__init__(f"{file}: {part}{key and f', {key}'}: expected {expected}.")
        self.part, self.key, self.question = part, key, question
        self.expected = expected

    def at_line(self, file: str, line: int) -> PromptFileError:
        """Return the same fault with the line of the file that it is in."""
        place = f"{file}, line {line}"
        return PromptFileError(
            place, self.part, self.expected, key=self.key, question=self.question
        )


class AnswerError(JournalError):
    """An answer does not fit its question; tells what would."""

    def __init__(self, question: str, expected: str) -> None:
        super().__init__(f"{question}: expected {expected}.")
        self.question = question
        self.expected = expected


class UnknownFlowError(JournalError):
    """A flow is named that no file describes."""

    exit_code = WRONG_USE

    def __init__(self, known: list[str]) -> None:
        super().__init__(f"There is no flow of that name. Flows: {', '.join(known)}.")


class UnknownEntryError(JournalError):
    """An entry is named that is not there."""

    def __init__(self) -> None:
        super().__init__("There is no entry of that number. See: journal list")


class RestoreError(JournalError):
    """An entry is named that was not deleted, or whose time is over."""

    def __init__(self, told: str = "No deleted or changed entry has that number.") -> None:
        super().__init__(told)


class PeriodError(JournalError):
    """A date or a length of time that cannot be read."""

    exit_code = WRONG_USE

    def __init__(self, option: str, expected: str) -> None:
        super().__init__(f"{option}: expected {expected}.")


class FollowUpError(JournalError):
    """There is no argument to look at a second time."""


class InputError(JournalError):
    """A file that a person hands in cannot be taken; nothing of it was."""

    def __init__(self, place: str, problem: str) -> None:
        super().__init__(f"{place}: {problem} Nothing was taken from it.")


class OutputError(JournalError):
    """A file that was asked for cannot be written; none was left half-written."""


class EditorError(JournalError):
    """A text could not be changed in an editor; it is as it was."""


class SettingsError(JournalError):
    """The file of settings is not what it has to be."""


class StoreError(JournalError):
    """The pages cannot be opened, read or written."""


class PassphraseError(JournalError):
    """There is no passphrase to be had, or none that could be set."""


class TracesLeftError(StoreError):
    """Something is gone from the journal, but not yet every trace of it from its file."""

    def __init__(self) -> None:
        super().__init__(
            "It is gone from the journal. Traces may stay in the file until there is room on "
            "the disk; the next command that writes removes them."
        )


class DamagedError(StoreError):
    """The file of the journal, or a copy of it, is damaged."""

    def __init__(self, back_to: str = "a backup") -> None:
        super().__init__(f"The file of the journal is damaged. Please go back to {back_to}.")


class WrongPassphraseError(StoreError):
    """None of the passphrases that were tried opens the file."""

    def __init__(self) -> None:
        super().__init__("The passphrase does not fit, or the file is damaged.")


Happened = Literal["changed", "finished", "apart", "deleted", "erased"]
"""What became of an entry in another window."""

_HAPPENED: dict[Happened, str] = {
    "changed": "was changed",
    "finished": "was finished",
    "apart": "was kept apart",
    "deleted": "was deleted",
    "erased": "was erased for good",
}


class ChangedElsewhereError(StoreError):
    """
    An entry is not in the state any more that it was read at.

    Attributes:
        happened: What became of it.
        revision: The state in which it is there now; None if it is gone.
    """

    def __init__(self, happened: Happened = "changed", revision: int | None = None) -> None:
        told = f"This entry {_HAPPENED[happened]} in another window."
        super().__init__(told if revision is None else f"{told} It was left as it is there.")
        self.happened = happened
        self.revision = revision


class UnaskedChangeError(JournalError):
    """A change would have changed more of an entry than what was asked; the entry is as it was."""

    def __init__(self, call: str) -> None:
        super().__init__(
            "More than you were asked would have changed, so the entry was left as it was. "
            f"What you typed waits: journal edit {call}"
        )


class WrongUseError(JournalError):
    """Options that do not go together."""

    exit_code = WRONG_USE


class NoTerminalError(JournalError):
    """A question cannot be asked, because there is no terminal to ask it on."""

    exit_code = WRONG_USE


class Stopped(JournalError):  # noqa: N818 - it is no fault to stop
    """
    The person stopped; what they said is kept.

    Attributes:
        told: The sentence to leave them with; empty where whoever led them has one.
    """

    exit_code = STOPPED

    def __init__(self, told: str = "") -> None:
        super().__init__(told)
        self.told = told


class ClosedForSafety(Stopped):
    """They closed while it was about their safety: no sentence follows that tells of it."""

    def __init__(self) -> None:
        super().__init__()
