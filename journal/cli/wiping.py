"""Taking everything away, and saying what cannot be."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from journal.cli.asking import Yes, typed_out
from journal.cli.open import editor
from journal.cli.telling import tell
from journal.core import disk
from journal.core.errors import JournalError, OutputError
from journal.settings.choices import read_choices
from journal.settings.places import Home, find_home

_ASK = (
    "This removes all pages, the copies in backups/, your own questions and the settings "
    "in {path}. It cannot be undone."
)
_LEFT = """\
Gone. What this program cannot remove:
- files you exported, and copies you made elsewhere
- copies that the system or a cloud made of the folder
- the commands in the history of your shell, and the program itself
- traces on the disk: what was deleted may be read there for some time"""


def wipe(yes: Yes = False) -> None:
    """
    Remove everything the journal keeps, after you typed a word.

    It needs no passphrase, so that a lost one is no hindrance.

    Example: journal wipe
    """
    from journal.store.files import refuse_link

    home = find_home()
    if not home.path.is_dir():
        tell("There is nothing to remove.", err=True)
        return
    refuse_link(home.database)
    typed_out(_ASK.format(path=home.path), "wipe", yes=yes)
    _forget(home)
    editor().forget()
    try:
        left = _remove(home)
    except OSError as error:
        raise OutputError(f"Not everything could be removed: {error.strerror}.") from None
    tell(_LEFT, err=True)
    if left:
        tell(f"- {left} in {home.path} that this program did not make", err=True)


def _forget(home: Home) -> None:
    """The keyring; without one, or with settings that cannot be read, the rest still goes."""
    from journal.settings.passphrase import forget

    with suppress(JournalError):
        if read_choices(home.settings)["keyring"]:
            forget(home.path)


def _remove(home: Home) -> str:
    from journal.store.files import is_foreign

    # Nothing may be found half there: a journal that is gone is gone at once.
    spared = home.database.name if is_foreign(home.database) else None
    for path in home.ours():
        if spared is not None and path.name.startswith(spared):
            continue  # with the side files of whoever made it
        if path.is_dir() and not path.is_symlink():
            disk.erase_folder(path)
        else:
            disk.erase(path)
    others = len(list(home.path.iterdir()))
    if not others:
        _remove_folder(home.path)
    return f"{others} {'file' if others == 1 else 'files'}" if others else ""


def _remove_folder(path: Path) -> None:
    # A folder that others use, or that is the current one of someone, may stay.
    with suppress(OSError):
        disk.remove_folder(path)
