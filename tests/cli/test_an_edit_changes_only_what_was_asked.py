"""
Changing an entry, over every question of every flow and of a flow of one's own:
* whatever is done with one question, every other answer, wording and time stays to the letter,
  also an answer whose question does not apply
* only the care and the leans follow, and only from an answer about safety or from the moves
* left and thrown away, nothing differs; left to wait, the entry is as it was
* Enter through the whole entry changes nothing, and says so
* a change that would touch more is refused, and what was typed waits
"""

from __future__ import annotations

import json
import tomllib
from contextlib import contextmanager
from dataclasses import fields, replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.person import ScriptedPerson

from journal.app import edit_session
from journal.app.edit_dialogue import walk
from journal.app.edit_session import Editing
from journal.app.journal import Journal
from journal.app.program import Program
from journal.app.write_session import situation_of
from journal.core.care.care_book import SCARY
from journal.core.dialogue.asked_again import flow_to_edit, only
from journal.core.dialogue.finishing import with_care_and_leans
from journal.core.dialogue.ports import Answered, Left, Skipped
from journal.core.errors import Stopped, UnaskedChangeError
from journal.core.flows.kinds import TEN_YEARS, read_answer
from journal.core.flows.parser import build_flow
from journal.core.model import NOT_SURE, Entry, Said, picks
from journal.exchange.json_export import as_object
from journal.local.home import Home
from journal.local.prompts.loader import Prompts
from journal.store import empty_store

EVENING = datetime(2026, 3, 1, 20, 30, tzinfo=UTC)
PROMPTS = Prompts()
NOWHERE = Home(Path("/nowhere"))
OWN = """
title = "Mine"
counts = "conflict"
lean_from = "did"
[[question]]
id = "hot"
kind = "scale"
ask = "How hot?"
[[question]]
id = "unsafe"
theme = "unsafe"
kind = "one"
ask = "Was anyone hurt or scared?"
choices = [{id = "no", label = "No"}, {id = "yes", label = "Yes"}]
[[question]]
id = "did"
theme = "my_moves"
kind = "many"
words = "moves"
ask = "What did you do?"
order = {when = "several", first = "What came first?", last = "What came last?"}
[[question]]
id = "colour"
kind = "one"
choices = [{id = "red", label = "Red"}, {id = "blue", label = "Blue"}]
ask = "Which colour?"
when = [{question = "hot", at_least = 9}]
[[question]]
id = "long"
kind = "minutes"
ask = "How long, when you {did.phrase}?"
when = [{question = "colour", is = ["blue"]}]
[[question]]
id = "marks"
kind = "tags"
ask = "Any marks?"
offered = "marks"
[[question]]
id = "more"
kind = "text"
ask = "Anything else?"
"""
MINE = build_flow("mine", tomllib.loads(OWN), "mine.toml", PROMPTS.lists, packaged=False)
PROMPTS._flows["mine"] = MINE
FLOWS = [*map(PROMPTS.flow, Prompts().flow_names()), MINE]
QUESTIONS = [(f, q) for f in FLOWS for q in f.questions if q.is_asked]
"""What goes in; every test runs over it."""

WAYS = ("same", "another", "skipped", "kept on leaving", "thrown away", "left to wait")
LEANS = ("lean", "lean_detail", "their_lean", "their_detail")


def chance_of(seed):
    """The same picks for the same number."""
    return Random(seed)  # noqa: S311


def an_answer(question, chance):
    """Some answer that fits a question and tells of no danger."""
    words = [w.id for w in question.choices] + [w.id for _, w in question.offered_words()]
    words = [w for w in dict.fromkeys(words) if w not in (SCARY, "controlled")]
    if question.theme == "unsafe":
        words = ["no"]
    own = [{"other": "Tea"}, {"other": "  a\n\u202eb "}] if question.takes_own else []
    match question.kind:
        case "one":
            value = chance.choice([*words, *own, *([NOT_SURE] if question.takes_own else [])])
        case "many":
            most = min(question.limit or 5, len(words))
            value = chance.sample([*words, *own], chance.randint(1, most))
        case "scale":
            value = chance.randint(0, 10)
        case "minutes":
            value = chance.choice([0, 1, 90, TEN_YEARS])
        case "tags":
            value = chance.sample(["late", "a b", "c, d", " é "], chance.randint(1, 3))
        case _:
            value = chance.choice(["I waited.", " both ends \n", "two\r\nlines", "{surface}", "-"])
    return read_answer(question, value)


def an_entry(flow, chance, share=1.0, **changes):
    """An entry with a share of all answers, whether their questions apply or not."""
    answers = {}
    for q in flow.questions:
        if q.is_asked and chance.random() < share:
            value = an_answer(q, chance)
            labels = {p: f"{p} then" for p in picks(value) if isinstance(p, str)}
            known = labels if q.kind in ("one", "many") else {}
            answers[q.id] = Said(value, q.theme, f"Once: {q.id}?", known)
    unsafe = next((q.id for q in flow.questions if q.theme == "unsafe" and q.id in answers), None)
    if unsafe is not None and chance.random() < 0.3:
        answers[unsafe] = replace(answers[unsafe], value="not_sure", labels={})
    if not answers:
        return an_entry(flow, chance, 1.0, **changes)
    made = Entry(
        "u", flow.name, flow.counts, EVENING, EVENING, answers, about=f"{changes.get('uid')}-before"
    )
    made = with_care_and_leans(made, flow)
    if made.lean is not None:
        made = replace(made, lean_overruled=chance.choice([None, "away", "both"]))
    return replace(made, **changes)


def someone(at="", reply=None, leaves=None, keys=()):
    """Presses Enter everywhere, and does what is told at one question and on a page."""
    leaving = Stopped("") if leaves is Stopped else leaves
    keys = {**({"You changed something": leaving} if leaves else {}), **dict(keys)}
    says = {at: [reply]} if reply else {}
    return ScriptedPerson(says, keys, enters=True, declines=True)


@contextmanager
def opened(*entries):
    """A journal of its own, in memory, that holds some entries."""
    with empty_store() as store:
        for entry in entries:
            store.put(entry)
        yield Journal(Program(own_home=NOWHERE, own_prompts=PROMPTS), store)


def rows(j, uid):
    """All that the database holds of an entry: its own row, and its answers, in their order."""
    [row] = j.store._connection.execute("SELECT * FROM entries WHERE uid = ?", [uid])
    answers = j.store._connection.execute(
        "SELECT question, theme, position, choice, number, a.text, w.text, l.text"
        " FROM answers a JOIN wordings w ON w.id = wording LEFT JOIN wordings l ON l.id = label"
        " WHERE entry = ? ORDER BY a.rowid",
        [row[0]],
    )
    return list(row), [list(r) for r in answers]


def as_bytes(j, uid):
    """The line of `export --format json --for self --flagged`."""
    entry = j.store.find(uid)
    return json.dumps(as_object(entry, j.flow_of(entry.flow)), ensure_ascii=False)


def edit(j, entry, question, person):
    """As `journal edit --question` does; how it ended."""
    found = j.store.find(entry.uid)
    flow = flow_to_edit(found, j.flow_of(found.flow), j.prompts.by_theme())
    shown = only(flow, question) if question else flow
    try:
        walk(Editing(j, found, flow, situation_of(j, found), person), shown)
    except Stopped as stop:
        return str(stop)
    return ""


def without(entry, question, free):
    """An entry without one answer and without what may follow from it."""
    answers = [(q, said) for q, said in entry.answers.items() if q != question]
    kept = {f.name: getattr(entry, f.name) for f in fields(Entry)}
    return [answers, {n: v for n, v in kept.items() if n not in {"answers", *free}}]


def may_follow(question):
    """What may differ besides the answer itself."""
    free = {"edited_at", "revision"}
    if question.theme in ("unsafe", "my_moves", "their_moves"):
        free |= {"care", "argument_care", *LEANS}
    return free | ({"lean_overruled"} if question.overrule else set())


def replied(way, entry, question, chance):
    """What is replied to a question, and how that is left."""
    said = entry.value(question.id)
    another = said
    while another == said:
        another = an_answer(question, chance)
        if question.theme == "unsafe":
            break
    ways = {"same": None, "another": Answered(another), "skipped": Skipped()}
    leaves = {"kept on leaving": "k", "thrown away": "t", "left to wait": Stopped}
    return ways.get(way, Left(another)), leaves.get(way)


def one_question(j, flow, question, way, seed, share):
    chance = chance_of(seed)
    entry = j.store.put(an_entry(flow, chance, share, uid=f"{seed}-{question.id}-{way}"))
    before, there, kept = j.store.find(entry.uid), as_bytes(j, entry.uid), rows(j, entry.uid)
    reply, leaves = replied(way, before, question, chance)
    person = someone(question.id, reply, leaves)
    ended = edit(j, before, question.id, person)
    after, free = j.store.find(before.uid), may_follow(question)

    assert person.asked[0] == question.id
    assert without(after, question.id, free) == without(before, question.id, free)
    others = [
        [r for r in answers if r[0] != question.id] for _, answers in (kept, rows(j, entry.uid))
    ]
    assert others[0] == others[1]
    is_same = after.value(question.id) == before.value(question.id)
    assert is_same or way not in ("same", "thrown away", "left to wait")
    if is_same and after.lean_overruled == before.lean_overruled:
        assert (as_bytes(j, entry.uid), rows(j, entry.uid)) == (there, kept), ended
    if way == "skipped" and len(before.answers) > 1:
        assert after.value(question.id) is None
    if way in ("another", "kept on leaving"):
        said = reply.value if way == "another" else reply.typed
        assert set(picks(after.value(question.id))) == set(picks(said))


@pytest.mark.parametrize("flow", FLOWS, ids=lambda f: f.name)
def test_one_question_changes_nothing_else(flow):
    """Whatever is done with it, one way a question."""
    with opened(an_entry(FLOWS[0], chance_of(1), uid="another")) as j:
        there = rows(j, "another")
        for seed, question in enumerate(q for q in flow.questions if q.is_asked):
            one_question(j, flow, question, WAYS[seed % len(WAYS)], seed, 0.8)
        assert rows(j, "another") == there


@pytest.mark.slow
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("flow", FLOWS, ids=lambda f: f.name)
def test_every_way_of_every_question_changes_nothing_else(flow, way):
    """All ways, with nearly all answers."""
    with opened() as j:
        for seed, question in enumerate(q for q in flow.questions if q.is_asked):
            one_question(j, flow, question, way, seed, 0.9)


@pytest.mark.slow
@settings(max_examples=100, deadline=None)
@given(st.sampled_from(QUESTIONS), st.sampled_from(WAYS), st.integers(0, 10**6))
def test_one_question_of_any_entry_changes_nothing_else(asked, way, seed):
    """The same over any answers and any share of them."""
    flow, question = asked
    with opened() as j:
        one_question(j, flow, question, way, seed, chance_of(seed).choice([0.1, 0.5, 1.0]))


def whole(j, flow, seed):
    chance = chance_of(seed)
    made = an_entry(flow, chance, chance.choice([0.2, 0.6, 1.0]), uid=f"{flow.name}-{seed}")
    j.store.put(made)
    there = as_bytes(j, made.uid), rows(j, made.uid)
    person = someone()
    ended = edit(j, made, None, person)

    assert (ended, person.texts("say")[-1]) == ("", "Nothing changed.")
    assert person.texts("say").count("Nothing changed.") == 1
    assert (as_bytes(j, made.uid), rows(j, made.uid)) == there


@pytest.mark.parametrize("flow", FLOWS, ids=lambda f: f.name)
def test_enter_through_an_entry_changes_nothing(flow):
    """Not an order, nor what had no answer; and one sentence says so."""
    with opened() as j:
        for seed in range(2):
            whole(j, flow, seed)


@pytest.mark.slow
@settings(max_examples=80, deadline=None)
@given(st.sampled_from(FLOWS), st.integers(0, 10**6))
def test_enter_through_any_entry_changes_nothing(flow, seed):
    """The same over any answers."""
    with opened() as j:
        whole(j, flow, seed)


def drop_an_answer(done):
    return replace(done, answers={q: s for q, s in done.answers.items() if q != "need"})


def calm(**changes):
    """An entry with all answers, of someone who was not in danger."""
    made = an_entry(FLOWS[0], chance_of(3))
    unsafe = replace(made.answers["unsafe"], value="no")
    made = replace(made, answers={**made.answers, "unsafe": unsafe}, care=None)
    return replace(with_care_and_leans(made, FLOWS[0]), **changes)


FAULTS = {
    "an answer is lost": drop_an_answer,
    "answers change places": lambda done: replace(
        done, answers=dict(reversed(done.answers.items()))
    ),
    "a wording is another": lambda done: replace(
        done,
        answers={q: replace(s, wording=f"{s.wording}!") for q, s in done.answers.items()},
    ),
    "a label is lost": lambda done: replace(
        done, answers={q: replace(s, labels={}) for q, s in done.answers.items()}
    ),
    "the time is another": lambda done: replace(done, written_at=done.written_at.replace(hour=1)),
    "the lean is another": lambda done: replace(done, lean="engaged"),
    "the care is another": lambda done: replace(done, care="unsure"),
    "it is about another": lambda done: replace(done, about=None),
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_more_than_was_asked_is_refused_and_what_was_typed_waits(monkeypatch, fault):
    """Whatever goes wrong on the way: the entry is as it was, and the words are there."""
    as_changed = edit_session.as_changed
    monkeypatch.setattr(edit_session, "as_changed", lambda *how: fault(as_changed(*how)))
    entry = calm(lean_overruled="away")
    with opened(entry) as j:
        there = rows(j, entry.uid)
        with pytest.raises(UnaskedChangeError, match=r"waits: journal edit 1$"):
            edit(j, entry, "facts", someone("facts", Answered("Typed just now.")))

        assert rows(j, entry.uid) == there
        assert j.store.aside(entry.uid).value("facts") == "Typed just now."


KEEPS = {"What would you like to do with this entry?": "1"}


@pytest.mark.parametrize("question", ["unsafe", "my_moves"])
def test_who_keeps_only_what_happened_keeps_that_to_the_letter(question):
    """Danger told in a change: the rest goes because it was chosen, and nothing is refused."""
    entry = calm()
    with opened(entry) as j:
        facts = j.store.find(entry.uid).answers["facts"]
        danger = Answered("yes" if question == "unsafe" else (SCARY,))
        assert edit(j, entry, question, someone(question, danger, keys=KEEPS)) == ""
        after = j.store.find(entry.uid)

    assert after.care == "flagged"
    assert after.answers["facts"] == facts
    assert set(after.answers) <= {"facts", "unsafe"}


def test_a_slip_about_danger_changes_nothing():
    """Taken back on the page about it."""
    entry = calm()
    with opened(entry) as j:
        there = rows(j, entry.uid)
        edit(j, entry, "unsafe", someone("unsafe", Answered("yes"), keys={"": ["b"]}))
        assert rows(j, entry.uid) == there


def test_a_change_that_waits_goes_on_at_the_one_question():
    """What waits from a whole change is kept with the one question that is asked now."""
    entry = calm()
    with opened(entry) as j:
        edit(j, entry, None, someone("need", Left(("matter",)), Stopped))
        person = someone("trigger", Answered("criticised"))
        edit(j, entry, "trigger", person)
        before, after = entry, j.store.find(entry.uid)

    assert person.asked == ["trigger"]
    assert (after.value("need"), after.value("trigger")) == (("matter",), "criticised")
    same = set(before.answers) - {"need", "trigger"}
    assert {q: after.answers[q] for q in same} == {q: before.answers[q] for q in same}
