"""Settling the body before words: exercises as a script of short lines, each with its time."""

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
    One way to settle.

    Attributes:
        lines: What is said, in order; a number in brackets at the end is its seconds.
    """

    id: str
    label: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grounding:
    """All of `prompts/care/grounding.toml`; `texts` are the lines around the exercises."""

    exercises: Sequence[Exercise]
    texts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Cue:
    """
    One line of a script.

    Attributes:
        seconds: How long it stands.
        counted: Whether its seconds are counted along, as for a breath.
    """

    text: str
    seconds: float
    counted: bool = False


def script(exercise: Exercise, minutes: int) -> tuple[Cue, ...]:
    """
    The lines of an exercise, spread over so many minutes.

    Counted lines come round again and again, the others one by one between the rounds;
    without counted lines each stands for its share of the time.
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
