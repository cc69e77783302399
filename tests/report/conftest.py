"""The pages behind the example of the wording, and the page that is made of them."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from journal.core.dates.periods import Period
from journal.core.insights.conflicts import look_back
from journal.core.insights.summary import summarise
from journal.core.model import Entry
from journal.exchange.json_import import EntryReader
from journal.local.prompts.loader import Prompts
from journal.report.builder import report_of
from journal.report.material import SELF, THERAPIST, Material, Typed
from journal.report.parts import default_ticks
from journal.report.writers.markdown import as_markdown

NOW = datetime(2026, 11, 22, tzinfo=UTC)

TABLE = """
| 1 | 09-15 | time | no_reply | chest restless | panicky unchosen | dont_matter | ask_again follow push_now | go_quiet not_now | afraid_losing | reassured | cold_fade | them | yes | 1440 | 9 | 60 | 7→5 |
| 2 | 09-18 | chores | put_off | chest | frustrated unheard | alone_in_it | ask_again press_case criticise | not_now leave | alone | be_heard team | walked_off | me | no | – | 8 | 40 | 6→5 |
| 3 | 09-21 | family | criticised_cue | blank_head heat | criticised overwhelmed | never_right | defend go_quiet | criticise get_loud | not_enough | accepted | cold_fade | no | – | – | 8 | 30 | 6→4 |
| 4 | 09-25 | phone | on_phone | chest heat | dismissed angry | dont_matter | criticise get_loud go_quiet | go_quiet shut_down | alone | matter | cold_fade | both | yes | 900 | 8 | 35 | 7→6 |
| 5 | 09-28 | time | went_quiet | chest restless | unheard anxious | wont_let_in | ask_again seek_sure push_now soft_feel | go_quiet leave | alone | reassured | walked_off | them | a_bit | 1200 | 8 | 50 | 7→5 |
| 6 | 10-02 | family | need_talk | blank_head heavy | trapped overwhelmed | make_worse | go_quiet change_topic | ask_again push_now | afraid_worse | calm_safe | cut_off | not_yet | – | – | 7 | 20 | 5→4 |
| 7 | 10-05 | chores | put_off | heat jaw | frustrated unheard | alone_in_it | criticise always_never get_loud | defend get_loud | hurt | team | blew_up | me | yes | 480 | 9 | 45 | 7→6 |
| 8 | 10-09 | time | plan_change | stomach chest | unchosen angry | dont_matter | ask_again press_case go_quiet | defend not_now | afraid_losing | matter | agreed_pause | both | yes | 300 | 8 | 30 | 7→4 |
| 9 | 10-13 | phone | on_phone | chest | dismissed frustrated | dont_matter | ask_again name_loop pause_back | go_quiet stay | alone | matter | agreed_pause | both | yes | 120 | 6 | 15 | 5→3 |
| 10 | 10-17 | family | criticised_cue | blank_head throat | criticised defensive | never_right | defend shut_down criticise | criticise press_case | not_enough | accepted | cold_fade | them | a_bit | 700 | 7 | 25 | 6→4 |
| 11 | 10-20 | time | no_reply | chest restless | panicky unheard | dont_matter | ask_again follow soft_feel | not_now listen_back | afraid_losing | matter | talked_out | both | yes | 90 | 7 | 20 | 6→3 |
| 12 | 10-24 | chores | put_off | heat | frustrated unheard | alone_in_it | ask_again criticise own_part | not_now go_quiet | alone | team | agreed_pause | me | yes | 180 | 6 | 20 | 5→3 |
| 13 | 10-28 | family | compared | blank_head heavy | criticised numb | im_lacking | go_quiet leave | ask_again get_loud | not_enough | accepted | walked_off | me | no | – | 7 | 30 | 6→5 |
| 14 | 11-01 | time | went_quiet | chest | unheard anxious | wont_let_in | ask_again soft_feel stay | go_quiet stay | alone | matter | talked_out | both | yes | 60 | 5 | 15 | 5→2 |
| 15 | 11-04 | money | tone | jaw heat | angry blamed | under_attack | get_loud sarcasm | get_loud criticise | hurt | respected | blew_up | no | – | – | 8 | 25 | 7→6 |
| 16 | 11-08 | family | need_talk | blank_head | overwhelmed trapped | make_worse | go_quiet pause_back | push_now stay | afraid_worse | space_back | agreed_pause | both | yes | 240 | 6 | 15 | 5→3 |
| 17 | 11-12 | phone | went_quiet | chest restless | unheard frustrated | dont_matter | ask_again name_loop ask_plain | go_quiet listen_back | alone | matter | talked_out | both | yes | 75 | 5 | 10 | 4→2 |
"""  # noqa: E501 - a table, to be read beside its source
"""The entries behind the example page, to the letter."""

COLUMNS = (
    "number day topic trigger body surface story my_moves their_moves softer need ending "
    "repair_by repair_helped okay_minutes heat_peak hot_minutes heats"
).split()
LISTS = "body surface story my_moves their_moves softer need".split()
NUMBERS = "okay_minutes heat_peak hot_minutes".split()
SHORT = {"time": "time_together"}

LOOP = (
    "The more I ask, the more they go quiet. The more they go quiet, the more I ask. "
    "Under mine is feeling alone. I need to matter."
)

CHECKINS = {
    "closeness": (4, 4, 5, 5, 6, 6),
    "safe_to_speak": (5, 6, 6, 7, 6, 7),
    "bracing": (7, 7, 6, 5, 6, 5),
    "alone_together": (7, 6, 6, 6, 5, 4),
    "hope": (5, 5, 6, 6, 6, 7),
}

CAUGHT = [
    ("10-22", {"trigger": "no_reply", "nearly": "follow", "instead": ["slow_down"],
               "helped_me": "phone in the drawer"}),
    ("10-30", {"trigger": "put_off", "nearly": "criticise", "instead": ["ask_plain"]}),
    ("11-05", {"trigger": "criticised_cue", "nearly": "leave", "instead": ["pause_back"],
               "helped_me": "having said it on a calm day"}),
    ("11-10", {"trigger": "on_phone", "nearly": "get_loud", "instead": ["soft_feel"]}),
]  # fmt: skip

Objects = list[dict[str, Any]]


def at(day: str, clock: str = "19:00", **told: Any) -> dict[str, Any]:
    """An object of one evening of the year of the example."""
    return {"happened_at": f"2026-{day}T{clock}:00+01:00", **told}


def conflict(row: str) -> dict[str, Any]:
    """A row of the table as an object."""
    cells = dict(zip(COLUMNS, (c.strip() for c in row.strip("|\n ").split("|")), strict=True))
    before, after = cells.pop("heats").split("→")
    number, day = cells.pop("number"), cells.pop("day")
    said: dict[str, Any] = {k: v for k, v in cells.items() if v != "–"}
    said |= {k: said[k].split() for k in LISTS}
    said |= {k: int(v) for k, v in said.items() if k in NUMBERS}
    said |= {"topic": SHORT.get(said["topic"], said["topic"])}
    said |= {"heat_before": int(before), "heat_after": int(after)}
    return at(day, uid=f"full-{number}", flow="full", answers=said)


@pytest.fixture
def seventeen() -> Objects:
    """The seventeen long entries alone."""
    return [conflict(row) for row in TABLE.strip().split("\n")]


@pytest.fixture
def example(seventeen: Objects) -> Objects:
    """All pages of the header: also short ones, second looks, moments caught, check-ins."""
    seventeen[16]["answers"]["loop"] = LOOP
    used = ("yes", "forgot", "partly", "no_chance", "yes", "forgot")
    followups = [{"looks_different": "No."}] * 2
    followups += [{"plan_cue": "a tight chest", "plan_move": "ask_plain", "plan_keep": "change"}]
    followups += [{"plan_used": u} for u in used]
    about = [1, 2, 7, 8, 9, 11, 12, 14, 17]
    objects = [*seventeen]
    for number, said in zip(about, followups, strict=True):
        happened = seventeen[number - 1]["happened_at"]
        day = datetime.fromisoformat(happened).strftime("%m-%d")
        told = at(day, "23:00", flow="followup", about=f"full-{number}", answers=said)
        objects.append({**told, "uid": f"followup-{number}"})
    for number in (3, 6, 13):
        day = datetime.fromisoformat(seventeen[number - 1]["happened_at"]).strftime("%m-%d")
        answers = {"heat_before": 9, "body": ["jaw"], "my_moves": ["leave"]}
        objects.append(at(day, "18:00", uid=f"quick-{number}", flow="quick", answers=answers))
        seventeen[number - 1]["about"] = f"quick-{number}"
    objects += [at(day, flow="caught", answers=said) for day, said in CAUGHT]
    days = ("09-14", "09-27", "10-11", "10-25", "11-06", "11-15")
    for n, day in enumerate(days):
        objects.append(at(day, flow="checkin", answers={k: v[n] for k, v in CHECKINS.items()}))
    return objects


@pytest.fixture(scope="session")
def prompts() -> Prompts:
    return Prompts()


@pytest.fixture
def entries(prompts: Prompts) -> Callable[[Objects], list[Entry]]:
    """Entries as the journal holds them: read from objects, numbered, in order."""

    def read(objects: Objects) -> list[Entry]:
        if not objects:
            return []
        lines = "".join(json.dumps(o) + "\n" for o in objects).encode()
        found = EntryReader(prompts.known_flow, NOW).read_lines(io.BytesIO(lines), "file")
        in_order = sorted(found, key=lambda e: (e.happened_at, e.uid))
        return [replace(e, number=n) for n, e in enumerate(in_order, 1)]

    return read


@pytest.fixture
def material(prompts: Prompts, entries: Callable[[Objects], list[Entry]]) -> Callable[..., Any]:
    """What a page is made of, ticked as it is if nobody says otherwise."""

    def made(
        objects: Objects,
        period: Period | None = None,
        *,
        reader: str = THERAPIST,
        picked: tuple[int, ...] = (),
        typed: Typed | None = None,
        tick: tuple[str, ...] = (),
        untick: tuple[str, ...] = (),
        **how: bool,
    ) -> Material:
        counts: Mapping[str, str] = {n: prompts.flow(n).counts for n in prompts.flow_names()}
        flagged = how.pop("flagged", False)
        every = entries(objects)
        looking = look_back(every, counts, period or Period(), prompts.lists, flagged=flagged)
        found = Material(
            summarise(looking, prompts.lists, **how),
            prompts.lists,
            reader,
            tuple(c for c in looking.conflicts if c.number in picked),
            typed or Typed(),
        )
        if reader == SELF:
            whole = tuple((e, prompts.known_flow(e.flow)) for e in every if e.care != "flagged")
            found = replace(found, whole=whole)
        return replace(found, ticked=(default_ticks(found) | {*tick}) - {*untick})

    return made


@pytest.fixture
def report(material: Callable[..., Material]) -> Callable[..., Any]:
    """A page as values; None if there is nothing for one."""
    return lambda *objects, **how: report_of(material(*objects, **how))


@pytest.fixture
def page(report: Callable[..., Any]) -> Callable[..., str]:
    """A page as Markdown."""
    return lambda *objects, **how: as_markdown(report(*objects, **how))
