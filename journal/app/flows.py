"""The flows there are: packaged, or of the person's own, and what is wrong with these."""

from __future__ import annotations

from typing import Any, NamedTuple

from journal.app.program import Program
from journal.core.errors import PromptFileError
from journal.core.flows.word_lists import ID
from journal.core.platform.system import expanded


class Checked(NamedTuple):
    """
    Flows that were looked at.

    Attributes:
        sound: The name of each that can be used, and how many questions it has.
        faults: The first fault of each that can't.
    """

    sound: list[tuple[str, int]]
    faults: list[PromptFileError]


def all_flows(program: Program) -> list[dict[str, Any]]:
    """Return each flow as data: its name, title, what it counts as, questions, and origin."""
    known, own = program.prompts, program.home.own_flows
    # A file of one's own with a packaged name is a flow that can't be used.
    taken = [(name, False) for name in known.own_files if known.is_packaged(name)]
    rows = []
    for name, is_used in [*((name, True) for name in known.flow_names()), *taken]:
        flow = known.known_flow(name) if is_used else None
        is_packaged = is_used and known.is_packaged(name)
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
    Look for what is wrong with a flow, or with all of one's own.

    Args:
        name: A flow or a file; None for all of one's own.

    Raises:
        PromptFileError: If there is no flow of that name.
    """
    known = program.prompts
    if name is None:
        files = list(known.own_files.values())
    else:
        file = expanded(name)
        is_name = ID.fullmatch(name) and not file.exists()
        files = [known.file(name) if is_name else file]
    checked = Checked([], [])
    for file in files:
        try:
            flow = known.check(file)
        except PromptFileError as fault:
            checked.faults.append(fault)
        else:
            checked.sound.append((flow.name, len(flow.questions)))
    return checked


def flow_data(program: Program, name: str) -> dict[str, Any]:
    """Return a flow with its questions as data; raises `UnknownFlowError` if there is none."""
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
