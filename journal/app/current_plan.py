"""The plan that was made last, and a soft line, to read again."""

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
    """A soft line, the number of its entry, and when that was."""

    text: str
    entry: int | None
    since: datetime


@dataclass(frozen=True, slots=True)
class CurrentPlan:
    """The plan made last and the soft line said last; None for what there is not."""

    plan: Plan | None = None
    soft_line: SoftLine | None = None
    is_shown: bool = True

    @property
    def is_there(self) -> bool:
        """Whether there is one of them to read."""
        return self.is_shown and (self.plan is not None or self.soft_line is not None)

    def as_data(self) -> dict[str, Any]:
        """Return both as JSON data."""
        plan, soft = self.plan, self.soft_line
        return {
            "plan": plan and {"cue": plan.cue, "move": plan.move, "since": plan.since.isoformat()},
            "soft_line": soft
            and {"text": soft.text, "entry": soft.entry, "since": soft.since.isoformat()},
        }

    def as_text(self) -> str:
        """Return both in words; what to say instead where there is neither."""
        if not self.is_shown:
            return _NO_PLAN
        lines = [f"Your plan. {self.plan.sentence()}"] if self.plan else []
        if self.soft_line:
            day = date_of(self.soft_line.since.date())
            lines.append(f"A soft line of yours: {isolated(self.soft_line.text)} ({day})")
        return visible("\n".join(lines)) + "\n" if lines else _NONE_YET


def current_plan(j: Journal) -> CurrentPlan:
    """Return what stands by now; in the plain view, that it is not shown."""
    if j.view != "loop":
        return CurrentPlan(is_shown=False)
    found = j.store.latest_with("soft_line")
    said = found.value("soft_line") if found else None
    if found is None or not isinstance(said, str):
        return CurrentPlan(j.plan())
    return CurrentPlan(j.plan(), SoftLine(said, found.number, found.happened_at))
