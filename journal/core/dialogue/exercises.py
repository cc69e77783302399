"""The exercises that settle the body: scripts of short lines, each with its time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle

_COUNT = re.compile(r"\s*\((\d+)\)$")
_FIRST_SECONDS, _BETWEEN_SECONDS, _LAST_SECONDS = 5, 2, 5
MOST_MINUTES = 5


@dataclass(frozen=True, slots=True)
class Exercise:
    """
    An exercise that settles the body.

    Attributes:
        id: The id.
        label: The name as shown.
        lines: The lines, in order; a number in brackets at the end is the seconds to count.
    """

    id: str
    label: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grounding:
    """
    The content of `prompts/care/grounding.toml`.

    Attributes:
        exercises: The exercises; the first is the default.
        texts: The texts around the exercises, by key.
    """

    exercises: Sequence[Exercise]
    texts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Cue:
    """
    A line of a script.

    Attributes:
        text: The line.
        seconds: The seconds it is shown.
        counted: True if the seconds are counted along on the screen, as for a breath.
    """

    text: str
    seconds: float
    counted: bool = False


def script(exercise: Exercise, minutes: int) -> tuple[Cue, ...]:
    """
    Return the lines of an exercise, spread over some minutes.

    The counted lines repeat in rounds, with one of the other lines after each round. Without
    counted lines, all lines share the time equally.

    Args:
        exercise: The exercise.
        minutes: The duration; limited to 1 to `MOST_MINUTES`.
    """
    total = 60.0 * max(1, min(minutes, MOST_MINUTES))
    cues = [_cue(line) for line in exercise.lines]
    if not any(c.counted for c in cues):
        return tuple(Cue(c.text, total / len(cues)) for c in cues)
    return tuple(_rounds(cues, total))


def _cue(line: str) -> Cue:
    count = _COUNT.search(line)
    if count is None:
        return Cue(line, _BETWEEN_SECONDS)
    return Cue(line[: count.start()], float(count[1]), counted=True)


def _rounds(cues: Sequence[Cue], total: float) -> Iterator[Cue]:
    first, *rest = cues
    counted = [c for c in rest if c.counted]
    *between, last = (c for c in rest if not c.counted)
    left = total - _FIRST_SECONDS - _LAST_SECONDS
    a_round = sum(c.seconds for c in counted) + _BETWEEN_SECONDS
    yield Cue(first.text, _FIRST_SECONDS)
    for line in cycle(between):
        if left < a_round:
            break
        yield from counted
        yield Cue(line.text, _BETWEEN_SECONDS)
        left -= a_round
    yield Cue(last.text, _LAST_SECONDS)
