"""The plan of an entry, its follow-up, and the time to come back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from journal.core.flows.flow import Flow
from journal.core.flows.kinds import read_minutes
from journal.core.model import Entry, Other
from journal.core.text import isolated

FOLLOWUP_FROM, FOLLOWUP_UNTIL = timedelta(hours=24), timedelta(hours=72)
"""The time span after an argument in which a follow-up is offered: cooler, not yet forgotten."""

LATEST_RETURN = timedelta(hours=48)
"""The furthest ahead that a time to come back can be set."""

_CLOCK = re.compile(r"(?:(tomorrow)\s+)?(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Plan:
    """
    An if-then plan.

    Attributes:
        cue: The early sign; may be empty.
        move: The move, as in "I will …".
        since: The time of the entry that made the plan.
    """

    cue: str
    move: str
    since: datetime

    def sentence(self) -> str:
        """Return the plan as a sentence in the first person."""
        move = isolated(self.move)
        if not self.cue:
            return f"Next time I will {move}."
        return f"When I notice: {isolated(self.cue)}. Then I will {move}."


def plan_of(entry: Entry | None, flow: Flow | None) -> Plan | None:
    """Return the plan of an entry; None without a move, or if *flow* lacks a phrase for it."""
    if entry is None:
        return None
    cue, move = entry.value("plan_cue"), entry.value("plan_move")
    word = flow.word_of("plan_move", move) if flow and isinstance(move, str) else None
    phrase = move.text if isinstance(move, Other) else word.facts.get("plan", "") if word else ""
    if not phrase:
        return None
    cue = cue if isinstance(cue, str) else ""
    return Plan(cue.rstrip(". "), phrase, entry.happened_at)


def without_followup(newest_first: Iterable[Entry], conflicts: Sequence[str]) -> Entry | None:
    """
    Return the newest conflict that no other entry is about; None if there is none.

    Args:
        newest_first: The finished entries, without those kept apart.
        conflicts: The names of the flows whose entries are conflicts.
    """
    entries = list(newest_first)
    # Collect all first: after a clock change, an entry can precede the one it is about.
    answered = {e.about for e in entries}
    return next((e for e in entries if e.flow in conflicts and e.uid not in answered), None)


def is_due(entry: Entry, now: datetime) -> bool:
    """Return whether a follow-up of an entry is due: 24 to 72 hours after it happened."""
    return FOLLOWUP_FROM <= now - entry.happened_at <= FOLLOWUP_UNTIL


def return_time(at: datetime | None, now: datetime) -> datetime | None:
    """Return the time set to come back; None if it is too far ahead, as after a wrong clock."""
    return at if at is not None and at - now <= LATEST_RETURN else None


def read_return_time(text: str, now: datetime) -> datetime | None:
    """
    Read a time to come back, such as `21:30`, `tomorrow 9:00`, `9 pm` or `2h`.

    Returns:
        A time after *now*, within 48 hours; None if the text cannot be read.
    """
    clock = _CLOCK.fullmatch(text.strip())
    if clock is None:
        minutes = read_minutes(text)
        most = LATEST_RETURN // timedelta(minutes=1)
        return now + timedelta(minutes=minutes) if minutes and minutes <= most else None
    tomorrow, hour, minute, half = clock[1], int(clock[2]), int(clock[3] or 0), clock[4]
    if half:
        hour = hour % 12 + (12 if half.lower() == "pm" else 0)
    if hour > 23 or minute > 59:
        return None
    at = now.replace(hour=hour, minute=minute, second=0, microsecond=0)
    if tomorrow or at <= now:
        at += timedelta(days=1)
    return at
