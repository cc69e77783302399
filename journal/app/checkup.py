"""The health check: the database, its permissions, its location and its newest backup."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from journal.app.opening import opened
from journal.app.program import Program
from journal.app.removal import belongings
from journal.app.safeguards import agree, before_anything_is_typed, stop_if_swapped
from journal.app.unlocking import passphrases_of
from journal.app.unopened_backups import ciphers_for
from journal.core.errors import DamagedError, StoreError, WrongPassphraseError
from journal.local.home import Home
from journal.local.permissions import close_to_others, folder_is_open, open_to_others, synced_by
from journal.local.settings_file import settings_faults, unknown

if TYPE_CHECKING:
    from journal.store import Cipher

_OLD = 30
"""Days after which a backup is old."""

_TO_RESTORE = "To put a copy back: journal backup --restore FILE"
_TO_COPY = "To make one: journal backup FILE"

_FAULTS = {
    "pages": f"The file is damaged. {_TO_RESTORE}",
    "links": f"Some answers belong to no entry. {_TO_RESTORE}",
    "index": "The search index does not fit the entries. To make it anew: journal check --repair",
}

_NOT_LOCKED = (
    "Not locked like the entries, or not readable: {names}. "
    "To lock those that can be, and put the others aside: journal check --repair"
)
_LOOK_IN = (
    "Other logins can see what stands in the folder, though not read it: it was there before, so "
    "its rights were left as they are. To close it: chmod 700 {path}"
)
_KEPT = (
    "In backups/, with another passphrase or not readable: {names}. They are kept as they are, and "
    "can be put back as long as they are there. To let them go, remove them in {folder}"
)
_IN_A_CLOUD = (
    "The folder is in {service}: your entries may be on other devices. To take them out of there, "
    "move {path} to another place, and set JOURNAL_HOME to where it is then."
)


class Found(NamedTuple):
    """
    One finding of the health check.

    Attributes:
        state: `fine`; `hint` for advice; `look` for a fault.
        text: The finding, as one or more sentences.
    """

    state: str
    text: str


def checked(program: Program, *, repair: bool) -> list[Found]:
    """
    Check the database, its permissions, its backups and the settings.

    A database that cannot be opened is a finding, not an error.

    Args:
        repair: Also repair the search index, the permissions and the locks of the backups.

    Raises:
        StoreError: If there is no database and the folder cannot be used for a journal.
    """
    home = program.home
    if not program.is_there():
        before_anything_is_typed(home)
        return list(_settings(home))
    # The database first: opening it shows whether the folder is ours.
    file = list(_file(program, repair=repair))
    return [*_rights(home, repair=repair), *file, *_settings(home), _synced(home)]


def _file(program: Program, *, repair: bool) -> Iterator[Found]:
    from journal.store.lock_change import cipher_of, look_over

    home = program.home
    try:
        stop_if_swapped(home)
        cipher = cipher_of(home.database, lambda: passphrases_of(program))
        # Opening also completes an interrupted operation.
        with opened(home, cipher) as store:
            copied_at = store.state.copied_at
        agree(home, locked=cipher.key is not None)
        faults = look_over(home.database, cipher, repair=repair)
    except StoreError as error:
        # A backup does not help with a journal that is busy, newer or not ours.
        may_be_damage = isinstance(error, DamagedError | WrongPassphraseError)
        yield Found("look", f"{error} {_TO_RESTORE}" if may_be_damage else str(error))
        return
    yield from (Found("look", _FAULTS[fault]) for fault in faults)
    if faults:
        return  # it can be neither locked nor copied as it is
    yield Found("fine", "The entries are whole, and the search finds them.")
    if cipher.key is None:
        yield Found("hint", "The entries are not locked. To set a passphrase: journal lock")
    else:
        yield Found("fine", "The entries are locked.")
    yield from _copies(program, cipher, repair=repair)
    yield _newest_copy(home, copied_at, program.utc_now())


def _copies(program: Program, cipher: Cipher, *, repair: bool) -> Iterator[Found]:
    from journal.store.backup_locks import relock, strangers, to_mend
    from journal.store.backups import copies_of

    path = program.home.database
    if repair and strangers(path, cipher):
        relock(path, cipher, *ciphers_for(program, strangers(path, cipher)))
    wrong = to_mend(path, cipher)
    kept = [copy for copy in strangers(path, cipher) if copy not in wrong]
    if wrong:
        yield Found("look", _NOT_LOCKED.format(names=_names(wrong)))
    elif copies_of(path):
        yield Found("fine", "The copies in backups/ have the same lock as the entries.")
    if kept:
        yield Found("hint", _KEPT.format(names=_names(kept), folder=kept[0].parent))


def _names(copies: Sequence[Path]) -> str:
    return ", ".join(copy.name for copy in copies)


def _rights(home: Home, *, repair: bool) -> Iterator[Found]:
    ours = belongings(home) if home.mark else []
    if repair:
        close_to_others(ours)
    loose = open_to_others(ours)
    if loose:
        count = f"{len(loose)} {'file or folder is' if len(loose) == 1 else 'files or folders are'}"
        message = f"{count} open to other logins. To close them: journal check --repair"
        yield Found("look", message)
    else:
        yield Found("fine", "The files are for your login alone.")
    if folder_is_open(home):
        yield Found("hint", _LOOK_IN.format(path=home.path))


def _settings(home: Home) -> Iterator[Found]:
    """Return the faults of the settings file, else its unknown settings."""
    wrong = settings_faults(home.settings)
    yield from (Found("look", said) for said in wrong)
    if not wrong:
        yield from (Found("hint", said) for said in unknown(home.settings))


def _synced(home: Home) -> Found:
    service = synced_by(home.path)
    if service is None:
        return Found("fine", "The folder does not look like one that is copied to a cloud.")
    return Found("hint", _IN_A_CLOUD.format(service=service, path=home.path))


def _newest_copy(home: Home, copied_at: datetime | None, now: datetime) -> Found:
    """
    Return the age of the newest backup as a finding.

    Args:
        copied_at: The time of the last backup to a file elsewhere; None if there was none.
    """
    from journal.store.backups import copies_of

    times = (copy.stat().st_mtime for copy in copies_of(home.database))
    moments = [datetime.fromtimestamp(time, now.tzinfo) for time in times]
    if copied_at is not None:
        moments.append(copied_at)
    if not moments:
        return Found("hint", f"There is no copy yet. {_TO_COPY}")
    # Ignore backups dated in the future by a wrong clock, if there are others.
    ages = [age for moment in moments if (age := (now - moment).days) >= 0]
    if not ages:
        return Found("hint", f"The newest copy has a date that is still to come. {_TO_COPY}")
    days = min(ages)
    old = "from today" if days < 1 else "one day old" if days == 1 else f"{days} days old"
    text = f"The newest copy is {old}."
    return Found("hint", f"{text} {_TO_COPY}") if days > _OLD else Found("fine", text)
