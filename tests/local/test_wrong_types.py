"""
Files of one's own with anything under any key:
* a wrong type is one error that names the file, never another exception
* so is one that cannot be explained: nested, huge, no table at all
* the words of care stand whatever their files hold
"""

from __future__ import annotations

import copy
import math
import tomllib
from datetime import UTC, date, datetime, time
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journal.core.care.care_book import CareBook
from journal.core.errors import PromptFileError, SettingsError
from journal.core.flows.parser import _FLOW_KEYS, build_flow
from journal.core.flows.question_parser import _QUESTION_KEYS
from journal.core.flows.word_lists import build_words
from journal.local.prompts.care_fallback import CARE_FILES
from journal.local.prompts.care_loader import read_care
from journal.local.prompts.fault_lines import line_of
from journal.local.prompts.loader import Prompts, packaged
from journal.local.settings_file import read_choices

PROMPTS = Prompts()

WRONG = {
    "empty list": "[]",
    "list": '["a", "b"]',
    "numbers": "[1, 2]",
    "nested list": "[[]]",
    "list of lists": '[["a"], [[1]]]',
    "table": "{a = 1}",
    "empty table": "{}",
    "list of tables": "[{}, {a = []}]",
    "int": "5",
    "negative": "-1",
    "huge int": "9223372036854775807",
    "true": "true",
    "float": "1.5",
    "infinite": "inf",
    "nan": "nan",
    "day": "2026-03-01",
    "moment": "2026-03-01T21:30:00Z",
    "time": "21:30:00",
    "empty text": '""',
    "blank text": '"  "',
    "text": '"zebra"',
    "a text that looks like code": '"{__class__} {a.b} %s \\\\ (["',
    "huge text": '"' + "x" * 100_000 + '"',
}
"""A name and what is put under each key, as TOML."""

QUESTION = {
    "id": '"one"',
    "kind": '"many"',
    "words": '"moves"',
    "ask": '"What?"',
}
FLOW = {"title": '"Mine"', "counts": '"never"'}


def flow_text(flow: dict[str, str], question: dict[str, str]) -> str:
    """A file of one flow with two questions, of which the second is given."""
    lines = [f"{key} = {value}\n" for key, value in flow.items()]
    first = '[[question]]\nid = "zero"\nkind = "scale"\nask = "How much?"\n'
    return "".join(
        [*lines, first, "[[question]]\n", *(f"{k} = {v}\n" for k, v in question.items())]
    )


TEXTS = [
    *(("flow", k, w, flow_text({**FLOW, k: v}, QUESTION)) for k in sorted(_FLOW_KEYS - {"question"})
      for w, v in WRONG.items()),
    *(("flow", "question", w, f"question = {v}\n") for w, v in WRONG.items()),
    *(("question", k, w, flow_text(FLOW, {**QUESTION, k: v})) for k in sorted(_QUESTION_KEYS)
      for w, v in WRONG.items()),
    *(("unknown", k, "", flow_text(FLOW, {**QUESTION, k: "1"}))
      for k in ("zebra", '"a (b"', '"["')),
]  # fmt: skip
INSIDE = {
    "when": "[{%s = %s}]",
    "variant": "[{%s = %s}]",
    "choices": "[{%s = %s}]",
    "order": "{%s = %s}",
    "only": "{%s = %s}",
    "sections": "[{%s = %s}]",
    "prefill": "{%s = %s}",
}
PARTS = (
    "question situation fact is is_not at_least any id label when first last lean heading".split()
)
TEXTS += [
    ("inside", f"{k}.{part}", w, flow_text(FLOW, {**QUESTION, k: form % (part, v)}))
    for k, form in INSIDE.items() for part in PARTS for w, v in WRONG.items()
]  # fmt: skip


def checked(folder, text):
    """Read a file of one's own; the error that names it, or nothing if it is a flow."""
    file = folder / "mine.toml"
    file.write_text(text, encoding="utf-8")
    own = Prompts(folder)
    own.__dict__["lists"] = PROMPTS.lists  # read once: it is the same for all
    told = said_of(lambda: own.flow("mine"), PromptFileError)
    assert told == "" or "mine.toml" in told
    assert "\n" not in told
    assert len(told) < 5000
    return told


def said_of(read, error):
    """The sentence of the one error that may come; empty if none does."""
    try:
        read()
    except error as problem:
        return str(problem)
    return ""


@pytest.mark.parametrize(
    "where",
    ["flow", "unknown", *(pytest.param(w, marks=pytest.mark.slow) for w in ("question", "inside"))],
)
def test_any_type_under_any_key_is_a_flow_or_one_sentence(tmp_path, where):
    """And the file is named; a slip in one place is one error."""
    told = 0
    for of, key, wrong, text in TEXTS:
        if of == where:
            try:
                told += checked(tmp_path, text) != ""
            except Exception as error:
                pytest.fail(f"{key} = {wrong}: {error!r}")
    assert told


@pytest.mark.slow
@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(TEXTS), min_size=2, max_size=2), st.data())
def test_any_lines_of_any_files_are_a_flow_or_one_sentence(tmp_path_factory, texts, data):
    """Two files cut together anywhere."""
    (*_, one), (*_, other) = texts
    one, other = one[:2000], other[:2000]
    cut = data.draw(st.integers(0, len(one))), data.draw(st.integers(0, len(other)))
    checked(tmp_path_factory.getbasetemp(), one[: cut[0]] + other[cut[1] :])


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200), st.text(max_size=40), st.text(max_size=40))
def test_the_line_of_a_fault_is_looked_for_in_any_text(text, question, key):
    """It is a line of it, or none."""
    line = line_of(text, question, key)
    assert line is None or 1 <= line <= text.count("\n") + 1


@pytest.mark.parametrize("depth", [50, 400, 5000])
def test_conditions_nested_as_deep_as_anyone_likes(tmp_path, depth):
    """One sentence, or a flow."""
    when = '[{question = "zero", answered = true}]'
    for _ in range(depth):
        when = f"[{{any = {when}}}]"
    checked(tmp_path, flow_text(FLOW, {**QUESTION, "when": when}))


def test_any_type_in_a_list_of_words_is_a_list_or_one_sentence():
    """At each key, and in each place of a word."""
    values = [tomllib.loads(f"a = {v}")["a"] for v in WRONG.values()]
    word = {"id": "a", "label": "A"}
    for value in values:
        for data in (
            *({"word": [word], key: value} for key in ("word", "headings", "group_by")),
            {"word": [value]},
            *({"word": [{**word, key: value}]} for key in ("id", "label", "description", "group")),
        ):
            read = partial(build_words, "moves", data, "words/moves.toml")
            told = said_of(read, PromptFileError)
            assert told == "" or "words/moves.toml" in told


def places_in(data, path=()):
    """The way to every table, list and value of a file."""
    yield path
    inside = (
        data.items()
        if isinstance(data, dict)
        else enumerate(data)
        if isinstance(data, list)
        else ()
    )
    for key, part in inside:
        yield from places_in(part, (*path, key))


def with_value(data, path, value):
    if not path:
        return value
    changed = copy.copy(data)
    changed[path[0]] = with_value(data[path[0]], path[1:], value)
    return changed


CARE = {name: tomllib.loads((packaged() / "care" / name).read_text("utf-8")) for name in CARE_FILES}
CARE_PLACES = [(name, path) for name, data in CARE.items() for path in places_in(data)]
ANY = [
    [], ["a"], [[]], {}, {"a": 1}, 0, 5, -1, True, 1.5, math.nan, "", "x" * 5000,
    date(2026, 3, 1), datetime(2026, 3, 1, tzinfo=UTC), time(9), None,
]  # fmt: skip


def say_all(book: CareBook) -> str:
    """Everything that is said from a care book."""
    said = [book.help_lines(c) for c in ("GB", "DE", "")]
    said += [book.words(branch, ["neck", "threats"], "them", "US") for branch in book.branches]
    said += [str(e.lines) for e in book.grounding.exercises]
    said += [*book.keep.values(), *book.support.values(), *book.self_harm.values()]
    return "".join(said)


@pytest.mark.slow
@settings(max_examples=600, deadline=None)
@given(st.sampled_from(CARE_PLACES), st.sampled_from(ANY))
def test_the_words_of_care_stand_whatever_their_files_hold(place, value):
    """All of them can be said; the built-in ones stand in for what cannot."""
    name, path = place
    files = {**CARE, name: with_value(CARE[name], path, value)}
    assert say_all(read_care(lambda wanted: files[wanted]))


def test_care_without_any_file():
    """The built-in words and lines are all there."""

    def gone(name):
        raise PromptFileError(name, "the file", "a file")

    book = read_care(gone)
    assert set(book.unreadable) == set(CARE_FILES)
    assert say_all(book)


def test_any_type_in_the_settings_is_one_sentence(tmp_path):
    """That names the file."""
    for key in ("plain", "keyring", "zebra"):
        for value in WRONG.values():
            (tmp_path / "settings.toml").write_text(f"{key} = {value}\n")
            told = said_of(lambda: read_choices(tmp_path / "settings.toml"), SettingsError)
            assert told == "" or "settings.toml" in told


def test_a_flow_as_no_table_is_one_sentence():
    """As if the file were read by other means."""
    for value in ANY:
        with pytest.raises(PromptFileError):
            build_flow("mine", {"question": [value]}, "mine.toml", PROMPTS.lists)
