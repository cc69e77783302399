"""The newest plan and the newest soft line, to read again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from journal.app.journal import Journal
from journal.core.entries.rendering import date_of
from journal.core.text import isolated, visible

if TYPE_CHECKING:
    from journal.core.entries.plan import Plan

_NO_PLAN = "The view is set to plain, so no plan is shown. To see the setting: journal settings"
_NONE_YET = "No plan yet. The long entry and the second look both offer one."


@dataclass(frozen=True, slots=True)
class SoftLine:
    """A soft line, with the number of its entry and the moment the entry is about."""

    text: str
    entry: int | None
    since: datetime


@dataclass(frozen=True, slots=True)
class CurrentPlan:
    """
    The newest plan and the newest soft line.

    Attributes:
        plan: The newest plan; None without one.
        soft_line: The newest soft line; None without one.
        is_shown: Whether the view shows plans at all.
    """

    plan: Plan | None = None
    soft_line: SoftLine | None = None
    is_shown: bool = True

    @property
    def is_there(self) -> bool:
        """Return whether there is a plan or a soft line to show."""
        return self.is_shown and (self.plan is not None or self.soft_line is not None)

    def as_data(self) -> dict[str, Any]:
        """Return the plan and the soft line as JSON data, null for a missing one."""
        plan, soft = self.plan, self.soft_line
        return {
            "plan": plan and {"cue": plan.cue, "move": plan.move, "since": plan.since.isoformat()},
            "soft_line": soft
            and {"text": soft.text, "entry": soft.entry, "since": soft.since.isoformat()},
        }

    def as_text(self) -> str:
        """Return both in words, or a sentence that says why there is neither."""
        if not self.is_shown:
            return _NO_PLAN
        lines = [f"Your plan. {self.plan.sentence()}"] if self.plan else []
        if self.soft_line:
            day = date_of(self.soft_line.since.date())
            lines.append(f"A soft line of yours: {isolated(self.soft_line.text)} ({day})")
        return visible("\n".join(lines)) + "\n" if lines else _NONE_YET


def current_plan(j: Journal) -> CurrentPlan:
    """Return the newest plan and soft line; nothing but a notice in the plain view."""
    if j.view != "loop":
        return CurrentPlan(is_shown=False)
    entry = j.store.latest_with("soft_line")
    text = entry.value("soft_line") if entry else None
    if entry is None or not isinstance(text, str):
        return CurrentPlan(j.plan())
    return CurrentPlan(j.plan(), SoftLine(text, entry.number, entry.happened_at))
