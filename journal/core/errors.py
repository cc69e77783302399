"""
The errors of this program, with their sentences and exit codes.

A sentence names ids, files and line numbers, never words that a person typed.
"""

from __future__ import annotations

from typing import Literal

COULD_NOT = 1
WRONG_USE = 2
STOPPED = 130


class JournalError(Exception):
    """
    The base of all errors of this program; never raised itself.

    Attributes:
        exit_code: 1 if something could not be done, 2 for wrong use, 130 if stopped.
    """

    exit_code = COULD_NOT


class PromptFileError(JournalError):
    """
    A prompt file is invalid.

    Attributes:
        part: The part of the file, such as `the flow`, `question body` or `word jaw`.
        expected: The valid content.
        key: The key in that part; empty for the whole part.
        question: The id of the question, or its position from 1; empty outside of questions.
    """

    def __init__(
        self, file: str, part: str, expected: str, *, key: str = "", question: str = ""
    ) -> None:
        super().__init__(f"{file}: {part}{key and f', {key}'}: expected {expected}.")
        self.part, self.key, self.question = part, key, question
        self.expected = expected

    def at_line(self, file: str, line: int) -> PromptFileError:
        """Return the same error with the number of its line in the file."""
        place = f"{file}, line {line}"
        return PromptFileError(
            place, self.part, self.expected, key=self.key, question=self.question
        )


class AnswerError(JournalError):
    """
    An answer does not fit its question.

    Attributes:
        question: The id of the question.
        expected: The valid answers.
    """

    def __init__(self, question: str, expected: str) -> None:
        super().__init__(f"{question}: expected {expected}.")
        self.question = question
        self.expected = expected


class UnknownFlowError(JournalError):
    """There is no flow with the given name."""

    exit_code = WRONG_USE

    def __init__(self, known: list[str]) -> None:
        super().__init__(f"There is no flow of that name. Flows: {', '.join(known)}.")


class UnknownEntryError(JournalError):
    """There is no entry with the given number."""

    def __init__(self) -> None:
        super().__init__("There is no entry of that number. See: journal list")


class RestoreError(JournalError):
    """The given entry is not in the trash and has no former version."""

    def __init__(self, told: str = "No deleted or changed entry has that number.") -> None:
        super().__init__(told)


class PeriodError(JournalError):
    """A date or period cannot be read, or is out of range."""

    exit_code = WRONG_USE

    def __init__(self, option: str, expected: str) -> None:
        super().__init__(f"{option}: expected {expected}.")


class FollowUpError(JournalError):
    """There is no argument for a follow-up."""


class InputError(JournalError):
    """A file cannot be imported; nothing was taken from it."""

    def __init__(self, place: str, problem: str) -> None:
        super().__init__(f"{place}: {problem} Nothing was taken from it.")


class OutputError(JournalError):
    """A file cannot be written; no incomplete file was left."""


class EditorError(JournalError):
    """A text could not be edited in an editor; it is unchanged."""


class SettingsError(JournalError):
    """The settings file or a setting of the environment is invalid."""


class StoreError(JournalError):
    """The journal cannot be opened, read or written."""


class PassphraseError(JournalError):
    """There is no passphrase, or the given one cannot be set."""


class TracesLeftError(StoreError):
    """Something was erased from the journal, but traces of it may be left in its file."""

    def __init__(self) -> None:
        super().__init__(
            "It is gone from the journal. Traces may stay in the file until there is room on "
            "the disk; the next command that writes removes them."
        )


class DamagedError(StoreError):
    """The journal file, or a backup of it, is damaged."""

    def __init__(self, back_to: str = "a backup") -> None:
        super().__init__(f"The file of the journal is damaged. Please go back to {back_to}.")


class WrongPassphraseError(StoreError):
    """None of the given passphrases opens the file."""

    def __init__(self) -> None:
        super().__init__("The passphrase does not fit, or the file is damaged.")


Happened = Literal["changed", "finished", "apart", "deleted", "erased"]
"""The kinds of change to an entry by another process."""

_HAPPENED: dict[Happened, str] = {
    "changed": "was changed",
    "finished": "was finished",
    "apart": "was kept apart",
    "deleted": "was deleted",
    "erased": "was erased for good",
}


class ChangedElsewhereError(StoreError):
    """
    An entry was changed by another process since it was read.

    Attributes:
        happened: The kind of change.
        revision: The current revision of the entry; None if it is gone.
    """

    def __init__(self, happened: Happened = "changed", revision: int | None = None) -> None:
        told = f"This entry {_HAPPENED[happened]} in another window."
        super().__init__(told if revision is None else f"{told} It was left as it is there.")
        self.happened = happened
        self.revision = revision


class UnaskedChangeError(JournalError):
    """An edit would have changed more than the answers that were asked; nothing was changed."""

    def __init__(self, call: str) -> None:
        super().__init__(
            "More than you were asked would have changed, so the entry was left as it was. "
            f"What you typed waits: journal edit {call}"
        )


class WrongUseError(JournalError):
    """The options of a command are invalid, or contradict each other."""

    exit_code = WRONG_USE


class NoTerminalError(JournalError):
    """A question cannot be asked without a terminal."""

    exit_code = WRONG_USE


class Stopped(JournalError):  # noqa: N818 - it is no fault to stop
    """
    The person stopped; their answers are kept.

    Attributes:
        told: The last sentence to show; empty if the caller has one.
    """

    exit_code = STOPPED

    def __init__(self, told: str = "") -> None:
        super().__init__(told)
        self.told = told


class ClosedForSafety(Stopped):
    """The person closed the safety dialogue; no sentence follows, so that none reveals it."""

    def __init__(self) -> None:
        super().__init__()
