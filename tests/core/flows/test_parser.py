"""
A file of questions or words that is not what it has to be:
* is refused with one sentence that names the file, the place and what was expected
* never with anything else, whatever stands in it
And one that is: becomes a flow as it reads, with what is left out as the plain thing.
"""

from __future__ import annotations

import tomllib
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journal.core.errors import PromptFileError
from journal.core.flows.conditions import Clause
from journal.core.flows.flow import Flow, ListSection, Order, Question, Variant
from journal.core.flows.parser import build_flow
from journal.core.flows.word_lists import Word, WordList, build_words

SOUND = """
[[question]]
id = "body"
kind = "many"
ask = "Where?"
words = "body"
"""

BROKEN_QUESTIONS = """
id missing            | question 1, id: expected small letters
| kind = "text"
id with a capital     | question 1, id: expected small letters
| id = "Body"
id of a number        | question 1, id: expected a text
| id = 7
kind missing          | question q, kind: expected one of one, many, scale
| id = "q"
kind unknown          | question q, kind: expected one of one, many, scale
| id = "q"; kind = "slider"
kind not a text       | question q, kind: expected one of
| id = "q"; kind = ["text"]
ask missing           | question q, ask: expected the words of the question
| id = "q"; kind = "text"
ask blank             | question q, ask: expected the words of the question
| id = "q"; kind = "text"; ask = " "
key unknown           | question 1, hnit: expected only the keys about, after, always
| id = "q"; kind = "text"; ask = "?"; hnit = "x"
hint not a text       | question q, hint: expected a text
| id = "q"; kind = "text"; ask = "?"; hint = 3
switch not a switch   | question q, always: expected true or false
| id = "q"; kind = "text"; ask = "?"; always = "yes"
words unknown         | question q, words: expected one of body, context, endings, feelings
| id = "q"; kind = "one"; ask = "?"; words = "bodies"
nothing to pick       | question q, words: expected words or choices
| id = "q"; kind = "one"; ask = "?"
words for a text      | question q, words: expected neither words nor choices for kind text
| id = "q"; kind = "text"; ask = "?"; words = "body"
choices for a scale   | question q, words: expected neither words nor choices for kind scale
| id = "q"; kind = "scale"; ask = "?"; choices = [{id = "a", label = "A"}]
choices not a list    | question q, choices: expected a list
| id = "q"; kind = "one"; ask = "?"; choices = "yes"
choice not a table    | question q: expected a table
| id = "q"; kind = "one"; ask = "?"; choices = ["yes"]
choice without label  | question q, choices: expected an id and a label
| id = "q"; kind = "one"; ask = "?"; choices = [{id = "yes"}]
choice with bad id    | question q, choices: expected an id and a label
| id = "q"; kind = "one"; ask = "?"; choices = [{id = "Yes!", label = "Yes"}]
choice with a typo    | question q, lable: expected only the keys description, id, label
| id = "q"; kind = "one"; ask = "?"; choices = [{id = "yes", lable = "Yes"}]
choice twice          | question q, choices: expected ids that stand only once
| id = "q"; kind = "one"; ask = "?"; choices = [{id = "a", label = "A"}, {id = "a", label = "B"}]
choice of the list    | question q, choices: expected ids that stand only once, also in its list
| id = "q"; kind = "one"; ask = "?"; words = "body"; extra = [{id = "chest", label = "Chest"}]
not sure twice        | question q, choices: expected ids that stand only once, also in its list
| id = "q"; kind = "one"; ask = "?"; words = "body"; extra = [{id = "not_sure", label = "?"}]
choice named other    | question q, choices: expected ids other than other
| id = "q"; kind = "one"; ask = "?"; choices = [{id = "other", label = "Else"}]
theme unknown         | question q, theme: expected one that fits kind text: facts, like_what
| id = "q"; kind = "text"; ask = "?"; theme = "moods"
theme of another kind | question q, theme: expected one that fits kind scale: heat_before
| id = "q"; kind = "scale"; ask = "?"; theme = "body"
id of another kind    | question body, theme: expected one that fits kind text
| id = "body"; kind = "text"; ask = "?"
limit below nought    | question q, limit: expected a whole number
| id = "q"; kind = "many"; ask = "?"; words = "body"; limit = -1
limit of a truth      | question q, limit: expected a whole number
| id = "q"; kind = "many"; ask = "?"; words = "body"; limit = true
limit of a fraction   | question q, limit: expected a whole number
| id = "q"; kind = "many"; ask = "?"; words = "body"; limit = 2.0
one end               | question q, ends: expected two texts, for 0 and for 10
| id = "q"; kind = "scale"; ask = "?"; ends = ["calm"]
ends of numbers       | question q, ends: expected two texts, for 0 and for 10
| id = "q"; kind = "scale"; ask = "?"; ends = [0, 10]
only not a table      | question q, sections: expected tables
| id = "q"; kind = "one"; ask = "?"; words = "moves"; only = "engage"
only not a list       | question q, sections: expected a list of texts for each fact
| id = "q"; kind = "one"; ask = "?"; words = "moves"; only = {group = "engage"}
only of lists         | question q, sections: expected a list of texts for each fact
| id = "q"; kind = "one"; ask = "?"; words = "moves"; only = {group = [["engage"]]}
only of nothing       | question q, only: expected facts that some words have
| id = "q"; kind = "one"; ask = "?"; words = "moves"; only = {group = ["engaged"]}
sections not a list   | question q, sections: expected a list
| id = "q"; kind = "one"; ask = "?"; words = "moves"; sections = {group = ["engage"]}
short unknown         | question q, short: expected known words, not knee
| id = "q"; kind = "one"; ask = "?"; words = "body"; short = ["chest", "knee"]
about whom            | question q, about: expected one of me, them
| id = "q"; kind = "one"; ask = "?"; words = "moves"; about = "us"
draft unknown         | question q, draft: expected one of loop
| id = "q"; kind = "text"; ask = "?"; draft = "lop"
opened, not named     | question q, opened: expected offered too
| id = "q"; kind = "text"; ask = "?"; opened = true
prefill for one       | question q, prefill: expected a question, a fact and is, for kind many
| id = "q"; kind = "one"; ask = "?"; words = "body"; prefill = {question = "a", fact = "f", is = []}
prefill by no fact    | question q, prefill: expected a question, a fact and is, for kind many
| id = "q"; kind = "many"; ask = "?"; words = "body"; prefill = {question = "a", is = ["chest"]}
prefill of a later one| question q, prefill: expected a question that stands before it, not later
| id = "q"; kind = "many"; ask = "?"; words = "body"; prefill = {question = "later", fact = "f", is = []}
order not a table     | question q: expected a table
| id = "q"; kind = "many"; ask = "?"; words = "moves"; order = "several"
order unknown         | question q, when: expected one of several, both_sides
| id = "q"; kind = "many"; ask = "?"; words = "moves"; order = {when = "always", first = "1?", last = "2?"}
order without words   | question q, order: expected two questions, first and last, for kind many
| id = "q"; kind = "many"; ask = "?"; words = "moves"; order = {first = "1?"}
order of one          | question q, order: expected two questions, first and last, for kind many
| id = "q"; kind = "one"; ask = "?"; words = "moves"; order = {first = "1?", last = "2?"}
variant with a typo   | question q, leans: expected only the keys ask, hint, lean, when
| id = "q"; kind = "text"; ask = "?"; variant = [{leans = "away"}]
variant for no lean   | question q, lean: expected one of toward, away, both, engaged, unknown
| id = "q"; kind = "text"; ask = "?"; variant = [{lean = "pursue", ask = "??"}]
variant about later   | question q, when: expected a question that stands before it, not later
| id = "q"; kind = "text"; ask = "?"; variant = [{when = [{question = "later", answered = true}]}]
when about itself     | question q, when: expected a question that stands before it, not q
| id = "q"; kind = "text"; ask = "?"; when = [{question = "q", answered = true}]
when about a later one| question q, when: expected a question that stands before it, not later
| id = "q"; kind = "text"; ask = "?"; when = [{any = [{question = "later", answered = true}]}]
when not a list       | question q, when: expected a list of conditions
| id = "q"; kind = "text"; ask = "?"; when = {question = "a", answered = true}
when without a test   | question q, when: expected a table with one of is, is_not, answered
| id = "q"; kind = "text"; ask = "?"; when = [{question = "a"}]
when with two tests   | question q, when: expected a table with one of is, is_not, answered
| id = "q"; kind = "text"; ask = "?"; when = [{question = "a", is = ["x"], at_least = 3}]
when about nothing    | question q, when: expected a question (and maybe a fact) or a situation
| id = "q"; kind = "text"; ask = "?"; when = [{answered = true}]
when about a bare fact| question q, when: expected a question (and maybe a fact) or a situation
| id = "q"; kind = "text"; ask = "?"; when = [{fact = "layer", is = ["R"]}]
when about two        | question q, when: expected a question (and maybe a fact) or a situation
| id = "q"; kind = "text"; ask = "?"; when = [{question = "a", situation = "b", is = ["x"]}]
when about a number   | question q, when: expected names as texts
| id = "q"; kind = "text"; ask = "?"; when = [{question = 3, is = ["x"]}]
when about a blank    | question q, when: expected names as texts
| id = "q"; kind = "text"; ask = "?"; when = [{situation = "", is = ["x"]}]
is, not a list        | question q, when: expected is = a list
| id = "q"; kind = "text"; ask = "?"; when = [{question = "a", is = "x"}]
answered, not a truth | question q, when: expected answered = true or false
| id = "q"; kind = "text"; ask = "?"; when = [{question = "a", answered = 1}]
at_least, not a number| question q, when: expected at_least = a number
| id = "q"; kind = "text"; ask = "?"; when = [{question = "a", at_least = "8"}]
any of nothing        | question q, when: expected at least one condition in any
| id = "q"; kind = "text"; ask = "?"; when = [{any = []}]
"""  # noqa: E501 - rows of a table

BROKEN_FLOWS = {
    "a question that hangs on the lean it gives": (
        """lean_from = 'did'
        [[question]]
        id = "did"
        kind = "many"
        ask = "What?"
        words = "moves"
        when = [{any = [{situation = "lean_known", is = ["no"]}]}]""",
        "question did, when: expected a place after did, which the lean comes from",
    ),
    "nothing": ("", "question: expected at least one [[question]]"),
    "no questions": ("title = 'x'", "question: expected at least one [[question]]"),
    "one question, not a list": ("[question]\nid = 'q'", "question: expected at least one"),
    "a question that is none": ("question = [3]", "question 1: expected a table"),
    "an unknown key": (f"titel = 'x'\n{SOUND}", "the flow, titel: expected only the keys closing"),
    "a title of a number": (f"title = 3\n{SOUND}", "the flow, title: expected a text"),
    "counts as nothing": (
        f"counts = 'yes'\n{SOUND}",
        "the flow, counts: expected one of conflict, apart, never",
    ),
    "a lean from nowhere": (
        f"lean_from = 'moves'\n{SOUND}",
        "the flow, lean_from: expected one of body.",
    ),
    "an unknown closing": (f"{SOUND}\n[closing]\nworse = 'x'", "the flow, worse: expected only"),
    "closing that is a text": (f"closing = 'x'\n{SOUND}", "the flow: expected a table"),
    "an id twice": (SOUND + SOUND, "question body: expected an id that stands only once"),
}

BROKEN_WORDS = {
    "nothing": ({}, "word: expected at least one [[word]]"),
    "no list": ({"word": {"id": "a", "label": "A"}}, "word: expected at least one [[word]]"),
    "no table": ({"word": ["a"]}, "word 1: expected a table of texts"),
    "a number": ({"word": [{"id": "a", "label": 1}]}, "word 1: expected a table of texts"),
    "no id": ({"word": [{"label": "A"}]}, "word 1: expected an id of small letters"),
    "a bad id": ({"word": [{"id": "a b", "label": "A"}]}, "word 1: expected an id of small"),
    "no label": ({"word": [{"id": "a", "label": " "}]}, "word a: expected a label"),
    "an id twice": (
        {"word": [{"id": "a", "label": "A"}, {"id": "a", "label": "B"}]},
        "word a: expected an id that stands only once",
    ),
    "an unknown group": (
        {"word": [{"id": "a", "label": "A", "group": "hover"}]},
        "word a, group: expected one of attack, engage, freeze, placate, pursue, withdraw",
    ),
    "headings alone": (
        {"word": [{"id": "a", "label": "A"}], "headings": {"x": "X"}},
        "group_by: expected group_by and [headings], both or neither",
    ),
    "a heading of a number": (
        {"word": [{"id": "a", "label": "A"}], "group_by": "x", "headings": {"x": 1}},
        "headings: expected a heading text for each value",
    ),
}


def broken_questions() -> list[Any]:
    lines = BROKEN_QUESTIONS.strip().split("\n")
    rows = zip(lines[::2], lines[1::2], strict=True)
    return [
        pytest.param(toml.lstrip("| ").replace("; ", "\n"), error.strip(), id=name.strip())
        for name, error, toml in ((*head.split("|"), toml) for head, toml in rows)
    ]


@pytest.mark.parametrize(("toml", "error"), broken_questions())
def test_a_broken_question_is_refused_by_its_place(flow_of: Any, toml: str, error: str) -> None:
    """The sentence names the file, the question with its key, and what was expected there."""
    before = '[[question]]\nid = "a"\nkind = "scale"\nask = "?"\n'

    with pytest.raises(PromptFileError) as refused:
        flow_of(
            f"[[question]]\n{toml}" if "question 1" in error else before + f"[[question]]\n{toml}"
        )

    assert str(refused.value).startswith(f"own.toml: {error}")
    assert str(refused.value).endswith(".")
    assert refused.value.exit_code == 1


@pytest.mark.parametrize(("toml", "error"), BROKEN_FLOWS.values(), ids=BROKEN_FLOWS)
def test_a_broken_flow_is_refused_by_its_place(flow_of: Any, toml: str, error: str) -> None:
    """What is wrong outside of any question is named with its key, too."""
    with pytest.raises(PromptFileError) as refused:
        flow_of(toml)

    assert str(refused.value).startswith(f"own.toml: {error}")


@pytest.mark.parametrize("name", ["My flow", "x-1", "1x", "../full", "", "größe"])
def test_a_flow_has_a_name_that_can_be_typed(lists: Any, name: str) -> None:
    """The name of the file is the name of the flow: small letters, digits and _ alone."""
    with pytest.raises(PromptFileError, match=r"the name: expected small letters, digits and _\."):
        build_flow(name, tomllib.loads(SOUND), f"{name}.toml", lists)


@pytest.mark.parametrize(("data", "error"), BROKEN_WORDS.values(), ids=BROKEN_WORDS)
def test_a_broken_list_of_words_is_refused_by_its_place(data: dict[str, Any], error: str) -> None:
    """The sentence names the file, the word and what was expected of it."""
    with pytest.raises(PromptFileError) as refused:
        build_words("moves", data, "words/moves.toml")

    assert str(refused.value).startswith(f"words/moves.toml: {error}")


TOML_VALUES = st.recursive(
    st.sampled_from(["", "body", "text", "a", "?", True, -1, 0, 3, 2.5]),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(
            st.sampled_from("id label question situation fact is any first last group".split()),
            inner,
            max_size=3,
        )
    ),
    max_leaves=4,
)
KEYS = (
    "ask hint before after offered bundle draft overrule about always opened framed theme words "
    "choices extra limit ends only sections short prefill order when variant"
).split()


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from("one many scale text tags pause".split()),
    st.dictionaries(st.sampled_from(KEYS), TOML_VALUES, max_size=4),
)
def test_whatever_stands_in_a_question_it_is_read_or_refused(
    lists: Any, kind: str, row: Any
) -> None:
    """No file of questions ends in anything but a flow or one sentence."""
    question = {"id": "q", "ask": "?", "kind": kind} | row

    with suppress(PromptFileError):
        flow = build_flow("own", {"question": [question]}, "own.toml", lists)

        assert [q.id for q in flow.questions] == ["q"]


def test_a_flow_reads_as_it_is_written(flow_of: Any, lists: dict[str, WordList]) -> None:
    """Every key of a file becomes what it says; nothing is added."""
    flow = flow_of("""
        title = "Mine"
        minutes = "3"
        counts = "apart"
        opening = "Hello."
        lean_from = "did"
        return_time = "When again?"
        closing = {base = "Bye.", away = "Go gently."}

        [[question]]
        id = "did"
        theme = "my_moves"
        kind = "many"
        ask = "What?"
        hint = "Anything."
        always = true
        framed = false
        words = "moves"
        extra = [{id = "sang", label = "Sang", description = "Out loud"}]
        limit = 2
        only = {group = ["engage", "freeze"]}
        sections = [{heading = "Calm", group = ["engage"]}]
        short = ["stay", "sang"]
        about = "them"
        before = "So."
        after = "Thanks."
        order = {when = "both_sides", first = "First?", last = "Last?"}

        [[question]]
        id = "more"
        kind = "text"
        ask = "More?"
        offered = "some more"
        bundle = "b"
        opened = true
        draft = "loop"
        when = [{question = "did", fact = "group", is = ["engage"]}]

        [[question.variant]]
        lean = "away"
        when = [{situation = "has_plan", is_not = ["yes"]}]
        ask = "Still more?"
        hint = "A line."
    """)

    did = Question(
        id="did",
        theme="my_moves",
        kind="many",
        ask="What?",
        hint="Anything.",
        always=True,
        words=lists["moves"],
        choices=(Word("sang", "Sang", "Out loud"),),
        limit=2,
        only=ListSection({"group": frozenset({"engage", "freeze"})}),
        sections=(ListSection({"group": frozenset({"engage"})}, "Calm"),),
        short=("stay", "sang"),
        about="them",
        before="So.",
        after="Thanks.",
        order=Order("both_sides", "First?", "Last?"),
        framed=False,
    )
    more = Question(
        id="more",
        theme="free",
        kind="text",
        ask="More?",
        offered="some more",
        bundle="b",
        opened=True,
        draft="loop",
        when=(Clause(question="did", fact="group", test="is", value=["engage"]),),
        variants=(
            Variant(
                "away",
                (Clause(situation="has_plan", test="is_not", value=["yes"]),),
                "Still more?",
                "A line.",
            ),
        ),
    )
    assert flow == Flow(
        name="own",
        title="Mine",
        counts="apart",
        questions=(did, more),
        minutes="3",
        opening="Hello.",
        lean_from="did",
        return_time="When again?",
        closing={"base": "Bye.", "away": "Go gently."},
        packaged=False,
    )


def test_the_least_a_flow_needs_is_one_question(flow_of: Any, lists: dict[str, WordList]) -> None:
    """Left out, the title is the name, nothing is counted, and a known id is its theme."""
    body = Question("body", "body", "many", "Where?", words=lists["body"])

    assert flow_of(SOUND) == Flow("own", "own", "never", (body,), packaged=False)


def test_a_list_offers_its_words_in_the_order_of_its_sections(flow_of: Any) -> None:
    """Sections come first, in their order; the rest follows under the headings of the list."""
    flow = flow_of("""
        [[question]]
        id = "instead"
        kind = "many"
        ask = "What?"
        words = "moves"
        only = {group = ["freeze", "placate", "engage"]}
        sections = [{heading = "Stuck", group = ["freeze"]}, {group = ["placate"]}]
        extra = [{id = "sang", label = "Sang"}]
    """)
    offered = [(heading, word.id) for heading, word in flow.questions[0].offered_words()]

    assert offered == [
        ("Stuck", "blank"),
        ("Stuck", "stuck"),
        ("Going along", "give_in"),
        ("Going along", "over_sorry"),
        ("Going along", "hide_it"),
        *[
            ("Staying with it", word)
            for word in (
                "stay soft_feel ask_plain name_loop pause_back listen_back own_part slow_down"
            ).split()
        ],
        ("", "sang"),
    ]
