"""What a search found as text, each entry with a piece around the hit; and the flows."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from journal.core.entries.rendering import day_of
from journal.core.model import Entry
from journal.core.text import isolated, marks_around, one_line
from journal.screen.output.printed import bold, dim, joined, lines

_HIT = re.compile("\x02([^\x02\x03]*)\x03")


def found_text(found: Sequence[tuple[Entry, str]]) -> str:
    """
    What was found, best first.

    Args:
        found: The entry, and a piece of it with every hit between `\\x02` and `\\x03`.
    """
    parts: list[str] = []
    for entry, piece in found:
        parts += lines(f"{entry.call}  {day_of(entry.happened_at)}", style=bold)
        parts += [*lines(marked(piece, bold), "  "), ""]
    return joined(parts)


def marked(piece: str, style: Callable[[str], str] | None = None) -> str:
    """
    A piece on one line, with a dot where one answer ends and the next begins, each hit in
    brackets, so that it is seen without any colour.

    Args:
        style: What is done with each hit to show it, such as `bold`; None where it is data.
    """
    answers = [_marked(line, style or str) for line in piece.split("\n")]
    if style is not None:
        answers = [line.join(marks_around(line)) for line in answers]
    return " · ".join(filter(None, answers))


def _marked(answer: str, style: Callable[[str], str]) -> str:
    parts = [
        _kept_apart(part) if i % 2 == 0 else style(f"[{one_line(part)}]")
        for i, part in enumerate(_HIT.split(answer))
    ]
    return "".join(parts).strip()


def _kept_apart(text: str) -> str:
    """One line, with the blank at either end that parts it from a hit."""
    before, after = (" " if text[i : i + 1 or None].isspace() else "" for i in (0, -1))
    return f"{before}{one_line(text)}{after}" if text.strip() else before


def flows_text(flows: Sequence[Mapping[str, object]], own: str) -> str:
    """
    All flows, with where each comes from.

    Args:
        flows: `name`, `title` and `counts` (None if its file has a fault), `from`.
        own: The folder for flows of the person's own.
    """
    parts: list[str] = []
    for flow in flows:
        told = f"{isolated(str(flow['title']))} · counts: {flow['counts']}"
        fault = f"It can't be used as it is: journal prompts check {flow['from']}"
        parts += lines(one_line(str(flow["name"])), style=bold)
        parts += lines(one_line(told if flow["title"] else fault), "  ")
        parts += lines(one_line(str(flow["from"])), "  ", style=dim)
    parts += ["", *lines(f"Your own go to {one_line(own)}")]
    parts += lines("An example to copy: journal prompts show caught")
    return joined(parts)
