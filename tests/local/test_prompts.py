"""
The files of words and questions:
* hold every id, every list and every question that the contract names, in its order
* are found from a checkout, and a flow of one's own beside them with no code touched
* an own file that is broken hinders no other flow, and takes no packaged name
"""

from __future__ import annotations

from pathlib import Path

import pytest

from journal.core.errors import PromptFileError, UnknownFlowError
from journal.core.flows.flow import Flow, Question
from journal.local.prompts.loader import Prompts, packaged

# --- the contract, by hand: ids may be added, none may go or change its place ---

WORDS = {
    "topics": (
        "chores money time_together phone children family affection work jealousy health plans "
        "no_topic"
    ),
    "context": "tired hungry ill alcohol in_public by_text late kids_near deadline sensory",
    "body": (
        "heart chest throat stomach heat jaw breath restless shaky tears heavy numb_body "
        "blank_head nothing"
    ),
    "needs": (
        "be_heard matter chosen reassured close comfort accepted appreciated respected calm_safe "
        "space_back team"
    ),
    "needs_now": "space comfort sleep talk_later someone_to_call",
    "stories": (
        "dont_matter wont_let_in will_leave alone_in_it not_listened im_too_much never_right "
        "failing im_lacking under_attack make_worse boxed_in not_a_fit same_again"
    ),
    "endings": (
        "talked_out agreed_pause cold_fade walked_off blew_up one_gave_in cut_off still_open"
    ),
    "repairs": (
        "sorry own_bit start_over named_loop told_soft clear_ask heard_them found_truth thanks "
        "touch lightness came_back"
    ),
}

WORDS_BY_FACT = {
    ("triggers", "cue"): {
        "distance": (
            "no_reply went_quiet pulled_away on_phone plan_change left_out no_warmth put_off"
        ),
        "pressure": (
            "criticised_cue raised_voice many_questions need_talk demand corrected compared"
        ),
        "either": "text_msg tone old_hurt let_down talk_leaving",
    },
    ("feelings", "layer"): {
        "S": (
            "frustrated angry resentful jealous defensive reactive anxious panicky bracing "
            "disappointed hopeless overwhelmed trapped exhausted numb distant"
        ),
        "U": (
            "afraid_losing afraid_worse afraid_failing not_secure sad alone hurt ashamed "
            "not_enough never_enough too_much guilty helpless desperate longing"
        ),
        "R": (
            "unheard unchosen dismissed unimportant rejected abandoned misunderstood criticised "
            "blamed unappreciated controlled"
        ),
        "W": "calm tender relieved hopeful proud",
    },
    ("moves", "group"): {
        "pursue": "ask_again seek_sure push_now follow press_case plead_test",
        "attack": "criticise always_never get_loud sarcasm say_over",
        "withdraw": "go_quiet shut_down leave change_topic not_now defend pre_brace",
        "placate": "give_in over_sorry hide_it",
        "freeze": "blank stuck",
        "engage": ("stay soft_feel ask_plain name_loop pause_back listen_back own_part slow_down"),
        "": "scary",
    },
}

FLOWS = {
    "full": (
        "conflict",
        """
        heat_before*    scale
        unsafe*         one     no not_sure yes
        trigger*        one     @triggers
        facts+          text
        body*           many 3  @body
        heat_peak       scale
        surface*        many 3  @feelings
        like_what+      text
        story*          many 2  @stories
        story_text?     text
        my_moves*       many    @moves
        could_not       one     could_not chose not_sure
        quiet_meant+    text
        hoping+         text
        their_moves*    many    @moves
        softer*         many 2  @feelings
        afraid_that+    text
        raw_spot+       one     yes no not_sure
        need*           many 2  @needs
        soft_line+      text
        breaths         pause
        their_side+     many 2  @feelings no_idea
        their_side_sure? one    low some high
        ending*         one     @endings
        hot_minutes     minutes
        topic+          one     @topics
        raised_by+      one     me them both not_sure
        context+        many    @context
        repair_by       one     me them both not_yet no
        repairs         many    @repairs
        repair_helped   one     no a_bit yes
        okay_minutes    minutes
        loop*           text
        plan_cue+       text
        plan_move+      one     @moves
        lean_fits       one     yes no
        heat_after*     scale
        for_therapy     one     yes no
        """,
    ),
    "quick": (
        "conflict",
        """
        heat_before*    scale
        unsafe*         one     no not_sure yes
        body*           many 1  @body
        surface*        many 1  @feelings
        my_moves*       many 2  @moves
        need_now*       one     @needs_now
        """,
    ),
    "followup": (
        "apart",
        """
        heat_now*       scale
        unsafe*         one     no not_sure yes
        repair_by*      one     me them both not_yet no
        repair_helped   one     no a_bit yes
        okay_minutes    minutes
        looks_different* text
        loop            text
        plan_used       one     yes partly no_chance forgot
        plan_keep       one     keep change
        plan_cue        text
        plan_move       one     @moves
        """,
    ),
    "caught": (
        "apart",
        """
        trigger*        one     @triggers
        body*           many 3  @body
        nearly*         one     @moves
        instead*        many    @moves
        after           text
        surface*        many 3  @feelings
        helped_me       text
        """,
    ),
    "checkin": (
        "apart",
        """
        closeness*      scale
        safe_to_speak*  scale
        bracing*        scale
        alone_together* scale
        hope*           scale
        best_moment     text
        """,
    ),
    "note": (
        "never",
        """
        text*           text
        tags            tags
        """,
    ),
}
"""Id with `*` always asked, `+` offered, `?` only opened; kind and limit; `@` a list, choices."""

ONLY_STAYING = "stay soft_feel ask_plain name_loop pause_back listen_back own_part slow_down"
PLAIN_VIEW = "heat_before unsafe facts body heat_peak surface need heat_after for_therapy"

SAFETY = {
    "past_year": "no not_sure yes rather_not",
    "safety_kinds": "physical threats neck pressured_sex watched scared_to_say_no",
    "safety_by": "them me both rather_not",
    "device": "yes not_sure no",
    "self_harm": "no yes",
}


@pytest.fixture(scope="module")
def prompts() -> Prompts:
    return Prompts()


@pytest.mark.parametrize(("name", "ids"), WORDS.items())
def test_every_list_is_whole(prompts: Prompts, name: str, ids: str) -> None:
    """Each list holds the ids of the contract, in their order."""
    assert in_order(ids.split(), list(prompts.lists[name].words))


@pytest.mark.parametrize(("list_and_fact", "ids"), WORDS_BY_FACT.items())
def test_every_word_has_the_fact_it_is_counted_by(
    prompts: Prompts, list_and_fact: tuple[str, str], ids: dict[str, str]
) -> None:
    """Cue, layer or group: each word of the contract has the one it names."""
    name, fact = list_and_fact
    words = prompts.lists[name].words
    expected = {word: value for value, listed in ids.items() for word in listed.split()}

    assert expected == {w: words[w].facts.get(fact, "") for w in expected if w in words}
    assert all(fact in w.facts for w in words.values() if w.id != "scary")


def test_what_scared_stands_last_and_is_no_move(prompts: Prompts) -> None:
    """In the list of moves; hitting, blocking and threats are not in it at all."""
    *_, last = prompts.lists["moves"].words.values()

    assert last.id == "scary"
    assert {*last.facts} == {"description_them"}


def test_every_word_is_said_in_words(prompts: Prompts) -> None:
    """A label and a line for each; two lines for a move; no label stands twice in a list."""
    for listed in prompts.lists.values():
        labels = [w.label for w in listed.words.values()]

        assert len(labels) == len(set(labels))
        assert all(w.description for w in listed.words.values())
    moves = prompts.lists["moves"].words.values()
    assert all(w.about("them") for w in moves)
    assert all("phrase" in w.facts for w in moves if w.id != "scary")
    assert {w.facts["group"] for w in moves if "plan" in w.facts} == {"engage"}


@pytest.mark.parametrize("name", FLOWS)
def test_every_flow_asks_what_the_contract_says(prompts: Prompts, name: str) -> None:
    """The questions in their order: which are always asked, their kinds, limits and choices."""
    counts, rows = FLOWS[name]
    flow = prompts.flow(name)
    expected = [line.split() for line in rows.strip().splitlines()]
    ids = named(name)

    assert flow.counts == counts
    assert in_order(ids, [q.id for q in flow.questions])
    assert [" ".join(row) for row in expected] == [as_row(flow.question(i)) for i in ids]


def named(flow: str) -> list[str]:
    """The ids that the table above has of a flow."""
    return [row.split()[0].rstrip("*+?") for row in FLOWS[flow][1].strip().splitlines()]


def as_row(question: Question | None) -> str:
    """A question as the table above writes it."""
    assert question is not None
    mark = "*" if question.always else "?" if question.opened else "+" if question.offered else ""
    parts = [question.id + mark, question.kind]
    parts += [str(question.limit)] if question.limit else []
    parts += [f"@{question.words.name}"] if question.words else []
    return " ".join([*parts, *(c.id for c in question.choices)])


def in_order(wanted: list[str], found: list[str]) -> bool:
    """Whether all that is wanted was found, in that order; more may stand between."""
    return wanted == [f for f in found if f in wanted]


@pytest.mark.parametrize(
    ("flow", "question"), [("full", "plan_move"), ("followup", "plan_move"), ("caught", "instead")]
)
def test_a_plan_is_made_of_staying(prompts: Prompts, flow: str, question: str) -> None:
    """Only moves that end a loop can be planned, or be what was done instead."""
    offered = [w for _, w in prompts.flow(flow).question(question).offered_words()]

    assert in_order(ONLY_STAYING.split(), [w.id for w in offered])
    assert {w.facts["group"] for w in offered} == {"engage"}


@pytest.mark.parametrize("flow", ["full", "quick", "followup"])
def test_danger_is_asked_about_before_all_but_the_upset(prompts: Prompts, flow: str) -> None:
    """Wherever an argument is written about; before anything that calms or asks for a part."""
    first, second, *_ = prompts.flow(flow).questions

    assert (first.theme[:5], second.theme) == ("heat_", "unsafe")
    assert prompts.flow(flow).plain().questions[:2] == (first, second)


def test_without_the_frame_of_the_loop_the_rest_is_asked(prompts: Prompts) -> None:
    """With the plain view: feelings, body and facts; no story, no moves, no loop, no plan."""
    asked = [q.id for q in prompts.flow("full").plain().questions if q.is_asked]

    assert [q for q in asked if q in named("full")] == PLAIN_VIEW.split()


@pytest.mark.parametrize("flow", FLOWS)
def test_a_question_counts_as_what_it_is_named(prompts: Prompts, flow: str) -> None:
    """The ids of the contract are the themes; a note is never counted."""
    asked = [q for q in prompts.flow(flow).questions if q.is_asked and q.id in named(flow)]
    counted = {q.id: q.theme for q in asked}

    assert counted == {i: "free" if flow == "note" else i for i in counted}


@pytest.mark.parametrize(("question", "choices"), SAFETY.items())
def test_the_questions_about_safety_are_whole(
    prompts: Prompts, question: str, choices: str
) -> None:
    """Outside of the flows, each with its choices and no others."""
    asked = prompts.care.questions[question]

    assert [c.id for c in asked.choices] == choices.split()
    assert asked.words is None
    assert asked.kind == ("many" if question == "safety_kinds" else "one")


# --- where they are found ---

MINE = """
title = "My evening"
counts = "apart"

[[question]]
id = "body"
kind = "many"
ask = "How is it in there?"
words = "body"
"""


def own(folder: Path, **files: str | bytes) -> Prompts:
    """The packaged prompts with own flows in a folder."""
    for name, content in files.items():
        data = content.encode() if isinstance(content, str) else content
        (folder / f"{name}.toml").write_bytes(data)
    return Prompts(folder)


def test_they_are_found_from_a_checkout() -> None:
    """Beside the source, without being installed; the packaged flows in their own order."""
    folders = {f.name for f in packaged().iterdir()}

    assert {"flows", "words", "care"} <= folders
    assert in_order([*FLOWS], Prompts().flow_names())


def test_a_flow_of_ones_own_is_a_file(tmp_path: Path) -> None:
    """Dropped into the folder it is there, after the packaged ones, with their words."""
    prompts = own(tmp_path, evening=MINE, again=MINE)
    flow = prompts.flow("evening")

    assert prompts.flow_names() == [*Prompts().flow_names(), "again", "evening"]
    assert isinstance(flow, Flow)
    assert (flow.name, flow.title, flow.counts, flow.packaged) == (
        "evening", "My evening", "apart", False,
    )  # fmt: skip
    assert flow.questions[0].words == prompts.lists["body"]


def test_the_example_can_be_copied(tmp_path: Path) -> None:
    """`caught.toml` under another name is a flow that works."""
    text = (packaged() / "flows" / "caught.toml").read_text(encoding="utf-8")
    copy = own(tmp_path, caught_again=text).flow("caught_again")

    assert copy.questions == Prompts().flow("caught").questions


def test_a_packaged_name_cannot_be_taken(tmp_path: Path) -> None:
    """An own `full.toml` changes nothing, and is listed once."""
    prompts = own(tmp_path, full=MINE)

    assert prompts.flow("full") == Prompts().flow("full")
    assert prompts.flow_names() == Prompts().flow_names()


BROKEN = {
    "not toml": ("title = ", "mine.toml: the file: expected valid TOML ("),
    "not utf-8": (b'title = "\xff"', "mine.toml: the file: expected text in UTF-8."),
    "not a flow": ('title = "x"', "flows/mine.toml: question: expected at least one [[question]]."),
    "no kind": (
        '[[question]]\nid = "q"\nask = "?"',
        "flows/mine.toml, line 1: question q, kind: expected one of ",
    ),
}


@pytest.mark.parametrize(("content", "error"), BROKEN.values(), ids=BROKEN)
def test_a_broken_own_file_hinders_no_other(
    tmp_path: Path, content: str | bytes, error: str
) -> None:
    """It is refused by its name when it is asked for; every other flow is as it was."""
    prompts = own(tmp_path, mine=content, evening=MINE)

    with pytest.raises(PromptFileError) as refused:
        prompts.flow("mine")

    assert str(refused.value).startswith(error)
    assert str(refused.value).count("\n") == 0
    assert prompts.flow("evening").title == "My evening"
    assert prompts.flow("full") == Prompts().flow("full")
    assert "mine" in prompts.flow_names()


def test_pages_of_a_flow_that_cannot_be_used_stay_readable(tmp_path: Path) -> None:
    """A flow whose file is gone or broken is no flow for what was written by it, and no error."""
    prompts = own(tmp_path, mine="title = ", evening=MINE)

    assert prompts.known_flow("mine") is None
    assert prompts.known_flow("gone") is None
    assert prompts.known_flow("evening") == prompts.flow("evening")


def test_a_folder_named_like_a_flow_is_refused_like_one(tmp_path: Path) -> None:
    """What cannot be read ends in a sentence, not in a fault."""
    (tmp_path / "mine.toml").mkdir()

    with pytest.raises(PromptFileError, match=r"mine\.toml: the file: expected a readable file"):
        Prompts(tmp_path).flow("mine")


@pytest.mark.parametrize("folder", ["missing", "file"])
def test_without_a_folder_of_ones_own_there_are_the_packaged_flows(
    tmp_path: Path, folder: str
) -> None:
    """The folder need not be there, nor be a folder."""
    (tmp_path / "file").write_text("x")

    assert Prompts(tmp_path / folder).flow_names() == Prompts().flow_names()


def test_an_unknown_flow_is_named_with_those_there_are(tmp_path: Path) -> None:
    """Whoever mistypes a name reads the names; wrong use is exit code 2."""
    prompts = own(tmp_path, evening=MINE)

    with pytest.raises(UnknownFlowError) as refused:
        prompts.flow("fulll")

    assert str(refused.value) == (
        f"There is no flow of that name. Flows: {', '.join(prompts.flow_names())}."
    )
    assert refused.value.exit_code == 2


def test_only_toml_files_are_flows(tmp_path: Path) -> None:
    """A copy that an editor left behind is none."""
    (tmp_path / "evening.toml~").write_text(MINE)
    (tmp_path / ".evening.toml.swp").write_text(MINE)

    assert own(tmp_path, evening=MINE).flow_names() == [*Prompts().flow_names(), "evening"]
