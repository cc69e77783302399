"""The entry of a conversation, as a draft and as finished, with care and leans derived."""

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
    """Return the entry as saved before the next question is asked."""
    return replace(progress.entry, draft_at=stands_at(progress))


def as_finished(progress: Progress) -> Entry:
    """
    Return the entry as saved when it is finished.

    Choices and numbers are dropped if their question no longer applies, because an earlier
    answer was changed. Typed texts are kept, and so are answers to questions that the flow does
    not have. In an edit all answers are kept, since only some questions may have been asked;
    `revision.as_changed` does the rest.
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
        entry = replace(entry, care=None)  # derived from the answer only, which may have changed
    return with_care_and_leans(entry, flow)


def with_care_and_leans(entry: Entry, flow: Flow | None) -> Entry:
    """
    Return the entry with care and leans derived from its answers; no leans if it needs care.

    Without a flow, as for an imported entry, the leans stay unchanged.
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
    """Return the more careful of the entry's own care and that of its answer about danger."""
    said = (_CARE.get(str(s.value)) for s in entry.answers.values() if s.theme == "unsafe")
    return most_careful((entry.care, *said))


def _lean(entry: Entry, flow: Flow, theme: Theme) -> Lean:
    for question, said in entry.answers.items():
        if said.theme == theme:
            return leans.lean_of(groups_of(flow, question, said.value))
    return leans.lean_of(())


def last_line(progress: Progress, entry: Entry) -> str:
    """Return the last line of a flow: by the change of heat, else by the lean of the entry."""
    lines = progress.flow.closing
    before, after = entry.value("heat_before"), entry.value("heat_after")
    if isinstance(before, int) and isinstance(after, int) and "lower" in lines:
        trend = "lower" if after < before else "higher" if after > before else "same"
        return lines.get(trend, "")
    lean = lean_so_far(progress).name
    return lines.get(lean) or lines.get("base") or lines.get("none", "")
