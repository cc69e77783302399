"""
When someone may be in danger: what is shown, and what is asked, before anything else.

Nothing here names a loop, a part or a plan. What is said here stays in memory until
the person has chosen what to keep.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from journal.core.dialogue.exercises import Grounding
from journal.core.flows.flow import Flow, Question
from journal.core.model import Answer, Entry, Said, picks

CONTROLLED = "controlled"
"""The feeling that asks once more whether anyone was hurt or scared."""

SCARY = "scary"
"""The row of the moves that is no move: it opens the questions about safety."""

_MOVES = ("my_moves", "their_moves")

_NO_NUMBER = "In danger now: your local emergency number"
"""Where none is on file for a country."""

_WORD = re.compile(r"\w+(?:'\w+)*")

EMERGENCY, ABUSE, OWN, CRISIS = "emergency", "abuse", "own", "crisis"

EU = "EU"
_IN_EU = frozenset(
    "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split()
)
"""The countries that the lines of the European Union may serve."""


@dataclass(frozen=True, slots=True)
class HelpLine:
    """
    One number or page where someone answers.

    Attributes:
        country: ISO 3166 alpha-2; `EU`; empty for a line that works across borders.
        purpose: `emergency`, `abuse`, `own` (for one's own behaviour) or `crisis`.
        contact: The number or address to use first.
        quiet: Text or chat, which nobody overhears; shown first.
        also: Another number, or what else there is to know of it.
        source, year: Where and when the line was last seen in print; year 0 if the
            source gives none.
    """

    country: str
    purpose: str
    name: str
    contact: str
    source: str
    year: int = 0
    area: str = ""
    also: str = ""
    quiet: str = ""
    hours: str = ""
    note: str = ""

    def shown(self, this_year: int = 0) -> str:
        """The line as it is shown, with its source; told if that is older than last year's."""
        name = f"{self.name} ({self.area})" if self.area else self.name
        contact = f"call {self.contact}" if self.quiet else self.contact
        facts = [f for f in (self.quiet, contact, self.also, self.hours, self.note) if f]
        checked = f"{self.source}, {self.year}" if self.year else self.source
        if self.year and this_year - self.year > 1:
            checked += "; may be out of date"
        return f"{name}: {' · '.join(facts)} [{checked}]"


@dataclass(frozen=True, slots=True)
class AddOn:
    """
    Words added when one kind of harm was named, for some answers to who did it.

    Attributes:
        first: Whether they stand before all else: what can kill tonight.
    """

    when_kind: str
    text: str
    by: frozenset[str] = frozenset()
    first: bool = False


@dataclass(frozen=True, slots=True)
class CareBook:
    """
    All words and lines of `prompts/care/`.

    Attributes:
        branches: By `by_them`, `by_me`, `both`, `rather_not`, `not_sure`.
        keep: Labels of the choice what to keep, and what follows.
        questions: The questions about safety, by id.
        grounding: Exercises that settle the body.
        past_year, first_run, self_harm, free_text: Texts around those moments.
        signs: Words of a free text that may point to `danger` or `self_harm`.
        support: What stands around the help lines of `journal support`.
        this_year: For telling which lines may be out of date; 0 tells of none.
        unreadable: Names of files for which built-in words and lines stand in.
    """

    branches: Mapping[str, str]
    add_ons: Sequence[AddOn]
    keep: Mapping[str, str]
    questions: Mapping[str, Question]
    lines: Sequence[HelpLine]
    support: Mapping[str, str]
    past_year: Mapping[str, str]
    first_run: Mapping[str, str]
    self_harm: Mapping[str, str]
    free_text: Mapping[str, str]
    signs: Mapping[str, tuple[str, ...]]
    grounding: Grounding
    this_year: int = 0
    unreadable: Sequence[str] = ()

    def for_country(self, purpose: str, country: str) -> list[HelpLine]:
        """The lines of a country, then those that work across borders."""
        wanted = [line for line in self.lines if line.purpose == purpose]
        places = (country, EU if country in _IN_EU else "", "")
        return [line for place in dict.fromkeys(places) for line in wanted if line.country == place]

    def words(self, branch: str, kinds: Sequence[str], by: str, country: str) -> str:
        """What is said for an answer: what can't wait, its branch, then what else was named."""
        added = [a for a in self.add_ons if a.when_kind in kinds and (not a.by or by in a.by)]
        first = [a.text for a in added if a.first]
        rest = [a.text for a in added if not a.first]
        return self.fill("\n\n".join([*first, self.branches[branch].strip(), *rest]), country)

    def fill(self, text: str, country: str) -> str:
        """Fill in the numbers and lines of a country."""
        emergency = [line.contact for line in self.for_country(EMERGENCY, country)]
        crisis = [f"{c.name}, {c.contact}" for c in self.for_country(CRISIS, country)]
        blocks = {
            "{emergency}": " or ".join(emergency) or "your local emergency number",
            "{crisis}": " · ".join(crisis) or "a crisis line near you",
            "{lines}": self.block(ABUSE, country),
            "{own_lines}": self.block(OWN, country) or self.block(ABUSE, country),
        }
        for placeholder, block in blocks.items():
            text = text.replace(placeholder, block)
        return text

    def block(self, purpose: str, country: str) -> str:
        """Lines as a list, one each."""
        lines = self.for_country(purpose, country)
        return "\n".join(f"  {line.shown(self.this_year)}" for line in lines)

    def help_lines(self, country: str) -> str:
        """What h shows: danger now, hurt or scared by a partner, someone to talk to."""
        blocks = [self.block(purpose, country) for purpose in (EMERGENCY, ABUSE, CRISIS)]
        blocks[0] = blocks[0] or f"  {_NO_NUMBER}"
        return "\n".join(dict.fromkeys(line for b in blocks for line in b.splitlines()))


def asks_for_care(flow: Flow, question_id: str, value: Answer | None) -> bool:
    """Whether an answer opens the questions about safety."""
    question = flow.question(question_id)
    if question is None:
        return False
    if question.theme == "unsafe":
        return value in ("yes", "not_sure")
    return question.theme in _MOVES and SCARY in picks(value)


def tells_of_danger(entry: Entry) -> bool:
    """Whether one of the moves in an entry is that something scared or hurt someone."""
    return is_danger(entry.answers.values())


def is_danger(answers: Iterable[Said]) -> bool:
    """The same of some answers."""
    moves = (said for said in answers if said.theme in _MOVES)
    return any(SCARY in picks(said.value) for said in moves)


def asks_again(flow: Flow, question_id: str, value: Answer | None) -> bool:
    """Whether an answer asks once more whether anyone was hurt or scared."""
    question = flow.question(question_id)
    return question is not None and question.theme == "surface" and CONTROLLED in picks(value)


def branch_for(unsafe: Answer | None, kinds: Sequence[str], by: str) -> str:
    """Which words fit: by who did it; silence is read as fear of the other."""
    if unsafe == "not_sure" and not kinds:
        return "not_sure"
    return {"them": "by_them", "me": "by_me", "both": "both"}.get(by, "rather_not")


def facts_only(entry: Entry) -> Entry:
    """Return what is left of an entry that is kept apart: what happened, and when."""
    kept = {
        question: said
        for question, said in entry.answers.items()
        if said.theme == "facts" or (said.theme == "unsafe" and said.value == "yes")
    }
    return replace(entry, answers=kept, care="flagged", draft_at=None, lean_overruled=None)


def signs_in(text: str, care: CareBook) -> str:
    """
    Which kind of sign a free text holds: `self_harm`, `danger` or none (empty).

    A simple match of words, offline. It is often wrong, and it misses a lot.
    """
    said = f" {' '.join(_WORD.findall(text.casefold().replace('’', chr(39))))} "
    for kind in ("self_harm", "danger"):
        if any(f" {sign} " in said for sign in care.signs.get(kind, ())):
            return kind
    return ""
