"""Pages as a person would have written them, from short lists of ids, through the real flow."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from journal.core.dates.periods import Period
from journal.core.dialogue.finishing import with_care_and_leans
from journal.core.dialogue.progress import labels
from journal.core.flows.flow import Flow
from journal.core.flows.kinds import read_answer
from journal.core.flows.word_lists import WordList
from journal.core.insights.conflicts import Looking, look_back
from journal.core.insights.finding import Result
from journal.core.insights.registry import INSIGHTS
from journal.core.model import Entry, Said
from journal.local.prompts.loader import Prompts

SEVENTEEN = """
09-15 time_together no_reply | chest restless | panicky unchosen | dont_matter
  | ask_again follow push_now | go_quiet not_now | afraid_losing | reassured
  | cold_fade them yes 1440 9 60 7 5
09-18 chores put_off | chest | frustrated unheard | alone_in_it
  | ask_again press_case criticise | not_now leave | alone | be_heard team
  | walked_off me no - 8 40 6 5
09-21 family criticised_cue | blank_head heat | criticised overwhelmed | never_right
  | defend go_quiet | criticise get_loud | not_enough | accepted
  | cold_fade no - - 8 30 6 4
09-25 phone on_phone | chest heat | dismissed angry | dont_matter
  | criticise get_loud go_quiet | go_quiet shut_down | alone | matter
  | cold_fade both yes 900 8 35 7 6
09-28 time_together went_quiet | chest restless | unheard anxious | wont_let_in
  | ask_again seek_sure push_now soft_feel | go_quiet leave | alone | reassured
  | walked_off them a_bit 1200 8 50 7 5
10-02 family need_talk | blank_head heavy | trapped overwhelmed | make_worse
  | go_quiet change_topic | ask_again push_now | afraid_worse | calm_safe
  | cut_off not_yet - - 7 20 5 4
10-05 chores put_off | heat jaw | frustrated unheard | alone_in_it
  | criticise always_never get_loud | defend get_loud | hurt | team
  | blew_up me yes 480 9 45 7 6
10-09 time_together plan_change | stomach chest | unchosen angry | dont_matter
  | ask_again press_case go_quiet | defend not_now | afraid_losing | matter
  | agreed_pause both yes 300 8 30 7 4
10-13 phone on_phone | chest | dismissed frustrated | dont_matter
  | ask_again name_loop pause_back | go_quiet stay | alone | matter
  | agreed_pause both yes 120 6 15 5 3
10-17 family criticised_cue | blank_head throat | criticised defensive | never_right
  | defend shut_down criticise | criticise press_case | not_enough | accepted
  | cold_fade them a_bit 700 7 25 6 4
10-20 time_together no_reply | chest restless | panicky unheard | dont_matter
  | ask_again follow soft_feel | not_now listen_back | afraid_losing | matter
  | talked_out both yes 90 7 20 6 3
10-24 chores put_off | heat | frustrated unheard | alone_in_it
  | ask_again criticise own_part | not_now go_quiet | alone | team
  | agreed_pause me yes 180 6 20 5 3
10-28 family compared | blank_head heavy | criticised numb | im_lacking
  | go_quiet leave | ask_again get_loud | not_enough | accepted
  | walked_off me no - 7 30 6 5
11-01 time_together went_quiet | chest | unheard anxious | wont_let_in
  | ask_again soft_feel stay | go_quiet stay | alone | matter
  | talked_out both yes 60 5 15 5 2
11-04 money tone | jaw heat | angry blamed | under_attack
  | get_loud sarcasm | get_loud criticise | hurt | respected
  | blew_up no - - 8 25 7 6
11-08 family need_talk | blank_head | overwhelmed trapped | make_worse
  | go_quiet pause_back | push_now stay | afraid_worse | space_back
  | agreed_pause both yes 240 6 15 5 3
11-12 phone went_quiet | chest restless | unheard frustrated | dont_matter
  | ask_again name_loop ask_plain | go_quiet listen_back | alone | matter
  | talked_out both yes 75 5 10 4 2
"""
"""Seventeen made-up entries, a column each, follow-ups laid over."""

CHECKINS = {
    "closeness": (4, 4, 5, 5, 6, 6),
    "safe_to_speak": (5, 6, 6, 7, 6, 7),
    "bracing": (7, 7, 6, 5, 6, 5),
    "alone_together": (7, 6, 6, 6, 5, 4),
    "hope": (5, 5, 6, 6, 6, 7),
}
"""Six check-ins of the same time."""

PLAN_USED = ("yes", "forgot", "partly", "no_chance", "forgot", "yes")
"""What second looks at the last of the seventeen say about the plan."""

_LISTS = ("body", "surface", "story", "my_moves", "their_moves", "softer", "need")
_ENDS = (
    "ending repair_by repair_helped okay_minutes heat_peak hot_minutes heat_before heat_after"
).split()

LISTS = Prompts().lists

Page = Callable[..., Entry]
Look = Callable[..., Looking]
Find = Callable[..., Result]


@pytest.fixture(scope="session")
def lists() -> Mapping[str, WordList]:
    """All lists of words."""
    return LISTS


@pytest.fixture(scope="session")
def page() -> Page:
    """
    Write a finished page, the long one by default, from answers as in a file of answers.

    A text of ids stands for a list: `page(body="chest heat", trigger="tone")`. What it is
    about is the place of another page among those looked back at: `about=1`.
    """
    prompts = Prompts()

    def write(
        happened_at: datetime | None = None, *, flow: str = "full", about: int = 0, **answers: Any
    ) -> Entry:
        moment = happened_at or datetime(2026, 3, 1, 21, 30, tzinfo=UTC)
        asked = prompts.flow(flow)
        said = {q: _said(asked, q, value) for q, value in answers.items()}
        told_of = str(about) if about else None
        return with_care_and_leans(
            Entry("", flow, asked.counts, moment, moment, said, about=told_of), asked
        )

    return write


@pytest.fixture(scope="session")
def look() -> Look:
    """Look back at pages, numbered from 1 as they come."""

    def looking(*pages: Entry, period: Period | None = None, flagged: bool = False) -> Looking:
        entries = [replace(p, uid=str(i), number=i) for i, p in enumerate(pages, 1)]
        counts = {"full": "conflict", **{p.flow: p.counts for p in pages}}
        return look_back(entries, counts, period or Period(), LISTS, flagged=flagged)

    return looking


@pytest.fixture(scope="session")
def ask(look: Look, lists: Mapping[str, WordList]) -> Find:
    """Ask one insight of the table about pages."""

    def asked(insight: str, *pages: Entry, flagged: bool = False) -> Result:
        [row] = [row for row in INSIGHTS if row.id == insight]
        return row.look(look(*pages, flagged=flagged), lists)

    return asked


@pytest.fixture(scope="session")
def find(ask: Find) -> Find:
    """The same, with its sentences as texts, as the program says them."""

    def found(insight: str, *pages: Entry, flagged: bool = False) -> Result:
        result = ask(insight, *pages, flagged=flagged)
        findings, behind = (
            tuple(replace(f, sentence=f.sentence.you) for f in some)
            for some in (result.findings, result.behind)
        )
        says = tuple(said.you for said in result.says)
        return replace(result, findings=findings, behind=behind, says=says)

    return found


@pytest.fixture(scope="session")
def seventeen(page: Page) -> tuple[Entry, ...]:
    """The seventeen entries behind the example page."""
    return tuple(page(**_row(row)) for row in SEVENTEEN.strip().replace("\n  |", " |").split("\n"))


@pytest.fixture(scope="session")
def example(page: Page, seventeen: tuple[Entry, ...]) -> list[Entry]:
    """All that the example page rests on: the seventeen, second looks, check-ins."""
    first = len(seventeen) - len(PLAN_USED) + 1
    looks = [page(flow="followup", about=n, plan_used=a) for n, a in enumerate(PLAN_USED, first)]
    checkins = [
        page(flow="checkin", **dict(zip(CHECKINS, row, strict=True)))
        for row in zip(*CHECKINS.values(), strict=True)
    ]
    return [*seventeen, *looks, *checkins]


def _row(row: str) -> dict[str, Any]:
    head, *middle, ends = (part.strip() for part in row.split("|"))
    day, topic, trigger = head.split()
    numbers = {q: int(v) if v.isdigit() else v for q, v in zip(_ENDS, ends.split(), strict=True)}
    return {
        "happened_at": datetime.fromisoformat(f"2026-{day}T19:00:00+01:00"),
        "topic": topic,
        "trigger": trigger,
        **dict(zip(_LISTS, middle, strict=True)),
        **{q: v for q, v in numbers.items() if v != "-"},
    }


def _said(flow: Flow, question_id: str, value: Any) -> Said:
    question = flow.question(question_id)
    assert question is not None
    listed = value.split() if question.kind == "many" and isinstance(value, str) else value
    answer = read_answer(question, listed)
    assert answer is not None
    return Said(answer, question.theme, question.ask, labels(question, answer))
