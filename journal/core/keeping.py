"""Putting entries on disk, with a person who is asked where that can't be done."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace

from journal.core.errors import ChangedElsewhereError, Stopped, StoreError
from journal.core.model import Entry
from journal.core.person import Keep, Person

STILL_HERE = "What you said last is still here."
ON_ITS_OWN = "go on here, as an entry of its own"

_ALL_THE_SAME = "erase it all the same"


@dataclass(frozen=True, slots=True)
class Keeping:
    """The two ends of a conversation, as far as both are needed to keep what was said."""

    person: Person
    keep: Keep

    def put(self, entry: Entry) -> Entry:
        """
        Put an entry on disk, or let the person choose what to do if that can't be done.

        Returns:
            What to go on with: the entry as it is on disk, or one of its own.

        Raises:
            StoreError: If they choose to stop; what was kept before is safe.
        """
        while True:
            try:
                return self.keep.save(entry)
            except ChangedElsewhereError as error:
                self._choose(error, ON_ITS_OWN)
                entry = replace(entry, uid=str(uuid.uuid4()), number=None, revision=None)
            except StoreError as error:
                self._choose(error, "try again")

    def erase(self, entry: Entry) -> None:
        """
        Leave nothing of an entry; asks again if it was changed elsewhere meanwhile.

        Raises:
            StoreError: If it can't be done, or they leave it as it is there.
        """
        while True:
            try:
                self.keep.erase(entry)
            except ChangedElsewhereError as error:
                choices = {"e": _ALL_THE_SAME, "q": "leave it as it is there"}
                if self.person.page(str(error), choices) == "q":
                    raise
                entry = replace(entry, revision=error.revision)
            else:
                return

    def _choose(self, error: StoreError, on: str) -> None:
        try:
            choice = self.person.page(f"{error} {STILL_HERE}", {"": on, "q": "stop without it"})
        except Stopped:
            choice = "q"
        if choice == "q":
            raise error from None
