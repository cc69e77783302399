"""An exercise on the screen: a line at a time, with a bar that moves and a count."""

from __future__ import annotations

import time
from collections.abc import Sequence

from prompt_toolkit.application import get_app
from prompt_toolkit.key_binding import KeyBindings

from journal.core.grounding import Cue
from journal.screen import page
from journal.screen.page import Line
from journal.screen.running import Tokens, run, tokens

_REFRESH_SECONDS = 0.2


def breathe(cues: Sequence[Cue]) -> None:
    """
    Lead through an exercise; any key ends it, and the last line waits for one.

    Raises:
        KeyboardInterrupt: On Ctrl-C.
    """
    began = time.monotonic()
    keys = KeyBindings()
    keys.add("<any>")(lambda event: event.app.exit())
    keys.add("enter")(lambda event: event.app.exit())
    run(lambda: _draw(cues, time.monotonic() - began), keys, refresh=_REFRESH_SECONDS)


def _draw(cues: Sequence[Cue], passed: float) -> Tokens:
    columns = get_app().output.get_size().columns
    total = sum(cue.seconds for cue in cues)
    cue, into = _at(cues, passed)
    lines: list[Line] = [("", ""), *page.wrap("question", cue.text, columns), ("", "")]
    lines += [_bar(cue, into, columns) if cue.counted else ("", ""), ("", "")]
    left = max(0, round(total - passed))
    told = f"{left // 60}:{left % 60:02d} left" if left else "Done."
    return tokens([*lines, *page.foot([told, "any key: go on"], columns)])


def _at(cues: Sequence[Cue], passed: float) -> tuple[Cue, float]:
    """The line that stands now, and for how many seconds it has."""
    for cue in cues:
        if passed < cue.seconds:
            return cue, passed
        passed -= cue.seconds
    return cues[-1], cues[-1].seconds


def _bar(cue: Cue, into: float, columns: int) -> Line:
    width = min(30, page.text_width(columns) - 6)
    filled = round(width * min(1.0, into / cue.seconds))
    count = int(into) + 1
    bar = page.mark("█", "#") * filled + page.mark("░", ".") * (width - filled)
    return "answer", f"{' ' * page.MARGIN}{bar}  {count}"
