"""The counts of an import, and their sentences."""

from __future__ import annotations

from dataclasses import astuple, dataclass
from typing import Self

_APART = (
    "1 entry is kept apart: it is in no list and no count. Help lines: journal support",
    "{n} entries are kept apart: they are in no list and no count. Help lines: journal support",
)
"""The sentences for one entry and for several."""


@dataclass(frozen=True, slots=True)
class Taken:
    """
    The counts of the entries of an imported file; each entry counts once.

    Attributes:
        added: New entries.
        updated: Entries newer than those here, which became versions.
        unchanged: Entries that are here with the same content.
        older: Entries that differ from those here and are not newer; kept as versions.
        in_bin: Entries that were deleted here, and left out.
        apart: The increase of the number of entries kept apart; may be negative.
    """

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    older: int = 0
    in_bin: int = 0
    apart: int = 0

    def __add__(self, other: Self) -> Self:
        return type(self)(*map(sum, zip(astuple(self), astuple(other), strict=True)))

    def sentences(self) -> list[str]:
        """Return the lines of the report: one always, then one for each other count but 0."""
        told = f"{self.added} added, {self.updated} updated, {self.unchanged} here already."
        more = {
            "What {n} said before the update is kept for 30 days.": self.updated,
            "Another text of one that is here, kept beside it for 30 days: {n}.": self.older,
            "Left out, as you deleted them here: {n}. To have one back: journal restore":
                self.in_bin,
            _APART[self.apart != 1]: max(0, self.apart),
            "No longer kept apart: {n}.": max(0, -self.apart),
        }  # fmt: skip
        return [told, *(said.format(n=n) for said, n in more.items() if n)]
