"""What became of the entries of a file that was taken in."""

from __future__ import annotations

from dataclasses import astuple, dataclass
from typing import Self

_APART = (
    "1 entry is kept apart: it is in no list and no count. Help lines: journal support",
    "{n} entries are kept apart: they are in no list and no count. Help lines: journal support",
)
"""Of one, and of several."""


@dataclass(frozen=True, slots=True)
class Taken:
    """
    How many entries of a file, each counted once.

    Attributes:
        added: Not here before.
        updated: Edited later than what was here, which became a version.
        unchanged: Here already, with the same content.
        older: Not later than what is here, and other than it; kept as a version of it.
        in_bin: Deleted here, and left out.
        apart: How many more entries are kept apart now; below 0, how many fewer.
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
        """How it is told: one line always, then one for each that is not zero."""
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
