"""The removal of the whole journal, with a notice of what stays."""

from __future__ import annotations

from contextlib import suppress

from journal.app.confirm import typed_out
from journal.app.program import Program
from journal.app.removal import is_known, may_be_anothers, remove_ours
from journal.core.errors import JournalError, NoTerminalError, OutputError
from journal.local.home import Home
from journal.local.settings_file import read_choice

_ASK = (
    "This removes all entries, also what is not finished or still in an editor, the copies in "
    "backups/, your own questions and the settings in {path}. It cannot be undone."
)
_LEFT = """\
Gone. What this program cannot remove:
- files you exported, and copies you made elsewhere
- copies that the system or a cloud made of the folder
- the commands in the history of your shell, and the program itself
- traces on the disk: what was deleted may be read there for some time"""

_DOUBT = "{path} can't be read, so nothing tells whether this program made it."
_ONLY_THERE = " It is removed only when you type a word at a terminal."
_SHOWN = 10
"""The most remaining files that are named."""


def wipe(program: Program, *, yes: bool) -> None:
    """
    Remove the whole journal after a typed word; no passphrase is needed.

    Args:
        yes: Do not ask, unless the database may belong to another program.

    Raises:
        Stopped: If another word is typed.
        JournalError: If nobody can be asked, or a file could not be removed.
    """
    from journal.store.database_file import refuse_link

    home = program.home
    if not home.path.is_dir() or not is_known(home):
        program.tell("There is nothing to remove.")
        return
    refuse_link(home.database)
    ask = _ASK.format(path=home.path)
    if may_be_anothers(home):
        if not program.terminal.can_type():
            raise NoTerminalError(_DOUBT.format(path=home.database) + _ONLY_THERE)
        ask, yes = f"{_DOUBT.format(path=home.database)} {ask}", False
    typed_out(program, ask, "wipe", yes=yes)
    _forget(home)
    program.editor().forget()
    try:
        left = remove_ours(home)
    except OSError as error:
        raise OutputError(f"Not everything could be removed: {error.strerror}.") from None
    program.tell(_LEFT)
    if left:
        count = f"{len(left)} {'file' if len(left) == 1 else 'files'}"
        names = ", ".join([*left[:_SHOWN], *(["…"] if len(left) > _SHOWN else [])])
        program.tell(f"- {count} in {home.path} that this program did not make: {names}")


def _forget(home: Home) -> None:
    """Delete the passphrase from the keyring; a failure does not stop the removal."""
    from journal.local.passphrase_sources import forget

    with suppress(JournalError):
        if read_choice(home.settings, "keyring"):
            forget(home.path)
