"""An edit conflict: the entry was changed elsewhere while it was being edited here."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import replace

from journal.app.journal import Journal
from journal.core.dialogue.ports import Person
from journal.core.dialogue.revision import KEPT_AS_CHANGED
from journal.core.dialogue.saving import what_it_does_beside
from journal.core.errors import ChangedElsewhereError, StoreError
from journal.core.model import Entry

WAITS = "Your changes wait. Go on with: journal edit {}"

_STILL_HERE = "What you changed here is not lost."
_WAITS_DELETED = "Your changes wait with the deleted entry. See: journal restore"
_NOT_KEPT = "What you changed here was not kept."
_THROWN_AWAY = "What you changed here was thrown away."
_OVER_THEIRS = "keep mine here; what is there now can come back for 30 days"
_AS_ITS_OWN = "keep mine as an entry of its own"


def settle(j: Journal, person: Person, mine: Entry, happened: str) -> tuple[Entry | None, str]:
    """
    Let the person choose how to resolve an edit conflict.

    An entry that is kept apart by now cannot be replaced by one that is not: it would show
    again.

    Args:
        mine: The whole entry as edited here.
        happened: The change made elsewhere, in a sentence.

    Returns:
        The entry that was saved, None if the person discards theirs; and the outcome, in a
        sentence.

    Raises:
        Stopped: If the person leaves.
    """
    while True:
        there = j.store.find(mine.uid)
        choices = {"o": _AS_ITS_OWN, "t": "throw mine away"}
        if there is not None and (mine.care == "flagged" or not there.is_apart):
            choices = {"m": _OVER_THEIRS, **choices}
        both = what_it_does_beside(mine) if there is not None and not there.is_apart else ""
        choice = person.page(f"{happened} {_STILL_HERE} {both}".strip(), choices)
        try:
            if choice == "t":
                return None, _THROWN_AWAY
            if choice == "m" and there is not None:
                over = replace(mine, revision=there.revision)
                return j.save(over, keeps_safety=True), KEPT_AS_CHANGED
            kept = j.save(_on_its_own(mine, there))
        except ChangedElsewhereError as error:
            happened = str(error)
        else:
            return kept, f"Kept as {kept.call}."


def let_wait(j: Journal, copy: Entry, mine: Entry, before: Entry) -> str:
    """
    Save the working copy as it is, or as a separate entry if its entry was erased.

    Args:
        copy: The working copy.
        mine: The whole entry as edited here.
        before: The entry that the copy was made from.

    Returns:
        The outcome, in a sentence.
    """
    deleted = (e for e, _at in j.store.bin.contents() if e.uid == copy.uid)
    for there in filter(is_as(before), deleted):
        copy = replace(copy, base=there.revision)  # so that it fits once the entry is restored
    try:
        kept = j.store.put_aside(copy, late=True)
    except ChangedElsewhereError:
        return f"Kept as {j.save(_on_its_own(mine, j.store.find(mine.uid))).call}."
    except StoreError:
        return _NOT_KEPT
    entry = j.store.find(kept.uid)
    return WAITS.format(entry.call) if entry else _WAITS_DELETED


def is_as(before: Entry) -> Callable[[Entry], bool]:
    """Return a predicate: whether an entry equals *before*, revision aside."""
    return lambda there: replace(there, revision=before.revision) == before


def _on_its_own(mine: Entry, there: Entry | None) -> Entry:
    """Return the edit as a new entry, kept apart if the original is."""
    mine = replace(mine, uid=str(uuid.uuid4()), number=None, revision=None, edited_at=None)
    if there is None or not there.is_apart:
        return mine
    return replace(mine.without_leans(), care="flagged")
