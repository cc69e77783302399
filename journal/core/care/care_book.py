"""
The texts, questions and help lines for someone who may be in danger.

None of the texts names a loop, a part or a plan. Answers about safety stay in memory until the
person has chosen what to keep.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from journal.core.dialogue.exercises import Grounding
from journal.core.flows.flow import Flow, Question
from journal.core.model import Answer, Entry, Said, picks

CONTROLLED = "controlled"
"""The feeling after which the question about danger is asked once more."""

SCARY = "scary"
"""The choice among the moves that something scared or hurt; it opens the safety dialogue."""

_MOVES = ("my_moves", "their_moves")

_NO_NUMBER = "In danger now: your local emergency number"
"""The line for a country without a known emergency number."""

_WORD = re.compile(r"\w+(?:'\w+)*")

EMERGENCY, ABUSE, OWN, CRISIS = "emergency", "abuse", "own", "crisis"

EU = "EU"
_IN_EU = frozenset(
    "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split()
)
"""The countries served by the lines of the European Union, ISO 3166 alpha-2."""


@dataclass(frozen=True, slots=True)
class HelpLine:
    """
    A help line: a phone number, chat or page.

    Attributes:
        country: ISO 3166 alpha-2; `EU`; empty for an international line.
        purpose: `emergency`, `abuse`, `own` (for one's own behaviour) or `crisis`.
        name: The name of the service.
        contact: The number or address to use first.
        source, year: The source of the line and the year of that source; 0 if it gives none.
        area: The part of the country it serves, if not all of it.
        also: Another number, or further information.
        quiet: Text or chat, which cannot be overheard; shown first.
        hours: The opening hours.
        note: A further remark, such as the languages.
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
        """
        Return the line as shown, with its source.

        Args:
            this_year: A source from before last year is marked as maybe out of date; 0 marks none.
        """
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
    A text for a kind of harm, added to the text of a branch.

    Attributes:
        when_kind: The id of the kind of harm.
        text: The text.
        by: The answers to the question who did it for which it applies; empty for all.
        first: True for harm that can kill soon; then the text comes before all others.
    """

    when_kind: str
    text: str
    by: frozenset[str] = frozenset()
    first: bool = False


@dataclass(frozen=True, slots=True)
class CareBook:
    """
    The texts, questions and help lines of `prompts/care/`.

    Attributes:
        branches: The texts by branch: `by_them`, `by_me`, `both`, `rather_not`, `not_sure`.
        add_ons: The texts for kinds of harm.
        keep: The labels of the choice what to keep, and the texts that follow.
        questions: The questions about safety, by id.
        lines: The help lines.
        support: The texts around the help lines of `journal support`.
        past_year, first_run, self_harm, free_text: The texts around those questions and signs.
        signs: `danger` or `self_harm` -> the words that may point to it in a free text.
        grounding: The exercises that settle the body.
        this_year: The current year, to mark old sources; 0 marks none.
        unreadable: The names of the files that were replaced by built-in texts.
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
        """Return the lines of a purpose: of the country, of the EU for members, international."""
        wanted = [line for line in self.lines if line.purpose == purpose]
        places = (country, EU if country in _IN_EU else "", "")
        return [line for place in dict.fromkeys(places) for line in wanted if line.country == place]

    def words(self, branch: str, kinds: Sequence[str], by: str, country: str) -> str:
        """
        Return the text for the answers about safety: urgent add-ons, the branch, other add-ons.

        Args:
            branch: A key of `branches`.
            kinds: The ids of the kinds of harm.
            by: The answer to the question who did it; may be empty.
            country: The country of the help lines, ISO 3166 alpha-2; may be empty.
        """
        added = [a for a in self.add_ons if a.when_kind in kinds and (not a.by or by in a.by)]
        first = [a.text for a in added if a.first]
        rest = [a.text for a in added if not a.first]
        return self.fill("\n\n".join([*first, self.branches[branch].strip(), *rest]), country)

    def fill(self, text: str, country: str) -> str:
        """Fill in `{emergency}`, `{crisis}`, `{lines}` and `{own_lines}` for a country."""
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
        """Return the lines of a purpose as text, one line of text for each; may be empty."""
        lines = self.for_country(purpose, country)
        return "\n".join(f"  {line.shown(self.this_year)}" for line in lines)

    def help_lines(self, country: str) -> str:
        """Return the help lines behind the key h: emergency, abuse, crisis; without duplicates."""
        blocks = [self.block(purpose, country) for purpose in (EMERGENCY, ABUSE, CRISIS)]
        blocks[0] = blocks[0] or f"  {_NO_NUMBER}"
        return "\n".join(dict.fromkeys(line for b in blocks for line in b.splitlines()))


def asks_for_care(flow: Flow, question_id: str, value: Answer | None) -> bool:
    """Return whether an answer opens the safety dialogue."""
    question = flow.question(question_id)
    if question is None:
        return False
    if question.theme == "unsafe":
        return value in ("yes", "not_sure")
    return question.theme in _MOVES and SCARY in picks(value)


def tells_of_danger(entry: Entry) -> bool:
    """Return whether the moves in an entry include that something scared or hurt someone."""
    return is_danger(entry.answers.values())


def is_danger(answers: Iterable[Said]) -> bool:
    """Return whether the moves in some answers include that something scared or hurt someone."""
    moves = (said for said in answers if said.theme in _MOVES)
    return any(SCARY in picks(said.value) for said in moves)


def asks_again(flow: Flow, question_id: str, value: Answer | None) -> bool:
    """Return whether the question about danger is asked again after an answer."""
    question = flow.question(question_id)
    return question is not None and question.theme == "surface" and CONTROLLED in picks(value)


def branch_for(unsafe: Answer | None, kinds: Sequence[str], by: str) -> str:
    """
    Return the branch of the texts for the answers about safety.

    Args:
        unsafe: The answer to the question about danger.
        kinds: The ids of the kinds of harm.
        by: The answer to the question who did it; without one, the branch is `rather_not`.
    """
    if unsafe == "not_sure" and not kinds:
        return "not_sure"
    return {"them": "by_them", "me": "by_me", "both": "both"}.get(by, "rather_not")


def facts_only(entry: Entry) -> Entry:
    """Return an entry reduced to its facts, flagged and finished, to be kept apart."""
    kept = {
        question: said
        for question, said in entry.answers.items()
        if said.theme == "facts" or (said.theme == "unsafe" and said.value == "yes")
    }
    return replace(entry, answers=kept, care="flagged", draft_at=None, lean_overruled=None)


def signs_in(text: str, care: CareBook) -> str:
    """
    Return the kind of sign in a free text: `self_harm`, `danger` or an empty text.

    It matches whole words of a list. It has many false hits, and misses many signs.
    """
    said = f" {' '.join(_WORD.findall(text.casefold().replace('’', chr(39))))} "
    for kind in ("self_harm", "danger"):
        if any(f" {sign} " in said for sign in care.signs.get(kind, ())):
            return kind
    return ""
