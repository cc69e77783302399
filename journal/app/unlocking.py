"""The passphrase: the sources it is read from, and the choice of a new one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from journal.app.program import Program
from journal.core.errors import JournalError, PassphraseError
from journal.core.passphrase import as_set, forms
from journal.core.platform.system import expanded
from journal.local.home import Home
from journal.local.passphrase_sources import from_environment, is_weak, read_file, remembered
from journal.local.settings_file import read_choice

CANNOT_BE_RECOVERED = (
    "If you lose the passphrase, nobody can open your entries again: there is no way around it."
)
_WEAK = (
    "This one may be quick to guess; four or five words in a row take longer. "
    "Type it again to keep it, or press Enter to choose another."
)


_TRIES = 3
"""The number of attempts to type a passphrase before the command ends."""


def passphrases_of(program: Program) -> Iterator[str]:
    """
    Yield the passphrases to try on the journal at home, in order.

    A passphrase from the environment is the only one; otherwise the keyring comes first, then
    the person.

    Raises:
        JournalError: If no passphrase can be obtained.
    """
    named = from_environment()
    if named is not None:
        yield named
        return
    from_keyring = _remembered(program.home)
    if from_keyring is not None:
        yield from_keyring
    yield from _typed_in_turn(program, "Passphrase: ")


def passphrases_of_copy(program: Program, name: str) -> Iterator[str]:
    """Yield the passphrases to try on a backup that the passphrase of the journal does not open."""
    named = from_environment()
    if named is not None:
        yield named
        if not program.terminal.can_ask_secret():
            return
    yield from _typed_in_turn(program, f"Passphrase of {name}: ")


def _typed_in_turn(program: Program, prompt: str) -> Iterator[str]:
    for tried in range(_TRIES):
        if tried:
            program.tell("That one does not fit. Please try again.")
        yield _typed(program, prompt)


def new_passphrase(program: Program, file: Path | None = None) -> str:
    """
    Return a first passphrase: from a file, from the environment, or typed twice.

    Raises:
        JournalError: If no passphrase can be obtained.
    """
    configured = None if file is not None else from_environment()
    return other_passphrase(program, file) if configured is None else as_set(configured)


def other_passphrase(program: Program, file: Path | None) -> str:
    """
    Return a changed passphrase: from a file, or typed twice.

    The environment is not asked: it still names the old one.

    Raises:
        JournalError: If no passphrase can be obtained.
    """
    if file is not None:
        return as_set(read_file(expanded(file), "--new-passphrase-file"))
    return choose_passphrase(program)


def choose_passphrase(program: Program) -> str:
    """
    Ask for a new passphrase twice, and warn of a weak one without refusing it.

    Raises:
        JournalError: If there is nobody to ask, or nothing is typed.
    """
    while True:
        typed = _typed(program, "New passphrase: ", before=CANNOT_BE_RECOVERED)
        try:
            first = as_set(typed)
        except PassphraseError as error:
            program.tell(str(error))
            continue
        if is_weak(first):
            program.tell(_WEAK)
        again = program.terminal.ask_secret("The same once more: ")
        if first in forms(again):
            return first
        if again:
            program.tell("Those two differ. Once more from the start.")


def _typed(program: Program, prompt: str, before: str = "") -> str:
    if before and program.terminal.can_ask_secret():
        program.tell(before)
    typed = program.terminal.ask_secret(prompt)
    if not typed:
        raise PassphraseError("Nothing was typed, so nothing was opened or changed.")
    return typed


def _remembered(home: Home) -> str | None:
    """Return the passphrase in the keyring if that setting is on; None without, or on an error."""
    try:
        if read_choice(home.settings, "keyring"):
            return remembered(home.path)
    except JournalError:
        pass
    return None
