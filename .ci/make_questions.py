"""The reference of all packaged questions: which answer fits each, from the flows themselves."""

from __future__ import annotations

from collections.abc import Iterator

from journal.core.flows.flow import Flow, Question
from journal.core.model import NOT_SURE
from journal.local.prompts.loader import Prompts

HEAD = """\
# Questions and what answers them

Made from `prompts/`; to make it anew: `python .ci/docs.py`.

These are the ids of a file of answers ([formats.md](formats.md)), of the JSON, of the columns of
the CSV, and of `journal edit ENTRY --question NAME`. Any may be left out or `null`, which is a
skip. *An own word* is `{"other": "your words"}`.
"""

COUNTS = {
    "conflict": "Counts as an argument.",
    "apart": "Counted apart from the arguments.",
    "never": "Never counted.",
}


def reference() -> str:
    """Return the whole page."""
    prompts = Prompts()
    flows = [prompts.flow(name) for name in prompts.flow_names()]
    return "\n".join([HEAD, *(part for flow in flows for part in of_flow(flow)), *lists(prompts)])


def of_flow(flow: Flow) -> Iterator[str]:
    """Yield the questions of one flow, as they are asked."""
    yield f"## `{flow.name}`\n"
    yield f"{flow.title}. {COUNTS[flow.counts]}\n"
    yield "| id | asks | takes |\n|---|---|---|"
    for question in flow.questions:
        if question.kind not in ("pause", "settle"):
            yield f"| `{question.id}` | {asked(question)} | {takes(question)} |"
    yield ""


def asked(question: Question) -> str:
    """Return the question; where it holds something said before, with an ellipsis there."""
    out, depth = "", 0
    for sign in question.ask:
        depth += sign == "{"
        out += "" if depth else sign
        if sign == "}":
            depth -= 1
            out += "…"
    return " ".join(out.split())


def takes(question: Question) -> str:
    """Return what an answer to the question may be."""
    match question.kind:
        case "scale":
            return "0 to 10"
        case "minutes":
            return "whole minutes"
        case "text":
            return "a text"
        case "tags":
            return "a list of texts"
    fits = " or ".join(filter(None, [listed(question), "an own word" * question.takes_own]))
    if question.kind == "one":
        return fits
    return f"a list{f' of at most {question.limit}' if question.limit else ''}: {fits}"


def listed(question: Question) -> str:
    """Return the choices of a question: its own, and its list by name, or those it takes of it."""
    own = {word.id for word in question.choices}
    ids = [f"`{word.id}`" for word in question.choices]
    if question.only is not None:
        ids += [f"`{word.id}`" for _, word in question.offered_words() if word.id not in own]
    elif question.words is not None:
        ids.insert(0, f"a word of [{question.words.name}](#{question.words.name})")
    if question.takes_own and NOT_SURE not in own:
        ids.append(f"`{NOT_SURE}`")
    return ", ".join(ids)


def lists(prompts: Prompts) -> Iterator[str]:
    """Yield the words of each list, by their ids."""
    yield "# The lists\n"
    for words in prompts.lists.values():
        yield f"## {words.name}\n"
        yield ", ".join(f"`{word}`" for word in words.words) + "\n"
