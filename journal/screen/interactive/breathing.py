"""The screen of an exercise: one cue at a time, with a moving bar and a count of seconds."""

from __future__ import annotations

import time
from collections.abc import Sequence
from functools import partial

from prompt_toolkit.key_binding import KeyBindings

from journal.core.dialogue.exercises import Cue
from journal.screen import layout
from journal.screen.interactive.application import run_page
from journal.screen.layout import GAP, Line

_REFRESH_SECONDS = 0.2


def breathe(cues: Sequence[Cue]) -> None:
    """
    Lead through an exercise until a key is pressed; the last cue stays on the screen.

    Raises:
        KeyboardInterrupt: On a stop.
        EOFError: If the terminal goes away.
    """
    began = time.monotonic()
    keys = KeyBindings()
    keys.add("<any>")(lambda event: event.app.exit())
    keys.add("enter")(lambda event: event.app.exit())
    draw = partial(cue_lines, cues)
    run_page(
        lambda *size: draw(time.monotonic() - began, *size),
        keys,
        refresh=_REFRESH_SECONDS,
    )


def cue_lines(cues: Sequence[Cue], passed: float, columns: int, rows: int) -> list[Line]:
    """
    Return the lines of the current cue, without gaps, bar and keys that do not fit.

    A cue higher than the screen is shown in parts, each for its share of the seconds.

    Args:
        cues: The cues of the exercise, at least one.
        passed: The seconds since its start.
        columns, rows: The size of the terminal.
    """
    total = sum(cue.seconds for cue in cues)
    cue, into = _at(cues, passed)
    text = layout.wrap("question", cue.text, columns)
    bar = [_bar(cue, into, columns) if cue.counted else GAP, GAP]
    seconds = max(0, round(total - passed))
    time_left = f"{seconds // 60}:{seconds % 60:02d} left" if seconds else "Done."
    foot = layout.foot([time_left, "any key: go on"], columns)
    for lines in ([GAP, *text, GAP, *bar, *foot], [*text, *bar, *foot], [*text, *foot], text):
        if len(lines) <= rows:
            return lines
    parts = -(-len(text) // rows)
    part = min(parts - 1, int(parts * into / cue.seconds)) if cue.seconds else parts - 1
    return text[part * rows : (part + 1) * rows]


def _at(cues: Sequence[Cue], passed: float) -> tuple[Cue, float]:
    """Return the current cue, and the seconds since its start."""
    for cue in cues:
        if passed < cue.seconds:
            return cue, passed
        passed -= cue.seconds
    return cues[-1], cues[-1].seconds


def _bar(cue: Cue, into: float, columns: int) -> Line:
    width = min(30, layout.text_width(columns) - 6)
    filled = round(width * min(1.0, into / cue.seconds))
    count = int(into) + 1
    bar = layout.mark("█", "#") * filled + layout.mark("░", ".") * (width - filled)
    return "answer", f"{' ' * layout.MARGIN}{bar}  {count}"
