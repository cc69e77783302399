"""Is all well: the file itself, who can read it, where it is, when it was last copied."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from journal.app.recovered_text import tell_of_it
from journal.app.removal import belongings
from journal.app.safeguards import agree, before_anything_is_typed, stop_if_swapped
from journal.app.unlocking import passphrases_of
from journal.app.unopened_backups import ciphers_for
from journal.cli.options import Format, TextOrJson
from journal.cli.output_file import show_json
from journal.cli.program import program
from journal.core.errors import COULD_NOT, DamagedError, StoreError, WrongPassphraseError
from journal.local.home import Home
from journal.local.permissions import close_to_others, folder_is_open, open_to_others, synced_by
from journal.local.settings_file import faults, unknown
from journal.screen.output.messages import tell

if TYPE_CHECKING:
    from journal.store import Cipher

_OLD = 30
"""Days after which a copy is old."""

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
    One line of the check.

    Attributes:
        state: `fine`; `hint` for what is worth a thought; `look` for what is wrong.
    """

    state: str
    text: str


def check(
    repair: Annotated[
        bool, typer.Option("--repair", help="Mend the search index, the rights and the copies.")
    ] = False,
    format_: Format = TextOrJson.TEXT,
) -> None:
    """
    See that all is whole, private and copied, and what to do.

    Example: journal check --repair
    """
    home = program().home
    if not program().is_there():
        before_anything_is_typed(home)
        found = list(_settings(home))
        if format_ is TextOrJson.TEXT:
            tell("No entries yet. To start: journal reflect")
    else:
        tell_of_it(program())
        # The file first: opening it tells whether what is there is ours.
        file = list(_file(home, repair=repair))
        found = [*_rights(home, repair=repair), *file, *_settings(home), _synced(home)]
    if format_ is TextOrJson.JSON:
        show_json([one._asdict() for one in found])
    for one in found if format_ is TextOrJson.TEXT else ():
        tell(f"{one.state:5}  {one.text}", hang=7)
    if any(one.state == "look" for one in found):
        raise typer.Exit(COULD_NOT)


def _file(home: Home, *, repair: bool) -> Iterator[Found]:
    from journal.store import open_store
    from journal.store.lock_change import cipher_of, look_over

    try:
        stop_if_swapped(home)
        cipher = cipher_of(home.database, lambda: passphrases_of(home))
        # Makes good what was cut off.
        with open_store(home.database, connect=cipher) as store:
            copied_at = store.state.copied_at
        agree(home, locked=cipher.key is not None)
        faults = look_over(home.database, cipher, repair=repair)
    except StoreError as error:
        # Of a journal that is busy, newer or another's, a copy would be no help.
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
    yield from _copies(home, cipher, repair=repair)
    yield _newest_copy(home, copied_at)


def _copies(home: Home, cipher: Cipher, *, repair: bool) -> Iterator[Found]:
    from journal.store.backup_locks import settle, strangers, to_mend
    from journal.store.backups import copies_of

    path = home.database
    if repair and strangers(path, cipher):
        settle(path, cipher, *ciphers_for(strangers(path, cipher)))
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
        told = f"{count} open to other logins. To close them: journal check --repair"
        yield Found("look", told)
    else:
        yield Found("fine", "The files are for your login alone.")
    if folder_is_open(home):
        yield Found("hint", _LOOK_IN.format(path=home.path))


def _settings(home: Home) -> Iterator[Found]:
    """What keeps the settings from being read, and what in them does nothing."""
    wrong = faults(home.settings)
    yield from (Found("look", said) for said in wrong)
    if not wrong:
        yield from (Found("hint", said) for said in unknown(home.settings))


def _synced(home: Home) -> Found:
    service = synced_by(home.path)
    if service is None:
        return Found("fine", "The folder does not look like one that is copied to a cloud.")
    return Found("hint", _IN_A_CLOUD.format(service=service, path=home.path))


def _newest_copy(home: Home, copied_at: datetime | None) -> Found:
    """
    How old the newest copy is.

    Args:
        copied_at: When one was made into a file elsewhere, as far as the journal knows.
    """
    from journal.store.backups import copies_of

    made = [datetime.fromtimestamp(copy.stat().st_mtime) for copy in copies_of(home.database)]
    if copied_at is not None:
        made.append(copied_at.astimezone().replace(tzinfo=None))
    if not made:
        return Found("hint", f"There is no copy yet. {_TO_COPY}")
    # One that a wrong clock dated ahead tells nothing beside one that it did not.
    ages = [age for moment in made if (age := (datetime.now() - moment).days) >= 0]
    if not ages:
        return Found("hint", f"The newest copy has a date that is still to come. {_TO_COPY}")
    days = min(ages)
    old = "from today" if days < 1 else "one day old" if days == 1 else f"{days} days old"
    text = f"The newest copy is {old}."
    return Found("hint", f"{text} {_TO_COPY}") if days > _OLD else Found("fine", text)
