"""The passphrase: where it comes from, and how a new one is chosen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from journal.core.errors import JournalError, PassphraseError
from journal.core.passphrase import as_set, forms
from journal.core.platform.system import expanded
from journal.local.home import Home
from journal.local.passphrase_sources import from_environment, is_weak, read_file, remembered
from journal.local.settings_file import read_choice
from journal.screen.output.messages import tell

CANNOT_BE_RECOVERED = (
    "If you lose the passphrase, nobody can open your entries again: there is no way around it."
)
_WEAK = (
    "This one may be quick to guess; four or five words in a row take longer. "
    "Type it again to keep it, or press Enter to choose another."
)


_TRIES = 3
"""How often a passphrase is asked for before the command ends."""


def passphrases_of(home: Home) -> Iterator[str]:
    """
    Yield what may open the journal at home, to be tried one after the other.

    What the environment names is the only one; else the keyring comes first, then the person.

    Raises:
        JournalError: If there is none to be had.
    """
    named = from_environment()
    if named is not None:
        yield named
        return
    known = _remembered(home)
    if known is not None:
        yield known
    yield from _typed_in_turn("Passphrase: ")


def passphrases_of_copy(name: str) -> Iterator[str]:
    """Yield what may open a file that the passphrase of the journal does not open."""
    from journal.screen.passphrase_prompt import is_somebody_there

    named = from_environment()
    if named is not None:
        yield named
        if not is_somebody_there():
            return
    yield from _typed_in_turn(f"Passphrase of {name}: ")


def _typed_in_turn(prompt: str) -> Iterator[str]:
    for tried in range(_TRIES):
        if tried:
            tell("That one does not fit. Please try again.", err=True)
        yield _typed(prompt)


def new_passphrase(file: Path | None) -> str:
    """
    A first passphrase: from a file, from the environment, or typed twice.

    Raises:
        JournalError: If there is none to be had.
    """
    known = None if file is not None else from_environment()
    return other_passphrase(file) if known is None else as_set(known)


def other_passphrase(file: Path | None) -> str:
    """
    Another passphrase: from a file, or typed twice; the environment still names the old one.

    Raises:
        JournalError: If there is none to be had.
    """
    if file is not None:
        return as_set(read_file(expanded(file), "--new-passphrase-file"))
    return choose_passphrase()


def choose_passphrase() -> str:
    """
    A new passphrase, typed twice; a weak one is told of, never refused.

    Raises:
        JournalError: If there is nobody to ask.
    """
    from journal.screen.passphrase_prompt import ask_secret

    while True:
        typed = _typed("New passphrase: ", before=CANNOT_BE_RECOVERED)
        try:
            first = as_set(typed)
        except PassphraseError as error:
            tell(str(error), err=True)
            continue
        if is_weak(first):
            tell(_WEAK, err=True)
        again = ask_secret("The same once more: ")
        if first in forms(again):
            return first
        if again:
            tell("Those two differ. Once more from the start.", err=True)


def _typed(prompt: str, before: str = "") -> str:
    from journal.screen.passphrase_prompt import ask_secret, need_somebody

    need_somebody()
    if before:
        tell(before, err=True)
    typed = ask_secret(prompt)
    if not typed:
        raise PassphraseError("Nothing was typed, so nothing was opened or changed.")
    return typed


def _remembered(home: Home) -> str | None:
    """What the keyring knows, if the person chose to ask it; else there is still the prompt."""
    try:
        if read_choice(home.settings, "keyring"):
            return remembered(home.path)
    except JournalError:
        pass
    return None
