"""The passphrase: where it comes from, and how a new one is chosen."""

from __future__ import annotations

from pathlib import Path

from journal.cli.asking import say
from journal.core.errors import JournalError, PassphraseError
from journal.settings.choices import read_choices
from journal.settings.passphrase import from_environment, is_weak, read_file, remembered
from journal.settings.places import Home

CANNOT_BE_RECOVERED = (
    "If you lose the passphrase, nobody can open your pages again: there is no way around it."
)
_WEAK = (
    "This one may be quick to guess; four or five words in a row take longer. "
    "Type it again to keep it, or press Enter to choose another."
)


def passphrase_of(home: Home) -> str:
    """
    The passphrase of the journal at home, from the first source that has one.

    Raises:
        JournalError: If there is none to be had.
    """
    return from_environment() or _remembered(home) or _typed("Passphrase: ")


def passphrase_of_copy(name: str) -> str:
    """The passphrase of a file that the one of the journal does not open."""
    return _typed(f"Passphrase of {name}: ")


def new_passphrase(file: Path | None) -> str:
    """
    A first passphrase: from a file, from the environment, or typed twice.

    Raises:
        JournalError: If there is none to be had.
    """
    known = None if file is not None else from_environment()
    return known or other_passphrase(file)


def other_passphrase(file: Path | None) -> str:
    """
    Another passphrase: from a file, or typed twice; the environment still names the old one.

    Raises:
        JournalError: If there is none to be had.
    """
    if file is not None:
        return read_file(file.expanduser(), "--new-passphrase-file")
    return choose_passphrase()


def choose_passphrase() -> str:
    """
    A new passphrase, typed twice; a weak one is told of, never refused.

    Raises:
        JournalError: If there is nobody to ask.
    """
    from journal.screen.secret import ask_secret

    while True:
        first = _typed("New passphrase: ", before=CANNOT_BE_RECOVERED)
        if is_weak(first):
            say(_WEAK)
        if (again := ask_secret("The same once more: ")) == first:
            return first
        if again:
            say("Those two differ. Once more from the start.")


def _typed(prompt: str, before: str = "") -> str:
    from journal.screen.secret import ask_secret, need_somebody

    need_somebody()
    if before:
        say(before)
    typed = ask_secret(prompt)
    if not typed:
        raise PassphraseError("Nothing was typed, so nothing was opened or changed.")
    return typed


def _remembered(home: Home) -> str | None:
    """What the keyring knows, if the person chose to ask it; else there is still the prompt."""
    try:
        if read_choices(home.settings)["keyring"]:
            return remembered(home.path)
    except JournalError:
        pass
    return None
