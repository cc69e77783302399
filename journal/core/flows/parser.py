"""The parser and validation of the files in `prompts/flows/`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from journal.core.errors import PromptFileError
from journal.core.flows.flow import Flow, Question
from journal.core.flows.kinds import KINDS, OWN_KINDS
from journal.core.flows.question_parser import PlaceInFile, QuestionReader
from journal.core.flows.validation import asks_of_harm, check_question
from journal.core.flows.word_lists import ID, WordList
from journal.core.terms import COUNTS

_FLOW_KEYS = {
    "title",
    "minutes",
    "counts",
    "opening",
    "lean_from",
    "return_time",
    "closing",
    "question",
}
_CLOSINGS = {"lower", "same", "higher", "none", "toward", "away", "base"}
_WITH_HARM_ASKED = (
    'beside "conflict" a question with theme = "unsafe" and no when, of kind one, with a choice yes'
)


def build_flow(
    name: str,
    data: Mapping[str, Any],
    file: str,
    lists: Mapping[str, WordList],
    *,
    packaged: bool = True,
) -> Flow:
    """
    Build a flow from the content of its file.

    Args:
        name: The name of the flow, as for `--flow`.
        data: The parsed TOML.
        file: The name of the file, for errors.
        lists: List name -> all word lists.
        packaged: True for a flow of the program; others cannot use the kind `settle`.

    Raises:
        PromptFileError: If the file is invalid; it names the file, the question and what was
            expected.
    """
    flow = PlaceInFile(file)
    flow.only_keys(data, _FLOW_KEYS)
    if not ID.fullmatch(name):
        raise PromptFileError(file, "the name", "small letters, digits and _")
    rows = data.get("question")
    if not isinstance(rows, list) or not rows:
        raise PromptFileError(file, "question", "at least one [[question]]")
    lean_from = flow.text(data, "lean_from")
    kinds = tuple(KINDS) if packaged else OWN_KINDS
    questions: list[Question] = []
    for position, row in enumerate(rows, 1):
        question = QuestionReader(file, position, row, lists, kinds).read()
        if any(question.id == q.id for q in questions):
            raise PlaceInFile(file, question.id).fail("", "an id that stands only once")
        check_question(file, question, questions, lean_from)
        questions.append(question)
    closing = data.get("closing", {})
    flow.only_keys(closing, _CLOSINGS)
    flow.one_of(data, "lean_from", ("", *(q.id for q in questions)), "")
    counts = flow.one_of(data, "counts", COUNTS, "never")
    if counts == "conflict" and not any(map(asks_of_harm, questions)):
        raise flow.fail("counts", _WITH_HARM_ASKED)
    return Flow(
        name=name,
        title=flow.text(data, "title") or name,
        counts=counts,
        questions=tuple(questions),
        minutes=flow.text(data, "minutes"),
        opening=flow.text(data, "opening"),
        lean_from=lean_from,
        return_time=flow.text(data, "return_time"),
        closing={key: flow.text(closing, key) for key in closing},
        packaged=packaged,
    )
