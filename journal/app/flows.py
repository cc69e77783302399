"""The flows, packaged or the person's own, and the faults of the latter."""

from __future__ import annotations

from typing import Any, NamedTuple

from journal.app.program import Program
from journal.core.errors import PromptFileError
from journal.core.flows.word_lists import ID
from journal.core.platform.system import expanded


class Checked(NamedTuple):
    """
    The result of a check of flows.

    Attributes:
        sound: The name of each valid flow, and its number of questions.
        faults: The first fault of each invalid flow.
    """

    sound: list[tuple[str, int]]
    faults: list[PromptFileError]


def all_flows(program: Program) -> list[dict[str, Any]]:
    """Return all flows as JSON data: name, title, counts, number of questions and origin."""
    prompts, own = program.prompts, program.home.own_flows
    # An own file with the name of a packaged flow cannot be used.
    taken = [(name, False) for name in prompts.own_files if prompts.is_packaged(name)]
    rows = []
    for name, is_used in [*((name, True) for name in prompts.flow_names()), *taken]:
        flow = prompts.known_flow(name) if is_used else None
        is_packaged = is_used and prompts.is_packaged(name)
        rows.append(
            {
                "name": name,
                "title": flow.title if flow else None,
                "counts": flow.counts if flow else None,
                "questions": len(flow.questions) if flow else None,
                "from": "packaged" if is_packaged else str(own / f"{name}.toml"),
            }
        )
    return rows


def check_flows(program: Program, name: str | None) -> Checked:
    """
    Check a flow, or all of the person's own.

    Args:
        name: The name of a flow or the path of a file; None for all of the person's own.

    Raises:
        UnknownFlowError: If there is no flow of that name.
    """
    prompts = program.prompts
    if name is None:
        files = list(prompts.own_files.values())
    else:
        file = expanded(name)
        is_name = ID.fullmatch(name) and not file.exists()
        files = [prompts.file(name) if is_name else file]
    checked = Checked([], [])
    for file in files:
        try:
            flow = prompts.check(file)
        except PromptFileError as fault:
            checked.faults.append(fault)
        else:
            checked.sound.append((flow.name, len(flow.questions)))
    return checked


def flow_data(program: Program, name: str) -> dict[str, Any]:
    """Return a flow and its questions as JSON data; raises `UnknownFlowError` without one."""
    flow = program.prompts.flow(name)
    questions = [
        {
            "id": q.id,
            "theme": q.theme,
            "kind": q.kind,
            "ask": q.ask,
            "words": q.words.name if q.words else None,
            "choices": {c.id: c.label for c in q.choices},
        }
        for q in flow.questions
    ]
    return {"name": name, "title": flow.title, "counts": flow.counts, "questions": questions}
