"""
A person led through a page:
* every answer is on disk before the next thing is asked
* stopping keeps what was said, in the middle of a line too, and going on loses nothing
* nothing said leaves nothing
* a disk that does not take an answer is told of, with the answer still there
* the first and the last line fit the page and how it went
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from journal.core.dates.periods import Period
from journal.core.dialogue.ports import Left, Skipped, WentBack, Wrote
from journal.core.dialogue.saving import BOTH_COUNT
from journal.core.errors import ChangedElsewhereError, Stopped, StoreError
from journal.core.insights.conflicts import look_back
from journal.core.model import Entry, Other
from journal.local.prompts.loader import Prompts

Meet = Callable[..., Any]

CTRL_C = Stopped("")
KEPT = "Kept. Go on with: journal resume"

WHOLE_PAGE: dict[str, Any] = {
    "heat_before": 7,
    "unsafe": "no",
    "trigger": "went_quiet",
    "facts": "I asked twice about Sunday.",
    "body": ["chest", "restless"],
    "heat_peak": 9,
    "surface": ["frustrated", "unheard", "hurt"],
    "like_what": "like a wall",
    "story": ["dont_matter"],
    "story_text": "that I come last",
    "my_moves": ["ask_again", "go_quiet", "get_loud"],
    "my_moves_first": "pick_0",
    "my_moves_last": "pick_1",
    "could_not": "could_not",
    "quiet_meant": "no words",
    "hoping": "an answer",
    "their_moves": ["go_quiet", "leave"],
    "softer": ["hurt", "alone"],
    "afraid_that": "it is over",
    "raw_spot": "yes",
    "need": ["matter"],
    "soft_line": "I get scared.",
    "their_side": ["no_idea"],
    "their_side_sure": "low",
    "ending": "walked_off",
    "hot_minutes": 45,
    "topic": {"other": "Sunday"},
    "raised_by": "me",
    "context": ["tired", "late"],
    "repair_by": "them",
    "repairs": ["touch"],
    "repair_helped": "a_bit",
    "okay_minutes": 600,
    "loop": "The more I asked, the more they left.",
    "plan_cue": "my chest",
    "plan_move": "slow_down",
    "lean_fits": "no",
    "lean_fits_overrule": "away",
    "heat_after": 4,
    "for_therapy": "yes",
}
FOLLOW_UPS = (
    "facts like_what story_text quiet_meant hoping afraid_that raw_spot soft_line their_side "
    "their_side_sure topic plan_cue"
).split()
SITUATION = {"minutes_since": 90, "has_plan": "no"}
STAGES = ("my_moves_first", "my_moves_last", "lean_fits_overrule")


def whole_page(meet: Meet, **says: Any) -> Any:
    return meet("full", WHOLE_PAGE | says, opens=FOLLOW_UPS, **SITUATION)


def values(entry: Entry | None) -> dict[str, Any]:
    return {q: said.value for q, said in entry.answers.items()} if entry else {}


def test_a_whole_page_is_kept_as_it_was_said(meet: Meet) -> None:
    """Every question answered, every follow-up opened: all of it, in order, with both leans."""
    met = whole_page(meet)
    entry = met.entry

    picked = {q: tuple(v) for q, v in WHOLE_PAGE.items() if isinstance(v, list)}
    told = WHOLE_PAGE | picked | {"topic": Other("Sunday")}
    told |= {"my_moves": ("ask_again", "get_loud", "go_quiet")}
    assert values(entry) == {q: v for q, v in told.items() if q not in STAGES}
    assert list(entry.answers) == [q for q in WHOLE_PAGE if q not in STAGES]
    assert entry == replace(
        entry,
        draft_at=None,
        care=None,
        lean="both",
        lean_detail="pursue_then_withdraw",
        lean_overruled="away",
        their_lean="away",
        their_detail="withdraw",
    )
    assert met.disk.entry == entry
    assert met.stopped is None


@pytest.mark.parametrize("flow", Prompts().flow_names())
def test_every_answer_is_on_disk_before_the_next_question(
    meet: Meet, some_answer: Any, prompts: Prompts, flow: str
) -> None:
    """In every flow, whatever is answered and opened: at each step all of it lies on disk."""
    asked = prompts.flow(flow)
    says = {q.id: first_calm(q, some_answer) for q in asked.questions if q.is_asked}
    met = meet(flow, says, opens=[q.id for q in asked.questions], **SITUATION)
    told: dict[str, Any] = {}
    steps = [m for m in met.person.met if m.what in ("ask", "offer")]

    for step in steps:
        if step.name in says or step.what == "offer":
            assert told.keys() <= values(step.on_disk).keys()
            assert same_picks(told, values(step.on_disk))
        if step.name in says and step.what == "ask":
            told[step.name] = met.disk.entry.value(step.name)
    assert told.keys() == values(met.entry).keys() == says.keys() & {*met.person.names("ask")}


def first_calm(question: Any, some_answer: Any) -> Any:
    """An answer as JSON that opens no page about safety."""
    if question.theme == "unsafe":
        return "no"
    for number in range(99):
        value = some_answer(question, number)
        if not {"scary", "controlled"} & {*(value if isinstance(value, tuple) else ())}:
            return as_json(value)
    raise AssertionError


def as_json(value: Any) -> Any:
    match value:
        case Other(text):
            return {"other": text}
        case tuple():
            return [as_json(v) for v in value]
    return value


def same_picks(told: dict[str, Any], kept: dict[str, Any]) -> bool:
    """Whether the answers are the same, but for picks that were put in order since."""
    return all(
        sorted(map(str, v)) == sorted(map(str, kept[q])) if isinstance(v, tuple) else v == kept[q]
        for q, v in told.items()
    )


def test_ctrl_c_keeps_what_was_said(meet: Meet) -> None:
    """Stopped at the third question: the first two lie there, and where to go on."""
    met = meet("full", {"heat_before": 6, "unsafe": "no", "trigger": CTRL_C})

    assert values(met.disk.entry) == {"heat_before": 6, "unsafe": "no"}
    assert met.disk.entry.draft_at == "trigger"
    assert met.disk.entry.lean is None
    assert met.stopped == KEPT


@pytest.mark.parametrize("says", [{"heat_before": CTRL_C}, {"trigger": CTRL_C}])
def test_ctrl_c_before_anything_was_said_leaves_nothing(meet: Meet, says: Any) -> None:
    """At the first question, or after skipping some: no trace, and the sentence says so."""
    met = meet("full", says)

    assert met.disk.writes == []
    assert met.stopped == "Nothing was written."


def test_a_line_half_typed_is_kept_and_asked_again(meet: Meet) -> None:
    """Ctrl-C in the middle of a text keeps it; going on, the same question begins with it."""
    says = {"heat_before": 6, "trigger": "tone", "facts": Left("I asked tw")}
    met = meet("full", says, opens=["facts"])
    gone_on = meet("full", {"facts": "I asked twice."}, draft=met.disk.entry)

    assert values(met.disk.entry) == {"heat_before": 6, "trigger": "tone", "facts": "I asked tw"}
    assert met.stopped == KEPT
    assert gone_on.person.names("ask")[0] == "facts"
    assert gone_on.entry.value("facts") == "I asked twice."


def test_leaving_a_line_empty_keeps_the_rest(meet: Meet) -> None:
    """Ctrl-C in an empty line: what was said before is there, the line is not."""
    met = meet("checkin", {"closeness": 3, "best_moment": Left()})

    assert values(met.disk.entry) == {"closeness": 3}
    assert met.disk.entry.draft_at == "best_moment"
    assert met.stopped == KEPT


def test_a_line_typed_before_going_back_is_kept(meet: Meet) -> None:
    """Going back out of a text, what was typed until then is there when it is asked again."""
    met = meet("checkin", {"hope": (5, 6), "best_moment": (WentBack("a look"), CTRL_C)})

    assert values(met.disk.entry) == {"hope": 6, "best_moment": "a look"}
    assert met.person.names("ask")[-4:] == ["hope", "best_moment", "hope", "best_moment"]


@pytest.mark.parametrize("question", [q for q in WHOLE_PAGE if q not in STAGES])
def test_stopped_and_resumed_it_is_the_same_page(meet: Meet, question: str) -> None:
    """Stopped at any question of the whole page and gone on with, nothing of it is different."""
    met = whole_page(meet, **{question: CTRL_C})
    opens = [question, *(f for f in FOLLOW_UPS if f not in met.person.names("ask"))]
    gone_on = meet("full", WHOLE_PAGE, opens=opens, draft=met.disk.entry, **SITUATION)
    asked = {*gone_on.person.names("ask")}

    if met.disk.entry is not None:
        assert met.stopped == KEPT
        assert not asked & {*values(met.disk.entry)}
    assert values(gone_on.entry) == values(whole_page(meet).entry)
    assert gone_on.entry == replace(whole_page(meet).entry, answers=gone_on.entry.answers)


@pytest.mark.parametrize("stage", STAGES)
def test_stopped_while_asked_about_an_answer_that_answer_is_asked_again(
    meet: Meet, stage: str
) -> None:
    """Stopped at "which came first?", the moves are ticked already when it goes on."""
    met = whole_page(meet, **{stage: CTRL_C})
    question = stage.rpartition("_")[0]

    assert met.disk.entry.draft_at == question
    assert question in values(met.disk.entry)


def test_nothing_said_leaves_nothing(meet: Meet) -> None:
    """All skipped to the end: no entry, no trace, and a line that says so."""
    met = meet("full")

    assert met.entry is None
    assert met.disk.entry is None
    assert met.person.texts("say")[-1] == "Nothing was written."


def test_all_taken_back_leaves_nothing(meet: Meet) -> None:
    """An answer that is skipped after going back is gone from the disk in the end."""
    met = meet("checkin", {"closeness": (3, Skipped()), "safe_to_speak": WentBack()})

    assert values(met.disk.writes[0]) == {"closeness": 3}
    assert met.entry is None
    assert met.disk.entry is None


def test_what_no_longer_applies_falls_away_but_what_was_typed_stays(meet: Meet) -> None:
    """Going back to the moves: what was picked about the old ones goes, a typed line does not."""
    says = {
        "my_moves": (["go_quiet"], ["ask_again"]),
        "could_not": ("chose", WentBack()),
        "quiet_meant": ("no words", WentBack()),
        "offer": (None, None, WentBack()),
    }
    met = meet("full", says, opens=["quiet_meant"])

    assert met.person.names("ask").count("my_moves") == 2
    assert values(met.entry) == {"my_moves": ("ask_again",), "quiet_meant": "no words"}


def test_the_opening_is_said_once(meet: Meet) -> None:
    """At the beginning of a page, with what is known filled in; not when it is gone on with."""
    met = meet("followup", {"heat_now": 3, "unsafe": CTRL_C}, day="Sunday")
    gone_on = meet("followup", {"unsafe": "no"}, draft=met.disk.entry, day="Sunday")

    assert met.person.met[0].text == "This is about your entry from Sunday. Two or three minutes."
    assert gone_on.person.met[0].what == "ask"


CLOSINGS = [
    ("full", {"heat_before": 7, "heat_after": 6}, "The upset is a little lower"),
    ("full", {"heat_before": 6, "heat_after": 6}, "time for the body to catch up"),
    ("full", {"heat_before": 6, "heat_after": 7}, "It went up, and that happens"),
    ("full", {"heat_before": 0, "heat_after": 0}, "time for the body to catch up"),
    ("full", {"heat_after": 3}, "Saved. That is enough for now."),
    ("full", {"my_moves": ["ask_again"]}, "Saved. That is enough for now."),
    ("quick", {"my_moves": ["follow"]}, "The phone in another room can help."),
    ("quick", {"my_moves": ["leave"]}, "If it feels safe, one short line with a time can help"),
    ("quick", {"my_moves": ["stay"]}, "Come back when it is cooler"),
    ("quick", {"heat_before": 5}, "Come back when it is cooler"),
    ("caught", {"nearly": "leave", "instead": ["stay"]}, "You noticed, and you had a choice."),
    ("checkin", {"hope": 2}, "Saved. That is enough for now."),
]


@pytest.mark.parametrize(("flow", "says", "last"), CLOSINGS)
def test_the_last_line_fits_how_it_went(meet: Meet, flow: str, says: Any, last: str) -> None:
    """By the upset at both ends where both are known, else by the moves of this one."""
    met = meet(flow, says)

    assert last in met.person.texts("say")[-1]
    assert len(met.person.texts("say")) <= 2


def test_a_time_to_come_back_is_no_answer(meet: Meet) -> None:
    """The short entry asks when to look again; the time is remembered beside the entry."""
    met = meet("quick", {"heat_before": 8, "return_time": ("whenever", "2h")})
    skipped = meet("quick", {"heat_before": 8})

    assert met.disk.returns == [met.entry.written_at + timedelta(hours=2)]
    assert values(met.entry) == {"heat_before": 8}
    assert skipped.disk.returns == []


def test_the_short_page_takes_over_all_that_was_said(meet: Meet, prompts: Prompts) -> None:
    """Too hot after going back: the short entry goes on, and nothing typed before is lost."""
    says = {
        "heat_before": (7, 9),
        "unsafe": ("no", "no"),
        "trigger": "tone",
        "facts": "A door.",
        "body": (["chest", "jaw"], WentBack(), ["heart"]),
        "surface": (WentBack(), ["angry"]),
    }
    back_to_heat = {"facts": ("A door.", WentBack()), "trigger": ("tone", WentBack())}
    says |= back_to_heat | {"unsafe": ("no", WentBack(), "no"), "need_now": "space"}
    short = prompts.flow("quick")
    met = meet("full", says, {"Settle the body first?": "s"}, opens=["facts"], short=short)

    assert values(met.entry) == {
        "heat_before": 9,
        "unsafe": "no",
        "body": ("heart",),
        "surface": ("angry",),
        "need_now": "space",
        "trigger": "tone",
        "facts": "A door.",
    }
    assert met.entry.flow == "quick"


def test_a_draft_of_a_flow_that_has_changed_keeps_what_was_said(meet: Meet, flow_of: Any) -> None:
    """A question taken out of an own flow meanwhile takes no answer with it."""
    line = '[[question]]\nid = "{0}"\nask = "?"\nkind = "text"\n'
    before = flow_of("".join(line.format(q) for q in ("one", "two", "three")))
    after = flow_of("".join(line.format(q) for q in ("three", "four")))
    met = meet(before, {"one": "1", "two": "2", "three": CTRL_C})
    gone_on = meet(after, {"three": "3", "four": "4"}, draft=met.disk.entry)

    assert values(gone_on.entry) == {"one": "1", "two": "2", "three": "3", "four": "4"}
    assert list(gone_on.entry.answers) == ["three", "four", "one", "two"]


def test_a_draft_goes_on_though_its_question_is_gone(meet: Meet, full: Any) -> None:
    """With the frame of the loop taken off meanwhile: after the last answer, not at the end."""
    met = meet("full", {"heat_before": 6, "body": ["jaw"], "story": CTRL_C})
    gone_on = meet(full.plain(), {"need": ["matter"], "heat_after": 4}, draft=met.disk.entry)

    assert met.disk.entry.draft_at == "story"
    assert values(gone_on.entry) == {
        "heat_before": 6,
        "body": ("jaw",),
        "need": ("matter",),
        "heat_after": 4,
    }
    assert not {"heat_before", "body"} & {*gone_on.person.names("ask")}


def test_what_was_said_of_the_loop_stays_when_its_frame_is_off(meet: Meet, full: Any) -> None:
    """Taken off in the middle of a page: the moves named before are there, with no lean."""
    says = {"my_moves": ["ask_again"], "hoping": "an answer", "softer": CTRL_C}
    met = meet("full", says, opens=["hoping"])
    gone_on = meet(full.plain(), {"heat_after": 4}, draft=met.disk.entry)

    assert values(gone_on.entry) == {
        "heat_after": 4,
        "my_moves": ("ask_again",),
        "hoping": "an answer",
    }
    assert gone_on.entry.lean == "unknown"


BUSY = StoreError("The journal is busy.")
STILL_HERE = "What you said last is still here."


def test_a_disk_that_is_busy_for_a_moment(meet: Meet) -> None:
    """The page waits; tried again, the answer is there and nothing is asked twice."""
    met = meet("quick", {"heat_before": 6, "body": ["chest"]}, troubles=[None, BUSY, BUSY])

    assert met.person.texts("page") == [f"The journal is busy. {STILL_HERE}"] * 2
    assert met.person.names("ask").count("unsafe") == 1
    assert met.disk.entry.value("body") == ("chest",)
    assert not met.disk.entry.is_draft


@pytest.mark.parametrize("says", [{"heat_before": 6}, {"heat_before": 6, "unsafe": Stopped("")}])
def test_a_disk_that_stays_full(meet: Meet, says: dict[str, Any]) -> None:
    """Who stops then hears what is wrong, not that it was kept."""
    with pytest.raises(StoreError, match="busy"):
        meet("quick", says, {"busy": "q"}, troubles=[BUSY])
    with pytest.raises(StoreError, match="busy"):
        meet("quick", says, {"busy": Stopped("")}, troubles=[BUSY])


def test_a_page_that_was_finished_in_another_window(meet: Meet) -> None:
    """What is said here goes on as a page of its own; the other one is left as it is."""
    met = meet("quick", {"heat_before": 6}, troubles=[None, ChangedElsewhereError()])

    assert met.disk.writes[0].uid == "u1"
    assert {entry.uid for entry in met.disk.writes[1:]}.isdisjoint({"u1"})
    assert met.entry.uid == met.disk.entry.uid
    assert met.entry.value("heat_before") == 6


@pytest.mark.parametrize("happened", ["changed", "finished", "apart", "deleted", "erased"])
@pytest.mark.parametrize("name", Prompts().flow_names())
def test_two_of_one_are_told_to_count(
    prompts: Prompts, meet: Meet, name: str, happened: Any
) -> None:
    """Where both of them would: the one that is left there, and the one that goes on here."""
    first = next(q for q in prompts.flow(name).questions if q.is_asked)
    says = {first.id: 6 if first.kind == "scale" else "Something."}
    if first.words is not None:
        says = {first.id: next(w.id for _, w in first.offered_words())}
    met = meet(name, says, troubles=[ChangedElsewhereError(happened)])
    [told] = [page for page in met.person.texts("page") if STILL_HERE in page]
    one, another = met.disk.entry, replace(met.disk.entry, uid="u1")
    looking = look_back([one, another], {one.flow: one.counts}, Period(), {})
    there = happened in ("changed", "finished")
    both = len({e.uid for e in (*looking.apart, *(c.entry for c in looking.conflicts))}) == 2

    assert (BOTH_COUNT in told) is (there and (both or name == "followup"))


def test_what_was_typed_before_the_editor_opens(meet: Meet) -> None:
    """It is on disk while the editor is open, and the question comes again with it."""
    says = {"trigger": "tone", "facts": (Wrote("One"), Wrote("One, two"), "One, two, three")}
    met = meet("full", says, opens=["facts"])
    asked = [m for m in met.person.met if (m.what, m.name) == ("ask", "facts")]

    assert [m.step.default for m in asked] == [None, "One", "One, two"]
    assert [m.on_disk.value("facts") for m in asked] == [None, "One", "One, two"]
    assert met.disk.entry.value("facts") == "One, two, three"
