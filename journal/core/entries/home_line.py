"""The home line: what is waiting, in words that reveal nothing to an onlooker."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from journal.core.entries.rendering import date_of

NO_ENTRIES = "Nothing to list here. To write: journal reflect"
"""The sentence without entries to list; it must not reveal whether some are kept apart."""

LOCKED = "Locked. journal reflect asks for the passphrase. journal pause needs none."


@dataclass(frozen=True, slots=True)
class Waiting:
    """
    The facts for the home line.

    Attributes:
        entries: The number of finished entries that are not kept apart.
        draft: True if there is an unfinished entry.
        second_look: The time of the entry for which a follow-up is due; None if none is.
        return_at: The time set to come back; None if none is set.
    """

    entries: int
    draft: bool = False
    second_look: datetime | None = None
    return_at: datetime | None = None


def home_line(waiting: Waiting, now: datetime) -> str:
    """Return one line with the number of entries and the command that fits now."""
    count = f"{waiting.entries} {'entry' if waiting.entries == 1 else 'entries'}"
    second_look = waiting.second_look
    if waiting.draft and second_look is not None:
        return (
            f"{count}. Waiting: one not finished (journal resume), "
            "one second look (journal followup)"
        )
    if waiting.draft:
        return f"{count}, one not finished. Go on: journal resume"
    at = waiting.return_at
    if at is not None and now < at:
        day = "" if at.date() == now.date() else f"{date_of(at.date())}, "
        return f"{count}. Set for {day}{at:%H:%M}."
    if second_look is not None:
        day = date_of(second_look.date())
        return f"{count}. The one from {day} is ready for a second look: journal followup"
    if at is not None:
        return f"{count}. It is {now:%H:%M}. Ready when you are: journal reflect"
    if not waiting.entries:
        return NO_ENTRIES
    return f"{count}. New: journal reflect · Look back: journal summary"
