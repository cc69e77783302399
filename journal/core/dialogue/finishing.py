"""From a conversation to an entry, and what is worked out once it is finished."""

from __future__ import annotations

from dataclasses import replace

from journal.core import lean as leans
from journal.core.dialogue.position import stands_at
from journal.core.dialogue.progress import Progress, applies, groups_of, lean_so_far
from journal.core.flows.flow import Flow
from journal.core.flows.kinds import KINDS
from journal.core.lean import Lean
from journal.core.model import IN_HAND, Entry, most_careful
from journal.core.terms import Care, Theme

_CARE: dict[str, Care | None] = {"yes": "flagged", "not_sure": "unsure", "no": None}
_LEAN_THEMES: tuple[Theme, ...] = ("my_moves", "their_moves")


def as_draft(progress: Progress) -> Entry:
    """The entry as it is kept before the next question is asked."""
    return replace(progress.entry, draft_at=stands_at(progress))


def as_finished(progress: Progress) -> Entry:
    """
    The entry as it is kept for good.

    Picks and numbers under a question that no longer applies, because an earlier answer
    was changed, fall away. What was typed stays, and so does all under a question that the
    flow does not know any more. Of an entry that is being changed all stays, since only some
    of its questions may have been asked; `editing.as_changed` does the rest.
    """
    if progress.again:
        return replace(progress.entry, draft_at=None)
    entry, flow = progress.entry, progress.flow
    gone = {
        question.id
        for question in flow.questions
        if KINDS[question.kind].themed != "text" and not applies(progress, question)
    }
    kept = {
        q: said for q, said in entry.answers.items() if q not in gone and not q.startswith(IN_HAND)
    }
    asked = [q.id for q in flow.questions if q.overrule]
    fits = not asked or any(q in kept for q in asked)
    overruled = entry.lean_overruled if fits else None
    entry = replace(entry, answers=kept, draft_at=None, lean_overruled=overruled)
    if any(said.theme == "unsafe" for said in kept.values()):
        entry = replace(entry, care=None)  # by the answer alone, which may have changed
    return with_care_and_leans(entry, flow)


def with_care_and_leans(entry: Entry, flow: Flow | None) -> Entry:
    """
    Work out care and leans from the answers; no lean where care is needed.

    Without its flow, as in an entry from elsewhere, the leans stay as they came.
    """
    care = _care(entry)
    if care is not None or (flow is not None and flow.counts != "conflict"):
        return replace(entry.without_leans(), care=care)
    if flow is None:
        return replace(entry, care=care)
    mine, theirs = (_lean(entry, flow, theme) for theme in _LEAN_THEMES)
    return replace(
        entry,
        care=care,
        lean=mine.name,
        lean_detail=mine.detail,
        their_lean=theirs.name,
        their_detail=theirs.detail,
    )


def _care(entry: Entry) -> Care | None:
    """The more careful one of what the entry brings along and what its answer says."""
    said = (_CARE.get(str(s.value)) for s in entry.answers.values() if s.theme == "unsafe")
    return most_careful((entry.care, *said))


def _lean(entry: Entry, flow: Flow, theme: Theme) -> Lean:
    for question, said in entry.answers.items():
        if said.theme == theme:
            return leans.lean_of(groups_of(flow, question, said.value))
    return leans.lean_of(())


def last_line(progress: Progress, entry: Entry) -> str:
    """Return what a flow says at its end: by how the upset went, else by the lean of this one."""
    lines = progress.flow.closing
    before, after = entry.value("heat_before"), entry.value("heat_after")
    if isinstance(before, int) and isinstance(after, int) and "lower" in lines:
        trend = "lower" if after < before else "higher" if after > before else "same"
        return lines.get(trend, "")
    lean = lean_so_far(progress).name
    return lines.get(lean) or lines.get("base") or lines.get("none", "")
