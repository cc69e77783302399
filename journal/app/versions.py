"""Earlier versions of an entry: show them, and restore one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from journal.app.confirm import confirmed
from journal.app.journal import Journal
from journal.core.dialogue.revision import changes_safety, edited
from journal.core.entries.rendering import day_of, differences
from journal.core.errors import RestoreError, Stopped, WrongUseError
from journal.core.model import Entry, Version
from journal.core.text import isolated

_MOST = 9
"""The most versions offered by a single key; older ones need `--to`."""

_NO_ANSWER = "(no answer)"
_SAME = "The answers are the same. Otherwise than now: {what}."
_WHAT = {
    "happened_at": "the day",
    "care": "the care",
    "lean_overruled": "the way it is seen",
    "about": "the entry it goes back to",
}
"""Field of an entry, other than its answers, that may differ -> its name in a sentence."""

_HOW_ASKED = "how it was asked"
_SURE = "Bring this one back?"
_STAYS = "What is there now stays for 30 days."
_OTHER_SAFETY = (
    "This one has another answer about safety. Keep the whole entry as it is now for 30 days? "
    "It would show what you say now."
)
_NOT_KEPT = "What was there until now was not kept."
_LEFT = "Nothing was changed."


def bring_back(j: Journal, present: Entry, number: int | None, *, yes: bool) -> None:
    """Restore a version as `_bring_back`; raises `Stopped` with a sentence if the person leaves."""
    try:
        _bring_back(j, present, number, yes=yes)
    except Stopped:
        raise Stopped(_LEFT) from None


def _bring_back(j: Journal, present: Entry, number: int | None, *, yes: bool) -> None:
    """
    Show the versions of an entry, and restore one; the present state becomes a version.

    Args:
        number: The version, from 1 for the one before the last change; None to ask.

    Raises:
        RestoreError: If the entry has no versions.
        WrongUseError: If there is no version with that number.
    """
    from journal.screen.output.pager import show_paged

    versions = j.store.versions(present)[::-1]
    if not versions:
        raise RestoreError(f"Entry {present.call} was not changed in the last 30 days.")
    if number is None and yes and len(versions) == 1:
        number = 1
    if number is None and j.program.terminal.is_there() and not yes:
        number = _chosen(j, present, versions)
        if number is None:
            j.program.tell(_LEFT)
            return
    elif number is None:
        show_paged(_as_text(j, present, versions))
        j.program.tell(f"To bring one back: journal restore {present.call} --to NUMBER --yes")
        return
    if not 1 <= number <= len(versions):
        raise WrongUseError(f"--to: expected a number from 1 to {len(versions)}.")
    chosen = versions[number - 1]
    other_safety = changes_safety(present, chosen.entry)
    if not confirmed(j.program, _SURE if other_safety else f"{_SURE} {_STAYS}", yes=yes):
        j.program.tell(_LEFT)
        return
    keeps = other_safety and not yes and confirmed(j.program, _OTHER_SAFETY)
    back = edited(present, replace(chosen.entry, revision=present.revision), j.now())
    kept = j.save(back, keeps_safety=keeps)
    message = f"Entry {kept.call} is back to how it was before {_until(chosen, j.now().date())}."
    is_kept = not other_safety or keeps
    message += f" To undo that: journal restore {kept.call}" if is_kept else f" {_NOT_KEPT}"
    j.program.tell(message)


def _chosen(j: Journal, present: Entry, versions: Sequence[Version]) -> int | None:
    """Ask for the number of a version; None if nothing is to be changed."""
    shown = versions[:_MOST]
    choices = {"": "leave it as it is"}
    choices |= {str(n): f"go back to {n}" for n in range(1, len(shown) + 1)}
    with j.program.at_terminal() as person:
        key = person.page(_as_text(j, present, shown), choices)
    return int(key) if key else None


def _as_text(j: Journal, present: Entry, versions: Sequence[Version]) -> str:
    """Return the versions as text: number, time of the change, and the answers that differ."""
    flow = j.flow_of(present.flow)
    parts = [f"Entry {present.call}, as it was. You see only what is different now."]
    for number, version in enumerate(versions, 1):
        changes = "the last change" if number == 1 else f"the last {number} changes"
        lines = [f"{number}  before {changes}, {_until(version, j.now().date())}"]
        other = differences(version.entry, present, flow)
        for one in other:
            lines.append(f"   {isolated(one.asked)}")
            for answer in one.answers or (_NO_ANSWER,):
                lines += [f"     {line}" for line in isolated(answer).split("\n")]
        same = [] if other else [f"   {_SAME.format(what=_what_differs(version.entry, present))}"]
        parts.append("\n".join([*lines, *same]))
    return "\n\n".join(parts) + "\n"


def _what_differs(before: Entry, present: Entry) -> str:
    """Name the differences of two versions whose answers are equal."""
    other = [what for of, what in _WHAT.items() if getattr(before, of) != getattr(present, of)]
    return ", ".join(other) or _HOW_ASKED


def _until(version: Version, today: date) -> str:
    at = version.replaced_at.astimezone()
    return f"{at:%H:%M}" if at.date() == today else day_of(at)
