"""
The parts of a page: one row each in `PAGE_PARTS`, in the order of the page.

To add a part, write a function from the material to blocks, and add its row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Literal

from journal.core.entries.rendering import day_of, read_again
from journal.core.loop.counted import draw_cycle
from journal.core.text import isolated
from journal.report.document import Block, PageSection, Paragraph, Picture
from journal.report.drawing.loop_svg import loop_svg, loop_words
from journal.report.material import COUPLE, SELF, THERAPIST, Material
from journal.report.sections.details import differently, in_detail, own_loop, own_plan
from journal.report.sections.most_named import by_subject, counts, steps
from journal.report.sections.over_time import checkins, mending, what_changed

Tick = Literal["on", "off", "never"]
Make = Callable[[Material], tuple[Block, ...]]

_WANT = {THERAPIST: "What I want from this session.", COUPLE: "What I would like us to look at."}
_ASKS = {THERAPIST: "Questions for you.", COUPLE: "What I would like to ask us."}


@dataclass(frozen=True, slots=True)
class PagePart:
    """
    A part of the page that can be ticked.

    Attributes:
        id: The id of the part, as in `Material.ticked`.
        title: The title in the list to tick.
        ticks: The default for each reader, in the order of `material.READERS`: `on`, `off`, or
            `never` for a part that must not be there.
        make: Returns the blocks of the part; None for a piece of another part.
        heading: The heading of its section; empty for none.
        inside: The id of the part that it is a piece of; empty for none.
        framed: Whether the part belongs to the frame of the cycle, which `plain` views lack.
    """

    id: str
    title: str
    ticks: tuple[Tick, Tick, Tick]
    make: Make | None = None
    heading: str = ""
    inside: str = ""
    framed: bool = True

    def tick(self, reader: str) -> Tick:
        """Return the default of the part for a reader, one of `material.READERS`."""
        return self.ticks[(THERAPIST, COUPLE, SELF).index(reader)]


def default_ticks(m: Material) -> frozenset[str]:
    """Return the ids of the parts that are ticked by default."""
    return frozenset(p.id for p in _possible(m) if p.tick(m.reader) == "on")


def available(m: Material) -> list[PagePart]:
    """Return the parts that can be ticked: allowed for the reader, with something to show."""
    possible = _possible(m)
    whole = replace(m, ticked=frozenset(p.id for p in possible))
    return [p for p in possible if _shows_something(p, whole)]


def _shows_something(part: PagePart, whole: Material) -> bool:
    """Return whether a part adds anything to the page; *whole* has all parts ticked."""
    if part.make is not None:
        return bool(part.make(whole))
    outer = next(p for p in PAGE_PARTS if p.id == part.inside)
    without = replace(whole, ticked=whole.ticked - {part.id})
    return outer.make is not None and outer.make(whole) != outer.make(without)


def on_page(m: Material) -> frozenset[str]:
    """
    Return the ids of the parts whose content may be on the page.

    A ticked part is dropped if it is never there for the reader, if the part around it is not
    on the page, or, for the picture, unless all parts that it shows are on the page as well.
    """
    wanted = {p.id for p in _possible(m) if p.id in m.ticked}
    wanted -= {p.id for p in PAGE_PARTS if p.inside and p.inside not in wanted}
    return frozenset(wanted if wanted.issuperset(_DRAWN) else wanted - {"picture"})


def is_on(part: PagePart, m: Material) -> bool:
    """Return whether a part is on the page: ticked, allowed, and with something to show."""
    m = replace(m, ticked=on_page(m))
    return m.has(part.id) and (part.make is None or bool(part.make(m)))


def sections(m: Material) -> tuple[PageSection, ...]:
    """Return the sections of the page: the parts that are on it, then the entries in full."""
    m = replace(m, ticked=on_page(m))
    headings: dict[str, list[Block]] = {}
    for part in _possible(m):
        if part.make is not None and m.has(part.id):
            headings.setdefault(_heading(part, m), []).extend(part.make(m))
    made = [PageSection(heading, tuple(blocks)) for heading, blocks in headings.items() if blocks]
    return (*made, *_in_full(m))


def _possible(m: Material) -> list[PagePart]:
    return [p for p in PAGE_PARTS if (m.framed or not p.framed) and p.tick(m.reader) != "never"]


def _heading(part: PagePart, m: Material) -> str:
    if not m.framed:
        return _PLAIN_HEADINGS.get(part.heading, part.heading)
    if part.heading == _DID and m.reader == COUPLE:
        return "What I did, and what helped"
    if part.heading == _ASIDE and not (m.has("plan") and own_plan(m)):
        return "My questions"
    if part.heading == _ASIDE and not (m.has("questions") and m.typed.questions):
        return "My plan"
    return part.heading


def _in_full(m: Material) -> Iterable[PageSection]:
    for entry, flow in m.whole:
        title = isolated(flow.title if flow else entry.flow)
        blocks = tuple(
            Paragraph(" · ".join(map(isolated, shown.answers)), isolated(shown.asked))
            for shown in read_again(entry, flow)
        )
        heading = f"{entry.call} · {day_of(entry.happened_at)} · {title}"
        yield PageSection(heading, blocks, entry.call)


def _want(m: Material) -> tuple[Block, ...]:
    if not m.typed.want:
        return ()
    return (Paragraph(isolated(m.typed.want), _WANT.get(m.reader, "What I want.")),)


def _questions(m: Material) -> tuple[Block, ...]:
    lead = _ASKS.get(m.reader, "What I want to ask.")
    return (Paragraph(isolated(m.typed.questions), lead),) if m.typed.questions else ()


def _safety(_m: Material) -> tuple[Block, ...]:
    return (Paragraph("I'd like to talk about safety, alone."),)


def _picture(m: Material) -> tuple[Block, ...]:
    """Return the drawing of the loop, which needs other parts on the page; see `on_page`."""
    drawn = draw_cycle(m.looking, m.lists)
    return (Picture(loop_svg(drawn), loop_words(drawn)),) if drawn.is_seen else ()


_STEPS = "Most named at each step (need not be the same entries)"
_DID = "What I did, and what I saw"
_SOFT = "Moments that went differently"
_COURSE = "Repair, recovery, change"
_ASIDE = "My plan, my questions"
_PLAIN_HEADINGS = {_DID: "In detail", _COURSE: "Over time", _ASIDE: "My questions"}
"""Heading -> its wording in the plain view."""

_DRAWN = ("steps", "story", "softer", "counts", "theirs", "froze", "differently", "helped")
"""The ids of the parts that the drawing shows too; it needs all of them on the page."""

_ALL: tuple[Tick, Tick, Tick] = ("on", "on", "on")
_IF_TICKED: tuple[Tick, Tick, Tick] = ("on", "off", "on")
"""On, except for a couple: there only if ticked."""

_ALONE: tuple[Tick, Tick, Tick] = ("on", "never", "on")
_RARELY: tuple[Tick, Tick, Tick] = ("off", "never", "on")

PAGE_PARTS = (
    PagePart("want", "What you want from this session", _ALL, _want, framed=False),
    PagePart("loop", "Your loop, in your words", _ALL, own_loop),
    PagePart("loop_soft", "Your loop: what was under it", _IF_TICKED, inside="loop"),
    PagePart("picture", "Your loop as a picture", _ALONE, _picture),
    PagePart("steps", "What was named most at each step", _ALL, steps, _STEPS, framed=False),
    PagePart("story", "The story your mind told", _IF_TICKED, inside="steps"),
    PagePart("softer", "Softer feelings under it", _IF_TICKED, inside="steps"),
    PagePart("counts", "What you did", _ALL, counts, _DID),
    PagePart("theirs", "What you saw them do", _ALONE, inside="counts"),
    PagePart("froze", "When you froze or went along", _IF_TICKED, inside="counts"),
    PagePart("by_subject", "Your part by subject", _IF_TICKED, by_subject, _DID),
    PagePart("entry", "One entry in detail", _ALL, in_detail, _DID, framed=False),
    PagePart("guesses", "Entry: your guess about them", _RARELY, inside="entry"),
    PagePart("raw_spot", "Entry: if it is an old feeling", _RARELY, inside="entry"),
    PagePart("could_not", "Entry: chose it, or couldn't", _RARELY, inside="entry"),
    PagePart("context", "Entry: what made it harder", _RARELY, inside="entry", framed=False),
    PagePart("overruled", "Entry: how you see your part", _RARELY, inside="entry"),
    PagePart("differently", "Moments that went differently", _ALL, differently, _SOFT),
    PagePart("helped", "What helped then, in your words", _IF_TICKED, inside="differently"),
    PagePart("mending", "Mending; upset before and after", _ALL, mending, _COURSE, framed=False),
    PagePart("change", "Change over time", _ALL, what_changed, _COURSE),
    PagePart("checkins", "Check-ins", _IF_TICKED, checkins, _COURSE, framed=False),
    PagePart("plan", "Your plan", _ALL, own_plan, _ASIDE),
    PagePart(
        "safety",
        "A talk about safety, alone",
        ("off", "never", "never"),
        _safety,
        _ASIDE,
        framed=False,
    ),
    PagePart("questions", "Your questions", _ALL, _questions, _ASIDE, framed=False),
)
"""The parts, in the order of the page."""
