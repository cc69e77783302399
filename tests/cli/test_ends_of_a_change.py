"""
How a change ends, and what the keys of it say:
* left while the entry was erased, what was changed is an entry of its own
* deleted and restored in between, the change goes on and nothing is said of it
* no question of a flow names keys itself, and skipping an answer says that it goes
* one question alone is not counted among others
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from journal.app.edit_dialogue import walk
from journal.app.edit_session import Editing
from journal.app.journal import Journal
from journal.app.program import Program
from journal.app.write_session import situation_of
from journal.core.cycle.lean_sentences import TAKE_OUT
from journal.core.dialogue import steps as talk
from journal.core.dialogue.asked_again import begin, flow_to_edit, only
from journal.core.dialogue.asks import Ask
from journal.core.dialogue.finishing import with_care_and_leans
from journal.core.dialogue.ports import Answered, Left, Opened, Skipped
from journal.core.dialogue.revision import copy_of
from journal.core.errors import Stopped
from journal.core.model import IN_HAND, Entry, Said
from journal.local.home import Home
from journal.local.prompts.loader import Prompts
from journal.screen.interactive.ways_to_leave import names_of
from journal.screen.line_by_line import person
from journal.store import empty_store

pytestmark = pytest.mark.slow

PROMPTS = Prompts()
NOWHERE = Home(Path("/nowhere"))
FLOWS = [*map(PROMPTS.flow, PROMPTS.flow_names())]
NOW = datetime(2026, 3, 1, 20, 30, tzinfo=UTC)
NOTE = PROMPTS.flow("note")


def a_note(j):
    said = Said("How it was.", "text", "What?")
    return j.store.put(Entry("u", "note", "never", NOW, NOW, {"text": said}))


def erase(j):
    j.erase(j.store.find("u"), waiting=j.store.aside("u"))


def delete(j):
    j.store.bin.put(j.store.find("u"), NOW)


def restore(j):
    j.store.bin.restore(j.store.bin.contents()[0][0])


def there_and_back(j):
    delete(j)
    restore(j)


class Writer:
    """Changes the text while something is done elsewhere, and leaves every page or none."""

    clears = True

    def __init__(self, elsewhere, reply, *, on_page=None, leaves=True):
        self.elsewhere, self.reply, self.on_page = elsewhere, reply, on_page
        self.leaves, self.pages = leaves, []

    def ask(self, ask):
        if ask.question.id == "text" and self.elsewhere:
            elsewhere, self.elsewhere = self.elsewhere, None
            elsewhere()
            return self.reply
        return Skipped() if ask.default is None else Answered(ask.default)

    def page(self, text, choices):
        self.pages.append(text)
        if self.on_page:
            self.on_page()
            self.on_page = None
        if self.leaves:
            raise Stopped("")
        return next(iter(choices))

    def say(self, text):
        pass


def edit(j, person):
    return change(j, "u", person, flow_to_edit(j.store.find("u"), NOTE, PROMPTS.by_theme()))


@pytest.fixture
def j():
    """An empty journal in memory."""
    with empty_store() as store:
        yield Journal(Program(own_home=NOWHERE, own_prompts=PROMPTS), store)


REPLIES = [Answered("Typed here."), Left("Typed here.")]


@pytest.mark.parametrize("reply", REPLIES, ids=["answered", "left"])
@pytest.mark.parametrize("when", ["at the question", "on the page"])
def test_left_while_the_entry_was_erased_it_is_kept_on_its_own(j, reply, when):
    """Whatever page is left: no word is thrown away, and the number of it is said."""
    a_note(j)
    late = when == "on the page"
    person = Writer(
        (lambda: None) if late else lambda: erase(j),
        reply,
        on_page=(lambda: erase(j)) if late else None,
    )
    if late and isinstance(reply, Answered):
        ask = person.ask
        person.ask = lambda a: Left() if a.question.id != "text" else ask(a)
    ended = edit(j, person)

    [kept] = j.store.entries()
    assert kept.value("text") == "Typed here."
    assert ended == f"Kept as {kept.call}."


@pytest.mark.parametrize("reply", REPLIES, ids=["answered", "left"])
def test_deleted_and_restored_in_between_it_goes_on(j, reply):
    """Nothing was changed there, so no page tells of it; left, the change waits for the entry."""
    a_note(j)
    person = Writer(lambda: there_and_back(j), reply, leaves=isinstance(reply, Left))
    ended = edit(j, person)

    assert not [text for text in person.pages if "changed in another" in text]
    if isinstance(reply, Left):
        assert ended == "Your changes wait. Go on with: journal edit 1"
    else:
        assert j.store.find("u").value("text") == "Typed here."


def test_changed_elsewhere_what_stands_in_a_field_waits(j):
    """It is no answer that could be put over another, and is not lost either."""
    a_note(j)

    def changed():
        found = j.store.find("u")
        said = replace(found.answers["text"], value="Theirs.")
        j.store.put(replace(found, answers={"text": said}))

    person = Writer(changed, Left(None, "half past"))
    assert "changed in another window" in edit(j, person)
    assert j.store.find("u").value("text") == "Theirs."
    assert j.store.aside("u").value(IN_HAND + "text") == "half past"


def test_left_while_it_was_deleted_it_goes_on_once_it_is_back(j):
    """The page at the next start does not say that the entry was changed."""
    a_note(j)
    assert "deleted entry" in edit(j, Writer(lambda: delete(j), REPLIES[0]))
    restore(j)
    person = Writer(None, None, leaves=False)
    edit(j, person)

    assert len(person.pages) == 1
    assert "changed since" not in person.pages[0]
    assert j.store.find("u").value("text") == "Typed here."


class Leaver(Writer):
    """Leaves one question with something in its field, and every page."""

    def __init__(self, question, reply):
        super().__init__(None, None)
        self.question, self.left, self.asked = question, reply, []

    def ask(self, ask):
        if ask.question.id == self.question:
            self.asked.append(ask)
            return self.left
        return super().ask(ask)

    def offer(self, offer):
        opened = [q.id for q in offer.questions if q.id == self.question]
        return Opened(self.question) if opened else Skipped()


@pytest.mark.parametrize("flow", FLOWS, ids=lambda flow: flow.name)
def test_what_stands_in_a_field_waits_with_the_change(j, flow):
    """At every question of every flow that is asked in an edit; it is told, and there again."""
    tried = 0
    for question in flow.questions:
        if question.theme == "unsafe" or not question.is_asked:
            continue
        uid = f"u{question.id}"
        said = {question.id: Said(SOME.get(question.kind, "Some."), question.theme, question.ask)}
        entry = Entry(uid, flow.name, flow.counts, NOW, NOW, said)
        kept = j.store.put(with_care_and_leans(entry, flow))
        shown = only(flow_to_edit(kept, flow, PROMPTS.by_theme()), question.id)
        person = Leaver(question.id, Left(None, "half past"))
        first = change(j, uid, person, shown)
        waits = j.store.aside(uid)
        assert first == f"Your changes wait. Go on with: journal edit {kept.call}", question.id
        assert waits.value(IN_HAND + question.id) == "half past"
        again = Leaver(question.id, Left())
        again.leaves = False
        again.page = lambda text, choices: "t" if "You changed" in text else ""
        change(j, uid, again, shown)
        assert [ask.typed for ask in again.asked] == ["half past"], question.id
        assert j.store.find(uid) == kept
        tried += 1
    assert tried


SOME = {"scale": 5, "minutes": 10, "one": "tone", "many": ("tone",), "tags": ("late",)}


def change(j, uid, person, shown):
    found = j.store.find(uid)
    flow = flow_to_edit(found, j.flow_of(found.flow), PROMPTS.by_theme())
    try:
        walk(Editing(j, found, flow, situation_of(j, found), person), shown)
    except Stopped as stop:
        return str(stop)
    return ""


def test_what_waits_is_known(j):
    """By the number of its entry, also while another is there."""
    a_note(j)
    assert j.store.changes_waiting() == []
    edit(j, Writer(lambda: None, REPLIES[1]))
    assert [entry.call for entry in j.store.changes_waiting()] == ["1"]


def test_no_words_of_a_flow_name_a_key():
    """The keys are told by the screen, which knows what they do here."""
    for flow in FLOWS:
        for question in flow.questions:
            for words in (question.ask, question.hint, question.before, question.after):
                assert not re.search(r"\b(Enter|Tab|F\d|Ctrl-\w|[a-z]):", words), question.id


def test_every_answer_that_skipping_takes_out_says_so():
    """On the screen and line by line; one question alone has no count."""
    for flow in FLOWS:
        for question in flow.questions:
            if not question.is_asked:
                continue
            for value in (None, {"scale": 4, "minutes": 4}.get(question.kind, "x")):
                said = Said(value, question.theme, question.ask)
                answers = {} if value is None else {question.id: said}
                entry = with_care_and_leans(
                    Entry("u", flow.name, flow.counts, NOW, NOW, answers), flow
                )
                asked = only(flow_to_edit(entry, flow, PROMPTS.by_theme()), question.id)
                step = talk.next_step(begin(asked, copy_of(entry), {}))
                assert isinstance(step, Ask)
                assert step.question.id == question.id
                for keys in (" ".join(names_of(step)), person._enter(step)):
                    assert (TAKE_OUT in keys) is (value is not None), question.id
                assert step.step == (0, 0)
