"""What a search found as text: each entry with a piece around the hit."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rich.padding import Padding
from rich.text import Text

from journal.core.model import Entry
from journal.core.reading_back import day_of
from journal.core.text import one_line
from journal.screen.looking_back import rendered

_HIT = re.compile("\x02([^\x03]*)\x03")


def found_text(found: Sequence[tuple[Entry, str]]) -> str:
    """
    What was found, best first.

    Args:
        found: The entry, and a piece of it with every hit between `\\x02` and `\\x03`.
    """
    parts: list[Text | Padding] = []
    for entry, piece in found:
        parts.append(Text(f"{entry.call}  {day_of(entry.happened_at)}", "bold"))
        text = Text(marked(piece))
        text.highlight_regex(r"\[[^\]]*\]", "bold")
        parts += [Padding(text, (0, 0, 0, 2)), Text()]
    return rendered(parts)


def marked(piece: str) -> str:
    """A piece on one line, each hit in brackets, so that it is seen without any colour."""
    parts = _HIT.split(piece)
    spaced = [
        _kept_apart(part) if i % 2 == 0 else f"[{one_line(part)}]" for i, part in enumerate(parts)
    ]
    return "".join(spaced).strip()


def _kept_apart(text: str) -> str:
    """One line, with the blank at either end that parts it from a hit."""
    before, after = (" " if text[i : i + 1 or None].isspace() else "" for i in (0, -1))
    return f"{before}{one_line(text)}{after}" if text.strip() else before
