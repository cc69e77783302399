"""The sentences that all pictures of the loop share."""

from __future__ import annotations

from journal.core.entries.totals import NOTHING_YET, kinds_written
from journal.core.insights.conflicts import Looking
from journal.core.insights.sentence import running
from journal.core.loop.counted import Cycle, WayOut
from journal.core.text import capitalised

MOST_NAMED = "Most named at each step; the steps need not come from the same entries."

_HELPED = 3
"""The most moments caught in time that are listed with what helped, newest last."""


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
"""The fewest entries with which a step can have a finding."""

_LEFT_OUT = " Left out: {reasons}."
_FROZE_THERE = "{k} where someone froze or went along"
_SCARED_THERE = "{k} where something scared or hurt"
_UNSURE_THERE = "{k} where you were not sure about safety"
_OTHERS = " The others are left out."


def resting_on(cycle: Cycle, *, shared: bool = False) -> str:
    """
    Return the sentence on the number of entries behind a loop, and on those left out.

    Args:
        cycle: The loop.
        shared: True for a picture, which others may see: the reasons for leaving out are omitted.
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
    Return the sentences on the reason for which no loop is drawn.

    Args:
        cycle: The loop, without findings.
        looking: The look back.
        filtered: True if only entries with a certain answer were wanted.
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
    """Return the kinds of arguments left out, each with its count, joined by commas."""
    out, n = cycle.left_out, cycle.out_of
    told = [
        said.format(k=k, who=out.who, there=f"in {k} of {n} entries" if n > 1 else _ONLY)
        for said, k in ((froze, out.froze), (scared, out.scared), (unsure, out.unsure))
        if k
    ]
    return ", ".join(told)


def ways_out(out: WayOut, *, mine: bool = False) -> tuple[str, ...]:
    """
    Return the sentences on soft moments and their endings.

    Args:
        out: The ways out.
        mine: True for a page: the sentences are in the first person, each text by itself.
    """
    if not mine:
        return out.says
    if not out.soft.findings:
        return out.mine
    [found] = out.soft.findings
    return tuple(one.mine for one in (found.sentence, *found.notes))


def caught_in_time(out: WayOut) -> tuple[str, tuple[str, ...]]:
    """
    Describe the moments caught in time: their number, and what helped in the newest.

    Returns:
        A sentence, empty if there are none; and a line for each of the newest moments with words
        on what helped, three at most.
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
