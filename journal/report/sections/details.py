"""The parts about single entries: details, moments that went differently, the loop, the plan."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from journal.core.cycle.lean_sentences import LEAN_LABELS
from journal.core.entries.rendering import date_of, duration
from journal.core.insights.conflicts import Conflict
from journal.core.insights.parts import part_of
from journal.core.insights.rules.plan_use import newest_plan
from journal.core.model import Entry, Other, Said, picks
from journal.core.terms import Theme
from journal.core.text import capitalised, isolated
from journal.report.document import Block, Bullets, Paragraph
from journal.report.material import (
    COUPLE,
    SELF,
    Material,
    as_sentence,
    joined_with,
    lower,
    typed_sentence,
    words_of,
)

_LATEST = 6
"""The most moments caught in time that are listed, so that the page fits one side of paper."""

_COUNTED_FROM = 3
"""The number of arguments from which insights count anything."""

_PICKED = "One entry in detail, picked by the writer"
_NEWEST = "The newest entry in detail"

_SOFT_SENTENCE = re.compile(r"(under mine|under it|i need)", re.IGNORECASE)
_SENTENCES = re.compile(r"(?<=[.!?…])\s+")
_MENDED = {
    "me": "I tried to mend it",
    "them": "they tried to mend it",
    "both": "both tried to mend",
}
_PARTS_OF_DAY = ((5, "night"), (12, "morning"), (18, "afternoon"), (24, "evening"))


def own_loop(m: Material) -> tuple[Block, ...]:
    """
    Return the newest loop in the person's own words; nothing without any.

    The newest one where they took their most frequent part is preferred. Entries handled with
    care are left out.
    """
    loops = [
        (conflict, loop)
        for conflict in m.looking.conflicts
        if isinstance(loop := conflict.value("loop"), str) and conflict.entry.argument_care is None
    ]
    if not loops:
        return ()
    parts = m.findings("lean")
    usual = {f.subject for f in parts if f.count == parts[0].count}
    conflict, loop = ([pair for pair in loops if part_of(pair[0]) in usual] or loops)[-1]
    text = loop if m.has("loop_soft") else _without(loop, _SOFT_SENTENCE.match)
    text = text if m.has("froze") else _without(text, _froze_sentence(m).search)
    day = date_of(conflict.entry.happened_at.date())
    return (Paragraph(isolated(text), f"My loop, in my words ({day})."),) if text else ()


def _without(said: str, tells: Callable[[str], object]) -> str:
    """Return a text without the sentences for which *tells* returns a true value."""
    return " ".join(s for s in _SENTENCES.split(said) if not tells(s.strip()))


def _froze_sentence(m: Material) -> re.Pattern[str]:
    """Return a pattern for the phrases of a draft that say I froze or went along."""
    moves = m.lists["moves"].words.values()
    phrases = [re.escape(w.facts["phrase"]) for w in moves if m.froze(w.id)]
    return re.compile(rf"\bI ({'|'.join(phrases)})\b", re.IGNORECASE)


def own_plan(m: Material) -> tuple[Block, ...]:
    """Return the newest plan with its use; nothing without a plan."""
    newest = newest_plan(m.looking)
    if newest is None:
        return ()
    conflict, since = newest
    cue, move = conflict.value("plan_cue"), conflict.value("plan_move")
    word = m.lists["moves"].words.get(move) if isinstance(move, str) else None
    then = move.text if isinstance(move, Other) else word.facts.get("plan", "") if word else ""
    if not then:
        return ()
    noticed = f"When I notice: {typed_sentence(cue)} " if isinstance(cue, str) else ""
    sentence = f"{noticed}Then I will {typed_sentence(then)}{_plan_use(m)}"
    return (Paragraph(sentence, f"My plan (since {date_of(since.date())})."),)


def _plan_use(m: Material) -> str:
    result = m.result("plan_use")
    if result is None or result.too_early:
        return ""
    used = result.findings[0].count if result.findings else 0
    slipped = result.have - used
    parts = [f"used, whole or in part, in {used}"] if used else []
    parts += [f"slipped my mind in {slipped}"] if slipped else []
    return f" It came up {result.have} times; {'; '.join(parts)}."


def differently(m: Material) -> tuple[Block, ...]:
    """Return the soft moments with their endings, then the latest moments caught in time."""
    caught = [e for e in m.looking.apart if e.flow == "caught" and e.argument_care is None]
    lines = tuple(_caught_line(m, e) for e in caught[-_LATEST:])
    soft = _softened(m)
    if not lines:
        return (Paragraph(soft),) if soft else ()
    latest = f", the latest {_LATEST} of {len(caught)}" if len(caught) > _LATEST else ""
    return Paragraph(f"{soft} Caught in time{latest}:".strip()), Bullets(lines)


def _softened(m: Material) -> str:
    findings = m.findings("softened")
    if not findings:
        return ""
    [found] = findings
    return found.mine


def _caught_line(m: Material, entry: Entry) -> str:
    answers, moves = entry.answers, m.lists["moves"]
    trigger = ", ".join(words_of(answers.get("trigger"), m.lists["triggers"]))
    nearly = ", ".join(words_of(_without_froze(m, answers.get("nearly")), moves))
    instead = ", ".join(words_of(answers.get("instead"), moves))
    where = ", ".join(x for x in (date_of(entry.happened_at.date()), trigger) if x)
    went = "; ".join(x for x in (f"nearly {nearly}" if nearly else "", instead) if x)
    line = f"{where}: {went}." if went else f"{where}."
    helped = entry.value("helped_me") if m.has("helped") else None
    return f"{line} Helped: {typed_sentence(helped)}" if isinstance(helped, str) else line


def in_detail(m: Material) -> tuple[Block, ...]:
    """
    Return a paragraph for each entry that the writer picked.

    Without a pick, and with too few arguments to count anything, the newest one stands in, so
    that the page is not empty; not for the reader `self`.
    """
    if m.picked or m.reader == SELF or len(m.looking.conflicts) >= _COUNTED_FROM:
        return tuple(_detail(m, c, _PICKED) for c in m.picked)
    newest = [c for c in m.looking.conflicts if not c.entry.is_apart][-1:]
    return tuple(_detail(m, c, _NEWEST) for c in newest)


def _detail(m: Material, conflict: Conflict, lead: str) -> Paragraph:
    lead = f"{lead}: {_when(conflict.entry.happened_at)}."
    told = [
        as_sentence(capitalised(text)) for _, tell in OF_AN_ENTRY if (text := tell(m, conflict))
    ]
    return Paragraph(" ".join(told) if told else "Nothing more was noted.", lead)


def _when(moment: datetime) -> str:
    part = next(name for hour, name in _PARTS_OF_DAY if moment.hour < hour)
    return f"{date_of(moment.date())}, {part}"


Tell = Callable[[Material, Conflict], str]


def _list(theme: Theme, words: str, before: str = "") -> Tell:
    """
    Return a function that lists the choices of a theme.

    Args:
        theme: The theme of the answer.
        words: The name of its word list; a name without a list keeps the stored labels.
        before: The lead-in before the labels.
    """

    def tell(m: Material, c: Conflict) -> str:
        labels = ", ".join(words_of(c.said.get(theme), m.lists.get(words)))
        return f"{before}{labels}" if labels else ""

    return tell


def _ticked(part: str, tell: Tell) -> Tell:
    """Return *tell*, limited to pages with a part."""
    return lambda m, c: tell(m, c) if m.has(part) else ""


def _without_froze(m: Material, said: Said | None) -> Said | None:
    """Return an answer without freezing and going along, unless the part `froze` is ticked."""
    if said is None or m.has("froze"):
        return said
    return replace(said, value=tuple(p for p in picks(said.value) if not m.froze(p)))


def _moves(theme: Theme, who: str) -> Tell:
    def tell(m: Material, c: Conflict) -> str:
        said = c.said.get(theme)
        said = said if theme == "their_moves" else _without_froze(m, said)
        phrases = words_of(said, m.lists["moves"], "phrase")
        return f"{who} {joined_with(phrases, 'then')}" if phrases else ""

    return tell


def _moment(m: Material, c: Conflict) -> str:
    trigger = ", ".join(words_of(c.said.get("trigger"), m.lists["triggers"]))
    topic = ", ".join(words_of(c.said.get("topic"), m.lists["topics"]))
    return ", ".join([*filter(None, [trigger, f"about {topic}" if topic else ""])])


def _course(m: Material, c: Conflict) -> str:
    """Return how long the argument was hot, its ending, the repair, and the time to okay."""
    hot, okay, by = c.value("hot_minutes"), c.value("okay_minutes"), c.value("repair_by")
    mended = _MENDED.get(by, "") if isinstance(by, str) else ""
    if m.reader == COUPLE and mended:
        mended = "a mend was tried"
    parts = [
        f"hot for {duration(hot)}" if isinstance(hot, int) else "",
        *words_of(c.said.get("ending"), m.lists["endings"]),
        mended,
        f"okay after {duration(okay)}" if isinstance(okay, int) else "",
    ]
    return "; ".join(p for p in parts if p)


def _heat(_m: Material, c: Conflict) -> str:
    before, after, peak = c.value("heat_before"), c.value("heat_after"), c.value("heat_peak")
    parts = [f"{peak} at the worst point"] if isinstance(peak, int) else []
    parts += [f"{before} before writing"] if isinstance(before, int) else []
    parts += [f"{after} after"] if isinstance(after, int) else []
    return f"Upset {', '.join(parts)}" if parts else ""


def _overruled(_m: Material, c: Conflict) -> str:
    mine, theirs = c.entry.lean_overruled, c.entry.lean
    if mine is None or mine == theirs or c.entry.argument_care is not None:
        return ""
    return f"I see my part as: {lower(LEAN_LABELS[mine])}"


def _plainly(tell: Tell) -> Tell:
    """Return *tell*, limited to entries not handled with care and to views with the frame."""
    return lambda m, c: "" if c.entry.argument_care is not None or not m.framed else tell(m, c)


OF_AN_ENTRY: Sequence[tuple[str, Tell]] = (
    ("moment", _plainly(_moment)),
    ("body", _list("body", "body")),
    ("surface", _list("surface", "feelings", "Loud: ")),
    ("story", _plainly(_ticked("story", _list("story", "stories", "Story: ")))),
    ("my_moves", _plainly(_ticked("counts", _moves("my_moves", "I")))),
    ("their_moves", _plainly(_ticked("theirs", _moves("their_moves", "They")))),
    ("softer", _plainly(_ticked("softer", _list("softer", "feelings", "Under it: ")))),
    ("need", _list("need", "needs", "Need: ")),
    (
        "guesses",
        _plainly(_ticked("guesses", _list("their_side", "feelings", "My guess about them: "))),
    ),
    ("raw_spot", _plainly(_ticked("raw_spot", _list("raw_spot", "", "An old feeling: ")))),
    ("could_not", _plainly(_ticked("could_not", _list("could_not", "", "Chosen or not: ")))),
    ("context", _ticked("context", _list("context", "context", "Harder with: "))),
    ("course", _plainly(_course)),
    ("overruled", _plainly(_ticked("overruled", _overruled))),
    ("heat", _heat),
)
"""Name -> the function for a sentence about an entry, in order; empty text means no sentence."""
