"""The loop in words: what every picture of it says alike."""

from __future__ import annotations

from journal.core.cycle import WAY_OUT_NEED, Station, WayOut

MOST_NAMED = "Most named at each step; the steps need not come from the same entries."

_HELPED = 3
"""Of the moments caught in time, so many of the newest tell what helped."""


def not_yet(station: Station) -> str:
    """What stands at a step that has nothing to show."""
    return "too early" if station.have < station.need else "nothing twice yet"


def how_it_ended(out: WayOut, who: str = "you") -> str:
    """
    What happened the times it went softer.

    Args:
        who: Whoever stayed or softened: `you`, or `I` on a page of one's own.
    """
    times = len(out.entries)
    if not times:
        return "No soft moment noted yet. Small ones are easy to miss."
    if times >= WAY_OUT_NEED and out.endings:
        ends = ", ".join(f"{label.lower()} {k}" for _, label, k in out.endings)
        return f"{times} times {who} stayed with it or softened. It ended like this: {ends}."
    noun = "time" if times == 1 else "times"
    return f"{times} {noun} {who} stayed with it or softened. Too early to tell how that ends."


def caught_in_time(out: WayOut) -> tuple[str, tuple[str, ...]]:
    """
    How many moments were caught in time, and what the newest say helped.

    Returns:
        A sentence, empty if there are none, and a line for each that says something.
    """
    if not out.caught:
        return "", ()
    times = len(out.caught)
    helped = [c for c in out.caught if c.helped][-_HELPED:]
    lines = []
    for one in helped:
        done = ", ".join(label.lower() for label in one.instead)
        told = f"{done}; helped: {one.helped}" if done else f"helped: {one.helped}"
        lines.append(told[:1].upper() + told[1:])
    return f"Caught in time: {times} {'time' if times == 1 else 'times'}.", tuple(lines)
