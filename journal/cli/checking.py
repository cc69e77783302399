"""Is all well: the file itself, who can read it, where it is, when it was last copied."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from journal.cli.copies_left import ciphers_for
from journal.cli.guarding import agree, before_anything_is_typed, stop_if_swapped
from journal.cli.open import is_there, show_json
from journal.cli.options import Format, TextOrJson
from journal.cli.picking_up import tell_of_it
from journal.cli.removing import belongings
from journal.cli.telling import tell
from journal.cli.unlocking import passphrases_of
from journal.core.errors import COULD_NOT, StoreError
from journal.settings.places import Home, find_home
from journal.settings.rights import close_to_others, folder_is_open, open_to_others, synced_by

if TYPE_CHECKING:
    from journal.store import Cipher

_OLD = 30
"""Days after which a copy is old."""

_FAULTS = {
    "pages": "The file is damaged. To put a copy back: journal backup --restore FILE",
    "links": "Some answers belong to no entry. To put a copy back: journal backup --restore FILE",
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
    "In backups/, with another passphrase or not readable: {names}. They are kept as they are. "
    "To put one back: journal backup --restore FILE. To let one go, remove it in {folder}."
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
    home = find_home()
    if not is_there():
        before_anything_is_typed(home)
        if format_ is TextOrJson.JSON:
            show_json([])
            return
        tell("No entries yet. To start: journal reflect")
        return
    tell_of_it()
    # The file first: opening it tells whether what is there is ours.
    file = list(_file(home, repair=repair))
    found = [*_rights(home, repair=repair), *file, _synced(home), _newest_copy(home)]
    if format_ is TextOrJson.JSON:
        show_json([one._asdict() for one in found])
    for one in found if format_ is TextOrJson.TEXT else ():
        tell(f"{one.state:5}  {one.text}", hang=7)
    if any(one.state == "look" for one in found):
        raise typer.Exit(COULD_NOT)


def _file(home: Home, *, repair: bool) -> Iterator[Found]:
    from journal.store import open_store
    from journal.store.locking import cipher_of, look_over

    try:
        stop_if_swapped(home)
        cipher = cipher_of(home.database, lambda: passphrases_of(home))
        # Makes good what was cut off.
        open_store(home.database, connect=cipher).close()
        agree(home, locked=cipher.key is not None)
        faults = look_over(home.database, cipher, repair=repair)
    except StoreError as error:
        told = str(error)
        if "--restore" not in told:
            told += " To put a copy back: journal backup --restore FILE"
        yield Found("look", told)
        return
    yield from (Found("look", _FAULTS[fault]) for fault in faults)
    if not faults:
        yield Found("fine", "The entries are whole, and the search finds them.")
    if cipher.key is None:
        yield Found("hint", "The entries are not locked. To set a passphrase: journal lock")
    else:
        yield Found("fine", "The entries are locked.")
    yield from _copies(home, cipher, repair=repair)


def _copies(home: Home, cipher: Cipher, *, repair: bool) -> Iterator[Found]:
    from journal.store.relocking import settle, strangers, to_mend

    path = home.database
    if repair and strangers(path, cipher):
        settle(path, cipher, *ciphers_for(strangers(path, cipher)))
    wrong = to_mend(path, cipher)
    kept = [copy for copy in strangers(path, cipher) if copy not in wrong]
    if wrong:
        yield Found("look", _NOT_LOCKED.format(names=_names(wrong)))
    else:
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


def _synced(home: Home) -> Found:
    service = synced_by(home.path)
    if service is None:
        return Found("fine", "The folder does not look like one that is copied to a cloud.")
    return Found(
        "hint",
        f"The folder is in {service}: your entries may be on other devices. "
        "To move them, set JOURNAL_HOME to another folder.",
    )


def _newest_copy(home: Home) -> Found:
    from journal.store.copies import copies_of

    copies = copies_of(home.database)
    if not copies:
        return Found("hint", "There is no copy in backups/ yet. To make one: journal backup FILE")
    made = datetime.fromtimestamp(_moment(copies[-1]))
    days = (datetime.now() - made).days
    if days < 0:
        return Found("hint", "The newest copy in backups/ has a date that is still to come.")
    age = "from today" if days < 1 else "one day old" if days == 1 else f"{days} days old"
    text = f"The newest copy in backups/ is {age}."
    if days > _OLD:
        return Found("hint", f"{text} To make one: journal backup FILE")
    return Found("fine", text)


def _moment(copy: Path) -> float:
    return copy.stat().st_mtime
