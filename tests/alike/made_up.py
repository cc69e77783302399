"""Made-up journals, the same at every run, and each way of showing what they say."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cached_property
from random import Random
from typing import Any

from journal.core.dates.periods import Period
from journal.core.insights.conflicts import Looking, look_back
from journal.core.insights.summary import Summary, summarise
from journal.core.loop.counted import Cycle, draw_cycle
from journal.core.model import Entry
from journal.exchange.json_import import EntryReader
from journal.local.prompts.loader import Prompts
from journal.report.builder import report_of
from journal.report.document import Bullets, Paragraph, Report, Table
from journal.report.material import Material
from journal.report.parts import default_ticks
from journal.screen.output.summary_text import summary_text

PROMPTS = Prompts()
START = datetime(2026, 1, 1, 20, tzinfo=UTC)
MANY, MORE = 16, 120
"""Journals by chance in the quick part, and in all."""

SIDES = (
    ("ask_again get_loud", "go_quiet leave"),
    ("go_quiet leave", "ask_again criticise"),
    ("give_in stuck", "criticise follow"),
    ("blank", "get_loud"),
    ("give_in", "ask_again"),
    ("get_loud", "blank"),
    ("ask_again soft_feel", "listen_back"),
    ("go_quiet ask_again", "follow"),
    ("criticise", "sarcasm"),
    ("go_quiet get_loud stay", "ask_again"),
)
"""My moves and theirs: pressing, stepping back, giving in, freezing, sharp, softer, both ways."""

WORDS = {
    "trigger": ("no_reply", "tone", "demand", "not_sure", {"other": "The phone  again"}),
    "topic": ("money", "chores", "family", {"other": "Money"}),
    "body": ("chest", "jaw", "nothing", {"other": "tight CHEST"}),
    "surface": ("angry", "unheard", "hurt", {"other": "angry "}),
    "softer": ("alone", "sad", "angry", {"other": "ALONE"}),
    "story": ("failing", "dont_matter"),
    "need": ("matter", "team", {"other": "Tea"}, {"other": "TEA"}),
    "ending": ("talked_out", "agreed_pause", "blew_up", "still_open"),
    "repair_by": ("me", "both", "no", "not_yet"),
    "repair_helped": ("yes", "a_bit", "no"),
}
LISTED = {"body", "surface", "softer", "story", "need"}
OWN_MOVE = {"other": "Went  QUIET"}
"""An own word that equals a packaged move."""

NUMBERS = {"heat_before": 10, "heat_peak": 10, "heat_after": 10}
MINUTES = {"hot_minutes": (5, 30, 120), "okay_minutes": (60, 600, 3000)}

ALONE = {
    "nothing": [],
    "second looks": [("followup", {"heat_now": 3, "repair_by": "me"})] * 6,
    "check-ins": [("checkin", {"hope": n, "bracing": 5}) for n in range(6)],
    "kept apart": [("full", {"unsafe": "yes", "my_moves": ["blank"], "trigger": "tone"})] * 6,
    "not sure": [("full", {"unsafe": "not_sure", "body": ["jaw"], "my_moves": ["stuck"]})] * 6,
    "caught": [("caught", {"trigger": "tone", "instead": ["ask_plain"]})] * 6,
    "notes": [("note", {"text": "Quiet."})] * 3,
    "short": [("quick", {"heat_before": 9, "body": ["jaw"], "my_moves": ["go_quiet"]})] * 6,
    "one": [("full", {"trigger": "tone", "my_moves": ["ask_again"]})],
}
"""Journals of one kind of entry alone."""


@dataclass(frozen=True)
class Journal:
    """A made-up journal, and what is worked out of it."""

    name: str
    entries: tuple[Entry, ...]

    @cached_property
    def looking(self) -> Looking:
        """What a look back rests on."""
        return look_back(self.entries, PROMPTS.counts(), Period(), PROMPTS.lists)

    @cached_property
    def summary(self) -> Summary:
        """What the summary says."""
        return summarise(self.looking, PROMPTS.lists)

    @cached_property
    def cycle(self) -> Cycle:
        """The loop."""
        return draw_cycle(self.looking, PROMPTS.lists)

    def text(self, *, why: bool = False, plain: bool = False) -> str:
        """The summary as text, on one line."""
        return " ".join(summary_text(self.summary, why=why, plain=plain).split())

    def report(self, reader: str) -> Report | None:
        """The page for a reader, with the parts that are on it if nobody says otherwise."""
        m = Material(self.summary, PROMPTS.lists, reader)
        return report_of(replace(m, ticked=default_ticks(m)))

    def page(self, reader: str) -> str:
        """The words of the page for a reader."""
        report = self.report(reader)
        return " ".join(words_of(report)) if report else ""


def words_of(report: Report) -> Iterator[str]:
    """All words on a page, in order."""
    for section in report.sections:
        yield section.heading
        for block in section.blocks:
            match block:
                case Paragraph(text, lead):
                    yield f"{lead} {text}"
                case Bullets(items):
                    yield from items
                case Table(header, rows):
                    yield from (cell for row in (header, *rows) for cell in row)


def entries_of(told: Sequence[tuple[str, dict[str, Any]]]) -> tuple[Entry, ...]:
    """Entries as the journal holds them, from flows and answers; numbered, a day apart."""
    lines = "".join(
        json.dumps(
            {
                "flow": flow,
                "uid": f"u{n}",
                "happened_at": (START + timedelta(days=n)).isoformat(),
                "answers": {k: v for k, v in answers.items() if k != "overruled"},
                "lean_overruled": answers.get("overruled"),
            }
        )
        + "\n"
        for n, (flow, answers) in enumerate(told, 1)
    )
    reader = EntryReader(PROMPTS.known_flow, START + timedelta(days=999))
    found = reader.read_lines(io.BytesIO(lines.encode()), "file") if told else ()
    return tuple(replace(e, number=n) for n, e in enumerate(found, 1))


def made_up(seed: int) -> Journal:
    """A journal by chance: few words that come back, own ones that equal packaged ones."""
    chance = Random(seed)  # noqa: S311 - made up, and the same every time
    size = chance.choice((2, 3, 4, 6, 9, 14, 20))
    sides = chance.sample(SIDES, chance.choice((1, 1, 2, 3, 6)))
    asked = chance.sample([*WORDS, *NUMBERS, *MINUTES], chance.randint(2, 14))
    told = [_argument(chance, sides, asked) for _ in range(size)]
    told += chance.choice(([], ALONE["caught"], ALONE["check-ins"], ALONE["short"]))
    return Journal(f"made up {seed}", entries_of(told))


def _argument(chance: Random, sides: Sequence[Any], asked: Sequence[str]) -> tuple[str, Any]:
    mine, theirs = (side.split() for side in chance.choice(sides))
    if chance.random() < 0.2:
        mine = [OWN_MOVE if move == "go_quiet" else move for move in mine]
    said: dict[str, Any] = {"my_moves": mine, "their_moves": theirs}
    for theme in asked:
        if chance.random() < 0.15:
            continue
        if theme in WORDS:
            picked = chance.choice(WORDS[theme][: chance.randint(1, 5)])
            said[theme] = [picked] if theme in LISTED else picked
        else:
            known = MINUTES.get(theme)
            said[theme] = chance.choice(known) if known else chance.randint(0, NUMBERS[theme])
    if chance.random() < 0.1:
        said["overruled"] = chance.choice(("both", "away", "toward"))
    return "full", said


JOURNALS = [
    *(Journal(name, entries_of(told)) for name, told in ALONE.items()),
    *map(made_up, range(MANY)),
]
BY_NAME = {j.name: j for j in JOURNALS}
