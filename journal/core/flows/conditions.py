"""The conditions of questions, as data, so that prompt files run no code."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from journal.core.flows.word_lists import Word
from journal.core.model import Answer, Other, picks

Situation = Mapping[str, str | int]
"""The facts known besides the answers, such as `minutes_since` or `has_plan`."""

WordOf = Callable[[str, str], Word | None]
"""A function from question id and word id to the word; None if there is none."""

_TESTS = ("is", "is_not", "answered", "at_least", "at_most")


@dataclass(frozen=True, slots=True)
class Clause:
    """
    One condition; see CONTRIBUTING.md for its forms in a file.

    Attributes:
        question, situation: The question or situation that is tested; both empty with `any_of`.
        fact: The fact of the chosen words that is tested; empty to test their ids.
        test: One of `is`, `is_not`, `answered`, `at_least`, `at_most`.
        value: The operand of the test: a list of texts, a bool or a number.
        any_of: Alternative clauses; at least one must hold.
    """

    question: str = ""
    situation: str = ""
    fact: str = ""
    test: str = ""
    value: object = None
    any_of: tuple[Clause, ...] = ()

    def questions(self) -> set[str]:
        """Return the ids of all questions that it tests."""
        return {q for c in self.any_of for q in c.questions()} | (
            {self.question} if self.question else set()
        )

    def situations(self) -> set[str]:
        """Return the names of all situations that it tests."""
        return {s for c in self.any_of for s in c.situations()} | (
            {self.situation} if self.situation else set()
        )


def build_clause(row: object) -> Clause:
    """
    Build a clause from a table of a file.

    Raises:
        ValueError: If the table is invalid; the message is what was expected.
    """
    if isinstance(row, dict) and set(row) == {"any"} and isinstance(row["any"], list):
        if not row["any"]:
            raise ValueError("at least one condition in any")
        return Clause(any_of=tuple(build_clause(r) for r in row["any"]))
    tests = [t for t in _TESTS if isinstance(row, dict) and t in row]
    if not isinstance(row, dict) or len(tests) != 1:
        raise ValueError(f"a table with one of {', '.join(_TESTS)}")
    test = tests[0]
    subject = {k: v for k, v in row.items() if k != test}
    if set(subject) not in ({"question"}, {"question", "fact"}, {"situation"}):
        raise ValueError("a question (and maybe a fact) or a situation, and one test")
    if not all(isinstance(v, str) and v for v in subject.values()):
        raise ValueError("names as texts")
    _check_value(test, row[test])
    return Clause(**subject, test=test, value=row[test])


def holds(
    clauses: tuple[Clause, ...],
    answers: Mapping[str, Answer],
    situation: Situation,
    word_of: WordOf,
) -> bool:
    """
    Return whether all clauses hold.

    Args:
        clauses: The conditions; with none, the result is True.
        answers: Question id -> the answer so far.
        situation: The facts known besides the answers.
        word_of: Returns the word of a question by its id.
    """
    return all(_holds(c, answers, situation, word_of) for c in clauses)


def _holds(
    clause: Clause, answers: Mapping[str, Answer], situation: Situation, word_of: WordOf
) -> bool:
    if clause.any_of:
        return any(_holds(c, answers, situation, word_of) for c in clause.any_of)
    answer = situation.get(clause.situation) if clause.situation else answers.get(clause.question)
    match clause.test:
        case "answered":
            return (answer is not None) is clause.value
        case "at_least":
            return isinstance(answer, int) and answer >= _number(clause.value)
        case "at_most":
            return isinstance(answer, int) and answer <= _number(clause.value)
        case _:
            named = _named(clause, answer, word_of)
            return bool(named & set(_list(clause.value))) is (clause.test == "is")


def _named(clause: Clause, answer: Answer | None, word_of: WordOf) -> set[str]:
    ids = [p for p in picks(answer) if not isinstance(p, Other)]
    if not clause.fact:
        return set(ids)
    words = (word_of(clause.question, i) for i in ids)
    return {w.facts[clause.fact] for w in words if w and clause.fact in w.facts}


def _check_value(test: str, value: Any) -> None:
    match test:
        case "answered":
            good = isinstance(value, bool)
        case "at_least" | "at_most":
            good = isinstance(value, int) and not isinstance(value, bool)
        case _:
            good = isinstance(value, list) and all(isinstance(v, str) for v in value)
    if not good:
        raise ValueError(
            f"{test} = "
            + {"answered": "true or false", "is": "a list", "is_not": "a list"}.get(
                test, "a number"
            )
        )


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0


def _list(value: object) -> list[str]:
    return value if isinstance(value, list) else []
