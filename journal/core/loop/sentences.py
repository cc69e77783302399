"""The loop in words: what every picture of it says alike."""

from __future__ import annotations

from journal.core.entries.totals import NOTHING_YET, kinds_written
from journal.core.insights.conflicts import Looking
from journal.core.insights.sentence import running
from journal.core.loop.counted import Cycle, WayOut
from journal.core.text import capitalised

MOST_NAMED = "Most named at each step; the steps need not come from the same entries."

_HELPED = 3
"""Of the moments caught in time, so many of the newest tell what helped."""


_NO_ARGUMENT = "No entry about an argument yet to draw the loop from; so far: {kinds}."
_NONE_FITS = "No argument has that moment or subject yet. Without it: journal cycle"
_NONE_DRAWN = "No loop is drawn: {reasons}."
_FROZE = "{there} {who} froze or went along"
_SCARED = "{there} you noted something that scared or hurt"
_UNSURE = "{there} you were not sure about safety"
_ONLY = "in the only entry"
_TOO_EARLY = (
    "{resting_on} Too early to draw the loop. From {least} on, you see here what came up more than "
    "once."
)
_NOTHING_TWICE = "Nothing is drawn: in {n} entries nothing has come up more than once yet."
_FROM = 3
"""Entries from which a step can have something to show."""

_LEFT_OUT = " Left out: {reasons}."
_FROZE_THERE = "{k} where someone froze or went along"
_SCARED_THERE = "{k} where something scared or hurt"
_UNSURE_THERE = "{k} where you were not sure about safety"
_OTHERS = " The others are left out."


def resting_on(cycle: Cycle, *, shared: bool = False) -> str:
    """
    How many entries a loop rests on, and what the others are.

    Args:
        shared: In a picture, which others may see: then it does not tell what they are.
    """
    noun = "entry" if cycle.out_of == 1 else "entries"
    if cycle.of == cycle.out_of:
        return f"From {cycle.of} {noun}."
    others = (
        _OTHERS
        if shared
        else _LEFT_OUT.format(reasons=_reasons(cycle, _FROZE_THERE, _SCARED_THERE, _UNSURE_THERE))
    )
    return f"From {cycle.of} of {cycle.out_of} {noun}.{others}"


def not_drawn(cycle: Cycle, looking: Looking, *, filtered: bool) -> str:
    """
    Why there is no loop to draw, in a few sentences.

    Args:
        looking: What was looked back at.
        filtered: Whether only entries with some answer were asked for.
    """
    if not any(looking.entries.values()):
        return NOTHING_YET
    if not looking.conflicts:
        return _NO_ARGUMENT.format(kinds=kinds_written(looking.entries))
    if not cycle.out_of:
        return _NONE_FITS if filtered else NOTHING_YET
    return running([_why_not(cycle), *(note.you for note in cycle.notes)])


def _why_not(cycle: Cycle) -> str:
    if not cycle.of:
        return _NONE_DRAWN.format(reasons=_reasons(cycle, _FROZE, _SCARED, _UNSURE))
    if cycle.of < _FROM:
        return _TOO_EARLY.format(resting_on=resting_on(cycle), least=_FROM)
    return _NOTHING_TWICE.format(n=cycle.of)


def _reasons(cycle: Cycle, froze: str, scared: str, unsure: str) -> str:
    """What the entries are that are no part of a loop, each kind with its count."""
    out, n = cycle.left_out, cycle.out_of
    told = [
        said.format(k=k, who=out.who, there=f"in {k} of {n} entries" if n > 1 else _ONLY)
        for said, k in ((froze, out.froze), (scared, out.scared), (unsure, out.unsure))
        if k
    ]
    return ", ".join(told)


def ways_out(out: WayOut, *, mine: bool = False) -> tuple[str, ...]:
    """
    What there is of a way out: soft moments, and how they ended.

    Args:
        mine: On a page of one's own.
    """
    if not mine:
        return out.says
    if not out.soft.findings:
        return out.mine
    [found] = out.soft.findings
    return tuple(one.mine for one in (found.sentence, *found.notes))


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
        lines.append(capitalised(told))
    return f"Caught in time: {times} {'time' if times == 1 else 'times'}.", tuple(lines)
