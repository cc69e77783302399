"""
Which answers fit which kind of question:
* what fits becomes the answer, exactly
* what is empty is a skip
* what does not fit is refused with what would, and never repeats what was typed
"""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.core.errors import AnswerError
from journal.core.flows.flow import ListSection, Question
from journal.core.flows.kinds import KINDS, TEN_YEARS, read_answer, read_minutes
from journal.core.flows.word_lists import Word, WordList
from journal.core.model import Other

COLOURS = WordList(
    "colours",
    {
        "red": Word("red", "Red", facts={"warmth": "warm"}),
        "blue": Word("blue", "Blue", facts={"warmth": "cold"}),
        "green": Word("green", "Green"),
    },
)
QUESTIONS = {
    "yes or no": Question("q", "free", "one", "?", choices=(Word("yes", "Yes"), Word("no", "No"))),
    "one": Question("q", "free", "one", "?", words=COLOURS, choices=(Word("none", "None"),)),
    "one warm": Question(
        "q", "free", "one", "?", words=COLOURS, only=ListSection({"warmth": frozenset({"warm"})})
    ),
    "many": Question("q", "free", "many", "?", words=COLOURS),
    "two": Question("q", "free", "many", "?", words=COLOURS, limit=2),
    **{kind: Question("q", "free", kind, "?") for kind in KINDS if kind not in ("one", "many")},
}
NUL, HALF = "a\x00b", "\ud83d"
A_CHOICE = "one of its choices"
OR_OWN = 'one of its choices, or {"other": "your own word"}'
TEXT, KEEPABLE = "a text", "a text without the NUL character or half characters"
SCALE = "a whole number from 0 to 10"
MINUTES = "whole minutes, ten years at most"

FITS: list[tuple[str, Any, Any]] = [
    ("yes or no", "yes", "yes"),
    ("one", "red", "red"),
    ("one", "none", "none"),
    ("one", "not_sure", "not_sure"),
    ("one", {"other": "Teal "}, Other("Teal ")),
    ("one warm", "red", "red"),
    ("one warm", "not_sure", "not_sure"),
    ("many", ["red"], ("red",)),
    ("many", ["green", "not_sure", "red", "blue"], ("green", "not_sure", "red", "blue")),
    ("many", [{"other": "red"}, "red"], (Other("red"), "red")),
    ("two", ["blue", {"other": "é 🙂"}], ("blue", Other("é 🙂"))),
    ("scale", 0, 0),
    ("scale", 10, 10),
    ("minutes", 0, 0),
    ("minutes", TEN_YEARS, TEN_YEARS),
    ("text", " as typed\r\n\tand more ", " as typed\r\n\tand more "),
    ("text", "\u202e\x1b[2J", "\u202e\x1b[2J"),
    ("text", "x" * 100_000, "x" * 100_000),
    ("tags", ["late", "a b"], ("late", "a b")),
    ("tags", ["late", " ", ""], ("late",)),
]

EMPTY: list[tuple[str, Any]] = [
    *((name, None) for name in QUESTIONS),
    ("many", []),
    ("two", []),
    ("text", ""),
    ("text", " \n\t"),
    ("tags", []),
    ("tags", ["", "  "]),
]

REFUSED: list[tuple[str, Any, str]] = [
    ("yes or no", "maybe", A_CHOICE),
    ("yes or no", "", A_CHOICE),
    ("yes or no", "Yes", A_CHOICE),
    ("yes or no", "not_sure", A_CHOICE),
    ("yes or no", True, A_CHOICE),
    ("yes or no", ["yes"], A_CHOICE),
    ("yes or no", {"other": "maybe"}, A_CHOICE),
    ("one", "other", OR_OWN),
    ("one", "yellow", OR_OWN),
    ("one", 3, OR_OWN),
    ("one", {"other": "Teal", "more": "x"}, OR_OWN),
    ("one", {"else": "Teal"}, OR_OWN),
    ("one", {"other": " "}, "a text in other"),
    ("one", {"other": 3}, TEXT),
    ("one", {"other": None}, TEXT),
    ("one", {"other": NUL}, KEEPABLE),
    ("one", {"other": HALF}, KEEPABLE),
    ("one warm", "blue", OR_OWN),
    ("many", "red", "a list"),
    ("many", {"other": "Teal"}, "a list"),
    ("many", ["red", "red"], "each choice only once"),
    ("many", [{"other": "Teal"}, {"other": "Teal"}], "each choice only once"),
    ("many", ["red", None], OR_OWN),
    ("many", [["red"]], OR_OWN),
    ("two", ["red", "blue", "green"], "2 at most"),
    ("scale", -1, SCALE),
    ("scale", 11, SCALE),
    ("scale", 7.0, SCALE),
    ("scale", math.nan, SCALE),
    ("scale", math.inf, SCALE),
    ("scale", True, SCALE),
    ("scale", "7", SCALE),
    ("scale", 10**400, SCALE),
    ("minutes", -1, MINUTES),
    ("minutes", TEN_YEARS + 1, MINUTES),
    ("minutes", 1.5, MINUTES),
    ("minutes", False, MINUTES),
    ("minutes", "10m", MINUTES),
    ("text", 3, TEXT),
    ("text", ["a"], TEXT),
    ("text", NUL, KEEPABLE),
    ("text", HALF, KEEPABLE),
    ("tags", "late", "a list of texts"),
    ("tags", ["late", 3], TEXT),
    ("tags", ["late", "late"], "each tag only once"),
    ("tags", [NUL], KEEPABLE),
    ("pause", "x", "no answer, it is a pause"),
    ("pause", True, "no answer, it is a pause"),
]

MINUTES_TYPED = """
45 = 45            | bare numbers are minutes
0 = 0
 10m = 10
10 min = 10
1 minute = 1
1h = 60
1H = 60
2 hours = 120
1h30 = 90          | what follows hours is minutes
1h 30 = 90
1 h 30 min = 90
1d = 1440
2 days = 2880
1d2h3m = 1563
1w = 10080
1d 12h = 2160
٤٥ = 45            | digits of any script
5270400 = 5270400  | ten years
5270401 =          | and no more
99999999999 =
12345678 =
=
m =
h30 =
-5 =
+5 =
1.5h =
1,5h =
1:30 =
1 30 =             | a blank is no unit
30m 1h =           | nothing follows minutes
10m10 =
1 year =
an hour =
1h nothing =
1e3 =
"""


@pytest.mark.parametrize(("name", "value", "answer"), FITS)
def test_what_fits_becomes_the_answer(name: str, value: Any, answer: Any) -> None:
    """An answer is kept exactly as it came, its picks in their order."""
    assert answer == read_answer(QUESTIONS[name], value)


@pytest.mark.parametrize(("name", "value"), EMPTY)
def test_what_is_empty_is_a_skip(name: str, value: Any) -> None:
    """Every question can be skipped: with nothing, or with nothing in it."""
    assert read_answer(QUESTIONS[name], value) is None


@pytest.mark.parametrize(("name", "value", "expected"), REFUSED)
def test_what_does_not_fit_is_refused_with_what_would(name: str, value: Any, expected: str) -> None:
    """The error names the question and what was expected, and nothing of the value."""
    with pytest.raises(AnswerError) as refused:
        read_answer(QUESTIONS[name], value)

    assert (refused.value.question, refused.value.expected) == ("q", expected)
    assert str(refused.value) == f"q: expected {expected}."


def test_the_tables_leave_out_no_kind() -> None:
    """Every kind that takes an answer is shown with one that fits and one that does not."""
    fitting = {QUESTIONS[name].kind for name, *_ in FITS}
    refused = {QUESTIONS[name].kind for name, *_ in REFUSED}
    asked = {kind for kind in KINDS if Question("q", "free", kind, "?").is_asked}

    assert fitting == asked
    assert asked <= refused


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=4),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["other", "x"]), inner, max_size=2)
    ),
    max_leaves=5,
)


@given(st.sampled_from(sorted(QUESTIONS)), JSON)
def test_nothing_from_a_file_ends_in_anything_but_an_answer_or_a_sentence(
    name: str, value: Any
) -> None:
    """Whatever JSON a file holds is an answer, a skip, or refused as one that does not fit."""
    try:
        answer = read_answer(QUESTIONS[name], value)
    except AnswerError:
        return

    assert answer is None or isinstance(answer, str | int | tuple | Other)
    assert not isinstance(answer, bool)
    assert answer not in ("", ())


@pytest.mark.parametrize("line", MINUTES_TYPED.strip("\n").split("\n"))
def test_a_length_of_time_is_read_as_it_is_typed(line: str) -> None:
    """Minutes, hours, days and weeks, together or alone; anything else is no length of time."""
    typed, minutes = line.partition("|")[0].rsplit("=", 1)

    assert read_minutes(typed) == (int(minutes) if minutes.strip() else None)


@given(st.text(max_size=12) | st.from_regex(r"(\d{1,9} ?[a-z]{0,4} ?){1,3}", fullmatch=True))
def test_whatever_is_typed_is_a_length_within_ten_years_or_none(typed: str) -> None:
    """A length read is one that can be kept as an answer."""
    minutes = read_minutes(typed)

    assert minutes is None or read_answer(QUESTIONS["minutes"], minutes) == minutes
