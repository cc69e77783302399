"""What opens a locked journal: what the store needs of whoever knows it."""

from __future__ import annotations

from typing import Protocol


class Passphrase(Protocol):
    """Asked only when a file turns out to be locked."""

    def __call__(self) -> str:
        """
        The passphrase; never empty.

        Raises:
            JournalError: If there is none to be had.
        """
