"""
Journals to measure with: full entries, the same ones at every run.

As a command: python tests/bench/content.py COUNT FOLDER
writes `ours.jsonl` and `jrnl.txt` there, the same entries in both.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from journal.core.flows.flow import Question
from journal.local.prompts.loader import Prompts

RARE = "heliotrope"
"""A word that a few entries have."""

_END = datetime(2026, 1, 1, 21, 30, tzinfo=UTC)
_APART = timedelta(hours=8)
_MOSTLY = ("facts", "heat_peak", "hot_minutes", "topic", "loop")
_TAGS = ("my_moves", "their_moves")
_FOLLOW_UPS = 0.4
"""How likely it is that one of the other questions is answered."""

_SENTENCES = (
    "I asked twice about Sunday and got no answer.",
    "The phone came out at dinner again.",
    "I said it louder than I meant to.",
    "There was a long silence in the car.",
    "We were both tired, and the kids were still awake.",
    "I went to the kitchen and did the dishes.",
    "Later we talked for ten minutes, and it was easier.",
    "I wanted to be heard and did not know how to say it.",
    "The plan for the weekend fell through.",
    "I could feel my chest tighten before a word was said.",
)


def entries(count: int) -> Iterator[dict[str, Any]]:
    """So many long entries, eight hours apart: all main questions, some of the follow-ups."""
    prompts = Prompts()
    flow = prompts.flow("full")
    rng = random.Random(count)  # noqa: S311 - no secret hangs on it
    for number in range(count):
        answers = {
            q.id: _answer(q, rng)
            for q in flow.questions
            if q.always or q.id in _MOSTLY or rng.random() < _FOLLOW_UPS
        }
        answers["unsafe"] = "no"
        if number % max(1, count // 3) == 0:
            answers["facts"] += f" Beside the {RARE}."
        yield {
            "flow": "full",
            "uid": f"bench-{count}-{number}",
            "happened_at": (_END - (count - number) * _APART).isoformat(),
            "written_at": (_END - (count - number) * _APART + timedelta(hours=1)).isoformat(),
            "answers": {name: answer for name, answer in answers.items() if answer is not None},
        }


def _answer(question: Question, rng: random.Random) -> Any:
    words = [word.id for _, word in question.offered_words()]
    match question.kind:
        case "one":
            return rng.choice(words)
        case "many":
            return rng.sample(words, min(len(words), question.limit or 3, rng.randint(1, 3)))
        case "scale":
            return rng.randint(2, 9)
        case "minutes":
            return rng.choice((10, 20, 45, 90, 240))
        case "text":
            return " ".join(rng.sample(_SENTENCES, rng.randint(1, 3)))
        case _:
            return None


def as_text(entry: dict[str, Any]) -> str:
    """The same entry as jrnl keeps it: facts as title, answers under it, trigger, moves as tags."""
    when = datetime.fromisoformat(entry["happened_at"]).strftime("%Y-%m-%d %H:%M")
    lines = [f"[{when}] {entry['answers']['facts']}"]
    for name, answer in entry["answers"].items():
        mark = "@" if name in _TAGS else ""
        said = ", ".join(mark + a for a in answer) if isinstance(answer, list) else answer
        lines.append(f"{name}: {said}")
    return "\n".join(lines) + f"\n@{entry['answers']['trigger']}\n\n"


def write(count: int, folder: Path) -> None:
    """Both files."""
    with (folder / "ours.jsonl").open("w") as ours, (folder / "jrnl.txt").open("w") as jrnl:
        for entry in entries(count):
            ours.write(json.dumps(entry) + "\n")
            jrnl.write(as_text(entry))


if __name__ == "__main__":
    write(int(sys.argv[1]), Path(sys.argv[2]))
