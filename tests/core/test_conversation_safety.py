"""
Someone says that they were hit, threatened or scared, or that they did it:
* nothing of it is on disk until they have chosen what to keep
* they read the words for who did it, and for what was done, and nothing of a loop
* kept are the facts alone, apart from everything; or nothing, without a trace
* not sure, they may go on: without the loop, the plan and a guess about the other side
* Ctrl-C leaves what was there before, and says nothing
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from journal.core.dialogue.ports import Left, WentBack
from journal.core.errors import Stopped
from journal.core.model import Entry

Meet = Callable[..., Any]

CTRL_C = Stopped("")
WHAT_TO_KEEP, NOT_SURE = "What would you like to do with this entry?", "It is okay not to be sure."
KEEP_NOTHING = {WHAT_TO_KEEP: "2"}
KINDS = "physical threats neck pressured_sex watched scared_to_say_no".split()


def values(entry: Entry | None) -> dict[str, Any]:
    return {q: said.value for q, said in entry.answers.items()} if entry else {}


def told_of(kinds: list[str] | None, by: str | None, **says: Any) -> dict[str, Any]:
    aside = {"safety_kinds": kinds, "safety_by": by}
    told = {q: v for q, v in aside.items() if v}
    return {"heat_before": 6, "unsafe": "yes"} | told | says


BRANCHES = [
    ("them", "is not your fault. It is not a loop", ["Stopping is your job"]),
    ("me", "Stopping is your job, and there is help for it.", ["is not your fault"]),
    ("both", "Nobody is going to count here.", ["is not your fault", "Stopping is your job"]),
    ("rather_not", "You don't have to say more.", ["is not your fault", "Stopping is your job"]),
    (None, "You don't have to say more.", ["is not your fault", "Stopping is your job"]),
]


@pytest.mark.parametrize(("by", "said", "unsaid"), BRANCHES)
def test_the_words_fit_who_did_it(meet: Meet, by: str | None, said: str, unsaid: list[str]) -> None:
    """By the answer to "who did it?"; no answer is read as fear. Numbers of the country are in."""
    met = meet("full", told_of(["physical"], by), KEEP_NOTHING)
    words, choice = met.person.texts("page")

    assert said in words
    assert not any(other in words for other in unsaid)
    assert "999" in words
    assert "0808" in words
    assert "{" not in words
    assert choice == WHAT_TO_KEEP


ADD_ONS = [
    (["neck"], "them", "Please see a doctor today, or call 999", "whose neck was held"),
    (["neck"], "both", "Please see a doctor today", "whose neck was held"),
    (["neck"], None, "Please see a doctor today", "whose neck was held"),
    (["neck"], "me", "The person whose neck was held needs a doctor today", "Please see a doctor"),
    (["threats"], "them", "If someone says they will end their own life", "doctor"),
    (["threats"], "me", "If a child or an animal is in danger", "end their own life"),
    (["pressured_sex"], "them", 'without a "no"', "neck"),
    (["watched"], "rather_not", "Keeping nothing here is the safer choice", "neck"),
    (["scared_to_say_no"], "them", "reason enough to talk to someone", "neck"),
    (["physical"], "them", "not your fault", "neck"),
    (KINDS, "both", "reason enough to talk to someone", "whose neck was held"),
]


@pytest.mark.parametrize(("kinds", "by", "said", "unsaid"), ADD_ONS)
def test_what_was_done_adds_its_words(
    meet: Meet, kinds: list[str], by: str | None, said: str, unsaid: str
) -> None:
    """Each kind of harm has its own line, for whoever it happened to."""
    words = meet("full", told_of(kinds, by), KEEP_NOTHING).person.texts("page")[0]

    assert said in words
    assert unsaid not in words


@pytest.mark.parametrize("keep", ["1", "2", "3"])
@pytest.mark.parametrize(
    "says",
    [
        told_of(["neck"], "them"),
        told_of(None, None),
        told_of(["physical"], "me", unsafe="not_sure"),
        told_of(None, "them", unsafe="no", my_moves=["ask_again", "scary"]),
        told_of(None, "me", unsafe="no", their_moves=["scary"]),
    ],
)
def test_nothing_of_it_is_on_disk_before_they_chose(meet: Meet, says: Any, keep: str) -> None:
    """From the answer on until the choice, the disk holds what was said before it, no more."""
    met = meet("full", says, {WHAT_TO_KEEP: keep})
    [first] = [i for i, m in enumerate(met.person.met) if m.name == "safety_kinds"]

    in_danger = [m for m in met.person.met[first:] if m.what != "say"]

    assert {m.name for m in in_danger if m.what == "ask"} <= {"safety_kinds", "safety_by", "facts"}
    for step in in_danger:
        assert values(step.on_disk) in ({"heat_before": 6}, {"heat_before": 6, "unsafe": "no"})


def test_the_facts_alone_are_kept_apart_from_everything(meet: Meet) -> None:
    """Kept: what happened, and that it was not safe; flagged, with no lean and no feeling."""
    says = told_of(["physical"], "them", facts="He blocked the door at 22:10.")
    met = meet("full", says | {"surface": ["angry"]}, {WHAT_TO_KEEP: "1"})

    assert values(met.entry) == {"unsafe": "yes", "facts": "He blocked the door at 22:10."}
    assert met.entry == replace(
        met.entry, care="flagged", draft_at=None, lean=None, lean_detail=None, their_lean=None,
        their_detail=None, lean_overruled=None,
    )  # fmt: skip
    assert met.disk.entry == met.entry
    assert met.person.texts("say")[-1] == "Kept. It will not show up on its own."


def test_facts_written_before_are_the_facts(meet: Meet) -> None:
    """Told of danger later on: the line about what a camera saw is there, and not asked again."""
    says = told_of(None, "them", unsafe="no", facts="The cup.", their_moves=["leave", "scary"])
    met = meet("full", says, {WHAT_TO_KEEP: "1"}, ["facts"])

    assert values(met.entry) == {"facts": "The cup."}
    assert met.entry.care == "flagged"
    assert met.person.names("ask").count("facts") == 1
    assert met.disk.entry == met.entry


def test_facts_may_be_left_empty(meet: Meet) -> None:
    """Kept without a line: the day, and that it was not safe."""
    met = meet("full", told_of(None, None), {WHAT_TO_KEEP: "1"})

    assert values(met.disk.entry) == {"unsafe": "yes"}
    assert met.disk.entry.care == "flagged"


@pytest.mark.parametrize(("keep", "last"), [("2", "Nothing was kept."), ("3", None)])
def test_keeping_nothing_leaves_no_trace(meet: Meet, keep: str, last: str | None) -> None:
    """What was said before goes, too. After "close" no word follows."""
    met = meet("full", told_of(["watched"], "them"), {WHAT_TO_KEEP: keep})

    assert met.entry is None
    assert met.stopped is None
    assert met.disk.entry is None
    assert met.person.texts("say")[1:] == ([last] if last else [])


def test_a_move_that_scared_is_no_move(meet: Meet) -> None:
    """Ticked among my moves, it opens the questions about safety; nobody's part is worked out."""
    says = told_of(["physical"], "me", unsafe="no", my_moves=["get_loud", "scary"])
    met = meet("full", says, {WHAT_TO_KEEP: "1"})

    assert met.person.names("ask")[-3:] == ["safety_kinds", "safety_by", "facts"]
    assert "Stopping is your job" in met.person.texts("page")[0]
    assert values(met.entry) == {}
    assert met.entry.care == "flagged"
    assert met.entry.lean is None


def test_a_view_of_my_part_goes_with_the_rest(meet: Meet, flow_of: Any) -> None:
    """How they saw the lean before they told of danger is no fact: it is not kept."""
    flow = flow_of("""
        counts = "conflict"
        lean_from = "my_moves"

        [[question]]
        id = "my_moves"
        kind = "many"
        ask = "What did you do?"
        words = "moves"

        [[question]]
        id = "lean_fits"
        kind = "one"
        ask = "Does that fit?"
        choices = [{id = "yes", label = "Yes"}, {id = "no", label = "No"}]
        overrule = "How would you put it?"

        [[question]]
        id = "unsafe"
        kind = "one"
        ask = "Scared?"
        choices = [{id = "no", label = "No"}, {id = "yes", label = "Yes"}]
    """)
    says = {"my_moves": ["leave"], "lean_fits": "no", "lean_fits_overrule": "both"}
    met = meet(flow, says | {"unsafe": "yes"}, {WHAT_TO_KEEP: "1"})

    assert met.disk.writes[-2].lean_overruled == "both"
    assert values(met.disk.entry) == {"unsafe": "yes"}
    assert met.disk.entry.lean_overruled is None


def test_not_sure_may_go_on_without_the_loop(meet: Meet, full: Any) -> None:
    """Nothing named: the page goes on, and leaves out the loop, the plan and any guess."""
    rest = {"my_moves": ["ask_again"], "their_moves": ["leave"], "softer": ["sad"]}
    rest |= {"surface": ["unheard"], "need": ["matter"], "ending": "blew_up", "heat_after": 5}
    met = meet(
        "full",
        {"heat_before": 6, "unsafe": "not_sure"} | rest,
        opens=[q.id for q in full.questions],
        has_plan="no",
    )
    asked, [page] = {*met.person.names("ask")}, met.person.texts("page")

    assert NOT_SURE in page
    assert not asked & {
        "loop", "plan_cue", "plan_move", "plan_again", "lean_fits", "their_side",
        "their_side_sure", "soft_line", "safety_by",
    }  # fmt: skip
    assert {"facts", "trigger", "my_moves", "hoping", "need", "heat_after"} <= asked
    assert met.entry == replace(met.entry, care="unsure", lean=None, their_lean=None)
    assert met.entry.value("unsafe") == "not_sure"
    assert met.entry.value("my_moves") == ("ask_again",)


def test_not_sure_may_stop_and_keep(meet: Meet) -> None:
    """What is there is kept as a page of its own, finished, counted in few things."""
    met = meet("full", {"heat_before": 6, "unsafe": "not_sure"}, {NOT_SURE: "k"})

    assert values(met.disk.entry) == {"heat_before": 6, "unsafe": "not_sure"}
    assert met.disk.entry == replace(met.disk.entry, care="unsure", draft_at=None)
    assert met.person.texts("say")[-1] == "Kept."


def test_not_sure_may_close_and_keep_nothing(meet: Meet) -> None:
    """Closed: the page goes, the heat too, and no word follows."""
    met = meet("full", {"heat_before": 6, "unsafe": "not_sure"}, {NOT_SURE: "c"})

    assert met.entry is None
    assert met.disk.entry is None
    assert len(met.person.texts("say")) == 1


def test_not_sure_with_something_named_has_the_words_for_it(meet: Meet) -> None:
    """Once a kind is picked, who did it is asked, and the choice is the one after a yes."""
    met = meet("full", told_of(["neck"], "them", unsafe="not_sure"), {WHAT_TO_KEEP: "1"})

    assert "not your fault" in met.person.texts("page")[0]
    assert "see a doctor today" in met.person.texts("page")[0]
    assert values(met.entry) == {}
    assert met.entry.care == "flagged"


def test_a_no_that_becomes_a_yes_is_forgotten(meet: Meet) -> None:
    """Gone back and changed: while they read, the disk knows of no "no"; resume would ask again."""
    says = told_of(["physical"], "them", unsafe=("no", "yes"), trigger=WentBack())
    met = meet("full", says, KEEP_NOTHING)
    pages = [m for m in met.person.met if m.what == "page"]

    assert met.disk.writes[1].value("unsafe") == "no"
    assert [values(p.on_disk) for p in pages] == [{"heat_before": 6}] * 2
    assert {p.on_disk.draft_at for p in pages} == {"unsafe"}


def test_a_yes_said_on_the_way_back_counts(meet: Meet) -> None:
    """Ticked, and then gone back instead of on: danger is danger."""
    says = told_of(None, "them", unsafe="no", my_moves=WentBack(("leave", "scary")))
    met = meet("full", says, {WHAT_TO_KEEP: "2"})

    assert "safety_by" in met.person.names("ask")
    assert met.disk.entry is None


@pytest.mark.parametrize(
    ("says", "keys"),
    [
        ({"safety_kinds": CTRL_C}, {}),
        ({"safety_kinds": Left()}, {}),
        ({"safety_by": CTRL_C}, {}),
        ({}, {"is not your fault": CTRL_C}),
        ({}, {"is not your fault": "q"}),
        ({}, {WHAT_TO_KEEP: CTRL_C}),
        ({"facts": CTRL_C}, {WHAT_TO_KEEP: "1"}),
        ({"facts": Left("He blocked")}, {WHAT_TO_KEEP: "1"}),
    ],
)
def test_ctrl_c_leaves_what_was_there_and_says_nothing(meet: Meet, says: Any, keys: Any) -> None:
    """Wherever it is pressed, the draft of before is all there is; going on asks again."""
    met = meet("full", told_of(["physical"], "them") | says, keys)
    gone_on = meet("full", {"unsafe": CTRL_C}, draft=met.disk.entry)

    assert met.stopped.strip() == ""
    assert len(met.person.texts("say")) == 1
    assert values(met.disk.entry) == {"heat_before": 6}
    assert met.disk.entry == replace(met.disk.entry, draft_at="unsafe", care=None)
    assert all("yes" not in values(e).values() for e in met.disk.writes)
    assert gone_on.person.names("ask") == ["unsafe"]


@pytest.mark.parametrize(
    ("question", "typed"), [("unsafe", "yes"), ("unsafe", "not_sure"), ("my_moves", ("scary",))]
)
def test_danger_half_said_is_not_kept(meet: Meet, question: str, typed: Any) -> None:
    """Stopped on the answer itself, before it was given: not a trace of it."""
    met = meet("full", {"heat_before": 6, "unsafe": "no", question: Left(typed)})

    assert question not in values(met.disk.entry)
    assert all(typed not in values(e).values() for e in met.disk.writes)


def test_feeling_controlled_asks_once_more(meet: Meet) -> None:
    """The feeling is on disk first; a no goes on as if nothing was asked, and keeps the no."""
    says = {"heat_before": 6, "unsafe": ("no", "no"), "surface": ["controlled"]}
    met = meet("full", says | {"story": ["boxed_in"]})
    again = [m for m in met.person.met if m.name == "unsafe"][1]

    assert values(again.on_disk)["surface"] == ("controlled",)
    assert values(met.entry) == {
        "heat_before": 6, "unsafe": "no", "surface": ("controlled",), "story": ("boxed_in",),
    }  # fmt: skip
    assert met.entry.care is None


def test_feeling_controlled_and_then_yes_is_danger(meet: Meet) -> None:
    """The same words, the same choice, and nothing of it on disk until then."""
    says = told_of(["watched"], "them", unsafe=("no", "yes"), surface=["controlled"])
    met = meet("full", says, {WHAT_TO_KEEP: "1"})
    pages = [m for m in met.person.met if m.what == "page"]

    before = {"heat_before": 6, "surface": ("controlled",)}
    assert [values(p.on_disk) for p in pages] == [before] * 2
    assert values(met.disk.entry) == {"unsafe": "yes"}
    assert met.disk.entry.answers["unsafe"].labels == {"yes": "Yes"}
    assert met.disk.entry.care == "flagged"


def test_ctrl_c_when_asked_once_more_keeps_the_page(meet: Meet) -> None:
    """Nothing dangerous was said: the feeling that led to the question is not lost."""
    says = {"heat_before": 6, "unsafe": ("no", CTRL_C), "surface": ["controlled"]}
    met = meet("full", says)

    assert values(met.disk.entry) == {
        "heat_before": 6, "unsafe": "no", "surface": ("controlled",),
    }  # fmt: skip
    assert met.stopped == "Kept. Go on with: journal resume"


def test_a_flow_of_ones_own_is_no_less_careful(meet: Meet, flow_of: Any) -> None:
    """Any question with the theme of danger, or with moves, opens the same page."""
    flow = flow_of("""
        [[question]]
        id = "scared"
        theme = "unsafe"
        kind = "one"
        ask = "Scared?"
        choices = [{id = "no", label = "No"}, {id = "yes", label = "Yes"}]

        [[question]]
        id = "seen"
        theme = "their_moves"
        kind = "many"
        ask = "What did they do?"
        words = "moves"

        [[question]]
        id = "caption"
        theme = "facts"
        kind = "text"
        ask = "What was seen?"
    """)
    yes = meet(flow, {"scared": "yes", "facts": "The door."}, {WHAT_TO_KEEP: "1"})
    scary = meet(flow, {"scared": "no", "seen": ["scary"]}, {WHAT_TO_KEEP: "2"})

    assert values(yes.disk.entry) == {"scared": "yes", "facts": "The door."}
    assert yes.disk.entry.care == "flagged"
    assert scary.person.names("ask")[-2:] == ["safety_kinds", "safety_by"]
    assert scary.disk.entry is None


SLIPS: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "at what fits": ({"safety_kinds": WentBack()}, {}),
    "at who did it": ({"safety_by": WentBack()}, {}),
    "at the words": ({}, {"People get hurt": "b", "you don't have to say": "b", "Thank you": "b"}),
    "at the choice": ({}, {WHAT_TO_KEEP: "b"}),
}


@pytest.mark.parametrize("where", SLIPS)
def test_a_slip_is_taken_back(meet: Meet, where: str) -> None:
    """One key anywhere on the safety pages: the question comes again, and the page goes on."""
    says, keys = SLIPS[where]
    told = told_of(["physical"], "them", unsafe=("yes", "no"), trigger="tone") | says
    met = meet("full", told, keys)

    assert met.person.names("ask").count("unsafe") == 2
    assert met.disk.entry.care is None
    assert values(met.disk.entry) == {"heat_before": 6, "unsafe": "no", "trigger": "tone"}


def test_a_slip_among_the_moves(meet: Meet) -> None:
    """The other rows that were ticked are still ticked."""
    says = {"my_moves": (["leave", "scary"], ["leave"]), "safety_kinds": WentBack()}
    met = meet("full", says)

    again = [m for m in met.person.met if m.name == "my_moves"][1]
    assert again.step.default == ("leave",)
    assert met.disk.entry.value("my_moves") == ("leave",)


def test_killed_while_asked_once_more(meet: Meet) -> None:
    """The answer that led to the question is on disk, and resume comes by it again."""
    says = {"heat_before": 6, "unsafe": ("no", CTRL_C), "surface": ["controlled"]}
    left = meet("full", says).disk.entry

    assert (left.draft_at, left.value("surface")) == ("surface", ("controlled",))
    met = meet("full", {"surface": ["controlled"], "unsafe": "no"}, draft=left)
    assert met.person.names("ask")[:2] == ["surface", "unsafe"]
