"""The use of the newest plan: how often there was a chance, and how often it was used."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from journal.core.entries.rendering import date_of
from journal.core.flows.word_lists import WordList
from journal.core.insights.absence import Reason
from journal.core.insights.conflicts import Conflict, Looking
from journal.core.insights.finding import Insight, Result
from journal.core.insights.phrases import absent, too_early
from journal.core.insights.sentence import Sentence, voiced
from journal.core.insights.tally import Tally, numbers_of
from journal.core.terms import Theme

_ID, _TITLE = "plan_use", Sentence("Your plan", "My plan")
_THEME: Theme = "plan_used"
_NEED, _THINGS = 3, "times it came up"  # docs/counting.md
_USED = ("yes", "partly")
_CHANCES = (*_USED, "forgot")
"""The answers that there was a chance to use it; `no_chance` is the opposite."""

_SENTENCE = "{Your} plan{since} came up {n} times. {You} used it, whole or in part, in {k}."
_SINCE = " (since {date})"
_FORGOTTEN = (
    "{Your} plan{since} came up {n} times and slipped {your} mind each time. "
    "A smaller one may be easier to recall."
)

_NO_PLAN = (
    "{Your} plan: none in these entries yet. The long entry and the second look offer to make one. "
    "From {need} times it came up on, it is counted."
)
_NOT_YET = (
    "{Your} plan: no entry since {you} made it says that it came up. From {need} times on it is "
    "counted."
)


def plan_use(looking: Looking, _lists: Mapping[str, WordList]) -> Result:
    """
    Count how often the newest plan was used, of the times there was a chance to.

    The follow-up asks this; its answer counts for the conflict it is about. Conflicts before
    the plan was made are left out, since they concern an earlier plan; so are entries where
    safety is in question.

    Source:
        docs/counting.md.
    """
    made = newest_plan(looking)
    chances = [
        c
        for c in looking.conflicts
        if c.entry.argument_care is None
        and c.value(_THEME) in _CHANCES
        and (made is None or c.entry.happened_at > made[1])
    ]
    n = len(chances)
    if not n and _is_told(looking):
        return absent(Reason.NEVER, voiced(_NOT_YET if made else _NO_PLAN, need=_NEED), n, _NEED)
    if n < _NEED:
        return too_early(_TITLE, _NEED, n, _THINGS)
    since = _SINCE.format(date=date_of(made[1].date())) if made else ""
    used = numbers_of(c for c in chances if c.value(_THEME) in _USED)
    if not used:
        forgotten = voiced(_FORGOTTEN, n=n, since=since)
        return absent(Reason.NEVER, forgotten, n, _NEED)
    found = Tally("used", ("Used, whole or in part",), used)
    sentence = voiced(_SENTENCE, n=n, k=found.count, since=since)
    return Result((found.finding(_ID, n, sentence),), (sentence,), n, _NEED)


def _is_told(looking: Looking) -> bool:
    """Return whether no plan was made in an entry where safety is in question."""
    return all(
        entry.argument_care is None or entry.value("plan_move") is None
        for conflict in looking.conflicts
        for entry in (conflict.entry, *conflict.later)
    )


def newest_plan(looking: Looking) -> tuple[Conflict, datetime] | None:
    """Return the conflict of the newest plan and the time of the plan; None without a plan."""
    made = [
        (entry.happened_at, conflict)
        for conflict in looking.conflicts
        if conflict.entry.argument_care is None and "plan_move" in conflict.said
        for entry in (conflict.entry, *conflict.later)
        if entry.value("plan_move") is not None
    ]
    if not made:
        return None
    since, conflict = max(made, key=lambda one: one[0])
    return conflict, since


PLAN_USE = Insight(_ID, _TITLE.you, plan_use)
