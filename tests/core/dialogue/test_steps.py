"""
Whatever is answered, skipped, opened, declined or gone back to, in any flow:
* it comes to an end
* nothing is asked out of place, and nothing twice
* every answer kept fits its question
* going back and saying the same again changes nothing
* everything that was said can be gone back to
* stopped anywhere, it goes on from there
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journal.core.dialogue.asks import Ask, Offer
from journal.core.dialogue.finishing import as_draft
from journal.core.dialogue.progress import Progress
from journal.core.dialogue.steps import answer, back, decline, next_step, open_offer, skip, start
from journal.core.flows.conditions import holds
from journal.core.flows.flow import Question
from journal.core.flows.kinds import read_answer
from journal.core.flows.parser import build_flow
from journal.core.lean import lean_of
from journal.core.model import Answer, Entry, Other, picks
from journal.local.prompts.loader import Prompts

PROMPTS = Prompts()
MOMENT = datetime(2026, 3, 1, 21, tzinfo=UTC)
FORWARD, ANY = ("answer", "answer", "answer", "skip"), ("answer", "answer", "skip", "back")

PACKAGED = PROMPTS.flow_names()

SITUATIONS = st.fixed_dictionaries(
    {},
    optional={
        "minutes_since": st.sampled_from([0, 59, 60, 1500]),
        "has_plan": st.sampled_from(["yes", "no"]),
        "plan_was_there": st.sampled_from(["yes", "no"]),
        "loop_missing": st.sampled_from(["yes", "no"]),
        "lean_detail": st.sampled_from(["pursue", "freeze", "mixed", "unknown"]),
        "loop_draft": st.just("We got caught in our loop."),
        "plan": st.just("slow down first"),
    },
)

BOTH_SIDES = {"when": "both_sides", "first": "First?", "last": "Last?"}
KINDS: list[dict[str, Any]] = [
    {"kind": "many", "words": "moves"},
    {"kind": "many", "words": "moves", "order": {"first": "First?", "last": "Last?"}},
    {"kind": "many", "words": "moves", "limit": 2, "order": BOTH_SIDES},
    {"kind": "one", "words": "moves", "only": {"group": ["engage"]}},
    {"kind": "many", "words": "feelings", "limit": 1},
    {"kind": "one", "choices": [{"id": "yes", "label": "Yes"}, {"id": "no", "label": "No"}]},
    {
        "kind": "one",
        "overrule": "How would you put it?",
        "choices": [{"id": "yes", "label": "Yes"}, {"id": "no", "label": "No"}],
    },
    {"kind": "scale"},
    {"kind": "minutes"},
    {"kind": "text"},
    {"kind": "text", "draft": "loop"},
    {"kind": "tags"},
    {"kind": "pause"},
]
STANDS: list[dict[str, Any]] = [
    {},
    {"always": True},
    {"offered": "more of it"},
    {"offered": "this and that", "bundle": "b"},
    {"offered": "in your words", "opened": True},
]


def that_fit(row: dict[str, Any]) -> list[dict[str, Any]]:
    """The tests that fit a question."""
    fitting: list[dict[str, Any]] = [{"answered": True}, {"answered": False}]
    match row:
        case {"only": _}:
            fitting += [{"is_not": ["not_sure"]}, {"fact": "group", "is": ["engage"]}]
        case {"words": "moves"}:
            fitting += [{"is": ["ask_again", "go_quiet"]}, {"is_not": ["not_sure"]}]
            fitting += [{"fact": "group", "is": ["withdraw", "attack"]}]
        case {"words": _}:
            fitting += [{"is_not": ["not_sure"]}]
        case {"choices": _}:
            fitting += [{"is": ["yes"]}, {"is_not": ["yes"]}]
        case {"kind": "scale" | "minutes"}:
            fitting += [{"at_least": 5}, {"at_most": 8}]
        case _:
            fitting += [{"is": ["tea"]}]
    return fitting


def conditions(earlier: list[dict[str, Any]]) -> st.SearchStrategy[dict[str, Any]]:
    """What a question may hang on, after these; on the lean, only once moves were asked for."""
    about = [
        {"question": q["id"], **test}
        for q in earlier
        if q["kind"] != "pause"
        for test in that_fit(q)
    ]
    around: list[dict[str, Any]] = [{"situation": "minutes_since", "at_least": 60}]
    if any(q.get("words") == "moves" for q in earlier):
        around += [{"situation": "lean_known", "is": [known]} for known in ("yes", "no")]
    one = st.sampled_from(around) | (st.sampled_from(about) if about else st.nothing())
    return one | st.lists(one, min_size=1, max_size=2).map(lambda several: {"any": several})


@st.composite
def own_flows(draw: st.DrawFn) -> list[dict[str, Any]]:
    """The questions of a flow that someone might write, with follow-ups and conditions."""
    rows: list[dict[str, Any]] = []
    for number in range(draw(st.integers(1, 6))):
        row = {"id": f"q{number}", "ask": f"{number}?", "theme": "free"}
        row |= draw(st.sampled_from(KINDS)) | draw(st.sampled_from(STANDS))
        if rows and draw(st.booleans()):
            row["when"] = [draw(conditions(rows))]
        moves = [r["id"] for r in rows if r.get("words") == "moves" and "only" not in r]
        sources = moves if row.get("words") == "moves" else []
        if sources and row["kind"] == "many" and draw(st.booleans()):
            row["prefill"] = {"question": sources[0], "fact": "group", "is": ["pursue", "engage"]}
        rows.append(row)
    return rows


FLOWS = st.sampled_from([*PACKAGED, "full, plain", "quick, plain"]) | own_flows()


def replies(hows: tuple[str, ...], most: int) -> st.SearchStrategy[list[tuple[str, int]]]:
    one = st.tuples(st.sampled_from(hows), st.integers(0, 999))
    return st.lists(one, min_size=most // 2, max_size=most)


def begin(flow: str | list[dict[str, Any]], situation: Mapping[str, str | int]) -> Progress:
    """At the start of a packaged flow, by its name, or of one's own, by its questions."""
    if isinstance(flow, str):
        name, _, plain = flow.partition(", ")
        built = PROMPTS.flow(name).plain() if plain else PROMPTS.flow(name)
    else:
        moves = [row["id"] for row in flow if row.get("words") == "moves"]
        data = {"question": flow, "counts": "apart", "lean_from": moves[0] if moves else ""}
        built = replace(build_flow("own", data, "own.toml", PROMPTS.lists), counts="conflict")
    return start(built, Entry("u", built.name, built.counts, MOMENT, MOMENT, {}), situation)


class Walk:
    """Leads through a flow as replies say; a number chooses the answer."""

    def __init__(self, some_answer: Any) -> None:
        self.some_answer = some_answer

    def along(self, progress: Progress, said: list[tuple[str, int]]) -> Iterator[Progress]:
        """Every place passed, the first and the last included."""
        yield progress
        for how, number in said:
            progress = self.step(progress, how, number)
            yield progress

    def step(self, progress: Progress, how: str, number: int) -> Progress:
        step = next_step(progress)
        match step:
            case None:
                return back(progress) if how == "back" else progress
            case Ask() | Offer() if how == "back":
                return back(progress) if step.can_go_back else progress
            case Offer():
                chosen = step.questions[number % len(step.questions)]
                opens = how == "answer"
                return open_offer(progress, chosen.id) if opens else decline(progress)
            case Ask() if how == "answer" and step.question.is_asked:
                more = tuple(q.id for q in step.more) if number % 2 else ()
                return answer(progress, self.some_answer(step.question, number), more)
        return skip(progress)


@pytest.fixture(scope="session")
def walk(some_answer: Any) -> Walk:
    return Walk(some_answer)


def asked(progress: Progress) -> Question | None:
    """The question as its flow has it; None for an offer, a stage or the end."""
    step = next_step(progress)
    return progress.flow.question(step.question.id) if isinstance(step, Ask) else None


def applies(progress: Progress, question: Question) -> bool:
    """Whether a question's conditions hold, by the answers and a lean worked out here."""
    flow, entry = progress.flow, progress.entry
    values = {q: said.value for q, said in entry.answers.items()}
    detail = progress.situation.get("lean_detail", "unknown")
    if flow.lean_from:
        words = [flow.word_of(flow.lean_from, str(p)) for p in picks(values.get(flow.lean_from))]
        detail = lean_of([w.facts.get("group", "") for w in words if w]).detail
    if values.get("unsafe", "no") != "no":
        detail = "unknown"
    known = {"lean_known": "no" if detail == "unknown" else "yes"}
    return holds(question.when, values, {**known, **progress.situation}, flow.word_of)


def as_json(value: Answer) -> Any:
    """An answer as it stands in a file."""
    match value:
        case Other(text):
            return {"other": text}
        case tuple():
            return [as_json(v) for v in value]
        case _:
            return value


@settings(max_examples=60, deadline=None)
@given(FLOWS, SITUATIONS, replies(ANY, 12), replies(FORWARD, 150))
def test_it_comes_to_an_end(walk, flow, situation, first, then) -> None:
    """Once nobody goes back any more, a conversation ends after a bounded number of replies."""
    *_, somewhere = walk.along(begin(flow, situation), first)
    forward = then + [("skip", 0)] * 200
    enough = 5 * len(somewhere.flow.questions)  # an ask, two about its order, an offer, a decline

    places = list(walk.along(somewhere, forward[:enough]))

    assert next_step(places[-1]) is None


@settings(max_examples=100, deadline=None)
@given(FLOWS, SITUATIONS, replies(ANY, 30))
def test_nothing_is_asked_out_of_place(walk, flow, situation, said) -> None:
    """A question comes only where its conditions hold; an offer holds only what still waits."""
    for place in walk.along(begin(flow, situation), said):
        step = next_step(place)
        match step:
            case Ask() if not place.stage:
                assert applies(place, place.flow.question(step.question.id))
                assert all(q.opened and applies(place, q) for q in step.more)
            case Offer():
                assert step.questions
                assert all(q.offered and not q.opened for q in step.questions)
                assert all(applies(place, q) for q in step.questions)
                assert not {q.id for q in step.questions} & set(place.entry.answers)


@settings(max_examples=60, deadline=None)
@given(FLOWS, SITUATIONS, replies(FORWARD, 60))
def test_nothing_is_asked_twice_and_the_count_only_grows(walk, flow, situation, said) -> None:
    """Without going back every question comes once; each main one is a step further on."""
    begun = begin(flow, situation)
    steps = [next_step(place) for place in walk.along(begun, said)]
    ids = [s.question.id for s in steps if isinstance(s, Ask)]
    main = [s.step for s in steps if isinstance(s, Ask) and s.question.always]
    always = sum(q.always for q in begun.flow.questions)

    assert sorted(set(ids)) == sorted(ids)
    assert sorted(set(main)) == main
    assert all(0 < at <= of == always for at, of in main)


@settings(max_examples=60, deadline=None)
@given(FLOWS, SITUATIONS, replies(ANY, 30))
def test_every_answer_fits_its_question(walk, flow, situation, said) -> None:
    """What is kept, and what is ticked or drafted to begin with, can be read back as it is."""
    for place in walk.along(begin(flow, situation), said):
        for question_id, told in place.entry.answers.items():
            question = place.flow.question(question_id)

            assert read_answer(question, as_json(told.value)) == told.value
            assert told.theme == question.theme
        step = next_step(place)
        if isinstance(step, Ask) and step.default is not None:
            assert read_answer(step.question, as_json(step.default)) == step.default


def values(place: Progress) -> dict[str, Answer]:
    """What was said; a question gone back to may be asked in other words by now."""
    return {q: said.value for q, said in place.entry.answers.items()}


def said_again(place: Progress) -> Progress:
    """Back, and the same answer or skip there; where that leads."""
    there = back(place)
    step = next_step(there)
    value = there.entry.value(step.question.id)
    place = skip(there) if value is None else answer(there, value)
    while place.stage:
        place = skip(place)
    return place


@pytest.mark.slow
@settings(max_examples=100, deadline=None)
@given(FLOWS, SITUATIONS, replies(ANY, 30))
def test_back_and_the_same_again_changes_nothing(walk, flow, situation, said) -> None:
    """The same answers, and the same next; only pauses and what was declined come again."""
    for place in walk.along(begin(flow, situation), said):
        step = next_step(place)
        if step is None or not step.can_go_back:
            continue
        again = said_again(place)

        assert values(again) == values(place)
        assert again.entry.lean_overruled == place.entry.lean_overruled
        if not (place.stage or is_asked_at_wish(place)):
            assert comes_to(again, step)


def is_asked_at_wish(place: Progress) -> bool:
    """Whether the question comes only because the person opened it or went back to it."""
    here = asked(place)
    return here is not None and (here.opened or bool(here.offered and here.id in values(place)))


def comes_to(place: Progress, wanted: Ask | Offer) -> bool:
    """Whether a step comes next, or once pauses are passed and offers declined again."""
    while (step := next_step(place)) != wanted:
        match step, wanted:
            case Ask(), _ if not step.question.is_asked:
                place = skip(place)
            case Offer(), Offer() if wanted.questions[0] in step.questions:
                return True
            case Offer(), Ask() if wanted.question.id in [q.id for q in step.questions]:
                return True
            case Offer(), _:
                place = decline(place)
            case _:
                return False
    return True


@settings(max_examples=60, deadline=None)
@given(FLOWS, SITUATIONS, replies(ANY, 30))
def test_everything_said_can_be_gone_back_to(walk, flow, situation, said) -> None:
    """Step by step back to the beginning, every earlier answer is asked again, none twice."""
    for place in walk.along(begin(flow, situation), said):
        reached = list(backwards(place))
        here = asked(place)
        earlier = place.flow.questions[: place.at]
        told = [q.id for q in earlier if q.id in place.entry.answers and applies(place, q)]

        assert len(reached) == len(set(reached))
        assert set(told) <= {*reached, here.id if here else ""}


def backwards(place: Progress) -> Iterator[str]:
    """The questions on the way back."""
    step = next_step(place)
    while place.stage or step is None or step.can_go_back:
        before, place = place, back(place)
        if place == before:
            return
        step = next_step(place)
        assert isinstance(step, Ask)
        yield step.question.id


@pytest.mark.slow
@settings(max_examples=100, deadline=None)
@given(FLOWS, SITUATIONS, replies(ANY, 30))
def test_stopped_anywhere_it_goes_on_from_there(walk, flow, situation, said) -> None:
    """A draft goes on with the question that was asked, or the offer that it stood in."""
    for place in walk.along(begin(flow, situation), said):
        resumed = start(place.flow, as_draft(place), place.situation)
        step, again = next_step(place), next_step(resumed)

        assert resumed.entry.answers == place.entry.answers
        match step:
            case Ask() if place.stage:
                asked_about = step.question.id.removesuffix(f"_{place.stage}")
                assert again.question.id == asked_about
            case Ask() if is_waiting_to_be_opened(place, step.question):
                assert again.questions[0] == place.flow.question(step.question.id)
            case Ask():
                assert (again.question, again.default) == (step.question, step.default)
            case Offer(questions):
                assert {q.id for q in questions} <= {q.id for q in again.questions}
            case None:
                assert again is None


def is_waiting_to_be_opened(place: Progress, question: Question) -> bool:
    """Whether a follow-up has no answer yet, so that it can be offered once more."""
    return bool(question.offered) and not question.opened and question.id not in place.entry.answers
