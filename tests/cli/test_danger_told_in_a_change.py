"""
Danger told in a change of a finished entry, over every question that can tell of it:
* no way through the safety pages ends the entry: it is as it was, or as was chosen
* closed, nothing of the change waits; the page names how the whole entry is erased
* what keeping the facts costs is said before, and once
"""

from __future__ import annotations

import itertools
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest

from journal.app.edit_dialogue import walk
from journal.app.edit_session import Editing
from journal.app.journal import Journal
from journal.app.program import Program
from journal.app.write_session import situation_of
from journal.core.care.care_book import SCARY
from journal.core.dialogue.asked_again import flow_to_edit, only
from journal.core.dialogue.finishing import with_care_and_leans
from journal.core.dialogue.ports import Answered, Skipped
from journal.core.errors import Stopped
from journal.core.model import Entry, Said
from journal.exchange.json_export import as_object
from journal.local.home import Home
from journal.local.prompts.loader import Prompts
from journal.store import empty_store

pytestmark = pytest.mark.slow

PROMPTS = Prompts()
NOWHERE = Home(Path("/nowhere"))
QUESTIONS = [
    pytest.param(PROMPTS.flow(name), question, marks=() if name == "quick" else pytest.mark.slow)
    for name in PROMPTS.flow_names()
    for question in PROMPTS.flow(name).questions
    if question.theme == "unsafe" or question.word(SCARY) is not None
]
THROUGH = [[key] for key in ("", "k", "c", "b", "q", Stopped)]
THROUGH += [["", key] for key in ("1", "2", "3", "b", Stopped)]
"""The keys on one page after the other."""

CLOSING = ("c", "2", "3", "b", "q", Stopped)


class InDanger:
    """Tells of danger, and goes through the pages that follow with some keys."""

    clears = True

    def __init__(self, at, reply, harm, keys):
        self.at, self.reply, self.harm, self.keys = at, reply, harm, list(keys)
        self.pages, self.said, self.last = [], [], None

    def ask(self, ask):
        if ask.question.id == "safety_kinds" and self.harm:
            return Answered(("hit",))
        if ask.question.id == self.at and self.reply is not None:
            reply, self.reply = self.reply, None
            return Answered(reply)
        return Skipped() if ask.default is None else Answered(ask.default)

    def page(self, text, choices):
        if "for 30 days?" in text:
            return ""
        self.pages.append((text, choices))
        self.last = self.keys.pop(0) if self.keys else next(iter(choices))
        if self.last is Stopped:
            raise Stopped("")
        if self.last not in choices:
            self.last = next(iter(choices))
        return self.last

    def say(self, text):
        self.said.append(text)


def an_entry(flow, *, with_facts):
    facts = {"facts": Said("It was loud.", "facts", "Facts?")} if with_facts else {}
    answers = {"unsafe": Said("no", "unsafe", "Unsafe?"), **facts}
    answers["heat_before"] = Said(4, "heat", "How hot?")
    return with_care_and_leans(Entry("u", flow.name, flow.counts, NOW, NOW, answers), flow)


NOW = datetime(2026, 3, 1, 20, 30, tzinfo=UTC)


def through(flow, question, value, harm, keys, *, with_facts=False):
    """What is there before and after, what waits, and whom it was shown to."""
    with empty_store() as store:
        store.put(an_entry(flow, with_facts=with_facts))
        j = Journal(Program(own_home=NOWHERE, own_prompts=PROMPTS), store)
        found = store.find("u")
        all_of_it = flow_to_edit(found, flow, PROMPTS.by_theme())
        person = InDanger(question.id, value, harm, keys)
        editing = Editing(j, found, all_of_it, situation_of(j, found), person)
        with suppress(Stopped):
            walk(editing, only(all_of_it, question.id))
        after, waits = store.find("u"), store.aside("u")
        return as_object(found, flow), after, after and as_object(after, flow), waits, person


@pytest.mark.parametrize(
    ("flow", "question"), QUESTIONS, ids=lambda part: getattr(part, "id", "") or part.name
)
def test_no_way_through_ends_the_entry(flow, question):
    """It is there to the letter, or as was chosen; and no choice says that it would go."""
    values = ("not_sure", "yes") if question.theme == "unsafe" else ((SCARY,),)
    met = set()
    for value, harm, keys in itertools.product(values, (False, True), THROUGH):
        before, after, as_it_is, waits, person = through(flow, question, value, harm, keys)
        way = value, harm, keys
        met.add(person.last)

        assert after is not None, way
        assert not after.is_draft, way
        if person.last in CLOSING:
            assert (as_it_is, waits) == (before, None), way
        for text, choices in person.pages:
            assert not any("othing" in what for what in choices.values()), way
            assert {"c", "2"}.isdisjoint(choices) or "journal delete 1 --now" in text, way
    assert {"1", "2", "3", "b", Stopped} <= met
    assert ("c" in met) is (question.theme == "unsafe")


@pytest.mark.parametrize(
    ("flow", "question"), QUESTIONS, ids=lambda part: getattr(part, "id", "") or part.name
)
@pytest.mark.parametrize("with_facts", [False, True])
def test_keeping_the_facts_says_what_it_costs(flow, question, with_facts):
    """Before, and what may still hold it once; kept also where there is no line of facts."""
    value = "yes" if question.theme == "unsafe" else (SCARY,)
    keys = ["", "1"]
    _, after, _, waits, person = through(flow, question, value, True, keys, with_facts=with_facts)

    assert "Your other answers go." in person.pages[-1][1]["1"]
    assert (after.care, waits) == ("flagged", None)
    assert set(after.answers) <= {"facts", "unsafe"}
    assert "\n".join(person.said).count("may still hold it") == 1
