"""What an entry leads to later: its follow-up, the plan it made, a time to come back."""

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
"""How long after an argument a second look is offered: cooler, and not forgotten."""

LATEST_RETURN = timedelta(hours=48)
"""How far ahead a time to come back can be set."""

_CLOCK = re.compile(r"(?:(tomorrow)\s+)?(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Plan:
    """One small plan: the early sign, and what to do then."""

    cue: str
    move: str
    since: datetime

    def sentence(self) -> str:
        """The plan as it is read again."""
        move = isolated(self.move)
        if not self.cue:
            return f"Next time I will {move}."
        return f"When I notice: {isolated(self.cue)}. Then I will {move}."


def plan_of(entry: Entry | None, flow: Flow | None) -> Plan | None:
    """The plan that an entry made; None if it made none."""
    if entry is None:
        return None
    cue, move = entry.value("plan_cue"), entry.value("plan_move")
    word = flow.word_of("plan_move", move) if flow and isinstance(move, str) else None
    then = move.text if isinstance(move, Other) else word.facts.get("plan", "") if word else ""
    if not then:
        return None
    cue = cue if isinstance(cue, str) else ""
    return Plan(cue.rstrip(". "), then, entry.happened_at)


def without_followup(newest_first: Iterable[Entry], conflicts: Sequence[str]) -> Entry | None:
    """
    The newest conflict that has no follow-up and no longer page about it.

    Args:
        newest_first: Finished entries, none of them kept apart.
        conflicts: Names of the flows whose entries are conflicts.
    """
    entries = list(newest_first)
    # All of them first: a clock set back can put what is about an entry before it.
    answered = {e.about for e in entries}
    return next((e for e in entries if e.flow in conflicts and e.uid not in answered), None)


def is_due(entry: Entry, now: datetime) -> bool:
    """Whether it is time for a second look at an entry."""
    return FOLLOWUP_FROM <= now - entry.happened_at <= FOLLOWUP_UNTIL


def return_time(at: datetime | None, now: datetime) -> datetime | None:
    """The time that was set to come back; None if it cannot have been set by a clock like now's."""
    return at if at is not None and at - now <= LATEST_RETURN else None


def read_return_time(text: str, now: datetime) -> datetime | None:
    """
    A time to come back, from `21:30`, `tomorrow 9:00`, `9 pm` or `2h`.

    Returns:
        A moment after *now*, within two days; None if it cannot be read.
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
