"""What several insights work out of the same look back, worked out once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from journal.core.insights.conflicts import Looking

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Remembering(Looking):
    """
    A look back that keeps what was worked out of it, as long as it lives itself.

    Attributes:
        known: By name; see `once`.
    """

    known: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def of(cls, looking: Looking) -> Remembering:
        """The same look back, with nothing worked out yet."""
        return cls(looking.period, looking.conflicts, looking.apart, looking.entries)


def once(looking: Looking, name: str, work_out: Callable[[], T]) -> T:
    """
    What is worked out of a look back under a name: the first time only, if it remembers.

    Args:
        name: The same for the same work, whoever asks.
    """
    if not isinstance(looking, Remembering):
        return work_out()
    if name not in looking.known:
        looking.known[name] = work_out()
    worked_out: T = looking.known[name]
    return worked_out
