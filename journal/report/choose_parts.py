"""The dialogue before a page is written: its texts, its parts and a preview."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from journal.core.dialogue.asks import aside
from journal.core.dialogue.ports import Answered, Left, Person
from journal.core.entries.rendering import date_of
from journal.core.errors import Stopped
from journal.core.flows.flow import Question
from journal.core.flows.word_lists import Word
from journal.core.insights.conflicts import Conflict
from journal.core.insights.moves import yielded_to_sharp
from journal.core.model import Answer, picks
from journal.core.terms import FREE
from journal.core.text import capitalised
from journal.report.document import Bullets, Paragraph
from journal.report.material import COUPLE, SELF, THERAPIST, Material, Typed, words_of
from journal.report.parts import available, default_ticks, is_on, on_page

_COUPLE = "Take this version only if you would be fine with them reading every line, at home too."
_FROZE = "In {k} of {n} entries you froze or went along with sharp words."
_ALONE_FIRST = (
    "A talk with the therapist alone first may be better. Go on, or make the page for that?"
)
_HOLDS = "This page will hold: {holds}. Left out: {left_out}. Anyone who gets the file can read it."
_TYPED = "Of what you typed, this stands on it:"
_SAFETY = (
    "This page now says that you want to talk about safety. Saying it on the phone is another way."
)
_OFFERED = 12
"""The most arguments offered for detail that are not marked for therapy."""

_TEXTS = {
    "want": {
        THERAPIST: "What do you want from this session?",
        COUPLE: "What would you like the two of you to look at?",
    },
    "questions": {
        THERAPIST: "Is there something you would like to ask?",
        COUPLE: "What would you like to ask the two of you?",
    },
    "name": dict.fromkeys((THERAPIST, COUPLE), "Your name or initials, if you like?"),
}
"""Field of `Typed` -> reader -> the question that asks for it."""


@dataclass(frozen=True, slots=True)
class Choosing:
    """
    The input of the dialogue.

    Attributes:
        material: The material of the page, with the entries and texts given by options.
        can_show_pictures: Whether the file format can hold a drawing.
        left_out: Whether an entry is kept apart.
        clean: Replaces the names in a text typed during the dialogue.
    """

    material: Material
    can_show_pictures: bool
    left_out: bool
    clean: Callable[[str], str]


def choose(person: Person, choosing: Choosing) -> Material:
    """
    Ask for the texts and the parts of a page until the person wants it written.

    Returns:
        The material with the reader, the texts, the picked entries and the ticked parts chosen.

    Raises:
        Stopped: If the person stops; the page must not be written then.
    """
    m = choosing.material
    if m.reader == COUPLE:
        m = _for_couple(person, m, choosing)
    if m.reader != SELF:
        m = replace(m, typed=_typed(person, m, choosing.clean), picked=_picked(person, m))
    m = replace(m, ticked=default_ticks(m))
    while True:
        m = _ticked(person, m, choosing)
        preview = _told(m, choosing)
        # Not Enter: a held Enter key would page through the preview and write the file.
        if person.page(preview, {"w": "write it", "c": "change something"}) == "w":
            return m


def _for_couple(person: Person, m: Material, choosing: Choosing) -> Material:
    choices = {"a": "make the page for that", "g": "go on"}
    by_number = {c.number: c for c in (*m.looking.conflicts, *m.picked)}
    k, n = yielded_to_sharp(by_number.values(), m.lists)
    asked = f"{_FROZE.format(k=k, n=n)} {_ALONE_FIRST}" if k else _ALONE_FIRST
    if (k or not m.framed or choosing.left_out) and person.page(asked, choices) == "a":
        return replace(m, reader=THERAPIST)
    person.say(_COUPLE)
    return m


def _typed(person: Person, m: Material, clean: Callable[[str], str]) -> Typed:
    typed = m.typed
    for field, asked in _TEXTS.items():
        if getattr(typed, field):  # the answers file gave it already
            continue
        hint = "One line is enough. It stands on the page as you type it."
        answer = _ask(person, Question(f"page_{field}", FREE, "text", asked[m.reader], hint))
        if isinstance(answer, str):
            typed = replace(typed, **{field: clean(answer)})
    return typed


def _picked(person: Person, m: Material) -> tuple[Conflict, ...]:
    offered = _offered(m.looking.conflicts)
    if m.picked or not offered:
        return m.picked
    question = Question(
        "page_entry",
        FREE,
        "many",
        "Is there one entry to tell in detail?",
        "A few sentences each, without what you typed. One is enough for one side.",
        choices=tuple(_choice(m, c) for c in offered),
    )
    chosen = picks(_ask(person, question))
    return tuple(c for c in offered if str(c.number) in chosen)


def _offered(conflicts: Sequence[Conflict]) -> list[Conflict]:
    """Return the conflicts marked for therapy, then the newest others; each newest first."""
    newest = [c for c in reversed(conflicts) if not c.entry.is_apart]
    marked = [c for c in newest if c.value("for_therapy") == "yes"]
    others = [c for c in newest if c.value("for_therapy") != "yes"]
    return marked + others[:_OFFERED]


def _choice(m: Material, conflict: Conflict) -> Word:
    trigger = words_of(conflict.said.get("trigger"), m.lists["triggers"])
    loud = words_of(conflict.said.get("surface"), m.lists["feelings"])
    label = " · ".join(
        [date_of(conflict.entry.happened_at.date()), *map(capitalised, trigger + loud[:1])]
    )
    marked = "marked for therapy" if conflict.value("for_therapy") == "yes" else ""
    return Word(str(conflict.number), label, marked)


def _ticked(person: Person, m: Material, choosing: Choosing) -> Material:
    parts = [p for p in available(m) if choosing.can_show_pictures or p.id != "picture"]
    question = Question(
        "page_parts",
        FREE,
        "many",
        "What goes on the page?",
        "Ticked parts are on it. Untick what you would rather keep.",
        choices=tuple(Word(p.id, p.title) for p in parts),
    )
    now = tuple(p.id for p in parts if p.id in m.ticked)
    answer = _ask(person, question, now)
    if answer is None:
        return m
    # Parts with nothing to show were not offered; their ticks stay.
    not_offered = m.ticked - {p.id for p in parts}
    ticked = not_offered | {str(p) for p in picks(answer)}
    if "safety" in ticked and "safety" not in m.ticked:
        person.say(_SAFETY)
    return replace(m, ticked=ticked)


def _told(m: Material, choosing: Choosing) -> str:
    """Return the preview: the titles of the parts, and the person's own texts in full."""
    parts = [p for p in available(m) if choosing.can_show_pictures or p.id != "picture"]
    holds = [p.title for p in parts if is_on(p, m)]
    left_out = [p.title for p in parts if p.id not in on_page(m)]
    preview = _HOLDS.format(
        holds="; ".join(holds) or "only its head", left_out="; ".join(left_out) or "nothing"
    )
    words = [w for p in parts if p.id in _FREE_TEXT and p.id in m.ticked for w in _words(m, p.id)]
    return "\n\n".join([preview, _TYPED, *words]) if words else preview


def _words(m: Material, part_id: str) -> list[str]:
    part = next(p for p in available(m) if p.id == part_id)
    texts: list[str] = []
    for block in part.make(m) if part.make else ():
        match block:
            case Paragraph(text, lead):
                texts.append(f"{lead} {text}".strip())
            case Bullets(items):
                texts += items
    return texts


_FREE_TEXT = ("want", "loop", "differently", "plan", "questions")


def _ask(person: Person, question: Question, default: Answer | None = None) -> Answer | None:
    """
    Ask a question outside of a flow.

    Returns:
        The answer; None if it was skipped or went back.

    Raises:
        Stopped: If the person stops.
    """
    match person.ask(replace(aside(question), default=default)):
        case Answered(value):
            return value
        case Left():
            raise Stopped()
    return None
